"""The ruling on one activity or milestone: what was noticed, the choices with their letters, number and reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.review.begun import NOTHING_BEGUN, Begun, on_row
from reviewer.text import text
from ui.models.row_asks import RulingChoice
from ui.plain_text import ElidedLabel, PlainLabel
from ui.theme import Space
from ui.views.case.begun_forms import BegunForms
from ui.views.case.choice_picker import Choice, ChoicePicker, Form
from ui.views.case.row_documents import RowDocuments
from ui.views.case.words_field import LabeledWords
from ui.views.parts.fields import button, field_label, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.models.row_asks import RowAsk, RowChoice

REASON_LINES = 3
LINES_FOR_SENTENCES = 34
"""Height of the pane, in lines of text, from which on each choice says what follows from it."""
LINES_FOR_CHOICES = 15
"""With fewer lines than this, the choices scroll with what is known of the row."""
LINES_FOR_REASON = 18
"""With fewer lines than this, the reason is one line high."""


@dataclass(frozen=True, slots=True)
class RowRuling:
    """What the reviewer rules on a row; `amount` None where only yes or no is asked."""

    row_id: str
    choice: RulingChoice
    amount: Decimal | None
    because: str


class RulingPane(QWidget):
    """Asks about one row at a time; what was begun for another row waits there.

    Signals:
        done_wanted: a `RowRuling`.
        document_wanted: the `RowDocument` to be read.
        row_wanted_back: back to the table.
    """

    done_wanted = Signal(object)
    document_wanted = Signal(object)
    row_wanted_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ruling")
        self._ask: RowAsk | None = None
        self._is_low = False
        self._forms = BegunForms(self)
        self._area, self._column = scrolled("ruling-scroll", self)
        self._title = PlainLabel(name="ruling-title", role="heading", parent=self)
        self._facts = PlainLabel(name="ruling-facts", role="soft", parent=self)
        self._notes = PlainLabel(name="ruling-notes", role="caution", parent=self)
        self._documents = RowDocuments(self)
        self._standing = ElidedLabel(name="ruling-standing", role="small", parent=self)
        self.choices = ChoicePicker("ruling-choices", text("ui.rows.choices"), self)
        self._amount_part = QWidget(self)
        self._amount = QLineEdit(self)
        self._refusal = PlainLabel(name="ruling-amount-refusal", role="refusal", parent=self)
        self._reason = LabeledWords("ruling-reason", text("ui.rows.reason"), REASON_LINES, self)
        self.done = button(text("ui.rows.done"), name="ruling-done", parent=self, role="primary")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._amount.setObjectName("ruling-amount")
        self._amount_label = field_label(text("ui.rows.amount"), self._amount, self)
        self._amount_label.setWordWrap(False)
        beside = QHBoxLayout()
        beside.setSpacing(Space.SMALL)
        beside.addWidget(self._amount_label)
        beside.addWidget(self._amount, 1)
        amount = QVBoxLayout(self._amount_part)
        amount.setContentsMargins(Space.HAIR, 0, Space.HAIR, 0)
        amount.setSpacing(Space.HAIR)
        amount.addWidget(self._refusal)
        amount.addLayout(beside)
        self._refusal.hide()
        self._amount_part.hide()
        uppers = (self._title, self._notes, self._facts, self._documents)
        self._uppers = len(uppers)
        for upper in uppers:
            self._column.addWidget(upper)
        self._column.addStretch(1)
        self._column.setSpacing(Space.HAIR)
        foot = QHBoxLayout()
        foot.addWidget(self._standing, 1)
        foot.addWidget(self.done)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.SMALL, Space.HAIR, Space.SMALL, Space.SMALL)
        whole.setSpacing(Space.SMALL)
        # Only what is known of a row scrolls: the choices and the reason are in reach, unless the pane is very low.
        whole.addWidget(self._area, 1)
        self._lower = whole
        self._place_choices(is_low=False)
        whole.addLayout(foot)

    def _place_choices(self, *, is_low: bool) -> None:
        column = self._column if is_low else self._lower
        for place, part in enumerate((self.choices, self._amount_part, self._reason)):
            # Before the stretch of what scrolls, or below it.
            column.insertWidget(self._uppers + place if is_low else 1 + place, part)

    def _connect(self) -> None:
        self.choices.picked.connect(self._take_choice)
        self._amount.textEdited.connect(self._remember)
        self._amount.returnPressed.connect(self._reason.field.setFocus)
        self._reason.field.typed.connect(self._remember)
        self._reason.field.escaped.connect(self.row_wanted_back)
        self.done.clicked.connect(self.finish)
        self._documents.wanted.connect(self.document_wanted)

    @property
    def row_id(self) -> str | None:
        """The row shown."""
        return self._ask.id if self._ask else None

    @property
    def reason(self) -> LabeledWords:
        """The reason for the ruling."""
        return self._reason

    def use_forms(self, forms: BegunForms) -> None:
        """Keep there what is begun for each row."""
        self._forms = forms

    def show_ask(self, ask: RowAsk | None) -> None:
        """Show a row as it is now; what was begun for it stays."""
        is_other = ask is None or ask.id != self.row_id
        is_ruled_anew = ask is not None and self._ask is not None and _ruling_of(ask) != _ruling_of(self._ask)
        if ask is not None and not is_other and is_ruled_anew:
            self._forms.drop(on_row(ask.id))
        self._ask = ask
        self.setEnabled(ask is not None)
        if ask is None:
            self._blank()
            return
        self._title.say(ask.title)
        self._facts.say("\n".join(fact for fact in ask.facts if fact))
        self._notes.say("\n".join(ask.notes))
        self._notes.setVisible(bool(ask.notes))
        self._documents.show_documents(ask.documents)
        self._standing.say(ask.standing)
        self.choices.offer(tuple(_choice(each) for each in ask.choices))
        self._amount_label.setText(text("ui.rows.amount_in", unit=ask.unit) if ask.unit else text("ui.rows.amount"))
        self._fill(ask)
        if is_other:
            self._clear_refusals()
            self._reason.field.forget_undo()
        self.choices.setEnabled(not ask.is_finished)
        self._amount.setReadOnly(ask.is_finished)
        self._reason.field.setReadOnly(ask.is_finished)
        self.done.setEnabled(not ask.is_finished)

    def clear(self) -> None:
        """Show nothing of any case."""
        self.show_ask(None)

    def choose_by_key(self, letter: str) -> bool:
        """Make the choice of a letter; False where no choice has it."""
        return self.choices.choose_by_key(letter)

    def clear_choice(self) -> None:
        """Take back what was begun."""
        if self._ask is not None and not self._ask.is_finished:
            self._forms.drop(on_row(self._ask.id))
            self._fill(self._ask)
            self._clear_refusals()

    def focus_words(self) -> None:
        """Put the caret into the number where one is asked, else into the reason."""
        field = self._amount if self._amount_part.isVisible() else self._reason.field
        field.setFocus()
        if self._is_low:
            self._area.ensureWidgetVisible(field)

    def show_refusal(self, words: str) -> None:
        """Say why the ruling was not taken."""
        self._reason.show_reason(words)
        self._reason.field.setFocus()

    @Slot()
    def finish(self) -> None:
        """Ask for the ruling to be recorded."""
        ask = self._ask
        if ask is None or ask.is_finished:
            return
        choice = next((each for each in ask.choices if each.choice == self.choices.chosen), None)
        if choice is None:
            self.choices.show_reason(text("ui.rows.choose_first"))
            return
        amount = choice.amount
        if choice.choice is RulingChoice.OTHER:
            amount = _number(self._amount.text())
            if amount is None:
                self._refuse_amount(text("ui.rows.not_a_number"))
                return
        self._clear_refusals()
        self.done_wanted.emit(RowRuling(ask.id, choice.choice, amount, self._reason.field.words.strip()))

    @Slot(str)
    def _take_choice(self, chosen: str) -> None:
        if self._ask is None:
            return
        self._clear_refusals()
        choice = next(each for each in self._ask.choices if each.choice == chosen)
        suggestions = {each.suggested for each in self._ask.choices}
        # A reason of the reviewer's own stays; one that the program offered goes with its choice.
        if not self._reason.field.words.strip() or self._reason.field.words in suggestions:
            self._reason.field.fill(choice.suggested)
        self._show_amount(chosen)
        self._remember()
        if choice.choice is RulingChoice.OTHER:
            self._amount.setFocus()
            self._amount.selectAll()
        elif choice.choice in (RulingChoice.REFUSED, RulingChoice.COUNTS_NOT) and not choice.suggested:
            self._reason.field.setFocus()

    @Slot()
    def _remember(self) -> None:
        self._clear_refusals()
        if self._ask is not None:
            begun = Begun(self._reason.field.words, self.choices.chosen or "", self._amount.text())
            self._forms.keep(on_row(self._ask.id), begun)
            self._standing.say(text("ui.rows.standing.begun"))

    def _fill(self, ask: RowAsk) -> None:
        begun = self._forms.of(on_row(ask.id))
        is_begun = begun != NOTHING_BEGUN
        if not is_begun:
            begun = Begun(ask.because, ask.chosen or "", ask.amount)
        self.choices.show_choice(begun.choice or None)
        self._amount.setText(begun.amount)
        self._reason.field.fill(begun.words)
        self._show_amount(begun.choice)
        self._standing.say(text("ui.rows.standing.begun") if is_begun else ask.standing)

    def _show_amount(self, chosen: str | None) -> None:
        self._amount_part.setVisible(chosen == RulingChoice.OTHER)

    def _refuse_amount(self, words: str) -> None:
        self._refusal.say(words)
        self._refusal.show()
        self._amount.setAccessibleDescription(words)
        self._amount.setFocus()

    def _clear_refusals(self) -> None:
        self._refusal.hide()
        self._amount.setAccessibleDescription("")
        self._reason.show_reason("")
        self.choices.show_reason("")

    def _blank(self) -> None:
        for label in (self._title, self._facts, self._notes, self._standing):
            label.say("")
        self._documents.show_documents(())
        self.choices.offer(())
        self._amount.setText("")
        self._amount_part.hide()
        self._reason.field.fill("")
        self._reason.field.forget_undo()
        self._clear_refusals()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().lineSpacing()
        self.choices.set_form(Form.COMPACT if lines < LINES_FOR_SENTENCES else Form.BELOW)
        self._reason.field.set_lines(REASON_LINES if lines >= LINES_FOR_REASON else 1)
        is_low = lines < LINES_FOR_CHOICES
        if is_low != self._is_low:
            self._is_low = is_low
            self._place_choices(is_low=is_low)


def _ruling_of(ask: RowAsk) -> tuple[RulingChoice | None, str, str]:
    return (ask.chosen, ask.amount, ask.because)


def _choice(choice: RowChoice) -> Choice:
    return Choice(choice.choice, choice.key, choice.name, choice.sentence, choice.sign)


def _number(typed: str) -> Decimal | None:
    try:
        number = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
