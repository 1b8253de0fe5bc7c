"""The step "Outcome and letter": what the record leads to, why, and beside it the letter's real pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import counted, text
from ui.models import outcome as told
from ui.models.case_places import CasePlace
from ui.models.office_words import is_referred
from ui.models.outcome import Lead
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.letter.step_page import LetterStepPage
from ui.views.outcome.explanation import ExplanationBlock
from ui.views.outcome.fitting_column import FittingColumn
from ui.views.outcome.leads import LeadList
from ui.views.parts.fields import button, line
from ui.views.parts.practice import PracticeLine

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet
    from ui.session.explanation_session import ExplanationSession
    from ui.session.letter_session import LetterSession
    from ui.settings import LayoutSettings


class OutcomePane(FittingColumn):
    """The outcome as a sentence, with everything that explains it; or what is still missing.

    Signals:
        followed: a `Lead` that the reviewer wants to follow.
        branch_followed: a `Branch` of the explanation that the reviewer wants to follow.
        sign_wanted: on to signing.
    """

    followed = Signal(object)
    branch_followed = Signal(object)
    sign_wanted = Signal()

    def __init__(self, explanation: ExplanationSession, parent: QWidget) -> None:
        super().__init__("outcome", parent)
        self.column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.LARGE, Space.LARGE)
        inner = self.inner
        self._practice = PracticeLine("outcome-practice", text("ui.practice.signing"), inner)
        self._caption = PlainLabel(name="outcome-caption", role="soft", parent=inner)
        self._sentence = PlainLabel(name="outcome-sentence", role="title", parent=inner)
        self._note = PlainLabel(name="outcome-note", parent=inner)
        self._missing = LeadList("outcome-missing", "", inner)
        self._needed = LeadList("outcome-needed", text("ui.outcome.needed"), inner, is_numbered=True)
        self._advised = LeadList(
            "outcome-advised", text("ui.outcome.advised"), inner, explanation=text("ui.outcome.advised_means")
        )
        self._spare_title = PlainLabel(
            text("ui.outcome.nothing_to_spare"), name="outcome-spare-title", role="heading", parent=self
        )
        self._spare = PlainLabel(name="outcome-spare", parent=inner)
        self._changes_title = PlainLabel(name="outcome-changes-title", role="heading", parent=inner)
        self._changes = PlainLabel(name="outcome-changes", parent=inner)
        self._line = line("outcome-line", inner)
        self._reader = PlainLabel(name="outcome-reader", role="caution", parent=inner)
        self._to_note = button(text("ui.outcome.to_note"), name="outcome-to-note", parent=inner, role="link")
        self._rules = ExplanationBlock(explanation, inner)
        self._sign = button(text("ui.outcome.sign"), name="outcome-sign", parent=inner, role="primary")
        self._arrange(self.column)
        for part in (self._missing, self._needed, self._advised):
            part.followed.connect(self.followed)
        self._rules.followed.connect(self.branch_followed)
        self._to_note.clicked.connect(self._go_to_note)
        self._sign.clicked.connect(self.sign_wanted)

    @property
    def sentence(self) -> str:
        """The outcome's sentence, or that something is missing."""
        return self._sentence.text()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what a case comes to."""
        outcome = told.shown_outcome(sheet)
        is_hidden = outcome is None and sheet.outcome_hidden_until_judged
        self._practice.show_for(sheet)
        self._say_head(sheet)
        self._missing.say_title(counted("ui.outcome.missing", len(sheet.determination.missing)))
        self._missing.show_leads(() if told.is_sealed(sheet) else told.missing_leads(sheet))
        self._needed.show_leads(() if is_hidden else told.needed(sheet))
        is_verdict = not told.is_without_verdict(sheet)
        self._advised.say_title(text("ui.outcome.advised" if is_verdict else "ui.outcome.gaps"))
        self._advised.say_explanation(text("ui.outcome.advised_means" if is_verdict else "ui.outcome.gaps_means"))
        self._advised.show_leads(() if is_hidden else told.advised(sheet))
        self._say_spare(() if is_hidden else told.nothing_to_spare(sheet))
        if outcome:
            self._say_changes(told.changes_told(sheet), told.changes_title(sheet), told.no_changes(sheet))
        else:
            self._say_changes(())
        self._reader.setText(sheet.second_reader)
        self._reader.setVisible(bool(sheet.second_reader) and bool(told.changes_told(sheet)))
        self._to_note.setVisible(is_referred(sheet))
        self._line.setVisible(not is_hidden and bool(sheet.determination.rules))
        if is_hidden:
            self._rules.forget()
        else:
            self._rules.ask(sheet)
        self._sign.setVisible(outcome is not None and not told.is_sealed(sheet))

    def clear(self) -> None:
        """Show nothing of any case."""
        self._say("", "", "")
        for leads in (self._missing, self._needed, self._advised):
            leads.show_leads(())
        self._say_spare(())
        self._say_changes(())
        self._rules.forget()

    @property
    def explanation(self) -> ExplanationBlock:
        """Why, as a tree and as a page."""
        return self._rules

    def focus_first(self) -> None:
        """Put the focus where work goes on."""
        if self._missing.focus_first():
            return
        if not self._sign.isHidden():
            self._sign.setFocus()
        else:
            self._rules.focus_first()

    def _say_head(self, sheet: Sheet) -> None:
        outcome = told.shown_outcome(sheet)
        if told.is_recused(sheet):
            self._say(text("ui.outcome.recused_caption"), text("ui.outcome.recused"), "")
        elif outcome is None:
            hidden = sheet.outcome_hidden_until_judged
            self._say("", text("ui.outcome.open"), text("ui.outcome.hidden") if hidden else "")
        elif sheet.sealed is not None:
            caption = text("ui.outcome.sealed_caption", outcome=outcome.name, version=sheet.sealed.version)
            self._say(caption, outcome.sentence, sheet.sealed.because)
        elif told.is_without_verdict(sheet):
            self._say(text("ui.outcome.feedback_caption"), outcome.sentence, "")
        else:
            note = text("ui.outcome.referred_note") if is_referred(sheet) else ""
            self._say(text("ui.outcome.caption", outcome=outcome.name), outcome.sentence, note)

    @Slot()
    def _go_to_note(self) -> None:
        self.followed.emit(Lead(self._to_note.text(), CasePlace("office")))

    def _say(self, caption: str, sentence: str, note: str) -> None:
        for label, words in ((self._caption, caption), (self._sentence, sentence), (self._note, note)):
            label.say(words)
            label.setVisible(bool(words))

    def _say_spare(self, standards: tuple[str, ...]) -> None:
        self._spare_title.setVisible(bool(standards))
        self._spare.setVisible(bool(standards))
        self._spare.say(text("ui.outcome.spare_list", standards=", ".join(standards)) if standards else "")

    def _say_changes(self, changes: tuple[str, ...], title: str = "", otherwise: str = "") -> None:
        words = "\n".join(changes) or otherwise
        self._changes_title.setVisible(bool(changes))
        self._changes.setVisible(bool(words))
        self._changes_title.say(title)
        self._changes.say(words)

    def _arrange(self, column: QVBoxLayout) -> None:
        for part in (
            self._practice,
            self._caption,
            self._sentence,
            self._note,
            self._to_note,
            self._missing,
            self._needed,
            self._advised,
        ):
            column.addWidget(part)
        for part in (self._spare_title, self._spare, self._changes_title, self._changes, self._reader):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self._sign)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._line)
        column.addWidget(self._rules)
        column.addStretch(1)


class OutcomePage(LetterStepPage):
    """Outcome left, letter right."""

    def __init__(
        self, letter: LetterSession, explanation: ExplanationSession, settings: LayoutSettings, parent: QWidget
    ) -> None:
        super().__init__("outcome", letter, settings, parent)
        self._sheet: Sheet | None = None
        self._pane = OutcomePane(explanation, self.splitter)
        self.put_left(self._pane)
        self._pane.followed.connect(self.follow)
        self._pane.branch_followed.connect(self.branch_wanted)
        self._pane.sign_wanted.connect(self._go_to_sign)

    @property
    def pane(self) -> OutcomePane:
        """The outcome with its reasons."""
        return self._pane

    def show_sheet(self, sheet: Sheet) -> None:
        is_new = self._sheet is None or self._sheet.determination != sheet.determination
        is_new = is_new or self._sheet is None or (self._sheet.key, self._sheet.sealed) != (sheet.key, sheet.sealed)
        self._sheet = sheet
        self._pane.show_sheet(sheet)
        if is_new and self.isVisible():
            self.ask_letter(sheet)

    def entered(self) -> None:
        self.ask_letter(self._sheet)
        self._pane.focus_first()
        # The outcome is what one comes for; the way on has the focus all the same.
        self._pane.stay_at_top()

    def standing(self, sheet: Sheet) -> str:
        return text("ui.outcome.ready") if told.shown_outcome(sheet) else ""

    def forget(self) -> None:
        self._sheet = None
        self._pane.clear()
        self._letter.forget()

    @Slot()
    def _go_to_sign(self) -> None:
        self.step_wanted.emit("sign")
