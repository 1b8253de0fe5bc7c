"""The text of the page that is shown, as plain words: for a screen reader, and for whoever likes it larger.

Painted words are none to a screen reader, and Qt for Python cannot give a widget of its own the interface that they
are read through. So they stand here once more, in a text that has it, in step with the page and its selection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QVBoxLayout

from reviewer.text import text
from ui.models.segments import points, units
from ui.plain_text import PlainLabel, visible
from ui.theme import Space
from ui.views.parts.fields import sheet
from ui.views.parts.sealed_text import SealedText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget


class _Words(SealedText):
    """Words that Escape leaves.

    Signals:
        left: back to the page.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class PageWords(QObject):
    """A frame with the words of one page.

    Signals:
        selected: from which up to which code point of the page's text is selected here.
        left: back to the page.
    """

    selected = Signal(int, int)
    left = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.frame: QFrame
        self.frame, column = sheet(f"{name}-frame", parent)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.setSpacing(Space.SMALL)
        self._head = PlainLabel(name=f"{name}-head", role="small", parent=self.frame)
        self.words = _Words(f"{name}-words", self.frame)
        self.words.setAccessibleName(text("ui.reader.text_of_page"))
        self._page, self._shown = 0, ""
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - that is what `sheet` makes
        column.addWidget(self._head)
        column.addWidget(self.words, 1)
        self.words.left.connect(self.left)
        self.words.selectionChanged.connect(self._tell)
        self.frame.hide()

    def show_words(self, page: int, words: str) -> None:
        """Show the words of a page, or say that it has none; the caret stays where they are the same."""
        if (page, words) == (self._page, self._shown) and self.words.toPlainText():
            return
        self._page, self._shown = page, words
        head = text("ui.reader.text_of_page_number", page=page)
        self._head.say(head)
        self.words.setAccessibleName(head)
        with QSignalBlocker(self.words):
            self.words.setPlainText(visible(words) if words.strip() else text("ui.reader.no_text"))
        self.words.verticalScrollBar().setValue(0)

    def select(self, start: int, end: int) -> None:
        """Select what is selected on the page."""
        cursor = self.words.textCursor()
        first, last = units(self._shown[:start]), units(self._shown[:end])
        if self._shown.strip() and (cursor.selectionStart(), cursor.selectionEnd()) != (first, last):
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            with QSignalBlocker(self.words):
                self.words.setTextCursor(cursor)

    def deselect(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.words.textCursor()
        cursor.clearSelection()
        with QSignalBlocker(self.words):
            self.words.setTextCursor(cursor)

    def clear(self) -> None:
        """Show nothing."""
        self._page, self._shown = 0, ""
        self._head.say("")
        self.words.clear()

    @Slot()
    def _tell(self) -> None:
        cursor = self.words.textCursor()
        if self._shown.strip():
            first = points(self._shown, cursor.selectionStart())
            self.selected.emit(first, points(self._shown, cursor.selectionEnd()))
