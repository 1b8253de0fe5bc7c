"""The words of a case: one claim, a project, a Standard across projects, attestations, documents, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reviewer.text import text
from reviewer.vocabulary import SourceKind
from ui.failures import MessageBar
from ui.models.dates import date_bars, undated_words
from ui.models.reading_texts import (
    answer_passages,
    attestation_passages,
    claim_passages,
    project_passages,
    standard_passages,
)
from ui.models.segments import Stretch
from ui.plain_text import tooltip
from ui.theme import Space
from ui.views.case.attestation_card import AttestationCard
from ui.views.case.beside_pane import BesidePane
from ui.views.case.claim_cites import ClaimCites
from ui.views.case.dates_view import DatesView
from ui.views.case.documents_view import DocumentsView
from ui.views.case.reading_text import ReadingText
from ui.views.parts.alert_line import AlertLine
from ui.views.parts.folding_tabs import FoldingTabs
from ui.views.parts.looked_in import LookedIn
from ui.views.parts.marks import MarkKind
from ui.views.parts.sealed_text import TextMark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.flow import Place
    from reviewer.vocabulary import CaseKey, Cell
    from ui.models.citations import Filed, Target, Under
    from ui.models.reading_texts import Passage
    from ui.views.reader.document_reader import DocumentReader

TABS = ("claim", "project", "standard", "attestations", "answers", "documents", "dates")
TEXTS = TABS[:5]
OF_PROJECTS = TABS[:4]
_MOST_SCROLLS = 200


class ReadingPane(QWidget):
    """Shows the tab chosen for the current cell; the others wait until they are looked at.

    Signals:
        place_changed: another tab is shown.
        words_filed: a Standard and the stretches of words to file under it.
        mark_chosen: what a mark in the words stands for.
        document_wanted: path and `Target` of what the claim cites.
        date_chosen: the `Destination` of a date.
    """

    place_changed = Signal()
    words_filed = Signal(int, object)
    mark_chosen = Signal(object)
    document_wanted = Signal(str, object)
    date_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self._sheet: Sheet | None = None
        self._cell: Cell | None = None
        self._key: CaseKey | None = None
        self._scrolls: dict[str, int] = {}
        self._shown = ""
        self._tabs = QTabBar(self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._pages = QStackedWidget(self._split)
        self._texts = {tab: ReadingText(f"words-{tab}", self._pages) for tab in TEXTS}
        self.compare = AttestationCard(self)

    def stages(self) -> Iterator[None]:
        """Make the rest, in steps."""
        self.documents = DocumentsView(self._pages, is_whole=False)
        yield from self.documents.stages()
        self.beside = BesidePane(self._split, is_whole=False)
        yield from self.beside.stages()
        self._dates = DatesView(self._pages)
        self._cited = ClaimCites(self)
        self._titles: dict[str, str] = {}
        self._names: tuple[TextMark, ...] = ()
        self.filed_line = MessageBar(self, "filed")
        self.looked_in = LookedIn(self)
        self.alert = AlertLine(self)
        self._arrange()
        self._cited.chosen.connect(self._want_document)
        self._dates.chosen.connect(self.date_chosen)
        self.beside.words.keys.filed.connect(self._file_beside)
        self.beside.words.mark_chosen.connect(self.mark_chosen)
        for words in self._texts.values():
            words.keys.filed.connect(self._file)
            words.mark_chosen.connect(self.mark_chosen)
        self._tabs.currentChanged.connect(self._turn)
        self.documents.count_changed.connect(self._name_documents)

    def _arrange(self) -> None:
        self._tabs.setObjectName("reading-tabs")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(text("case.reading.tabs"))
        for tab in TABS:
            place = self._tabs.addTab(text(f"case.reading.{tab}"))
            self._tabs.setTabToolTip(place, text(f"case.reading.{tab}_tip"))
            if tab in TEXTS:
                self._texts[tab].setAccessibleName(text(f"case.reading.{tab}_tip"))
                self._pages.addWidget(self._texts[tab])
        self._fold = FoldingTabs(self._tabs, self)
        self._pages.addWidget(self.documents)
        self._pages.addWidget(self._dates)
        self._pages.setProperty("role", "sheet")
        self._split.setObjectName("reading-split")
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._pages)
        self._split.addWidget(self.beside)
        self.beside.hide()
        self.beside.closed.connect(self.hide_beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._fold)
        column.addWidget(self._cited)
        column.addWidget(self._split, 1)
        column.addWidget(self.compare)
        column.addWidget(self.looked_in)
        column.addWidget(self.alert)
        column.addWidget(self.filed_line)

    # Showing ------------------------------------------------------------------------------

    @property
    def tab(self) -> str:
        """The tab shown: claim, project, standard, attestations, documents or dates."""
        return TABS[self._tabs.currentIndex()]

    @property
    def scrolls(self) -> Mapping[str, int]:
        """How far down each text was read, by what it shows."""
        self._remember()
        return self._scrolls

    def show_case(self, sheet: Sheet) -> None:
        """Offer what there is to read: words of projects only where there are projects."""
        has_projects = bool(sheet.cells)
        for place, tab in enumerate(TABS):
            self._fold.offer(place, is_offered=has_projects or tab not in OF_PROJECTS)
        if sheet.key != self._key:
            self._key = sheet.key
            answers = len(sheet.submission.response_to)
            words = text("case.reading.answers_count", count=answers) if answers else text("case.reading.answers")
            self._fold.name(TABS.index("answers"), words)
            self.show_tab(TABS[0] if has_projects else "documents")
            self.documents.follow_none()
        if not has_projects:
            self._sheet, self._cell = sheet, None
            self._fill()

    def show_cell(self, sheet: Sheet, cell: Cell) -> None:
        """Show the words of a cell; the words stay where they are when only judgments changed."""
        is_other = self._sheet is None or (self._sheet.key, self._cell) != (sheet.key, cell)
        self._sheet = sheet
        if not is_other:
            return
        self._remember()
        self._cell = cell
        self.documents.show_cell(cell)
        self._show_cited()
        self.beside.show_cell(sheet, cell)
        self._name_attestations(sheet, cell)
        self.compare.show_project(sheet, cell.project_id)
        self._fill()

    def show_tab(self, tab: str) -> None:
        """Turn to a tab."""
        if tab in TABS:
            self._tabs.setCurrentIndex(TABS.index(tab))

    def restore(self, tab: str, scrolls: Mapping[str, int]) -> None:
        """Turn to a tab and scroll as remembered."""
        self._scrolls = dict(scrolls)
        self._shown = ""
        self.show_tab(tab)
        self._fill()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._sheet = self._cell = self._key = None
        self._scrolls = {}
        self._shown = ""
        for words in self._texts.values():
            words.clear_words()
        self.compare.clear()
        self._cited.show_items(())
        self._titles, self._names = {}, ()
        self.hide_beside()
        self.beside.clear()
        self.looked_in.hide()
        self.documents.show_documents(())
        self._dates.show_bars(())

    def focus_words(self) -> None:
        """Put the focus on what is read."""
        if (page := self._pages.currentWidget()) is not None:
            page.setFocus()

    # Beside ---------------------------------------------------------------------------------

    def show_beside(self, path: str = "", target: Target | None = None, share: float = 0.5) -> None:
        """Show a second thing to read: a document at a place, or what its box says."""
        self.beside.show()
        self._split.setSizes([round(self.width() * part) for part in (1 - share, share)])
        if path:
            self.beside.open(path, target)
        elif self._sheet is not None and self._cell is not None:
            self.beside.show_cell(self._sheet, self._cell)

    @Slot()
    def hide_beside(self) -> None:
        """Give the first all the room again."""
        self.beside.hide()
        self.beside.reader.clear()

    @Slot()
    def toggle_beside(self) -> None:
        """Show a second thing to read, or not."""
        if self.beside.isHidden():
            self.show_beside()
        else:
            self.hide_beside()

    # Citing ---------------------------------------------------------------------------------

    @property
    def readers(self) -> tuple[DocumentReader, DocumentReader]:
        """The reader of documents, and the one beside."""
        return self.documents.reader, self.beside.reader

    @property
    def cell(self) -> Cell | None:
        """The cell whose words are shown."""
        return self._cell

    @property
    def document_at_hand(self) -> str:
        """The path of the document that is read or chosen; empty where none is."""
        if self.tab == "documents":
            return self.documents.at_hand
        return "" if self.beside.isHidden() else self.beside.path_shown

    @property
    def looked_at(self) -> tuple[str, Place]:
        """What is read now, as a citation calls it, and the place in it; an empty path where it is not one thing."""
        if self.tab == "documents":
            reader = self.documents.reader
            is_open = self.documents.is_reading and self.documents.at_hand == reader.path
            return self.documents.at_hand, reader.place if is_open else None
        if self.tab == "attestations" and (row := self.compare.row) is not None:
            return f"{SourceKind.ATTESTATION}:{row.key}", None
        is_claim = self.tab in OF_PROJECTS and self._cell is not None
        return (f"{SourceKind.NARRATIVE}:{self._cell}", None) if is_claim else ("", None)

    def know_standards(self, numbers: frozenset[int]) -> None:
        """Take the numbers under which words can be filed."""
        for reader in self.readers:
            reader.know_standards(numbers)
        self.beside.words.keys.know(numbers)
        self.documents.keys.know(numbers)
        for words in self._texts.values():
            words.keys.know(numbers)

    def know_names(self, spans: tuple[tuple[str, int, int], ...]) -> None:
        """Take where names stand in claims that the candidate wants kept confidential."""
        self._names = tuple(TextMark(MarkKind.NAME, Stretch(*span)) for span in spans)

    def name_documents(self, titles: dict[str, str]) -> None:
        """Take the titles of the documents."""
        self._titles = titles
        self._show_cited()

    def show_filed(self, filed: tuple[Filed, ...], under: Under | None) -> None:
        """Mark what is cited in the words; what is judged now cites more than the rest."""
        marks = [
            TextMark(
                MarkKind.CITED if each.cell == under else MarkKind.CITED_ELSEWHERE,
                Stretch(each.citation.path, each.citation.start, each.citation.end),
                each,
            )
            for each in filed
            if each.citation.start is not None and each.citation.end is not None
        ]
        for words in (*self._texts.values(), self.beside.words):
            words.show_marks((*self._names, *marks))

    def show_stretch(self, tab: str, stretch: Stretch) -> None:
        """Turn to a tab and show words there."""
        self.show_tab(tab)
        self._texts[tab].show_stretch(stretch)
        self._texts[tab].setFocus()

    def file_selected(self, standard: int) -> bool:
        """File what is selected under a Standard, 0 for the current one; False where nothing is selected."""
        for reader in self.readers:
            if reader.isVisible() and reader.selected():
                return reader.file_under(standard)
        for words in (self._texts.get(self.tab), self.beside.words):
            if words is not None and words.isVisible() and words.stretches:
                self.words_filed.emit(standard, words.stretches)
                return True
        return False

    @Slot(int)
    def _file(self, standard: int) -> None:
        self.file_selected(standard)

    @Slot(int)
    def _file_beside(self, standard: int) -> None:
        self.words_filed.emit(standard, self.beside.words.stretches)

    def _show_cited(self) -> None:
        self._cited.show_cell(self._sheet, self._cell if self.tab == "claim" else None, self._titles)

    @Slot(object)
    def _want_document(self, about: tuple[str, Target]) -> None:
        self.document_wanted.emit(*about)

    # Turning ------------------------------------------------------------------------------

    @Slot(int)
    def _turn(self, place: int) -> None:
        self._remember()
        self._pages.setCurrentIndex(place)
        self.compare.show_at(is_read=self.tab == "attestations")
        self._show_cited()
        self._fill()
        self.place_changed.emit()

    def _fill(self) -> None:
        if self._sheet is None:
            return
        if self.tab == "dates":
            self._dates.show_bars(date_bars(self._sheet), undated_words(self._sheet))
        if self.tab == "answers":
            self._texts[self.tab].show_passages(answer_passages(self._sheet))
        if self._cell is None or self.tab not in OF_PROJECTS:
            self._shown = ""
            return
        words = self._texts[self.tab]
        words.show_passages(self._passages(self._sheet, self._cell))
        is_same_text = self._shown == self._name_of(self.tab, self._cell)
        self._shown = self._name_of(self.tab, self._cell)
        if self._shown in self._scrolls and not is_same_text:
            words.scroll_to(self._scrolls[self._shown])
        elif self.tab in ("project", "standard"):
            words.scroll_to_cell(self._cell)

    def _passages(self, sheet: Sheet, cell: Cell) -> tuple[Passage, ...]:
        match self.tab:
            case "claim":
                return claim_passages(sheet, cell)
            case "project":
                return project_passages(sheet, cell.project_id)
            case "standard":
                return standard_passages(sheet, cell.standard)
        return attestation_passages(sheet, cell.project_id)

    def _remember(self) -> None:
        tab = self._shown.partition(" ")[0]
        if tab in self._texts:
            self._scrolls[self._shown] = self._texts[tab].verticalScrollBar().value()
            while len(self._scrolls) > _MOST_SCROLLS:
                self._scrolls.pop(next(iter(self._scrolls)))

    def _name_of(self, tab: str, cell: Cell) -> str:
        about = {"claim": str(cell), "standard": str(cell.standard)}.get(tab, cell.project_id)
        return f"{tab} {about}"

    def _name_attestations(self, sheet: Sheet, cell: Cell) -> None:
        project = sheet.submission.project(cell.project_id)
        count = len(project.attestations) if project else 0
        words = text("case.reading.attestations_count", count=count) if count > 1 else text("case.reading.attestations")
        self._fold.name(TABS.index("attestations"), words)

    @Slot(int, int)
    def _name_documents(self, of_claim: int, in_all: int) -> None:
        place = TABS.index("documents")
        self._fold.name(place, text("case.reading.documents_count", of_claim=of_claim, in_all=in_all))
        self._tabs.setTabToolTip(
            place, tooltip(text("case.reading.documents_count_tip", of_claim=of_claim, in_all=in_all))
        )
