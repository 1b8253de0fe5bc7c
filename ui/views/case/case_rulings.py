"""Between the case's session and its pages: rulings, messages to the office, and moves to another edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.review.moving import Move
from reviewer.text import text
from ui.session.alerting import AlertOfPrivate
from ui.session.rulings import (
    AllowActivity,
    CompareAttestation,
    MoveEdition,
    OtherEditions,
    PreviewMove,
    RuleExperience,
    RuleMilestone,
)
from ui.views.case.row_board import row_of

if TYPE_CHECKING:
    from ui.session.case_session import CaseSession
    from ui.session.rulings import Ruling
    from ui.views.case.case_pages import CasePages


class CaseRulings(QObject):
    """Hands what is ruled or told to the session and shows what became of it.

    Signals:
        next_wanted: a row was ruled: on to the next that asks for a look.
        done: a sentence on what was done.
    """

    next_wanted = Signal()
    done = Signal(str)

    def __init__(self, session: CaseSession, pages: CasePages, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("case-rulings")
        self._session = session
        self._pages = pages
        self._board = pages.workbench.board
        self._board.ruled.connect(session.rule)
        pages.before.corrected.connect(session.correct_eligibility)
        pages.before.confirmed.connect(session.confirm_eligibility)
        session.corrected.connect(pages.before.close_form)
        pages.before.experience.ruled.connect(session.rule)
        pages.before.edition.moved.connect(session.rule)
        pages.before.edition.looked_up.connect(session.look_up)
        pages.office.told.connect(session.rule)
        session.begun_found.connect(pages.forms.take)
        pages.forms.changed.connect(session.keep_begun)
        session.opened.connect(self._ask_editions)
        session.ruled.connect(self._take_ruled)
        session.looked_up.connect(self._take_found)

    def show_refusal(self, subject: object, why: str) -> bool:
        """Say where it was asked why it was not taken; False where that is not on the screen any more."""
        match subject:
            case AllowActivity() | RuleMilestone():
                if row_of(subject) != self._board.row_id:
                    return False
                self._board.pane.show_refusal(why)
            case RuleExperience():
                self._pages.before.experience.show_refusal(subject.row, why)
            case MoveEdition():
                self._pages.before.edition.show_refusal(why)
            case AlertOfPrivate():
                self._pages.workbench.reading.alert.show_reason(why)
            case CompareAttestation():
                self._pages.workbench.reading.compare.show_refusal(why)
            case _:
                return self._pages.office.show_refusal(subject, why)  # type: ignore[arg-type]
        return True

    @Slot(object)
    def _ask_editions(self, _sheet: object) -> None:
        self._session.look_up(OtherEditions())

    @Slot(object)
    def _take_ruled(self, ruling: Ruling) -> None:
        self._pages.forms.drop(ruling.form)
        match ruling:
            case RuleExperience():
                self._pages.before.experience.close_form(ruling.row)
            case MoveEdition():
                self._session.look_up(OtherEditions())
                self.done.emit(text("ui.office.moved", edition=ruling.edition))
            case AllowActivity() | RuleMilestone():
                if row_of(ruling) == self._board.row_id:
                    self._board.go_to(self._board.row_id)
                    self.next_wanted.emit()
                    self._board.table.setFocus()
            case CompareAttestation():
                # Told where it is compared.
                return
            case _:
                self._pages.office.take_told(ruling)

    @Slot(object, object)
    def _take_found(self, question: object, found: object) -> None:
        match question:
            case OtherEditions():
                editions = found if isinstance(found, tuple) else ()
                self._pages.before.edition.show_editions(editions)
            case PreviewMove() if isinstance(found, Move):
                self._pages.before.edition.show_move(found)
