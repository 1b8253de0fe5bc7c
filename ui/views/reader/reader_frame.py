"""The widgets of a reader: tools above, pages or flowing words below, and what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.text import text
from ui.failures import MessageBar, MessageKind
from ui.models.page_layout import Fit
from ui.models.page_selection import Selection, Spot
from ui.plain_text import PlainLabel, visible
from ui.theme import Space
from ui.views.reader.first_look import FirstLook
from ui.views.reader.flow_text import FlowText
from ui.views.reader.other_pages import PasswordPage, PlainPageView
from ui.views.reader.page_canvas import PageCanvas
from ui.views.reader.page_painting import small_page
from ui.views.reader.page_pointer import PagePointer
from ui.views.reader.page_words import PageWords
from ui.views.reader.reader_bar import ReaderBar
from ui.views.reader.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent

    from reviewer.submission.flow import Place
    from reviewer.submission.pages import OutlineEntry
    from ui.views.parts.filing_keys import FilingKeys

_SEARCH_MS = 150
_SEEN_MS = 1_200
"""A page that was on the screen so long counts as opened."""
_LATE_MS = 150
"""A document that opens faster is not worth hiding the tools for."""
_PANEL_WIDTH = 132
_HITS_LETTERS = 34
_LETTERS_FOR_BOTH = 54
"""A reader that becomes narrower, in letters, than this puts pages in small and the search away."""
_LARGER, _SMALLER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal), (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)


class ReaderFrame(QWidget):
    """The widgets of a reader and what they do among themselves; it knows no document."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._awaits_focus = False
        self.bar = ReaderBar(f"{name}-bar", self)
        # Each part is made where it stays: Qt restyles all that is in a widget that moves.
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._upright = QSplitter(Qt.Orientation.Vertical, self._split)
        self._stack = QStackedWidget(self._upright)
        self.canvas = PageCanvas(f"{name}-pages", self._stack)
        self.pointer = PagePointer(self.canvas)
        self.flow = FlowText(f"{name}-flow", self._stack)
        self.plain = PlainPageView(f"{name}-plain", self._stack)
        self.password = PasswordPage(f"{name}-password", self._stack)
        self.panel = SidePanel(f"{name}-panel", self._small_page, self)
        self.page_words = PageWords(f"{name}-text", self)
        self.message = MessageBar(self, f"{name}-message")
        self._waiting = PlainLabel(text("ui.reader.opening"), name=f"{name}-opening", role="soft", parent=self)
        self._digits = PlainLabel(name=f"{name}-digits", role="keycap", parent=self)
        self._timers = {what: QTimer(self) for what in ("search", "seen", "place", "late")}
        self._arrange()
        self._connect_tools()

    def _arrange(self) -> None:
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._digits.hide()
        for page in (self._waiting, self.canvas, self.flow, self.plain, self.password):
            self._stack.addWidget(page)
        upright = self._upright
        upright.setObjectName(f"{self.objectName()}-upright")
        upright.setChildrenCollapsible(False)
        upright.addWidget(self._stack)
        upright.addWidget(self.page_words.frame)
        upright.setStretchFactor(0, 3)
        upright.setStretchFactor(1, 2)
        self._split.setObjectName(f"{self.objectName()}-split")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.panel)
        self._split.addWidget(upright)
        self._split.setStretchFactor(1, 1)
        self.panel.hide()
        self.panel.setMinimumWidth(_PANEL_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.message)
        column.addWidget(self._split, 1)
        for what, interval in (("search", _SEARCH_MS), ("seen", _SEEN_MS), ("place", 500), ("late", _LATE_MS)):
            self._timers[what].setSingleShot(True)
            self._timers[what].setInterval(interval)

    def _connect_tools(self) -> None:
        bar, canvas, panel = self.bar, self.canvas, self.panel
        bar.panel_wanted.connect(self._show_panel)
        bar.find_wanted.connect(self.start_search)
        bar.page_wanted.connect(self._go_to_page)
        bar.page_left.connect(self.focus_document)
        bar.fit_wanted.connect(self.canvas.set_fit)
        bar.zoom_in.connect(self.zoom_in)
        bar.zoom_out.connect(self.zoom_out)
        bar.turned.connect(canvas.turn)
        bar.areas_wanted.connect(self._draw_areas)
        canvas.zoom_changed.connect(self._note_zoom)
        panel.page_wanted.connect(self._go_to_page)
        panel.entry_wanted.connect(self._go_to_entry)
        panel.left.connect(self._end_search)
        canvas.selection_changed.connect(self._select_words)
        self.page_words.selected.connect(self._select_on_page)
        self.page_words.left.connect(self.focus_document)
        self._timers["late"].timeout.connect(self._show_no_tools)
        for keys in self.filing_keys:
            keys.waiting.connect(self._show_digits)

    @property
    def filing_keys(self) -> tuple[FilingKeys, ...]:
        """What takes the digits of Standards: on the pages, in flowing words, in the text of the page."""
        return self.pointer.keys, self.flow.keys, self.page_words.words.keys

    @property
    def place(self) -> Place:
        """The page shown; None where there are none."""
        return self.canvas.page if self._stack.currentWidget() is self.canvas else None

    @Slot()
    def zoom_in(self) -> None:
        """One step larger."""
        if self._stack.currentWidget() is self.flow:
            self.flow.set_zoom(self.flow.zoom * 1.1)
            self._note_zoom(self.flow.zoom)
        else:
            self.canvas.zoom_in()

    @Slot()
    def zoom_out(self) -> None:
        """One step smaller."""
        if self._stack.currentWidget() is self.flow:
            self.flow.set_zoom(self.flow.zoom / 1.1)
            self._note_zoom(self.flow.zoom)
        else:
            self.canvas.zoom_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        least = self.fontMetrics().averageCharWidth() * _LETTERS_FOR_BOTH
        if event.size().width() < least <= event.oldSize().width() and self.panel.isVisible():
            # What is read goes before what stands beside it.
            self._show_panel(is_wanted=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        has_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _LARGER and not has_control:
            self.zoom_in()
        elif event.key() in _SMALLER and not has_control:
            self.zoom_out()
        else:
            super().keyPressEvent(event)

    @Slot()
    def focus_document(self) -> None:
        """Put the focus on what is read."""
        page = self._stack.currentWidget()
        self._awaits_focus = page is self._waiting
        if page is not None:
            page.setFocus()

    @Slot()
    def start_search(self) -> None:
        """Show the search and put the caret there."""
        self._show_panel(is_wanted=True)
        self.panel.show_tab("hits")
        self._share_room(self._hits_width())
        self.panel.field.setFocus()
        self.panel.field.selectAll()

    @Slot(bool)
    def _show_panel(self, is_wanted: bool) -> None:
        self.panel.setVisible(is_wanted)
        self.bar.panel.setChecked(is_wanted)
        if is_wanted:
            if self.panel.tab == "hits" and not self.panel.field.text() and self.canvas.page_count:
                self.panel.show_tab("pages")
            self._share_room(self._hits_width() if self.panel.tab == "hits" else self.panel.least_width)
            self.canvas.ask_soon()

    def _hits_width(self) -> int:
        letters = self.fontMetrics().averageCharWidth() * _HITS_LETTERS
        return max(self.panel.least_width, min(letters, self.width() // 2))

    def _share_room(self, width: int) -> None:
        self._split.setSizes([width, max(200, self.width() - width)])

    @Slot()
    def _end_search(self) -> None:
        self.panel.field.clear()
        self._show_panel(is_wanted=False)
        self.focus_document()

    @Slot(str)
    def _show_digits(self, digits: str) -> None:
        self._digits.setText(text("ui.reader.digits", digits=digits) if digits else "")
        self._digits.adjustSize()
        self._digits.move(self.width() - self._digits.width() - Space.VAST, self.bar.height() + Space.MEDIUM)
        self._digits.setVisible(bool(digits))
        self._digits.raise_()

    @Slot(bool)
    def _draw_areas(self, is_wanted: bool) -> None:
        self.pointer.set_for_areas(is_wanted)
        self.canvas.setFocus()

    @Slot()
    def _show_no_tools(self) -> None:
        self._timers["late"].stop()
        self.bar.show_kind(has_pages=False, has_words=False)

    def end_selection(self) -> None:
        """Select nothing any more; the next drag selects words again."""
        self.canvas.select(None)
        self.bar.areas.setChecked(False)
        self.pointer.set_for_areas(False)

    @Slot(float)
    def _note_zoom(self, zoom: float) -> None:
        fit = Fit.FREE if self._stack.currentWidget() is self.flow else self.canvas.place.fit
        self.bar.show_zoom(zoom, fit)

    def _free_words(self, words: str) -> str:
        """The words of the page without what is covered on it; a reader that covers overrides this."""
        return words

    def _show_words(self) -> None:
        page, written = self.canvas.page, self.canvas.texts.get(self.canvas.page)
        words = self._free_words(written.text) if written else ""
        if QAccessible.isActive():
            # Painted words are none to a screen reader: the page says them itself.
            self.canvas.setAccessibleDescription(visible(words))
        if not self.page_words.frame.isHidden():
            self.page_words.show_words(page, words)

    @Slot()
    def toggle_words(self) -> None:
        """Put the focus on the text of the page, or hide it where it is there already."""
        if self._stack.currentWidget() is not self.canvas:
            return
        if self.page_words.words.hasFocus():
            self.page_words.frame.hide()
            self.focus_document()
            return
        self.page_words.frame.show()
        self._show_words()
        self._select_words()
        self.page_words.words.setFocus()

    @Slot()
    def _select_words(self) -> None:
        selection, page = self.canvas.selection, self.canvas.page
        if self.page_words.frame.isHidden():
            return
        if self.page_words.words.hasFocus():
            if selection is None:
                self.page_words.deselect()
            return
        passages = selection.passages(self.canvas.texts) if isinstance(selection, Selection) else ()
        start, end = next(((each.start, each.end) for each in passages if each.page == page), (0, 0))
        self.page_words.select(start, end)

    @Slot(int, int)
    def _select_on_page(self, start: int, end: int) -> None:
        page = self.canvas.page
        self.canvas.select(Selection(Spot(page, start), Spot(page, end)) if end > start else None)
        written = self.canvas.texts.get(page)
        if written is not None and end > start:
            self.canvas.reveal(page, written.bounds(max(0, end - 1), end))

    def turn_pages(self, steps: int) -> None:
        """Go so many pages on."""
        if self._stack.currentWidget() is self.canvas:
            self.canvas.go_to(self.canvas.page + steps)

    @Slot(int)
    def _go_to_page(self, page: int) -> None:
        self.canvas.go_to(page)
        self.focus_document()

    @Slot(object)
    def _go_to_entry(self, entry: OutlineEntry) -> None:
        if entry.page is not None:
            self.canvas.go_to(entry.page, entry.top or 0.0)

    def _first_look(self) -> FirstLook | None:
        """Return the room for pages; None as long as it is not known."""
        room, bar = self.canvas.contentsRect(), self.canvas.verticalScrollBar()
        if self.canvas.size() != self._stack.contentsRect().size():
            return None
        # More than one page hardly ever fits, so the bar will be there.
        return FirstLook(room.width() - bar.sizeHint().width(), room.height(), self.canvas.devicePixelRatioF())

    def _small_page(self, page: int) -> QImage | None:
        canvas = self.canvas
        image = canvas.store.preview(page, canvas.layout_of_pages.turns)
        return small_page(image, canvas.layout_of_pages, page, canvas.marks_on(page)) if image is not None else None

    def _show_page_of(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        had_focus = self.hasFocus() or (before is not None and before.hasFocus()) or self._awaits_focus
        self._awaits_focus = False
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if had_focus:
            page.setFocus()

    def tell_copy_saved(self, path: str) -> None:
        """Say where a copy lies and that it is not encrypted."""
        self.message.show_message(text("case.documents.copy_saved", path=path), MessageKind.CAUTION)

    def know_standards(self, numbers: frozenset[int]) -> None:
        """Take the numbers under which words can be filed."""
        for keys in self.filing_keys:
            keys.know(numbers)
