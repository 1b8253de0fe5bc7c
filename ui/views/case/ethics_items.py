"""The items of the ethics checklist in one row, each with the sign of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.text import text
from ui.models.ethics_model import EthicsRole
from ui.theme import TARGET, Space, color, points
from ui.views.parts.signs import paint_sign

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.models.ethics_model import EthicsModel

FRAME_WIDTH = 3
_SIGN_POINTS = 10.5
_FARTHEST = 10_000
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -_FARTHEST,
    Qt.Key.Key_End: _FARTHEST,
}


class EthicsItems(QListView):
    """Click or arrow keys go to an item; letters are left to the case, which answers with them."""

    def __init__(self, model: EthicsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ethics-items")
        self.setAccessibleName(text("case.ethics.items"))
        self.setModel(model)
        self.setItemDelegate(_ItemDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # How many rows there are depends on the width, which is known only now.
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        model = self.model()
        wide = sum(self.sizeHintForIndex(model.index(place, 0)).width() for place in range(model.rowCount()))
        rows = 1 + wide // max(1, self.viewport().width())
        return QSize(240, rows * _item_height(self.fontMetrics().height()) + 2 * self.frameWidth() + Space.HAIR)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        last = self.model().rowCount() - 1
        target = self.model().index(max(0, min(last, self.currentIndex().row() + step)), 0)
        if target.isValid():
            self.setCurrentIndex(target)


class _ItemDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        words = option.fontMetrics.horizontalAdvance(str(index.data()))
        return QSize(words + _sign_side() + Space.VAST, _item_height(option.fontMetrics.height()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = index.data(EthicsRole.ROW)
        area = QRectF(option.rect)
        box = area.adjusted(Space.HAIR, Space.HAIR, -Space.HAIR, -Space.HAIR)
        pen = QPen(color("outline"), 1)
        if row.draft is not None:
            pen = QPen(color("outline"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(color("sheet"))
        painter.drawRoundedRect(box, 4, 4)
        _paint_words(painter, box, str(index.data()), index.data(EthicsRole.SIGN))
        view = self.parent()
        if isinstance(view, QListView) and view.currentIndex().row() == index.row():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), FRAME_WIDTH))
            painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        painter.restore()


def _paint_words(painter: QPainter, box: QRectF, words: str, sign: str) -> None:
    wide = QFontMetricsF(painter.font()).horizontalAdvance(words)
    painter.setPen(color("ink"))
    left = box.left() + Space.SMALL
    painter.drawText(QRectF(left, box.top(), wide + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
    side = _sign_side()
    beside = QRectF(left + wide + Space.HAIR, box.center().y() - side / 2, side, side)
    paint_sign(painter, beside, sign or "empty")


def _sign_side() -> int:
    return round(points(_SIGN_POINTS) * 4 / 3)


def _item_height(text_height: int) -> int:
    return max(TARGET, text_height + Space.SMALL) + Space.SMALL
