"""Which packages and copies were made of what, so that the same set gives the same file again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reviewer.vocabulary import CaseKey
from reviewer.workspace.journal import Journal
from reviewer.workspace.values import ExportHead, ExportItem, StoredExport

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EXPORTED = "exported"


class Exports(Journal):
    """The packages made so far, numbered without gaps from 1."""

    def exports(self) -> tuple[StoredExport, ...]:
        """Return all packages made so far, in their sequence."""
        return tuple(self._export(*row) for row in self._rows(f"{_SELECT} ORDER BY sequence"))

    def next_sequence(self) -> int:
        """Return the number that the next new package gets."""
        return int(self._rows("SELECT coalesce(max(sequence), 0) + 1 FROM export")[0][0])

    def handed_over(self, kind: str) -> frozenset[CaseKey]:
        """Return the cases of which a thing of this kind is in a package."""
        found = self._rows(
            "SELECT DISTINCT submission_id, revision FROM export_item JOIN review_case USING (case_id) WHERE kind = ?",
            kind,
        )
        return frozenset(CaseKey(*row) for row in found)

    def heads(self, keys: Iterable[CaseKey]) -> tuple[ExportHead, ...]:
        """Return how long the journals of these cases are now, and their heads, sorted."""
        unique = sorted(set(keys))
        return tuple(ExportHead(key, *self._last_line(self._case_id(key))) for key in unique)

    def record_export(self, export: StoredExport) -> None:
        """Keep what a package was made of, and say so in the journals of its cases.

        Args:
            export: with the next sequence, and the heads as they were put into the package.
        """
        body = {
            "sequence": export.sequence,
            "profile": export.profile,
            "made_at": export.made_at,
            "package_sha256": export.package_sha256,
        }
        with self.transaction():
            self._run(
                "INSERT INTO export (sequence, profile, made_at, generator_version, items_sha256, package_sha256)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                export.sequence,
                export.profile,
                export.made_at,
                export.generator_version,
                _items_digest(export.items),
                export.package_sha256,
            )
            self._insert_parts(export)
            for key in sorted({item.key for item in export.items}):
                self._append(self._case_id(key), EXPORTED, body)

    def next_copy_sequence(self, profile: str) -> int:
        """Return the number that the next new copy for a profile gets."""
        return int(
            self._rows("SELECT coalesce(max(sequence), 0) + 1 FROM released_copy WHERE profile = ?", profile)[0][0]
        )

    def find_copy(self, profile: str, items: Iterable[ExportItem]) -> StoredExport | None:
        """Return the copy that was made of exactly these things for a profile, or None."""
        listed = tuple(sorted(items))
        found = self._row(
            "SELECT sequence, made_at, generator_version, package_sha256 FROM released_copy"
            " WHERE profile = ? AND items_sha256 = ?",
            profile,
            _items_digest(listed),
        )
        if found is None:
            return None
        sequence, made_at, generator_version, package_sha256 = found
        return StoredExport(sequence, profile, made_at, generator_version, listed, (), package_sha256)

    def record_copy(self, copy: StoredExport) -> None:
        """Keep what a copy for others than the office was made of; no journal and no state says anything of it."""
        self._run(
            "INSERT INTO released_copy"
            " (sequence, profile, made_at, generator_version, items_sha256, package_sha256) VALUES (?, ?, ?, ?, ?, ?)",
            copy.sequence,
            copy.profile,
            copy.made_at,
            copy.generator_version,
            _items_digest(copy.items),
            copy.package_sha256,
        )

    def _insert_parts(self, export: StoredExport) -> None:
        for item in export.items:
            self._run(
                "INSERT INTO export_item (sequence, kind, case_id, number) VALUES (?, ?, ?, ?)",
                export.sequence,
                item.kind,
                self._case_id(item.key),
                item.number,
            )
        for head in export.heads:
            self._run(
                "INSERT INTO export_head (sequence, case_id, length, head) VALUES (?, ?, ?, ?)",
                export.sequence,
                self._case_id(head.key),
                head.length,
                head.head,
            )

    def _export(
        self, sequence: int, profile: str, made_at: str, generator_version: str, package_sha256: str
    ) -> StoredExport:
        items = self._rows(
            "SELECT kind, submission_id, revision, number FROM export_item JOIN review_case USING (case_id)"
            " WHERE sequence = ?",
            sequence,
        )
        heads = self._rows(
            "SELECT submission_id, revision, length, head FROM export_head JOIN review_case USING (case_id)"
            " WHERE sequence = ?",
            sequence,
        )
        return StoredExport(
            sequence,
            profile,
            made_at,
            generator_version,
            tuple(sorted(ExportItem(kind, CaseKey(*key), number) for kind, *key, number in items)),
            tuple(sorted(ExportHead(CaseKey(*key), length, head) for *key, length, head in heads)),
            package_sha256,
        )


_SELECT = "SELECT sequence, profile, made_at, generator_version, package_sha256 FROM export"


def _items_digest(items: Iterable[ExportItem]) -> str:
    lines: Sequence[str] = sorted(f"{item.kind} {item.key} {item.number}\n" for item in items)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
