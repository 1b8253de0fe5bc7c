"""Brings together what is read and what is judged: filing passages, chips and marks, opening what is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.review.names import names_in_claims
from reviewer.text import counted, text
from reviewer.vocabulary import CitationKind
from ui.failures import MessageKind
from ui.models import citations
from ui.models.citations import Filed, Target
from ui.views.case.comparing import Comparing
from ui.views.case.covering import Covering
from ui.views.case.filing import Filing
from ui.views.parts.chip_row import ChipItem

if TYPE_CHECKING:
    from reviewer.errors import ReviewerError
    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import DocumentRow, HintWords, Sheet
    from ui.models.before_texts import Destination
    from ui.models.citations import BrokenCitation, Under
    from ui.session.case_session import CaseSession
    from ui.session.evidence_session import EvidenceSession
    from ui.session.found import CaseHit, Hit
    from ui.session.indexing import Indexing
    from ui.session.viewing_session import ViewingSession
    from ui.views.case.workbench import Workbench
    from ui.views.reader.document_reader import DocumentReader


class EvidenceDesk(QObject):
    """Connects the reading pane with the judgments of one case.

    Args:
        session: the case.
        viewing: its documents as they are drawn.
        evidence: what the workspace remembers of them.
        bench: where both are shown.

    Signals:
        went_to: the screen `case` and the key of a case in which something was found.
        step_wanted: the step of the case to turn to.
    """

    went_to = Signal(str, object)
    step_wanted = Signal(str)

    def __init__(
        self, session: CaseSession, viewing: ViewingSession, evidence: EvidenceSession, bench: Workbench
    ) -> None:
        super().__init__(bench)
        self.setObjectName("evidence-desk")
        self._session = session
        self._viewing = viewing
        self._evidence = evidence
        self._bench = bench
        self._titles: dict[str, str] = {}
        self._has_grown = False
        self._broken: dict[tuple[Under, Citation], str] = {}
        self.filing = Filing(session, bench)
        self.comparing = Comparing(session, bench, self.filing)
        self.covering = Covering(session, evidence, bench.reading, self)
        self._connect()

    def _connect(self) -> None:
        reading, session, evidence = self._bench.reading, self._session, self._evidence
        documents = reading.documents
        for reader in reading.readers:
            reader.use(self._viewing)
            reader.filing_wanted.connect(self.filing.file)
            reader.mark_chosen.connect(self.go_to_cell_of)
            reader.copy_wanted.connect(session.save_copy)
            reader.choice_made.connect(self._choose)
            reader.view_changed.connect(evidence.keep_view)
            reader.seen.connect(evidence.keep_opened)
            evidence.view_found.connect(reader.remember_view)
        documents.document_opened.connect(evidence.ask_view)
        reading.beside.document_opened.connect(evidence.ask_view)
        # Only the very last thing can be undone.
        self.covering.acted.connect(self.filing.forget)
        self.filing.acted.connect(self.covering.drop_undo)
        reading.filed_line.action_chosen.connect(self.covering.act)
        evidence.names_found.connect(self._mark_names)
        evidence.broken_found.connect(self._take_broken)
        evidence.failed.connect(self._tell_failure)
        evidence.mapped.connect(documents.model.show_read)
        documents.list_shown.connect(evidence.ask_map)
        reading.mark_chosen.connect(self.go_to_cell_of)
        reading.document_wanted.connect(self.open)
        reading.place_changed.connect(evidence.ask_map)
        reading.date_chosen.connect(self.go_to)
        for chips in (self._bench.rubric.chips, self._bench.ethics.chips):
            chips.chosen.connect(self.show_citation)
        session.opened.connect(self._take_opened)
        session.sheet_changed.connect(self._mark)
        session.left.connect(self._leave)
        session.documents_listed.connect(self._take_documents)
        for settled in (session.closed, session.answered):
            settled.connect(evidence.check_citations)
        self._bench.cell_changed.connect(self._mark_again)
        self._bench.under_changed.connect(self._mark_again)
        documents.search.wanted.connect(self._search)
        documents.search.hit_chosen.connect(self._show_hit)
        evidence.found.connect(self._take_found)

    # The case ---------------------------------------------------------------------------------

    @Slot(object)
    def _take_opened(self, sheet: Sheet) -> None:
        self._evidence.turn_to(sheet.key)
        self.filing.forget()
        self._evidence.check_citations()
        numbers = frozenset(standard.number for standard in sheet.standards)
        self._bench.reading.know_standards(numbers)
        self._bench.reading.know_names(tuple(names_in_claims(sheet.submission)))
        self._viewing.warm_up()
        self._mark(sheet)

    @Slot()
    def _leave(self) -> None:
        self._evidence.turn_to(None)
        self.filing.forget()
        self._titles, self._broken = {}, {}
        for chips in (self._bench.rubric.chips, self._bench.ethics.chips):
            chips.show_items(())
        self._bench.reading.filed_line.clear()
        self.covering.forget()

    @Slot(object)
    def _take_documents(self, rows: tuple[DocumentRow, ...]) -> None:
        sheet = self._session.sheet
        named = citations.names_of_words(sheet.submission) if sheet is not None else {}
        self._titles = named | {row.path: row.title for row in rows}
        self._bench.reading.beside.show_documents(rows)
        self._show_chips()
        self._bench.reading.name_documents(self._titles)
        self._evidence.ask_map()
        self._bench.reading.documents.search.name_documents(self._titles, self._session.key)

    # What readers ask for ---------------------------------------------------------------------

    @Slot(str)
    def _choose(self, choice: str) -> None:
        reading, reader = self._bench.reading, self._reader_that_told()
        if choice == "looked_in":
            reading.looked_in.ask(reader.path, reader.place)
        elif choice == "whole_document":
            self.filing.file_document(0, reader.path)
        elif choice in ("private_page", "private_area"):
            self.covering.cover(reader, is_whole_page=choice == "private_page")
        elif choice == "beside":
            reading.show_beside(reader.path)
        elif choice == "detach":
            self._bench.toggle_window()
        elif choice == "select_first":
            self.filing.say_select_first()

    def _reader_that_told(self) -> DocumentReader:
        first, beside = self._bench.reading.readers
        return beside if self.sender() is beside else first

    def undo(self) -> bool:
        """Take the last filing, comparing or covering back; False where there is none."""
        return self.filing.undo() or self.covering.undo()

    # Leading to each other ----------------------------------------------------------------------

    @Slot(object)
    def show_citation(self, about: Filed) -> None:
        """Show what a chip stands for: the page, or the words."""
        cited = about.citation
        if citations.is_document(cited):
            self.open(cited.path, Target.of(cited))
        else:
            self._bench.show_words_of(cited.path, cited.start or 0, cited.end or 0)

    @Slot(str, object)
    def open(self, path: str, target: Target | None = None) -> None:
        """Open a document at a place."""
        reading = self._bench.reading
        reading.show_tab("documents")
        if not reading.documents.open(path, target):
            reading.filed_line.show_message(text("ui.citation.no_document"), MessageKind.CAUTION)

    @Slot(object)
    def go_to(self, destination: Destination) -> None:
        """Show a tab, and for it a cell and the words that it is about."""
        if destination.cell is not None:
            self._bench.go_to(destination.cell)
        self._bench.reading.show_tab(destination.tab)
        self._bench.reading.focus_words()
        self.show_words(destination.words)

    def show_words(self, about: HintWords | None) -> None:
        """Show the words that a hint is about, in the document or in the claim; None where it is about no words."""
        if about is None:
            return
        if about.path.startswith("narrative:"):
            self._bench.show_words_of(about.path, about.start, about.end)
        else:
            self.open(about.path, Target(about.place, about.start, about.end))

    @Slot(str, object)
    def _mark_names(self, path: str, hits: tuple[Hit, ...]) -> None:
        for reader in self._bench.reading.readers:
            if path == reader.path:
                reader.marks.show_names(hits)

    @Slot(object)
    def go_to_cell_of(self, about: object) -> None:
        """Go from a mark to the judgment or answer that it belongs to."""
        if not isinstance(about, Filed):
            return
        if isinstance(about.cell, str):
            self.step_wanted.emit("ethics")
            self._bench.ethics.show_item(about.cell)
            self._bench.ethics.chips.focus_item(about)
            return
        self.step_wanted.emit("judge")
        self._bench.go_to(about.cell)
        self._bench.rubric.chips.focus_item(about)

    # Searching ----------------------------------------------------------------------------------

    @Slot()
    def start_search(self) -> None:
        """Search the document that is read, or else the case."""
        reading = self._bench.reading
        if reading.tab == "documents" and reading.documents.is_reading:
            reading.documents.reader.start_search()
        else:
            self.start_case_search()

    @Slot()
    def start_case_search(self) -> None:
        """Search the claims and documents of the case."""
        reading = self._bench.reading
        reading.show_tab("documents")
        reading.documents.show_list()
        reading.documents.search.start()

    def follow(self, indexing: Indexing) -> None:
        """Look again at what the index tells once it has grown."""
        indexing.grown.connect(self._note_grown)
        indexing.finished.connect(self.search_again)
        # What is covered or uncovered is out of the index until it is read again.
        self._evidence.covers_changed.connect(indexing.start)

    @Slot()
    def _note_grown(self) -> None:
        self._has_grown = True

    @Slot()
    def search_again(self) -> None:
        """More can be searched now."""
        if self._has_grown and self._session.sheet is not None:
            # What documents hint at comes from the index.
            self._session.reload()
            self._evidence.ask_map()
        self._has_grown = False
        if self._bench.reading.documents.search.isVisible():
            self._bench.reading.documents.search.search_again()
        for reader in self._bench.reading.readers:
            if reader.path:
                self._evidence.ask_names(reader.path)

    @Slot(str, bool)
    def _search(self, words: str, is_everywhere: bool) -> None:
        self._evidence.find(words, is_everywhere=is_everywhere)

    @Slot(str, str, object)
    def _take_found(self, words: str, _scope: str, hits: tuple[CaseHit, ...]) -> None:
        self._bench.reading.documents.search.show_hits(words, hits)

    @Slot(object)
    def _show_hit(self, found: CaseHit) -> None:
        hit = found.hit
        if found.key != self._evidence.key:
            self.went_to.emit("case", found.key)
        elif ":" in found.path and not found.path.startswith("evidence/"):
            self._bench.show_words_of(found.path, hit.start, hit.end)
        else:
            self.open(found.path, Target(hit.place, hit.start, hit.end))

    # Showing ------------------------------------------------------------------------------------

    @Slot(object)
    def _mark(self, sheet: Sheet) -> None:
        # Where something else stands now, nothing is marked.
        filed = tuple(each for each in citations.all_filed(sheet) if (each.cell, each.citation) not in self._broken)
        reading, under = self._bench.reading, self._bench.under
        for reader in reading.readers:
            reader.marks.show_filed(filed, under)
        reading.show_filed(filed, under)
        self._show_chips()

    @Slot()
    def _mark_again(self) -> None:
        if self._session.sheet is not None:
            self._mark(self._session.sheet)

    def _show_chips(self) -> None:
        bench = self._bench
        bench.rubric.chips.show_items(self._chips(bench.cell))
        bench.ethics.chips.show_items(self._chips(bench.ethics.item))

    def _chips(self, under: Under | None) -> tuple[ChipItem, ...]:
        sheet = self._session.sheet
        if sheet is None or under is None:
            return ()
        return tuple(
            ChipItem(
                citations.label(each.citation, self._titles),
                each,
                tip=each.citation.quote,
                is_removable=sheet.sealed is None,
                reason=self._broken.get((each.cell, each.citation), ""),
                begins_with_place=each.citation.kind is CitationKind.PASSAGE,
            )
            for each in citations.all_filed(sheet)
            if each.cell == under
        )

    @Slot(object)
    def _take_broken(self, broken: tuple[BrokenCitation, ...]) -> None:
        found: dict[tuple[Under, Citation], str] = {}
        for each in broken:
            under = each.cell or each.item
            if under is not None:
                found[under, each.citation] = each.reason
        self._broken = found
        self._mark_again()
        if found:
            words = counted("ui.citation.broken", len(found))
            self._bench.reading.filed_line.show_message(words, MessageKind.PROBLEM)

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        self._bench.reading.filed_line.show_failure(error)
