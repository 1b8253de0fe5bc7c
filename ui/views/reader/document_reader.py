"""The reader of one document: tools, pages or flowing words, and what stands beside them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.submission.pages import DocumentStatus, Layout
from reviewer.text import text
from ui.failures import MessageBar, MessageKind, announce, sentence
from ui.models.page_layout import Fit
from ui.models.tiles import preview_key
from ui.plain_text import PlainLabel
from ui.session.asking import ImageAsk, PictureAsk, TextAsk
from ui.theme import Space
from ui.views.reader.flow_text import FlowText
from ui.views.reader.other_pages import PasswordPage, PlainPageView
from ui.views.reader.page_canvas import PageCanvas, PagePlace, image_ask
from ui.views.reader.page_pointer import PagePointer
from ui.views.reader.page_words import PageWords
from ui.views.reader.reader_bar import ReaderBar
from ui.views.reader.reader_marks import ReaderMarks
from ui.views.reader.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from reviewer.errors import ReviewerError
    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import DocumentRow
    from reviewer.submission.flow import Place
    from reviewer.submission.pages import OutlineEntry
    from reviewer.vocabulary import CaseKey
    from ui.models.citations import Target
    from ui.session.asking import Answered
    from ui.session.viewing_session import FoundInDocument, OpenDocument, ViewingSession

_SEARCH_MS = 150
_SEEN_MS = 1_200
"""A page that was on the screen so long counts as opened."""
_PANEL_WIDTH = 132
_HITS_WIDTH = 260


class DocumentReader(QWidget):
    """Shows one document after another.

    Signals:
        list_wanted: go back to the list of documents.
        filing_wanted: the number of a Standard, 0 for the current one, and a tuple of citations.
        mark_chosen: the `Filed` that a mark stands for.
        copy_wanted: a path and where to.
        choice_made: an id of `reader_bar.CHOICES` that is not the reader's own affair.
        view_changed: path and JSON of how the document is looked at now.
        seen: path and places that were on the screen for a while.
    """

    list_wanted = Signal()
    filing_wanted = Signal(int, object)
    mark_chosen = Signal(object)
    copy_wanted = Signal(str, object)
    choice_made = Signal(str)
    view_changed = Signal(str, str)
    seen = Signal(str, object)
    shown = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._viewing: ViewingSession | None = None
        self._key: CaseKey | None = None
        self._row: DocumentRow | None = None
        self._document: OpenDocument | None = None
        self._target: Target | None = None
        self._view = ""
        self._was_asked = self._awaits_focus = False
        self._encoding = ""
        self.bar = ReaderBar(f"{name}-bar", self)
        self.canvas = PageCanvas(f"{name}-pages", self)
        self.pointer = PagePointer(self.canvas)
        self.flow = FlowText(f"{name}-flow", self)
        self.plain = PlainPageView(f"{name}-plain", self)
        self.password = PasswordPage(f"{name}-password", self)
        self.panel = SidePanel(f"{name}-panel", self._small_page, self)
        self.page_words = PageWords(f"{name}-text", self)
        self.marks = ReaderMarks(self, self)
        self.message = MessageBar(self, f"{name}-message")
        self._waiting = PlainLabel(text("ui.reader.opening"), name=f"{name}-opening", role="soft", parent=self)
        self._digits = PlainLabel(name=f"{name}-digits", role="keycap", parent=self)
        self._stack = QStackedWidget(self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._timers = {what: QTimer(self) for what in ("search", "seen", "place")}
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._digits.hide()
        for page in (self._waiting, self.canvas, self.flow, self.plain, self.password):
            self._stack.addWidget(page)
        upright = QSplitter(Qt.Orientation.Vertical, self)
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
        for what, interval in (("search", _SEARCH_MS), ("seen", _SEEN_MS), ("place", 500)):
            self._timers[what].setSingleShot(True)
            self._timers[what].setInterval(interval)

    def _connect(self) -> None:
        bar, canvas, panel = self.bar, self.canvas, self.panel
        bar.list_wanted.connect(self.list_wanted)
        bar.panel_wanted.connect(self._show_panel)
        bar.find_wanted.connect(self.start_search)
        bar.page_wanted.connect(self._go_to_page)
        bar.page_left.connect(self.focus_document)
        bar.fit_wanted.connect(self.canvas.set_fit)
        bar.zoom_in.connect(self.zoom_in)
        bar.zoom_out.connect(self.zoom_out)
        bar.turned.connect(canvas.turn)
        bar.areas_wanted.connect(self._draw_areas)
        bar.cite_wanted.connect(self.cite)
        bar.chosen.connect(self._choose)
        bar.encoding_wanted.connect(self._read_in)
        canvas.needed.connect(self._want)
        canvas.page_changed.connect(self._note_page)
        canvas.zoom_changed.connect(self._note_zoom)
        canvas.place_changed.connect(self._timers["place"].start)
        self.flow.verticalScrollBar().valueChanged.connect(self._timers["place"].start)
        self.flow.pictures_needed.connect(self._want_pictures)
        for keys in (self.pointer.keys, self.flow.keys):
            keys.filed.connect(self.file_under)
            keys.waiting.connect(self._show_digits)
        self.pointer.mark_chosen.connect(self.marks.choose)
        self.flow.mark_chosen.connect(self.mark_chosen)
        self.marks.chosen.connect(self.mark_chosen)
        self.password.given.connect(self._try_password)
        self.plain.copy_wanted.connect(self.copy_wanted)
        panel.page_wanted.connect(self._go_to_page)
        panel.entry_wanted.connect(self._go_to_entry)
        panel.hit_wanted.connect(self.marks.show_hit)
        panel.words_typed.connect(self._timers["search"].start)
        panel.strip.verticalScrollBar().valueChanged.connect(self._want_strip)
        panel.left.connect(self._end_search)
        self._timers["search"].timeout.connect(self._search)
        self._timers["seen"].timeout.connect(self._note_seen)
        self._timers["place"].timeout.connect(self._keep_view)

    def use(self, viewing: ViewingSession) -> None:
        """Take documents from a session."""
        self._viewing = viewing
        viewing.opened.connect(self._take_opened)
        viewing.unopened.connect(self._take_unopened)
        viewing.answered.connect(self._take_answer)
        viewing.found.connect(self._take_found)

    # Opening ----------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        """The document shown or being opened; empty where there is none."""
        return self._row.path if self._row else ""

    @property
    def document(self) -> OpenDocument | None:
        """The document as it was opened."""
        return self._document

    @property
    def place(self) -> Place:
        """The page shown; None where there are none."""
        return self.canvas.page if self._stack.currentWidget() is self.canvas else None

    def open(self, key: CaseKey, row: DocumentRow, target: Target | None = None, view: str = "") -> None:
        """Show a document at a place, or as it was looked at last."""
        if self._key == key and self.path == row.path and self._document is not None:
            self._go_to_target(target)
            return
        self._keep_view()
        self.marks.turn_over()
        self._key, self._row, self._document = key, row, None
        self._target, self._view, self._was_asked, self._encoding = target, view, False, ""
        self.bar.title.say(row.title or row.path)
        self.bar.show_kind(has_pages=False, has_words=False)
        self.plain.take_path(row.path)
        self._stack.setCurrentWidget(self._waiting)
        self._ask_to_open()

    def remember_view(self, path: str, view: str) -> None:
        """Take how a document was looked at last; a target that was asked for goes before."""
        if path == self.path and view:
            self._view = view
            if self._document is not None and self._target is None:
                self._restore_view()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._key = self._row = self._document = self._target = None
        self._view = ""
        for timer in self._timers.values():
            timer.stop()
        self.marks.clear()
        self.canvas.clear()
        self.flow.show_flow(None)
        self.plain.clear()
        self.page_words.clear()
        self.panel.show_document(0, ())
        self.panel.field.clear()
        self.bar.title.say("")
        self.message.clear()
        self._stack.setCurrentWidget(self._waiting)

    def _ask_to_open(self, password: str = "") -> None:
        if self._viewing is not None and self._key is not None and self._row is not None:
            self._viewing.open(self._key, self._row.path, password=password, encoding=self._encoding)

    @Slot(str)
    def _try_password(self, password: str) -> None:
        self._was_asked = True
        self._ask_to_open(password)

    @Slot(str)
    def _read_in(self, encoding: str) -> None:
        self._encoding = encoding
        self._ask_to_open()

    @Slot(object)
    def _take_opened(self, document: OpenDocument) -> None:
        if document.key != self._key or document.path != self.path or self._row is None:
            return
        face, self._document = document.face, document
        is_paged = face.is_shown and face.layout is Layout.PAGES
        self.bar.show_kind(has_pages=is_paged, has_words=document.flow is not None, encoding=face.encoding)
        self.panel.show_document(len(face.pages) if is_paged else 0, face.outline)
        if face.status is DocumentStatus.PASSWORD:
            self.password.ask(is_again=self._was_asked)
            self._show_page_of(self.password)
        elif is_paged:
            self.canvas.show_document(document.id, face.pages, _place_in(self._view))
            self._show_page_of(self.canvas)
            self._note_page(self.canvas.page)
        elif document.flow is not None:
            self.flow.show_flow(document.flow, _zoom_in(self._view))
            self._note_zoom(self.flow.zoom)
            self._show_page_of(self.flow)
            self._restore_view()
        else:
            self.plain.show_row(self._row, face.message or text("document.advice"))
            self._show_page_of(self.plain)
        self.marks.show_again()
        self._go_to_target(self._target)
        self._timers["seen"].start()
        self._search()
        self.shown.emit(document.path)

    def _show_page_of(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        had_focus = self.hasFocus() or (before is not None and before.hasFocus()) or self._awaits_focus
        self._awaits_focus = False
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if had_focus:
            page.setFocus()

    @Slot(str, object)
    def _take_unopened(self, path: str, error: ReviewerError) -> None:
        if path == self.path and self._row is not None:
            self.plain.show_row(self._row, "")
            self.plain.message.show_failure(error)
            self._stack.setCurrentWidget(self.plain)
            announce(self, sentence(error))

    def tell_copy_saved(self, path: str) -> None:
        """Say where a copy lies and that it is not encrypted."""
        self.message.show_message(text("case.documents.copy_saved", path=path), MessageKind.CAUTION)

    # What was asked for -----------------------------------------------------------------------

    @Slot(object)
    def _take_answer(self, answered: Answered) -> None:
        if self._document is None or answered.ask.document_id != self._document.id:
            return
        if answered.is_closed:
            self._view = self._view_now()
            self._ask_to_open()
            return
        ask, value = answered.ask, answered.value
        self.canvas.take(answered)
        if isinstance(ask, PictureAsk) and hasattr(value, "sizeInBytes"):
            self.flow.take_picture(ask.number, value)  # type: ignore[arg-type]
        elif isinstance(ask, TextAsk):
            self.marks.note_text(ask.page)
            if ask.page == self.canvas.page:
                self._show_words()
        elif isinstance(ask, ImageAsk) and ask.tile is None:
            self.panel.images_came()

    @Slot(object)
    def _want(self, asks: tuple[object, ...]) -> None:
        if self._viewing is not None:
            strip = self._strip_asks() if asks or self.panel.isVisible() else ()
            self._viewing.want(self.objectName(), (*asks, *strip))  # type: ignore[arg-type]

    @Slot(object)
    def _want_pictures(self, numbers: tuple[int, ...]) -> None:
        if self._viewing is not None and self._document is not None:
            width = round(self.flow.viewport().width() * self.devicePixelRatioF())
            self._viewing.want(self.objectName(), [PictureAsk(self._document.id, number, width) for number in numbers])

    @Slot()
    def _want_strip(self) -> None:
        if self.panel.isVisible() and self.panel.tab == "pages":
            self.canvas.ask_soon()

    def _strip_asks(self) -> tuple[ImageAsk, ...]:
        if not self.panel.isVisible() or self._document is None or self.panel.tab != "pages":
            return ()
        strip, turns = self.panel.strip, self.canvas.layout_of_pages.turns
        first = max(0, strip.indexAt(strip.viewport().rect().topLeft()).row())
        sizes = self._document.face.pages
        pages = range(first + 1, min(len(sizes), first + 10) + 1)
        keys = self.canvas.store.missing(preview_key(sizes[page - 1], page, turns) for page in pages)
        return tuple(image_ask(self._document.id, key, sizes) for key in keys)

    def _small_page(self, page: int) -> QImage | None:
        return self.canvas.store.preview(page, self.canvas.layout_of_pages.turns)

    # Going places -----------------------------------------------------------------------------

    @Slot(int)
    def _go_to_page(self, page: int) -> None:
        self.canvas.go_to(page)
        self.focus_document()

    @Slot(object)
    def _go_to_entry(self, entry: OutlineEntry) -> None:
        if entry.page is not None:
            self.canvas.go_to(entry.page, entry.top or 0.0)

    def _go_to_target(self, target: Target | None) -> None:
        self._target = None
        if target is not None and self._document is not None:
            self.marks.go_to(target)

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
        self.panel.field.setFocus()
        self.panel.field.selectAll()

    @Slot(bool)
    def _show_panel(self, is_wanted: bool) -> None:
        self.panel.setVisible(is_wanted)
        self.bar.panel.setChecked(is_wanted)
        if is_wanted:
            width = _HITS_WIDTH if self.panel.tab == "hits" else _PANEL_WIDTH + Space.VAST
            self._split.setSizes([width, max(200, self.width() - width)])
            self.canvas.ask_soon()

    @Slot()
    def _end_search(self) -> None:
        self.panel.field.clear()
        self._show_panel(is_wanted=False)
        self.focus_document()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.start_search()
        elif event.matches(QKeySequence.StandardKey.FindNext):
            self.panel.next_hit()
        elif event.matches(QKeySequence.StandardKey.FindPrevious):
            self.panel.hit_before()
        elif event.key() == Qt.Key.Key_G and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.bar.focus_page()
        elif event.key() == Qt.Key.Key_Up and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)

    # Searching --------------------------------------------------------------------------------

    @Slot()
    def _search(self) -> None:
        words = self.panel.field.text()
        if self._viewing is None or self._document is None or not self._document.face.is_shown:
            return
        if len(words.strip()) < 2:  # noqa: PLR2004 - one letter is everywhere
            self.panel.show_hits((), "")
            self.marks.show_hits(())
            return
        self._viewing.find(self._document.id, words)

    @Slot(object)
    def _take_found(self, found: FoundInDocument) -> None:
        if self._document is not None and found.document_id == self._document.id:
            self.panel.show_hits(found.hits, found.words)
            self.marks.show_hits(found.hits)

    # Citing -----------------------------------------------------------------------------------

    @Slot()
    def cite(self) -> None:
        """File what is selected under the current Standard."""
        self.file_under(0)

    @Slot(int)
    def file_under(self, standard: int) -> bool:
        """File what is selected under a Standard, 0 for the current one; False where nothing is selected."""
        citations = self.selected()
        if not citations:
            self.choice_made.emit("select_first")
            return False
        self.filing_wanted.emit(standard, citations)
        self.canvas.select(None)
        self.bar.areas.setChecked(False)
        self.pointer.set_for_areas(False)
        return True

    def know_standards(self, numbers: frozenset[int]) -> None:
        """Take the numbers under which words can be filed."""
        self.pointer.keys.know(numbers)
        self.flow.keys.know(numbers)

    def selected(self) -> tuple[Citation, ...]:
        """Return what is selected as citations, one for each page."""
        return self.marks.selected() if self._document is not None else ()

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

    @Slot(str)
    def _choose(self, choice: str) -> None:
        if choice == "text_of_page":
            self.page_words.frame.setVisible(self.page_words.frame.isHidden())
            self._show_words()
        elif choice == "save_copy":
            self.plain.ask_where()
        else:
            self.choice_made.emit(choice)

    # Remembering ------------------------------------------------------------------------------

    @Slot(int)
    def _note_page(self, page: int) -> None:
        self.bar.show_page(page, self.canvas.page_count)
        self.panel.show_page(page)
        self._show_words()
        self._timers["seen"].start()

    @Slot(float)
    def _note_zoom(self, zoom: float) -> None:
        fit = Fit.FREE if self._stack.currentWidget() is self.flow else self.canvas.place.fit
        self.bar.show_zoom(zoom, fit)

    def _show_words(self) -> None:
        if not self.page_words.frame.isHidden():
            written = self.canvas.texts.get(self.canvas.page)
            self.page_words.show_words(self.canvas.page, written.text if written else "")

    @Slot()
    def _note_seen(self) -> None:
        if self._document is None or not self._document.face.is_shown or not self.isVisible():
            return
        page = self.canvas.page
        self.seen.emit(self.path, (page,) if self._document.face.layout is Layout.PAGES and page else (None,))

    @Slot()
    def _keep_view(self) -> None:
        self._timers["place"].stop()
        if self._document is not None and self._document.face.is_shown and self._row is not None:
            view = self._view_now()
            if view != self._view:
                self._view = view
                self.view_changed.emit(self._row.path, view)

    def _view_now(self) -> str:
        if self._stack.currentWidget() is self.flow:
            return json.dumps({"scroll": self.flow.verticalScrollBar().value(), "zoom": round(self.flow.zoom, 3)})
        return json.dumps(asdict(self.canvas.place))

    def _restore_view(self) -> None:
        if self._stack.currentWidget() is self.canvas:
            self.canvas.restore(_place_in(self._view))
            return
        scroll = _members(self._view).get("scroll")
        if isinstance(scroll, int):
            self.flow.scroll_to(scroll)


def _members(view: str) -> dict[str, object]:
    try:
        members = json.loads(view or "{}")
    except ValueError:
        return {}
    return members if isinstance(members, dict) else {}


def _place_in(view: str) -> PagePlace:
    """Read where a reader was; what cannot be understood is the beginning, since a place is only a convenience."""
    known = _members(view)
    try:
        return PagePlace(
            int(str(known["page"])),
            float(str(known["top"])),
            Fit(str(known["fit"])),
            float(str(known["zoom"])),
            int(str(known["turns"])) % 4,
        )
    except (KeyError, ValueError):
        return PagePlace()


def _zoom_in(view: str) -> float:
    zoom = _members(view).get("zoom")
    return float(zoom) if isinstance(zoom, int | float) else 1.0
