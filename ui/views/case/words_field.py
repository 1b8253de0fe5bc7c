"""A field for words of the reviewer: plain text, Esc leaves it, losing the focus saves it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.looks import set_look
from ui.plain_text import PlainLabel
from ui.views.parts.fields import field_label

_FRAME_HEIGHT = 12


class WordsField(QPlainTextEdit):
    """A plain text of so many lines; tells of typing by the reviewer, not of being filled."""

    typed = Signal()
    settled = Signal()
    escaped = Signal()

    def __init__(self, name: str, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self._lines = lines
        self._is_filling = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.textChanged.connect(self._tell)

    @property
    def words(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    def fill(self, words: str) -> None:
        """Put words in without telling anybody; undo ends here."""
        if words == self.toPlainText():
            return
        self._is_filling = True
        self.setPlainText(words)
        self._is_filling = False

    def forget_undo(self) -> None:
        """Let undo never bring back the words of another cell."""
        self.document().clearUndoRedoStacks()

    def set_lines(self, lines: int) -> None:
        """Change how many lines show."""
        self._lines = lines
        self.updateGeometry()

    def show_refused(self, *, is_refused: bool) -> None:
        """Mark the field that keeps a criterion from being closed."""
        set_look(self, "refused", is_refused)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height_of(self._lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Done: the case answers to it.
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settled.emit()

    def _tell(self) -> None:
        if not self._is_filling:
            self.typed.emit()

    def _frame_height(self) -> int:
        return self.height() - self.viewport().height() if self.isVisible() else _FRAME_HEIGHT

    def _height_of(self, lines: int) -> int:
        spacing = QFontMetrics(self.font()).lineSpacing()
        inside = round(self.document().documentMargin()) * 2
        return lines * spacing + inside + self._frame_height()


class LabeledWords(QWidget):
    """A words field under its label, with a line for the reason why it is not enough."""

    def __init__(self, name: str, words: str, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-group")
        self.field = WordsField(name, lines, self)
        self.label = field_label(words, self.field, self)
        self._reason = PlainLabel(name=f"{name}-refusal", role="refusal", parent=self)
        self._reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(self._reason)
        column.addWidget(self.field, 1)

    def show_reason(self, words: str) -> None:
        """Say at the field why it is not enough; empty takes it away."""
        self._reason.say(words)
        self._reason.setVisible(bool(words))
        self.field.show_refused(is_refused=bool(words))
        self.field.setAccessibleDescription(words)

    @property
    def reason(self) -> str:
        """What is said at the field."""
        return self._reason.text()
