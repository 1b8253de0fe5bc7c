"""The documents of a case: the list, and below it what can be shown of the one chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer.submission.preview import PlainPage, TextPreview
from reviewer.text import text
from ui.failures import MessageBar, MessageKind
from ui.models.documents_model import DocumentColumn, DocumentRole, DocumentsModel, size_words
from ui.models.reading_texts import Part, Passage
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.case.reading_text import ReadingText
from ui.views.parts.fields import button, scrolled

if TYPE_CHECKING:
    from reviewer.errors import ReviewerError
    from reviewer.review.sheet_rows import DocumentRow
    from reviewer.vocabulary import Cell


class DocumentsView(QSplitter):
    """Asks for a document when one is chosen; shows text, and says of other kinds what they are."""

    document_wanted = Signal(str)
    copy_wanted = Signal(str, object)
    count_changed = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("documents")
        self.setChildrenCollapsible(False)
        self.model = DocumentsModel(self)
        self._table = QTableView(self)
        self._pages = QStackedWidget(self)
        self._words = ReadingText("document-words", self)
        self._plain = _PlainPage(self)
        self._nothing = PlainLabel(text("case.documents.choose"), name="documents-choose", role="soft", parent=self)
        self._path = ""
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
        self._words.setAccessibleName(text("case.documents.words"))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self._nothing, self._words, self._plain):
            self._pages.addWidget(page)
        self.addWidget(self._table)
        self.addWidget(self._pages)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 2)
        self.setSizes([1000, 1400])

    def _connect(self) -> None:
        self._table.selectionModel().currentRowChanged.connect(self._choose)
        self._plain.copy_wanted.connect(self.copy_wanted)
        self.model.modelReset.connect(self._recount)

    def show_documents(self, documents: tuple[DocumentRow, ...], project_ids: tuple[str, ...] = ()) -> None:
        """Show the documents of a case, none of them chosen."""
        self._path = ""
        self._words.clear_words()
        self._pages.setCurrentWidget(self._nothing)
        self.model.show_documents(documents, project_ids)
        self._read_first_cited()

    def show_cell(self, cell: Cell) -> None:
        """Put the documents of a claim first; the one being read stays."""
        path = self._path
        self.model.show_cell(cell)
        row = self.model.row_of(path)
        if row >= 0:
            self._table.setCurrentIndex(self.model.index(row, 0))

    def show_cited(self, paths: frozenset[str]) -> None:
        """Put the documents that an activity or milestone cites first, and read the first of them."""
        self.model.show_cited(paths)
        self._read_first_cited()

    def _read_first_cited(self) -> None:
        if self.model.has_cited and self.model.rowCount():
            self._table.setCurrentIndex(self.model.index(0, 0))

    def show_path(self, path: str) -> None:
        """Read one document; one that is not there is left."""
        place = self.model.row_of(path)
        if place >= 0:
            self._table.setCurrentIndex(self.model.index(place, 0))

    def show_document(self, path: str, shown: TextPreview | PlainPage) -> None:
        """Show what there is to show of the document chosen; one chosen before is ignored."""
        if path != self._path:
            return
        row = self._row()
        if isinstance(shown, TextPreview):
            title = row.title if row else path
            self._words.show_passages((Passage(Part.TITLE, title), Passage(Part.WORDS, shown.text)))
            self._pages.setCurrentWidget(self._words)
        else:
            self._plain.show_page(path, row.title if row else "", shown)
            self._pages.setCurrentWidget(self._plain)

    def show_copy_saved(self, path: str) -> None:
        """Say where the copy lies and that it is not encrypted."""
        self._plain.message.show_message(text("case.documents.copy_saved", path=path), MessageKind.CAUTION)

    def show_refusal(self, error: ReviewerError) -> None:
        """Say why a document could not be shown or copied."""
        self._pages.setCurrentWidget(self._plain)
        self._plain.message.show_failure(error)

    def _row(self) -> DocumentRow | None:
        place = self.model.row_of(self._path)
        row: DocumentRow | None = self.model.index(place, 0).data(DocumentRole.ROW) if place >= 0 else None
        return row

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex, _before: QModelIndex) -> None:
        path = current.data(DocumentRole.PATH)
        if isinstance(path, str) and path != self._path:
            self._path = path
            self._plain.message.clear()
            self.document_wanted.emit(path)

    @Slot()
    def _recount(self) -> None:
        self.count_changed.emit(self.model.of_claim_count, self.model.rowCount())


class _PlainPage(QWidget):
    """What a document is, where its pages cannot be shown: name, kind, size, digest, and what can be done."""

    copy_wanted = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("document-plain")
        self._path = ""
        area, column = scrolled("document-plain-scroll", self)
        self.message = MessageBar(self, "document-message")
        self._title = PlainLabel(name="document-title", role="heading", parent=self)
        self._facts = PlainLabel(name="document-facts", parent=self)
        self._facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._advice = PlainLabel(name="document-advice", role="soft", parent=self)
        self._warning = PlainLabel(
            text("case.documents.copy_warning"), name="document-copy-warning", role="soft", parent=self
        )
        self._copy = button(text("case.documents.copy"), name="document-copy", parent=self)
        for part in (self.message, self._title, self._facts, self._advice, self._copy, self._warning):
            fit = Qt.AlignmentFlag.AlignLeft if part is self._copy else Qt.AlignmentFlag(0)
            column.addWidget(part, 0, fit)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._copy.clicked.connect(self._ask_where)

    def show_page(self, path: str, title: str, page: PlainPage) -> None:
        self._path = path
        self._title.say(title or path)
        facts = (
            text("case.documents.fact_name", name=path.removeprefix("evidence/")),
            text("case.documents.fact_kind", kind=text(f"case.file_kind.{page.kind}"), media_type=page.media_type),
            text("case.documents.fact_size", size=size_words(page.size_bytes)),
            text("case.documents.fact_digest", digest=page.sha256),
        )
        self._facts.say("\n".join(facts))
        self._advice.say(page.advice)

    @Slot()
    def _ask_where(self) -> None:
        dialog = QFileDialog(self, text("case.documents.copy_title"))
        dialog.setObjectName("document-copy-dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog.setDirectory(downloads)
        dialog.selectFile(Path(self._path).name)
        dialog.fileSelected.connect(self._want_copy)
        dialog.open()

    @Slot(str)
    def _want_copy(self, out: str) -> None:
        self.copy_wanted.emit(self._path, Path(out))
