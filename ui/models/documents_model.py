"""The documents of a case as a Qt model: those that the current claim cites come first."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QAbstractTableModel, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import counted, text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reviewer.review.sheet_rows import DocumentRow
    from reviewer.vocabulary import Cell

Index = QModelIndex | QPersistentModelIndex


class DocumentColumn(IntEnum):
    """The columns of the list."""

    TITLE = 0
    KIND = 1
    SIZE = 2
    BELONGS = 3
    READ = 4


class DocumentRole(IntEnum):
    """What a view asks for beside Qt's own roles."""

    PATH = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2
    IS_OF_CLAIM = Qt.ItemDataRole.UserRole + 3


def size_words(size_bytes: int) -> str:
    """Write a size for people: `54.2 KiB`."""
    return QLocale(QLocale.Language.English).formattedDataSize(size_bytes, 1)


class ReadOf(Protocol):
    """What was on the screen of one document, what of it is cited, and how many parts it has, None where not known."""

    @property
    def path(self) -> str: ...
    @property
    def opened(self) -> Collection[object]: ...
    @property
    def cited(self) -> Collection[object]: ...
    @property
    def parts(self) -> int | None: ...


def read_words(read: ReadOf | None) -> str:
    """Say how much of a document was read and cited: `2 of 6, 1 cited`; nothing while that is not known."""
    if read is None:
        return ""
    opened = _opened_words(read)
    return text("case.documents.read_cited", read=opened, count=len(read.cited)) if read.cited else opened


def _opened_words(read: ReadOf) -> str:
    if not read.opened:
        return text("case.documents.read_none")
    if None in read.opened or (read.parts is not None and read.parts <= len(read.opened)):
        return text("case.documents.read_all")
    if read.parts is None:
        # How many there are is known once the document is in the index.
        return counted("case.documents.read_pages", len(read.opened))
    return text("case.documents.read_some", count=len(read.opened), parts=read.parts)


class DocumentsModel(QAbstractTableModel):
    """Title, kind, size and belonging of each document."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[DocumentRow, ...] = ()
        self._rows: tuple[DocumentRow, ...] = ()
        self._cell: Cell | None = None
        self._project_ids: tuple[str, ...] = ()
        self._cited: frozenset[str] = frozenset()
        self._read: dict[str, ReadOf] = {}

    def show_read(self, rows: Iterable[ReadOf]) -> None:
        """Say what was read of each; for the reviewer alone."""
        self._read = {row.path: row for row in rows}
        if self._rows:
            last = self.index(len(self._rows) - 1, DocumentColumn.READ)
            self.dataChanged.emit(self.index(0, DocumentColumn.READ), last)

    def show_documents(self, documents: tuple[DocumentRow, ...], project_ids: tuple[str, ...] = ()) -> None:
        """Take over all documents of a case, and its projects in order."""
        self._all = documents
        self._project_ids = project_ids
        self._order()

    def show_cell(self, cell: Cell | None) -> None:
        """Put the documents of one claim first, then those of its project, then the others."""
        if cell != self._cell:
            self._cell = cell
            self._order()

    def show_cited(self, paths: frozenset[str]) -> None:
        """Put the documents that an activity or milestone cites first."""
        if paths != self._cited:
            self._cited = paths
            self._order()

    def _order(self) -> None:
        self.beginResetModel()
        self._rows = tuple(sorted(self._all, key=self._closeness))
        self.endResetModel()

    def _closeness(self, row: DocumentRow) -> tuple[bool, bool, str]:
        is_of_project = self._cell is not None and row.project_id == self._cell.project_id
        return (not self.is_of_claim(row), not is_of_project, row.path)

    def is_of_claim(self, row: DocumentRow) -> bool:
        """True when the current claim or row cites the document."""
        return self._cell in row.cited_by or row.path in self._cited

    @property
    def of_claim_count(self) -> int:
        """Count of documents that the current claim cites."""
        return sum(self.is_of_claim(row) for row in self._rows)

    def row_of(self, path: str) -> int:
        """Return the row of a document, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.path == path), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each document."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Title, kind, size, belonging, what was read."""
        return 0 if parent is not None and parent.isValid() else len(DocumentColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a document says in the role asked for."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(row, DocumentColumn(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(words for column in DocumentColumn if (words := self._shown(row, column)))
        known = {DocumentRole.PATH: row.path, DocumentRole.ROW: row, DocumentRole.IS_OF_CLAIM: self.is_of_claim(row)}
        return known.get(DocumentRole(role)) if role in _ROLES else None

    def _shown(self, row: DocumentRow, column: DocumentColumn) -> str:
        match column:
            case DocumentColumn.TITLE:
                return row.title or row.path.removeprefix("evidence/")
            case DocumentColumn.KIND:
                return text(f"case.file_kind.{row.kind}")
            case DocumentColumn.SIZE:
                return size_words(row.size_bytes)
            case DocumentColumn.READ:
                return read_words(self._read.get(row.path))
        return self._belonging(row)

    def _belonging(self, row: DocumentRow) -> str:
        if not row.is_listed:
            return text("case.documents.unlisted")
        if self.is_of_claim(row):
            return text("case.documents.of_claim")
        if row.project_id in self._project_ids:
            return text("case.documents.of_project", number=self._project_ids.index(row.project_id) + 1)
        return text("case.documents.whole_submission")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return text(f"case.documents.column.{DocumentColumn(section).name.lower()}")


_ROLES = frozenset(int(role) for role in DocumentRole)
