"""The matrix as a Qt model: a row for each project, a column for each Standard, and how far each is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import text
from reviewer.vocabulary import NOT_APPLICABLE, Cell
from ui.models.case_words import offered_levels

if TYPE_CHECKING:
    from reviewer.program.model import Level
    from reviewer.review.sheet_rows import CellRow, CoverageRow, Sheet

Index = QModelIndex | QPersistentModelIndex


class Look(StrEnum):
    """What a cell of the matrix looks like; a level has a shape of its own."""

    NOT_JUDGED = "not_judged"
    NOT_CLAIMED = "not_claimed"
    NOT_APPLICABLE = "not_applicable"
    LEVEL = "level"


class MatrixRole(IntEnum):
    """What the delegate asks for beside Qt's own roles."""

    FACE = Qt.ItemDataRole.UserRole + 1
    CELL = Qt.ItemDataRole.UserRole + 2
    COVERAGE = Qt.ItemDataRole.UserRole + 3
    KIND = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class CellFace:
    """A cell as it is drawn: `sign` is the level's shape, empty without a level.

    `is_draft` says that what is shown was chosen or typed and not closed yet.
    """

    look: Look
    sign: str
    words: str
    is_draft: bool
    comes_back: bool


def face_of(row: CellRow, levels: tuple[Level, ...]) -> CellFace:
    """Tell how one cell is drawn: the draft where there is one, else the closed judgment."""
    comes_back = row.private.comes_back
    if not row.is_claimed:
        return CellFace(Look.NOT_CLAIMED, "", text("case.look.not_claimed"), is_draft=False, comes_back=comes_back)
    is_draft = row.draft is not None
    given = row.shown.level if row.shown else None
    level = next((level for level in levels if level.id == given), None)
    if level is None:
        words = text("case.look.begun") if is_draft else text("case.look.not_judged")
        return CellFace(Look.NOT_JUDGED, "", words, is_draft, comes_back)
    look = Look.NOT_APPLICABLE if level.id == NOT_APPLICABLE else Look.LEVEL
    return CellFace(look, level.sign, level.name, is_draft, comes_back)


def project_label(sheet: Sheet, project_id: str) -> str:
    """Return a project's place and title, as the matrix names its rows: `2 Coaching`."""
    for place, project in enumerate(sheet.submission.projects, start=1):
        if project.project_id == project_id:
            return f"{place} {project.title}"
    return project_id


class MatrixModel(QAbstractTableModel):
    """Projects by Standards; the last row says how often each Standard is shown and how often it must be."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._faces: dict[Cell, CellFace] = {}
        self._coverage: dict[int, CoverageRow] = {}
        self._project_ids: tuple[str, ...] = ()
        self._standards: tuple[int, ...] = ()

    def show_sheet(self, sheet: Sheet) -> None:
        """Take over a sheet; cells of the same case change in place, another case resets the model."""
        project_ids = tuple(project.project_id for project in sheet.submission.projects)
        standards = tuple(standard.number for standard in sheet.standards)
        is_same = (
            self._sheet is not None
            and self._sheet.key == sheet.key
            and (project_ids, standards) == (self._project_ids, self._standards)
        )
        if is_same:
            self._update(sheet)
            return
        self.beginResetModel()
        self._project_ids, self._standards = project_ids, standards
        self._take(sheet)
        self.endResetModel()

    def clear(self) -> None:
        """Forget the case: nothing of it stays when the workspace is locked."""
        self.beginResetModel()
        self._sheet = None
        self._faces, self._coverage = {}, {}
        self._project_ids, self._standards = (), ()
        self.endResetModel()

    def _update(self, sheet: Sheet) -> None:
        before, coverage_before = self._faces, self._coverage
        self._take(sheet)
        for cell, face in self._faces.items():
            if before.get(cell) != face:
                index = self.index_of(cell)
                self.dataChanged.emit(index, index)
        if coverage_before != self._coverage and self._standards:
            last = len(self._project_ids)
            self.dataChanged.emit(self.index(last, 0), self.index(last, len(self._standards) - 1))

    def _take(self, sheet: Sheet) -> None:
        self._sheet = sheet
        levels = offered_levels(sheet)
        self._faces = {row.cell: face_of(row, levels) for row in sheet.cells}
        self._coverage = {row.standard: row for row in sheet.coverage}

    @property
    def counts_shown(self) -> bool:
        """True where it is counted in how many projects each Standard is shown."""
        return bool(self._coverage)

    @property
    def project_count(self) -> int:
        """Count of projects; the row of this number is the one that counts."""
        return len(self._project_ids)

    def cell_at(self, index: Index) -> Cell | None:
        """Return the cell of an index, or None for the row that counts."""
        if not index.isValid() or index.row() >= len(self._project_ids):
            return None
        return Cell(self._project_ids[index.row()], self._standards[index.column()])

    def cell_beside(self, index: Index, rows: int, columns: int) -> QModelIndex:
        """Return the index of the cell so many rows and columns away, or of the last one on the way there."""
        row = max(0, min(len(self._project_ids) - 1, index.row() + rows))
        return self.index(row, max(0, min(len(self._standards) - 1, index.column() + columns)))

    def index_of(self, cell: Cell) -> QModelIndex:
        """Return the index of a cell; an invalid one where the case has no such cell."""
        if cell.project_id not in self._project_ids or cell.standard not in self._standards:
            return QModelIndex()
        return self.index(self._project_ids.index(cell.project_id), self._standards.index(cell.standard))

    def face(self, cell: Cell) -> CellFace:
        """Return how a cell is drawn.

        Raises:
            KeyError: the case has no such cell.
        """
        return self._faces[cell]

    def rowCount(self, parent: Index | None = None) -> int:
        """Projects and the row that counts; none before a case is shown."""
        if (parent is not None and parent.isValid()) or not self._project_ids:
            return 0
        return len(self._project_ids) + self.counts_shown

    def columnCount(self, parent: Index | None = None) -> int:
        """One for each Standard."""
        return 0 if parent is not None and parent.isValid() else len(self._standards)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only cells can be gone to; the row that counts cannot."""
        if self.cell_at(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says in the role asked for."""
        if not index.isValid():
            return None
        cell = self.cell_at(index)
        if cell is None:
            return self._counted(self._standards[index.column()], role)
        face = self._faces.get(cell)
        if face is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return face.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(cell)
        return {MatrixRole.FACE: face, MatrixRole.CELL: cell}.get(MatrixRole(role)) if role in _ROLES else None

    def spoken(self, cell: Cell) -> str:
        """Say a cell in words: project, Standard, what stands there, and whether it is only a draft."""
        if self._sheet is None:
            return ""
        face = self._faces[cell]
        standard = next(standard for standard in self._sheet.standards if standard.number == cell.standard)
        words = text(
            "case.matrix.cell",
            project=project_label(self._sheet, cell.project_id),
            number=standard.number,
            standard=standard.name,
            words=face.words,
        )
        if face.is_draft:
            words = text("case.matrix.draft", words=words)
        return text("case.matrix.doubt", words=words) if face.comes_back else words

    def _counted(self, standard: int, role: int) -> object:
        row = self._coverage.get(standard)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text("case.matrix.shown_of_needed", shown=row.shown, needed=row.needed)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return coverage_words(row)
        return row if role == MatrixRole.COVERAGE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name columns by the Standard's number and short word, rows by the project."""
        if self._sheet is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._standard_header(section, role)
        if section >= len(self._project_ids):
            if role == Qt.ItemDataRole.DisplayRole:
                return text("case.matrix.shown_needed")
            return text("case.matrix.shown_needed_long") if role == Qt.ItemDataRole.ToolTipRole else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return project_label(self._sheet, self._project_ids[section])
        return None

    def _standard_header(self, section: int, role: int) -> object:
        if self._sheet is None or section >= len(self._sheet.standards):
            return None
        standard = self._sheet.standards[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{standard.number} {standard.column}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{standard.number} {standard.name}"
        return standard.kind if role == MatrixRole.KIND else None


def coverage_words(row: CoverageRow) -> str:
    """Say how often a Standard is shown, how often it must be, and how much that leaves."""
    shown = text("case.coverage.shown", shown=row.shown, needed=row.needed)
    return f"{shown}; {spare_words(row)}"


def spare_words(row: CoverageRow) -> str:
    """Say what is to spare, or how many more projects have to show the Standard."""
    if row.spare < 0:
        return text("case.coverage.lacking", count=-row.spare)
    if row.spare == 0:
        return text("case.coverage.none_to_spare")
    return text("case.coverage.to_spare", count=row.spare)


def spare_words_short(row: CoverageRow) -> str:
    """Say the same in the width of a column."""
    if row.spare < 0:
        return text("case.coverage.lacking_short", count=-row.spare)
    return text("case.coverage.spare_short", count=row.spare)


_ROLES = frozenset(int(role) for role in MatrixRole)
