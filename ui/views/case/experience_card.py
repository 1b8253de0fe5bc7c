"""The rows of experience: what each covers, whether it counts, a ruling on it, and how the sum is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.review.begun import on_experience
from reviewer.text import text
from ui.looks import drop
from ui.models.before_texts import experience_row_words, experience_sum_lines
from ui.models.case_words import is_finished
from ui.plain_text import PlainLabel
from ui.session.rulings import RuleExperience
from ui.theme import Space
from ui.views.case.ruling_form import RulingForm
from ui.views.parts.signs import SignMark

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import ExperienceRowShown, Sheet
    from ui.views.case.begun_forms import BegunForms

COUNTS = "counts"
COUNTS_NOT = "counts-not"


class ExperienceCard(QFrame):
    """Every row can be ruled on; the sum below follows.

    Signals:
        ruled: a `RuleExperience`.
    """

    ruled = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("experience-card")
        self.setProperty("role", "sheet")
        self._lines: dict[int, ExperienceLine] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.SMALL)
        self._sum = PlainLabel(name="before-experience", parent=self)
        self._sum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        title = PlainLabel(text("case.before.experience"), name="experience-title", role="field", parent=self)
        column.addWidget(title)
        column.addLayout(self._rows)
        column.addWidget(self._sum)

    @property
    def lines(self) -> dict[int, ExperienceLine]:
        """The rows, by their numbers."""
        return dict(self._lines)

    def show_sheet(self, sheet: Sheet, forms: BegunForms, *, is_other: bool) -> None:
        """Show the rows of a case, with what was begun for them; hidden where there are none."""
        self.setVisible(bool(sheet.experience_rows))
        if is_other or len(sheet.experience_rows) != len(self._lines):
            self._drop()
            for row in sheet.experience_rows:
                made = ExperienceLine(row.number, self)
                made.ruled.connect(self.ruled)
                made.form.use_forms(forms, on_experience(row.number))
                self._lines[row.number] = made
                self._rows.addWidget(made)
        for row in sheet.experience_rows:
            self._lines[row.number].show_row(row, is_finished=is_finished(sheet))
        self._sum.say("\n".join(experience_sum_lines(sheet)))

    def show_refusal(self, number: int, words: str) -> None:
        """Say at a row why its ruling was not taken."""
        if number in self._lines:
            self._lines[number].form.show_reason(words)

    def close_form(self, number: int) -> None:
        """Put the form of a row away after its ruling was taken."""
        if number in self._lines:
            self._lines[number].form.put_away()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._drop()
        self._sum.say("")

    def _drop(self) -> None:
        drop(self._lines.values(), self._rows)
        self._lines = {}


class ExperienceLine(QWidget):
    """One row with its sign and word, and the form to rule on it."""

    ruled = Signal(object)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        name = f"experience-{number}"
        self.setObjectName(name)
        self._sign = SignMark("full", name=f"{name}-sign", parent=self)
        self._words = PlainLabel(name=f"{name}-words", parent=self)
        self._state = PlainLabel(name=f"{name}-state", role="small", parent=self)
        self.form = RulingForm(
            name,
            {COUNTS: text("case.before.row_counts"), COUNTS_NOT: text("case.before.row_counts_not")},
            self,
            save=text("case.before.save_ruling"),
            unanswered=text("case.before.choose_counts_first"),
        )
        self._arrange()
        self.form.told.connect(self._tell)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._state)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.form.opener, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.HAIR, 0)
        column.setSpacing(Space.HAIR)
        column.addLayout(head)
        column.addWidget(self.form)

    def show_row(self, row: ExperienceRowShown, *, is_finished: bool) -> None:
        """Show the row as it counts."""
        self._sign.show_sign("full" if row.counts else "cross")
        self._words.say(experience_row_words(row))
        state = text("case.before.row_counts" if row.counts else "case.before.row_counts_not")
        if row.ruled is not None:
            state = text("case.before.row_ruled", state=state, because=row.because)
        self._state.say(state)
        opener = self.form.opener
        opener.setText(text("case.before.rule" if row.ruled is None else "case.before.rule_again"))
        opener.setAccessibleName(f"{opener.text()} {self._words.text()}")
        opener.setEnabled(not is_finished)
        self.setAccessibleName(f"{self._words.text()}. {state}")

    @Slot(str, str)
    def _tell(self, answer: str, because: str) -> None:
        self.ruled.emit(RuleExperience(self._number, answer == COUNTS, because.strip()))
