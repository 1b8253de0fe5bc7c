"""Before anything of a case is shown: whom to recognize, and the declaration on conflicts of interest."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from reviewer.review.begun import OPENING_CONFLICT
from reviewer.review.conflict import explained
from reviewer.review.hints import TRAINING_TIE
from reviewer.text import text
from reviewer.vocabulary import NO_CONFLICT
from ui.looks import empty
from ui.plain_text import PlainLabel, label_text
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm, BegunForms, RadioChoices
from ui.views.case.words_field import LabeledWords
from ui.views.parts.badge import provenance_words
from ui.views.parts.enter_key import SPACE_ONLY
from ui.views.parts.fields import button, scrolled
from ui.views.parts.fields import sheet as card
from ui.views.parts.practice import PracticeLine

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import RecognizeRow, Sheet

MOST_WIDTH = 760
NOTE_LINES = 2


class OpeningView(QWidget):
    """Names only; emits the kind of conflict and a note, `none` where there is none."""

    declared = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("opening")
        self._kinds = QButtonGroup(self)
        self._area, column = scrolled("opening-scroll", self)
        self._candidate = PlainLabel(name="opening-candidate", role="huge", parent=self)
        self._frame, self._column = card("opening-card", self)
        self._names = QGridLayout()
        self._none = button(text("case.opening.no_conflict"), name="declare-none", parent=self, role="primary")
        self._some = button(text("case.opening.conflict"), name="declare-some", parent=self)
        self._part = QWidget(self)
        self._radios = QVBoxLayout()
        self._badge = PlainLabel(name="opening-badge", role="small", parent=self)
        self._note = LabeledWords("conflict-note", text("case.opening.note"), NOTE_LINES, self)
        self._recuse = button(text("case.opening.recuse"), name="declare-conflict", parent=self)
        self._forms = BegunForms(self)
        self._begun = BegunForm(self._note, RadioChoices(self._kinds, "conflict-"))
        self._bring_up = QTimer(self)
        self._bring_up.setSingleShot(True)
        self._bring_up.timeout.connect(self._bring_part_up)
        self._arrange(column)
        self._connect()

    def _arrange(self, column: QVBoxLayout) -> None:
        self._some.setCheckable(True)
        for declaring in (self._none, self._recuse):
            declaring.setProperty(SPACE_ONLY, True)
        self._names.setHorizontalSpacing(Space.LARGE)
        self._names.setVerticalSpacing(Space.MEDIUM)
        self._names.setColumnStretch(1, 1)
        self._radios.setSpacing(0)
        self._practice = PracticeLine("opening-practice", text("ui.practice.opening"), self)
        self._tie = PlainLabel(name="opening-tie", role="caution", parent=self)
        asked = PlainLabel(text("case.opening.explain"), name="opening-explain", role="soft", parent=self)
        confidential = PlainLabel(text("case.opening.confidential"), name="opening-confidential", parent=self)
        choices = QHBoxLayout()
        choices.addWidget(self._none)
        choices.addWidget(self._some)
        choices.addStretch(1)
        for part in (self._practice, self._candidate, asked):
            self._column.addWidget(part)
        self._column.addLayout(self._names)
        self._column.addWidget(self._tie)
        self._column.addWidget(confidential)
        self._column.addLayout(choices)
        self._column.addWidget(
            PlainLabel(text("case.opening.by_space"), name="opening-by-space", role="small", parent=self)
        )
        self._column.addWidget(self._part)
        inner = QVBoxLayout(self._part)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._radios)
        inner.addWidget(self._badge)
        inner.addWidget(self._note)
        inner.addWidget(PlainLabel(text("case.opening.sealing"), name="opening-sealing", role="soft", parent=self))
        inner.addWidget(self._recuse, 0, Qt.AlignmentFlag.AlignLeft)
        self._part.hide()
        self._frame.setMaximumWidth(MOST_WIDTH)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._frame, 100)
        row.addStretch(1)
        column.addSpacing(Space.WIDE)
        column.addLayout(row)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.LARGE, 0, Space.LARGE, Space.LARGE)
        whole.addWidget(self._area)

    def _connect(self) -> None:
        self._none.clicked.connect(self._declare_none)
        self._some.toggled.connect(self._show_part)
        self._recuse.clicked.connect(self._declare_conflict)
        self._kinds.buttonClicked.connect(self._allow)

    def use_forms(self, forms: BegunForms) -> None:
        """Keep there what is typed before the declaration."""
        self._forms = forms

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the names of a case and the kinds of conflict that its program knows."""
        self._practice.show_for(sheet)
        self._candidate.say(sheet.submission.candidate.name)
        self._show_names(sheet.recognize)
        self._tie.say(next((hint.message for hint in sheet.hints if hint.code == TRAINING_TIE), ""))
        self._tie.setVisible(bool(self._tie.text()))
        self._offer_kinds(sheet)
        self._some.setChecked(self._begun.turn_to(self._forms, OPENING_CONFLICT))
        self._allow()

    def clear(self) -> None:
        """Show no names and no note."""
        self._candidate.say("")
        self._tie.say("")
        empty(self._names)
        self._begun.leave()

    def focus_choice(self) -> None:
        """Put the focus on the first choice."""
        self._none.setFocus()

    def _show_names(self, rows: tuple[RecognizeRow, ...]) -> None:
        empty(self._names)
        others = [row for row in rows if row.kind != "candidate"]
        for kind, named in groupby(others, key=lambda row: row.kind):
            group = list(named)
            title = PlainLabel(text(f"case.recognize.{kind}"), name=f"recognize-{kind}", role="field", parent=self)
            lines = [_recognized(row) for row in group]
            names = PlainLabel("\n".join(lines), name=f"recognize-{kind}-names", parent=self)
            names.setAccessibleName(f"{title.text()}: {', '.join(lines)}")
            row = self._names.rowCount()
            self._names.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            self._names.addWidget(names, row, 1)

    def _offer_kinds(self, sheet: Sheet) -> None:
        for old in self._kinds.buttons():
            self._kinds.removeButton(old)
        empty(self._radios)
        for kind in sheet.conflict_kinds:
            if kind.id == NO_CONFLICT:
                continue
            radio = QRadioButton(label_text(kind.name), self)
            radio.setObjectName(f"conflict-{kind.id}")
            radio.setAccessibleDescription(explained(kind))
            self._kinds.addButton(radio)
            self._radios.addWidget(radio)
            said = PlainLabel(explained(kind), name=f"conflict-{kind.id}-explained", role="small", parent=self)
            said.setIndent(Space.WIDE + Space.HAIR)
            self._radios.addWidget(said)
        self._badge.say(provenance_words(sheet.conflict_provenance))
        self._badge.setVisible(bool(self._badge.text()))

    @Slot(bool)
    def _show_part(self, is_shown: bool) -> None:
        self._part.setVisible(is_shown)
        if is_shown:
            self._bring_up.start()

    @Slot()
    def _bring_part_up(self) -> None:
        self._area.ensureWidgetVisible(self._recuse, 0, Space.LARGE)

    @Slot()
    def _allow(self) -> None:
        self._recuse.setEnabled(self._kinds.checkedButton() is not None)

    @Slot()
    def _declare_none(self) -> None:
        self.declared.emit(NO_CONFLICT, "")

    @Slot()
    def _declare_conflict(self) -> None:
        chosen = self._kinds.checkedButton()
        if chosen is not None:
            self.declared.emit(chosen.objectName().removeprefix("conflict-"), self._note.field.words.strip())


def _recognized(row: RecognizeRow) -> str:
    """Name whom to recognize; an instructor is known by the number that the office gave."""
    name = text("case.recognize_number", number=row.name) if row.kind == "instructor" else row.name
    return f"{name} · {row.detail}" if row.detail else name
