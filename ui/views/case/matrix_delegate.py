"""Draws the cells of the matrix: every state by shape and word, never by color alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.text import text
from ui.models.matrix_model import CellFace, Look, MatrixRole, spare_words_short
from ui.theme import TARGET, Space, color, points
from ui.views.parts.signs import paint_sign

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import CoverageRow

FRAME_WIDTH = 3
SMALL_POINTS = 9.0
_INSET = 4.0


class MatrixDelegate(QStyledItemDelegate):
    """Paints a cell, the current one in a thick frame, and the row that counts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(TARGET, max(TARGET, option.fontMetrics.height() + Space.LARGE))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        self._paint_parting(painter, area, index)
        coverage = index.data(MatrixRole.COVERAGE)
        face = index.data(MatrixRole.FACE)
        if coverage is not None:
            _paint_coverage(painter, area, coverage)
        elif isinstance(face, CellFace):
            paint_face(painter, area.adjusted(_INSET, _INSET, -_INSET, -_INSET), face)
            if self._is_current(index):
                _paint_frame(painter, area)
        painter.restore()

    def _is_current(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        view = self.parent()
        if not isinstance(view, QAbstractItemView):
            return False
        current = view.currentIndex()
        return (current.row(), current.column()) == (index.row(), index.column())

    def _paint_parting(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw the line between principles and process."""
        model, column = index.model(), index.column()
        if column == 0:
            return
        kinds = [model.headerData(at, Qt.Orientation.Horizontal, MatrixRole.KIND) for at in (column - 1, column)]
        if kinds[0] != kinds[1]:
            painter.setPen(QPen(color("outline"), 1))
            painter.drawLine(area.topLeft(), area.bottomLeft())


def paint_face(painter: QPainter, box: QRectF, face: CellFace) -> None:
    """Paint one cell's state into a box, as the matrix and its one-line form show it."""
    _paint_box(painter, box, face)
    match face.look:
        case Look.NOT_CLAIMED:
            _paint_word_on_hatching(painter, box, face.words)
        case Look.NOT_JUDGED:
            if face.is_draft:
                _paint_small(painter, box, text("case.look.begun_short"))
        case Look.NOT_APPLICABLE:
            _paint_sign_and_word(painter, box, face.sign, face.words, text("case.look.not_applicable_short"))
        case Look.LEVEL:
            _paint_sign_and_word(painter, box, face.sign, text("case.look.draft_short") if face.is_draft else "")
    if face.comes_back:
        _paint_doubt(painter, box)


def _paint_box(painter: QPainter, box: QRectF, face: CellFace) -> None:
    pen = QPen(color("outline"), 1)
    if face.is_draft:
        pen.setStyle(Qt.PenStyle.DashLine)
        pen.setWidthF(1.5)
    painter.setPen(pen)
    painter.setBrush(color("paper") if face.is_draft else color("sheet"))
    painter.drawRoundedRect(box, 4, 4)


def _paint_word_on_hatching(painter: QPainter, box: QRectF, words: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(color("hairline"), Qt.BrushStyle.BDiagPattern))
    painter.drawRoundedRect(box, 4, 4)
    metrics = _small_font(painter)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() - Space.SMALL)
    plate = QRectF(0, 0, metrics.horizontalAdvance(shown) + Space.HAIR, metrics.height())
    plate.moveCenter(box.center())
    painter.setBrush(color("sheet"))
    painter.drawRect(plate)
    painter.setPen(color("soft_ink"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_sign_and_word(painter: QPainter, box: QRectF, sign: str, word: str, shorter: str = "") -> None:
    side = min(box.height() - Space.SMALL, points(12.0) * 1.5)
    metrics = _small_font(painter)
    room = box.width() - side - Space.MEDIUM
    if shorter and metrics.horizontalAdvance(word) > room:
        word = shorter
    shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room) if word else ""
    wide = side + (Space.HAIR + metrics.horizontalAdvance(shown) if shown else 0)
    left = box.center().x() - wide / 2
    paint_sign(painter, QRectF(left, box.center().y() - side / 2, side, side), sign)
    if shown:
        painter.setPen(color("soft_ink"))
        beside = QRectF(left + side + Space.HAIR, box.top(), metrics.horizontalAdvance(shown) + 1, box.height())
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_small(painter: QPainter, box: QRectF, words: str) -> None:
    _small_font(painter)
    painter.setPen(color("soft_ink"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _paint_doubt(painter: QPainter, box: QRectF) -> None:
    metrics = _small_font(painter, is_bold=True)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("accent"))
    corner = QRectF(box.right() - metrics.height() - 1, box.top() + 1, metrics.height(), metrics.height())
    painter.drawEllipse(corner.adjusted(1, 1, -1, -1))
    painter.setPen(color("on_accent"))
    painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, "?")


def _paint_frame(painter: QPainter, area: QRectF) -> None:
    edge = FRAME_WIDTH / 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color("accent"), FRAME_WIDTH))
    painter.drawRoundedRect(area.adjusted(edge, edge, -edge, -edge), 5, 5)


def _paint_coverage(painter: QPainter, area: QRectF, row: CoverageRow) -> None:
    words = text("case.matrix.shown_of_needed", shown=row.shown, needed=row.needed)
    half = area.height() / 2
    painter.setPen(color("ink"))
    upper = QRectF(area.left(), area.top() + 2, area.width(), half)
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, words)
    metrics = _small_font(painter)
    painter.setPen(_spare_color(row))
    lower = QRectF(area.left(), area.top() + half, area.width(), half - 2)
    spare = metrics.elidedText(spare_words_short(row), Qt.TextElideMode.ElideRight, area.width() - 2)
    painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, spare)


def _spare_color(row: CoverageRow) -> QColor:
    return color("ink" if row.spare < 0 else "soft_ink")


def _small_font(painter: QPainter, *, is_bold: bool = False) -> QFontMetricsF:
    font = painter.font()
    font.setPointSizeF(points(SMALL_POINTS))
    font.setBold(is_bold)
    painter.setFont(font)
    return QFontMetricsF(font)
