"""Beside the words while reading: another claim to compare, and notes for oneself. No levels are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from reviewer.review.judgment import PrivateNotes
from reviewer.text import text
from reviewer.vocabulary import Cell
from ui.models.case_words import is_finished
from ui.models.matrix_model import project_label
from ui.models.reading_texts import claim_passages
from ui.plain_text import one_line
from ui.theme import Space
from ui.views.case.reading_text import ReadingText
from ui.views.case.words_field import LabeledWords
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import field_label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey

NOTE_LINES = 5
LOW_NOTE_LINES = 2
LEAST_NOTE_LINES = 1
LINES_FOR_NOTE = 20
"""With fewer lines than this, the note gives way to the claim."""
LINES_FOR_NAMES = 13
"""With fewer, the box and the field say themselves what they are."""


class ReadAside(QWidget):
    """Shows a second claim; by default the same Standard in the next project."""

    notes_typed = Signal(object, object)
    settled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("read-aside")
        self._sheet: Sheet | None = None
        self._cell: Cell | None = None
        self._key: CaseKey | None = None
        self._private = PrivateNotes()
        self._cells: tuple[Cell, ...] = ()
        self._other = ChoiceBox(self)
        self._other.setObjectName("aside-claim")
        self._other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._words = ReadingText("aside-words", self)
        self._words.setAccessibleName(text("case.aside.words"))
        self._note = LabeledWords("aside-note", text("case.rubric.only_me"), NOTE_LINES, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.HAIR, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.HAIR)
        self._label = field_label(text("case.aside.beside"), self._other, self)
        column.addWidget(self._label)
        column.addWidget(self._other)
        column.addWidget(self._words, 1)
        column.addWidget(self._note)
        self._other.activated.connect(self._show_chosen)
        self._note.field.typed.connect(self._tell)
        self._note.field.settled.connect(self.settled)
        self._note.field.escaped.connect(self._words.setFocus)

    @property
    def other(self) -> Cell | None:
        """The claim shown beside."""
        place = self._other.currentIndex()
        return self._cells[place] if 0 <= place < len(self._cells) else None

    def show_cell(self, sheet: Sheet, cell: Cell) -> None:
        """Compare with the current cell, and show its note."""
        is_other = (self._key, self._cell) != (sheet.key, cell)
        self._sheet, self._cell, self._key = sheet, cell, sheet.key
        self._private = sheet.cell(cell).private
        self._note.field.fill(self._private.note)
        self._note.field.setReadOnly(is_finished(sheet))
        if is_other:
            self._note.field.forget_undo()
            self._offer(sheet, cell)
            self._show_chosen()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._sheet = self._cell = self._key = None
        self._cells = ()
        self._other.clear()
        self._words.clear_words()
        self._note.field.fill("")
        self._note.field.forget_undo()

    def focus_words(self) -> None:
        """Put the caret into the note."""
        self._note.field.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().lineSpacing()
        has_names = lines >= LINES_FOR_NAMES
        for named in (self._label, self._note.label):
            named.setVisible(has_names)
        self._note.field.setPlaceholderText("" if has_names else self._note.label.text())
        low = LOW_NOTE_LINES if has_names else LEAST_NOTE_LINES
        self._note.field.set_lines(NOTE_LINES if lines >= LINES_FOR_NOTE else low)

    def _offer(self, sheet: Sheet, cell: Cell) -> None:
        self._cells = tuple(row.cell for row in sheet.cells if row.is_claimed and row.cell != cell)
        columns = {standard.number: standard.column for standard in sheet.standards}
        self._other.clear()
        for other in self._cells:
            label = f"{other.standard} {columns[other.standard]} · {project_label(sheet, other.project_id)}"
            self._other.addItem(one_line(label))
        if (neighbor := self._neighbor(sheet, cell)) is not None:
            self._other.setCurrentIndex(self._cells.index(neighbor))

    def _neighbor(self, sheet: Sheet, cell: Cell) -> Cell | None:
        projects = [project.project_id for project in sheet.submission.projects]
        start = projects.index(cell.project_id) + 1
        order = (Cell(project_id, cell.standard) for project_id in projects[start:] + projects[:start])
        return next((other for other in order if other in self._cells), None)

    @Slot()
    def _show_chosen(self) -> None:
        if self._sheet is not None and self.other is not None:
            self._words.show_passages(claim_passages(self._sheet, self.other))

    @Slot()
    def _tell(self) -> None:
        if self._cell is not None:
            self._private = replace(self._private, note=self._note.field.words)
            self.notes_typed.emit(self._cell, self._private)
