"""Brings together what is read and what is judged: filing passages, chips and marks, opening what is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.text import counted, text
from reviewer.vocabulary import Cell
from ui.failures import MessageKind
from ui.models import citations
from ui.models.citations import Filed, Target
from ui.views.parts.chip_row import ChipItem

if TYPE_CHECKING:
    from reviewer.errors import ReviewerError
    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import DocumentRow, Sheet
    from ui.session.case_session import CaseSession
    from ui.session.evidence_session import EvidenceSession
    from ui.session.found import CaseHit, PrivatePart
    from ui.session.viewing_session import ViewingSession
    from ui.views.case.workbench import Workbench
    from ui.views.reader.document_reader import DocumentReader

UNDO = "undo"


class EvidenceDesk(QObject):
    """Connects the reading pane with the judgments of one case.

    Args:
        session: the case.
        viewing: its documents as they are drawn.
        evidence: what the workspace remembers of them.
        bench: where both are shown.

    Signals:
        went_to: the screen `case` and the key of a case in which something was found.
    """

    went_to = Signal(str, object)

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
        self._undo: tuple[str, Cell, tuple[Citation, ...]] | None = None
        self._broken: dict[tuple[Cell, Citation], str] = {}
        self._connect()

    def _connect(self) -> None:
        reading, session, evidence = self._bench.reading, self._session, self._evidence
        documents = reading.documents
        for reader in reading.readers:
            reader.use(self._viewing)
            reader.filing_wanted.connect(self.file)
            reader.mark_chosen.connect(self.go_to_cell_of)
            reader.copy_wanted.connect(session.save_copy)
            reader.choice_made.connect(self._choose)
            reader.view_changed.connect(evidence.keep_view)
            reader.seen.connect(evidence.keep_opened)
            evidence.view_found.connect(reader.remember_view)
        documents.document_opened.connect(evidence.ask_view)
        reading.beside.document_opened.connect(evidence.ask_view)
        evidence.covers_changed.connect(self._show_covers)
        evidence.broken_found.connect(self._take_broken)
        evidence.failed.connect(self._tell_failure)
        evidence.mapped.connect(documents.model.show_read)
        documents.list_shown.connect(evidence.ask_map)
        reading.words_filed.connect(self.file_words)
        reading.mark_chosen.connect(self.go_to_cell_of)
        reading.document_wanted.connect(self.open)
        reading.filed_line.action_chosen.connect(self._act)
        reading.looked_in.sought.connect(self._look_in)
        self._bench.rubric.chips.chosen.connect(self.show_citation)
        self._bench.rubric.chips.removed.connect(self.remove)
        session.opened.connect(self._take_opened)
        session.sheet_changed.connect(self._mark)
        session.left.connect(self._leave)
        session.documents_listed.connect(self._take_documents)
        session.closed.connect(evidence.check_citations)
        self._bench.cell_changed.connect(self._mark_cell)
        documents.search.wanted.connect(self._search)
        documents.search.hit_chosen.connect(self._show_hit)
        evidence.found.connect(self._take_found)

    # The case ---------------------------------------------------------------------------------

    @Slot(object)
    def _take_opened(self, sheet: Sheet) -> None:
        self._evidence.turn_to(sheet.key)
        self._undo = None
        self._evidence.check_citations()
        numbers = frozenset(standard.number for standard in sheet.standards)
        self._bench.reading.know_standards(numbers)
        self._viewing.warm_up()
        self._mark(sheet)

    @Slot()
    def _leave(self) -> None:
        self._evidence.turn_to(None)
        self._undo, self._titles, self._broken = None, {}, {}
        self._bench.rubric.chips.show_items(())
        self._bench.reading.filed_line.clear()

    @Slot(object)
    def _take_documents(self, rows: tuple[DocumentRow, ...]) -> None:
        self._titles = {row.path: row.title for row in rows}
        self._bench.reading.beside.show_documents(rows)
        self._show_chips()
        self._bench.reading.name_documents(self._titles)
        self._evidence.ask_map()
        self._bench.reading.documents.search.name_documents(self._titles)

    # Filing -----------------------------------------------------------------------------------

    @Slot(int, object)
    def file(self, standard: int, found: tuple[Citation, ...]) -> None:
        """File citations of a document under a Standard of the current project; 0 is the current Standard."""
        here = self._bench.cell
        if here is not None:
            self._file(Cell(here.project_id, standard or here.standard), found)

    @Slot(int, object)
    def file_words(self, standard: int, stretches: tuple[object, ...]) -> None:
        """File words of narratives and attestations under a Standard of the project that they belong to."""
        sheet, here = self._session.sheet, self._bench.cell
        if sheet is None or here is None:
            return
        for stretch in stretches:
            cited = citations.of_words(sheet.submission, stretch)  # type: ignore[arg-type]
            if cited is not None:
                project_id = citations.project_of(cited.path) or here.project_id
                self._file(Cell(project_id, standard or here.standard), (cited,))

    def _file(self, cell: Cell, found: tuple[Citation, ...]) -> None:
        line = self._bench.reading.filed_line
        if not self._session.cite(cell, found):
            line.show_message(text("ui.citation.cannot_file", standard=cell.standard), MessageKind.CAUTION)
            return
        self._undo = ("filed", cell, found)
        sheet, here = self._session.sheet, self._bench.cell
        # Only where it is not the project that one is at.
        is_here = here is not None and here.project_id == cell.project_id
        projects = [project.project_id for project in sheet.submission.projects] if sheet else []
        key = "ui.citation.filed" if is_here else "ui.citation.filed_project"
        words = text(key, standard=cell.standard, project=projects.index(cell.project_id) + 1)
        line.show_message(words, MessageKind.DONE, action=UNDO, action_label=text("ui.citation.undo"))

    @Slot(object)
    def remove(self, filed: Filed) -> None:
        """Take a citation away; it can be put back."""
        if self._session.uncite(filed.cell, (filed.citation,)):
            self._undo = ("removed", filed.cell, (filed.citation,))
            self._bench.reading.filed_line.show_message(
                text("ui.citation.removed"), MessageKind.DONE, action=UNDO, action_label=text("ui.citation.undo")
            )

    @Slot()
    def undo(self) -> bool:
        """Take the last filing or removing back; False where there is none."""
        if self._undo is None:
            return False
        what, cell, found = self._undo
        self._undo = None
        if what == "filed":
            self._session.uncite(cell, found)
        else:
            self._session.cite(cell, found)
        self._bench.reading.filed_line.show_message(text(f"ui.citation.undone_{what}"), MessageKind.NOTE)
        return True

    @Slot(str)
    def _act(self, action: str) -> None:
        if action == UNDO:
            self.undo()

    # Looking in and covering ------------------------------------------------------------------

    @Slot(str)
    def _choose(self, choice: str) -> None:
        reading, reader = self._bench.reading, self._reader_that_told()
        if choice == "looked_in":
            reading.looked_in.ask(reader.path, reader.place)
        elif choice in ("private_page", "private_area"):
            self._cover(reader, is_whole_page=choice == "private_page")
        elif choice == "beside":
            reading.show_beside(reader.path)
        elif choice == "detach":
            self._bench.toggle_window()
        elif choice == "select_first":
            reading.filed_line.show_message(text("ui.reader.select_first"), MessageKind.NOTE)

    @Slot(str, object, str)
    def _look_in(self, path: str, place: object, sought: str) -> None:
        row = self._bench.reading.documents.row(path)
        if row is not None:
            shown = place if isinstance(place, int | str) else None
            self.file(0, (citations.looked_in(path, row.sha256, shown, sought),))

    def _reader_that_told(self) -> DocumentReader:
        first, beside = self._bench.reading.readers
        return beside if self.sender() is beside else first

    def _cover(self, reader: DocumentReader, *, is_whole_page: bool) -> None:
        reading = self._bench.reading
        part = reader.marks.part_to_cover(is_whole_page=is_whole_page)
        if part is None:
            reading.filed_line.show_message(text("ui.private.select_first"), MessageKind.NOTE)
            return
        self._evidence.cover(reader.path, *part)

    @Slot(str, object)
    def _show_covers(self, path: str, parts: tuple[PrivatePart, ...]) -> None:
        is_told = False
        for reader in self._bench.reading.readers:
            if path == reader.path:
                marks = reader.marks
                is_told = is_told or (marks.knows_covers and len(parts) > len(marks.private_parts))
                marks.show_private(parts)
                reader.canvas.select(None)
        if is_told:
            self._bench.reading.filed_line.show_message(text("ui.private.covered"), MessageKind.CAUTION)

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
    def go_to_cell_of(self, about: object) -> None:
        """Go from a mark to the judgment that it belongs to."""
        if isinstance(about, Filed):
            self._bench.go_to(about.cell)
            self._bench.rubric.chips.setFocus()

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

    @Slot()
    def search_again(self) -> None:
        """More can be searched now."""
        if self._bench.reading.documents.search.isVisible():
            self._bench.reading.documents.search.search_again()

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
        filed = tuple(citations.all_filed(sheet))
        reading = self._bench.reading
        for reader in reading.readers:
            reader.marks.show_filed(filed, self._bench.cell)
        reading.show_filed(filed, self._bench.cell)
        self._show_chips()

    @Slot(object)
    def _mark_cell(self, _cell: Cell) -> None:
        if self._session.sheet is not None:
            self._mark(self._session.sheet)

    def _show_chips(self) -> None:
        sheet, here = self._session.sheet, self._bench.cell
        if sheet is None or here is None:
            return
        can_change = sheet.sealed is None
        chips = tuple(
            ChipItem(
                citations.label(each.citation, self._titles),
                each,
                tip=each.citation.quote,
                is_removable=can_change,
                reason=self._broken.get((each.cell, each.citation), ""),
            )
            for each in citations.all_filed(sheet)
            if each.cell == here
        )
        self._bench.rubric.chips.show_items(chips)

    @Slot(object)
    def _take_broken(self, broken: tuple[object, ...]) -> None:
        found: dict[tuple[Cell, Citation], str] = {}
        for each in broken:
            cell, cited = getattr(each, "cell", None), getattr(each, "citation", None)
            if cell is not None and cited is not None:
                found[cell, cited] = str(getattr(each, "reason", ""))
        self._broken = found
        self._show_chips()
        if found:
            words = counted("ui.citation.broken", len(found))
            self._bench.reading.filed_line.show_message(words, MessageKind.PROBLEM)

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        self._bench.reading.filed_line.show_failure(error)
