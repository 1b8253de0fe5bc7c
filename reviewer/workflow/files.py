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


def write_whole(out: Path, chunks: Iterable[bytes]) -> Path:
    """Write a file beside its name and move it there when it is whole, readable by its owner only.

    Returns:
        the absolute path written.

    Raises:
        EnvironmentFailedError: the disk is full, or the place cannot be written.
    """
    out = out.absolute()
    with translated(out):
        descriptor, beside = tempfile.mkstemp(prefix=f".{out.name[:100]}.", dir=out.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(out)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
            raise
    return out


@contextlib.contextmanager
def translated(place: Path) -> Iterator[None]:
    """Turn what the system says of a file into what a reviewer can act on."""
    try:
        yield
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFullError(str(place)) from failure
        if failure.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise NotPermittedError(str(place)) from failure
        raise EnvironmentFailedError(str(place), reason=failure.strerror or type(failure).__name__) from failure
