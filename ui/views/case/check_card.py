"""One eligibility check: what was computed and from which numbers, how sure the rule is, and the correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from reviewer.vocabulary import Holds, RuleStatus
from ui.models.day_words import computed_spoken
from ui.plain_text import PlainLabel, tooltip
from ui.theme import Space
from ui.views.case.ruling_form import RulingForm
from ui.views.parts.fields import button
from ui.views.parts.signs import SignMark

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import ChecklistRow

SIGNS = {Holds.HOLDS: "full", Holds.FAILS: "cross", Holds.CANNOT_TELL: "ring"}


class CheckCard(QFrame):
    """Shows one check.

    Signals:
        corrected: its id, the answer and the reason.
        confirmed: its id: it is as computed.
        rows_wanted: its id: on to the rows that it is computed from.
    """

    corrected = Signal(str, str, str)
    confirmed = Signal(str)
    rows_wanted = Signal(str)

    def __init__(self, check_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.check_id = check_id
        self._is_open = False
        self.setObjectName(f"check-{check_id}")
        self.setProperty("role", "sheet")
        self._sign = SignMark("ring", name=f"{self.objectName()}-sign", parent=self, side=18)
        self._title = PlainLabel(name=f"{self.objectName()}-title", role="field", parent=self)
        self._answer = PlainLabel(name=f"{self.objectName()}-answer", parent=self)
        self._because = PlainLabel(name=f"{self.objectName()}-because", parent=self)
        self._badge = PlainLabel(name=f"{self.objectName()}-badge", role="small", parent=self)
        self._ruled = PlainLabel(name=f"{self.objectName()}-ruled", parent=self)
        self._confirm = button(text("case.before.confirm"), name=f"{self.objectName()}-confirm", parent=self)
        self._rows = button(text("case.before.rows"), name=f"{self.objectName()}-rows", parent=self, role="link")
        self.form = RulingForm(
            self.objectName(),
            {answer: text(f"case.holds.{answer}") for answer in (Holds.HOLDS, Holds.FAILS)},
            self,
            save=text("case.before.save_correction"),
            unanswered=text("case.before.choose_first"),
        )
        self._arrange()
        self.form.told.connect(self._tell)
        self._confirm.clicked.connect(self._tell_confirmed)
        self._rows.clicked.connect(self._tell_rows)

    def _arrange(self) -> None:
        self._answer.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._title, 1)
        head.addWidget(self._sign)
        head.addWidget(self._answer)
        for act in (self._rows, self._confirm, self.form.opener):
            head.addWidget(act)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.HAIR)
        column.addLayout(head)
        for part in (self._because, self._ruled, self._badge, self.form):
            column.addWidget(part)

    def show_row(self, row: ChecklistRow, *, is_finished: bool) -> None:
        """Show the check as it stands."""
        self._sign.show_sign(SIGNS[row.answer])
        self._title.say(row.title)
        self._answer.say(text(f"case.holds.{row.answer}"))
        because = computed_spoken(row.because)
        self._because.say(because)
        self._ruled.say(_ruled_words(row))
        self._ruled.setVisible(bool(row.note or row.confirmed))
        badge = text(f"case.status.{row.status}")
        self._badge.say(text("case.before.badge", status=badge, source=row.source))
        self._badge.setVisible(row.status is not RuleStatus.FOUND)
        self.setToolTip(tooltip(text("case.before.source_tip", source=row.source)))
        self.setAccessibleName(f"{row.title}: {self._answer.text()}. {because}")
        is_told = row.computed is not Holds.CANNOT_TELL
        self._is_open = row.answer is Holds.CANNOT_TELL and not is_finished
        self._confirm.setVisible(is_told and not row.note and row.confirmed != row.because and not is_finished)
        self._confirm.setAccessibleName(f"{self._confirm.text()} {row.title}")
        self._rows.setVisible(bool(row.rows))
        self._rows.setAccessibleName(f"{self._rows.text()} {row.title}")
        self.form.opener.setEnabled(not is_finished)
        self.form.opener.setText(text("case.before.correct_again" if row.note else "case.before.correct"))

    @property
    def asks(self) -> QWidget | None:
        """The control at which the reviewer says something of it; None while nothing is asked."""
        if not self._confirm.isHidden():
            return self._confirm
        return self.form.opener if self._is_open else None

    @Slot()
    def _tell_confirmed(self) -> None:
        self.confirmed.emit(self.check_id)

    @Slot()
    def _tell_rows(self) -> None:
        self.rows_wanted.emit(self.check_id)

    @Slot(str, str)
    def _tell(self, answer: str, because: str) -> None:
        self.corrected.emit(self.check_id, answer, because)


def _ruled_words(row: ChecklistRow) -> str:
    """Say what the reviewer said of it: corrected, confirmed, or confirmed before it was computed anew."""
    if row.note:
        return text("case.before.ruled", computed=text(f"case.holds.{row.computed}"), note=row.note)
    if not row.confirmed:
        return ""
    if row.confirmed == row.because:
        return text("case.before.confirmed")
    return text("case.before.confirmed_before", because=computed_spoken(row.confirmed))
