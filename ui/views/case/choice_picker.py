"""The levels of a criterion, or the answers of an item, as large buttons with their letters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.looks import drop
from ui.plain_text import PlainLabel, tooltip
from ui.theme import TARGET, Space
from ui.views.case.choice_button import ChoiceButton, check_only

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

COMPACT_COLUMNS = 3
SENTENCE_COLUMNS = 2
_LETTERS_BESIDE = 28
"""Width of a button with its sentence, in letters, from which on two stand side by side."""

_SENTENCE_LINES = 2
_FILLED = 0.85
"""Share of a line that words fill before one of them goes to the next."""
QWIDGETSIZE_MAX = 16777215
"""Qt's own word for no limit; PySide6 leaves it out."""
_GAP = Space.HAIR + 2


class Form(StrEnum):
    """How much room the choices have: letters, names, with sentences in two columns, or one below the other."""

    LETTERS = "letters"
    COMPACT = "compact"
    BESIDE = "beside"
    BELOW = "below"


_SHORT = (Form.LETTERS, Form.COMPACT)
"""One sentence below stands for those of all buttons."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: `key` is its letter, `sign` its shape, `sentence` separates it from its neighbors."""

    id: str
    key: str
    name: str
    sentence: str
    sign: str


class ChoicePicker(QWidget):
    """Buttons for choices; pressing the chosen one again does nothing."""

    picked = Signal(str)

    def __init__(self, name: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._choices: tuple[Choice, ...] = ()
        self._buttons: list[ChoiceButton] = []
        self._chosen: str | None = None
        self._said = ""
        self._form = Form.BELOW
        # What stood here before the last choice; empty while nothing was changed.
        self._before: list[str | None] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(_GAP)
        self._placed: list[int] = []
        self._sentence = PlainLabel(name=f"{name}-sentence", role="small", parent=self)
        self._reason = PlainLabel(name=f"{name}-refusal", role="refusal", parent=self)
        self._reason.hide()
        column = QVBoxLayout(self)
        # The ring around a focused button needs room at the edges.
        column.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._reason)
        column.addLayout(self._rows)
        column.addWidget(self._sentence)

    @property
    def chosen(self) -> str | None:
        """The choice shown as made."""
        return self._chosen

    @property
    def form(self) -> Form:
        """How the choices stand now."""
        return self._form

    @property
    def sentence(self) -> str:
        """What separates the choice looked at from its neighbors; empty while every button says its own."""
        return "" if self._sentence.isHidden() else self._said

    @property
    def reason(self) -> str:
        """What is said above the choices."""
        return self._reason.text()

    def offer(self, choices: tuple[Choice, ...]) -> None:
        """Offer choices."""
        if choices == self._choices:
            return
        self._choices = choices
        drop(self._buttons)
        self._buttons = [
            ChoiceButton(choice.id, choice.key, choice.name, choice.sentence, choice.sign, self) for choice in choices
        ]
        for made in self._buttons:
            made.clicked.connect(self._press)
            made.looked_at.connect(self._say_sentence)
        self._place()

    def show_choice(self, choice_id: str | None) -> None:
        """Show a choice as made, or none."""
        self._chosen = choice_id
        check_only(self._buttons, choice_id)
        self._say_sentence()

    def show_reason(self, words: str) -> None:
        """Say why a choice is needed; empty takes it away."""
        self._reason.say(words)
        self._reason.setVisible(bool(words))

    def set_form(self, form: Form) -> None:
        """Put the buttons side by side without their sentences, or with them in as many columns as fit."""
        if form is not self._form:
            self._form = form
            self._place()

    def choose_by_key(self, letter: str) -> bool:
        """Make the choice of a letter; False where none has it."""
        for each in self._buttons:
            if letter and each.key.upper() == letter.upper() and self.isEnabled():
                self._choose(each.choice_id)
                return True
        return False

    def focus_choice(self) -> None:
        """Put the focus on the choice made, or on the first."""
        chosen = [each for each in self._buttons if each.isChecked()] or self._buttons
        if chosen:
            chosen[0].setFocus()

    def take_off(self) -> None:
        """Show no choice as made; `go_back` brings it back."""
        self._before = [self._chosen]
        self.show_choice(None)

    def go_back(self) -> bool:
        """Show the choice before the last one made here; False where none was made."""
        if not self._before:
            return False
        before, self._before = self._before[0], [self._chosen]
        self.show_choice(before)
        return True

    def forget_before(self) -> None:
        """Let undo never bring back the choice of another criterion."""
        self._before = []

    def _choose(self, choice_id: str) -> None:
        if choice_id == self._chosen:
            return
        self._before = [self._chosen]
        self.show_choice(choice_id)
        self.picked.emit(choice_id)

    @Slot()
    def _press(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, ChoiceButton):
            pressed.setChecked(True)
            self._choose(pressed.choice_id)

    def minimumSizeHint(self) -> QSize:
        widest = max((each.sizeHint().width() for each in self._buttons), default=0)
        return QSize(widest + Space.SMALL, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._in_rows() != self._placed:
            self._place()
        elif self._form is Form.LETTERS:
            self._say_sentence()

    def event(self, event: QEvent) -> bool:
        # Larger text: the buttons ask for more room only once they have their new letters.
        if event.type() == QEvent.Type.LayoutRequest and self._in_rows() != self._placed:
            self._place()
        return super().event(event)

    def _in_rows(self) -> list[int]:
        """Return how many buttons stand in each row, so that none is wider than the picker."""
        room, rows, wide = self.width() - 2 * Space.HAIR, [0], 0
        if self._form not in _SHORT:
            needed = SENTENCE_COLUMNS * _LETTERS_BESIDE * self.fontMetrics().averageCharWidth()
            columns = SENTENCE_COLUMNS if self._form is Form.BESIDE and room >= needed else 1
            whole, rest = divmod(len(self._buttons), columns)
            return [columns] * whole + [rest] * bool(rest)
        most = COMPACT_COLUMNS if self._form is Form.COMPACT else len(self._buttons)
        for each in self._buttons:
            wide += each.sizeHint().width() + _GAP
            if rows[-1] and (wide - _GAP > room or rows[-1] == most):
                rows.append(0)
                wide = each.sizeHint().width() + _GAP
            rows[-1] += 1
        return rows

    def _place(self) -> None:
        while (row := self._rows.takeAt(0)) is not None:
            if (layout := row.layout()) is not None:
                # A layout that is taken out no longer hears when its buttons are deleted.
                while layout.takeAt(0) is not None:
                    pass
                layout.deleteLater()
        for each in self._buttons:
            each.set_parts(has_name=self._form is not Form.LETTERS, has_sentence=self._form not in _SHORT)
        self._placed = self._in_rows()
        waiting = iter(self._buttons)
        for count in self._placed:
            beside = QHBoxLayout()
            beside.setSpacing(_GAP)
            self._rows.addLayout(beside)
            for _ in range(count):
                beside.addWidget(next(waiting), 1)
        self._say_sentence()

    @Slot()
    def _say_sentence(self) -> None:
        """Without room for all sentences, say that of the choice under the pointer, with the focus, or made."""
        self._sentence.setVisible(self._form in _SHORT and bool(self._buttons))
        if self._form not in _SHORT:
            return
        looks = (QWidget.underMouse, QWidget.hasFocus, QAbstractButton.isChecked)
        seen = next((each for look in looks for each in self._buttons if look(each)), None)
        # As high as the longest: nothing moves under the pointer.
        line = self._sentence.fontMetrics().lineSpacing()
        is_one = self._form is Form.LETTERS and len(self._placed) > 1
        self._sentence.setMinimumHeight(line if is_one else _SENTENCE_LINES * line)
        self._said = seen.sentence if seen else text("case.choose_hint")
        if seen and self._form is Form.LETTERS:
            self._said = text("case.choose_named", name=seen.accessibleName(), sentence=seen.sentence)
        self._sentence.setToolTip(tooltip(self._said))
        self._sentence.say(self._shortened(self._said))

    def _shortened(self, words: str) -> str:
        """Where letters are all there is room for, the sentence has two lines and no more, or one."""
        is_high = self._form is not Form.LETTERS
        line = self._sentence.fontMetrics().lineSpacing()
        lines = _SENTENCE_LINES if len(self._placed) == 1 else 1
        self._sentence.setMaximumHeight(QWIDGETSIZE_MAX if is_high else lines * line)
        filled = _FILLED if lines > 1 else 1
        room = round(lines * filled * max(TARGET, self.width() - 2 * Space.HAIR))
        return words if is_high else self._sentence.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
