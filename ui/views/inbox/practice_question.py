"""Asks once, in place, before what was done in practice cases is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.failures import announce
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from reviewer.vocabulary import CaseKey


class PracticeQuestion(QFrame):
    """A question with two answers; Escape keeps everything.

    Signals:
        afresh_confirmed: the practice case to begin again.
        removal_confirmed: all practice cases are to go.
        put_away: the question was answered.
    """

    afresh_confirmed = Signal(object)
    removal_confirmed = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("practice-question")
        self.setProperty("role", "message")
        self.setProperty("kind", "caution")
        self._afresh: CaseKey | None = None
        self._words = PlainLabel(name="practice-question-words", parent=self)
        self._yes = button(text("ui.practice.afresh_yes"), name="practice-question-yes", parent=self)
        self._no = button(text("ui.practice.keep"), name="practice-question-no", parent=self)
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addStretch(1)
        row.addWidget(self._yes)
        row.addWidget(self._no)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._words)
        column.addLayout(row)
        self._yes.clicked.connect(self._confirm)
        self._no.clicked.connect(self.close_question)
        self.hide()

    def ask_afresh(self, key: CaseKey, candidate: str) -> None:
        """Ask whether one practice case is to be begun again."""
        self._afresh = key
        self._ask(text("ui.practice.ask_afresh", candidate=candidate), text("ui.practice.afresh_yes"))

    def ask_removal(self, words: str) -> None:
        """Ask whether all practice cases are to go; `words` say how many."""
        self._afresh = None
        self._ask(words, text("ui.practice.remove_yes"))

    @Slot()
    def close_question(self) -> None:
        """Everything stays."""
        self._afresh = None
        if not self.isHidden():
            self.hide()
            self.put_away.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_question()
            return
        super().keyPressEvent(event)

    def _ask(self, words: str, act: str) -> None:
        self._words.say(words)
        self._yes.setText(act)
        self.show()
        self._no.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, words)

    @Slot()
    def _confirm(self) -> None:
        key = self._afresh
        self.close_question()
        if key is None:
            self.removal_confirmed.emit()
        else:
            self.afresh_confirmed.emit(key)
