"""What can be handed over, as a table with a tick for each case."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reviewer.text import text
from ui.models.inbox import program_label, state_label
from ui.plain_text import one_line, tooltip

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey, CaseState


class ExportColumn(IntEnum):
    """Columns, from left to right; the first has the tick."""

    CANDIDATE = 0
    CASE = 1
    PROGRAM = 2
    STATE = 3


class ExportModel(QAbstractTableModel):
    """Sealed cases and recusals, ticked where the office does not have them yet.

    Signals:
        ticked: another set of cases is chosen.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("export-model")
        self._rows: tuple[InboxRow, ...] = ()
        self._ticked: set[CaseKey] = set()

    @property
    def chosen(self) -> tuple[CaseKey, ...]:
        """The cases ticked, in the order shown."""
        return tuple(row.key for row in self._rows if row.key in self._ticked)

    def show_rows(self, rows: tuple[InboxRow, ...]) -> None:
        """Show other cases; a case that was there keeps its tick."""
        before = {row.key: _standing(row) for row in self._rows}
        self.beginResetModel()
        self._rows = rows
        same = {row.key for row in rows if before.get(row.key) == _standing(row)}
        kept = same & self._ticked
        fresh = {row.key for row in rows if row.key not in same and not row.is_handed_over}
        self._ticked = kept | fresh
        self.endResetModel()
        self.ticked.emit()

    def choose_only(self, key: CaseKey) -> None:
        """Tick one case and no other; none where the office has it already."""
        self._tick({row.key for row in self._rows if row.key == key and not row.is_handed_over})

    def choose_all(self) -> None:
        """Tick every case."""
        self._tick({row.key for row in self._rows})

    def choose_none(self) -> None:
        """Take every tick away."""
        self._tick(set())

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(ExportColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(ExportColumn):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text(f"ui.export.column.{ExportColumn(section).name.lower()}")
        return int(Qt.AlignmentFlag.AlignVCenter) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        column = ExportColumn(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is ExportColumn.CANDIDATE:
            return Qt.CheckState.Checked if row.key in self._ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return _word(row, column)
        return tooltip(f"{row.candidate}\n{case_label(row.key)}") if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(
        self, index: QModelIndex | QPersistentModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        key = self._rows[index.row()].key
        is_ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self._tick(self._ticked | {key} if is_ticked else self._ticked - {key})
        return True

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_first = index.column() == ExportColumn.CANDIDATE
        return usual | Qt.ItemFlag.ItemIsUserCheckable if is_first else usual

    def _tick(self, keys: set[CaseKey]) -> None:
        if keys == self._ticked:
            return
        self._ticked = keys
        if self._rows:
            last = self.index(len(self._rows) - 1, 0)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked.emit()


def case_label(key: CaseKey) -> str:
    """Say a case as people do, such as `CPT-1 · revision 2`."""
    return text("ui.inbox.submission", id=key.submission_id, revision=key.revision)


def _standing(row: InboxRow) -> tuple[CaseState, bool]:
    return row.state, row.is_handed_over


def _word(row: InboxRow, column: ExportColumn) -> str:
    words = {
        ExportColumn.CANDIDATE: row.candidate,
        ExportColumn.CASE: case_label(row.key),
        ExportColumn.PROGRAM: program_label(row),
        ExportColumn.STATE: state_label(row.state),
    }
    return one_line(words[column])
