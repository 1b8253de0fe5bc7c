"""Says that something was covered, and lets the office be told what kind of data it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.failures import announce
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.parts.fields import EscapableLine, button, field_label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class AlertLine(QFrame):
    """Hidden until something is covered.

    Signals:
        told: what was seen.
        taken_back: it is not to be covered after all.
        closed: the office is not told now.
    """

    told = Signal(str)
    taken_back = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("private-alert")
        self.setProperty("role", "message")
        self.setProperty("kind", "caution")
        self._lead = PlainLabel(text("ui.private.covered"), name="private-alert-lead", parent=self)
        self.field = EscapableLine(self)
        self.field.setObjectName("private-alert-field")
        self.field.setPlaceholderText(text("ui.private.what_hint"))
        self._why = PlainLabel(name="private-alert-why", role="alarm", parent=self)
        self._tell = button(text("ui.private.tell"), name="private-alert-tell", parent=self)
        self._back = button(text("ui.private.take_back"), name="private-alert-undo", parent=self, role="flat")
        self._later = button(text("ui.private.later"), name="private-alert-later", parent=self, role="flat")
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(field_label(text("ui.private.what"), self.field, self))
        row.addWidget(self.field, 1)
        for pressed in (self._tell, self._back, self._later):
            row.addWidget(pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._lead)
        column.addLayout(row)
        column.addWidget(self._why)
        self.field.returnPressed.connect(self._announce)
        self.field.left.connect(self.close_line)
        self._tell.clicked.connect(self._announce)
        self._back.clicked.connect(self.taken_back)
        self._later.clicked.connect(self.close_line)
        self._why.hide()
        self.hide()

    def ask(self) -> None:
        """Ask what was seen."""
        self.field.clear()
        self.show_reason("")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self._lead.text())

    def show_reason(self, words: str) -> None:
        """Say why the office was not told; nothing takes it away."""
        self._why.say(words)
        self._why.setVisible(bool(words))
        if words:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, words)

    @Slot()
    def close_line(self) -> None:
        """Ask no more."""
        self.hide()
        self.field.clear()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lead.setMinimumHeight(self._lead.heightForWidth(self._lead.width()))

    @Slot()
    def _announce(self) -> None:
        if self.field.text().strip():
            self.told.emit(self.field.text().strip())
