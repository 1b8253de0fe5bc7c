"""Where the files of a workspace lie, and how a new one gets to its place whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from typing import TYPE_CHECKING

from reviewer.errors import WorkspaceExistsError
from reviewer.workspace.connection import translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OWNER_ONLY_FILE = 0o600
_OWNER_ONLY_FOLDER = 0o700


def lock_path(path: Path) -> Path:
    """Return the lock file of whoever has the workspace open."""
    return path.with_name(f"{path.name}.lock")


def copy_lock_path(path: Path) -> Path:
    """Return the lock file of whoever copies the workspace or replaces it."""
    return path.with_name(f"{path.name}.copying")


def backup_folder(path: Path) -> Path:
    """Return the folder of the automatic backups."""
    return path.with_name(f"{path.name}.backups")


def wal_path(path: Path) -> Path:
    """Return the file in which SQLite writes first."""
    return path.with_name(f"{path.name}-wal")


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and the ones above it; one that is there stays as it is."""
    with translated(folder):
        # Not `parents=True`: that makes the folders above with everybody's rights.
        for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
            missing.mkdir(mode=_OWNER_ONLY_FOLDER, exist_ok=True)


def free_bytes(folder: Path) -> int:
    """Return the room left on the disk of a folder."""
    with translated(folder):
        return shutil.disk_usage(folder).free


def restrict(path: Path) -> None:
    """Take a file's rights from everybody but its owner."""
    # A file system without rights, or a file of somebody else: opening it decides, not this.
    with contextlib.suppress(OSError):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(_OWNER_ONLY_FILE)


@contextlib.contextmanager
def made_beside(path: Path) -> Iterator[Path]:
    """Give an empty private file beside `path` to fill; it is taken away unless it was put in place.

    What a killed process left under that name is replaced.
    """
    beside = _beside(path)
    with translated(path):
        beside.unlink(missing_ok=True)
        os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY_FILE))
    try:
        yield beside
    finally:
        remove_unfinished(beside)


def remove_leftovers(path: Path) -> None:
    """Take away what a killed process began to put in the place of `path`; only its owner may do this."""
    remove_unfinished(_beside(path))


def remove_unfinished(beside: Path) -> None:
    """Take away a file that was being made, and SQLite's files beside it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with contextlib.suppress(OSError):
            beside.with_name(beside.name + ending).unlink()


def put_in_place(beside: Path, path: Path) -> None:
    """Move a finished file to its name, where nothing may be yet.

    Raises:
        WorkspaceExistsError: something is there.
    """
    with translated(path):
        _sync(beside)
        try:
            path.hardlink_to(beside)
        except FileExistsError as exists:
            raise WorkspaceExistsError(str(path)) from exists
        except OSError:
            # A file system without hard links; on Windows renaming onto a file fails by itself.
            if path.exists():
                raise WorkspaceExistsError(str(path)) from None
            beside.rename(path)
        _sync_folder(path.parent)


def put_in_place_of(beside: Path, path: Path) -> None:
    """Move a finished file over the one that is there."""
    with translated(path):
        _sync(beside)
        beside.replace(path)
        _sync_folder(path.parent)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; its file system keeps names in order by itself.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
