"""The floor's database: bare SQLCipher, set up as the workspace's file is."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from pathlib import Path

# As reviewer.workspace sets up its own.
_PRAGMAS = ("cipher_page_size = 16384", "temp_store = MEMORY", "journal_mode = WAL", "synchronous = FULL")


def bare_database(path: Path) -> Any:  # noqa: ANN401 - sqlcipher3 ships no types
    """Make an empty encrypted database under a raw key, and return its connection."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(48)}'\"")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE kept (n INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT")
    return connection


def open_bare(path: str, passphrase: str) -> Any:  # noqa: ANN401 - sqlcipher3 ships no types
    """Open a workspace's file with its passphrase, deriving the key as SQLCipher does."""
    connection = dbapi2.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA key = '{passphrase}'")
    connection.execute("PRAGMA cipher_page_size = 16384")
    return connection
