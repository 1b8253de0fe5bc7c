"""One case on the screen: opens it, saves what is typed, closes criteria, and drops what belongs to another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import methodcaller
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.changes import Changes
from reviewer.review.begun import NOTHING_BEGUN, Begun
from reviewer.review.sheet_rows import Sheet
from reviewer.vocabulary import Cell
from ui.session import overlay
from ui.session.case_answers import Answer, answering, form_of
from ui.session.keeping import CellDraft, CellNotes, EthicsNote, FormBegun, Keeper

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.review.judgment import Citation, JudgmentText, PrivateNotes
    from reviewer.vocabulary import CaseKey
    from ui.session.case_answers import CaseRunner
    from ui.session.case_work import CaseWork
    from ui.session.keeping import Kept
    from ui.session.rulings import Question, Ruling


class CaseSession(QObject):
    """The case on the screen.

    Results carry the case that they belong to; one that comes after another case was opened is
    dropped, so that no case ever shows another's marks. What is typed is merged into the sheet at once
    and stays merged until its save is confirmed.
    """

    opened = Signal(object)
    """Sheet: another case is to be shown."""
    sheet_changed = Signal(object)
    """Sheet: the same case, as it is now."""
    begun_found = Signal(object)
    """What was typed into the forms of the case that is being opened, by form."""
    place_found = Signal(object)
    """str or None: where the reviewer was in the case that was just opened."""
    documents_listed = Signal(object)
    copy_saved = Signal(str)
    saved = Signal(str)
    """When the last save was made, in UTC."""
    save_failed = Signal(object)
    closed = Signal(object)
    """Cell: its judgment is in the journal now."""
    answered = Signal(str)
    """Id of an ethics item: its answer is in the journal now."""
    corrected = Signal(str)
    """Id of an eligibility check: its correction is in the journal now."""
    ruled = Signal(object)
    """Ruling: it is in the journal now."""
    looked_up = Signal(object, object)
    """Question and what was found."""
    refused = Signal(str, object, object)
    """Intention, what it was about, and the error that says why not."""
    left = Signal()
    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: CaseRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case-session")
        self._runner = runner
        self._key: CaseKey | None = None
        self._sheet: Sheet | None = None
        self._typed_cases: set[CaseKey] = set()
        self._is_telling = False
        self._keeper = Keeper(self)
        self._keeper.due.connect(self._save)

    @property
    def key(self) -> CaseKey | None:
        """The case on the screen, or the one that is being opened."""
        return self._key

    @property
    def sheet(self) -> Sheet | None:
        """The case as it is shown; None until it is read."""
        return self._sheet

    @property
    def unsaved(self) -> bool:
        """True while something typed or chosen is not known to be saved."""
        return bool(self._keeper.unconfirmed)

    # Opening and leaving ------------------------------------------------------------------

    def open(self, key: CaseKey) -> None:
        """Read a case and show it; what was typed in the case before is saved, and that case left, first."""
        self.leave()
        self._key = key
        self._ask("begun", None, lambda work: work.begun(key))
        self._ask("place", None, lambda work: work.place(key))
        self._ask("open", None, methodcaller("open", key))

    def reload(self) -> None:
        """Read the case again, after something outside this session changed it."""
        if self._key is not None:
            self._ask("reload", None, methodcaller("open", self._key))

    @Slot(object)
    def hear(self, changes: Changes) -> None:
        """Read the case again when something else changed it, such as a signature; leave it when it is gone."""
        if self._key in changes.gone:
            self.leave()
        if not self._is_telling and self._key in changes.cases:
            self.reload()

    def leave(self) -> None:
        """Save what was typed and show no case any more."""
        self.flush()
        self._tell_typed()
        self._key = None
        self._sheet = None
        self.left.emit()

    def forget(self) -> None:
        """Leave the case and keep nothing of it in memory: the workspace is locked, what was asked is being saved."""
        self.leave()
        self._keeper.clear()

    def flush(self) -> None:
        """Save at once whatever waits."""
        self._keeper.flush()

    # Intentions ---------------------------------------------------------------------------

    def declare(self, kind: str, note: str) -> None:
        """Record the declaration on conflicts of interest."""
        self.flush()
        self._ask_here("declare", kind, lambda work, key: work.declare(key, kind, note))

    def type_judgment(self, cell: Cell, written: JudgmentText) -> None:
        """Take what is being typed for a cell; saved within half a second."""
        if value := self._draft(cell, written):
            self._keeper.typed(value)
            self._show_kept(value)

    def choose_judgment(self, cell: Cell, written: JudgmentText) -> None:
        """Take a choice for a cell, such as a level; saved at once."""
        if value := self._draft(cell, written):
            self._keeper.chosen(value)
            self._show_kept(value)

    def cite(self, under: Cell | str, citations: tuple[Citation, ...]) -> bool:
        """File citations under a cell or an ethics item, saved at once; False where nothing can be filed there."""
        return self._change_cited(under, lambda cited: overlay.with_added(cited, citations))

    def uncite(self, under: Cell | str, citations: tuple[Citation, ...]) -> bool:
        """Take citations back; False where nothing can be changed there."""
        return self._change_cited(under, lambda cited: overlay.with_taken_away(cited, citations))

    def type_notes(self, cell: Cell, notes: PrivateNotes) -> None:
        """Take what is being typed for oneself; saved within half a second."""
        if self._key is not None and self._sheet is not None:
            value = CellNotes(self._key, cell, notes)
            self._keeper.typed(value)
            self._show_kept(value)

    def choose_notes(self, cell: Cell, notes: PrivateNotes) -> None:
        """Take a mark for oneself, such as a doubt; saved at once."""
        if self._key is not None and self._sheet is not None:
            value = CellNotes(self._key, cell, notes)
            self._keeper.chosen(value)
            self._show_kept(value)

    def close_criterion(self, cell: Cell, written: JudgmentText) -> None:
        """Close a criterion: what is written enters the journal; refused, it stays a draft."""
        self.flush()
        self._ask_here("close", cell, lambda work, key: work.close(key, cell, written))

    def type_ethics(self, item: str, answer: str | None, note: str) -> None:
        """Take what is being typed for an ethics item; saved within half a second."""
        row = overlay.item_to_change(self._sheet, item)
        if row is not None and self._key is not None:
            value = EthicsNote(self._key, item, answer, note, row.citations)
            self._keeper.typed(value)
            self._show_kept(value)

    def answer_ethics(self, item: str, answer: str, note: str) -> None:
        """Answer an ethics item; refused, it stays a draft."""
        row = overlay.item_to_change(self._sheet, item)
        if row is None or self._key is None:
            return
        cited = row.citations
        self._keeper.chosen(EthicsNote(self._key, item, answer, note, cited))
        self._ask_here("ethics", item, lambda work, key: work.answer_ethics(key, item, answer, note, cited))

    @Slot(str, object)
    def keep_begun(self, form: str, begun: Begun) -> None:
        """Take what is being typed into a form, or that nothing is left of it; saved within half a second."""
        if self._key is not None and self._sheet is not None:
            self._keeper.typed(FormBegun(self._key, form, begun))

    def correct_eligibility(self, item: str, answer: str, note: str) -> None:
        """Correct a computed check, with the reason."""
        self.flush()
        self._ask_here("eligibility", item, lambda work, key: work.correct_eligibility(key, item, answer, note))

    @Slot(str)
    def confirm_eligibility(self, item: str) -> None:
        """Confirm a computed check."""
        self._ask_here("eligibility", item, lambda work, key: work.confirm_eligibility(key, item))

    def rule(self, ruling: Ruling) -> None:
        """Record a ruling on a row, or what goes to the office."""
        self.flush()
        self._ask_here("rule", ruling, lambda work, key: work.rule(key, ruling))

    def look_up(self, question: Question) -> None:
        """Read something that is not on the sheet; `looked_up` follows."""
        self._ask_here("look_up", question, lambda work, key: work.look_up(key, question))

    def keep_place(self, place: str) -> None:
        """Remember where the reviewer is in this case."""
        self._ask_here("keep_place", None, lambda work, key: work.save_place(key, place))

    def list_documents(self) -> None:
        """Ask for the list of documents."""
        self._ask_here("documents", None, lambda work, key: work.documents(key))

    def save_copy(self, path: str, out: Path) -> None:
        """Write a document, unencrypted, where the reviewer asked for it."""
        self._ask_here("copy", path, lambda work, key: work.save_copy(key, path, out))

    # What comes back ----------------------------------------------------------------------

    @Slot(object)
    def _receive(self, result: object) -> None:
        # What had to finish comes with the changes that the workspace session already told.
        answer = result[0] if isinstance(result, tuple) else result
        if isinstance(answer, Answer):
            self._take(answer)

    def _take(self, answer: Answer) -> None:
        if isinstance(answer.subject, CellDraft | CellNotes | EthicsNote | FormBegun) and answer.intention == "save":
            self._receive_save(answer, answer.subject)
            return
        if answer.error is None and answer.intention in _CHANGING:
            self._tell(Changes.of_case(answer.key))
        if answer.key != self._key:
            return
        if answer.error is not None:
            self.refused.emit(answer.intention, answer.subject, answer.error)
            return
        self._show(answer)

    def _receive_save(self, answer: Answer, value: Kept) -> None:
        if answer.error is not None:
            self._keeper.put_back(value)
            self.save_failed.emit(answer.error)
            return
        self._keeper.confirm(value)
        saved_at = answer.value if isinstance(answer.value, str) else None
        if value.key != self._key or self._sheet is None:
            return
        is_last = value.slot not in {waiting.slot for waiting in self._keeper.unconfirmed}
        if is_last and not isinstance(value, FormBegun):
            self._sheet = overlay.with_kept(self._sheet, (value,), saved_at)
            self.sheet_changed.emit(self._sheet)
        if saved_at is not None:
            self.saved.emit(saved_at)

    def _show(self, answer: Answer) -> None:
        match answer.intention:
            case "open":
                self._take_sheet(answer.value)
                self.opened.emit(self._sheet)
            case "begun":
                self.begun_found.emit(self._with_unsaved_forms(answer.value))
            case "place":
                self.place_found.emit(answer.value)
            case "documents":
                self.documents_listed.emit(answer.value)
            case "copy":
                self.copy_saved.emit(str(answer.value))
            case "look_up":
                self.looked_up.emit(answer.subject, answer.value)
            case "reload" | "declare" | "close" | "ethics" | "eligibility" | "rule":
                self._show_changed(answer)

    def _show_changed(self, answer: Answer) -> None:
        if answer.intention == "ethics" and self._key is not None:
            self._keeper.forget(("ethics", self._key, answer.subject))
        if form := form_of(answer):
            self._keeper.forget(("form", answer.key, form))
        if answer.intention == "close" and isinstance(answer.subject, Cell):
            self._drop_draft_of(answer.subject, answer.value)
        self._take_sheet(answer.value)
        self.sheet_changed.emit(self._sheet)
        if self._sheet is not None and self._sheet.saved_at:
            self.saved.emit(self._sheet.saved_at)
        told = {"close": self.closed, "ethics": self.answered, "eligibility": self.corrected, "rule": self.ruled}
        if answer.intention in told:
            told[answer.intention].emit(answer.subject)

    def _with_unsaved_forms(self, found: object) -> dict[str, Begun]:
        begun = dict(found) if isinstance(found, Mapping) else {}
        for value in self._keeper.unconfirmed:
            if isinstance(value, FormBegun) and value.key == self._key:
                begun[value.form] = value.begun
        return {form: each for form, each in begun.items() if each != NOTHING_BEGUN}

    def _drop_draft_of(self, cell: Cell, sheet: object) -> None:
        # A draft that could not be saved must not come back over the judgment that it became.
        closed = sheet.cell(cell).closed if isinstance(sheet, Sheet) else None
        for value in self._keeper.unconfirmed:
            if isinstance(value, CellDraft) and value.cell == cell and value.written in (closed, None):
                self._keeper.forget(value.slot)

    def _take_sheet(self, sheet: object) -> None:
        if isinstance(sheet, Sheet):
            self._sheet = overlay.with_kept(sheet, self._keeper.unconfirmed)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.failed.emit(error)

    # Asking -------------------------------------------------------------------------------

    def _draft(self, cell: Cell, written: JudgmentText) -> CellDraft | None:
        if self._key is None or self._sheet is None:
            return None
        return CellDraft(self._key, cell, overlay.worth_keeping(self._sheet.cell(cell), written))

    def _change_cited(self, under: Cell | str, change: Callable[[overlay.Cited], overlay.Cited]) -> bool:
        if isinstance(under, str):
            item = overlay.item_to_change(self._sheet, under)
            if item is None or self._key is None:
                return False
            value = EthicsNote(self._key, under, item.given, item.note, change(item.citations))
            self._keeper.chosen(value)
            self._show_kept(value)
            return True
        row = overlay.row_to_change(self._sheet, under)
        if row is None:
            return False
        before = row.shown or overlay.NOTHING_WRITTEN
        self.choose_judgment(under, replace(before, citations=change(before.citations)))
        return True

    def _show_kept(self, value: Kept) -> None:
        self._typed_cases.add(value.key)
        if self._sheet is not None:
            self._sheet = overlay.with_kept(self._sheet, (value,))
            self.sheet_changed.emit(self._sheet)

    def _tell_typed(self) -> None:
        # The inbox counts doubts and states; it need not hear of every letter.
        if self._typed_cases:
            typed, self._typed_cases = frozenset(self._typed_cases), set()
            self._tell(Changes(cases=typed, inbox=True))

    def _tell(self, changes: Changes) -> None:
        self._is_telling = True
        self.changed.emit(changes)
        self._is_telling = False

    @Slot(object)
    def _save(self, value: Kept) -> None:
        self._start(value.key, "save", value, value.save)

    def _ask_here(self, intention: str, subject: object, ask: Callable[[CaseWork, CaseKey], object]) -> None:
        key = self._key
        if key is not None and self._sheet is not None:
            self._start(key, intention, subject, lambda work: ask(work, key))

    def _ask(self, intention: str, subject: object, ask: Callable[[CaseWork], object]) -> None:
        if self._key is not None:
            self._start(self._key, intention, subject, ask)

    def _start(self, key: CaseKey, intention: str, subject: object, ask: Callable[[CaseWork], object]) -> None:
        # Made without `self`: the worker's thread must never be the last to let go of a Qt object.
        job = self._runner.run(answering(key, intention, subject, ask), must_finish=intention in _FINISHED)
        if job is not None:
            job.done.connect(self._receive)
            job.failed.connect(self._fail)


_CHANGING = frozenset({"declare", "close", "ethics", "eligibility", "rule"})
_FINISHED = _CHANGING | {"save", "keep_place"}
