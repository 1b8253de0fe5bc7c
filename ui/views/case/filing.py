"""Filing what is read: under a Standard, under an item of the ethics checklist, and taking it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.review.closing import why_not_fileable
from reviewer.text import text
from reviewer.vocabulary import Cell
from ui.failures import MessageKind
from ui.models import citations

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.review.judgment import Citation
    from ui.models.citations import Filed, Under
    from ui.session.case_session import CaseSession
    from ui.views.case.workbench import Workbench

UNDO = "undo"


class Filing(QObject):
    """Files citations of the case; the last thing done can be undone.

    Args:
        session: the case.
        bench: where it is read and judged.

    Signals:
        acted: something was filed or taken away; whatever else could be undone is older.
    """

    acted = Signal()

    def __init__(self, session: CaseSession, bench: Workbench) -> None:
        super().__init__(bench)
        self.setObjectName("filing")
        self._session = session
        self._bench = bench
        self._undo: tuple[Callable[[], object], str] | None = None
        reading = bench.reading
        reading.words_filed.connect(self.file_words)
        reading.looked_in.sought.connect(self._look_in)
        reading.looked_in.closed.connect(reading.focus_words)
        reading.documents.filing_wanted.connect(self.file_document)
        reading.filed_line.action_chosen.connect(self._act)
        for chips in (bench.rubric.chips, bench.ethics.chips):
            chips.removed.connect(self.remove)
        for cites in (bench.rubric.cites, bench.ethics.cites):
            cites.selection_wanted.connect(self.cite)
            cites.document_wanted.connect(self._file_chosen)
            cites.look_wanted.connect(self.look)

    @Slot()
    def forget(self) -> None:
        """Another case is shown, or something else was done since: nothing can be undone here."""
        self._undo = None

    # Filing -----------------------------------------------------------------------------------

    @Slot()
    def cite(self) -> None:
        """File what is selected under what is judged now."""
        if not self._bench.reading.file_selected(0):
            self.say_select_first()

    def say_select_first(self) -> None:
        """Say that something has to be selected."""
        self._bench.reading.filed_line.show_message(text("ui.reader.select_first"), MessageKind.NOTE)

    @Slot(int, object)
    def file(self, standard: int, found: tuple[Citation, ...]) -> None:
        """File citations under a Standard of the current project; 0 is what is judged now."""
        under = self._under(standard)
        if under is not None:
            self._file(under, found)

    @Slot(int, object)
    def file_words(self, standard: int, stretches: tuple[object, ...]) -> None:
        """File words of narratives, attestations and answers under a Standard of the project they belong to."""
        sheet = self._session.sheet
        for stretch in stretches:
            cited = citations.of_words(sheet.submission, stretch) if sheet is not None else None  # type: ignore[arg-type]
            under = self._under(standard)
            if cited is None or under is None:
                continue
            if isinstance(under, Cell):
                under = Cell(citations.project_of(cited.path) or under.project_id, under.standard)
            self._file(under, (cited,))

    @Slot(int, str)
    def file_document(self, standard: int, path: str) -> None:
        """File a document as a whole."""
        row = self._bench.reading.documents.row(path)
        if row is not None:
            self.file(standard, (citations.of_document(path, row.sha256),))

    @Slot()
    def _file_chosen(self) -> None:
        path = self._bench.reading.document_at_hand
        if path:
            self.file_document(0, path)
        else:
            self._bench.reading.show_tab("documents")
            self._bench.reading.documents.show_list()
            self._bench.reading.filed_line.show_message(text("ui.citation.choose_document"), MessageKind.NOTE)

    @Slot()
    def look(self) -> None:
        """Ask what was looked for in what is read, and not found there."""
        reading = self._bench.reading
        path, place = reading.looked_at
        if path:
            reading.looked_in.ask(path, place, is_document=path.startswith("evidence/"))
        else:
            reading.filed_line.show_message(text("ui.citation.look_first"), MessageKind.NOTE)

    @Slot(str, object, str)
    def _look_in(self, path: str, place: object, sought: str) -> None:
        row, sheet = self._bench.reading.documents.row(path), self._session.sheet
        shown = place if isinstance(place, int | str) else None
        if row is not None:
            self.file(0, (citations.looked_in(path, row.sha256, shown, sought),))
        elif sheet is not None:
            cited = citations.looked_in_words(sheet.submission, path, sought)
            self.file(0, (cited,) if cited else ())

    def _under(self, standard: int) -> Under | None:
        cell, under = self._bench.cell, self._bench.under
        if standard and cell is not None:
            return Cell(cell.project_id, standard)
        return under

    def _file(self, under: Under, found: tuple[Citation, ...]) -> None:
        line = self._bench.reading.filed_line
        if not found:
            return
        if told := self._told_in(found):
            line.show_message(told, MessageKind.CAUTION)
            return
        if not self._session.cite(under, found):
            key = "cannot_file_item" if isinstance(under, str) else "cannot_file"
            line.show_message(text(f"ui.citation.{key}", standard=_number(under)), MessageKind.CAUTION)
            return
        said = self._filed_words(under)
        self.offer_undo(said, lambda: self._session.uncite(under, found), text("ui.citation.undone_filed"))

    def _told_in(self, found: tuple[Citation, ...]) -> str:
        """Say that citations hold what must not leave the laptop; empty where they do not."""
        sheet = self._session.sheet
        return (why_not_fileable(sheet.submission, found) or "") if sheet is not None else ""

    def _filed_words(self, under: Under) -> str:
        sheet, here = self._session.sheet, self._bench.cell
        if isinstance(under, str):
            title = next((row.title for row in sheet.ethics if row.id == under), under) if sheet else under
            return text("ui.citation.filed_item", title=title)
        # Only where it is not the project that one is at.
        is_here = here is not None and here.project_id == under.project_id
        projects = [project.project_id for project in sheet.submission.projects] if sheet else []
        key = "ui.citation.filed" if is_here else "ui.citation.filed_project"
        return text(key, standard=under.standard, project=projects.index(under.project_id) + 1)

    # Taking back ------------------------------------------------------------------------------

    @Slot(object)
    def remove(self, filed: Filed) -> None:
        """Take a citation away; it can be put back."""
        cited = (filed.citation,)
        if self._session.uncite(filed.cell, cited):
            said, undone = text("ui.citation.removed"), text("ui.citation.undone_removed")
            self.offer_undo(said, lambda: self._session.cite(filed.cell, cited), undone)

    def offer_undo(self, said: str, undo: Callable[[], object], undone: str) -> None:
        """Say what was done and let it be undone."""
        self._undo = (undo, undone)
        self.acted.emit()
        label = text("ui.citation.undo")
        line = self._bench.reading.filed_line
        line.show_message(said, MessageKind.DONE, action=UNDO, action_label=label)

    def undo(self) -> bool:
        """Take the last thing back; False where there is none."""
        if self._undo is None:
            return False
        (undo, undone), self._undo = self._undo, None
        undo()
        self._bench.reading.filed_line.show_message(undone, MessageKind.NOTE)
        return True

    @Slot(str)
    def _act(self, action: str) -> None:
        if action == UNDO:
            self.undo()


def _number(under: Under) -> object:
    return under.standard if isinstance(under, Cell) else under
