"""Writing files where the reviewer asked for them: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import DiskFullError, EnvironmentFailedError, NotPermittedError, WorkspaceKeptError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_PERMITTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# The whole name of a file may have 255 bytes on most disks.
_LONGEST_STEM_BYTES = 200

WORKSPACE_PAGE_BYTES = 16384
"""A workspace is whole pages of this size; the first begins with a random salt."""
_SALT_BYTES = 16
_BEGINNINGS_OF_OTHERS = (
    b"SQLite format 3\0",
    b"PK\x03\x04",
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\xd0\xcf\x11\xe0",
)
_LETTERS = re.compile(rb"[\t\n\r\x20-\x7e]+")


def is_there(path: Path) -> bool:
    """Tell whether there is something at a path; a name that no disk takes names nothing.

    Raises:
        OSError: the system does not let us look.
    """
    try:
        return path.exists()
    except OSError as failure:
        if failure.errno == errno.ENAMETOOLONG:
            return False
        raise


def is_other_than_file(path: Path) -> bool:
    """Tell whether a folder, a device or a pipe is there, whose reading might never end.

    Raises:
        OSError: the system does not let us look.
    """
    return is_there(path) and not path.is_file()


def write_whole(out: Path, chunks: Iterable[bytes]) -> Path:
    """Write a file beside its name and move it there when it is whole, readable by its owner only.

    Returns:
        the absolute path written.

    Raises:
        EnvironmentFailedError: the disk is full, or the place cannot be written.
        WorkspaceKeptError: there is a workspace at that place.
    """
    out = out.absolute()
    with beside(out) as written:
        with written.open("wb") as file:
            file.writelines(chunks)
        move_into_place(written, out)
    return out


@contextlib.contextmanager
def beside(out: Path) -> Iterator[Path]:
    """Give an empty file in the same folder, readable by its owner only; it is gone at the end unless it was moved.

    Args:
        out: the file that it is to become; `move_into_place` makes it that.

    Raises:
        EnvironmentFailedError: the disk is full, or the place cannot be written.
    """
    with translated(out):
        stem = os.fsencode(out.name)[:_LONGEST_STEM_BYTES].decode("utf-8", "ignore")
        descriptor, name = tempfile.mkstemp(prefix=f".{stem}.", suffix=".part", dir=out.parent)
        os.close(descriptor)
        try:
            yield Path(name)
        finally:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)


def move_into_place(written: Path, out: Path) -> None:
    """Give a whole file its name, once its bytes are on the disk; a file of that name is replaced.

    Raises:
        WorkspaceKeptError: what is there may be a workspace; it was not touched.
    """
    if _may_be_workspace(out):
        raise WorkspaceKeptError(str(out))
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.replace(out)


def is_no_workspace(path: Path) -> bool:
    """Tell whether a file shows by its form that it is no workspace, whatever its key.

    Never call it for one that this process has open: closing the file would give up SQLite's locks.
    """
    with path.open("rb") as file:
        beginning = file.read(_SALT_BYTES)
    # A salt is random; sixteen letters in a row are not.
    if beginning.startswith(_BEGINNINGS_OF_OTHERS) or _LETTERS.fullmatch(beginning):
        return True
    return path.stat().st_size % WORKSPACE_PAGE_BYTES != 0 and not _is_in_use(path)


def _may_be_workspace(path: Path) -> bool:
    if not path.is_file():
        return False
    return _is_in_use(path) or (path.stat().st_size >= WORKSPACE_PAGE_BYTES and not is_no_workspace(path))


def _is_in_use(path: Path) -> bool:
    # The log that SQLite writes first, beside the file.
    return path.with_name(f"{path.name}-wal").exists()


@contextlib.contextmanager
def translated(place: Path) -> Iterator[None]:
    """Turn what the system says of a file into what a reviewer can act on."""
    try:
        yield
    except OSError as failure:
        raise of_system(failure, place) from failure


def of_system(failure: OSError, place: Path) -> EnvironmentFailedError:
    """Return what a failure of the system means for the file that it happened to."""
    if failure.errno in _DISK_FULL:
        return DiskFullError(str(place))
    if failure.errno in _NOT_PERMITTED:
        return NotPermittedError(str(place))
    return EnvironmentFailedError(str(place), reason=failure.strerror or type(failure).__name__)
