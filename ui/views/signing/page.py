"""The step "Sign": the form until it is sealed, then what was sealed; the letter beside both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.text import text
from ui.failures import MessageBar, MessageKind
from ui.models import outcome as told
from ui.models.citations import broken_lines
from ui.theme import Space
from ui.views.case.begun_forms import BegunForms
from ui.views.letter.step_page import LetterStepPage
from ui.views.outcome.fitting_column import FittingColumn
from ui.views.parts.practice import PracticeLine
from ui.views.signing.form import SigningForm
from ui.views.signing.sealed_card import SealedCard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QResizeEvent

    from reviewer.errors import ReviewerError
    from reviewer.review.judgment import Sealed
    from reviewer.review.sheet_rows import Sheet
    from ui.session.letter_session import LetterSession, ShownLetter
    from ui.session.signing_session import Signature, SigningSession
    from ui.settings import LayoutSettings


LINES_FOR_ALL = 20
"""Height, in lines of text, from which on the form begins with what signing means."""


class SignPage(LetterStepPage):
    """Signing left, the letter that is signed right."""

    def __init__(
        self, signing: SigningSession, letter: LetterSession, settings: LayoutSettings, parent: QWidget
    ) -> None:
        super().__init__("sign", letter, settings, parent)
        self._signing = signing
        self._sheet: Sheet | None = None
        # A button that waits for the answer cannot keep the focus.
        self._signs = False
        self._forms = BegunForms(self)
        left = FittingColumn("sign-column", self.splitter)
        self._left, self._column = left, left.column
        column = left.column
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.MEDIUM, Space.LARGE)
        self._message = MessageBar(left.inner, "sign-message")
        self._practice = PracticeLine("sign-practice", text("ui.practice.signing"), left.inner)
        self._form = SigningForm(left.inner)
        self._sealed = SealedCard(left.inner)
        for part in (self._practice, self._message, self._form, self._sealed):
            column.addWidget(part)
        column.addStretch(1)
        self.put_left(left)
        self._connect()

    @property
    def form(self) -> SigningForm:
        """What is signed."""
        return self._form

    @property
    def sealed(self) -> SealedCard:
        """What was sealed."""
        return self._sealed

    @property
    def message(self) -> MessageBar:
        """What went wrong or was done."""
        return self._message

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < LINES_FOR_ALL * self.fontMetrics().lineSpacing()
        self._form.set_low(is_low=is_low)
        margin = Space.SMALL if is_low else Space.LARGE
        self._column.setContentsMargins(margin, margin, Space.SMALL if is_low else Space.MEDIUM, margin)

    def use_forms(self, forms: BegunForms) -> None:
        self._forms = forms

    def show_sheet(self, sheet: Sheet) -> None:
        before = self._sheet
        is_other_case = before is None or before.key != sheet.key
        if is_other_case:
            self._form.clear()
            self._sealed.clear()
            self._message.clear()
            self._signs = False
        self._sheet = sheet
        self._practice.show_for(sheet)
        is_done = told.is_sealed(sheet) or told.is_recused(sheet)
        focused = QApplication.focusWidget()
        was_here = self._signs or (focused is not None and self._form.isAncestorOf(focused))
        self._form.setVisible(not is_done)
        self._sealed.setVisible(is_done)
        if is_done:
            self._sealed.show_sheet(sheet)
            self._signs = False
            if was_here and self.isVisible():
                self._sealed.focus_first()
                self._left.stay_at_top()
        else:
            was_sealed = before is not None and not is_other_case and told.is_sealed(before)
            self._form.show_sheet(sheet)
            if was_sealed and self.isVisible():
                self._form.focus_first()
        if is_other_case:
            self._form.use_forms(self._forms)
            self._sealed.use_forms(self._forms)
        is_changed = before is None or (before.determination, before.sealed) != (sheet.determination, sheet.sealed)
        if self.isVisible() and (is_other_case or is_changed):
            self._ask_letter()

    def entered(self) -> None:
        self._ask_letter()
        if self._sealed.isHidden():
            self._form.focus_first()
        else:
            self._sealed.focus_first()
            self._left.stay_at_top()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Ctrl+Enter, which is Done elsewhere, leads to what is due; sealing is a press of its button."""
        own = {} if self._form.isHidden() else {"done": self._form.go_to_what_is_due}
        return {**super().handlers(), **own}

    def standing(self, sheet: Sheet) -> str:
        return text("ui.sign.standing") if told.is_sealed(sheet) else ""

    def forget(self) -> None:
        self._sheet = None
        self._form.clear()
        self._sealed.clear()
        self._message.clear()
        self._letter.forget()

    def _connect(self) -> None:
        self._form.followed.connect(self.follow)
        self._form.outcome_chosen.connect(self._draft_for)
        self._form.sign_asked.connect(self._sign)
        self._sealed.hand_over_wanted.connect(self._go_to_hand_over)
        self._sealed.reopen_asked.connect(self._reopen)
        self._signing.signed.connect(self._take_signed)
        self._signing.reopened.connect(self._take_reopened)
        self._signing.failed.connect(self._take_failure)
        self._letter.written.connect(self._take_letter)
        self._letter.unwritten.connect(self._take_no_letter)

    def _ask_letter(self) -> None:
        is_open = self._sheet is not None and not told.is_sealed(self._sheet)
        other = self._form.outcome.outcome if is_open and self._form.outcome.is_other else None
        self.ask_letter(self._sheet, other)

    @Slot(str)
    def _draft_for(self, _outcome: str) -> None:
        if self.isVisible():
            self._ask_letter()

    @Slot(object)
    def _sign(self, signature: Signature) -> None:
        if self._sheet is not None:
            self._message.clear()
            self._form.set_busy(is_busy=True)
            self._signs = True
            self._signing.sign(self._sheet.key, signature)

    @Slot(str)
    def _reopen(self, because: str) -> None:
        if self._sheet is not None:
            self._signing.reopen(self._sheet.key, because)

    @Slot(object)
    def _take_signed(self, sealed: Sealed | None) -> None:
        self._form.set_busy(is_busy=False)
        self._form.forget_begun()
        self._form.clear()
        self._form.use_forms(self._forms)
        key = "ui.sign.done" if sealed is not None else "ui.sign.done_recused"
        self._message.show_message(text(key), MessageKind.DONE)

    @Slot()
    def _take_reopened(self) -> None:
        self._sealed.forget_begun()
        self._message.show_message(text("ui.sign.reopened"), MessageKind.NOTE)

    @Slot(object)
    def _take_failure(self, error: ReviewerError) -> None:
        self._form.set_busy(is_busy=False)
        self._signs = False
        details = broken_lines(self._sheet, error) if self._sheet is not None else ""
        self._message.show_failure(error, details=details)

    @Slot(object)
    def _take_letter(self, letter: ShownLetter) -> None:
        self._form.show_problems(letter.problems)

    @Slot()
    def _take_no_letter(self) -> None:
        self._form.show_problems(())

    @Slot()
    def _go_to_hand_over(self) -> None:
        self.step_wanted.emit("handover")
