"""Boxes whose value the mouse wheel never changes: who scrolls the page past one changes nothing unawares.

Without `Qt`, as the first window has a box; see `ui.views.parts.fields`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class ChoiceBox(QComboBox):
    """A box to choose from; its open list scrolls as any list does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("focusPolicy", "StrongFocus")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A box for a number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("focusPolicy", "StrongFocus")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
