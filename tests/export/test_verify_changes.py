"""Any changed byte is found, and what was changed is named."""

from __future__ import annotations

import io
import json
import os
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.export import names
from reviewer.export.signing import Signature, armored, public_key_line, read_signature, sign
from reviewer.export.verify import verify_package
from tests.export.builders import KEY, OTHER_SEED, SEED, small_content, written
from tests.export.tampering import FOLDER, codes, files_of, signed, verified, zipped

if TYPE_CHECKING:
    from pathlib import Path


def test_every_single_changed_byte_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, small_content())
    good = path.read_bytes()
    passed = []
    with path.open("r+b", buffering=0) as file:
        for position, byte in enumerate(good):
            # One bit of each byte, each bit in turn; a sign or a letter's case is among them.
            os.pwrite(file.fileno(), bytes([byte ^ 1 << position % 8]), position)
            if verify_package(path).valid:
                passed.append(position)
            os.pwrite(file.fileno(), bytes([byte]), position)
    assert path.read_bytes() == good
    assert passed == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(data=st.data())
def test_no_damage_passes_or_breaks_the_check(package: Path, data: st.DataObject) -> None:
    good = (package.parent / "good").read_bytes() if (package.parent / "good").exists() else package.read_bytes()
    (package.parent / "good").write_bytes(good)
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(len(good), start + 64)))
    damaged = good[:start] + data.draw(st.binary(max_size=64)) + good[end:]
    package.write_bytes(damaged)
    verification = verified(package)
    assert verification.valid == (damaged == good)
    assert bool(verification.problems) != verification.valid


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=300))
def test_bytes_that_are_no_package_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.zip"
    path.write_bytes(data)
    assert codes(verified(path)) == {"not-a-zip"}


@pytest.mark.parametrize("kept", [0, 1, 21, 22, 100, -1, -22])
def test_a_truncated_package_is_refused(package: Path, kept: int) -> None:
    package.write_bytes(package.read_bytes()[:kept])
    assert codes(verified(package)) == {"not-a-zip"}


def test_bytes_before_or_after_the_package_are_refused(package: Path) -> None:
    good = package.read_bytes()
    for changed in (good + b"\0", b"\0" + good, good + good):
        package.write_bytes(changed)
        assert not verified(package).valid


def test_the_same_files_in_another_zip_are_refused(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    options: list[dict[str, Any]] = [
        {"date_time": (2026, 11, 21, 0, 0, 0)},
        {"external_attr": 0o100600 << 16},
        {"compress_type": zipfile.ZIP_DEFLATED},
        {"comment": b"x"},
        {"extra": b"\1\2\0\0"},
        {"create_system": 0},
    ]
    for option in options:
        assert codes(verified(zipped(tmp_path / "again.zip", files, **option))) == {"not-as-written"}


def test_the_same_members_in_another_order_are_refused(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        members = [(member, archive.read(member)) for member in archive.infolist()]
    turned = io.BytesIO()
    with zipfile.ZipFile(turned, "w") as archive:
        for member, data in reversed(members):
            archive.writestr(member, data)
    package.write_bytes(turned.getvalue())
    assert codes(verified(package)) == {"not-as-written"}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (names.COVER, "digest-mismatch"),
        (names.DECISIONS, "digest-mismatch"),
        (names.JUDGMENTS_TABLE, "table-mismatch"),
        (names.letter_path(KEY), "letter-mismatch"),
        (names.journal_path(KEY), "journal-chain"),
        (names.BAG_DECLARATION, "not-as-written"),
        (names.BAG_INFO, "digest-mismatch"),
        (names.ALLOWED_SIGNERS, "key-mismatch"),
        (names.SIGNATURE, "signature-form"),
    ],
)
def test_a_changed_file_is_named(package: Path, tmp_path: Path, path: str, code: str) -> None:
    files = files_of(package)
    verification = verified(zipped(tmp_path / "changed.zip", files | {path: files[path] + b"x"}))
    assert (path, code) in {(problem.where, problem.code) for problem in verification.problems}


def test_a_byte_changed_in_a_file_names_that_file_and_no_other(package: Path) -> None:
    data = package.read_bytes()
    package.write_bytes(data.replace(b"%PDF-1.4 letter", b"%PDF-1.5 letter"))
    problems = {(problem.where, problem.code) for problem in verified(package).problems}
    assert problems == {(names.letter_path(KEY), "damaged-file"), (package.name, "not-as-written")}


@pytest.mark.parametrize("path", ["data/cover.pdf", "bagit.txt", "tagmanifest-sha256.txt.sig", "data/decisions.json"])
def test_a_missing_file_is_named(package: Path, tmp_path: Path, path: str) -> None:
    files = files_of(package)
    del files[path]
    verification = verified(zipped(tmp_path / "changed.zip", files))
    assert (path, "missing-file") in {(problem.where, problem.code) for problem in verification.problems}


@pytest.mark.parametrize(
    "path", ["readme.txt", "data/letters/S-0109-r1.pdf", "data/x/y", "../data/cover.pdf", "data/journal/x.jsonl"]
)
def test_a_file_that_nobody_signed_is_named(package: Path, tmp_path: Path, path: str) -> None:
    verification = verified(zipped(tmp_path / "changed.zip", files_of(package) | {path: b"x"}))
    assert not verification.valid
    assert path in {problem.where for problem in verification.problems} | {"data/cover.pdf"}
    assert codes(verification) & {"unexpected-file", "unlisted-file"}


def test_a_repeated_member_is_named(package: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(package, "a") as archive:
        archive.writestr(f"{FOLDER}/data/cover.pdf", b"%PDF-1.4 cover")
    assert "duplicate-member" in codes(verified(package))


def test_a_package_signed_by_another_key_is_valid_but_not_vouched_for(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    decisions = json.loads(files[names.DECISIONS])
    decisions["reviewer"]["public_key"] = public_key_line(OTHER_SEED)
    resigned = signed(files | {names.DECISIONS: rfc8785.dumps(decisions)}, OTHER_SEED)
    path = zipped(tmp_path / "resigned.zip", resigned)
    assert verified(path).valid
    key_file = tmp_path / "keys"
    key_file.write_text(public_key_line(SEED), encoding="utf-8")
    assert codes(verified(path, key_file)) == {"wrong-key"}


def test_a_signature_for_another_use_is_refused(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    files[names.SIGNATURE] = sign(SEED, files[names.TAG_MANIFEST], "reviewer-receipt")
    assert codes(verified(zipped(tmp_path / "changed.zip", files))) == {"signature-use"}


def test_a_signature_of_something_else_is_refused(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    files[names.SIGNATURE] = sign(SEED, b"something else", names.DECISION_NAMESPACE)
    assert codes(verified(zipped(tmp_path / "changed.zip", files))) == {"signature"}
    files[names.SIGNATURE] = sign(OTHER_SEED, files[names.TAG_MANIFEST], names.DECISION_NAMESPACE)
    assert codes(verified(zipped(tmp_path / "changed.zip", files))) == {"key-mismatch"}


def test_a_malleable_signature_is_refused(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    signature = read_signature(files[names.SIGNATURE])
    assert signature is not None
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(signature.signature[32:], "little") + order
    other = Signature(signature.key, signature.namespace, signature.signature[:32] + scalar.to_bytes(32, "little"))
    files[names.SIGNATURE] = armored(other)
    assert codes(verified(zipped(tmp_path / "changed.zip", files))) == {"signature"}
