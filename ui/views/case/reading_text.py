"""Words to read: plain text in a calm column, however long, without holding up the window."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QFontInfo, QTextBlockFormat, QTextCharFormat, QTextCursor

from ui.models.reading_texts import Part, Passage
from ui.models.segments import segments_of
from ui.theme import READING_LINE_PERCENT, Space, color, points, reading_font
from ui.views.parts.sliced_text import LONGEST_BLOCK, SlicedText, lines_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from reviewer.vocabulary import Cell
    from ui.views.parts.sliced_text import Step

SLICE_CHARACTERS = 5_000
"""Set at once; the rest follows when the window has time."""
_PARAGRAPH = re.compile(r"[^\r\n]+(?:(?:\r\n|\r|\n)[^\r\n]+)*")


class _Piece(NamedTuple):
    part: Part
    raw: str
    is_last: bool
    anchor: Cell | None
    source: str
    start: int


class ReadingText(SlicedText):
    """Shows passages, long ones in slices."""

    selects_stretch = True

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, SLICE_CHARACTERS, parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._passages: tuple[Passage, ...] = ()
        self._anchors: dict[Cell, int] = {}
        self._wanted_anchor: Cell | None = None

    def show_passages(self, passages: tuple[Passage, ...]) -> None:
        """Show other words, from the top; the same words stay where they are."""
        if passages != self._passages:
            self._passages = passages
            self.set_anew()

    def clear_words(self) -> None:
        """Show nothing."""
        self.show_passages(())

    def scroll_to_cell(self, cell: Cell) -> None:
        """Scroll to where a claim begins, as soon as the words are there."""
        self.forget_wishes()
        self._wanted_anchor = cell
        self.go()

    @Slot()
    def restyle(self) -> None:
        """Set the same once more, in a column that fits."""
        self.fit_column()
        super().restyle()

    def steps(self) -> Iterator[Step]:
        """Set the passages piece by piece."""
        self._anchors = {}
        return (partial(self._insert, piece) for piece in _pieces(self._passages))

    def forget_wishes(self) -> None:
        """Go nowhere."""
        super().forget_wishes()
        self._wanted_anchor = None

    def go(self) -> None:
        """Go where one wanted to, if it is there by now."""
        super().go()
        if self._wanted_anchor is not None and self._wanted_anchor in self._anchors:
            self._bring_up(self._anchors[self._wanted_anchor])
            if self.is_whole:
                self._wanted_anchor = None

    def _insert(self, piece: _Piece, cursor: QTextCursor) -> int:
        self.begin_block(cursor, _block_format(piece))
        if piece.anchor is not None:
            self._anchors[piece.anchor] = cursor.position()
        if piece.source:
            for segment in segments_of(cursor.position(), piece.raw, piece.source, piece.start):
                self.segments.add(segment)
        cursor.insertText(lines_shown(piece.raw), _char_format(piece.part))
        return len(piece.raw)

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
