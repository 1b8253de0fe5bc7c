"""Matrix above, words to the left, and to the right what the step asks: nothing, the rubric, or ethics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.vocabulary import Cell
from ui.models.citations import Target
from ui.models.row_kinds import ROW_KINDS, kinds_aside, sheet_of_rows
from ui.models.segments import Stretch
from ui.theme import Space
from ui.views.case.ethics_pane import EthicsPane
from ui.views.case.evidence_window import EvidenceWindow
from ui.views.case.matrix_view import MatrixView
from ui.views.case.read_aside import ReadAside
from ui.views.case.reading_pane import ReadingPane
from ui.views.case.row_board import RowsBoard
from ui.views.case.row_ruling import RulingPane
from ui.views.case.rubric_pane import RubricPane

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.model import EvidenceRef
    from ui.models.row_asks import RowDocument
    from ui.settings import LayoutSettings

SPLITTER = "case"
ROWS_SPLITTER = "case-rows"
LEAST_READING = 380
LEAST_ASIDE = 400
LEAST_HEIGHT = 240
SAVE_SPLITTER_MS = 400
LEFT_SIZES = (420, 580)


class Workbench(QWidget):
    """The page that Read, Judge and Ethics share, so that words and matrix stay where they are."""

    cell_changed = Signal(object)
    under_changed = Signal()
    row_changed = Signal(str)

    def __init__(self, settings: LayoutSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("workbench")
        self._settings = settings
        self._sheet: Sheet | None = None
        self._cell: Cell | None = None
        self._begins_at: Cell | None = None
        self._is_of_rows = False
        self._mode = ""
        self.matrix = MatrixView(self)
        # Each part is made where it stays: Qt restyles all that is in a widget that moves.
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._left = QSplitter(Qt.Orientation.Vertical, self._splitter)
        self._right = QStackedWidget(self._splitter)
        self.reading = ReadingPane(self._left)
        self._saver = QTimer(self)
        self._window: EvidenceWindow | None = None

    def stages(self) -> Iterator[None]:
        """Make the rest, in steps."""
        yield from self.reading.stages()
        self.aside = ReadAside(self._right)
        self.rubric = RubricPane(self._right)
        yield
        self.ethics = EthicsPane(self._right)
        self.board = RowsBoard(self)
        yield
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for pane in (self.aside, self.rubric, self.ethics, self.board.pane):
            self._right.addWidget(pane)
        self._right.setMinimumWidth(LEAST_ASIDE)
        self.reading.setMinimumWidth(LEAST_READING)
        self._splitter.setObjectName("case-splitter")
        self._splitter.setChildrenCollapsible(False)
        self._left.setObjectName("case-left-splitter")
        self._left.setChildrenCollapsible(False)
        self._left.addWidget(self.board.table)
        self._left.addWidget(self.reading)
        self._left.setSizes(LEFT_SIZES)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(0, 55)
        self._splitter.setStretchFactor(1, 45)
        self._divide()
        self._saver.setSingleShot(True)
        self._saver.setInterval(SAVE_SPLITTER_MS)
        column = QVBoxLayout(self)
        # The ring around the matrix and what is below it needs its room.
        column.setContentsMargins(Space.LARGE, Space.HAIR, Space.LARGE, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addWidget(self.matrix)
        column.addWidget(self.board.sums)
        column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.matrix.cell_wanted.connect(self.go_to)
        self.board.row_changed.connect(self._note_row)
        self.board.pane.document_wanted.connect(self._open_document)
        self.ethics.item_changed.connect(self.under_changed)
        self.rubric.step_wanted.connect(self.step_standard)
        self._splitter.splitterMoved.connect(self._remember_later)
        self._saver.timeout.connect(self.remember_layout)

    @property
    def cell(self) -> Cell | None:
        """The current cell."""
        return self._cell

    @property
    def under(self) -> Cell | str | None:
        """What is judged now, and cites: the item of the ethics checklist that is asked, or else the current cell."""
        is_ethics = self._right.currentWidget() is self.ethics
        judged = None if self.board.has_rows else self._cell
        return self.ethics.item if is_ethics else judged

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a case as it is now; the current cell stays."""
        is_other = self._sheet is None or self._sheet.key != sheet.key
        self._sheet = sheet
        self.matrix.show_sheet(sheet)
        self.reading.show_case(sheet)
        self._show_rows(sheet)
        self.ethics.show_sheet(sheet)
        if is_other:
            cells = [row.cell for row in sheet.cells]
            self._cell = self._begins_at if self._begins_at in cells else next(iter(cells), None)
            self._begins_at = None
        self._show_cell()

    def begin_at(self, cell: Cell | None) -> None:
        """Name the cell that is the current one of the case that is shown next, so that no other is shown first."""
        self._begins_at = cell

    def _show_rows(self, sheet: Sheet) -> None:
        """List the rows of the layout, or those of the step beside it in the place of the matrix."""
        is_aside = self._mode in kinds_aside(sheet)
        has_rows = is_aside or sheet.layout != "matrix"
        if has_rows != self._is_of_rows:
            self._is_of_rows = has_rows
            self._divide()
        self.matrix.setVisible(bool(sheet.cells) and not is_aside)
        self.board.show_sheet(sheet_of_rows(sheet, self._mode) if is_aside else sheet)

    def show_mode(self, mode: str) -> None:
        """Show what a step asks at the right: `read`, `judge`, `ethics`, or the rows of a kind."""
        is_turn, self._mode = mode != self._mode, mode
        if is_turn and self._sheet is not None:
            self._show_rows(self._sheet)
        judging = self.board.pane if self.board.has_rows else self.rubric
        pane = {"read": self.aside, "ethics": self.ethics}.get(mode, judging)
        self._right.setCurrentWidget(pane)
        if mode in ROW_KINDS:
            self.reading.show_tab("documents")
        if mode == "read" and self.reading.tab == "claim":
            self.reading.show_tab("project")
        elif mode == "judge" and self.reading.tab == "project":
            self.reading.show_tab("claim")
        self._show_cell()
        self.under_changed.emit()

    @Slot(object)
    def go_to(self, cell: Cell) -> None:
        """Make a cell the current one."""
        if self._sheet is None or cell == self._cell or cell not in {row.cell for row in self._sheet.cells}:
            return
        self._cell = cell
        self._show_cell()
        self.cell_changed.emit(cell)

    @Slot(int)
    def step_standard(self, steps: int) -> None:
        """Go to the Standard before (-1) or after (1) in the same project, or to the row before or after."""
        if self.board.has_rows:
            self.board.step(steps)
            return
        if self._sheet is None or self._cell is None:
            return
        numbers = [standard.number for standard in self._sheet.standards]
        place = numbers.index(self._cell.standard) + steps
        if 0 <= place < len(numbers):
            self.go_to(type(self._cell)(self._cell.project_id, numbers[place]))

    def show_words_of(self, path: str, start: int, end: int) -> None:
        """Show words of a narrative, an attestation or an answer, in the nearest tab that has them."""
        here, stretch = self._cell, Stretch(path, start, end)
        match path.split(":"):
            case ["narrative", project_id, number] if here is not None:
                cell = Cell(project_id, int(number))
                if cell == here:
                    tab = "claim"
                elif project_id == here.project_id:
                    tab = "project"
                elif cell.standard == here.standard:
                    tab = "standard"
                else:
                    self.go_to(cell)
                    tab = "claim"
                self.reading.show_stretch(tab, stretch)
            case ["attestation", project_id, _] if here is not None:
                self.go_to(Cell(project_id, here.standard))
                self.reading.show_stretch("attestations", stretch)
            case ["answer", _]:
                self.reading.show_stretch("answers", stretch)

    @Slot()
    def toggle_window(self) -> None:
        """Show what is read in a window of its own, or put it back."""
        if self._window is None:
            self._window = EvidenceWindow(self.reading, self)
            self._window.closing.connect(self.attach)
            self._window.show()
            self.reading.show()
        else:
            self.attach()

    @Slot()
    def attach(self) -> None:
        """Put what is read back beside the rubric."""
        if self._window is not None:
            window, self._window = self._window, None
            self._left.addWidget(self.reading)
            self._divide()
            self.reading.show()
            window.hide()
            window.deleteLater()

    @property
    def is_detached(self) -> bool:
        """True while what is read has a window of its own."""
        return self._window is not None

    def focus_writing(self) -> None:
        """Put the caret into the field that the step asks for first."""
        pane = self._right.currentWidget()
        if isinstance(pane, RubricPane | ReadAside | EthicsPane | RulingPane):
            pane.focus_words()

    def focus_work(self) -> None:
        """Put the focus on the matrix, or on the table of rows."""
        if self.board.has_rows:
            self.board.table.setFocus()
        else:
            self.matrix.focus_cell()

    def choose_by_key(self, letter: str) -> bool:
        """Set the level, or make the ruling, of a letter; False where none has it."""
        if self.board.has_rows:
            return self.board.pane.choose_by_key(letter)
        return self.rubric.levels.choose_by_key(letter)

    def clear_choice(self) -> None:
        """Take back the level, or the ruling that was begun."""
        if self.board.has_rows:
            self.board.pane.clear_choice()
        else:
            self.rubric.clear_level()

    def finish(self) -> None:
        """Done with the current criterion or row."""
        if self.board.has_rows:
            self.board.pane.finish()
        else:
            self.rubric.finish()

    def clear(self) -> None:
        """Show nothing of any case."""
        self.attach()
        self._sheet = self._cell = None
        self._mode = ""
        for part in (self.matrix, self.reading, self.aside, self.rubric, self.ethics, self.board):
            part.clear()

    @Slot()
    def remember_layout(self) -> None:
        """Remember how the room is divided."""
        if self._window is None:
            self._settings.save_splitter(ROWS_SPLITTER if self._is_of_rows else SPLITTER, self._splitter)

    def _divide(self) -> None:
        # A table of rows needs more room than a text; each has its own division.
        name = ROWS_SPLITTER if self._is_of_rows else SPLITTER
        if not self._settings.restore_splitter(name, self._splitter):
            self._splitter.setSizes([660, 340] if self._is_of_rows else [550, 450])

    def minimumSizeHint(self) -> QSize:
        # The matrix folds and the panes scroll, so that the window may be low.
        return QSize(LEAST_READING + LEAST_ASIDE, LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.matrix.set_room(self.height())
        self.board.sums.set_room(self.height())

    def _show_cell(self) -> None:
        if self._sheet is None or self._cell is None:
            return
        self.matrix.show_cell(self._cell)
        self.reading.show_cell(self._sheet, self._cell)
        # Hidden panes follow when they are shown.
        pane = self._right.currentWidget()
        if isinstance(pane, RubricPane | ReadAside):
            pane.show_cell(self._sheet, self._cell)

    @Slot(str, object)
    def _note_row(self, row_id: str, evidence: tuple[EvidenceRef, ...]) -> None:
        self.reading.documents.follow(evidence)
        self.row_changed.emit(row_id)

    @Slot(object)
    def _open_document(self, document: RowDocument) -> None:
        self.reading.show_tab("documents")
        self.reading.documents.open(document.path, Target(document.page))

    @Slot()
    def _remember_later(self) -> None:
        self._saver.start()
