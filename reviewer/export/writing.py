"""Writes a built package into the folder that the reviewer chose: whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer import files
from reviewer.errors import PackageExistsError
from reviewer.progress import Silent

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.export.package import BuiltPackage
    from reviewer.progress import Progress

_CHUNK_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class WrittenPackage:
    """A package in its folder; `is_new` False when the same file was there already."""

    path: Path
    sha256: str
    is_new: bool


def write_package(package: BuiltPackage, folder: Path, progress: Progress | None = None) -> WrittenPackage:
    """Write the package into a folder, which is made where it is missing.

    A file of that name with the same bytes stays as it is.

    Args:
        package: what to write.
        folder: where to.
        progress: learns of the bytes written.

    Raises:
        PackageExistsError: another file of that name is there.
        EnvironmentFailedError: the disk is full, or the folder cannot be written.
        Cancelled: the reviewer called it off; nothing is left behind.
    """
    path = folder.absolute() / package.file_name
    with files.translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with files.beside(path) as written:
            sha256 = _write(package, written, progress or Silent())
            if path.exists():
                return _already_there(path, sha256)
            files.move_into_place(written, path)
    return WrittenPackage(path, sha256, is_new=True)


def _write(package: BuiltPackage, path: Path, progress: Progress) -> str:
    digest = hashlib.sha256()
    done, total = 0, package.size_bytes
    with path.open("wb") as file:
        for piece in package.pieces():
            file.write(piece)
            digest.update(piece)
            done += len(piece)
            progress.step(done, total, package.file_name)
    return digest.hexdigest()


def _already_there(path: Path, sha256: str) -> WrittenPackage:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise PackageExistsError(str(path))
    return WrittenPackage(path, sha256, is_new=False)
