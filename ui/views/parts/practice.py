"""The mark of a practice case: a word in a dashed frame, and a sentence that says what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.theme import Space, color

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFontMetrics

    from reviewer.review.sheet_rows import Sheet


def practice_width(metrics: QFontMetrics) -> float:
    """Return how wide the painted mark is."""
    return metrics.horizontalAdvance(text("ui.practice.badge")) + 2.0 * Space.SMALL


def paint_practice(painter: QPainter, room: QRectF, ink: QColor | None = None) -> None:
    """Paint the mark at the left of a room, in the middle of its height; the painter's state is kept.

    Args:
        painter: where to, with the font to write in.
        room: at least as wide as `practice_width`.
        ink: another color than the mark's own, for instance on a selected row.
    """
    metrics = painter.fontMetrics()
    height = min(metrics.height() + 2.0, room.height() - 2)
    frame = QRectF(room.left(), room.center().y() - height / 2, practice_width(metrics), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink or color("accent"), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, 4, 4)
    painter.drawText(frame, int(Qt.AlignmentFlag.AlignCenter), text("ui.practice.badge"))
    painter.restore()


class PracticeLine(QWidget):
    """Stands where a real case would be signed or sent; hidden for these."""

    def __init__(self, name: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        badge = PlainLabel(text("ui.practice.badge"), name=f"{name}-badge", role="practice", parent=self)
        badge.setWordWrap(False)
        words = PlainLabel(sentence, name=f"{name}-words", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.MEDIUM)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.hide()

    def show_for(self, sheet: Sheet) -> None:
        """Show itself for a practice case only."""
        self.setVisible(sheet.is_practice)
