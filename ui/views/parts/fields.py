"""Labels with their fields, and columns to put them in.

What the first window is made of does without `Qt`: PySide makes all of its hundred enumerations at its first use,
which would hold up the start. Qt takes their names as properties just as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.plain_text import PlainLabel
from ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_BUTTON_PADDING = 7


def field_label(words: str, field: QWidget, parent: QWidget) -> QLabel:
    """Make the label of a field; a screen reader reads it with the field, Alt and its letter jump there."""
    label = PlainLabel(words, name=f"{field.objectName()}-label", role="field", parent=parent)
    label.setBuddy(field)
    field.setAccessibleName(words)
    return label


class EscapableLine(QLineEdit):
    """A line that Escape leaves, and that keeps Enter to itself."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        from ui.views.parts.enter_key import is_plain_enter

        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
        if is_plain_enter(event):
            event.accept()


def labelled(words: str, field: QWidget, parent: QWidget) -> QVBoxLayout:
    """Put the label of a field right above it."""
    column = QVBoxLayout()
    column.setSpacing(Space.HAIR)
    column.addWidget(field_label(words, field, parent))
    column.addWidget(field)
    return column


def button(words: str, *, name: str, parent: QWidget, role: str = "") -> QPushButton:
    """Make a button; role `primary` for the one that the screen is for, `flat` or `link` for quiet ones."""
    made = QPushButton(words, parent)
    made.setObjectName(name)
    made.setProperty("role", role)
    made.setAutoDefault(False)
    return made


def beside_button(label: QLabel) -> QVBoxLayout:
    """Put a label's first line on the line of a button beside it, as far from the next row however long it is."""
    made = QVBoxLayout()
    # Not the label's own margins: these are for tall letters.
    made.setContentsMargins(0, _BUTTON_PADDING, 0, _BUTTON_PADDING)
    made.addWidget(label)
    made.addStretch(1)
    return made


def sheet(name: str, parent: QWidget) -> tuple[QFrame, QVBoxLayout]:
    """Make a white card with its column."""
    frame = QFrame(parent)
    frame.setObjectName(name)
    frame.setProperty("role", "sheet")
    column = QVBoxLayout(frame)
    column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
    column.setSpacing(Space.MEDIUM)
    return frame, column


def centered(words: QLabel, widest: int) -> QHBoxLayout:
    """Put wrapped words in the middle, no wider than so many device-independent pixels."""
    words.setProperty("alignment", "AlignHCenter")
    words.setMaximumWidth(widest)
    row = QHBoxLayout()
    row.addStretch(1)
    # An alignment in the layout would cut wrapped words off below.
    row.addWidget(words, 100)
    row.addStretch(1)
    return row


def line(name: str, parent: QWidget) -> QFrame:
    """Make a thin line between parts."""
    made = QFrame(parent)
    made.setObjectName(name)
    made.setProperty("role", "line")
    return made


def scrolled(name: str, parent: QWidget) -> tuple[QScrollArea, QVBoxLayout]:
    """Make a column that scrolls when the window is low; never sideways."""
    area = QScrollArea(parent)
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
    area.setProperty("focusPolicy", "NoFocus")
    inner = QWidget(area)
    inner.setObjectName(f"{name}-inner")
    inner.setProperty("role", "scrolled")
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.MEDIUM)
    area.setWidget(inner)
    return area, column
