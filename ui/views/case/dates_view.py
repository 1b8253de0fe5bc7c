"""The dates of a case on one line, with the same dates in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.text import text
from ui.plain_text import one_line
from ui.theme import Space, color

if TYPE_CHECKING:
    from ui.models.dates import DateBar, Track

MONTHS = 12
_MOST_YEARS_NAMED = 12


class DatesView(QWidget):
    """A row for each span or day: its name, its place among the years, and its dates in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dates")
        self.setAccessibleName(text("case.dates.name"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._bars: tuple[DateBar, ...] = ()

    def show_bars(self, bars: tuple[DateBar, ...]) -> None:
        """Show other dates."""
        self._bars = bars
        lines = (f"{text(f'case.dates.{bar.track}')}: {bar.label}, {bar.words}" for bar in bars)
        self.setAccessibleDescription("\n".join(lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self._row_height() * (len(self._bars) + self._track_count() + 1) + Space.LARGE)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_years(painter)
        top, track = float(self._row_height()), None
        for bar in self._bars:
            if bar.track is not track:
                track = bar.track
                self._paint_track(painter, top, track)
                top += self._row_height()
            self._paint_bar(painter, top, bar)
            top += self._row_height()
        painter.end()

    def _track_count(self) -> int:
        return len({bar.track for bar in self._bars})

    def _row_height(self) -> int:
        return self.fontMetrics().height() + Space.SMALL

    def _columns(self) -> tuple[float, float, float]:
        """Return the left edges of the line and of the words, and the right edge, in pixels."""
        words = max(self.fontMetrics().horizontalAdvance(bar.words) for bar in self._bars) + Space.LARGE
        right = float(self.width() - Space.LARGE)
        return (Space.LARGE + self.width() * 0.26, right - words, right)

    def _x(self, month: float) -> float:
        left, until, _ = self._columns()
        first = min(bar.first for bar in self._bars)
        last = max(bar.last for bar in self._bars) + 1
        return left + (until - Space.SMALL - left) * (month - first) / max(1, last - first)

    def _paint_years(self, painter: QPainter) -> None:
        first = min(bar.first for bar in self._bars) // MONTHS
        last = max(bar.last for bar in self._bars) // MONTHS
        step = 1 + (last - first) // _MOST_YEARS_NAMED
        for year in range(first + 1, last + 1, step):
            x = self._x(year * MONTHS)
            painter.setPen(QPen(color("hairline"), 1))
            painter.drawLine(round(x), self._row_height(), round(x), self.height() - Space.SMALL)
            painter.setPen(color("soft_ink"))
            painter.drawText(QRectF(x - 40, 0, 80, self._row_height()), Qt.AlignmentFlag.AlignCenter, str(year))

    def _paint_track(self, painter: QPainter, top: float, track: Track) -> None:
        font = painter.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(color("ink"))
        area = QRectF(Space.LARGE, top, self.width() * 0.3, self._row_height())
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom, text(f"case.dates.{track}"))
        font.setBold(False)
        painter.setFont(font)

    def _paint_bar(self, painter: QPainter, top: float, bar: DateBar) -> None:
        left, words, right = self._columns()
        height = self._row_height()
        painter.setPen(color("ink"))
        room = left - Space.LARGE - Space.MEDIUM
        label = self.fontMetrics().elidedText(one_line(bar.label), Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(Space.LARGE, top, room, height), Qt.AlignmentFlag.AlignVCenter, label)
        painter.setPen(color("soft_ink"))
        painter.drawText(QRectF(words, top, right - words, height), Qt.AlignmentFlag.AlignVCenter, bar.words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        middle = top + height / 2
        if bar.is_point:
            x = self._x(bar.first + 0.5)
            painter.drawEllipse(QRectF(x - 5, middle - 5, 10, 10))
            return
        start, end = self._x(bar.first), self._x(bar.last + 1)
        painter.drawRoundedRect(QRectF(start, middle - 5, max(6.0, end - start), 10), 4, 4)
