"""An office's key file is read as ssh-keygen reads it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.export.key_files import trusted_keys
from reviewer.export.signing import public_key_of, sign
from tests.export.builders import OTHER_SEED, SEED

if TYPE_CHECKING:
    from pathlib import Path

KEY = public_key_of(SEED)
OTHER = public_key_of(OTHER_SEED)
NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
RSA = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ=="

TRUSTING = {
    "contract": f'rev-07 namespaces="reviewer-decision" {KEY.line}',
    "public key": KEY.line,
    "public key with comment": f"{KEY.line} rev-07 at home",
    "no options": f"rev-07 {KEY.line}",
    "comment after": f"rev-07 {KEY.line} appointed 2026",
    "tabs": f'rev-07\tnamespaces="reviewer-decision"\t{KEY.line}',
    "several ids": f"rev-06,rev-07 {KEY.line}",
    "pattern": f"rev-* {KEY.line}",
    "one character": f"rev-0? {KEY.line}",
    "quoted ids": f'"rev-06,rev-07" {KEY.line}',
    "several uses": f'rev-07 namespaces="file,reviewer-*" {KEY.line}',
    "upper case option": f'rev-07 NAMESPACES="reviewer-decision" {KEY.line}',
    "from a past day": f'rev-07 valid-after="20200101Z" {KEY.line}',
    "to a later day": f'rev-07 valid-before="29991231235959Z" {KEY.line}',
    "several options": f'rev-07 namespaces="reviewer-decision",valid-after="202001010000Z" {KEY.line}',
    "after a comment": f"# reviewers\n\n  rev-07 {KEY.line}",
    "after another key": f"rev-08 {OTHER.line}\nrev-07 {KEY.line}",
    "after another kind of key": f"rev-07 {RSA}\nrev-07 {KEY.line}",
}
NOT_TRUSTING = {
    "nothing": "",
    "another id": f"rev-08 {KEY.line}",
    "another case": f"REV-07 {KEY.line}",
    "excluded": f"rev-*,!rev-07 {KEY.line}",
    "only excluded": f"!rev-08 {KEY.line}",
    "another key": f"rev-07 {OTHER.line}",
    "another kind of key": f"rev-07 {RSA}",
    "another use": f'rev-07 namespaces="reviewer-receipt" {KEY.line}',
    "not yet": f'rev-07 valid-after="29990101" {KEY.line}',
    "no longer": f'rev-07 valid-before="20200101Z" {KEY.line}',
    "authority": f"rev-07 cert-authority {KEY.line}",
    "unknown option": f'rev-07 hosts="a" {KEY.line}',
    "no such day": f'rev-07 valid-after="20201399Z" {KEY.line}',
    "no day": f'rev-07 valid-after="soon" {KEY.line}',
    "comment": f"# rev-07 {KEY.line}",
    "only an id": "rev-07",
    "only options": 'rev-07 namespaces="a"',
}


def _is_trusted(written: bytes) -> bool:
    return any(
        trusted.key == KEY and trusted.speaks_for("rev-07", "reviewer-decision", NOW)
        for trusted in trusted_keys(written)
    )


@pytest.mark.parametrize("name", TRUSTING)
def test_a_line_that_names_the_reviewer_and_key_vouches(name: str) -> None:
    assert _is_trusted(TRUSTING[name].encode())
    assert _is_trusted(TRUSTING[name].replace("\n", "\r\n").encode() + b"\r\n")


@pytest.mark.parametrize("name", NOT_TRUSTING)
def test_any_other_line_does_not_vouch(name: str) -> None:
    assert not _is_trusted(NOT_TRUSTING[name].encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_that_windows_wrote_is_read(encoding: str) -> None:
    assert _is_trusted(TRUSTING["contract"].encode(encoding))


def test_a_time_without_a_zone_is_that_of_this_machine() -> None:
    local = NOW.astimezone().replace(tzinfo=None)
    before, after = (f"{local + timedelta(hours=hours):%Y%m%d%H%M%S}" for hours in (-1, 1))
    assert _is_trusted(f'rev-07 valid-after="{before}",valid-before="{after}" {KEY.line}'.encode())
    assert not _is_trusted(f'rev-07 valid-after="{after}" {KEY.line}'.encode())


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")
@pytest.mark.parametrize("name", sorted((TRUSTING | NOT_TRUSTING).keys() - {"public key", "public key with comment"}))
def test_ssh_keygen_sees_it_the_same_way(tmp_path: Path, name: str) -> None:
    lines = (TRUSTING | NOT_TRUSTING)[name]
    (tmp_path / "allowed_signers").write_text(lines + "\n", encoding="utf-8")
    (tmp_path / "sig").write_bytes(sign(SEED, b"words", "reviewer-decision"))
    command = ["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", "rev-07", "-n", "reviewer-decision"]
    command += ["-s", "sig", "-Overify-time=20261121200000Z"]
    run = subprocess.run(command, cwd=tmp_path, input=b"words", capture_output=True, check=False)
    assert (run.returncode == 0) == (name in TRUSTING)


@given(untrusted=st.binary(max_size=300))
def test_no_bytes_make_reading_a_key_file_fail(untrusted: bytes) -> None:
    assert trusted_keys(untrusted) == ()


@given(words=st.lists(st.sampled_from(["rev-07", KEY.line, "namespaces=", '"', "!", "*", ",", " ", "\n", "\\"])))
def test_no_words_make_reading_a_key_file_fail(words: list[str]) -> None:
    found = {trusted.key for trusted in trusted_keys("".join(words).encode())}
    assert found <= {KEY}
