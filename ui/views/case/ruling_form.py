"""The form of a ruling under a row: one of the answers and the reason, opened and closed by a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from reviewer.text import text
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm, RadioChoices
from ui.views.case.words_field import LabeledWords
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.views.case.begun_forms import BegunForms

NOTE_LINES = 2


class RulingForm(QWidget):
    """Hidden until its opener is pressed, which stands where the row puts it; what is begun stays kept.

    Signals:
        told: the answer chosen and the reason as it is written.
    """

    told = Signal(str, str)

    def __init__(self, name: str, answers: Mapping[str, str], parent: QWidget, *, save: str, unanswered: str) -> None:
        """Build the form.

        Args:
            name: what the names of its parts begin with.
            answers: the words of each answer, by what is told of it.
            parent: the row or card that is ruled on.
            save: the words of the button that saves.
            unanswered: what is said while no answer is chosen.
        """
        super().__init__(parent)
        self.setObjectName(f"{name}-form")
        self._unanswered = unanswered
        self.opener = button("", name=f"{name}-open", parent=parent)
        self.opener.setCheckable(True)
        self._group = QButtonGroup(self)
        for answer, words in answers.items():
            radio = QRadioButton(words, self)
            radio.setObjectName(f"{name}-{answer}")
            self._group.addButton(radio)
        self._note = LabeledWords(f"{name}-note", text("case.before.reason"), NOTE_LINES, self)
        self._save = button(save, name=f"{name}-save", parent=self)
        self._choices = RadioChoices(self._group, f"{name}-")
        self._begun = BegunForm(self._note, self._choices)
        self._arrange()
        self.hide()
        self.opener.toggled.connect(self.setVisible)
        self._save.clicked.connect(self._tell)

    def _arrange(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(Space.LARGE)
        for radio in self._group.buttons():
            choices.addWidget(radio)
        choices.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(choices)
        column.addWidget(self._note)
        column.addWidget(self._save, 0, Qt.AlignmentFlag.AlignLeft)

    def use_forms(self, forms: BegunForms, form: str) -> None:
        """Show what was begun in this form, if anything."""
        self.opener.setChecked(self._begun.turn_to(forms, form))

    def show_reason(self, words: str) -> None:
        """Say at the reason why the ruling was not taken, and let it be written there."""
        self._note.show_reason(words)
        if words:
            self._note.field.setFocus()

    def put_away(self) -> None:
        """Close the form after its ruling was taken; the focus does not go with it."""
        if self.isAncestorOf(self.window().focusWidget()):
            self.opener.setFocus()
        self.opener.setChecked(False)
        self._begun.done()

    @Slot()
    def _tell(self) -> None:
        answer = self._choices.chosen
        self._note.show_reason("" if answer else self._unanswered)
        if answer:
            self.told.emit(answer, self._note.field.words)
        else:
            self._group.buttons()[0].setFocus()
