"""What is marked on the pages of a document, and how it is painted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ui.theme import color

if TYPE_CHECKING:
    from reviewer.submission.page_text import Rect
    from reviewer.vocabulary import Cell


class MarkKind(StrEnum):
    """What a mark means."""

    CITED = "cited"
    CITED_ELSEWHERE = "cited_elsewhere"
    HIT = "hit"
    CURRENT_HIT = "current_hit"
    SELECTED = "selected"
    PRIVATE = "private"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class PageMark:
    """A mark on one page: rectangles in points.

    `cell`, or the ethics item in its place, and `number` name the citation that it stands for.
    """

    kind: MarkKind
    page: int
    rects: tuple[Rect, ...]
    cell: Cell | str | None = None
    number: int = -1
    words: str = ""


_TOKENS = {
    MarkKind.CITED: ("accent", 70),
    MarkKind.CITED_ELSEWHERE: ("accent", 28),
    MarkKind.HIT: ("partly_met", 60),
    MarkKind.CURRENT_HIT: ("partly_met", 130),
    MarkKind.SELECTED: ("accent", 90),
    MarkKind.NAME: ("not_met", 40),
}


def paint_mark(painter: QPainter, kind: MarkKind, rect: QRectF) -> None:
    """Paint one rectangle of a mark: words under it stay readable, only what is private is covered."""
    if kind is MarkKind.PRIVATE:
        painter.fillRect(rect, color("soft_ink"))
        painter.fillRect(rect, QBrush(color("sheet"), Qt.BrushStyle.BDiagPattern))
        return
    token, strength = _TOKENS[kind]
    shade = QColor(color(token))
    shade.setAlpha(strength)
    painter.fillRect(rect, shade)
    if kind in (MarkKind.CITED, MarkKind.CITED_ELSEWHERE, MarkKind.CURRENT_HIT):
        # Not by color alone: what is cited is underlined as well.
        painter.setPen(QPen(color(token), 2 if kind is not MarkKind.CITED_ELSEWHERE else 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    elif kind is MarkKind.NAME:
        painter.setPen(QPen(color(token), 2, Qt.PenStyle.DotLine))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
