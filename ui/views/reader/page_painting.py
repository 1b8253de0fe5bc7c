"""Paints one page: paper, the page in small, its sharp parts, and what is marked on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.models.page_selection import Region, Selection
from ui.models.tiles import HIGH, WIDE, tiles_in
from ui.theme import Space, color
from ui.views.parts.marks import MarkKind, PageMark, paint_mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QImage

    from reviewer.submission.page_text import PageText, Rect
    from ui.models.page_layout import PageBox, PageLayout
    from ui.views.reader.tile_store import TileStore

# Paper is white in every scheme: that is what the candidate sent.
_PAPER = QColor(Qt.GlobalColor.white)
_INK = QColor(Qt.GlobalColor.black)


def paint_page(
    painter: QPainter,
    layout: PageLayout,
    box: PageBox,
    seen: Rect,
    ratio: float,
    store: TileStore,
    marks: Sequence[PageMark],
) -> None:
    """Paint what is seen of a page.

    Args:
        painter: of the viewport.
        layout: where the pages lie.
        box: the page.
        seen: what the viewport shows of the whole, in device-independent pixels.
        ratio: pixels of the screen per device-independent pixel.
        store: what is drawn by now.
        marks: what is marked on the page.
    """
    # On whole pixels of the screen, else every letter is smeared over two.
    left = round((box.left - seen[0]) * ratio) / ratio
    top = round((box.top - seen[1]) * ratio) / ratio
    whole = QRectF(left, top, box.width, box.height)
    painter.fillRect(whole, _PAPER)
    painter.save()
    painter.setClipRect(whole)
    tiles = [(key, store.tile(key)) for key in tiles_in(layout, box, seen, ratio)]
    preview = store.preview(box.number, layout.turns)
    if preview is not None and any(image is None for _, image in tiles):
        painter.drawImage(whole, preview)
    for key, image in tiles:
        if image is not None:
            at = QPointF(left + key.column * WIDE / ratio, top + key.row * HIGH / ratio)
            painter.drawImage(QRectF(at, image.size().toSizeF() / ratio), image)
    _paint_marks(painter, layout, box.number, seen, marks)
    painter.restore()
    painter.setPen(QPen(color("outline"), 1))
    painter.drawRect(whole.adjusted(-0.5, -0.5, 0.5, 0.5))
    if fault := store.fault(box.number):
        painter.setPen(_INK)
        inside = whole.adjusted(Space.WIDE, Space.WIDE, -Space.WIDE, -Space.WIDE)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, fault)


def _paint_marks(painter: QPainter, layout: PageLayout, page: int, seen: Rect, marks: Sequence[PageMark]) -> None:
    # What is private lies on top of everything.
    for mark in sorted(marks, key=_is_cover):
        for rect in mark.rects:
            x0, y0, x1, y1 = layout.to_view(page, rect)
            paint_mark(painter, mark.kind, QRectF(x0 - seen[0], y0 - seen[1], x1 - x0, y1 - y0))


def selected_marks(
    selection: Selection | Region | None, texts: Mapping[int, PageText], page: int
) -> tuple[PageMark, ...]:
    """Return what is selected on a page, as marks."""
    match selection:
        case Region(page=its_page, rect=rect) if its_page == page:
            return (PageMark(MarkKind.SELECTED, page, (rect,)),)
        case Selection():
            return tuple(
                PageMark(MarkKind.SELECTED, page, texts[page].rects(each.start, each.end))
                for each in selection.passages(texts)
                if each.page == page
            )
    return ()


def small_page(image: QImage, layout: PageLayout, page: int, marks: Sequence[PageMark]) -> QImage:
    """Return a page in small with what is private on it covered."""
    covers = [mark for mark in marks if _is_cover(mark)]
    if not covers:
        return image
    covered, box = image.copy(), layout.box(page)
    painter = QPainter(covered)
    painter.scale(image.width() / box.width, image.height() / box.height)
    _paint_marks(painter, layout, page, (box.left, box.top, 0.0, 0.0), covers)
    painter.end()
    return covered


def _is_cover(mark: PageMark) -> bool:
    return mark.kind is MarkKind.PRIVATE
