"""The pages of a document below each other, drawn in parts as they come into sight."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reviewer.submission.pages import PageFault
from reviewer.text import text
from ui.models.document_view import PagePlace
from ui.models.page_layout import PIXELS_PER_POINT, Fit, PageLayout, bounded, fitting_scale
from ui.models.tiles import TileKey, tiles_in, wanted
from ui.session.asking import ImageAsk, TextAsk
from ui.theme import Space
from ui.views.reader.page_painting import paint_page, selected_marks
from ui.views.reader.tile_store import TileStore, needed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from reviewer.submission.page_text import PageText, Rect
    from reviewer.submission.pages import PageSize
    from ui.models.page_selection import Region, Selection
    from ui.session.asking import Answered
    from ui.views.parts.marks import PageMark
    from ui.views.reader.page_handler import PageHandler

ZOOM_STEP = 1.2
_MOST_TEXTS = 48
_ASK_MS = 15


class PageCanvas(QAbstractScrollArea):
    """Shows pages; asks for what it needs and takes it when it comes.

    Signals:
        needed: a tuple of asks, the most urgent first.
        page_changed: the page at the top.
        zoom_changed: 1 is 100 %.
        selection_changed: something else is selected now.
        place_changed: it was scrolled, zoomed or turned.
    """

    needed = Signal(object)
    page_changed = Signal(int)
    zoom_changed = Signal(float)
    selection_changed = Signal()
    place_changed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(text("ui.reader.pages_name"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.handler: PageHandler | None = None
        self.store = TileStore()
        self.document_id = ""
        self.texts: dict[int, PageText] = {}
        self._sizes: tuple[PageSize, ...] = ()
        self._place = PagePlace()
        self._layout = PageLayout((), PIXELS_PER_POINT)
        self._marks: dict[int, tuple[PageMark, ...]] = {}
        self._selection: Selection | Region | None = None
        self._page, self._asker = 0, QTimer(self)
        self._asker.setSingleShot(True)
        self._asker.setInterval(_ASK_MS)
        self._asker.timeout.connect(self._ask)
        self.verticalScrollBar().valueChanged.connect(self._note_scroll)
        self.horizontalScrollBar().valueChanged.connect(self._note_scroll)
        self.viewport().setMouseTracking(True)

    # The document ---------------------------------------------------------------------------

    @property
    def layout_of_pages(self) -> PageLayout:
        """Where the pages lie now."""
        return self._layout

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def page(self) -> int:
        """The page at the top; 0 where there is none."""
        return self._page

    @property
    def place(self) -> PagePlace:
        """Where the reader is now."""
        if not self._sizes:
            return self._place
        box = self._layout.box(self._page)
        top = (self.verticalScrollBar().value() - box.top) / self._layout.scale
        return replace(self._place, page=self._page, top=round(top, 1), zoom=round(self.zoom, 4))

    @property
    def zoom(self) -> float:
        """How large pages are shown; 1 is 100 %."""
        return self._layout.scale / PIXELS_PER_POINT

    @property
    def is_sharp(self) -> bool:
        """True when all that is in sight is drawn."""
        seen, ratio = self._seen(), self.devicePixelRatioF()
        tiles = [tiles_in(self._layout, box, seen, ratio) for box in self._layout.between(seen[1], seen[3])]
        return bool(tiles) and not any(map(self.store.missing, tiles))

    @property
    def has_neighbors(self) -> bool:
        """True when what comes next is drawn too, before and after what is in sight."""
        return not self.store.missing(wanted(self._layout, self._seen(), self.devicePixelRatioF()))

    def show_document(
        self,
        document_id: str,
        sizes: tuple[PageSize, ...],
        place: PagePlace | None = None,
        drawn: Sequence[Answered] = (),
    ) -> None:
        """Show a document at a place, the beginning where none is given, with what is `drawn` of it already."""
        if document_id != self.document_id:
            self.store.clear()
            self.texts.clear()
        self.document_id, self._sizes = document_id, sizes
        self._marks = {}
        self.select(None)
        for answered in drawn:
            self.take(answered)
        self.restore(place or PagePlace())
        if not drawn:
            # Whoever opens a document waits for its first page; what is there is painted before anything is asked.
            QTimer.singleShot(0, self, self._ask)

    def measure(self, sizes: tuple[PageSize, ...]) -> None:
        """Take the true sizes of pages that were only guessed; what is read stays where it is."""
        if len(sizes) == len(self._sizes):
            self._sizes = sizes
            self._change(self._place, None)

    def clear(self) -> None:
        """Show nothing."""
        self.needed.emit(())
        self.document_id, self._sizes = "", ()
        self.store.clear()
        self.texts.clear()
        self._marks, self._selection, self._page = {}, None, 0
        self._lay_out(PIXELS_PER_POINT)

    def take(self, answered: Answered) -> None:
        """Take what was asked for; what belongs to another document is left."""
        ask = answered.ask
        if ask.document_id != self.document_id or answered.value is None:
            return
        if isinstance(ask, ImageAsk) and isinstance(ask.key, TileKey):
            self.store.take(ask.key, answered.value)  # type: ignore[arg-type]
            self.viewport().update()
            if isinstance(answered.value, PageFault):
                self._asker.start()
        elif isinstance(ask, TextAsk):
            self.texts[ask.page] = answered.value  # type: ignore[assignment]
            while len(self.texts) > _MOST_TEXTS:
                del self.texts[max(self.texts, key=lambda page: abs(page - self._page))]
            self.viewport().update()

    # Going places ---------------------------------------------------------------------------

    def restore(self, place: PagePlace) -> None:
        """Go to a place, shown as it was."""
        self._place = place
        self._lay_out(self._wanted_scale(place.page))
        self.go_to(place.page, place.top)

    def go_to(self, page: int, top: float = 0.0) -> None:
        """Bring a page to the top; `top` in points from its own, counting the gap above as less than 0."""
        if self._sizes:
            box = self._layout.box(max(1, min(page, len(self._sizes))))
            above = -Space.SMALL if top == 0.0 else 0
            self.verticalScrollBar().setValue(round(box.top + top * self._layout.scale) + above)
            self._note_scroll()

    def reveal(self, page: int, rect: Rect | None) -> None:
        """Bring a rectangle of a page into sight, a third from the top; the page's beginning where there is none."""
        if not self._sizes or not 1 <= page <= len(self._sizes):
            return
        if rect is None:
            self.go_to(page)
            return
        x0, y0, x1, y1 = self._layout.to_view(page, rect)
        port = self.viewport()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        if y0 < down.value() + Space.VAST or y1 > down.value() + port.height() - Space.VAST:
            down.setValue(round(y0 - port.height() / 3))
        if x0 < across.value() or x1 > across.value() + port.width():
            across.setValue(round((x0 + x1 - port.width()) / 2))

    def set_fit(self, fit: Fit) -> None:
        """Make pages fit the width, or one page fit as a whole."""
        self._change(replace(self._place, fit=fit), None)
        self._show_whole()

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Show pages larger or smaller; what is under `at` in the viewport stays there."""
        port = self.viewport()
        middle = at or QPointF(port.width() / 2, port.height() / 2)
        self._change(replace(self._place, fit=Fit.FREE, zoom=bounded(zoom)), middle)

    @Slot()
    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(self.zoom * ZOOM_STEP)

    @Slot()
    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(self.zoom / ZOOM_STEP)

    @Slot()
    def turn(self) -> None:
        """Turn all pages a quarter clockwise."""
        self._change(replace(self._place, turns=(self._place.turns + 1) % 4), None)
        self._show_whole()

    def _show_whole(self) -> None:
        # A page that fits as a whole is to be seen as a whole.
        if self._place.fit is Fit.PAGE:
            self.go_to(self._page)

    # Marks and selection --------------------------------------------------------------------

    @property
    def selection(self) -> Selection | Region | None:
        """What is selected: text, an area, or nothing."""
        return self._selection

    def select(self, selection: Selection | Region | None) -> None:
        """Select something else."""
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()
            self.selection_changed.emit()

    def show_marks(self, marks: Mapping[int, tuple[PageMark, ...]]) -> None:
        """Mark places, by page."""
        self._marks = dict(marks)
        self.viewport().update()

    def mark_at(self, page: int, x: float, y: float) -> PageMark | None:
        """Return the mark at a place of a page, in points; the last painted first."""
        for mark in reversed(self._marks.get(page, ())):
            if any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in mark.rects):
                return mark
        return None

    def marks_on(self, page: int) -> tuple[PageMark, ...]:
        """Return what is marked on a page."""
        return self._marks.get(page, ())

    def at(self, position: QPointF) -> tuple[int, float, float] | None:
        """Return the page at a place of the viewport, and the place on it in points."""
        if not self._sizes:
            return None
        x = position.x() + self.horizontalScrollBar().value()
        y = position.y() + self.verticalScrollBar().value()
        return self._layout.to_page(x, y)

    # Qt -------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(560, 640)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._change(self._place, None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_zoom(self.zoom * ZOOM_STEP**steps, event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand_over(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hand_over(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand_over(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand_over(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What means nothing here goes on to the case: letters set levels.
        event.setAccepted(self.handler is not None and self.handler.answer_key(event))

    def _hand_over(self, event: QMouseEvent) -> None:
        event.setAccepted(self.handler is not None and self.handler.answer_mouse(event))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen, ratio = self._seen(), self.devicePixelRatioF()
        for box in self._layout.between(seen[1], seen[3]):
            marks = (*self._marks.get(box.number, ()), *selected_marks(self._selection, self.texts, box.number))
            paint_page(painter, self._layout, box, seen, ratio, self.store, marks)
        painter.end()
        del event

    # Layout ---------------------------------------------------------------------------------

    def _wanted_scale(self, page: int) -> float:
        if self._place.fit is Fit.FREE:
            return self._place.zoom * PIXELS_PER_POINT
        port = self.viewport().size()
        return fitting_scale(self._sizes, page, self._place.fit, self._place.turns, (port.width(), port.height()))

    def _change(self, place: PagePlace, at: QPointF | None) -> None:
        """Lay out anew; the place under `at`, or else the one at the top, stays where it is."""
        if not self._sizes:
            self._place = place
            return
        point = at or QPointF(self.viewport().width() / 2, 0.0)
        x, y = point.x() + self.horizontalScrollBar().value(), point.y() + self.verticalScrollBar().value()
        page = self._layout.at(y)
        box = self._layout.box(page)
        across, down = (x - box.left) / max(box.width, 1.0), (y - box.top) / max(box.height, 1.0)
        self._place = place
        self._lay_out(self._wanted_scale(page))
        box = self._layout.box(page)
        self.verticalScrollBar().setValue(round(box.top + down * box.height - point.y()))
        self.horizontalScrollBar().setValue(round(box.left + across * box.width - point.x()))
        self._note_scroll()

    def _lay_out(self, scale: float) -> None:
        port = self.viewport().size()
        self._layout = PageLayout(self._sizes, scale, self._place.turns, port.width())
        for bar, whole, room in (
            (self.verticalScrollBar(), self._layout.height, port.height()),
            (self.horizontalScrollBar(), self._layout.width, port.width()),
        ):
            bar.setRange(0, max(0, round(whole) - room))
            bar.setPageStep(room)
            bar.setSingleStep(Space.VAST)
        self.zoom_changed.emit(self.zoom)
        self.viewport().update()
        self._asker.start()

    def _seen(self) -> Rect:
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return (left, top, left + self.viewport().width(), top + self.viewport().height())

    @Slot()
    def _note_scroll(self) -> None:
        if not self._sizes:
            return
        third = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = self._layout.at(third)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self._asker.start()
        self.place_changed.emit()

    def ask_soon(self) -> None:
        """Ask anew for what is missing."""
        self._asker.start()

    @Slot()
    def _ask(self) -> None:
        if not self._sizes or not self.isVisible():
            return
        asks = needed(self.document_id, self._layout, self._seen(), self.devicePixelRatioF(), self.store, self.texts)
        self.needed.emit(asks)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asker.start()
