"""The ethics checklist beside the words: one item at a time, its answers with their letters, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.looks import set_look
from ui.models.case_words import ethics_standing_words, is_finished
from ui.models.ethics_model import SIGNS, EthicsModel, EthicsRole, noticed_for
from ui.models.office_words import is_referred
from ui.plain_text import ElidedLabel, PlainLabel
from ui.theme import TARGET, Space
from ui.views.case.choice_picker import Choice, ChoicePicker, Form
from ui.views.case.cite_button import CiteButton
from ui.views.case.ethics_items import EthicsItems
from ui.views.case.words_field import LabeledWords
from ui.views.parts.chip_row import ChipRow
from ui.views.parts.fading_edges import FadingEdges
from ui.views.parts.fields import button, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.program.model import EthicsChoice
    from reviewer.review.sheet_rows import EthicsRow, Sheet

NOTE_LINES = 5
LOW_NOTE_LINES = 2
LEAST_NOTE_LINES = 1
LINES_FOR_NOTE = 20
LINES_FOR_ANSWERS = 18
LINES_FOR_LOW_NOTE = 13
"""With fewer lines than these, the note gives way to the item and its answers."""
LINES_FOR_SENTENCES = 32
"""Height of the pane, in lines of text, from which on each answer says what follows from it."""
_PLACE_OF_ANSWERS = 3


class EthicsPane(QWidget):
    """Asks one item at a time; what is typed is a draft until it is answered.

    Signals:
        typed: item, answer (None while none is chosen), note.
        done_wanted: item, answer, note.
        settled: the note lost the focus: save what waits.
        note_wanted: on to the note that only the office reads.
        item_changed: another item is asked.
    """

    typed = Signal(str, object, str)
    done_wanted = Signal(str, str, str)
    settled = Signal()
    note_wanted = Signal()
    item_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("ethics")
        self.model = EthicsModel(self)
        self._row: EthicsRow | None = None
        self._sheet: Sheet | None = None
        self._is_finished = False
        self._list = EthicsItems(self.model, self)
        self._area, self._column = scrolled("ethics-scroll", self)
        self._title = PlainLabel(name="ethics-title", role="heading", parent=self)
        self._explanation = PlainLabel(name="ethics-explanation", parent=self)
        self._noticed = PlainLabel(name="ethics-noticed", role="soft", parent=self)
        self._standing = ElidedLabel(name="ethics-standing", role="small", parent=self)
        self.answers = ChoicePicker("answers", text("case.ethics.answers"), self)
        self._frozen = PlainLabel(text("case.ethics.frozen"), name="ethics-frozen", role="caution", parent=self)
        self._to_note = button(text("ui.outcome.to_note"), name="ethics-to-note", parent=self, role="link")
        self.chips = ChipRow("ethics-citations", text("case.ethics.citations"), self)
        self.cites = CiteButton("ethics-cite", self)
        self._note = LabeledWords("ethics-note", text("case.ethics.note"), NOTE_LINES, self)
        self.done = button(text("case.ethics.done"), name="ethics-done", parent=self, role="primary")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for part in (self._title, self._explanation, self._noticed, self.answers, self._frozen):
            self._column.addWidget(part)
        self._column.addWidget(self._to_note, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._column.setSpacing(Space.HAIR)
        self._edges = FadingEdges(self._area)
        self._area.setMinimumHeight(TARGET)
        self._foot = foot = QHBoxLayout()
        foot.addWidget(self._standing, 1)
        foot.addWidget(self.cites)
        foot.addWidget(self.done)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.SMALL, 0, Space.SMALL, Space.SMALL)
        whole.setSpacing(Space.SMALL)
        whole.addWidget(self._list)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.chips)
        whole.addWidget(self._note)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self._list.selectionModel().currentChanged.connect(self._go)
        self.answers.picked.connect(self._tell)
        self._note.field.typed.connect(self._tell)
        self._note.field.settled.connect(self.settled)
        self._note.field.escaped.connect(self.focus_item)
        self.done.clicked.connect(self.finish)
        self._to_note.clicked.connect(self.note_wanted)

    @property
    def item(self) -> str | None:
        """The item shown."""
        return self._row.id if self._row else None

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the checklist as it stands; the item stays."""
        self._sheet = sheet
        self._is_finished = is_finished(sheet)
        for part in (self._frozen, self._to_note):
            part.setVisible(is_referred(sheet))
        item = self.item
        self.answers.offer(tuple(_choice(choice) for choice in sheet.ethics_choices))
        self.model.show_sheet(sheet)
        place = max(0, self.model.row_of(item) if item else 0)
        self._list.setCurrentIndex(self.model.index(place))
        self._show_row(place)

    def show_item(self, item: str) -> None:
        """Go to an item."""
        place = self.model.row_of(item)
        if place >= 0:
            self._list.setCurrentIndex(self.model.index(place))

    def show_next_open(self) -> None:
        """Go to the next item without an answer, if there is one."""
        following = self.model.next_open(self.item or "")
        if following is not None:
            self.show_item(following)
        self.focus_item()

    def show_refusal(self, words: str) -> None:
        """Say at the note why the answer was not taken."""
        self._note.show_reason(words)
        self._note.field.setFocus()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._row = self._sheet = None
        self._noticed.say("")
        self.model.clear()
        self.chips.show_items(())
        self._note.field.fill("")
        self._note.field.forget_undo()

    def answer_by_key(self, letter: str) -> bool:
        """Choose the answer of a letter; False where no answer has it."""
        return self.answers.choose_by_key(letter)

    def clear_answer(self) -> None:
        """Take the answer back, as long as it was not given."""
        if not self._is_finished and self.answers.chosen is not None:
            self.answers.show_choice(None)
            self._tell()

    def focus_words(self) -> None:
        """Put the caret into the note."""
        self._note.field.setFocus()

    @Slot()
    def focus_item(self) -> None:
        """Go from the note back to the items, where letters act."""
        self._list.setFocus()

    @Slot()
    def finish(self) -> None:
        """Ask to give the answer and go on."""
        if self._row is None or self._is_finished:
            return
        if self.answers.chosen is None:
            self.answers.show_reason(text("case.ethics.choose_first"))
            return
        self.done_wanted.emit(self._row.id, self.answers.chosen, self._note.field.words)

    @Slot(QModelIndex, QModelIndex)
    def _go(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._show_row(current.row())

    def _show_row(self, place: int) -> None:
        row = self.model.index(place).data(EthicsRole.ROW)
        if row is None:
            return
        is_other = self._row is None or row.id != self._row.id
        if is_other:
            self._clear_reasons()
            self._note.field.forget_undo()
        self._row = row
        self._title.say(row.title)
        self._explanation.say(row.explanation)
        noticed = noticed_for(self._sheet, row) if self._sheet else ()
        self._noticed.say(text("case.ethics.noticed", found=" ".join(noticed)) if noticed else "")
        self._noticed.setVisible(bool(noticed))
        self._standing.say(ethics_standing_words(row))
        self.answers.show_choice(row.given)
        self._note.field.fill(row.note)
        self.answers.setEnabled(not self._is_finished)
        self._note.field.setReadOnly(self._is_finished)
        self.done.setEnabled(not self._is_finished)
        self.cites.setEnabled(not self._is_finished)
        if is_other:
            self.item_changed.emit()

    def _clear_reasons(self) -> None:
        self._note.show_reason("")
        self.answers.show_reason("")

    @Slot()
    def _tell(self) -> None:
        self._clear_reasons()
        if self._row is not None:
            self.typed.emit(self._row.id, self.answers.chosen, self._note.field.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().lineSpacing()
        self._put_answers_first(is_first=lines < LINES_FOR_ANSWERS)
        low = LOW_NOTE_LINES if lines >= LINES_FOR_LOW_NOTE else LEAST_NOTE_LINES
        self._note.label.setVisible(lines >= LINES_FOR_LOW_NOTE)
        self._note.field.setPlaceholderText("" if lines >= LINES_FOR_LOW_NOTE else text("case.ethics.note"))
        self._note.field.set_lines(NOTE_LINES if lines >= LINES_FOR_NOTE else low)
        high = Form.COMPACT if lines < LINES_FOR_SENTENCES else Form.BELOW
        self.answers.set_form(Form.LETTERS if lines < LINES_FOR_ANSWERS else high)

    def _put_answers_first(self, *, is_first: bool) -> None:
        """In a very low pane the answers stand right below the item; what explains it is scrolled to."""
        place = 1 if is_first else _PLACE_OF_ANSWERS
        if self._column.indexOf(self.answers) == place:
            return
        self._column.removeWidget(self.answers)
        self._column.insertWidget(place, self.answers)
        if is_first:
            self._foot.removeWidget(self._standing)
            self._column.insertWidget(place + 1, self._standing)
        else:
            self._column.removeWidget(self._standing)
            self._foot.insertWidget(0, self._standing, 1)
        set_look(self._title, "role", "field" if is_first else "heading")


def _choice(choice: EthicsChoice) -> Choice:
    sentence = text(f"case.ethics.effect.{choice.effect}")
    return Choice(choice.id, choice.key, choice.name, sentence, SIGNS[choice.effect])
