"""Writing files where the reviewer asked for them: whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import DiskFullError, EnvironmentFailedError, NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOT_PERMITTED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
# The whole name of a file may have 255 bytes on most disks.
_LONGEST_STEM_BYTES = 200


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
    """Give a whole file its name, once its bytes are on the disk; a file of that name is replaced."""
    with written.open("rb+") as file:
        os.fsync(file.fileno())
    written.replace(out)


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
