"""A second thing to read beside the first: the claim, a whole project, or a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reviewer.text import text
from ui.models.matrix_model import project_label
from ui.models.reading_texts import claim_passages, project_passages
from ui.plain_text import one_line
from ui.theme import Space
from ui.views.case.reading_text import ReadingText
from ui.views.parts.eliding_box import ElidingBox
from ui.views.parts.fields import button
from ui.views.reader.document_reader import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.review.sheet_rows import DocumentRow, Sheet
    from reviewer.vocabulary import Cell
    from ui.models.citations import Target

LEAST_WIDTH = 240
_CLAIM = ("claim", "")


class BesidePane(QWidget):
    """Shows what is chosen in its box; where not `is_whole`, its maker takes the `stages`.

    Signals:
        closed: nothing is to stand beside any more.
    """

    closed = Signal()
    document_opened = Signal(str)

    def __init__(self, parent: QWidget, *, is_whole: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("beside")
        self.setMinimumWidth(LEAST_WIDTH)
        self._sheet: Sheet | None = None
        self._cell: Cell | None = None
        self._documents: dict[str, DocumentRow] = {}
        self._offered: tuple[tuple[str, str], ...] = ()
        self._box = ElidingBox("beside-box", self)
        self._close = button(text("ui.message.close"), name="beside-close", parent=self, role="flat")
        self._stack = QStackedWidget(self)
        self.words = ReadingText("beside-words", self._stack)
        if is_whole:
            list(self.stages())

    def stages(self) -> Iterator[None]:
        """Make the rest, in steps."""
        yield
        self.reader = DocumentReader("beside-reader", self._stack)
        yield
        self._arrange()
        self._box.activated.connect(self._show_chosen)
        self._close.clicked.connect(self.closed)
        self.reader.list_wanted.connect(self._box.setFocus)

    def _arrange(self) -> None:
        self._box.setAccessibleName(text("ui.beside.box"))
        self.reader.bar.stand_under_box()
        self.words.setAccessibleName(text("ui.beside.words"))
        for page in (self.words, self.reader):
            self._stack.addWidget(page)
        row = QHBoxLayout()
        row.setContentsMargins(Space.SMALL, Space.HAIR, 0, Space.HAIR)
        row.addWidget(self._box, 1)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def show_cell(self, sheet: Sheet, cell: Cell) -> None:
        """Follow the current cell where its claim is shown."""
        is_other = self._sheet is None or self._sheet.key != sheet.key
        self._sheet, self._cell = sheet, cell
        if is_other:
            self._offer()
        self._fill()

    def show_documents(self, rows: tuple[DocumentRow, ...]) -> None:
        """Take the documents that can be shown."""
        self._documents = {row.path: row for row in rows}
        self._offer()

    def open(self, path: str, target: Target | None = None) -> None:
        """Show a document at a place."""
        if ("document", path) in self._offered:
            self._box.setCurrentIndex(self._offered.index(("document", path)))
            self._fill(target)

    @property
    def path_shown(self) -> str:
        """The path of the document shown; empty where words are."""
        return self.reader.path if self._stack.currentWidget() is self.reader else ""

    def clear(self) -> None:
        """Show nothing of any case."""
        self._sheet = self._cell = None
        self._documents, self._offered = {}, ()
        self._box.clear()
        self.words.clear_words()
        self.reader.clear()

    def _offer(self) -> None:
        chosen = self._chosen()
        projects = self._sheet.submission.projects if self._sheet else ()
        lines = [(_CLAIM, text("ui.beside.claim"))]
        if self._sheet is not None:
            lines += [(("project", each.project_id), project_label(self._sheet, each.project_id)) for each in projects]
        lines += [(("document", row.path), row.title or row.path) for row in self._documents.values()]
        self._offered = tuple(what for what, _ in lines)
        self._box.clear()
        self._box.addItems([one_line(words) for _, words in lines])
        if chosen in self._offered:
            self._box.setCurrentIndex(self._offered.index(chosen))

    def _chosen(self) -> tuple[str, str]:
        place = self._box.currentIndex()
        return self._offered[place] if 0 <= place < len(self._offered) else _CLAIM

    @Slot()
    def _show_chosen(self) -> None:
        self._fill()

    def _fill(self, target: Target | None = None) -> None:
        if self._sheet is None or self._cell is None or self.isHidden():
            return
        kind, about = self._chosen()
        if kind == "document" and about in self._documents:
            self._stack.setCurrentWidget(self.reader)
            is_other = self.reader.path != about
            if is_other or target is not None:
                self.reader.open(self._sheet.key, self._documents[about], target)
            if is_other:
                self.document_opened.emit(about)
            return
        self._stack.setCurrentWidget(self.words)
        if kind == "project":
            self.words.show_passages(project_passages(self._sheet, about))
        else:
            self.words.show_passages(claim_passages(self._sheet, self._cell))
