"""A part of the settings under its heading, with fields below their labels and messages in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.failures import MessageBar
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.parts.fields import field_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel


class Section(QFrame):
    """One white card."""

    def __init__(self, name: str, title: str, parent: QWidget, *, explanation: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "sheet")
        self._message = MessageBar(self, f"{name}-message")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        self._column.setSpacing(Space.SMALL)
        self._column.addWidget(PlainLabel(title, name=f"{name}-title", role="heading", parent=self))
        if explanation:
            self._column.addWidget(PlainLabel(explanation, name=f"{name}-explanation", role="soft", parent=self))
        self._column.addWidget(self._message)

    @property
    def message(self) -> MessageBar:
        """What is to be said about this part."""
        return self._message

    def add(self, words: str, field: QWidget) -> QLabel:
        """Add a field below its label."""
        label = field_label(words, field, self)
        self._column.addWidget(label)
        self._column.addWidget(field)
        return label

    def add_row(self, *parts: QWidget) -> None:
        """Add parts side by side."""
        row = QHBoxLayout()
        row.setSpacing(Space.MEDIUM)
        for part in parts:
            row.addWidget(part)
        row.addStretch(1)
        self._column.addLayout(row)

    def add_wide(self, part: QWidget) -> None:
        """Add a part over the whole width."""
        self._column.addWidget(part)
