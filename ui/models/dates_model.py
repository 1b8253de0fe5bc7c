"""The dates of a case as a Qt list: each track under its name, and at the end what has no date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import text
from ui.models.dates import DateBar, Track
from ui.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a track."""

    track: Track


Row = DateBar | Heading | str


class DateRole(IntEnum):
    """What a view asks for beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1


class DatesModel(QAbstractListModel):
    """A row for each track's name, each bar or point, and the note at the end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self.bars: tuple[DateBar, ...] = ()

    def show_bars(self, bars: tuple[DateBar, ...], note: str = "") -> None:
        """Show other dates."""
        self.beginResetModel()
        self.bars = bars
        rows: list[Row] = []
        for bar in bars:
            before = rows[-1] if rows else None
            if not isinstance(before, DateBar) or before.track is not bar.track:
                rows.append(Heading(bar.track))
            rows.append(bar)
        self._rows = (*rows, note) if note else tuple(rows)
        self.endResetModel()

    @property
    def months(self) -> tuple[int, int]:
        """The first month of all, and the one after the last; months count from year 0."""
        return min(_firsts(self.bars), default=0), max((bar.last for bar in self.bars), default=0) + 1

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each line."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only dates can be gone to."""
        if isinstance(index.data(DateRole.ROW), DateBar):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line says in the role asked for."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == DateRole.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(row)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return one_line(row.spoken) if isinstance(row, DateBar) else _shown(row)
        return None


def _shown(row: Row) -> str:
    if isinstance(row, DateBar):
        return one_line(row.label)
    return text(f"case.dates.{row.track}") if isinstance(row, Heading) else row


def _firsts(bars: Iterable[DateBar]) -> Iterable[int]:
    return (bar.first for bar in bars)
