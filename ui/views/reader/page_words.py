"""The text of the page that is shown, as plain words: for a screen reader, and for whoever likes it larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from reviewer.text import text
from ui.plain_text import PlainLabel, visible
from ui.theme import Space
from ui.views.parts.fields import sheet
from ui.views.parts.sealed_text import SealedText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFrame, QWidget


class PageWords:
    """A frame with the words of one page."""

    def __init__(self, name: str, parent: QWidget) -> None:
        self.frame: QFrame
        self.frame, column = sheet(name, parent)
        column.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)
        column.setSpacing(0)
        self._head = PlainLabel(name=f"{name}-head", role="small", parent=self.frame)
        self.words = SealedText(f"{name}-words", self.frame)
        self.words.setAccessibleName(text("ui.reader.text_of_page"))
        assert isinstance(column, QVBoxLayout)  # noqa: S101 - that is what `sheet` makes
        column.addWidget(self._head)
        column.addWidget(self.words, 1)
        self.frame.hide()

    def show_words(self, page: int, words: str) -> None:
        """Show the words of a page, or say that it has none."""
        self._head.say(text("ui.reader.text_of_page_number", page=page))
        self.words.setPlainText(visible(words) if words.strip() else text("ui.reader.no_text"))

    def clear(self) -> None:
        """Show nothing."""
        self._head.say("")
        self.words.clear()
