"""Mouse and keys on the pages of a document: selecting words, dragging areas, filing them, scrolling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent

from ui.models.page_selection import Move, Region, Selection, Spot, moved
from ui.plain_text import visible
from ui.views.parts.filing_keys import FilingKeys
from ui.views.parts.marks import MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.submission.page_text import PageText
    from ui.views.reader.page_canvas import PageCanvas

_STEP = 8.0
_LEAST_AREA = 4.0
_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_MOVES = {
    Qt.Key.Key_Left: (Move.LETTER_BACK, Move.WORD_BACK),
    Qt.Key.Key_Right: (Move.LETTER_ON, Move.WORD_ON),
    Qt.Key.Key_Up: (Move.LINE_UP, Move.LINE_UP),
    Qt.Key.Key_Down: (Move.LINE_DOWN, Move.LINE_DOWN),
    Qt.Key.Key_Home: (Move.LINE_START, Move.LINE_START),
    Qt.Key.Key_End: (Move.LINE_END, Move.LINE_END),
}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PagePointer(QObject):
    """Selects on a canvas.

    On a page without words a drag draws an area; on others only while `is_for_areas`.

    Signals:
        mark_chosen: a `PageMark` was pressed.
    """

    mark_chosen = Signal(object)

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("page-pointer")
        self._canvas = canvas
        self.keys = FilingKeys(self)
        self.blot: Callable[[int, str], str] = _as_it_is
        self.is_for_areas = False
        self._pressed: tuple[int, float, float] | None = None
        self._is_by_word = False
        canvas.handler = self
        canvas.viewport().setCursor(Qt.CursorShape.IBeamCursor)

    @Slot(bool)
    def set_for_areas(self, is_for_areas: bool) -> None:
        """Let a drag draw an area also where there are words."""
        self.is_for_areas = is_for_areas
        shape = Qt.CursorShape.CrossCursor if is_for_areas else Qt.CursorShape.IBeamCursor
        self._canvas.viewport().setCursor(shape)
        if is_for_areas and not isinstance(self._canvas.selection, Region):
            self._canvas.select(self._first_area())
        elif not is_for_areas:
            self._canvas.select(None)

    def copy(self) -> bool:
        """Copy the selected words; False where there are none. Locking clears the clipboard."""
        selection = self._canvas.selection
        if not isinstance(selection, Selection) or selection.is_empty:
            return False
        texts = self._canvas.texts
        parts = [
            self.blot(each.page, texts[each.page].text)[each.start : each.end] for each in selection.passages(texts)
        ]
        QGuiApplication.clipboard().setText(visible("\n".join(parts)))
        return True

    # The mouse ------------------------------------------------------------------------------

    def answer_mouse(self, event: QMouseEvent) -> bool:
        """Act on what the mouse does; False where it means nothing here."""
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == _LEFT:
                self._press(event.position(), is_more=bool(event.modifiers() & _SHIFT))
            case QEvent.Type.MouseButtonDblClick if event.button() == _LEFT:
                self._select_word(event.position())
            case QEvent.Type.MouseMove if event.buttons() & _LEFT:
                self._drag(event.position())
            case QEvent.Type.MouseButtonRelease if event.button() == _LEFT:
                self._release(event.position())
            case _:
                return False
        return True

    def _press(self, position: QPointF, *, is_more: bool) -> None:
        self._canvas.setFocus(Qt.FocusReason.MouseFocusReason)
        self.keys.drop()
        place = self._canvas.at(position)
        if place is None:
            return
        self._pressed, self._is_by_word = place, False
        selection = self._canvas.selection
        if is_more and isinstance(selection, Selection) and (spot := self._spot(place)) is not None:
            self._canvas.select(Selection(selection.anchor, spot))
        elif self._draws_area(place[0]):
            self._canvas.select(None)
        else:
            spot = self._spot(place)
            self._canvas.select(Selection(spot, spot) if spot else None)

    def _drag(self, position: QPointF) -> None:
        place = self._canvas.at(position)
        if place is None or self._pressed is None:
            return
        page, x, y = self._pressed
        if self._draws_area(page):
            if place[0] == page:
                self._canvas.select(_area(page, x, y, place[1], place[2]))
            return
        spot, selection = self._spot(place), self._canvas.selection
        if spot is not None and isinstance(selection, Selection):
            self._canvas.select(Selection(selection.anchor, spot))
        self._scroll_along(position)

    def _release(self, position: QPointF) -> None:
        place, pressed = self._canvas.at(position), self._pressed
        self._pressed = None
        selection = self._canvas.selection
        is_click = selection is None or (isinstance(selection, Selection) and selection.is_empty)
        if is_click and place is not None and pressed is not None and not self._is_by_word:
            mark = self._canvas.mark_at(*place)
            if mark is not None and (mark.cell is not None or mark.kind is MarkKind.PRIVATE):
                self.mark_chosen.emit(mark)

    def _select_word(self, position: QPointF) -> None:
        place = self._canvas.at(position)
        written = self._canvas.texts.get(place[0]) if place else None
        if place is None or written is None or (index := written.index_at(place[1], place[2])) is None:
            return
        start, end = written.word_at(index)
        self._is_by_word = True
        self._canvas.select(Selection(Spot(place[0], start), Spot(place[0], end)))

    def _scroll_along(self, position: QPointF) -> None:
        bar, height = self._canvas.verticalScrollBar(), self._canvas.viewport().height()
        if position.y() < 0 or position.y() > height:
            beyond = position.y() if position.y() < 0 else position.y() - height
            bar.setValue(bar.value() + round(beyond / 2))

    def _draws_area(self, page: int) -> bool:
        written = self._canvas.texts.get(page)
        return self.is_for_areas or (written is not None and not written.text.strip())

    def _spot(self, place: tuple[int, float, float]) -> Spot | None:
        written = self._canvas.texts.get(place[0])
        caret = written.caret_at(place[1], place[2]) if written else None
        return Spot(place[0], caret) if caret is not None else None

    # The keyboard -----------------------------------------------------------------------------

    def answer_key(self, event: QKeyEvent) -> bool:
        """Act on a key; False where it means nothing here."""
        if self._has_words_or_area() and self.keys.answer(event):
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self._select_page()
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self._canvas.selection is not None:
            self._canvas.select(None)
            return True
        if isinstance(self._canvas.selection, Region) and key in _ARROWS:
            return self._move_area(_ARROWS[key], is_resizing=bool(modifiers & _SHIFT))
        if key in _MOVES and modifiers & _SHIFT:
            return self._extend(_MOVES[key][1 if modifiers & _CONTROL else 0])
        return modifiers == Qt.KeyboardModifier.NoModifier and self._scroll(key)

    def _has_words_or_area(self) -> bool:
        selection = self._canvas.selection
        return isinstance(selection, Region) or (isinstance(selection, Selection) and not selection.is_empty)

    def _extend(self, move: Move) -> bool:
        selection = self._canvas.selection
        if not isinstance(selection, Selection):
            begin = self._first_spot()
            if begin is None:
                return False
            selection = Selection(begin, begin)
        caret = moved(selection.caret, move, self._canvas.texts)
        self._canvas.select(Selection(selection.anchor, caret))
        written = self._canvas.texts.get(caret.page)
        if written is not None and written.text:
            index = min(caret.index, len(written.text) - 1)
            bounds = written.bounds(max(0, index - 1), index + 1)
            if bounds is not None:
                self._canvas.reveal(caret.page, bounds)
        return True

    def _select_page(self) -> bool:
        page = self._canvas.page
        written = self._canvas.texts.get(page)
        if written is None or not written.text:
            return False
        self._canvas.select(Selection(Spot(page, 0), Spot(page, len(written.text))))
        return True

    def _first_spot(self) -> Spot | None:
        """The first character in sight."""
        place = self._canvas.at(QPointF(0.0, 8.0))
        written: PageText | None = self._canvas.texts.get(place[0]) if place else None
        if place is None or written is None:
            return None
        index = written.index_at(place[1], place[2])
        return Spot(place[0], written.line_at(index)[0]) if index is not None else None

    def _first_area(self) -> Region | None:
        place = self._canvas.at(QPointF(self._canvas.viewport().width() / 2, self._canvas.viewport().height() / 3))
        if place is None:
            return None
        page, x, y = place
        return Region(page, (max(0.0, x - 72), max(0.0, y - 36), x + 72, y + 36))

    def _move_area(self, step: tuple[int, int], *, is_resizing: bool) -> bool:
        region = self._canvas.selection
        if not isinstance(region, Region):
            return False
        across, down = step[0] * _STEP, step[1] * _STEP
        x0, y0, x1, y1 = region.rect
        if is_resizing:
            rect = (x0, y0, max(x0 + _LEAST_AREA, x1 + across), max(y0 + _LEAST_AREA, y1 + down))
        else:
            rect = (max(0.0, x0 + across), max(0.0, y0 + down), max(x1 - x0, x1 + across), max(y1 - y0, y1 + down))
        self._canvas.select(Region(region.page, rect))
        self._canvas.reveal(region.page, rect)
        return True

    def _scroll(self, key: Qt.Key) -> bool:
        down, across = self._canvas.verticalScrollBar(), self._canvas.horizontalScrollBar()
        steps = {
            Qt.Key.Key_Up: (down, -down.singleStep()),
            Qt.Key.Key_Down: (down, down.singleStep()),
            Qt.Key.Key_Left: (across, -across.singleStep()),
            Qt.Key.Key_Right: (across, across.singleStep()),
            Qt.Key.Key_PageUp: (down, -down.pageStep() + down.singleStep()),
            Qt.Key.Key_PageDown: (down, down.pageStep() - down.singleStep()),
            Qt.Key.Key_Space: (down, down.pageStep() - down.singleStep()),
            Qt.Key.Key_Home: (down, down.minimum() - down.value()),
            Qt.Key.Key_End: (down, down.maximum() - down.value()),
        }
        if key not in steps:
            return False
        bar, step = steps[key]
        bar.setValue(bar.value() + step)
        return True


def _area(page: int, x0: float, y0: float, x1: float, y1: float) -> Region | None:
    rect = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    is_area = rect[2] - rect[0] >= _LEAST_AREA and rect[3] - rect[1] >= _LEAST_AREA
    return Region(page, rect) if is_area else None


def _as_it_is(_page: int, words: str) -> str:
    return words
