"""The office's check tells what is good, who vouches for it, and what is there instead."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from reviewer.export.signing import public_key_line, public_key_of
from reviewer.vocabulary import CaseKey
from tests.export.builders import KEY, OTHER_SEED, SEED, content, small_content, written
from tests.export.tampering import codes, files_of, signed, verified, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.export.content import PackageContent


def test_a_package_as_it_was_written_is_valid(package: Path) -> None:
    verification = verified(package)
    assert verification.problems == ()
    assert verification.valid
    assert verification.reviewer_id == "rev-07"
    assert verification.submissions == (KEY, CaseKey("S-0103", 2))


def test_what_the_helpers_here_write_by_the_rules_is_valid_too(package: Path, tmp_path: Path) -> None:
    rewritten = zipped(tmp_path / "again.zip", signed(files_of(package)))
    assert rewritten.read_bytes() == package.read_bytes()


def test_a_package_may_arrive_under_another_name(package: Path) -> None:
    assert verified(package.rename(package.with_name("decisions (1).zip"))).valid


@pytest.mark.parametrize("package_content", [small_content(), content(determinations=(), letters={}, journals={})])
def test_packages_with_and_without_determinations_are_valid(tmp_path: Path, package_content: PackageContent) -> None:
    assert verified(written(tmp_path, package_content)).valid


def test_without_a_key_nobody_but_the_package_vouches(package: Path) -> None:
    verification = verified(package)
    assert not verification.vouched
    assert "Nobody but the package itself" in verification.remark
    assert public_key_of(SEED).fingerprint in verification.remark


@pytest.mark.parametrize(
    "line",
    [f'rev-07 namespaces="reviewer-decision" {public_key_line(SEED)}', public_key_line(SEED, "rev-07")],
    ids=["allowed-signers", "pub"],
)
def test_the_key_of_the_office_vouches(package: Path, tmp_path: Path, line: str) -> None:
    key_file = tmp_path / "keys"
    key_file.write_text(line + "\n", encoding="utf-8")
    verification = verified(package, key_file)
    assert (verification.valid, verification.vouched) == (True, True)
    assert "Your key file vouches" in verification.remark


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (public_key_line(OTHER_SEED), "wrong-key"),
        (f"rev-08 {public_key_line(SEED)}", "wrong-key"),
        (f'rev-07 valid-before="20250101Z" {public_key_line(SEED)}', "wrong-key"),
        ("not a key", "key-file-empty"),
    ],
)
def test_a_key_file_that_does_not_vouch_refuses_the_package(
    package: Path, tmp_path: Path, line: str, code: str
) -> None:
    key_file = tmp_path / "keys"
    key_file.write_text(line + "\n", encoding="utf-8")
    verification = verified(package, key_file)
    assert (verification.valid, verification.vouched) == (False, False)
    assert codes(verification) == {code}


def test_a_key_file_that_cannot_be_read_is_said(package: Path, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        assert codes(verified(package, path)) == {"key-file-unreadable"}


def test_a_damaged_package_is_not_vouched_for(package: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "keys"
    key_file.write_text(public_key_line(SEED), encoding="utf-8")
    package.write_bytes(package.read_bytes() + b"\n")
    assert not verified(package, key_file).vouched


def test_a_package_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert codes(verified(tmp_path / "none.zip")) == {"not-there"}
    assert codes(verified(tmp_path)) == {"not-a-file"}


def test_another_zip_is_not_taken_for_a_package(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "holiday.zip", "w") as archive:
        archive.writestr("beach.txt", "sand")
    assert "not-a-package" in codes(verified(tmp_path / "holiday.zip"))


def test_an_encrypted_or_strangely_packed_member_is_said(package: Path, tmp_path: Path) -> None:
    files = files_of(package)
    path = zipped(tmp_path / "strange.zip", files, compress_type=zipfile.ZIP_BZIP2)
    assert "damaged-file" in codes(verified(path))


def test_names_that_would_disturb_a_terminal_are_escaped(package: Path, tmp_path: Path) -> None:
    path = zipped(tmp_path / "strange.zip", files_of(package) | {"data/\x1b[31m\u202e.txt": b""})
    places = " ".join(problem.where + problem.message for problem in verified(path).problems)
    assert "data/\\x1b[31m\\u202e.txt" in places
    assert places.isprintable()


def test_every_problem_has_advice(package: Path, tmp_path: Path) -> None:
    files = dict.fromkeys(files_of(package), b"")
    problems = verified(zipped(tmp_path / "empty.zip", files)).problems
    assert len(problems) > 10
    assert all(problem.message.count(".") >= 2 for problem in problems)


def test_a_small_zip_that_unpacks_to_much_is_not_read(package: Path, tmp_path: Path) -> None:
    bomb = files_of(package) | {"data/judgments.csv": bytes(65 * 2**20)}
    verification = verified(zipped(tmp_path / "bomb.zip", bomb, compress_type=zipfile.ZIP_DEFLATED))
    assert ("data/judgments.csv", "too-large") in {(problem.where, problem.code) for problem in verification.problems}


def test_a_zip_directory_of_many_entries_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a" * 60_000, b"")
    data = bytearray(path.read_bytes())
    data[-10:-6] = (2**31 - 1).to_bytes(4, "little")
    path.write_bytes(data)
    assert codes(verified(path)) == {"too-large"}
