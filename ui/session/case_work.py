"""What a case asks of the workspace: each method runs use cases, on the thread that owns the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.begun import OPENING_CONFLICT, on_check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reviewer.review.begun import Begun
    from reviewer.review.judgment import Citation, JudgmentText, PrivateNotes
    from reviewer.review.sheet_rows import DocumentRow, Sheet
    from reviewer.submission.preview import PlainPage, TextPreview
    from reviewer.vocabulary import CaseKey, Cell
    from reviewer.workflow.desk import Desk
    from ui.session.evidence_work import EvidenceWork
    from ui.session.rulings import Question, Ruling


@dataclass(frozen=True, slots=True)
class CaseWork:
    """The use cases of one case; what changes a case's sheet returns the new sheet.

    The workflow is imported inside, since the window is to show before the database's library loads.
    """

    desk: Desk

    @property
    def evidence(self) -> EvidenceWork:
        """What is asked of the case's documents."""
        from ui.session.evidence_work import EvidenceWork

        return EvidenceWork(self.desk)

    def open(self, key: CaseKey) -> Sheet:
        """Read a case; looking records nothing."""
        from reviewer.workflow import reading

        return reading.open_case(self.desk, key)

    def place(self, key: CaseKey) -> str | None:
        """Return where the reviewer was in a case."""
        from reviewer.workflow import judging

        return judging.place(self.desk, key)

    def save_place(self, key: CaseKey, place: str) -> None:
        """Remember where the reviewer is in a case."""
        from reviewer.workflow import judging

        judging.save_place(self.desk, key, place)

    def documents(self, key: CaseKey) -> tuple[DocumentRow, ...]:
        """List the evidence files of a case."""
        from reviewer.workflow import reading

        return reading.documents(self.desk, key)

    def document(self, key: CaseKey, path: str) -> TextPreview | PlainPage:
        """Return what can be shown of one document."""
        from reviewer.workflow import reading

        return reading.document_text(self.desk, key, path)

    def save_copy(self, key: CaseKey, path: str, out: Path) -> Path:
        """Write one document, unencrypted, where the reviewer asked for it."""
        from reviewer.workflow import reading

        return reading.save_copy(self.desk, key, path, out)

    def declare(self, key: CaseKey, kind: str, note: str) -> Sheet:
        """Record the declaration on conflicts of interest; a conflict recuses and seals."""
        from reviewer.workflow import beginning, judging

        with beginning.recorded(self.desk, key, OPENING_CONFLICT):
            judging.declare(self.desk, key, kind, note)
        return self.open(key)

    def save_draft(self, key: CaseKey, cell: Cell, written: JudgmentText) -> str:
        """Keep what was typed for a cell; returns when (UTC)."""
        from reviewer.workflow import judging

        saved_at, _ = judging.save_draft(self.desk, key, cell, written)
        return saved_at

    def discard_draft(self, key: CaseKey, cell: Cell) -> None:
        """Drop what was typed for a cell since it was closed."""
        from reviewer.workflow import judging

        judging.discard_draft(self.desk, key, cell)

    def save_private(self, key: CaseKey, cell: Cell, notes: PrivateNotes) -> str:
        """Keep the reviewer's own notes on a cell; returns when (UTC)."""
        from reviewer.workflow import judging

        saved_at, _ = judging.save_private(self.desk, key, cell, notes)
        return saved_at

    def close(self, key: CaseKey, cell: Cell, written: JudgmentText) -> Sheet:
        """Make what was written a judgment, in the journal."""
        from reviewer.workflow import judging

        judging.close_criterion(self.desk, key, cell, written)
        return self.open(key)

    def save_ethics_draft(
        self, key: CaseKey, item: str, answer: str | None, note: str, citations: tuple[Citation, ...] = ()
    ) -> str:
        """Keep an answer that was begun; returns when (UTC)."""
        from reviewer.workflow import judging

        saved_at, _ = judging.save_ethics_draft(self.desk, key, item, answer, note, citations)
        return saved_at

    def answer_ethics(
        self, key: CaseKey, item: str, answer: str, note: str, citations: tuple[Citation, ...] = ()
    ) -> Sheet:
        """Answer one item of the ethics checklist, in the journal."""
        from reviewer.workflow import judging

        judging.answer_ethics(self.desk, key, item, answer, note, citations)
        return self.open(key)

    def correct_eligibility(self, key: CaseKey, item: str, answer: str, note: str) -> Sheet:
        """Correct a computed check, with the reason, in the journal."""
        from reviewer.workflow import beginning, judging

        with beginning.recorded(self.desk, key, on_check(item)):
            judging.correct_eligibility(self.desk, key, item, answer, note)
        return self.open(key)

    def confirm_eligibility(self, key: CaseKey, item: str) -> Sheet:
        """Record that a check is as computed, in the journal."""
        from reviewer.workflow import beginning, judging

        with beginning.recorded(self.desk, key, on_check(item)):
            judging.confirm_eligibility(self.desk, key, item)
        return self.open(key)

    def rule(self, key: CaseKey, ruling: Ruling) -> Sheet:
        """Record a ruling, or what goes to the office."""
        from reviewer.workflow import beginning

        with beginning.recorded(self.desk, key, ruling.form):
            ruling.carry_out(self.desk, key)
        return self.open(key)

    def begun(self, key: CaseKey) -> Mapping[str, Begun]:
        """Return what was typed into forms and not recorded, by form."""
        from reviewer.workflow import beginning

        return beginning.begun(self.desk, key)

    def keep_begun(self, key: CaseKey, form: str, begun: Begun) -> str | None:
        """Keep what was typed into a form; returns when (UTC), None where nothing is left of it."""
        from reviewer.workflow import beginning

        saved_at, _ = beginning.keep(self.desk, key, form, begun)
        return saved_at

    def look_up(self, key: CaseKey, question: Question) -> object:
        """Read something that is not on the sheet."""
        return question.look_up(self.desk, key)
