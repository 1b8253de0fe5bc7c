"""Before judging: eligibility, declarations, attestations, experience, hints, and all dates on one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.review.begun import on_check
from reviewer.text import text
from reviewer.vocabulary import Holds
from ui.looks import drop, empty
from ui.models.before_texts import attestation_lines, destination_of, hint_words
from ui.models.case_places import experience_item, place_of_rule
from ui.models.case_words import is_finished
from ui.models.dates import date_bars, undated_words
from ui.models.day_words import projects_spoken
from ui.models.declarations import declaration_lines
from ui.plain_text import PlainLabel, label_text
from ui.theme import Space
from ui.views.case.begun_forms import BegunForms
from ui.views.case.check_card import CheckCard
from ui.views.case.dates_view import DatesView
from ui.views.case.edition_card import EditionCard
from ui.views.case.experience_card import ExperienceCard
from ui.views.case.steps import StepPage
from ui.views.parts.fields import beside_button, button, scrolled
from ui.views.parts.fields import sheet as card
from ui.views.parts.two_columns import TwoColumns

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.review.sheet_rows import HintRow, Sheet
    from reviewer.vocabulary import CaseKey
    from ui.models.before_texts import Destination


class BeforePage(StepPage):
    """Shows what can be told before reading; each check can be corrected, each hint leads to its place."""

    corrected = Signal(str, str, str)
    confirmed = Signal(str)
    destination_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("before")
        self._key: CaseKey | None = None
        self._sheet: Sheet | None = None
        self._forms = BegunForms(self)
        self._has_projects = True
        self._hints: tuple[HintRow, ...] = ()
        self._leads: dict[QPushButton, Destination] = {}
        self._cards: dict[str, CheckCard] = {}
        self._cards_of: CaseKey | None = None
        self._parts: dict[str, QWidget] = {}
        self._area, column = scrolled("before-scroll", self)
        self._columns = TwoColumns(Space.WIDE)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(Space.SMALL)
            self._columns.addLayout(side, 1)
        column.addLayout(self._columns)
        self._checks = self._section(left, "eligibility")
        self._hint_lines = self._section(right, "hints")
        self._hint_lines.setSpacing(0)
        self._declarations = self._lines(right, "declarations")
        self._attestations = self._lines(right, "attestations")
        self.experience = ExperienceCard(self)
        right.addWidget(self.experience)
        left.addStretch(1)
        right.addStretch(1)
        self.edition = EditionCard(self)
        column.addWidget(self.edition)
        self._dates = DatesView(self, is_whole=True)
        self._section(column, "dates").addWidget(self._dates)
        self._on = button(text("case.before.on_matrix"), name="before-on", parent=self, role="primary")
        column.addWidget(self._on, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.setContentsMargins(Space.HAIR, Space.SMALL, Space.LARGE, Space.LARGE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.LARGE, 0, 0, 0)
        whole.addWidget(self._area)
        self._on.clicked.connect(self._go_on)
        self._dates.chosen.connect(self.destination_wanted)

    def _section(self, column: QVBoxLayout, name: str) -> QVBoxLayout:
        if name in ("eligibility", "hints"):
            title = PlainLabel(text(f"case.before.{name}"), name=f"{name}-title", role="heading", parent=self)
            column.addWidget(title)
            self._parts[name] = title
            inner = QVBoxLayout()
            inner.setSpacing(Space.SMALL)
            column.addLayout(inner)
            return inner
        frame, inner = card(f"{name}-card", self)
        inner.setSpacing(Space.HAIR)
        inner.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        inner.addWidget(PlainLabel(text(f"case.before.{name}"), name=f"{name}-title", role="field", parent=self))
        column.addWidget(frame)
        self._parts[name] = frame
        return inner

    def _lines(self, column: QVBoxLayout, name: str) -> PlainLabel:
        label = PlainLabel(name=f"before-{name}", parent=self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._section(column, name).addWidget(label)
        return label

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit(self)

    # Showing ------------------------------------------------------------------------------

    def use_forms(self, forms: BegunForms) -> None:
        self._forms = forms
        self.edition.use_forms(forms)

    def make_ready(self, sheet: Sheet) -> None:
        """Make what has no words yet while the declaration is read; nothing of the case is in it."""
        if sheet.key != self._cards_of:
            self._make_cards(sheet)
            for made in self._cards.values():
                for part in (made, *made.findChildren(QWidget)):
                    part.ensurePolished()

    def show_sheet(self, sheet: Sheet) -> None:
        is_other = sheet.key != self._key
        self._key = sheet.key
        self._sheet = sheet
        self._show_checks(sheet)
        self.experience.show_sheet(sheet, self._forms, is_other=is_other)
        self.edition.show_sheet(sheet)
        self._attestations.say("\n".join(attestation_lines(sheet)))
        if is_other or sheet.hints != self._hints:
            self._show_hints(sheet)
        if is_other:
            self._declarations.say("\n".join(declaration_lines(sheet)))
            self._has_projects = bool(sheet.cells)
            self._on.setText(text(f"case.before.on_{sheet.layout}"))
            self._dates.show_bars(date_bars(sheet), undated_words(sheet))
            self._area.verticalScrollBar().setValue(0)
        self._show_sections(sheet)

    def _show_sections(self, sheet: Sheet) -> None:
        # Nothing empty is shown.
        self._parts["eligibility"].setVisible(bool(sheet.eligibility))
        self._parts["attestations"].setVisible(bool(sheet.submission.projects))
        self._parts["declarations"].setVisible(bool(declaration_lines(sheet)))
        # Without checks what is left has the whole width.
        self._columns.setStretch(0, 1 if sheet.eligibility else 0)

    def standing(self, sheet: Sheet) -> str:
        if not sheet.eligibility:
            return ""
        answers = [row.answer for row in sheet.eligibility]
        if Holds.FAILS in answers:
            return text("case.steps.fail_count", count=answers.count(Holds.FAILS))
        if Holds.CANNOT_TELL in answers:
            return text("case.steps.open_count", count=answers.count(Holds.CANNOT_TELL))
        return "✓"

    def entered(self) -> None:
        self._on.setFocus()

    def forget(self) -> None:
        self._key = self._sheet = None
        self._hints = ()
        for label in (self._declarations, self._attestations):
            label.say("")
        self.experience.clear()
        self.edition.clear()
        self._dates.show_bars(())
        self._drop_cards()
        self._drop_hints()

    def show_item(self, item: str) -> None:
        """Go to a check, or to a row of experience."""
        if item in self._cards:
            self._bring_up(self._cards[item], self._cards[item].form.opener)
        for number, made in self.experience.lines.items():
            if item == experience_item(number):
                self._bring_up(made, made.form.opener)

    def _bring_up(self, part: QWidget, focus: QWidget) -> None:
        focus.setFocus()
        # Once the page is laid out.
        QTimer.singleShot(0, part, lambda: self._area.ensureWidgetVisible(part, 0, Space.LARGE))

    def show_refusal(self, check_id: str, words: str) -> None:
        """Say at a check why its correction was not taken."""
        if check_id in self._cards:
            self._cards[check_id].form.show_reason(words)

    def _make_cards(self, sheet: Sheet) -> None:
        self._drop_cards()
        self._cards_of = sheet.key
        for row in sheet.eligibility:
            made = CheckCard(row.id, self)
            made.corrected.connect(self.corrected)
            made.confirmed.connect(self.confirmed)
            made.rows_wanted.connect(self._go_to_rows)
            made.form.use_forms(self._forms, on_check(row.id))
            self._cards[row.id] = made
            self._checks.addWidget(made)

    def _show_checks(self, sheet: Sheet) -> None:
        if sheet.key != self._cards_of or [row.id for row in sheet.eligibility] != list(self._cards):
            self._make_cards(sheet)
        for row in sheet.eligibility:
            because, confirmed = (projects_spoken(sheet, words) for words in (row.because, row.confirmed))
            said = replace(row, because=because, confirmed=confirmed)
            self._cards[row.id].show_row(said, is_finished=is_finished(sheet))

    def close_form(self, check_id: str) -> None:
        """Put the form of a check away after its correction was taken, and go on to the next that asks something."""
        made = self._cards.get(check_id)
        if made is None:
            return
        was_here = made.isAncestorOf(self.window().focusWidget())
        made.form.put_away()
        if was_here:
            self._go_on_from(made)

    def _go_on_from(self, made: CheckCard) -> None:
        cards = list(self._cards.values())
        later = cards[cards.index(made) + 1 :]
        ahead = next(((each, each.asks) for each in later if each.asks is not None), (self._on, self._on))
        self._bring_up(*ahead)

    def _show_hints(self, sheet: Sheet) -> None:
        self._drop_hints()
        self._hints = sheet.hints
        for place, hint in enumerate(sheet.hints):
            destination = destination_of(sheet, hint)
            self._hint_lines.addWidget(self._hint_line(place, hint_words(sheet, hint), destination))
        if not sheet.hints:
            self._hint_lines.addWidget(
                PlainLabel(text("case.before.no_hints"), name="hint-none", role="soft", parent=self)
            )

    def _hint_line(self, place: int, said: str, destination: Destination | None) -> QWidget:
        row = QWidget(self)
        row.setObjectName(f"hint-{place}-row")
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, Space.HAIR, 0)
        beside.setSpacing(Space.SMALL)
        beside.addLayout(beside_button(PlainLabel(f"• {said}", name=f"hint-{place}", parent=row)), 1)
        if destination is not None:
            words = label_text(text(f"case.before.lead.{destination.tab}"))
            lead = button(words, name=f"hint-{place}-lead", parent=row, role="link")
            lead.setAccessibleDescription(said)
            lead.clicked.connect(self._follow)
            self._leads[lead] = destination
            beside.addWidget(lead, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _drop_cards(self) -> None:
        drop(self._cards.values(), self._checks)
        self._cards = {}

    def _drop_hints(self) -> None:
        self._leads = {}
        empty(self._hint_lines)

    @Slot()
    def _follow(self) -> None:
        lead = self.sender()
        if isinstance(lead, QPushButton) and lead in self._leads:
            self.destination_wanted.emit(self._leads[lead])

    @Slot(str)
    def _go_to_rows(self, check_id: str) -> None:
        if self._sheet is not None:
            self.place_wanted.emit(place_of_rule(self._sheet, check_id))

    @Slot()
    def _go_on(self) -> None:
        self.step_wanted.emit("read" if self._has_projects else "judge")
