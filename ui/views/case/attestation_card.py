"""Whether the signed attestation says what was typed of it: one answer, and where they differ the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.review.begun import on_attestation
from reviewer.text import text
from ui.models.case_words import clock_words, is_finished
from ui.models.citations import Target
from ui.plain_text import PlainLabel, one_line
from ui.session.rulings import CompareAttestation
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm, BegunForms
from ui.views.case.words_field import LabeledWords
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.chip_row import FlowLayout
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from reviewer.review.comparing import AttestationRow
    from reviewer.review.judgment import AttestationKey
    from reviewer.review.sheet_rows import Sheet

REASON_LINES = 2


class AttestationCard(QFrame):
    """Compares one attestation of a project; a box turns to the others.

    Signals:
        ruled: a `CompareAttestation`.
        page_wanted: path and `Target` of the signed page.
        turned: another attestation is compared.
    """

    ruled = Signal(object)
    page_wanted = Signal(str, object)
    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setProperty("role", "message")
        self._rows: tuple[AttestationRow, ...] = ()
        self._row: AttestationRow | None = None
        self._is_finished = False
        self._is_open = False
        self._is_read = False
        self._forms = BegunForms(self)
        self._which = ChoiceBox(self)
        self._said = PlainLabel(name="compare-said", parent=self)
        self._page = button(text("case.compare.page"), name="compare-page", parent=self)
        self._agree = button(text("case.compare.agree"), name="compare-agree", parent=self)
        self._differ = button(text("case.compare.differ"), name="compare-differ", parent=self)
        self._form = QWidget(self)
        self._because = LabeledWords("compare-because", text("case.compare.because"), REASON_LINES, self)
        self._save = button(text("case.compare.save"), name="compare-save", parent=self)
        self._begun = BegunForm(self._because)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._which.setObjectName("compare-which")
        self._which.setAccessibleName(text("case.compare.which"))
        self._which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._form.setObjectName("compare-form")
        for choice in (self._agree, self._differ):
            choice.setCheckable(True)
        holder = QWidget(self)
        holder.setObjectName("compare-choices")
        flow = FlowLayout(holder)
        for pressed in (self._page, self._agree, self._differ):
            flow.addWidget(pressed)
        form = QHBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(self._because, 1)
        form.addWidget(self._save, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.HAIR)
        for part in (self._which, self._said, holder, self._form):
            column.addWidget(part)
        self._form.hide()
        self.hide()

    def _connect(self) -> None:
        self._which.activated.connect(self._turn)
        self._page.clicked.connect(self.show_page)
        self._agree.clicked.connect(self._tell_agreement)
        self._differ.clicked.connect(self._ask_why)
        self._save.clicked.connect(self._tell_difference)
        self._because.field.escaped.connect(self._differ.setFocus)

    @property
    def row(self) -> AttestationRow | None:
        """The attestation compared."""
        return self._row

    def use_forms(self, forms: BegunForms) -> None:
        """Take what holds the reasons that were begun."""
        self._forms = forms

    def show_at(self, *, is_read: bool) -> None:
        """Show the card only while attestations are read."""
        self._is_read = is_read
        self.setVisible(is_read and bool(self._rows))

    def show_project(self, sheet: Sheet, project_id: str) -> None:
        """Show the attestations of a project; the one compared stays, others are offered."""
        self._is_finished = is_finished(sheet)
        self._show_rows(tuple(row for row in sheet.attestations if row.key.project_id == project_id))

    def _show_rows(self, rows: tuple[AttestationRow, ...]) -> None:
        before = self._row.key if self._row else None
        self._rows = rows
        self._which.clear()
        self._which.addItems([one_line(text("case.compare.of", attester=row.attester)) for row in rows])
        self._which.setVisible(len(rows) > 1)
        place = next((place for place, row in enumerate(rows) if row.key == before), 0)
        self._which.setCurrentIndex(place)
        self.show_at(is_read=self._is_read)
        self._show(rows[place] if rows else None, is_other=not rows or rows[place].key != before)

    def clear(self) -> None:
        """Show nothing of any case."""
        self._show_rows(())
        self.setAccessibleName("")
        self.setAccessibleDescription("")

    def turn_to(self, key: AttestationKey) -> None:
        """Compare a certain attestation."""
        for place, row in enumerate(self._rows):
            if row.key == key:
                self._which.setCurrentIndex(place)
                self._turn()

    def note_page(self, *, is_open: bool) -> None:
        """The signed page stands beside, or does not any more."""
        self._is_open = is_open
        if self._row is not None:
            self._page.setVisible(bool(self._row.signed_pages) and not is_open)

    def focus_answer(self) -> None:
        """Put the focus where it is said whether they agree."""
        (self._differ if self._differ.isChecked() else self._agree).setFocus()

    def show_refusal(self, words: str) -> None:
        """Say at the reason why it was not taken."""
        self._form.show()
        self._because.show_reason(words)
        self._because.field.setFocus()

    def close_form(self, key: AttestationKey) -> None:
        """It is recorded: the form goes away."""
        row = self._row
        if row is None or row.key != key:
            return
        had_focus = self._form.isAncestorOf(focused) if (focused := QApplication.focusWidget()) else False
        self._form.hide()
        differs = row.check is not None and not row.check.agrees
        self._begun.done(row.check.because if row.check and differs else "")
        self._press(row)
        if had_focus:
            self._differ.setFocus()

    def finish(self) -> bool:
        """Save the difference where its reason is being written; False where it is not."""
        focused = QApplication.focusWidget()
        is_here = focused is not None and self._form.isAncestorOf(focused)
        if is_here:
            self._tell_difference()
        return is_here

    def _show(self, row: AttestationRow | None, *, is_other: bool) -> None:
        was_checked = self._row.check if self._row and not is_other else None
        self._row = row
        if row is None:
            self._begun.leave()
            return
        differs = row.check is not None and not row.check.agrees
        if is_other or row.check != was_checked:
            kept = row.check.because if differs and row.check else ""
            is_begun = self._begun.turn_to(self._forms, on_attestation(row.key), kept)
            self._form.setVisible(is_begun and not self._is_finished)
        said = _said(row)
        self._said.say(said)
        self.note_page(is_open=self._is_open)
        self._press(row)
        self.setAccessibleName(text("case.compare.of", attester=row.attester))
        self.setAccessibleDescription(said)

    def _press(self, row: AttestationRow) -> None:
        agrees = row.check.agrees if row.check else None
        for pressed, is_chosen in ((self._agree, agrees is True), (self._differ, agrees is False)):
            pressed.setChecked(is_chosen)
            pressed.setEnabled(not self._is_finished)
        if self._form.isVisible():
            self._differ.setChecked(True)

    @Slot()
    def _turn(self) -> None:
        place = self._which.currentIndex()
        if 0 <= place < len(self._rows):
            self._show(self._rows[place], is_other=True)
            self.turned.emit()

    @Slot()
    def show_page(self) -> None:
        """Ask for the signed page beside the words."""
        if self._row is not None and self._row.signed_pages:
            ref = self._row.signed_pages[0]
            self.page_wanted.emit(ref.path, Target(ref.page))

    @Slot()
    def _tell_agreement(self) -> None:
        if self._row is not None:
            self._form.hide()
            self._begun.done()
            self._press(self._row)
            self.ruled.emit(CompareAttestation(self._row.key, agrees=True))

    @Slot()
    def _ask_why(self) -> None:
        if self._row is not None:
            self._form.show()
            self._press(self._row)
            self._because.field.setFocus()

    @Slot()
    def _tell_difference(self) -> None:
        if self._row is not None:
            self.ruled.emit(CompareAttestation(self._row.key, agrees=False, because=self._because.field.words))


def _said(row: AttestationRow) -> str:
    if row.check is None:
        return text("case.compare.open" if row.signed_pages else "case.compare.no_page")
    at = clock_words(row.check.checked_at)
    if row.check.agrees:
        return text("case.compare.agrees", time=at)
    return text("case.compare.differs", time=at, because=row.check.because)
