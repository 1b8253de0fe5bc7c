"""Before the seal: what to look at once more, the outcome, the declaration, and one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer.text import counted, text
from ui.failures import announce
from ui.models import outcome as told
from ui.models.case_places import CasePlace
from ui.models.outcome import Lead
from ui.plain_text import PlainLabel
from ui.session.signing_session import Signature
from ui.theme import Space
from ui.views.outcome.leads import LeadList
from ui.views.parts.fields import button
from ui.views.signing.declaration import RenewedDeclaration
from ui.views.signing.outcome_choice import OutcomeChoice

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet
    from ui.views.case.begun_forms import BegunForms


class SigningForm(QFrame):
    """Gathers what is signed; a recusal is asked for twice, since nothing takes it back.

    Signals:
        followed: a `Lead` that the reviewer wants to follow.
        outcome_chosen: the letter should be drafted for this outcome.
        sign_asked: a `Signature`.
    """

    followed = Signal(object)
    outcome_chosen = Signal(str)
    sign_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("signing-form")
        self.setProperty("role", "sheet")
        self._title = PlainLabel(text("ui.sign.title"), name="sign-title", role="title", parent=self)
        self._explanation = PlainLabel(text("ui.sign.explanation"), name="sign-explanation", role="soft", parent=self)
        self._missing = LeadList("sign-missing", "", self)
        self._unsure = LeadList(
            "sign-unsure", text("ui.sign.look_again"), self, explanation=text("ui.sign.look_again_means")
        )
        self._problems = LeadList("sign-problems", text("ui.sign.problems"), self)
        self._outcome = OutcomeChoice(self)
        self._declaration = RenewedDeclaration(self)
        self._hint = PlainLabel(name="sign-hint", role="small", parent=self)
        self._sign = button(text("ui.sign.sign"), name="sign", parent=self, role="primary")
        self._really = button(text("ui.sign.really"), name="sign-really", parent=self)
        self._arrange()
        for part in (self._missing, self._unsure):
            part.followed.connect(self.followed)
        self._problems.followed.connect(self._go_to_letter)
        self._outcome.chosen.connect(self.outcome_chosen)
        self._declaration.chosen.connect(self._weigh)
        self._sign.clicked.connect(self._try)
        self._really.clicked.connect(self._send)

    @property
    def outcome(self) -> OutcomeChoice:
        """Which outcome is signed."""
        return self._outcome

    @property
    def declaration(self) -> RenewedDeclaration:
        """The declaration."""
        return self._declaration

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what is to be signed, or what keeps it from being signed."""
        self._missing.say_title(counted("ui.outcome.missing", len(sheet.determination.missing)))
        self._missing.show_leads(told.missing_leads(sheet))
        self._unsure.show_leads(told.unsure(sheet))
        is_ready = sheet.determination.recommended is not None
        self._outcome.setVisible(is_ready)
        if sheet.determination.recommended is not None:
            self._outcome.offer(sheet.outcomes, sheet.determination.recommended)
        self._declaration.offer(sheet.conflict_kinds, sheet.conflict_provenance)
        self._is_ready = is_ready
        self._weigh()

    def show_problems(self, problems: tuple[str, ...]) -> None:
        """Show what to look at in the letter."""
        self._problems.show_leads(tuple(Lead(problem, CasePlace("outcome")) for problem in problems))

    def set_busy(self, *, is_busy: bool) -> None:
        """Wait for the answer: nothing can be signed twice."""
        self._sign.setEnabled(not is_busy)
        self._really.setEnabled(not is_busy)
        self._sign.setText(text("ui.sign.wait") if is_busy else self._act_words())

    def set_low(self, *, is_low: bool) -> None:
        """In a low window begin with what is to be done; the step has its name above, and what it means stands last."""
        column = self._column
        if is_low == (column.indexOf(self._explanation) > 1):
            return
        column.removeWidget(self._explanation)
        column.insertWidget(column.count() if is_low else 1, self._explanation)
        self._title.setVisible(not is_low)
        margin = Space.MEDIUM if is_low else Space.LARGE
        side = Space.MEDIUM if is_low else Space.WIDE
        column.setContentsMargins(side, margin, side, margin)
        column.setSpacing(Space.SMALL if is_low else Space.LARGE)

    def clear(self) -> None:
        """Take every choice back."""
        self._outcome.clear()
        self._declaration.clear()
        for leads in (self._missing, self._unsure, self._problems):
            leads.show_leads(())
        self._really.hide()

    def use_forms(self, forms: BegunForms) -> None:
        """Show what was begun and not signed."""
        self._outcome.use_forms(forms)
        self._declaration.use_forms(forms)

    def forget_begun(self) -> None:
        """It was signed: nothing is begun any more."""
        self._outcome.forget_begun()
        self._declaration.forget_begun()

    def focus_first(self) -> None:
        """Put the focus where work goes on."""
        if self._missing.focus_first():
            return
        if self._declaration.radios:
            self._declaration.radios[0].setFocus()

    @Slot()
    def go_to_what_is_due(self) -> None:
        """Go to what is missing and say so, or to the button that seals: one key alone seals nothing."""
        if self._declaration.kind is None and self._is_ready:
            self._hint.say(text("ui.sign.declare_first"))
            self._declaration.radios[0].setFocus()
        elif self._sign.isHidden():
            self.focus_first()
        elif self._outcome.is_other and not self._outcome.because and not self._declaration.is_conflict:
            self._ask_because()
        else:
            self._hint.say(text("ui.sign.ready_to_recuse" if self._declaration.is_conflict else "ui.sign.ready"))
            self._sign.setFocus()
        self._hint.setVisible(bool(self._hint.text()))
        announce(self._hint, self._hint.text())

    def _ask_because(self) -> None:
        self._outcome.reason.show_reason(text("ui.sign.because_needed"))
        self._outcome.reason.field.setFocus()

    _is_ready = False

    def _arrange(self) -> None:
        acts = QVBoxLayout()
        acts.setSpacing(Space.MEDIUM)
        acts.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignLeft)
        acts.addWidget(self._really, 0, Qt.AlignmentFlag.AlignLeft)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.LARGE)
        for part in (self._title, self._explanation, self._missing, self._unsure, self._problems):
            column.addWidget(part)
        for other in (self._outcome, self._declaration, self._hint):
            column.addWidget(other)
        column.addLayout(acts)
        self._really.hide()

    @Slot()
    def _weigh(self) -> None:
        is_conflict = self._declaration.is_conflict
        # A conflict recuses whatever is still open; a signature needs everything judged.
        self._sign.setVisible(self._is_ready or is_conflict)
        self._sign.setEnabled(self._declaration.kind is not None)
        self._sign.setText(self._act_words())
        self._really.hide()
        # One line stands above the button all the time, so that the button keeps its place.
        self._hint.say(text("ui.sign.declare_first" if self._declaration.kind is None else "ui.sign.declared"))
        self._hint.setVisible(not self._sign.isHidden())

    def _act_words(self) -> str:
        return text("ui.sign.recuse" if self._declaration.is_conflict else "ui.sign.sign")

    @Slot()
    def _try(self) -> None:
        if self._declaration.is_conflict:
            self._really.show()
            self._really.setFocus()
            QTimer.singleShot(0, self, self._bring_up)
        elif self._outcome.is_other and not self._outcome.because:
            self._ask_because()
        else:
            self._send()

    @Slot()
    def _bring_up(self) -> None:
        """Scroll to the last question once it has its place."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self._really, 0, Space.LARGE)

    @Slot()
    def _send(self) -> None:
        kind = self._declaration.kind
        if kind is None:
            return
        other = self._outcome.outcome if self._outcome.is_other and not self._declaration.is_conflict else None
        self.sign_asked.emit(Signature(kind, self._declaration.note, other, self._outcome.because if other else ""))

    @Slot(object)
    def _go_to_letter(self, lead: Lead) -> None:
        self.followed.emit(lead)
