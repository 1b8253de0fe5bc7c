"""Between the case's session and its pages: rulings on rows, and what is said when one is taken or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.rulings import AllowActivity, RuleExperience, RuleMilestone
from ui.views.rows.board import row_of

if TYPE_CHECKING:
    from ui.session.case_session import CaseSession
    from ui.session.rulings import Ruling
    from ui.views.case.case_pages import CasePages


class CaseRulings(QObject):
    """Hands what is ruled to the session and shows what became of it.

    Signals:
        next_wanted: a row was ruled: on to the next that asks for a look.
    """

    next_wanted = Signal()

    def __init__(self, session: CaseSession, pages: CasePages, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("case-rulings")
        self._pages = pages
        self._board = pages.workbench.board
        self._board.ruled.connect(session.rule)
        session.ruled.connect(self._take_ruled)

    def show_refusal(self, subject: object, why: str) -> bool:
        """Say where it was asked why it was not taken; False where that is not on the screen any more."""
        if isinstance(subject, AllowActivity | RuleMilestone) and row_of(subject) == self._board.row_id:
            self._board.pane.show_refusal(why)
            return True
        if isinstance(subject, RuleExperience):
            self._pages.before.experience.show_refusal(subject.row, why)
            return True
        return False

    @Slot(object)
    def _take_ruled(self, ruling: Ruling) -> None:
        if isinstance(ruling, RuleExperience):
            self._pages.before.experience.close_form(ruling.row)
        elif row_of(ruling) and row_of(ruling) == self._board.row_id:
            self.next_wanted.emit()
            self._board.table.setFocus()
