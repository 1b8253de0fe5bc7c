"""Keyed connections to one SQLCipher file, and its errors in the reviewer's terms."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

# sqlite-utils catches the errors of the module that it imports as `pysqlite3`; with only one of the two names it
# silently falls back to the unencrypted sqlite3.
sys.modules["pysqlite3"] = dbapi2
sys.modules["pysqlite3.dbapi2"] = dbapi2

from sqlite_utils import Database  # noqa: E402 - the names above come first
from sqlite_utils import utils as sqlite_utils_utils  # noqa: E402 - as above
from sqlite_utils.migrations import Migrations  # noqa: E402 - as above

from reviewer.errors import (  # noqa: E402 - as above
    DiskFullError,
    NotPermittedError,
    ReviewerError,
    WorkspaceBusyError,
    WorkspaceDamagedError,
    WorkspaceDiskError,
)
from reviewer.files import WORKSPACE_PAGE_BYTES, of_system  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.workspace.keys import RawKey

__all__ = [
    "Database",
    "DatabaseFailure",
    "Migrations",
    "connect",
    "expected_failure",
    "is_writable",
    "opens_with_its_key",
    "translated",
]

if vars(sqlite_utils_utils)["sqlite3"] is not dbapi2:
    raise ImportError("sqlite_utils was imported before reviewer.workspace.connection")

DatabaseFailure: type[Exception] = dbapi2.Error

PAGE_SIZE_BYTES = WORKSPACE_PAGE_BYTES
"""Part of the file format: every tool that opens the file must set it as `cipher_page_size`."""

_CACHE_KIB = 16 * 1024
BUSY_TIMEOUT_MS = 5000
_ROOM_FOR_A_LOG_BYTES = 64 * 1024
"""Below this the log's index, 32 KiB, cannot be made beside the file."""


def connect(path: Path, key: RawKey, *, mode: str = "rw") -> Database:
    """Open an existing file with a raw key.

    Args:
        path: the file.
        key: the key; nothing tells yet whether it fits.
        mode: `rw`; or `ro&immutable=1` for a copy that nobody writes to, which leaves no file beside it.

    Raises:
        ReviewerError: the file cannot be opened at all.
    """
    with translated(path):
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        try:
            # Before the key: SQLCipher would write messages about a wrong key to standard error.
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.key.hex()}{key.salt.hex()}'\"")
            for pragma in _BEFORE_READING:
                connection.execute(f"PRAGMA {pragma}")
            return Database(connection, strict=True, execute_plugins=False)
        except BaseException:
            connection.close()
            raise


# None of these reads the file: whether the key fits is asked for by itself.
_BEFORE_READING = (
    f"cipher_page_size = {PAGE_SIZE_BYTES}",
    # Never a temporary file: it would hold evidence.
    "temp_store = MEMORY",
    "foreign_keys = ON",
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
)
_AFTER_READING = ("synchronous = FULL", f"cache_size = -{_CACHE_KIB}")


def opens_with_its_key(database: Database) -> bool:
    """Tell whether the file's first page makes sense under the key that the connection was given."""
    try:
        database.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as failure:
        if _primary_code(getattr(failure, "sqlite_errorcode", None)) == dbapi2.SQLITE_NOTADB:
            return False
        raise
    for pragma in _AFTER_READING:
        database.conn.execute(f"PRAGMA {pragma}")
    return True


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the database and the system say of a file into what a reviewer can act on; bugs stay bugs."""
    try:
        yield
    except (dbapi2.Error, OSError) as failure:
        expected = expected_failure(failure, path)
        if expected is None:
            raise
        raise expected from failure


def expected_failure(failure: BaseException, path: Path) -> ReviewerError | None:
    """Return the failure in the reviewer's terms, or None for a bug."""
    if isinstance(failure, dbapi2.Error):
        return _of_database(getattr(failure, "sqlite_errorcode", None), path)
    if isinstance(failure, OSError):
        return of_system(failure, path)
    return None


def is_writable(path: Path) -> bool:
    """Tell whether the system lets us write to a file, without opening it."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _of_database(code: Any, path: Path) -> ReviewerError | None:  # noqa: ANN401 - what an untyped module hands over
    match _primary_code(code):
        case dbapi2.SQLITE_FULL:
            return DiskFullError(str(path))
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_PERM | dbapi2.SQLITE_CANTOPEN:
            return NotPermittedError(str(path))
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return WorkspaceBusyError(str(path))
        case dbapi2.SQLITE_CORRUPT | dbapi2.SQLITE_NOTADB:
            return WorkspaceDamagedError(str(path), backups=f"{path.name}.backups")
        case dbapi2.SQLITE_IOERR:
            # A full disk shows as a failing one where the index of the log cannot grow.
            return DiskFullError(str(path)) if _is_full(path) else WorkspaceDiskError(str(path))
    return None


def _is_full(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return shutil.disk_usage(path.parent).free < _ROOM_FOR_A_LOG_BYTES
    return False


def _primary_code(code: Any) -> int:  # noqa: ANN401 - what an untyped module hands over
    # Extended codes keep the primary one in their lowest byte.
    return code & 0xFF if isinstance(code, int) else 0
