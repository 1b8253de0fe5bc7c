"""Asks what was looked for and not found, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.parts.enter_key import is_plain_enter
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class LookedIn(QFrame):
    """Hidden until it asks.

    Signals:
        sought: path, place, and what was looked for.
        closed: nothing is asked any more.
    """

    sought = Signal(str, object, str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("looked-in")
        self.setProperty("role", "message")
        self._path = ""
        self._place: object = None
        self._lead = PlainLabel(name="looked-in-lead", parent=self)
        self._field = QLineEdit(self)
        self._field.setObjectName("looked-in-field")
        self._field.setPlaceholderText(text("ui.citation.looked_for_hint"))
        self._field.setAccessibleName(text("ui.citation.looked_for"))
        self._done = button(text("ui.citation.looked_in_done"), name="looked-in-done", parent=self)
        self._close = button(text("ui.message.close"), name="looked-in-close", parent=self, role="flat")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        row.addWidget(self._lead)
        for part in (self._field, self._done, self._close):
            row.addWidget(part, 1 if part is self._field else 0)
        self._lead.setWordWrap(False)
        self._field.returnPressed.connect(self._tell)
        self._done.clicked.connect(self._tell)
        self._close.clicked.connect(self.close_line)
        self.hide()

    def ask(self, path: str, place: object, *, is_document: bool = True) -> None:
        """Ask what was looked for in a place of a document, or in a text."""
        self._path, self._place = path, place
        whole = "ui.citation.looked_in_document" if is_document else "ui.citation.looked_in_words"
        where = "ui.citation.looked_in_page" if isinstance(place, int) else whole
        self._lead.say(text(where, page=place))
        self._field.clear()
        self.show()
        self._field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
            return
        super().keyPressEvent(event)
        if is_plain_enter(event):
            event.accept()

    @Slot()
    def close_line(self) -> None:
        """Ask nothing any more."""
        self.hide()
        self.closed.emit()

    @Slot()
    def _tell(self) -> None:
        words = self._field.text().strip()
        if words:
            self.close_line()
            self.sought.emit(self._path, self._place, words)
