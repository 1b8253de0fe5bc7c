"""Words to read: plain text in a calm column, however long, without holding up the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QFont, QFontInfo, QTextBlockFormat, QTextCharFormat, QTextCursor

from ui.models.reading_texts import Part, Passage
from ui.models.segments import Stretch, segments_of
from ui.plain_text import visible
from ui.theme import READING_LINE_PERCENT, Space, color, points, reading_font
from ui.views.parts.sealed_text import SealedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from reviewer.vocabulary import Cell

SLICE_CHARACTERS = 5_000
"""Set at once; the rest follows when the window has time."""
LONGEST_BLOCK = 2_500
"""A longer paragraph is set in pieces, since a piece is laid out in one go."""

_PARAGRAPH = re.compile(r"[^\r\n]+(?:(?:\r\n|\r|\n)[^\r\n]+)*")
_LINE_BREAK = "\N{LINE SEPARATOR}"


class _Piece(NamedTuple):
    part: Part
    raw: str
    is_last: bool
    anchor: Cell | None
    source: str
    start: int


class ReadingText(SealedText):
    """Shows passages, long ones in slices."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._passages: tuple[Passage, ...] = ()
        self._waiting: Iterator[_Piece] | None = None
        self._anchors: dict[Cell, int] = {}
        self._wanted_scroll: int | None = None
        self._wanted_anchor: Cell | None = None
        self._wanted_stretch: Stretch | None = None
        self._filler = QTimer(self)
        self._filler.setInterval(0)
        self._filler.timeout.connect(self._fill)
        self._restyler = QTimer(self)
        self._restyler.setSingleShot(True)
        self._restyler.setInterval(0)
        self._restyler.timeout.connect(self._restyle)

    @property
    def is_whole(self) -> bool:
        """True when all words are set."""
        return self._waiting is None

    def show_passages(self, passages: tuple[Passage, ...]) -> None:
        """Show other words, from the top; the same words stay where they are."""
        if passages == self._passages:
            return
        self._passages = passages
        self._set_anew()

    def clear_words(self) -> None:
        """Show nothing."""
        self.show_passages(())

    def scroll_to(self, position: int) -> None:
        """Scroll to a position of the scroll bar, as soon as the words are there."""
        self._wanted_scroll, self._wanted_anchor = position, None
        self._go()

    def scroll_to_cell(self, cell: Cell) -> None:
        """Scroll to where a claim begins, as soon as the words are there."""
        self._wanted_scroll, self._wanted_anchor = None, cell
        self._go()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_restyler"):
            # One change of theme sends several of these.
            self._restyler.start()

    def show_stretch(self, stretch: Stretch) -> None:
        """Scroll to words of a source and select them, as soon as they are there."""
        self._wanted_scroll, self._wanted_anchor, self._wanted_stretch = None, None, stretch
        self._go()

    @Slot()
    def _restyle(self) -> None:
        self.fit_column()
        if self._passages:
            position = self.verticalScrollBar().value()
            self._set_anew()
            self.scroll_to(position)

    def _set_anew(self) -> None:
        self._filler.stop()
        self._anchors = {}
        self.segments.clear()
        self._wanted_scroll = self._wanted_anchor = None
        self._wanted_stretch = None
        self.clear()
        self._waiting = _pieces(self._passages)
        self._fill()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    @Slot()
    def _fill(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        room = SLICE_CHARACTERS
        cursor.beginEditBlock()
        while self._waiting is not None and room > 0:
            piece = next(self._waiting, None)
            if piece is None:
                self._waiting = None
                break
            self._insert(cursor, piece)
            room -= len(piece.raw)
        cursor.endEditBlock()
        if self.is_whole:
            self._filler.stop()
        else:
            self._filler.start()
        self.mark_again()
        self._go()

    def _insert(self, cursor: QTextCursor, piece: _Piece) -> None:
        if self.document().isEmpty() and cursor.position() == 0:
            cursor.setBlockFormat(_block_format(piece))
        else:
            cursor.insertBlock(_block_format(piece))
        if piece.anchor is not None:
            self._anchors[piece.anchor] = cursor.position()
        if piece.source:
            for segment in segments_of(cursor.position(), piece.raw, piece.source, piece.start):
                self.segments.add(segment)
        cursor.insertText(visible(piece.raw).replace("\n", _LINE_BREAK), _char_format(piece.part))

    def _go(self) -> None:
        bar = self.verticalScrollBar()
        if self._wanted_stretch is not None and self.reveal(self._wanted_stretch, is_selected=True):
            self._wanted_stretch = None
        if self._wanted_scroll is not None and (self.is_whole or bar.maximum() >= self._wanted_scroll):
            bar.setValue(self._wanted_scroll)
            self._wanted_scroll = None
        if self._wanted_anchor in self._anchors and self._wanted_anchor is not None:
            self._bring_up(self._anchors[self._wanted_anchor])
            if self.is_whole:
                self._wanted_anchor = None

    def _bring_up(self, position: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        top = self.document().documentLayout().blockBoundingRect(cursor.block()).top()
        self.verticalScrollBar().setValue(round(top) - Space.MEDIUM if position else 0)


def _pieces(passages: tuple[Passage, ...]) -> Iterator[_Piece]:
    """Cut passages into what is set in one go; each piece is prepared only when its turn comes."""
    for passage in passages:
        anchor = passage.anchor
        for start, paragraph in _paragraphs(passage.words):
            for offset, block, is_last in _in_blocks(paragraph):
                yield _Piece(passage.part, block, is_last, anchor, passage.source, start + offset)
                anchor = None


def _paragraphs(words: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text and where each begins in it; empty lines are only room between them."""
    is_any = False
    for match in _PARAGRAPH.finditer(words):
        is_any = True
        yield match.start(), match[0]
    if not is_any:
        yield 0, ""


def _in_blocks(paragraph: str) -> Iterator[tuple[int, str, bool]]:
    """Cut a paragraph where it is too long, at a space if there is one; tell with each part whether it is the last."""
    start = 0
    while len(paragraph) - start > LONGEST_BLOCK:
        cut = paragraph.rfind(" ", start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK)
        end = cut if cut > 0 else start + LONGEST_BLOCK
        yield start, paragraph[start:end], False
        start = end + 1 if cut > 0 else end
    yield start, paragraph[start:], True


def _block_format(piece: _Piece) -> QTextBlockFormat:
    made = QTextBlockFormat()
    # Of the size of the letters; a script with taller lines of its own keeps them.
    height = QFontInfo(_font(piece.part)).pixelSize() * READING_LINE_PERCENT / 100
    made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    if piece.part is Part.SUBTITLE:
        made.setTopMargin(Space.WIDE)
    made.setBottomMargin(_BELOW[piece.part] if piece.is_last else 0)
    return made


def _font(part: Part) -> QFont:
    font = reading_font()
    match part:
        case Part.TITLE:
            font.setPointSizeF(points(15.0))
            font.setWeight(QFont.Weight.DemiBold)
        case Part.SUBTITLE:
            font.setPointSizeF(points(13.0))
            font.setWeight(QFont.Weight.DemiBold)
        case Part.FACTS:
            font.setPointSizeF(points(11.0))
        case Part.ABSENT:
            font.setItalic(True)
    return font


def _char_format(part: Part) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(_font(part))
    made.setForeground(color("soft_ink" if part in (Part.FACTS, Part.ABSENT) else "ink"))
    return made


_BELOW = {
    Part.TITLE: int(Space.HAIR),
    Part.SUBTITLE: int(Space.HAIR),
    Part.FACTS: int(Space.LARGE),
    Part.WORDS: int(Space.MEDIUM),
    Part.ABSENT: int(Space.MEDIUM),
}
