"""What the header calls a case, after the mark of practice where it is practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter

from reviewer.text import text
from ui.plain_text import ElidedLabel
from ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class TitleLabel(ElidedLabel):
    """A title of one line; the mark before it is never shortened."""

    _is_practice = False

    def mark(self, *, is_practice: bool) -> None:
        """Put the mark before the title, or take it away."""
        self._is_practice = is_practice
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width() + self.contentsMargins().left(), least.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._is_practice and event.type() == QEvent.Type.FontChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_practice:
            from ui.views.parts.practice import paint_practice

            painter = QPainter(self)
            painter.setFont(self.font())
            paint_practice(painter, QRectF(self.rect()).adjusted(1, 0, 0, 0))
            painter.end()

    def _make_room(self) -> None:
        width = 0.0
        if self._is_practice:
            from ui.views.parts.practice import practice_width

            width = practice_width(self.fontMetrics()) + Space.MEDIUM
        self.setContentsMargins(round(width), 0, 0, 0)
        self.say(self.whole)
        if self._is_practice:
            self.setAccessibleName(text("ui.practice.spoken", candidate=self.whole))
