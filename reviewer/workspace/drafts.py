"""What is typed and not recorded yet, and what is the reviewer's own: saved at once, never in the journal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewer.review.begun import Begun
from reviewer.review.judgment import Draft, EthicsDraft, PrivateNotes
from reviewer.review.members import citation_members, judgment_members
from reviewer.vocabulary import Cell
from reviewer.workspace.base import OpenWorkspace
from reviewer.workspace.written import canonical, citations, judgment_text, whole_characters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.review.judgment import Citation, JudgmentText
    from reviewer.vocabulary import CaseKey


class Drafts(OpenWorkspace):
    """Drafts, private notes and the place in a case. Saving returns the moment (UTC) when it was on the disk."""

    def save_draft(self, key: CaseKey, cell: Cell, text: JudgmentText) -> str:
        """Keep what was typed for a cell.

        Raises:
            CaseSealedError: the case is signed or recused.
        """
        with self.transaction():
            case_id, saved_at = self._open_case_id(key), self._now()
            self._run(
                "INSERT INTO draft (case_id, project_id, standard, content, saved_at) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
                case_id,
                cell.project_id,
                cell.standard,
                canonical(judgment_members(cell, text)).decode(),
                saved_at,
            )
        return saved_at

    def clear_draft(self, key: CaseKey, cell: Cell) -> None:
        """Drop what was typed for a cell."""
        self._run(
            "DELETE FROM draft WHERE case_id = ? AND project_id = ? AND standard = ?",
            self._case_id(key),
            cell.project_id,
            cell.standard,
        )

    def save_private(self, key: CaseKey, cell: Cell, notes: PrivateNotes) -> str:
        """Keep the reviewer's own notes and doubts on a cell."""
        with self.transaction():
            case_id, saved_at = self._case_id(key), self._now()
            self._run(
                "INSERT INTO private_note (case_id, project_id, standard, note, sureness, comes_back, saved_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET note = excluded.note,"
                " sureness = excluded.sureness, comes_back = excluded.comes_back, saved_at = excluded.saved_at",
                case_id,
                cell.project_id,
                cell.standard,
                whole_characters(notes.note),
                notes.sureness,
                int(notes.comes_back),
                saved_at,
            )
        return saved_at

    def save_ethics_draft(
        self, key: CaseKey, item: str, answer: str | None, note: str, citations: Sequence[Citation] = ()
    ) -> str:
        """Keep an answer of the ethics checklist that was begun.

        Raises:
            CaseSealedError: the case is signed or recused.
        """
        with self.transaction():
            case_id, saved_at = self._open_case_id(key), self._now()
            self._run(
                "INSERT INTO ethics_draft (case_id, item, answer, note, saved_at, citations) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET answer = excluded.answer, note = excluded.note,"
                " saved_at = excluded.saved_at, citations = excluded.citations",
                case_id,
                item,
                answer,
                whole_characters(note),
                saved_at,
                canonical(citation_members(citations)).decode(),
            )
        return saved_at

    def save_begun(self, key: CaseKey, form: str, begun: Begun) -> str:
        """Keep what was typed into a form of a case, in whatever state the case is."""
        with self.transaction():
            case_id, saved_at = self._case_id(key), self._now()
            self._run(
                "INSERT INTO begun (case_id, form, words, choice, amount, saved_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET words = excluded.words, choice = excluded.choice,"
                " amount = excluded.amount, saved_at = excluded.saved_at",
                case_id,
                whole_characters(form),
                whole_characters(begun.words),
                whole_characters(begun.choice),
                whole_characters(begun.amount),
                saved_at,
            )
        return saved_at

    def clear_begun(self, key: CaseKey, form: str) -> None:
        """Drop what was typed into a form of a case."""
        self._run("DELETE FROM begun WHERE case_id = ? AND form = ?", self._case_id(key), whole_characters(form))

    def begun(self, key: CaseKey) -> dict[str, Begun]:
        """Return what was typed into the forms of a case and not recorded, by form."""
        rows = self._rows("SELECT form, words, choice, amount FROM begun WHERE case_id = ?", self._case_id(key))
        return {form: Begun(*typed) for form, *typed in rows}

    def save_place(self, key: CaseKey, place: str) -> None:
        """Keep where in a case the reviewer is, as the window writes it."""
        with self.transaction():
            self._run(
                "INSERT INTO place (case_id, place) VALUES (?, ?) ON CONFLICT DO UPDATE SET place = excluded.place",
                self._case_id(key),
                whole_characters(place),
            )

    def place(self, key: CaseKey) -> str | None:
        """Return where in a case the reviewer was, or None."""
        found = self._row("SELECT place FROM place WHERE case_id = ?", self._case_id(key))
        return str(found[0]) if found else None

    def _drafts(self, case_id: int) -> dict[Cell, Draft]:
        rows = self._rows("SELECT project_id, standard, content, saved_at FROM draft WHERE case_id = ?", case_id)
        return {Cell(*cell): Draft(self._typed(content), saved_at) for *cell, content, saved_at in rows}

    def _typed(self, content: str) -> JudgmentText:
        try:
            return judgment_text(json.loads(content))
        except (ValueError, LookupError) as unreadable:
            raise self._damaged() from unreadable

    def _private(self, case_id: int) -> dict[Cell, PrivateNotes]:
        rows = self._rows(
            "SELECT project_id, standard, note, sureness, comes_back FROM private_note WHERE case_id = ?", case_id
        )
        return {
            Cell(project_id, standard): PrivateNotes(note, sureness, bool(comes_back))
            for project_id, standard, note, sureness, comes_back in rows
        }

    def _ethics_drafts(self, case_id: int) -> dict[str, EthicsDraft]:
        rows = self._rows("SELECT item, answer, note, saved_at, citations FROM ethics_draft WHERE case_id = ?", case_id)
        return {
            item: EthicsDraft(answer, note, saved_at, self._cited(cited))
            for item, answer, note, saved_at, cited in rows
        }

    def _cited(self, content: str) -> tuple[Citation, ...]:
        try:
            return citations(json.loads(content))
        except (ValueError, LookupError) as unreadable:
            raise self._damaged() from unreadable
