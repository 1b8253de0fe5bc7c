"""The programs in use as a Qt table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import text
from ui.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reviewer.program.model import ProgramDefinition
    from reviewer.review.training import Training

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """One edition as the settings show it; `pathways` are ids with names, `trained_until` None without an end."""

    program: str
    edition: str
    name: str
    scheme_kind: str
    unverified: int
    pathways: tuple[tuple[str, str], ...]
    is_trained: bool
    trained_until: date | None


class ProgramColumn(IntEnum):
    """The columns of the table."""

    PROGRAM = 0
    EDITION = 1
    SCHEME = 2
    UNVERIFIED = 3
    TRAINED = 4


class ProgramsModel(QAbstractTableModel):
    """One row for each edition."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ProgramRow, ...] = ()

    def show_rows(self, rows: tuple[ProgramRow, ...]) -> None:
        """Show other programs."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, place: int) -> ProgramRow | None:
        """Return the program of a place, None where there is none."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each edition."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Program, edition, kind, unverified rules, training."""
        return 0 if parent is not None and parent.isValid() else len(ProgramColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what an edition says in the role asked for."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(_shown(row, ProgramColumn(index.column())))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one_line(", ".join(f"{_title(column)} {_shown(row, column)}" for column in ProgramColumn))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _title(ProgramColumn(section))


def program_rows(programs: Iterable[ProgramDefinition], training: Iterable[Training]) -> tuple[ProgramRow, ...]:
    """Return a row for each edition, with the reviewer's training for it."""
    profile = {(one.program, one.edition): one for one in training}
    return tuple(_row(each, profile.get((each.id, each.edition))) for each in programs)


def _row(program: ProgramDefinition, training: Training | None) -> ProgramRow:
    return ProgramRow(
        program=program.id,
        edition=program.edition,
        name=program.name,
        scheme_kind=program.scheme_kind,
        unverified=program.unverified_rules,
        pathways=tuple((pathway.id, pathway.name or pathway.id) for pathway in program.pathways.values()),
        is_trained=training is not None,
        trained_until=training.valid_until if training else None,
    )


def _title(column: ProgramColumn) -> str:
    return text(f"ui.settings.programs.{column.name.lower()}")


def _shown(row: ProgramRow, column: ProgramColumn) -> str:
    match column:
        case ProgramColumn.PROGRAM:
            return row.name
        case ProgramColumn.EDITION:
            return row.edition
        case ProgramColumn.SCHEME:
            return text(f"case.scheme.{row.scheme_kind}")
        case ProgramColumn.UNVERIFIED:
            return str(row.unverified)
    return trained_words(row)


def trained_words(row: ProgramRow) -> str:
    """Say until when the reviewer is trained, and where that has lapsed."""
    if not row.is_trained:
        return text("ui.settings.programs.not_trained")
    if row.trained_until is None:
        return text("ui.settings.programs.no_end")
    today = datetime.now(UTC).astimezone().date()
    if row.trained_until < today:
        return text("ui.settings.programs.lapsed", until=row.trained_until)
    return row.trained_until.isoformat()
