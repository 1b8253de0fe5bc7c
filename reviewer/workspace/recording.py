"""What a reviewer records: each event a journal line and a row that points at it, in one transaction."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reviewer.review.members import citation_members, judgment_members
from reviewer.workspace.base import OPEN, RECUSED, SEALED
from reviewer.workspace.ruling import Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.review.judgment import Citation, JudgmentText, Sealed
    from reviewer.vocabulary import CaseKey, Cell
    from reviewer.workspace.values import Entry

DECLARED = "declared"
JUDGED = "judged"
ETHICS_ANSWERED = "ethics_answered"
ELIGIBILITY_CORRECTED = "eligibility_corrected"
CASE_RECUSED = "recused"
CASE_SEALED = "sealed"
CASE_REOPENED = "reopened"
ACKNOWLEDGED = "acknowledged"


class Recording(Ruling):
    """The events of a review. Those that change a sealed or recused case raise `CaseSealedError`."""

    def record_judgment(self, key: CaseKey, cell: Cell, text: JudgmentText) -> Entry:
        """Close a criterion; an earlier judgment of the cell is superseded, and the draft of it is used up."""
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, JUDGED, judgment_members(cell, text))
            place = (case_id, cell.project_id, cell.standard)
            self._run(
                "INSERT INTO judgment (case_id, project_id, standard, n, level, supersedes) VALUES (?1, ?2, ?3, ?4, ?5,"
                " (SELECT max(n) FROM judgment WHERE case_id = ?1 AND project_id = ?2 AND standard = ?3))",
                *place,
                entry.n,
                text.level,
            )
            self._run("DELETE FROM draft WHERE case_id = ? AND project_id = ? AND standard = ?", *place)
            return entry

    def record_ethics(
        self, key: CaseKey, item: str, answer: str, note: str, citations: Sequence[Citation] = ()
    ) -> Entry:
        """Answer one item of the ethics checklist; an earlier answer is superseded, and its draft is used up."""
        with self.transaction():
            case_id = self._open_case_id(key)
            body = {"item": item, "answer": answer, "note": note, "citations": citation_members(citations)}
            entry = self._append(case_id, ETHICS_ANSWERED, body)
            self._insert_answer(case_id, "ethics", item, answer, entry.n)
            self._run("DELETE FROM ethics_draft WHERE case_id = ? AND item = ?", case_id, item)
            return entry

    def record_eligibility(self, key: CaseKey, item: str, answer: str, note: str) -> Entry:
        """Correct a computed eligibility check; an earlier correction is superseded."""
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, ELIGIBILITY_CORRECTED, {"item": item, "answer": answer, "note": note})
            self._insert_answer(case_id, "eligibility", item, answer, entry.n)
            return entry

    def record_declaration(self, key: CaseKey, kind: str, note: str, occasion: str) -> Entry:
        """Record a conflict-of-interest declaration; `occasion` is `opening` or `signing`."""
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, DECLARED, {"kind": kind, "note": note, "occasion": occasion})
            self._run("UPDATE review_case SET is_declared = 1 WHERE case_id = ?", case_id)
            return entry

    def record_recusal(self, key: CaseKey, kind: str) -> Entry:
        """Recuse from a case, which seals it for good."""
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, CASE_RECUSED, {"kind": kind})
            self._run("UPDATE review_case SET standing = ?, recused_kind = ? WHERE case_id = ?", RECUSED, kind, case_id)
            return entry

    def record_sealing(self, key: CaseKey, sealed: Sealed, content: bytes, letter_pdf: bytes) -> Entry:
        """Seal a determination with its letter.

        Args:
            key: the case.
            sealed: what was signed; `letter_sha256` must be the digest of `letter_pdf`.
            content: everything of the determination as the package carries it, as JSON.
            letter_pdf: the letter as it was signed.

        Raises:
            ValueError: the letter is not the one that was signed.
        """
        if hashlib.sha256(letter_pdf).hexdigest() != sealed.letter_sha256:
            raise ValueError("the letter is not the one that was signed")
        with self.transaction():
            case_id = self._open_case_id(key)
            entry = self._append(case_id, CASE_SEALED, _sealed_members(sealed, content))
            self._run(
                "INSERT INTO determination (case_id, version, n, outcome, content, letter) VALUES (?, ?, ?, ?, ?, ?)",
                case_id,
                sealed.version,
                entry.n,
                sealed.outcome,
                content,
                letter_pdf,
            )
            self._set_standing(case_id, SEALED)
            return entry

    def record_reopening(self, key: CaseKey, because: str) -> Entry:
        """Open a sealed case again; the sealed version stays.

        Raises:
            ValueError: the case is not sealed.
        """
        with self.transaction():
            case_id, standing, _ = self._case(key)
            if standing != SEALED:
                raise ValueError(f"{key} is not sealed")
            entry = self._append(case_id, CASE_REOPENED, {"because": because})
            self._set_standing(case_id, OPEN)
            return entry

    def record_acknowledgement(self, key: CaseKey, version: int, status: str, reason: str = "") -> Entry:
        """Record the office's answer to an exported determination; `status` is `accepted` or `rejected`."""
        with self.transaction():
            case_id = self._case_id(key)
            body = {"version": version, "status": status, "reason": reason}
            entry = self._append(case_id, ACKNOWLEDGED, body)
            self._run(
                "INSERT INTO acknowledgement (case_id, version, n, status) VALUES (?, ?, ?, ?)",
                case_id,
                version,
                entry.n,
                status,
            )
            return entry

    def letter(self, key: CaseKey, version: int) -> bytes:
        """Return the letter sealed with one version, byte for byte.

        Raises:
            KeyError: the case has no such version.
            WorkspaceDamagedError: it is not the one that was signed.
        """
        case_id = self._case_id(key)
        found = self._row("SELECT letter, n FROM determination WHERE case_id = ? AND version = ?", case_id, version)
        if found is None:
            raise KeyError(version)
        sealed = {entry.n: entry.body for entry in self._entries(case_id, CASE_SEALED)}
        if hashlib.sha256(found[0]).hexdigest() != sealed[found[1]]["letter_sha256"]:
            raise self._damaged()
        return bytes(found[0])

    def _set_standing(self, case_id: int, standing: str) -> None:
        self._run("UPDATE review_case SET standing = ? WHERE case_id = ?", standing, case_id)


def _sealed_members(sealed: Sealed, content: bytes) -> dict[str, object]:
    return {
        "determination_id": sealed.determination_id,
        "version": sealed.version,
        "supersedes": sealed.supersedes,
        "recommended": sealed.recommended,
        "outcome": sealed.outcome,
        "because": sealed.because,
        "signed_at": sealed.signed_at,
        "letter_sha256": sealed.letter_sha256,
        "content_sha256": hashlib.sha256(content).hexdigest(),
    }
