"""Comparing signed attestations: the page opens beside what was typed, and what is said of it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from reviewer.text import text
from ui.session.rulings import CompareAttestation

if TYPE_CHECKING:
    from reviewer.review.judgment import AttestationCheck, AttestationKey
    from reviewer.review.sheet_rows import Sheet
    from ui.models.citations import Target
    from ui.session.case_session import CaseSession
    from ui.views.case.filing import Filing
    from ui.views.case.workbench import Workbench

WIDTH_FOR_BOTH = 760
"""From this width of the reading pane on the signed page opens by itself."""
PAGE_SHARE = 0.58


class Comparing(QObject):
    """Connects the card that compares with the session and the pane beside."""

    def __init__(self, session: CaseSession, bench: Workbench, filing: Filing) -> None:
        super().__init__(bench)
        self.setObjectName("comparing")
        self._session = session
        self._reading = bench.reading
        self._card = bench.reading.compare
        self._filing = filing
        self._before: dict[AttestationKey, AttestationCheck | None] = {}
        self._opened = ""
        self._awaits_documents = False
        self._card.ruled.connect(self._rule)
        self._card.page_wanted.connect(self.show_page)
        self._card.turned.connect(self._follow)
        bench.rubric.attestation_wanted.connect(self.show_attestation)
        bench.cell_changed.connect(self._follow)
        bench.reading.place_changed.connect(self._note_tab)
        bench.reading.beside.closed.connect(self._note_closed)
        bench.reading.documents.count_changed.connect(self._note_documents)
        session.ruled.connect(self._tell)
        session.sheet_changed.connect(self._show)
        session.left.connect(self._leave)

    @Slot()
    def show_attestation(self) -> None:
        """Show what was typed of the attestation, and beside it the signed page."""
        self._reading.show_tab("attestations")
        self._card.show_page()
        self._card.focus_answer()

    @Slot(str, object)
    def show_page(self, path: str, target: Target) -> None:
        """Open the signed page beside, with more room than what was typed of it."""
        if self._reading.documents.row(path) is None:
            # The documents of a case that was just opened come later.
            self._awaits_documents = True
            return
        self._awaits_documents = False
        self._opened = path
        self._reading.show_beside(path, target, share=PAGE_SHARE)
        self._card.note_page(is_open=True)

    @Slot()
    def _note_closed(self) -> None:
        self._card.note_page(is_open=False)

    def finish(self) -> bool:
        """Save the difference that is being written; False where none is."""
        return self._card.finish()

    @Slot()
    def _note_tab(self) -> None:
        """The signed page comes and goes with the tab, where there is room for both."""
        if self._reading.tab != "attestations":
            self._put_away()
        elif self._reading.beside.isHidden() and self._reading.width() >= WIDTH_FOR_BOTH:
            self._card.show_page()

    @Slot()
    def _note_documents(self) -> None:
        if self._awaits_documents:
            self._note_tab()

    @Slot()
    def _follow(self) -> None:
        if self._reading.tab == "attestations" and self._is_shown():
            self._put_away()
            self._card.show_page()

    def _is_shown(self) -> bool:
        beside = self._reading.beside
        return bool(self._opened) and not beside.isHidden() and beside.reader.path == self._opened

    def _put_away(self) -> None:
        if self._is_shown():
            self._reading.hide_beside()
        self._opened = ""
        self._card.note_page(is_open=False)

    @Slot(object)
    def _rule(self, ruling: CompareAttestation) -> None:
        sheet = self._session.sheet
        if sheet is not None:
            rows = {row.key: row.check for row in sheet.attestations}
            self._before[ruling.attestation] = rows.get(ruling.attestation)
            self._session.rule(ruling)

    @Slot(object)
    def _tell(self, ruling: object) -> None:
        if not isinstance(ruling, CompareAttestation):
            return
        self._card.close_form(ruling.attestation)
        if ruling.attestation not in self._before:
            return
        before = self._before.pop(ruling.attestation)
        back = CompareAttestation(
            ruling.attestation,
            agrees=before.agrees if before else None,
            because=before.because if before else "",
        )
        said = text("case.compare.noted_agree" if ruling.agrees else "case.compare.noted_differ")
        self._filing.offer_undo(said, lambda: self._session.rule(back), text("case.compare.undone"))

    @Slot(object)
    def _show(self, sheet: Sheet) -> None:
        cell = self._reading.cell
        if cell is not None:
            self._card.show_project(sheet, cell.project_id)

    @Slot()
    def _leave(self) -> None:
        self._before = {}
        self._opened = ""
        self._awaits_documents = False
