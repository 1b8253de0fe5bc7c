"""Taking a workspace of samples away, so that it can be made anew."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from reviewer.errors import NotAWorkspaceError
from reviewer.files import is_no_workspace
from reviewer.workspace.connection import translated
from reviewer.workspace.opening import lock_owner, require_file
from reviewer.workspace.places import backup_folder, wal_path

if TYPE_CHECKING:
    from pathlib import Path


def discard(path: Path) -> None:
    """Remove a workspace with what lies beside it; nothing happens where there is none.

    Raises:
        NotAWorkspaceError: the file is something else; it stays.
        WorkspaceInUseError: a window or command has it open; it stays.
        EnvironmentFailedError: the folder cannot be written to.
    """
    path = path.resolve()
    if not os.path.lexists(path):
        return
    require_file(path)
    with translated(path):
        if is_no_workspace(path):
            raise NotAWorkspaceError(str(path))
    lock = lock_owner(path)
    try:
        with translated(path):
            for file in (path, wal_path(path), path.with_name(f"{path.name}-shm")):
                file.unlink(missing_ok=True)
            if backup_folder(path).is_dir():
                shutil.rmtree(backup_folder(path))
    finally:
        lock.release()
