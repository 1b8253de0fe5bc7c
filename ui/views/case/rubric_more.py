"""What is seldom needed of a judgment: the same weakness elsewhere, what it would take to fix, notes for oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from reviewer.text import text
from ui.models.matrix_model import project_label
from ui.plain_text import PlainLabel, one_line
from ui.theme import Space
from ui.views.case.words_field import LabeledWords
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import field_label

if TYPE_CHECKING:
    from reviewer.program.model import Fix
    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell

NOTE_LINES = 3


class RubricMore(QWidget):
    """The part of the rubric that opens on request."""

    chosen = Signal()
    note_typed = Signal()
    settled = Signal()
    escaped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rubric-more")
        self._cells: tuple[Cell, ...] = ()
        self._fixes: tuple[Fix, ...] = ()
        self._same_as = ChoiceBox(self)
        self._same_as.setObjectName("same-as")
        self._fix = ChoiceBox(self)
        self._fix.setObjectName("fix")
        self._note = LabeledWords("note", text("case.rubric.only_me"), NOTE_LINES, self)
        self._fix_label = field_label(text("case.rubric.fix"), self._fix, self)
        self._area: QScrollArea | None = None
        self._sought: QWidget = self
        self._laid_out = QTimer(self)
        self._laid_out.setSingleShot(True)
        self._laid_out.setInterval(0)
        self._laid_out.timeout.connect(self._scroll_here)
        self._arrange()
        self._same_as.activated.connect(self._tell)
        self._fix.activated.connect(self._tell)
        self._note.field.typed.connect(self.note_typed)
        self._note.field.settled.connect(self.settled)
        self._note.field.escaped.connect(self.escaped)

    def _arrange(self) -> None:
        for box in (self._same_as, self._fix):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.HAIR, Space.SMALL, Space.HAIR, Space.HAIR)
        column.setSpacing(Space.HAIR)
        column.addWidget(field_label(text("case.rubric.same_as"), self._same_as, self))
        column.addWidget(self._same_as)
        column.addWidget(self._fix_label)
        column.addWidget(self._fix)
        column.addWidget(self._note)
        column.addWidget(PlainLabel(text("case.rubric.only_me_hint"), name="only-me-hint", role="small", parent=self))

    @property
    def same_as(self) -> Cell | None:
        """The cell whose weakness this one only repeats."""
        place = self._same_as.currentIndex()
        return self._cells[place - 1] if place > 0 else None

    @property
    def fix(self) -> str | None:
        """What it would take to repair the weakness."""
        place = self._fix.currentIndex()
        return self._fixes[place - 1].id if place > 0 else None

    @property
    def note(self) -> str:
        """The note for oneself."""
        return self._note.field.words

    def show_values(self, sheet: Sheet, cell: Cell, same_as: Cell | None, fix: str | None, note: str) -> None:
        """Show what is chosen for a cell."""
        self._offer_cells(sheet, cell)
        self._offer_fixes(sheet.fixes)
        self._same_as.setCurrentIndex(self._cells.index(same_as) + 1 if same_as in self._cells else 0)
        fixes = [known.id for known in self._fixes]
        self._fix.setCurrentIndex(fixes.index(fix) + 1 if fix in fixes else 0)
        self._note.field.fill(note)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Let the part be read but not changed."""
        self._same_as.setEnabled(not is_read_only)
        self._fix.setEnabled(not is_read_only)
        self._note.field.setReadOnly(is_read_only)

    def forget_undo(self) -> None:
        """Let undo never bring back the words of another cell."""
        self._note.field.forget_undo()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._cells = ()
        self._same_as.clear()
        self._note.field.fill("")
        self.forget_undo()

    def focus_note(self, area: QScrollArea) -> None:
        """Put the caret into the note and scroll the area to it."""
        self._note.field.setFocus()
        self.come_into_sight(area)
        self._sought = self._note

    def come_into_sight(self, area: QScrollArea) -> None:
        """Scroll the area to this part, as soon as its place in there is known."""
        self._area, self._sought = area, self
        self._laid_out.start()

    def keep_in_sight(self) -> None:
        """After everything was laid out anew, scroll back to the note that is being written."""
        if self._note.field.hasFocus():
            self._laid_out.start()

    @Slot()
    def _scroll_here(self) -> None:
        inside = self._area.widget() if self._area is not None else None
        if self._area is None or inside is None:
            return
        room = self._area.viewport().height()
        part = self if self.height() <= room else self._sought
        top = part.mapTo(inside, QPoint(0, 0)).y()
        self._area.verticalScrollBar().setValue(top + min(0, part.height() - room))

    def _offer_cells(self, sheet: Sheet, cell: Cell) -> None:
        cells = tuple(row.cell for row in sheet.cells if row.is_claimed and row.cell != cell)
        if cells == self._cells:
            return
        self._cells = cells
        columns = {standard.number: standard.column for standard in sheet.standards}
        labels = [
            one_line(f"{other.standard} {columns[other.standard]} · {project_label(sheet, other.project_id)}")
            for other in cells
        ]
        self._same_as.clear()
        self._same_as.addItems([text("case.rubric.same_as_none"), *labels])

    def _offer_fixes(self, fixes: tuple[Fix, ...]) -> None:
        self._fix.setVisible(bool(fixes))
        self._fix_label.setVisible(bool(fixes))
        if fixes != self._fixes:
            self._fixes = fixes
            self._fix.clear()
            self._fix.addItems([text("case.rubric.fix_none"), *(fix.name for fix in fixes)])

    @Slot(int)
    def _tell(self, _place: int) -> None:
        self.chosen.emit()
