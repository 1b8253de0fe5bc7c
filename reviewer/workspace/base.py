"""An open workspace: one connection, one lock, and transactions that are whole or not at all."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from reviewer.clock import utc_text
from reviewer.errors import CaseRecusedError, CaseSealedError, ReviewerError, UnknownCaseError, WorkspaceDamagedError
from reviewer.workspace.connection import DatabaseFailure, expected_failure, translated
from reviewer.workspace.opening import open_checked, set_to_work
from reviewer.workspace.places import backup_folder
from reviewer.workspace.values import Standing
from reviewer.workspace.written import whole_characters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from reviewer.clock import Clock
    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.connection import Database
    from reviewer.workspace.keys import RawKey
    from reviewer.workspace.lock import FileLock

OPEN = "open"
SEALED = "sealed"
RECUSED = "recused"


class OpenWorkspace:
    """What every part of the workspace builds on. It belongs to the thread that opened it."""

    def __init__(self, path: Path, database: Database, key: RawKey, lock: FileLock, clock: Clock) -> None:
        self._path = path
        self._database = database
        self._key = key
        self._lock = lock
        self._clock = clock

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self._path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write everything into the one file, close it and let others open it; again does nothing."""
        # Closing the last connection moves the write-ahead log into the file and takes it away.
        try:
            with translated(self._path):
                self._database.close()
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything that happens inside, or nothing; within another transaction it joins that one.

        Raises:
            ReviewerError: the disk is full or failed; nothing was changed and the workspace goes on working.
        """
        if self._is_in_transaction():
            yield
            return
        self._run("BEGIN IMMEDIATE")
        try:
            yield
            self._run("COMMIT")
        finally:
            # After a failure; some failures have rolled back by themselves.
            if self._is_in_transaction():
                self._roll_back()

    def _roll_back(self) -> None:
        try:
            self._run("ROLLBACK")
        except ReviewerError:
            # What was not committed is gone with the connection.
            self._open_again()

    def _is_in_transaction(self) -> bool:
        return bool(self._database.conn.in_transaction)

    def _raise_plainly(self, failure: Exception) -> None:
        """Raise a failure of the database in the reviewer's terms; a bug is left to be raised as it is."""
        expected = expected_failure(failure, self._path)
        # After one bad page SQLCipher may refuse everything; a new connection reads what is whole.
        if isinstance(expected, WorkspaceDamagedError) and not self._is_in_transaction():
            self._open_again()
        if expected is not None:
            raise expected from failure

    def _open_again(self) -> None:
        with translated(self._path):
            self._database.close()
        self._database = set_to_work(self._path, open_checked(self._path, self._key))

    def _run(self, sql: str, *values: object) -> None:
        self._rows(sql, *values)

    def _insert(self, sql: str, *values: object) -> int:
        """Insert one row and return its number."""
        self._run(sql, *values)
        return int(self._rows("SELECT last_insert_rowid()")[0][0])

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._database.conn.execute(sql, values).fetchall()
        except DatabaseFailure as failure:
            self._raise_plainly(failure)
            raise

    def _row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._rows(sql, *values)
        return rows[0] if rows else None

    def _case_id(self, key: CaseKey) -> int:
        """Return the row number of a case.

        Raises:
            UnknownCaseError: there is no such case.
        """
        return int(self._case(key)[0])

    def standing(self, key: CaseKey) -> Standing:
        """Tell whether a case may be changed.

        Raises:
            UnknownCaseError: there is no such case.
        """
        _, standing, is_declared = self._case(key)
        return Standing(is_declared=bool(is_declared), is_open=standing == OPEN, is_recused=standing == RECUSED)

    def _open_case_id(self, key: CaseKey) -> int:
        """Return the row number of a case that may still be changed.

        Raises:
            UnknownCaseError: there is no such case.
            CaseSealedError: it is signed or recused.
        """
        case_id, standing, _ = self._case(key)
        if standing == RECUSED:
            raise CaseRecusedError(str(key))
        if standing != OPEN:
            raise CaseSealedError(str(key))
        return int(case_id)

    def _case(self, key: CaseKey) -> tuple[Any, ...]:
        found = self._row(
            "SELECT case_id, standing, is_declared FROM review_case WHERE submission_id = ? AND revision = ?",
            whole_characters(key.submission_id),
            key.revision,
        )
        if found is None:
            raise UnknownCaseError(str(key))
        return found

    def _damaged(self) -> WorkspaceDamagedError:
        """Say that something is not as it was written.

        SQLCipher finds a damaged page, but where nothing depends on its order it hands out zeros instead of failing;
        so what is read back whole is compared with its digest.
        """
        return WorkspaceDamagedError(str(self._path), backups=backup_folder(self._path).name)

    def _now(self) -> str:
        return utc_text(self._clock.now())
