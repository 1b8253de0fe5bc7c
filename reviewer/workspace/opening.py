"""From a file to a keyed, checked connection; whatever stands in the way is said plainly."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from reviewer.errors import (
    NewerWorkspaceError,
    NotAWorkspaceError,
    NotPermittedError,
    WorkspaceBusyError,
    WorkspaceInUseError,
    WorkspaceMissingError,
    WrongPassphraseError,
)
from reviewer.files import is_no_workspace, is_there
from reviewer.workspace import lock
from reviewer.workspace.connection import (
    PAGE_SIZE_BYTES,
    connect,
    is_writable,
    opens_with_its_key,
    translated,
)
from reviewer.workspace.keys import SALT_BYTES
from reviewer.workspace.places import copy_lock_path, lock_path
from reviewer.workspace.schema import is_workspace, newest_schema, schema_of

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.errors import WorkspaceError
    from reviewer.workspace.connection import Database
    from reviewer.workspace.keys import RawKey

_LARGEST_LEFT_LOG_BYTES: Final = 64 * 1024 * 1024

PATIENCE_SECONDS = 60.0
"""How long one copy of a workspace waits for another, such as the daily backup."""
_BETWEEN_TRIES_SECONDS: Final = 0.05


def require_file(path: Path) -> None:
    """Refuse what cannot be a workspace, before anything is locked.

    Raises:
        WorkspaceMissingError: nothing is there.
        NotAWorkspaceError: it is a folder, a device, or too short.
    """
    with translated(path):
        if not is_there(path):
            raise WorkspaceMissingError(str(path))
        if not path.is_file() or path.stat().st_size < PAGE_SIZE_BYTES:
            raise NotAWorkspaceError(str(path))


def require_writable(path: Path) -> None:
    """Refuse a file that could only be read: SQLite would open it all the same.

    Raises:
        NotPermittedError: it may not be written to.
    """
    if not is_writable(path):
        raise NotPermittedError(str(path))


def lock_owner(path: Path) -> lock.FileLock:
    """Become the one who has the workspace open.

    Raises:
        WorkspaceInUseError: somebody else is; details name the process and the computer.
    """
    held = lock.acquire(lock_path(path))
    if held is None:
        process, computer = lock.owner_of(lock_path(path))
        raise WorkspaceInUseError(str(path), process=process, computer=computer)
    return held


def lock_copying(path: Path) -> lock.FileLock:
    """Become the one who copies or replaces the workspace file; a copy that is being made is waited for.

    Raises:
        WorkspaceBusyError: it still goes on after a minute.
    """
    given_up_at = time.monotonic() + PATIENCE_SECONDS
    while (held := lock.acquire(copy_lock_path(path))) is None:
        if time.monotonic() >= given_up_at:
            raise WorkspaceBusyError(str(path))
        time.sleep(_BETWEEN_TRIES_SECONDS)
    return held


def salt_of(path: Path) -> bytes:
    """Return the file's first 16 bytes. Never call it where this process has the file open."""
    with translated(path), path.open("rb") as file:
        return file.read(SALT_BYTES)


def open_checked(
    path: Path, key: RawKey, *, wrong_key: type[WorkspaceError] = WrongPassphraseError, mode: str = "rw"
) -> Database:
    """Open a workspace file and make sure that it is one, of a schema that this version knows.

    Raises:
        WorkspaceError: `wrong_key` when the key does not fit; NotAWorkspaceError; NewerWorkspaceError.
    """
    database = connect(path, key, mode=mode)
    try:
        with translated(path):
            _require_workspace(path, database, wrong_key)
    except BaseException:
        database.close()
        raise
    return database


def set_to_work(path: Path, database: Database) -> Database:
    """Set what only a workspace in use needs: writing ahead into a log."""
    with translated(path):
        database.conn.execute("PRAGMA journal_mode = WAL")
        database.conn.execute(f"PRAGMA journal_size_limit = {_LARGEST_LEFT_LOG_BYTES}")
    return database


def _require_workspace(path: Path, database: Database, wrong_key: type[WorkspaceError]) -> None:
    if not opens_with_its_key(database):
        raise NotAWorkspaceError(str(path)) if is_no_workspace(path) else wrong_key(str(path))
    if not is_workspace(database):
        raise NotAWorkspaceError(str(path))
    if schema_of(database) > newest_schema():
        raise NewerWorkspaceError(str(path))
