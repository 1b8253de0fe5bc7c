"""The selected case in short: what is missing, what is doubtful, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reviewer.text import counted, text
from reviewer.vocabulary import CaseState
from ui.models.inbox import candidate_label, due_label, is_overdue, program_label, row_state_label
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.parts.fields import button, line, scrolled

if TYPE_CHECKING:
    from datetime import date

    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey
    from ui.session.inbox_session import InShort

_MOST_MISSING = 8


class InShortPane(QFrame):
    """One case in short, beside the table.

    Signals:
        open_asked: the case shown is to be opened.
        next_asked: the next unfinished case is to be opened.
        afresh_asked: the practice case shown is to be begun again.
    """

    open_asked = Signal()
    next_asked = Signal()
    afresh_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("in-short")
        self.setProperty("role", "sheet")
        self._key: CaseKey | None = None
        self._is_recused = False
        area, words = scrolled("in-short-scroll", self)
        words.setSpacing(Space.SMALL)
        self._name = PlainLabel(name="in-short-name", role="heading", parent=self)
        self._badge = PlainLabel(text("ui.practice.badge"), name="in-short-practice", role="practice", parent=self)
        self._means = PlainLabel(text("ui.practice.means"), name="in-short-practice-means", role="soft", parent=self)
        self._program = PlainLabel(name="in-short-program", parent=self)
        self._id = PlainLabel(name="in-short-id", role="small", parent=self)
        self._state = PlainLabel(name="in-short-state", parent=self)
        self._line = line("in-short-line", self)
        self._missing_title = PlainLabel(name="in-short-missing-title", role="field", parent=self)
        self._missing = PlainLabel(name="in-short-missing", parent=self)
        self._doubts = PlainLabel(name="in-short-doubts", parent=self)
        words.addWidget(self._name)
        words.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._program, self._id, self._state, self._means, self._line):
            words.addWidget(widget)
        for widget in (self._missing_title, self._missing, self._doubts):
            words.addWidget(widget)
        words.addStretch(1)
        self._open = button(text("ui.inbox.open"), name="inbox-open", parent=self, role="primary")
        self._next = button(text("ui.inbox.next"), name="inbox-next", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addWidget(area, 1)
        column.addWidget(self._open)
        column.addWidget(self._next)
        self._afresh = button(text("ui.practice.afresh"), name="inbox-afresh", parent=self, role="flat")
        column.addWidget(self._afresh)
        self._afresh.clicked.connect(self.afresh_asked)
        self._open.clicked.connect(self.open_asked)
        self._next.clicked.connect(self.next_asked)
        self.show_row(None, None)

    def show_row(self, row: InboxRow | None, today: date | None) -> None:
        """Show what the table knows; the rest comes with `show_summary`."""
        self._key = row.key if row else None
        self._is_recused = row is not None and row.state is CaseState.RECUSED
        for part in (self._badge, self._means, self._afresh):
            part.setVisible(row is not None and row.is_practice)
        self._open.setEnabled(row is not None)
        self._set_summary("", "", "")
        if row is None or today is None:
            self._name.say(text("ui.inbox.none_selected"))
            for label in (self._program, self._id, self._state):
                label.say("")
            self._line.hide()
            return
        self._line.show()
        self._name.say(candidate_label(row))
        self._program.say(program_label(row))
        self._id.say(text("ui.inbox.submission", id=row.key.submission_id, revision=row.key.revision))
        due = due_label(row.due_on, today)
        sentence = "ui.inbox.was_due" if is_overdue(row, today) else "ui.inbox.is_due"
        whole = text(sentence, due=due) if row.due_on else due
        self._state.say(text("ui.inbox.stands", state=row_state_label(row), due=whole))

    def show_summary(self, summary: InShort) -> None:
        """Show what is missing and doubtful, when it is about the case shown."""
        if summary.key != self._key:
            return
        if self._is_recused:
            self._set_summary(text("ui.inbox.recused_title"), text("ui.inbox.recused"), "")
            return
        if not summary.is_declared:
            self._set_summary(text("ui.inbox.not_declared_title"), text("ui.inbox.not_declared"), "")
            return
        shown = [f"• {each}" for each in summary.missing[:_MOST_MISSING]]
        if len(summary.missing) > _MOST_MISSING:
            shown.append(text("ui.inbox.and_more", count=len(summary.missing) - _MOST_MISSING))
        title = counted("ui.inbox.missing", len(summary.missing)) if shown else text("ui.inbox.nothing_missing")
        self._set_summary(title, "\n".join(shown), counted("ui.inbox.doubts", summary.doubts) if summary.doubts else "")

    def set_can_go_on(self, *, is_possible: bool) -> None:
        """Say whether there is another unfinished case."""
        self._next.setEnabled(is_possible)

    def _set_summary(self, title: str, missing: str, doubts: str) -> None:
        for label, words in ((self._missing_title, title), (self._missing, missing), (self._doubts, doubts)):
            label.say(words)
            label.setVisible(bool(words))
