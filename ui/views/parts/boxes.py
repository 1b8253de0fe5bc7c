"""Boxes whose value the mouse wheel never changes: who scrolls the page past one changes nothing unawares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QSpinBox

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


class ChoiceBox(QComboBox):
    """A box to choose from; its open list scrolls as any list does."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NumberBox(QSpinBox):
    """A box for a number."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
