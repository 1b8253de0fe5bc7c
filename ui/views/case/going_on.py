"""Going on from a criterion or item that is done, and to what is still to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.text import text
from ui.failures import MessageKind
from ui.models.case_words import doubts, is_surely_closable, next_unjudged
from ui.views.case.case_keys import JUDGING_STEPS

if TYPE_CHECKING:
    from reviewer.review.judgment import JudgmentText
    from reviewer.vocabulary import Cell
    from ui.failures import MessageBar
    from ui.session.case_session import CaseSession
    from ui.views.case.case_pages import CasePages


class GoingOn(QObject):
    """Leads from what is done to what is not, within one case.

    Where nothing speaks against closing a criterion, the next one stands there at once: whoever judges quickly
    must not set the level of the criterion that is still being written.

    Signals:
        close_wanted: cell, its text.
    """

    close_wanted = Signal(object, object)

    def __init__(self, session: CaseSession, pages: CasePages, message: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pages = pages
        self._bench = pages.workbench
        self._message = message
        self._closing: set[Cell] = set()
        self._bench.rubric.done_wanted.connect(self._close)
        self.close_wanted.connect(session.close_criterion)
        session.closed.connect(self._go_on_after)
        session.answered.connect(self._go_on_after_item)
        session.opened.connect(self._forget)
        session.left.connect(self._forget)

    def take_refusal(self, cell: Cell) -> None:
        """Lead back to a criterion that could not be closed."""
        self._closing.discard(cell)
        if cell != self._bench.cell:
            self._pages.go_to_step("judge")
            self._bench.go_to(cell)

    @Slot()
    def go_to_unjudged(self) -> None:
        """Show the next criterion, row or milestone that waits for the reviewer."""
        if self._bench.board.has_rows:
            if self._pages.step not in JUDGING_STEPS:
                self._pages.go_to_step("judge")
            if not self._bench.board.go_to_asking():
                self._message.show_message(text("ui.rows.all_ruled"), MessageKind.DONE)
            return
        following = self._following()
        if following is not None:
            self._pages.go_to_step("judge")
            self._bench.go_to(following)
        else:
            self._message.show_message(text("case.all_judged"), MessageKind.DONE)

    @Slot()
    def go_to_doubt(self) -> None:
        """Show the next criterion marked to come back to."""
        sheet, here = self._session.sheet, self._bench.cell
        marked = doubts(sheet) if sheet is not None else ()
        if not marked:
            return
        place = marked.index(here) + 1 if here in marked else 0
        self._pages.go_to_step("judge")
        self._bench.go_to(marked[place % len(marked)])

    def _following(self) -> Cell | None:
        sheet, here = self._session.sheet, self._bench.cell
        if sheet is None or here is None:
            return None
        return next_unjudged(sheet, here, besides=frozenset(self._closing))

    @Slot(object, object)
    def _close(self, cell: Cell, written: JudgmentText) -> None:
        self.close_wanted.emit(cell, written)
        sheet = self._session.sheet
        if sheet is None or not is_surely_closable(sheet, cell, written):
            return
        self._closing.add(cell)
        if self._following() is not None:
            self._go_on()

    @Slot(object)
    def _go_on_after(self, closed: Cell) -> None:
        self._closing.discard(closed)
        if closed == self._bench.cell:
            self._go_on()

    def _go_on(self) -> None:
        self.go_to_unjudged()
        self._bench.rubric.focus_criterion()

    @Slot(str)
    def _go_on_after_item(self, item: str) -> None:
        if item == self._bench.ethics.item:
            self._bench.ethics.show_next_open()

    @Slot()
    def _forget(self) -> None:
        self._closing.clear()
