"""The activities or milestones of a case as a Qt table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.row_lines import columns_of, lines_of
from ui.plain_text import one_line, tooltip

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet
    from ui.models.row_lines import RowColumn, RowLine

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RowsRole(IntEnum):
    """What a view asks for beside Qt's own roles."""

    LINE = Qt.ItemDataRole.UserRole + 1
    SIGN = Qt.ItemDataRole.UserRole + 2


class RowsModel(QAbstractTableModel):
    """One line for each activity or milestone."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[RowColumn, ...] = ()
        self._lines: tuple[RowLine, ...] = ()

    @property
    def columns(self) -> tuple[RowColumn, ...]:
        """The columns shown."""
        return self._columns

    def show_sheet(self, sheet: Sheet) -> None:
        """Take over a sheet; the same rows change in place."""
        columns, lines = columns_of(sheet), lines_of(sheet)
        if columns == self._columns and [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self._columns, self._lines = columns, lines
        self.endResetModel()

    def clear(self) -> None:
        """Forget the case."""
        self.beginResetModel()
        self._lines = ()
        self.endResetModel()

    def line_at(self, place: int) -> RowLine | None:
        """Return the line of a place, None where there is none."""
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def place_of(self, row_id: str) -> int:
        """Return the place of a row, or -1."""
        return next((place for place, line in enumerate(self._lines) if line.id == row_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each activity or milestone."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """As the pathway asks."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line says in the role asked for."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return one_line(line.cells[column])
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(line.tip if column == 0 else line.cells[column])
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if self._columns[column].is_number else _LEFT
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._read_out(line)
            case RowsRole.LINE:
                return line
            case RowsRole.SIGN:
                return line.sign if column == 0 else None
        return None

    def _read_out(self, line: RowLine) -> str:
        said = (
            f"{column.title} {cell}" if place else cell
            for place, (column, cell) in enumerate(zip(self._columns, line.cells, strict=True))
            if cell
        )
        return one_line(", ".join(said))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self._columns[section].is_number else _LEFT
        return None
