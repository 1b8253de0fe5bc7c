"""The dates of a case on one line of years, each with its name and its dates in words; arrow keys go through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.text import text
from ui.models.dates import DateBar
from ui.models.dates_model import DateRole, DatesModel, Heading
from ui.theme import Space, color
from ui.views.parts.enter_key import ENTERS

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

MONTHS = 12
LETTERS_FOR_ONE_LINE = 84
"""Width, in letters, from which on name, bar and words stand beside each other."""
_LABEL_SHARE = 0.3
_BAR = 10
_ROOM_FOR_YEAR = 5


class DatesView(QListView):
    """One row for each span or day, under the name of its track; the years stand above.

    Args:
        parent: where it stands.
        is_whole: True where it is as high as all its rows and what is around it scrolls.

    Signals:
        chosen: the `Destination` of a row that was pressed, or where Enter was.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, *, is_whole: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("dates")
        self.setAccessibleName(text("case.dates.name"))
        self._dates = DatesModel(self)
        self._is_whole = is_whole
        self._years = _Years(self)
        self.setModel(self._dates)
        self.setItemDelegate(_DateDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        if is_whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    @property
    def is_stacked(self) -> bool:
        """True where the bar of a row stands below its words, for want of room."""
        return self.width() < self.fontMetrics().averageCharWidth() * LETTERS_FOR_ONE_LINE

    def show_bars(self, bars: tuple[DateBar, ...], note: str = "") -> None:
        """Show other dates; `note` says what has none."""
        self._dates.show_bars(bars, note)
        self.setAccessibleDescription("\n".join(bar.spoken for bar in bars))
        self._fit()

    # Places -----------------------------------------------------------------------------------

    def axis(self) -> tuple[float, float]:
        """Return where the years begin and end, in pixels."""
        left, width = float(Space.MEDIUM), float(self.viewport().width())
        if not self.is_stacked:
            left += width * _LABEL_SHARE
            width -= self._words_width() + Space.MEDIUM
        return left, max(left + MONTHS, width - Space.MEDIUM)

    def place_of(self, month: float) -> float:
        """Return where a month begins, in pixels."""
        first, after = self._dates.months
        left, right = self.axis()
        return left + (right - left) * (month - first) / max(1, after - first)

    def years(self) -> tuple[int, ...]:
        """Return the years that are named, as many as there is room for."""
        first, after = self._dates.months
        left, right = self.axis()
        room = self.fontMetrics().averageCharWidth() * _ROOM_FOR_YEAR * 1.6
        years = range(first // MONTHS + 1, (after - 1) // MONTHS + 1)
        step = max(1, -(-len(years) // max(1, int((right - left) / room))))
        return tuple(years[::step])

    def row_height(self) -> int:
        """Return the height of one line of a row."""
        return self.fontMetrics().height() + Space.SMALL

    def _words_width(self) -> int:
        metrics = self.fontMetrics()
        return max((metrics.horizontalAdvance(bar.words) for bar in self._dates.bars), default=0) + Space.MEDIUM

    def _fit(self) -> None:
        # The years stand above the rows and stay there.
        height = self.row_height() if self._dates.bars else 0
        self.setViewportMargins(0, height, 0, 0)
        self._years.setGeometry(self.frameWidth(), self.frameWidth(), self.viewport().width(), height)
        self._years.update()
        self.scheduleDelayedItemsLayout()
        if self._is_whole:
            rows = sum(self.sizeHintForRow(place) for place in range(self._dates.rowCount()))
            self.setFixedHeight(rows + self.row_height() + 2 * self.frameWidth() + Space.SMALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # Keys and pointer -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS and self.currentIndex().isValid():
            self._choose(self.currentIndex())
            return
        if event.text() and not event.text().isspace():
            # Letters and digits are left to the case.
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._dates.rowCount() > 1:
            self.setCurrentIndex(self._dates.index(1, 0))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        around = self.parent()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parent()
        inner = around.widget() if isinstance(around, QScrollArea) else None
        if self._is_whole and isinstance(around, QScrollArea) and inner is not None and self.hasFocus():
            rect = self.visualRect(current)
            for corner in (rect.bottomLeft(), rect.topLeft()):
                place = self.viewport().mapTo(inner, corner)
                around.ensureVisible(place.x(), place.y(), 0, self.row_height())

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(DateRole.ROW)
        if isinstance(row, DateBar) and row.leads is not None:
            self.chosen.emit(row.leads)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: object = None
    ) -> QItemSelectionModel.SelectionFlag:
        del index, event
        # The current row has a frame; nothing is selected beside it.
        return QItemSelectionModel.SelectionFlag.NoUpdate

    # Painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setPen(QPen(color("hairline"), 1))
        for year in self.years():
            x = round(self.place_of(year * MONTHS))
            painter.drawLine(x, 0, x, self.viewport().height())
        painter.end()
        super().paintEvent(event)


class _Years(QWidget):
    """The names of the years, above the rows, where they stay."""

    def __init__(self, view: DatesView) -> None:
        super().__init__(view)
        self.setObjectName("dates-years")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(color("soft_ink"))
        half = self.fontMetrics().averageCharWidth() * _ROOM_FOR_YEAR
        for year in self._view.years():
            area = QRectF(self._view.place_of(year * MONTHS) - half, 0, 2 * half, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(year))
        painter.end()


class _DateDelegate(QStyledItemDelegate):
    def __init__(self, view: DatesView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option
        row, height = index.data(DateRole.ROW), self._view.row_height()
        if isinstance(row, DateBar):
            return QSize(0, height + (_BAR + Space.SMALL if self._view.is_stacked else 0))
        if isinstance(row, Heading):
            return QSize(0, height + Space.SMALL)
        wrapped = self._view.fontMetrics().boundingRect(
            QRect(0, 0, self._view.viewport().width() - 2 * Space.MEDIUM, 10_000), Qt.TextFlag.TextWordWrap, str(row)
        )
        return QSize(0, wrapped.height() + Space.LARGE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, area = index.data(DateRole.ROW), QRectF(option.rect)
        inside = area.adjusted(Space.MEDIUM, 0, -Space.MEDIUM, 0)
        if isinstance(row, DateBar):
            self._paint_bar(painter, inside, row, str(index.data()))
            if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(color("accent"), 2))
                painter.drawRoundedRect(area.adjusted(2, 1, -2, -1), 4, 4)
        elif isinstance(row, Heading):
            font = QFont(self._view.font())
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(color("ink"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, str(index.data()))
        else:
            painter.setPen(color("soft_ink"))
            flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(inside, flags, str(index.data()))
        painter.restore()

    def _paint_bar(self, painter: QPainter, inside: QRectF, bar: DateBar, label: str) -> None:
        view, metrics = self._view, QFontMetrics(self._view.font())
        left, right = view.axis()
        words = metrics.horizontalAdvance(bar.words) + 1
        line = QRectF(inside.left(), inside.top(), inside.width(), view.row_height())
        room = inside.width() - words - Space.MEDIUM if view.is_stacked else left - inside.left() - Space.MEDIUM
        painter.setPen(color("ink"))
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setPen(color("soft_ink"))
        at_right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        beside = QRectF(right + Space.MEDIUM, line.top(), inside.right() - right, line.height())
        painter.drawText(line if view.is_stacked else beside.intersected(line), at_right, bar.words)
        middle = line.bottom() + _BAR / 2 if view.is_stacked else line.center().y()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        start, end = view.place_of(bar.first), view.place_of(bar.last + 1)
        if bar.is_point:
            painter.drawEllipse(QRectF((start + end - _BAR) / 2, middle - _BAR / 2, _BAR, _BAR))
        else:
            painter.drawRoundedRect(QRectF(start, middle - _BAR / 2, max(6.0, end - start), _BAR), 4, 4)
