"""The matrix above the words: whole, folded to one project, or one line, as the window has room."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reviewer.text import text
from ui.models.matrix_model import CellFace, MatrixModel, coverage_words, project_label
from ui.plain_text import ElidedLabel, tooltip
from ui.theme import TARGET, Space
from ui.views.case.matrix_delegate import paint_face
from ui.views.case.matrix_table import MatrixTable, step_of

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell

LINES_WITH_ALL = 26
"""With fewer lines of text than this left below it, the matrix folds to one project."""
LINES_WITH_ROW = 15
"""With fewer than this, it folds to one line."""


class Fold(IntEnum):
    """How much of the matrix is shown."""

    ALL = 0
    ROW = 1
    LINE = 2


class MatrixView(QWidget):
    """Shows the matrix in the room that the words leave; asks for cells."""

    cell_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("matrix-view")
        self._sheet: Sheet | None = None
        self._cell: Cell | None = None
        self._room = 0
        self._fold = Fold.ALL
        self.model = MatrixModel(self)
        self.table = MatrixTable(self.model, self)
        self.line = _MatrixLine(self.model, self)
        self._unfold = QToolButton(self)
        self._arrange()
        self.table.cell_wanted.connect(self.cell_wanted)
        self.line.step_wanted.connect(self._step)
        self._unfold.toggled.connect(self._refit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _arrange(self) -> None:
        self._unfold.setObjectName("matrix-unfold")
        self._unfold.setCheckable(True)
        self._unfold.setText(text("case.matrix.unfold"))
        self._unfold.setToolTip(tooltip(text("case.matrix.unfold_tip")))
        self._unfold.setMinimumHeight(TARGET)
        self._unfold.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        column = QVBoxLayout()
        column.addWidget(self.table)
        column.addWidget(self.line)
        row.addLayout(column, 1)
        row.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignTop)
        self.line.hide()

    @property
    def fold(self) -> Fold:
        """How much of the matrix is shown now."""
        return self._fold

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a case, or the same case as it is now."""
        is_other = self._sheet is None or self._sheet.key != sheet.key
        self._sheet = sheet
        self.model.show_sheet(sheet)
        if is_other:
            self._cell = None
            self._refit()
        if self._cell is not None:
            self.line.show_cell(sheet, self._cell)

    def show_cell(self, cell: Cell) -> None:
        """Make a cell the current one."""
        self._cell = cell
        self.table.show_cell(cell)
        if self._sheet is not None:
            self.line.show_cell(self._sheet, cell)

    def focus_cell(self) -> None:
        """Put the focus on the current cell."""
        (self.table if self.table.isVisible() else self.line).setFocus()

    def clear(self) -> None:
        """Forget the case."""
        self._sheet = self._cell = None
        self.model.clear()
        self.line.clear()

    def set_room(self, height: int) -> None:
        """Fold or unfold for the height, in pixels, that matrix and words have together."""
        self._room = height
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # Letters of another size need rows of another height, also where the window stays as it is.
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "_unfold"):
            self._refit()

    @Slot()
    def _refit(self) -> None:
        self._fold = self._fold_for(self._room)
        is_open = self._unfold.isChecked()
        shown = Fold.ALL if is_open else self._fold
        self._unfold.setVisible(self._fold is not Fold.ALL)
        self.table.setVisible(shown is not Fold.LINE)
        self.line.setVisible(shown is Fold.LINE)
        self.table.fold(shows_all=shown is Fold.ALL)
        projects = self.model.project_count if shown is Fold.ALL else min(1, self.model.project_count)
        self.table.setFixedHeight(self.table.height_for(projects))
        self.updateGeometry()

    def _fold_for(self, room: int) -> Fold:
        line = self.fontMetrics().lineSpacing()
        if not room or room - self.table.height_for(self.model.project_count) >= LINES_WITH_ALL * line:
            return Fold.ALL
        return Fold.ROW if room - self.table.height_for(1) >= LINES_WITH_ROW * line else Fold.LINE

    @Slot(int, int)
    def _step(self, rows: int, columns: int) -> None:
        cell = self.model.cell_at(self.model.cell_beside(self.table.currentIndex(), rows, columns))
        if cell is not None and cell != self._cell:
            self.cell_wanted.emit(cell)


class _MatrixLine(QWidget):
    """The current cell on one line: project, Standard, state, and how often the Standard is shown."""

    step_wanted = Signal(int, int)

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("matrix-line")
        self._model = model
        self._face = _FaceBox(self)
        self._words = ElidedLabel(name="matrix-line-words", parent=self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._face)
        row.addWidget(self._words, 1)
        for name, sign in (("up", "▴"), ("down", "▾")):
            step = QToolButton(self)
            step.setObjectName(f"matrix-line-{name}")
            step.setText(sign)
            step.setAccessibleName(text(f"case.matrix.project_{name}"))
            step.setToolTip(text(f"case.matrix.project_{name}"))
            step.setMinimumSize(TARGET, TARGET)
            step.clicked.connect(self._go_up if name == "up" else self._go_down)
            row.addWidget(step)

    def show_cell(self, sheet: Sheet, cell: Cell) -> None:
        face = self._model.face(cell)
        self._face.show_face(face)
        standard = next(standard for standard in sheet.standards if standard.number == cell.standard)
        counted = next((row for row in sheet.coverage if row.standard == cell.standard), None)
        parts = [project_label(sheet, cell.project_id), f"{standard.number} {standard.column}", face.words]
        if counted is not None:
            parts.append(coverage_words(counted))
        self._words.say(" · ".join(parts))
        self.setAccessibleName(self._words.whole)

    def clear(self) -> None:
        self._words.say("")
        self.setAccessibleName("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step is None:
            event.ignore()
            return
        self.step_wanted.emit(*step)

    @Slot()
    def _go_up(self) -> None:
        self.step_wanted.emit(-1, 0)

    @Slot()
    def _go_down(self) -> None:
        self.step_wanted.emit(1, 0)


class _FaceBox(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("matrix-line-face")
        self._face: CellFace | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_face(self, face: CellFace) -> None:
        self._face = face
        self.update()

    def sizeHint(self) -> QSize:
        height = max(TARGET, self.fontMetrics().height() + Space.SMALL)
        return QSize(height * 3, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._face is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_face(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._face)
            painter.end()
