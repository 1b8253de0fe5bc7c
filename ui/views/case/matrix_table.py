"""The matrix as a table: click or arrow keys go to a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from reviewer.text import text
from ui.theme import TARGET, Space
from ui.views.case.matrix_delegate import MatrixDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from reviewer.vocabulary import Cell
    from ui.models.matrix_model import MatrixModel

MOST_LABEL_WIDTH = 260
LABEL_SHARE = 0.2

STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


FARTHEST = 10_000
"""So many steps lead to the end of any row or column."""
_ENDS = {Qt.Key.Key_Home: -FARTHEST, Qt.Key.Key_End: FARTHEST}


def step_of(event: QKeyEvent) -> tuple[int, int] | None:
    """Return by how many rows and columns a key moves; Home and End go along the row, with Ctrl to a corner."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _ENDS and held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        return (_ENDS[key] if held else 0, _ENDS[key])
    return None if held else STEPS.get(key)


class MatrixTable(QTableView):
    """Projects by Standards; `shows_all` False leaves only the current project and the row that counts."""

    cell_wanted = Signal(object)

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("matrix")
        self.setAccessibleName(text("case.matrix.name"))
        self._matrix = model
        self._shows_all = True
        self.setModel(model)
        self.setItemDelegate(MatrixDelegate(self))
        self._set_up()
        model.modelReset.connect(self._fit_rows)

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        columns, rows = self.horizontalHeader(), self.verticalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        columns.setMinimumSectionSize(TARGET)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setSectionsClickable(False)
        rows.setHighlightSections(False)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    @property
    def cell(self) -> Cell | None:
        """The current cell."""
        return self._matrix.cell_at(self.currentIndex())

    def show_cell(self, cell: Cell) -> None:
        """Make a cell the current one without asking for it."""
        index = self._matrix.index_of(cell)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._fold()

    def fold(self, *, shows_all: bool) -> None:
        """Show all projects, or only the current one."""
        self._shows_all = shows_all
        self._fit_rows()

    def height_for(self, projects: int) -> int:
        """Return the height, in pixels, with so many projects shown."""
        row = self._row_height()
        frame = 2 * self.frameWidth() + 2
        counted = self._counted_height() if self._matrix.counts_shown else 0
        return self.horizontalHeader().height() + projects * row + counted + frame

    def mousePressEvent(self, event: object) -> None:
        super().mousePressEvent(event)  # type: ignore[arg-type]
        self._want(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step is None:
            # Letters set levels and page keys move between Standards: the case answers to them.
            event.ignore()
            return
        target = self._matrix.cell_beside(self.currentIndex(), *step)
        if target != self.currentIndex() and self._matrix.cell_at(target) is not None:
            self.setCurrentIndex(target)
            self._want(target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.verticalHeader().setFixedWidth(min(MOST_LABEL_WIDTH, round(self.width() * LABEL_SHARE)))
        super().resizeEvent(event)

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "_matrix"):
            self._fit_rows()

    def _want(self, index: QModelIndex) -> None:
        cell = self._matrix.cell_at(index)
        if cell is not None:
            self._fold()
            self.cell_wanted.emit(cell)

    def _fold(self) -> None:
        current = self.currentIndex().row() if self.currentIndex().isValid() else 0
        for row in range(self._matrix.project_count):
            self.setRowHidden(row, not self._shows_all and row != current)
        self.viewport().update()

    def _fit_rows(self) -> None:
        self.horizontalHeader().setFixedHeight(self.fontMetrics().height() + Space.SMALL)
        for row in range(self._matrix.project_count):
            self.setRowHeight(row, self._row_height())
        if self._matrix.project_count and self._matrix.counts_shown:
            self.setRowHeight(self._matrix.project_count, self._counted_height())
        self._fold()

    def _row_height(self) -> int:
        return max(TARGET + 2, self.fontMetrics().height() + Space.MEDIUM)

    def _counted_height(self) -> int:
        return 2 * self.fontMetrics().height()
