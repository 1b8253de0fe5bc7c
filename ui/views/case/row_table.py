"""The table of activities or milestones: click or arrow keys go to a row, letters are left to the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.text import text
from ui.models.rows_model import RowsModel, RowsRole
from ui.theme import TARGET, Space, color
from ui.views.parts.row_cursor import RowCursorTable
from ui.views.parts.signs import paint_sign, scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

SIGN_SIDE = 14
FRAME_WIDTH = 3
_LEAST_REST = 24
_LEAST_ROWS = 3
_MOVES = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
}


class RowsTable(RowCursorTable):
    """One row is always the current one.

    Signals:
        row_wanted: the id of the row that the reviewer went to.
    """

    row_wanted = Signal(str)

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rows-table")
        self._rows = model
        self._is_showing = False
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setMinimumSectionSize(TARGET)
        self.selectionModel().currentRowChanged.connect(self._tell)
        model.modelReset.connect(self._fit_columns)

    def show_row(self, row_id: str) -> None:
        """Make a row the current one without asking for it."""
        place = self._rows.place_of(row_id)
        if place >= 0 and place != self.currentIndex().row():
            self._is_showing = True
            self.setCurrentIndex(self._rows.index(place, 0))
            self._is_showing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Letters rule and page keys move: the case answers to them; a table would search by letter.
        if Qt.Key(event.key()) in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_rows"):
            self._fit_columns()

    @Slot()
    def _fit_columns(self) -> None:
        columns = self._rows.columns
        if not columns:
            return
        metrics = self.fontMetrics()
        self.setAccessibleName(text("ui.rows.table", what=columns[0].title))
        row = max(metrics.lineSpacing() + Space.MEDIUM, TARGET)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + _LEAST_ROWS * row + Space.SMALL)
        bold = QFont(self.font())
        bold.setBold(True)
        titles = QFontMetrics(bold)
        widths = [
            max(metrics.horizontalAdvance(column.widest), titles.horizontalAdvance(column.title)) + Space.WIDE
            for column in columns[1:]
        ]
        least = metrics.averageCharWidth() * _LEAST_REST
        room = self.viewport().width()
        hidden: set[int] = set()
        # In a narrow window or with large text columns give way; the pane beside says all of them.
        for column in (len(widths), *range(1, len(widths))):
            if room - sum(width for place, width in enumerate(widths, start=1) if place not in hidden) >= least:
                break
            hidden.add(column)
        shown = sum(width for place, width in enumerate(widths, start=1) if place not in hidden)
        for place, width in enumerate((max(room - shown, TARGET), *widths)):
            self.setColumnHidden(place, place in hidden)
            self.horizontalHeader().resizeSection(place, width)

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        line = self._rows.line_at(current.row())
        if line is not None and not self._is_showing:
            self.row_wanted.emit(line.id)


class _RowDelegate(QStyledItemDelegate):
    """A sign before the first word; a thick mark at the current row, with or without the focus."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        sign, side = index.data(RowsRole.SIGN), scaled(SIGN_SIDE)
        room = QStyleOptionViewItem(option)
        if sign:
            background = QStyleOptionViewItem(option)
            background.rect.setRight(option.rect.left() + side + Space.LARGE)
            self._paint_background(painter, background)
            room.rect.setLeft(option.rect.left() + side + Space.SMALL)
        super().paint(painter, room, index)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect)
        painter.save()
        if is_selected:
            painter.setPen(QPen(color("accent"), FRAME_WIDTH))
            for edge in (area.top() + 1, area.bottom() - 1):
                painter.drawLine(QLineF(area.left(), edge, area.right(), edge))
        if sign:
            box = QRectF(area.left() + Space.SMALL, area.center().y() - side / 2, side, side)
            paint_sign(painter, box, sign, color("on_wash") if is_selected else None)
        painter.restore()

    def _paint_background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, color("wash"))
