"""Brings together what is read and what is judged: filing passages, chips and marks, opening what is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

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
    from ui.session.found import PrivatePart
    from ui.session.viewing_session import ViewingSession
    from ui.views.case.workbench import Workbench

UNDO = "undo"


class EvidenceDesk(QObject):
    """Connects the reading pane with the judgments of one case.

    Args:
        session: the case.
        viewing: its documents as they are drawn.
        evidence: what the workspace remembers of them.
        bench: where both are shown.
    """

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
        documents, reader = reading.documents, reading.documents.reader
        reader.use(self._viewing)
        reader.filing_wanted.connect(self.file)
        reader.mark_chosen.connect(self.go_to_cell_of)
        reader.copy_wanted.connect(session.save_copy)
        reader.choice_made.connect(self._choose)
        reader.view_changed.connect(evidence.keep_view)
        reader.seen.connect(evidence.keep_opened)
        documents.document_opened.connect(evidence.ask_view)
        evidence.view_found.connect(reader.remember_view)
        evidence.covers_changed.connect(self._show_covers)
        evidence.broken_found.connect(self._take_broken)
        evidence.failed.connect(self._tell_failure)
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
        self._show_chips()
        self._bench.reading.name_documents(self._titles)

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
        # A case with one project need not name it.
        sheet = self._session.sheet
        is_one = sheet is not None and len(sheet.submission.projects) == 1
        key = "ui.citation.filed" if is_one else "ui.citation.filed_project"
        words = text(key, standard=cell.standard, project=cell.project_id)
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
        reading = self._bench.reading
        reader = reading.documents.reader
        if choice == "looked_in":
            reading.looked_in.ask(reader.path, reader.place)
        elif choice in ("private_page", "private_area"):
            self._cover(is_whole_page=choice == "private_page")
        elif choice == "select_first":
            reading.filed_line.show_message(text("ui.reader.select_first"), MessageKind.NOTE)

    @Slot(str, object, str)
    def _look_in(self, path: str, place: object, sought: str) -> None:
        row = self._bench.reading.documents.row(path)
        if row is not None:
            shown = place if isinstance(place, int | str) else None
            self.file(0, (citations.looked_in(path, row.sha256, shown, sought),))

    def _cover(self, *, is_whole_page: bool) -> None:
        reading = self._bench.reading
        reader = reading.documents.reader
        part = reader.marks.part_to_cover(is_whole_page=is_whole_page)
        if part is None:
            reading.filed_line.show_message(text("ui.private.select_first"), MessageKind.NOTE)
            return
        self._evidence.cover(reader.path, *part)

    @Slot(str, object)
    def _show_covers(self, path: str, parts: tuple[PrivatePart, ...]) -> None:
        reader = self._bench.reading.documents.reader
        if path != reader.path:
            return
        is_more = len(parts) > len(reader.marks.private_parts)
        was_known = reader.marks.knows_covers
        reader.marks.show_private(parts)
        reader.canvas.select(None)
        if was_known and is_more:
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

    # Showing ------------------------------------------------------------------------------------

    @Slot(object)
    def _mark(self, sheet: Sheet) -> None:
        filed = tuple(citations.all_filed(sheet))
        reading = self._bench.reading
        reading.documents.reader.marks.show_filed(filed, self._bench.cell)
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
