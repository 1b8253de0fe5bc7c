"""The reader of one document: tools, pages or flowing words, and what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

from reviewer.submission.kinds import FileKind
from reviewer.submission.pages import DocumentStatus, Layout
from reviewer.text import text
from ui.failures import MessageKind, announce, sentence
from ui.models.document_view import FlowPlace, PagePlace
from ui.models.tiles import preview_key
from ui.session.asking import ImageAsk, PictureAsk, TextAsk
from ui.views.reader.reader_frame import ReaderFrame
from ui.views.reader.reader_marks import ReaderMarks
from ui.views.reader.tile_store import image_ask

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.errors import ReviewerError
    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import DocumentRow
    from reviewer.vocabulary import CaseKey
    from ui.models.citations import Target
    from ui.session.asking import Answered
    from ui.session.opening_work import OpenDocument
    from ui.session.viewing_session import FoundInDocument, ViewingSession

_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class DocumentReader(ReaderFrame):
    """Shows one document after another.

    Signals:
        list_wanted: go back to the list of documents.
        filing_wanted: the number of a Standard, 0 for the current one, and a tuple of citations.
        mark_chosen: the `Filed` that a mark stands for.
        copy_wanted: a path and where to.
        choice_made: an id of `reader_bar.CHOICES` that is not the reader's own affair.
        cover_chosen, uncover_wanted: the number of a covered part that was pressed, or is to be uncovered.
        view_changed: path and JSON of how the document is looked at now.
        seen: path and places that were on the screen for a while.
    """

    list_wanted = Signal()
    filing_wanted = Signal(int, object)
    mark_chosen = Signal(object)
    copy_wanted = Signal(str, object)
    choice_made = Signal(str)
    cover_chosen = Signal(int)
    uncover_wanted = Signal(int)
    view_changed = Signal(str, str)
    seen = Signal(str, object)
    shown = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._viewing: ViewingSession | None = None
        self._key: CaseKey | None = None
        self._row: DocumentRow | None = None
        self._document: OpenDocument | None = None
        self._target: Target | None = None
        self._view = ""
        self._was_asked = False
        self._encoding = ""
        self.marks = ReaderMarks(self, self)
        self._connect()

    def _connect(self) -> None:
        bar, canvas, panel = self.bar, self.canvas, self.panel
        # As a key of its own: texts and buttons would take Alt and an arrow for themselves.
        back = QShortcut(QKeySequence("Alt+Up"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.list_wanted)
        bar.list_wanted.connect(self.list_wanted)
        bar.cite_wanted.connect(self.cite)
        bar.chosen.connect(self._choose)
        bar.encoding_wanted.connect(self._read_in)
        canvas.needed.connect(self._want)
        canvas.page_changed.connect(self._note_page)
        canvas.place_changed.connect(self._timers["place"].start)
        self.flow.verticalScrollBar().valueChanged.connect(self._timers["place"].start)
        self.flow.pictures_needed.connect(self._want_pictures)
        for keys in self.filing_keys:
            keys.filed.connect(self.file_under)
        self.pointer.mark_chosen.connect(self.marks.choose)
        self.flow.mark_chosen.connect(self.mark_chosen)
        self.marks.chosen.connect(self.mark_chosen)
        self.marks.covered.connect(self._blot)
        self.marks.cover_chosen.connect(self.cover_chosen)
        bar.uncover_wanted.connect(self.uncover_wanted)
        self.message.action_chosen.connect(self._act)
        self.pointer.blot = self.marks.without_private
        self.password.given.connect(self._try_password)
        self.plain.copy_wanted.connect(self.copy_wanted)
        panel.hit_wanted.connect(self.marks.show_hit)
        panel.words_typed.connect(self._timers["search"].start)
        panel.strip.verticalScrollBar().valueChanged.connect(self._want_strip)
        self._timers["search"].timeout.connect(self._search)
        self._timers["seen"].timeout.connect(self._note_seen)
        self._timers["place"].timeout.connect(self._keep_view)

    def _free_words(self, words: str) -> str:
        return self.marks.without_private(self.canvas.page, words)

    @Slot()
    def _blot(self) -> None:
        self._show_words()
        self.bar.show_covers(self.marks.private_parts)
        self.panel.show_outline(self.marks.free_outline())
        self.panel.images_came()
        self._search()

    def use(self, viewing: ViewingSession) -> None:
        """Take documents from a session."""
        self._viewing = viewing
        viewing.opened.connect(self._take_opened)
        viewing.measured.connect(self._take_measured)
        viewing.unopened.connect(self._take_unopened)
        viewing.answered.connect(self._take_answer)
        viewing.found.connect(self._take_found)

    @property
    def path(self) -> str:
        """The document shown or being opened; empty where there is none."""
        return self._row.path if self._row else ""

    @property
    def document(self) -> OpenDocument | None:
        """The document as it was opened."""
        return self._document

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
        self._timers["late"].start()
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
            look = self._first_look() if self._target is None and not self._view else None
            self._viewing.open(self._key, self.path, password=password, encoding=self._encoding, look=look)

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
        self._timers["late"].stop()
        face, self._document, self._view = document.face, document, self._view or document.view
        self.marks.show_private(document.covered)
        self.bar.show_covers(document.covered)
        is_paged = face.is_shown and face.layout is Layout.PAGES
        self.bar.show_kind(has_pages=is_paged, has_words=document.flow is not None, encoding=face.encoding)
        self.panel.show_document(len(face.pages) if is_paged else 0, self.marks.free_outline())
        if face.status is DocumentStatus.PASSWORD:
            self.password.ask(is_again=self._was_asked)
            self._show_page_of(self.password)
        elif is_paged:
            self._show_page_of(self.canvas)
            self.canvas.show_document(document.id, face.pages, PagePlace.read(self._view), document.drawn)
            self._note_page(self.canvas.page)
        elif document.flow is not None:
            self.flow.show_flow(self.marks.free_flow(), FlowPlace.read(self._view).zoom)
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

    @Slot(object)
    def _take_measured(self, document: OpenDocument) -> None:
        shown = self._document
        if shown is None or (document.key, document.path, document.id) != (shown.key, shown.path, shown.id):
            return
        self._document = document
        self.panel.show_outline(self.marks.free_outline())
        if document.face.pages != shown.face.pages:
            self.canvas.measure(document.face.pages)
            self.marks.show_again()

    @Slot(str, object)
    def _take_unopened(self, path: str, error: ReviewerError) -> None:
        if path == self.path and self._row is not None:
            self._show_no_tools()
            self.plain.show_row(self._row, "")
            self.plain.message.show_failure(error)
            self._stack.setCurrentWidget(self.plain)
            announce(self, sentence(error))

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
            if any(part.place == ask.page for part in self.marks.private_parts):
                self.panel.show_outline(self.marks.free_outline())
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

    def _go_to_target(self, target: Target | None) -> None:
        self._target = None
        if target is not None and self._document is not None:
            self.marks.go_to(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find):
            self.start_search()
        elif event.matches(QKeySequence.StandardKey.FindNext):
            self.panel.next_hit()
        elif event.matches(QKeySequence.StandardKey.FindPrevious):
            self.panel.hit_before()
        elif event.key() == Qt.Key.Key_G and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.bar.focus_page()
        elif event.key() == Qt.Key.Key_F4:
            self.toggle_words()
        elif event.key() in _TURNS and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.turn_pages(_TURNS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @Slot()
    def _search(self) -> None:
        words = self.panel.field.text()
        if self._viewing is None or self._document is None or not self._document.face.is_shown:
            return
        if len(words.strip()) < 2:  # noqa: PLR2004 - one letter is everywhere
            self.panel.show_hits((), "")
            self.marks.show_hits(())
            return
        self._viewing.find(self._document.id, words, self.marks.private_parts, encoding=self._encoding)

    @Slot(object)
    def _take_found(self, found: FoundInDocument) -> None:
        if self._document is not None and found.document_id == self._document.id:
            self.panel.show_hits(found.hits, found.words)
            self.marks.show_hits(found.hits)

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
        self.end_selection()
        return True

    def selected(self) -> tuple[Citation, ...]:
        """Return what is selected as citations, one for each page."""
        return self.marks.selected() if self._document is not None else ()

    @Slot(str)
    def _choose(self, choice: str) -> None:
        if choice == "text_of_page":
            self.toggle_words()
        elif choice == "save_copy" and self.marks.private_parts:
            anyway = text("ui.private.copy_anyway")
            self.message.show_message(text("ui.private.copy"), MessageKind.CAUTION, action=choice, action_label=anyway)
        elif choice == "save_copy":
            self.plain.ask_where()
        else:
            self.choice_made.emit(choice)

    @Slot(str)
    def _act(self, action: str) -> None:
        if action == "save_copy":
            self.message.clear()
            self.plain.ask_where()

    @Slot(int)
    def _note_page(self, page: int) -> None:
        is_picture = self._document is not None and self._document.face.kind is FileKind.IMAGE
        self.bar.show_page(page, self.canvas.page_count, is_picture=is_picture)
        self.panel.show_page(page)
        self._show_words()
        self._timers["seen"].start()

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
            return FlowPlace(self.flow.verticalScrollBar().value(), self.flow.zoom).written()
        return self.canvas.place.written()

    def _restore_view(self) -> None:
        if self._stack.currentWidget() is self.canvas:
            self.canvas.restore(PagePlace.read(self._view))
        elif self._stack.currentWidget() is self.flow:
            self.flow.scroll_to(FlowPlace.read(self._view).scroll)
