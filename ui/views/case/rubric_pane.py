"""The rubric of one cell: prompts, levels, three texts, notes for oneself. It decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.text import text
from ui.models.case_words import attested_words, attester_names, is_finished, offered_levels, standing_words
from ui.plain_text import PlainLabel
from ui.theme import TARGET, Space
from ui.views.case.choice_picker import Choice, ChoicePicker, Form
from ui.views.case.cite_button import CiteButton
from ui.views.case.levels_up import LevelsUp
from ui.views.case.prompt_ticks import PromptTicks
from ui.views.case.rubric_head import RubricHead
from ui.views.case.rubric_more import RubricMore
from ui.views.case.sureness import SurenessPicker
from ui.views.case.texts_block import FINDING_LINES, LOW_LINES_WRITING, NAMES, TextsBlock
from ui.views.parts.chip_row import ChipRow
from ui.views.parts.fading_edges import FadingEdges
from ui.views.parts.fields import button, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import CellRow, Sheet
    from reviewer.vocabulary import CaseKey, Cell

LINES_FOR_STACK, LINES_FOR_SENTENCES, LINES_FOR_COLUMN = 40, 28, 52
LINES_FOR_HEAD = 14
LINES_FOR_CHIPS = 26
LINES_FOR_NAMES = 13
LINES_FOR_FINDING = 17
LINES_FOR_WRITING = 13
"""Heights of the pane, in lines of text, from which on more of it is shown at once."""


class RubricPane(QWidget):
    """Shows one cell and tells what the reviewer does to it.

    Signals:
        typed, chosen: the cell and its whole `JudgmentText`, while typing and after a choice.
        notes_typed, notes_chosen: the cell and its `PrivateNotes`.
        done_wanted: close the criterion with this text, then go on.
        step_wanted: -1 or 1, the Standard before or after.
        settled: a field lost the focus: save what waits.
    """

    typed = Signal(object, object)
    chosen = Signal(object, object)
    notes_typed = Signal(object, object)
    notes_chosen = Signal(object, object)
    done_wanted = Signal(object, object)
    step_wanted = Signal(int)
    settled = Signal()
    attestation_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rubric")
        self._cell: Cell | None = None
        self._shown: tuple[CaseKey, Cell] | None = None
        self._citations: tuple[Citation, ...] = ()
        self._head = RubricHead(self)
        self._area, self._column = scrolled("rubric-scroll", self)
        self._unclaimed = PlainLabel(text("case.rubric.unclaimed"), name="rubric-unclaimed", role="soft", parent=self)
        self._prompts = PromptTicks(self)
        self.levels = ChoicePicker("levels", text("case.rubric.levels"), self)
        self._more = RubricMore(self)
        self.chips = ChipRow("citations", text("case.rubric.citations"), self)
        self.cites = CiteButton("rubric-cite", self)
        self.texts = TextsBlock(self)
        self._sure = SurenessPicker(self)
        self._comes_back = QCheckBox(text("case.rubric.comes_back"), self)
        self._open_more = button(text("case.rubric.more"), name="rubric-open-more", parent=self, role="flat")
        self.done = button(text("case.rubric.done"), name="rubric-done", parent=self, role="primary")
        self._whole = QVBoxLayout(self)
        self._foot = QHBoxLayout()
        self._marks = QWidget(self)
        self._marks_line = QHBoxLayout()
        self._marks_below = QHBoxLayout()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._marks.setObjectName("rubric-marks")
        self._comes_back.setObjectName("comes-back")
        self._open_more.setCheckable(True)
        self._open_more.setToolTip(text("case.rubric.more_tip"))
        self.done.setToolTip(text("case.rubric.done_tip"))
        for part in (self._unclaimed, self._prompts, self.levels, self._more):
            self._column.addWidget(part)
        self._column.setSpacing(Space.HAIR)
        self._column.addStretch(1)
        self._area.setMinimumHeight(TARGET)
        self._settle = LevelsUp(self._area, FadingEdges(self._area), self.levels)
        self._more.hide()
        lines = QVBoxLayout(self._marks)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for line in (self._marks_line, self._marks_below):
            line.setSpacing(Space.SMALL)
            lines.addLayout(line)
        self.texts.put_at_head(self.cites)
        for mark in (self._sure, self._comes_back, self._open_more):
            self._marks_line.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeft)
        self._marks_line.addStretch(1)
        self._foot.addWidget(self._marks, 1)
        self._foot.addWidget(self.done)
        self._foot.setSpacing(Space.SMALL)
        self._foot.setContentsMargins(Space.HAIR, 0, Space.HAIR, Space.HAIR)
        whole = self._whole
        whole.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        whole.setSpacing(Space.HAIR)
        whole.addWidget(self._head)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.chips)
        whole.addWidget(self.texts)
        whole.addLayout(self._foot)

    def _connect(self) -> None:
        self._settle.brought.connect(self._more.keep_in_sight)
        self._head.step_wanted.connect(self.step_wanted)
        self._head.attestation_wanted.connect(self.attestation_wanted)
        self._prompts.ticks_changed.connect(self._tell_chosen)
        self.levels.picked.connect(self._tell_chosen)
        self._more.chosen.connect(self._tell_chosen)
        self.texts.typed.connect(self._tell_typed)
        self._more.note_typed.connect(self._tell_note)
        self._sure.sureness_chosen.connect(self._tell_mark)
        self._comes_back.clicked.connect(self._tell_mark)
        self._open_more.toggled.connect(self._unfold)
        self.done.clicked.connect(self.finish)
        for part in (self.texts, self._more):
            part.settled.connect(self.settled)
            part.escaped.connect(self.focus_criterion)

    # Showing ------------------------------------------------------------------------------

    @property
    def cell(self) -> Cell | None:
        """The cell shown."""
        return self._cell

    def show_cell(self, sheet: Sheet, cell: Cell) -> None:
        """Show a cell as it stands on the sheet; what already stands in a field is left alone."""
        row = sheet.cell(cell)
        is_other = (sheet.key, cell) != self._shown
        self._shown = (sheet.key, cell)
        self._cell = cell
        self._head.show_standing(standing_words(row))
        self._head.show_attested(attested_words(sheet, row), attester_names(sheet, row))
        self.levels.offer(_choices(sheet))
        if is_other:
            self._settle.start()
            self.levels.forget_before()
            self.texts.forget_undo()
            self._more.forget_undo()
            self._head.show_cell(sheet, cell)
            self._clear_reasons()
            self._open_more.setChecked(bool(row.private.note or (row.shown and (row.shown.same_as or row.shown.fix))))
        has_levels_focus = any(button.hasFocus() for button in self.levels.findChildren(QPushButton))
        self._show_text(sheet, row)
        self._allow(sheet, row)
        if is_other and has_levels_focus:
            self.levels.focus_choice()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._cell = self._shown = None
        self._citations = ()
        self._head.show_standing("")
        self._head.show_attested("", "")
        self.chips.show_items(())
        self.texts.fill("", "", "")
        self.texts.forget_undo()
        self._more.clear()
        self.levels.show_choice(None)
        self._prompts.show_prompts((), ())

    def show_refusal(self, words: str, field: str) -> None:
        """Say why the criterion was not closed: at the text at fault, or at the levels."""
        if field in NAMES:
            self.texts.show_reason(field, words)
            self.texts.focus(field)
        else:
            self.levels.show_reason(words)
            self._settle.start()
            if field == "citations":
                self.cites.setFocus()
            else:
                self.levels.focus_choice()

    def _show_text(self, sheet: Sheet, row: CellRow) -> None:
        shown = row.shown or JudgmentText()
        self._citations = shown.citations
        self.levels.show_choice(shown.level)
        self._prompts.show_prompts(sheet.prompts.get(row.cell.standard, ()), shown.prompts)
        self.texts.fill(shown.finding, shown.feedback, shown.remedy)
        self._more.show_values(sheet, row.cell, shown.same_as, shown.fix, row.private.note)
        self._sure.show_sureness(row.private.sureness)
        self._comes_back.setChecked(row.private.comes_back)

    def _allow(self, sheet: Sheet, row: CellRow) -> None:
        can_judge = row.is_claimed and not is_finished(sheet)
        self._unclaimed.setVisible(not row.is_claimed)
        self._prompts.setVisible(row.is_claimed)
        self.levels.setVisible(row.is_claimed)
        self._prompts.setEnabled(can_judge)
        self.levels.setEnabled(can_judge)
        self.texts.set_read_only(is_read_only=not can_judge)
        self._more.set_read_only(is_read_only=is_finished(sheet))
        self._sure.setEnabled(not is_finished(sheet))
        self._comes_back.setEnabled(not is_finished(sheet))
        self.done.setEnabled(not is_finished(sheet))
        self.cites.setEnabled(can_judge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().lineSpacing()
        self.texts.set_stacked(is_stacked=lines >= LINES_FOR_STACK)
        writing = FINDING_LINES if lines >= LINES_FOR_WRITING else LOW_LINES_WRITING
        self.texts.set_low(is_low=lines < LINES_FOR_FINDING, writing=writing)
        self.levels.set_form(_form(lines))
        self._place_standing(is_brief=lines < LINES_FOR_HEAD)
        self._place_chips(is_beside=lines >= LINES_FOR_CHIPS)
        self._place_marks()
        self._settle.start()

    def _place_standing(self, *, is_brief: bool) -> None:
        """In a very low pane the line below the title scrolls with the rest."""
        standing = self._head.standing
        if is_brief == (self._column.indexOf(standing) >= 0):
            return
        if is_brief:
            self._column.insertWidget(0, standing)
        else:
            self._column.removeWidget(standing)
            self._head.take_back()

    def _place_chips(self, *, is_beside: bool) -> None:
        """In a low pane the citations scroll with the rest, so that the levels keep their room."""
        if is_beside == (self._whole.indexOf(self.chips) >= 0):
            return
        if is_beside:
            self._column.removeWidget(self.chips)
            self._whole.insertWidget(self._whole.indexOf(self.texts), self.chips)
        else:
            self._whole.removeWidget(self.chips)
            self._column.insertWidget(self._column.indexOf(self.levels) + 1, self.chips)

    def _place_marks(self) -> None:
        """Where the pane is too narrow for them beside the button, the marks scroll with the rest."""
        self._place_cites()
        self._wrap_marks()
        beside = self._marks.sizeHint().width() + self.done.sizeHint().width() + Space.VAST
        is_beside = beside <= self.width()
        if is_beside == (self._foot.indexOf(self._marks) >= 0):
            return
        if is_beside:
            self._column.removeWidget(self._marks)
            self._foot.insertWidget(0, self._marks, 1)
        else:
            self._foot.removeWidget(self._marks)
            self._column.insertWidget(self._column.indexOf(self._more), self._marks)

    def _place_cites(self) -> None:
        """Where the names of the texts need the whole width, citing stands with the marks."""
        is_at_head = self.texts.has_room_at_head(self.cites, self.width() - 2 * Space.SMALL)
        if is_at_head == (self._marks_below.indexOf(self.cites) < 0):
            return
        if is_at_head:
            self._marks_below.removeWidget(self.cites)
            self.texts.put_at_head(self.cites)
        else:
            self._marks_below.addWidget(self.cites, 0, Qt.AlignmentFlag.AlignLeft)

    def _wrap_marks(self) -> None:
        """With large letters, what is less often pressed stands on a second line."""
        marks = (self._sure, self._comes_back, self._open_more)
        needed = sum(mark.sizeHint().width() + Space.SMALL for mark in marks)
        is_below = needed > self.width() - Space.VAST
        if is_below == (self._marks_below.indexOf(self._open_more) >= 0):
            return
        if is_below:
            self._marks_line.removeWidget(self._open_more)
            self._marks_below.insertWidget(0, self._open_more, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._marks_below.removeWidget(self._open_more)
            self._marks_line.insertWidget(2, self._open_more, 0, Qt.AlignmentFlag.AlignLeft)

    # Doing --------------------------------------------------------------------------------

    def written(self) -> JudgmentText:
        """Return what stands in the pane."""
        return JudgmentText(
            level=self.levels.chosen,
            finding=self.texts.words("finding"),
            feedback=self.texts.words("feedback"),
            remedy=self.texts.words("remedy"),
            fix=self._more.fix,
            same_as=self._more.same_as,
            prompts=self._prompts.ticked,
            citations=self._citations,
        )

    def clear_level(self) -> None:
        """Take the level back."""
        if self.levels.isEnabled() and self.levels.chosen is not None:
            self.levels.take_off()
            self._tell_chosen()

    def undo_level(self) -> None:
        """Go back to the level before the last change of it here."""
        if self.levels.isEnabled() and self.levels.go_back():
            self._tell_chosen()

    def focus_words(self) -> None:
        """Put the caret into the finding."""
        self.texts.focus("finding")

    def focus_notes(self) -> None:
        """Open the notes for oneself and put the caret there."""
        self._open_more.setChecked(True)
        self._more.focus_note(self._area)

    @Slot()
    def focus_criterion(self) -> None:
        """Go from a text back to the levels, where letters act."""
        self.levels.focus_choice()

    @Slot()
    def finish(self) -> None:
        """Ask to close the criterion and go on."""
        if self._cell is not None and self.done.isEnabled():
            self.done_wanted.emit(self._cell, self.written())

    def _clear_reasons(self) -> None:
        self.levels.show_reason("")
        self.texts.clear_reasons()

    def _notes(self) -> PrivateNotes:
        return PrivateNotes(note=self._more.note, sureness=self._sure.sureness, comes_back=self._comes_back.isChecked())

    @Slot()
    def _tell_chosen(self) -> None:
        self._clear_reasons()
        if self._cell is not None:
            self.chosen.emit(self._cell, self.written())

    @Slot()
    def _tell_typed(self) -> None:
        if self._cell is not None:
            self.typed.emit(self._cell, self.written())

    @Slot()
    def _tell_note(self) -> None:
        if self._cell is not None:
            self.notes_typed.emit(self._cell, self._notes())

    @Slot()
    def _tell_mark(self) -> None:
        if self._cell is not None:
            self.notes_chosen.emit(self._cell, self._notes())

    @Slot(bool)
    def _unfold(self, is_open: bool) -> None:
        self._more.setVisible(is_open)
        if is_open and not self._settle.is_waiting:
            self._settle.let_go()
            self._more.come_into_sight(self._area)


def _form(lines: float) -> Form:
    if lines < LINES_FOR_SENTENCES:
        return Form.COMPACT if lines >= LINES_FOR_NAMES else Form.LETTERS
    return Form.BELOW if lines >= LINES_FOR_COLUMN else Form.BESIDE


def _choices(sheet: Sheet) -> tuple[Choice, ...]:
    return tuple(Choice(level.id, level.key, level.name, level.sentence, level.sign) for level in offered_levels(sheet))
