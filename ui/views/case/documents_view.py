"""The documents of a case: the list, and the reader of the one chosen beside it or in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QWidget

from reviewer.text import text
from ui.models.citations import Target
from ui.models.documents_model import DocumentColumn, DocumentRole, DocumentsModel
from ui.theme import Space
from ui.views.case.search_panel import SearchPanel
from ui.views.parts.filing_keys import FilingKeys
from ui.views.parts.row_cursor import RowCursorTable
from ui.views.reader.document_reader import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from reviewer.errors import ReviewerError
    from reviewer.review.sheet_rows import DocumentRow
    from reviewer.submission.model import EvidenceRef
    from reviewer.vocabulary import CaseKey, Cell

FOLLOW_MS = 120
"""So long a row has to be the current one before its document opens: going on with the arrow keys opens none."""
WIDTH_FOR_BOTH = 1_040
"""From this width on the list stays beside the document."""
LETTERS_FOR_ALL = 116
LETTERS_FOR_KIND = 84
"""Widths of the list, in letters, below which the size and then the kind leave their room to the titles."""
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DocumentsView(QSplitter):
    """Opens a document when it is pressed or Enter is; where not `is_whole`, its maker takes the `stages`.

    Signals:
        count_changed: how many the claim cites, and how many there are.
        list_shown: the reviewer came back to the list.
        document_opened: the path, so that how it was looked at last can be fetched.
        filing_wanted: the number of a Standard, and the path to file under it as a whole.
    """

    count_changed = Signal(int, int)
    document_opened = Signal(str)
    filing_wanted = Signal(int, str)
    list_shown = Signal()

    def __init__(self, parent: QWidget, *, is_whole: bool = True) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("documents")
        self.setChildrenCollapsible(False)
        self.model = DocumentsModel(self)
        self._key: CaseKey | None = None
        self._followed: tuple[EvidenceRef, ...] | None = None
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(FOLLOW_MS)
        self._table = _List(self)
        self.search = SearchPanel(self._table, self)
        if is_whole:
            list(self.stages())

    def stages(self) -> Iterator[None]:
        """Make the rest, in steps."""
        yield
        self.reader = DocumentReader("reader", self)
        yield
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._table.setObjectName("documents-list")
        self._table.setAccessibleName(text("case.documents.name"))
        self._table.setModel(self.model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setWordWrap(False)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + Space.LARGE)
        columns = self._table.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(DocumentColumn.TITLE, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        self.addWidget(self.search)
        self.addWidget(self.reader)
        self.setStretchFactor(0, 2)
        self.setStretchFactor(1, 5)
        self.reader.hide()
        self.setFocusProxy(self._table)

    def _connect(self) -> None:
        self._table.clicked.connect(self._open_index)
        self._table.entered_at.connect(self._open_index)
        self._table.keys.filed.connect(self._file)
        self.reader.list_wanted.connect(self.show_list)
        self.model.modelReset.connect(self._recount)
        self._following.timeout.connect(self._open_followed)

    @property
    def keys(self) -> FilingKeys:
        """The digits that file the document chosen in the list."""
        return self._table.keys

    @property
    def at_hand(self) -> str:
        """The path of the document that is read, or else chosen in the list; empty where there is none."""
        if self.is_reading and not self._table.hasFocus():
            return self.reader.path
        path = self._table.currentIndex().data(DocumentRole.PATH)
        return path if isinstance(path, str) else ""

    @property
    def is_reading(self) -> bool:
        """True while a document is shown."""
        return not self.reader.isHidden()

    def show_documents(
        self, documents: tuple[DocumentRow, ...], project_ids: tuple[str, ...] = (), key: CaseKey | None = None
    ) -> None:
        """Show the documents of a case; the one that is read stays open where it is of the same case."""
        if key is None:
            self._followed = None
            self._following.stop()
        if key is None or key != self._key:
            self.reader.clear()
            self.reader.hide()
            self.search.show()
            self.search.clear()
        self._key = key
        self.model.show_documents(documents, project_ids)
        self._mark_open()
        if self._followed is not None:
            self._following.start()

    def show_cell(self, cell: Cell) -> None:
        """Put the documents of a claim first; the one being read stays."""
        self.model.show_cell(cell)
        self._mark_open()

    def open(self, path: str, target: Target | None = None) -> bool:
        """Open a document at a place; False where the case has none of that path."""
        is_there = self._show(path, target)
        if is_there:
            self.reader.focus_document()
        return is_there

    def _show(self, path: str, target: Target | None) -> bool:
        row = self.row(path)
        if row is None or self._key is None:
            return False
        self.reader.show()
        self._share_room()
        self.setFocusProxy(self.reader)
        is_other = self.reader.path != path
        self.reader.open(self._key, row, target)
        self._mark_open()
        if is_other:
            self.document_opened.emit(path)
        return True

    def follow(self, evidence: tuple[EvidenceRef, ...]) -> None:
        """Put what an activity or milestone cites first, and open the first of it; the focus stays where it is."""
        self._followed = evidence
        self.model.show_cited(frozenset(reference.path for reference in evidence))
        self._mark_open()
        self._following.start()

    def follow_none(self) -> None:
        """Follow no row."""
        self._followed = None
        self._following.stop()
        self.model.show_cited(frozenset())

    @Slot()
    def _open_followed(self) -> None:
        cited = [reference for reference in self._followed or () if self.row(reference.path) is not None]
        if cited:
            page = cited[0].page
            self._show(cited[0].path, None if page is None else Target(page))
        elif self.model.rowCount():
            # A document of another row would be taken for this one's.
            self.setFocusProxy(self._table)
            self.search.show()
            self.reader.hide()

    def row(self, path: str) -> DocumentRow | None:
        """Return the row of a document."""
        place = self.model.row_of(path)
        found: DocumentRow | None = self.model.index(place, 0).data(DocumentRole.ROW) if place >= 0 else None
        return found

    @Slot()
    def show_list(self) -> None:
        """Go back to the list."""
        self.setFocusProxy(self._table)
        self.search.show()
        if self.width() < WIDTH_FOR_BOTH:
            self.reader.hide()
        self._table.setFocus()
        self.list_shown.emit()

    def show_path(self, path: str) -> None:
        """Read one document; one that is not there is left."""
        self.open(path)

    def show_copy_saved(self, path: str) -> None:
        """Say where the copy lies and that it is not encrypted."""
        self.reader.tell_copy_saved(path)

    def show_refusal(self, error: ReviewerError) -> None:
        """Say why a document could not be copied."""
        self.reader.message.show_failure(error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_reading:
            self._share_room()

    def _share_room(self) -> None:
        is_wide = self.width() >= WIDTH_FOR_BOTH
        if is_wide == self.search.isHidden():
            self.search.setVisible(is_wide)
            if is_wide:
                self.setSizes([self.width() * 2 // 7, self.width() * 5 // 7])

    def _mark_open(self) -> None:
        place = self.model.row_of(self.reader.path)
        if place >= 0:
            self._table.setCurrentIndex(self.model.index(place, 0))

    @Slot(QModelIndex)
    def _open_index(self, index: QModelIndex) -> None:
        path = index.data(DocumentRole.PATH)
        if isinstance(path, str):
            self.open(path)

    @Slot(int)
    def _file(self, standard: int) -> None:
        path = self._table.currentIndex().data(DocumentRole.PATH)
        if isinstance(path, str):
            self.filing_wanted.emit(standard, path)

    @Slot()
    def _recount(self) -> None:
        self.count_changed.emit(self.model.of_claim_count, self.model.rowCount())


class _List(RowCursorTable):
    """The list, in which Enter opens what is current on every system, and digits file it."""

    entered_at = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys = FilingKeys(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        self.setColumnHidden(DocumentColumn.SIZE, letters < LETTERS_FOR_ALL)
        self.setColumnHidden(DocumentColumn.KIND, letters < LETTERS_FOR_KIND)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTERS:
            self.entered_at.emit(self.currentIndex())
            return
        if self.currentIndex().isValid() and self.keys.answer(event):
            return
        super().keyPressEvent(event)
