"""The journal of each case: lines are added and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.workspace.base import OpenWorkspace
from reviewer.workspace.chain import FIRST_PREV, chained, entry_of, has_hash

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.values import Entry


class Journal(OpenWorkspace):
    """One hash-chained journal for each submission and revision."""

    def append(self, key: CaseKey, event: str, body: Mapping[str, object]) -> Entry:
        """Add one event to a case's journal.

        Args:
            key: the case.
            event: one word, past tense.
            body: what happened, in JSON values. Never private notes, sureness, doubts, reading times, or a
                candidate's e-mail or address: journals leave the laptop.
        """
        with self.transaction():
            return self._append(self._case_id(key), event, body)

    def journal(self, key: CaseKey, *, length: int | None = None) -> tuple[bytes, ...]:
        """Return a case's lines without line feeds, all or the first `length`.

        Raises:
            WorkspaceDamagedError: a line is not as it was written.
        """
        return self._lines(
            "SELECT line, hash FROM journal WHERE case_id = ? ORDER BY n LIMIT ?",
            self._case_id(key),
            -1 if length is None else length,
        )

    def journal_head(self, key: CaseKey) -> str:
        """Return the hash of a case's last line."""
        return self._last_line(self._case_id(key))[1]

    def _append(self, case_id: int, event: str, body: Mapping[str, object]) -> Entry:
        last, head = self._last_line(case_id)
        entry, line = chained(last + 1, self._now(), event, body, head)
        self._run(
            "INSERT INTO journal (case_id, n, at, event, hash, line) VALUES (?, ?, ?, ?, ?, ?)",
            case_id,
            entry.n,
            entry.at,
            entry.event,
            entry.hash,
            line,
        )
        return entry

    def _last_line(self, case_id: int) -> tuple[int, str]:
        found = self._row("SELECT n, hash FROM journal WHERE case_id = ? ORDER BY n DESC LIMIT 1", case_id)
        return (found[0], found[1]) if found else (0, FIRST_PREV)

    def _entries(self, case_id: int, *events: str) -> list[Entry]:
        marks = ", ".join("?" * len(events))
        lines = self._lines(
            f"SELECT line, hash FROM journal WHERE case_id = ? AND event IN ({marks}) ORDER BY n",  # noqa: S608 - only marks
            case_id,
            *events,
        )
        return [entry_of(line) for line in lines]

    def _lines(self, sql: str, *values: object) -> tuple[bytes, ...]:
        """Return journal lines from a query for lines and their hashes.

        Raises:
            WorkspaceDamagedError: a line is not as it was written.
        """
        rows = self._rows(sql, *values)
        if not all(has_hash(line, digest) for line, digest in rows):
            raise self._damaged()
        return tuple(line for line, _ in rows)
