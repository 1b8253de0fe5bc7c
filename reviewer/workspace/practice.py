"""Practice cases: told apart from real ones for good, and taken away whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reviewer.errors import ReviewError
from reviewer.text import text
from reviewer.vocabulary import CaseKey
from reviewer.workspace.cases import Cases
from reviewer.workspace.passages import Passages

if TYPE_CHECKING:
    from collections.abc import Iterable

# What rests on the journal goes before it, and the case itself last.
_OF_A_CASE: Final = (
    "acknowledgement",
    "determination",
    "judgment",
    "answer",
    "message",
    "attestation_check",
    "draft",
    "private_note",
    "ethics_draft",
    "case_note",
    "begun",
    "place",
    "document_view",
    "place_opened",
    "case_words",
    "evidence_file",
    "submission_text",
    "journal",
    "review_case",
)
_OF_A_DOCUMENT: Final = ("private_part", "document_password")


class Practice(Cases, Passages):
    """Which cases are practice, and taking them away."""

    def is_practice(self, key: CaseKey) -> bool:
        """Tell whether a case is there to practice on.

        Raises:
            UnknownCaseError: there is no such case.
        """
        return bool(self._row("SELECT 1 FROM review_case WHERE case_id = ? AND is_practice", self._case_id(key)))

    def practice_cases(self) -> tuple[CaseKey, ...]:
        """Return the practice cases, by id and revision."""
        rows = self._rows(
            "SELECT submission_id, revision FROM review_case WHERE is_practice ORDER BY submission_id, revision"
        )
        return tuple(CaseKey(*row) for row in rows)

    def remove_practice(self, key: CaseKey) -> None:
        """Take a practice case away with everything that was recorded, typed or kept for it alone.

        Raises:
            UnknownCaseError: there is no such case.
            ReviewError: it is a real case; nothing was removed.
        """
        if not self.is_practice(key):
            raise ReviewError(str(key), reason=text("practice.reason.real", case=key))
        with self.transaction():
            case_id = self._case_id(key)
            words = self._rows("SELECT sha256 FROM case_words WHERE case_id = ?", case_id)
            for table in _OF_A_CASE:
                self._run(f"DELETE FROM {table} WHERE case_id = ?", case_id)  # noqa: S608 - own names
            self._remove_unused(sha256 for (sha256,) in words)

    def _remove_unused(self, words: Iterable[str]) -> None:
        """Take away documents and texts that no case has any more."""
        for sha256 in words:
            if self._row("SELECT 1 FROM case_words WHERE sha256 = ?", sha256) is None:
                self.forget_text(sha256)
        unused = self._rows(
            "SELECT blob_id, sha256 FROM evidence_blob WHERE blob_id NOT IN (SELECT blob_id FROM evidence_file)"
        )
        for blob_id, sha256 in unused:
            self.forget_text(sha256)
            for table in _OF_A_DOCUMENT:
                self._run(f"DELETE FROM {table} WHERE sha256 = ?", sha256)  # noqa: S608 - own names
            for table in ("evidence_chunk", "evidence_blob"):
                self._run(f"DELETE FROM {table} WHERE blob_id = ?", blob_id)  # noqa: S608 - own names
