"""Paints the progress of judging into the inbox, a bar and its numbers, and the mark of practice cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.inbox import InboxColumn, InboxRole, candidate_label
from ui.theme import TARGET, Space, color, tokens
from ui.views.parts.practice import paint_practice, practice_width

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import InboxRow

_BAR_HEIGHT = 10
_WIDEST_BAR = 120
_BEFORE_NAME = 11


class InboxDelegate(QStyledItemDelegate):
    """Rows high enough to press, a bar for what is judged, a mark at the current row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height() + Space.HAIR, TARGET + Space.HAIR))

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if index.column() == InboxColumn.JUDGED or _is_marked(index):
            option.text = ""
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        area = QRectF(option.rect)
        if is_selected and index.column() == 0:
            painter.fillRect(QRectF(area.left(), area.top(), 4, area.height()), color("accent"))
        if index.column() == InboxColumn.JUDGED:
            self._paint_judged(painter, area, index.data(InboxRole.ROW), is_selected=is_selected)
        elif _is_marked(index):
            _paint_practice(painter, area, candidate_label(index.data(InboxRole.ROW)), is_selected=is_selected)

    def _paint_judged(self, painter: QPainter, area: QRectF, row: InboxRow, *, is_selected: bool) -> None:
        words = f"{row.judged}/{row.to_judge}"
        ink = color("on_wash" if is_selected else "ink")
        room = area.adjusted(Space.SMALL, 0, -Space.SMALL, 0)
        metrics = painter.fontMetrics()
        words_width = metrics.horizontalAdvance("000/000") + Space.HAIR
        bar_width = min(room.width() - words_width - Space.SMALL, _WIDEST_BAR)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if bar_width >= Space.WIDE:
            bar = QRectF(room.left(), room.center().y() - _BAR_HEIGHT / 2, bar_width, _BAR_HEIGHT)
            _paint_bar(painter, bar, row.judged / max(row.to_judge, 1), on_selection=is_selected)
        painter.setPen(ink)
        words_area = room if bar_width < Space.WIDE else room.adjusted(bar_width + Space.SMALL, 0, 0, 0)
        painter.drawText(words_area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
        painter.restore()


def _is_marked(index: QModelIndex | QPersistentModelIndex) -> bool:
    return index.column() == InboxColumn.CANDIDATE and index.data(InboxRole.ROW).is_practice


def _paint_practice(painter: QPainter, area: QRectF, candidate: str, *, is_selected: bool) -> None:
    """Paint the name, and beside it the mark, which is never cut off."""
    metrics = painter.fontMetrics()
    room = area.adjusted(_BEFORE_NAME, 0, -Space.SMALL, 0)
    for_name = round(room.width() - practice_width(metrics) - Space.SMALL)
    name = metrics.elidedText(candidate, Qt.TextElideMode.ElideRight, for_name)
    painter.save()
    painter.setPen(color("on_wash" if is_selected else "ink"))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
    painter.restore()
    beside = room.adjusted(metrics.horizontalAdvance(name) + Space.SMALL, 0, 0, 0)
    # In high contrast a selected row is filled with the accent itself.
    is_filled = is_selected and tokens().wash == tokens().accent
    paint_practice(painter, beside, color("on_wash") if is_filled else None)


def _paint_bar(painter: QPainter, bar: QRectF, share: float, *, on_selection: bool) -> None:
    # In high contrast a selected row is filled with the accent itself.
    filled = color("on_wash" if on_selection and tokens().wash == tokens().accent else "accent")
    painter.setPen(QPen(color("on_wash" if on_selection else "outline"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    if share > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(filled)
        inside = bar.adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(
            QRectF(inside.left(), inside.top(), inside.width() * min(share, 1), inside.height()), 2, 2
        )
