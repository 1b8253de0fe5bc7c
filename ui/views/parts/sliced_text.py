"""Words set in slices: however many there are, the window goes on, and places are gone to as soon as they are there."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor

from ui.plain_text import visible
from ui.views.parts.sealed_text import SealedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from ui.models.segments import Stretch

    Step = Callable[[QTextCursor], int]
    """Sets something at the end and returns about how much work it was, in characters."""

LONGEST_BLOCK = 2_500
"""A longer paragraph is set in pieces, since a piece is laid out in one go."""
_LINE_BREAK = "\N{LINE SEPARATOR}"


class SlicedText(SealedText):
    """Sets a slice at once and the rest when the window has time; restyled, it stays where it is.

    Args:
        name: the widget's name.
        slice_characters: about how much is set in one go.
        parent: where it stands.
    """

    selects_stretch = False
    """Whether words that are gone to are selected."""

    def __init__(self, name: str, slice_characters: int, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._slice = slice_characters
        self._steps: Iterator[Step] | None = None
        self._wanted_scroll: int | None = None
        self._wanted_stretch: Stretch | None = None
        self._filler = QTimer(self)
        self._filler.setInterval(0)
        self._filler.timeout.connect(self._fill)
        self._restyler = QTimer(self)
        self._restyler.setSingleShot(True)
        self._restyler.setInterval(0)
        self._restyler.timeout.connect(self.restyle)

    @property
    def is_whole(self) -> bool:
        """True when everything is set."""
        return self._steps is None

    def scroll_to(self, position: int) -> None:
        """Scroll to a position of the scroll bar, as soon as it is there."""
        self.forget_wishes()
        self._wanted_scroll = position
        self.go()

    def show_stretch(self, stretch: Stretch) -> None:
        """Scroll to words of a source, as soon as they are set."""
        self.forget_wishes()
        self._wanted_stretch = stretch
        self.go()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_restyler"):
            # One change of theme sends several of these.
            self._restyler.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        was_at_top = self.verticalScrollBar().value() == 0
        super().resizeEvent(event)
        if was_at_top:
            self.verticalScrollBar().setValue(0)

    def showEvent(self, event: QShowEvent) -> None:
        # A field first seen while it is very low would scroll to its caret, and past the first words.
        was_at_top = self.verticalScrollBar().value() == 0
        super().showEvent(event)
        if was_at_top:
            self.verticalScrollBar().setValue(0)

    # For what is set --------------------------------------------------------------------------

    @abstractmethod
    def steps(self) -> Iterator[Step] | None:
        """Begin anew: return what sets everything, step by step; None where there is nothing."""

    def took_slice(self) -> None:
        """Do what follows from more being set."""

    def set_anew(self) -> None:
        """Set everything from the top."""
        self._filler.stop()
        self.segments.clear()
        self.forget_wishes()
        self.clear()
        # Blank as the document is, Qt keeps the style of its last block.
        self.setCurrentCharFormat(QTextCharFormat())
        self._steps = self.steps()
        if self._steps is not None:
            self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    @Slot()
    def restyle(self) -> None:
        """Set the same once more, at the same place."""
        position = self.verticalScrollBar().value()
        self.set_anew()
        self.scroll_to(position)

    def begin_block(self, cursor: QTextCursor, made: QTextBlockFormat) -> None:
        """Begin a paragraph; the first takes the place of the empty one that every document has."""
        if self.document().isEmpty() and cursor.position() == 0:
            cursor.setBlockFormat(made)
        else:
            cursor.insertBlock(made)

    def forget_wishes(self) -> None:
        """Go nowhere."""
        self._wanted_scroll = self._wanted_stretch = None

    def go(self) -> None:
        """Go where one wanted to, if it is there by now."""
        if self._wanted_stretch is not None and self.reveal(self._wanted_stretch, is_selected=self.selects_stretch):
            self._wanted_stretch = None
        bar = self.verticalScrollBar()
        if self._wanted_scroll is not None and (self.is_whole or bar.maximum() >= self._wanted_scroll):
            bar.setValue(self._wanted_scroll)
            self._wanted_scroll = None

    @Slot()
    def _fill(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        room = self._slice
        cursor.beginEditBlock()
        while self._steps is not None and room > 0:
            step = next(self._steps, None)
            if step is None:
                self._steps = None
                break
            room -= step(cursor)
        cursor.endEditBlock()
        if self.is_whole:
            self._filler.stop()
        else:
            self._filler.start()
        self.took_slice()
        self.mark_again()
        self.go()


def lines_shown(words: str) -> str:
    """Return words as they are shown: line ends within a paragraph, and what would not be seen made visible."""
    return visible(words).replace("\n", _LINE_BREAK)
