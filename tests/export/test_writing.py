"""A package lands whole under its name, or not at all."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import DiskFullError, EnvironmentFailedError, NotPermittedError, PackageExistsError
from reviewer.export.package import build_package
from reviewer.export.writing import write_package
from reviewer.progress import Cancelled
from tests.export.builders import SEED, content

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = build_package(content(), SEED)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    written = write_package(PACKAGE, tmp_path / "to" / "office")
    assert written.path == tmp_path / "to" / "office" / PACKAGE.file_name
    assert written.is_new
    assert written.sha256 == PACKAGE.sha256


def test_only_its_owner_can_read_the_package(tmp_path: Path) -> None:
    assert write_package(PACKAGE, tmp_path).path.stat().st_mode & 0o777 == 0o600


def test_the_same_package_again_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    before = write_package(PACKAGE, tmp_path).path.stat()
    again = write_package(PACKAGE, tmp_path)
    assert not again.is_new
    assert again.path.stat().st_ino == before.st_ino
    assert _names(tmp_path) == [PACKAGE.file_name]


def test_another_file_of_that_name_is_never_overwritten(tmp_path: Path) -> None:
    other = tmp_path / PACKAGE.file_name
    other.write_bytes(b"something else")
    with pytest.raises(PackageExistsError) as refusal:
        write_package(PACKAGE, tmp_path)
    assert refusal.value.subject == str(other)
    assert other.read_bytes() == b"something else"
    assert _names(tmp_path) == [PACKAGE.file_name]


class _Impatient:
    def __init__(self) -> None:
        self.steps: list[tuple[int, int]] = []

    def step(self, done: int, total: int, subject: str = "") -> None:
        self.steps.append((done, total))
        if done * 2 > total:
            raise Cancelled(subject)


def test_calling_it_off_leaves_nothing_behind(tmp_path: Path) -> None:
    progress = _Impatient()
    with pytest.raises(Cancelled):
        write_package(PACKAGE, tmp_path, progress)
    assert _names(tmp_path) == []
    assert {total for _, total in progress.steps} == {PACKAGE.size_bytes}


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EACCES, NotPermittedError),
        (errno.EROFS, NotPermittedError),
        (errno.EIO, EnvironmentFailedError),
    ],
)
def test_what_the_system_refuses_is_said_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[EnvironmentFailedError]
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(error) as refusal:
        write_package(PACKAGE, tmp_path)
    assert refusal.value.subject == str(tmp_path / PACKAGE.file_name)
    assert refusal.value.exit_code == 4
    assert _names(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "office").write_bytes(b"")
    with pytest.raises(EnvironmentFailedError):
        write_package(PACKAGE, tmp_path / "office")
