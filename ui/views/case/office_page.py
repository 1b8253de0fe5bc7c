"""The step "Office": questions with their answers, alerts, and the note that only the office reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.review.begun import ALERT, ANSWER, CONFIDENTIAL_NOTE, QUESTION
from reviewer.text import counted, text
from reviewer.vocabulary import CaseState
from ui.failures import MessageBar, MessageKind
from ui.models.case_words import is_finished
from ui.models.office_words import alert_lines, is_referred, question_lines, waiting_count
from ui.plain_text import PlainLabel
from ui.session.rulings import AlertOffice, AskOffice, KeepAnswer, KeepConfidentialNote
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm, BegunForms, BoxChoices
from ui.views.case.steps import StepPage
from ui.views.case.words_field import LabeledWords
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import button, field_label, scrolled, sheet
from ui.views.parts.practice import PracticeLine
from ui.views.parts.two_columns import TwoColumns

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QFrame, QPushButton

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey
    from ui.session.rulings import Ruling

ALERT_KINDS = ("personal_data", "ethics", "other")
WORDS_LINES = 3


class OfficePage(StepPage):
    """Everything between the reviewer and the office about one case.

    Signals:
        told: a `Ruling` to be recorded.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("office")
        self._key: CaseKey | None = None
        self._is_practice = False
        self._note_kept = ""
        self._forms = BegunForms(self)
        self.message = MessageBar(self, "office-message")
        self._area, column = scrolled("office-scroll", self)
        self._practice = PracticeLine("office-practice", text("ui.practice.office"), self)
        column.addWidget(self._practice)
        self._explain = PlainLabel(text("ui.office.explain"), name="office-explain", role="soft", parent=self)
        column.addWidget(self._explain)
        self._note_card, self._note, self._note_act = self._make_note()
        column.addWidget(self._note_card)
        self._columns = TwoColumns(Space.LARGE)
        column.addLayout(self._columns)
        column.addStretch(1)
        column.setContentsMargins(Space.HAIR, Space.SMALL, Space.LARGE, Space.LARGE)
        self._make_questions()
        self._make_alerts()
        self._begun = {
            QUESTION: BegunForm(self._ask),
            ANSWER: BegunForm(self._answer),
            ALERT: BegunForm(self._alert, BoxChoices(self._kind)),
            CONFIDENTIAL_NOTE: BegunForm(self._note),
        }
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.LARGE, 0, 0, 0)
        whole.addWidget(self.message)
        whole.addWidget(self._area)

    # Building -----------------------------------------------------------------------------

    def _card(self, name: str, title: str) -> tuple[QFrame, QVBoxLayout]:
        frame, column = sheet(f"office-{name}-card", self)
        column.setSpacing(Space.SMALL)
        column.addWidget(PlainLabel(title, name=f"office-{name}-title", role="heading", parent=frame))
        return frame, column

    def _act(self, name: str, column: QVBoxLayout) -> QPushButton:
        made = button(text(f"ui.office.{name}_act"), name=f"office-{name}-act", parent=self)
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _field(self, name: str, column: QVBoxLayout) -> LabeledWords:
        made = LabeledWords(f"office-{name}", text(f"ui.office.{name}"), WORDS_LINES, self)
        column.addWidget(made)
        return made

    def _make_note(self) -> tuple[QFrame, LabeledWords, QPushButton]:
        frame, column = self._card("note", text("ui.office.note_title"))
        column.addWidget(PlainLabel(text("ui.office.note_means"), name="office-note-means", parent=frame))
        note = self._field("note", column)
        act = self._act("note", column)
        act.clicked.connect(self._keep_note)
        frame.hide()
        return frame, note, act

    def _make_questions(self) -> None:
        frame, column = self._card("ask", text("ui.office.ask_title"))
        self._ask_means = PlainLabel(text("ui.office.ask_means"), name="office-ask-means", role="soft", parent=frame)
        column.addWidget(self._ask_means)
        self._ask = self._field("ask", column)
        self._ask_act = self._act("ask", column)
        self._questions = PlainLabel(name="office-questions", parent=frame)
        self._questions.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._questions)
        self._answer = self._field("answered", column)
        self._answer_act = self._act("answered", column)
        column.addStretch(1)
        self._columns.addWidget(frame, 1)
        self._ask_act.clicked.connect(self._tell_question)
        self._answer_act.clicked.connect(self._tell_answer)

    def _make_alerts(self) -> None:
        frame, column = self._card("alert", text("ui.office.alert_title"))
        self._kind = ChoiceBox(frame)
        self._kind.setObjectName("office-alert-kind")
        for kind in ALERT_KINDS:
            self._kind.addItem(text(f"alert.{kind}"), kind)
        column.addWidget(field_label(text("ui.office.alert_kind"), self._kind, frame))
        column.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignLeft)
        self._alert = self._field("alert", column)
        self._alert_act = self._act("alert", column)
        self._alerts = PlainLabel(name="office-alerts", parent=frame)
        self._alerts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._alerts)
        column.addStretch(1)
        self._columns.addWidget(frame, 1)
        self._alert_act.clicked.connect(self._tell_alert)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit(self)

    # Showing ------------------------------------------------------------------------------

    def use_forms(self, forms: BegunForms) -> None:
        self._forms = forms

    def show_sheet(self, sheet: Sheet) -> None:
        if sheet.key != self._key:
            self.forget()
            self._note_kept = sheet.confidential_note
            for form, begun in self._begun.items():
                begun.turn_to(self._forms, form, sheet.confidential_note if form == CONFIDENTIAL_NOTE else "")
        self._key = sheet.key
        self._practice.show_for(sheet)
        self._is_practice = sheet.is_practice
        for explained in (self._explain, self._ask_means):
            explained.setVisible(not sheet.is_practice)
        waits = waiting_count(sheet) > 0
        self._questions.say("\n".join(question_lines(sheet)))
        self._questions.setVisible(bool(sheet.questions))
        self._answer.setVisible(waits)
        self._answer_act.setVisible(waits)
        self._alerts.say("\n".join(alert_lines(sheet)))
        self._alerts.setVisible(bool(sheet.alerts))
        self._show_note(sheet)
        is_open = not is_finished(sheet)
        self._ask_act.setEnabled(is_open)
        self._ask.field.setReadOnly(not is_open)
        self._alert_act.setEnabled(sheet.state is not CaseState.RECUSED)

    def _show_note(self, sheet: Sheet) -> None:
        self._note_card.setVisible(is_referred(sheet) or bool(sheet.confidential_note))
        if self._note.field.words == self._note_kept:
            self._note.field.fill(sheet.confidential_note)
        self._note_kept = sheet.confidential_note
        self._note.field.setReadOnly(is_finished(sheet))
        self._note_act.setEnabled(not is_finished(sheet))

    def standing(self, sheet: Sheet) -> str:
        waiting = 0 if sheet.is_practice else waiting_count(sheet)
        return counted("ui.office.standing", waiting) if waiting else ""

    def entered(self) -> None:
        (self._ask if self._note_card.isHidden() else self._note).field.setFocus()

    def forget(self) -> None:
        self._key = None
        self._note_kept = ""
        self.message.clear()
        for begun in self._begun.values():
            begun.leave()
        for label in (self._questions, self._alerts):
            label.say("")

    def take_told(self, told: Ruling) -> None:
        """Say that something was recorded, and empty its field."""
        match told:
            case AskOffice():
                self._begun[QUESTION].done()
                self._say("ui.office.asked")
            case KeepAnswer():
                self._begun[ANSWER].done()
                self._say("ui.office.answer_kept")
            case AlertOffice():
                self._begun[ALERT].done()
                self._say("ui.office.alerted")
            case KeepConfidentialNote():
                self._begun[CONFIDENTIAL_NOTE].done(self._note_kept)
                self._say("ui.office.note_saved")

    def show_refusal(self, told: Ruling, words: str) -> bool:
        """Say at its field why something was not recorded; False where it is not from here."""
        fields = {AskOffice: self._ask, KeepAnswer: self._answer, AlertOffice: self._alert}
        fields[KeepConfidentialNote] = self._note
        field = fields.get(type(told))
        if field is None:
            return False
        field.show_reason(words)
        field.field.setFocus()
        return True

    def _say(self, key: str) -> None:
        self.message.show_message(text("ui.practice.kept" if self._is_practice else key), MessageKind.DONE)

    @Slot()
    def _tell_question(self) -> None:
        self._ask.show_reason("")
        self.told.emit(AskOffice(self._ask.field.words))

    @Slot()
    def _tell_answer(self) -> None:
        self._answer.show_reason("")
        self.told.emit(KeepAnswer(self._answer.field.words))

    @Slot()
    def _tell_alert(self) -> None:
        self._alert.show_reason("")
        self.told.emit(AlertOffice(str(self._kind.currentData()), self._alert.field.words))

    @Slot()
    def _keep_note(self) -> None:
        self._note.show_reason("")
        self.told.emit(KeepConfidentialNote(self._note.field.words))
