"""The Standards of two editions side by side, as a Qt table."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import text
from ui.plain_text import one_line, tooltip

if TYPE_CHECKING:
    from reviewer.program.model import Standard
    from reviewer.review.moving import Move, StandardPair

Index = QModelIndex | QPersistentModelIndex


class SideColumn(IntEnum):
    """The columns of the table."""

    BEFORE = 0
    AFTER = 1
    DIFFERS = 2
    JUDGED = 3


class SideBySideModel(QAbstractTableModel):
    """One row for each Standard of either edition."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._move: Move | None = None
        self._project_ids: tuple[str, ...] = ()

    def show_move(self, move: Move | None, project_ids: tuple[str, ...] = ()) -> None:
        """Show another move, or none; projects are called by their places among `project_ids`."""
        self.beginResetModel()
        self._move, self._project_ids = move, project_ids
        self.endResetModel()

    @property
    def _pairs(self) -> tuple[StandardPair, ...]:
        return self._move.standards if self._move else ()

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each Standard."""
        return 0 if parent is not None and parent.isValid() else len(self._pairs)

    def columnCount(self, parent: Index | None = None) -> int:
        """Before, after, whether they differ, where it is judged."""
        return 0 if parent is not None and parent.isValid() else len(SideColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a Standard is called in each edition."""
        if not index.isValid():
            return None
        pair = self._pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(_shown(pair, SideColumn(index.column()), self._project_ids))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(_shown(pair, SideColumn(index.column()), self._project_ids))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (_shown(pair, column, self._project_ids) for column in SideColumn)
            return one_line(", ".join(words for words in said if words))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns by their editions."""
        is_title = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        if not is_title or self._move is None:
            return None
        match section:
            case SideColumn.BEFORE:
                return text("case.edition.before", edition=self._move.from_edition)
            case SideColumn.AFTER:
                return text("case.edition.after", edition=self._move.to_edition)
            case SideColumn.JUDGED:
                return text("case.edition.judged")
        return text("case.edition.words")


def _shown(pair: StandardPair, column: SideColumn, project_ids: tuple[str, ...]) -> str:
    match column:
        case SideColumn.BEFORE:
            return _named(pair.number, pair.before)
        case SideColumn.AFTER:
            return _named(pair.number, pair.after)
        case SideColumn.DIFFERS:
            return text("case.edition.reworded" if pair.is_reworded else "case.edition.same")
    return ", ".join(_place_of(cell.project_id, project_ids) for cell in pair.judged)


def _place_of(project_id: str, project_ids: tuple[str, ...]) -> str:
    return str(project_ids.index(project_id) + 1) if project_id in project_ids else project_id


def _named(number: int, standard: Standard | None) -> str:
    return f"{number} {standard.name}" if standard else text("case.edition.absent")
