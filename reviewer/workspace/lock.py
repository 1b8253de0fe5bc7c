"""One owner at a time: a lock of the operating system on a small file beside the workspace.

The system lets go of it when the process ends, however it ends. The workspace file itself is never locked this way,
for closing any descriptor of it would drop SQLite's own locks.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from typing import TYPE_CHECKING, Final

from reviewer.workspace.connection import translated

if TYPE_CHECKING:
    from pathlib import Path

# Far behind the text, so that on Windows, where a locked byte cannot be read, others can still read who holds it.
_LOCKED_BYTE: Final = 1 << 20
_LONGEST_TEXT_BYTES: Final = 4096


class FileLock:
    """A lock file, held until released or until this process ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let go and take the file away; again does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        # Unlinked while held, so that nobody locks a file that is about to go. Windows refuses; the file then stays.
        with contextlib.suppress(OSError):
            self._path.unlink()
        os.close(descriptor)


def acquire(path: Path) -> FileLock | None:
    """Lock the file `path`, made if it is not there; None while another holds it.

    Raises:
        EnvironmentFailedError: the folder cannot be written to.
    """
    while True:
        with translated(path.parent):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        if not _is_locked_now(path, descriptor):
            os.close(descriptor)
            return None
        if _is_still_at(path, descriptor):
            _write_owner(descriptor)
            return FileLock(path, descriptor)
        # The holder before us took the file away between our opening and locking it.
        os.close(descriptor)


def owner_of(path: Path) -> tuple[str, str]:
    """Return the process number and the computer of whoever holds a lock, `?` where unknown."""
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_LONGEST_TEXT_BYTES).rstrip(b"\0"))
        return str(told["process"]), str(told["computer"])
    except (OSError, ValueError, KeyError, TypeError):
        return "?", "?"


def _is_locked_now(path: Path, descriptor: int) -> bool:
    try:
        with translated(path):
            return _try_lock(descriptor)
    except BaseException:
        os.close(descriptor)
        raise


def _write_owner(descriptor: int) -> None:
    told = json.dumps({"process": os.getpid(), "computer": platform.node()}).encode()
    # Who holds it is a courtesy: a full disk must not keep anyone from opening the workspace.
    with contextlib.suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, told, 0) if hasattr(os, "pwrite") else os.write(descriptor, told)


def _is_still_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
