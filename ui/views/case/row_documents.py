"""The documents that an activity or milestone cites, each a press away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.text import text
from ui.looks import drop
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from ui.models.row_asks import RowDocument


class RowDocuments(QWidget):
    """One line for each document; the first is open beside the row anyway.

    Signals:
        wanted: the `RowDocument` that the reviewer wants to read.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("row-documents")
        self._shown: tuple[RowDocument, ...] = ()
        self._lines: list[QWidget] = []
        self._links: list[QPushButton] = []
        self._none = PlainLabel(text("ui.rows.no_document"), name="row-documents-none", role="soft", parent=self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._none)

    def show_documents(self, documents: tuple[RowDocument, ...]) -> None:
        """Show the documents of another row."""
        self._none.setVisible(not documents)
        if documents == self._shown:
            return
        self._shown = documents
        drop(self._lines, self._column)
        self._links = []
        self._lines = [self._line(place, document) for place, document in enumerate(documents)]
        for line in self._lines:
            self._column.addWidget(line)

    def _line(self, place: int, document: RowDocument) -> QWidget:
        line = QWidget(self)
        line.setObjectName(f"row-document-{place}-line")
        words = PlainLabel(document.words, name=f"row-document-{place}-words", parent=line)
        read = button(text("ui.rows.document_go"), name=f"row-document-{place}", parent=line, role="link")
        read.setAccessibleName(f"{read.text()} {document.words}")
        read.clicked.connect(self._follow)
        self._links.append(read)
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, Space.HAIR, 0)
        beside.setSpacing(Space.SMALL)
        beside.addWidget(words, 1)
        beside.addWidget(read, 0, Qt.AlignmentFlag.AlignTop)
        return line

    @Slot()
    def _follow(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QPushButton) and pressed in self._links:
            self.wanted.emit(self._shown[self._links.index(pressed)])
