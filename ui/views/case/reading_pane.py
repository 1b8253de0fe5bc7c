"""The words of a case: one claim, a project, a Standard across projects, attestations, documents, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reviewer.text import text
from ui.failures import MessageBar
from ui.models.citations import Target
from ui.models.dates import date_bars
from ui.models.reading_texts import (
    attestation_passages,
    claim_passages,
    project_passages,
    standard_passages,
)
from ui.models.segments import Stretch
from ui.plain_text import tooltip
from ui.theme import Space
from ui.views.case.beside_pane import BesidePane
from ui.views.case.dates_view import DatesView
from ui.views.case.documents_view import DocumentsView
from ui.views.case.reading_text import ReadingText
from ui.views.parts.chip_row import ChipItem, ChipRow
from ui.views.parts.looked_in import LookedIn
from ui.views.parts.marks import MarkKind
from ui.views.parts.sealed_text import TextMark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey, Cell
    from ui.models.citations import Filed
    from ui.models.reading_texts import Passage
    from ui.views.reader.document_reader import DocumentReader

TABS = ("claim", "project", "standard", "attestations", "documents", "dates")
TEXTS = TABS[:4]
_MOST_SCROLLS = 200


class ReadingPane(QWidget):
    """Shows the tab chosen for the current cell; the others wait until they are looked at.

    Signals:
        place_changed: another tab is shown.
        words_filed: a Standard and the stretches of words to file under it.
        mark_chosen: what a mark in the words stands for.
        document_wanted: path and `Target` of what the claim cites.
    """

    place_changed = Signal()
    words_filed = Signal(int, object)
    mark_chosen = Signal(object)
    document_wanted = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reading")
        self._sheet: Sheet | None = None
        self._cell: Cell | None = None
        self._key: CaseKey | None = None
        self._scrolls: dict[str, int] = {}
        self._shown = ""
        self._tabs = QTabBar(self)
        self._pages = QStackedWidget(self)
        self._texts = {tab: ReadingText(f"words-{tab}", self) for tab in TEXTS}
        self.documents = DocumentsView(self)
        self.beside = BesidePane(self)
        self._split = QSplitter(Qt.Orientation.Horizontal, self)
        self._dates = DatesView(self)
        self._dates_area = QScrollArea(self)
        self._cited = ChipRow("claim-cites", text("case.reading.cited"), self)
        self._titles: dict[str, str] = {}
        self.filed_line = MessageBar(self, "filed")
        self.looked_in = LookedIn(self)
        self._arrange()
        self._cited.chosen.connect(self._want_document)
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
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setAccessibleName(text("case.reading.tabs"))
        for tab in TABS:
            place = self._tabs.addTab(text(f"case.reading.{tab}"))
            self._tabs.setTabToolTip(place, text(f"case.reading.{tab}_tip"))
            if tab in TEXTS:
                self._texts[tab].setAccessibleName(text(f"case.reading.{tab}_tip"))
                self._pages.addWidget(self._texts[tab])
        self._dates_area.setObjectName("dates-scroll")
        self._dates_area.setWidgetResizable(True)
        self._dates_area.setWidget(self._dates)
        for surface in (self._dates, self._dates_area.viewport()):
            surface.setAutoFillBackground(False)
        self._pages.addWidget(self.documents)
        self._pages.addWidget(self._dates_area)
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
        column.addWidget(self._tabs)
        column.addWidget(self._cited)
        column.addWidget(self._split, 1)
        column.addWidget(self.looked_in)
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
            self._tabs.setTabVisible(place, has_projects or tab not in TEXTS)
        if sheet.key != self._key:
            self._key = sheet.key
            self.show_tab(TABS[0] if has_projects else "documents")
            self.documents.show_cited(frozenset())
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
        self._cited.show_items(())
        self._titles = {}
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

    def show_beside(self, path: str = "") -> None:
        """Show a second thing to read: a document, or what its box says."""
        self.beside.show()
        self._split.setSizes([self.width() // 2, self.width() // 2])
        if path:
            self.beside.open(path)
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

    def know_standards(self, numbers: frozenset[int]) -> None:
        """Take the numbers under which words can be filed."""
        for reader in self.readers:
            reader.know_standards(numbers)
        self.beside.words.keys.know(numbers)
        for words in self._texts.values():
            words.keys.know(numbers)

    def name_documents(self, titles: dict[str, str]) -> None:
        """Take the titles of the documents."""
        self._titles = titles
        self._show_cited()

    def show_filed(self, filed: tuple[Filed, ...], cell: Cell | None) -> None:
        """Mark what is cited in the words."""
        marks = [
            TextMark(
                MarkKind.CITED if each.cell == cell else MarkKind.CITED_ELSEWHERE,
                Stretch(each.citation.path, each.citation.start, each.citation.end),
                each,
            )
            for each in filed
            if each.citation.start is not None and each.citation.end is not None
        ]
        for words in (*self._texts.values(), self.beside.words):
            words.show_marks(marks)

    def show_stretch(self, tab: str, stretch: Stretch) -> None:
        """Turn to a tab and show words there."""
        self.show_tab(tab)
        self._texts[tab].show_stretch(stretch)
        self._texts[tab].setFocus()

    def file_selected(self, standard: int) -> bool:
        """File what is selected under a Standard, 0 for the current one; False where nothing is selected."""
        if self.tab == "documents":
            return self.documents.reader.file_under(standard)
        words = self._texts.get(self.tab)
        if words is None or not words.stretches:
            return False
        self.words_filed.emit(standard, words.stretches)
        return True

    @Slot(int)
    def _file(self, standard: int) -> None:
        self.file_selected(standard)

    @Slot(int)
    def _file_beside(self, standard: int) -> None:
        self.words_filed.emit(standard, self.beside.words.stretches)

    def _show_cited(self) -> None:
        claim = None
        if self._sheet is not None and self._cell is not None:
            project = self._sheet.submission.project(self._cell.project_id)
            claim = project.claim(self._cell.standard) if project else None
        self._cited.show_items(
            tuple(
                ChipItem(self._reference(each.path, each.page), (each.path, Target(each.page)), tip=each.note)
                for each in (claim.evidence if claim else ())
            )
            if self.tab == "claim"
            else ()
        )

    def _reference(self, path: str, page: int | None) -> str:
        name = self._titles.get(path) or path.rpartition("/")[2]
        return text("ui.citation.page", name=name, page=page) if page else name

    @Slot(object)
    def _want_document(self, about: tuple[str, Target]) -> None:
        self.document_wanted.emit(*about)

    # Turning ------------------------------------------------------------------------------

    @Slot(int)
    def _turn(self, place: int) -> None:
        self._remember()
        self._pages.setCurrentIndex(place)
        self._show_cited()
        self._fill()
        self.place_changed.emit()

    def _fill(self) -> None:
        if self._sheet is None:
            return
        if self.tab == "dates":
            self._dates.show_bars(date_bars(self._sheet))
        if self._cell is None or self.tab not in TEXTS:
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
        self._tabs.setTabText(TABS.index("attestations"), text("case.reading.attestations_count", count=count))

    @Slot(int, int)
    def _name_documents(self, of_claim: int, in_all: int) -> None:
        place = TABS.index("documents")
        self._tabs.setTabText(place, text("case.reading.documents_count", of_claim=of_claim, in_all=in_all))
        self._tabs.setTabToolTip(
            place, tooltip(text("case.reading.documents_count_tip", of_claim=of_claim, in_all=in_all))
        )
