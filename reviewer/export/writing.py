"""Writes a built package into the folder that the reviewer chose: whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import DiskFullError, EnvironmentFailedError, NotPermittedError, PackageExistsError
from reviewer.progress import Silent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from reviewer.export.package import BuiltPackage
    from reviewer.progress import Progress

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_PERMITTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
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
    with _translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as (file, temporary):
            sha256 = _write(package, file, progress or Silent())
            if path.exists():
                return _already_there(path, sha256)
            temporary.replace(path)
    return WrittenPackage(path, sha256, is_new=True)


def _write(package: BuiltPackage, file: BinaryIO, progress: Progress) -> str:
    digest = hashlib.sha256()
    done, total = 0, package.size_bytes
    for piece in package.pieces():
        file.write(piece)
        digest.update(piece)
        done += len(piece)
        progress.step(done, total, package.file_name)
    file.flush()
    os.fsync(file.fileno())
    file.close()
    return digest.hexdigest()


def _already_there(path: Path, sha256: str) -> WrittenPackage:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise PackageExistsError(str(path))
    return WrittenPackage(path, sha256, is_new=False)


@contextmanager
def _beside(path: Path) -> Iterator[tuple[BinaryIO, Path]]:
    # In the same folder, so that the move into place is one step; readable by its owner only.
    descriptor, name = tempfile.mkstemp(prefix=f".{path.stem}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file, Path(name)
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as failure:
        if failure.errno in _DISK_FULL:
            raise DiskFullError(str(path)) from failure
        if failure.errno in _NOT_PERMITTED:
            raise NotPermittedError(str(path)) from failure
        raise EnvironmentFailedError(str(path), reason=failure.strerror or type(failure).__name__) from failure
