"""Words to read: plain text in a calm column, however long, without holding up the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetricsF,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.models.reading_texts import Part, Passage
from ui.plain_text import visible
from ui.theme import READING_COLUMNS, READING_LINE_PERCENT, Space, color, points, reading_font

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.vocabulary import Cell

SLICE_CHARACTERS = 5_000
"""Set at once; the rest follows when the window has time."""
LONGEST_BLOCK = 2_500
"""A longer paragraph is set in pieces, since a piece is laid out in one go."""

_SAMPLE = "the reason for this was that nobody had asked the people who did the work every day"
_SPREAD = 6
"""Letters by which a line of narrow letters is longer than the sample says."""
_LINE_BREAK = "\N{LINE SEPARATOR}"


class _Piece(NamedTuple):
    part: Part
    words: str
    is_last: bool
    anchor: Cell | None


class _SealedDocument(QTextDocument):
    """Loads nothing, wherever it may point; Qt's own would read local files."""

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        del kind, name


class ReadingText(QTextEdit):
    """Shows passages; never loads anything, never takes text for HTML, copies plain text only."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "words")
        self.setDocument(_SealedDocument(self))
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._passages: tuple[Passage, ...] = ()
        self._waiting: Iterator[_Piece] | None = None
        self._anchors: dict[Cell, int] = {}
        self._wanted_scroll: int | None = None
        self._wanted_anchor: Cell | None = None
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

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy as plain text."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_column()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_restyler"):
            # One change of theme sends several of these.
            self._restyler.start()

    @Slot()
    def _restyle(self) -> None:
        self._fit_column()
        if self._passages:
            position = self.verticalScrollBar().value()
            self._set_anew()
            self.scroll_to(position)

    def _fit_column(self) -> None:
        metrics = QFontMetricsF(reading_font())
        column = metrics.horizontalAdvance(_SAMPLE) * (READING_COLUMNS - _SPREAD) / len(_SAMPLE)
        bar = self.verticalScrollBar().sizeHint().width()
        side = max(Space.LARGE, round((self.width() - bar - column) / 2))
        margins = self.viewportMargins()
        if margins.left() != side:
            self.setViewportMargins(side, Space.SMALL, side, 0)

    def _set_anew(self) -> None:
        self._filler.stop()
        self._anchors = {}
        self._wanted_scroll = self._wanted_anchor = None
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
            room -= len(piece.words)
        cursor.endEditBlock()
        if self.is_whole:
            self._filler.stop()
        else:
            self._filler.start()
        self._go()

    def _insert(self, cursor: QTextCursor, piece: _Piece) -> None:
        if self.document().isEmpty() and cursor.position() == 0:
            cursor.setBlockFormat(_block_format(piece))
        else:
            cursor.insertBlock(_block_format(piece))
        if piece.anchor is not None:
            self._anchors[piece.anchor] = cursor.position()
        cursor.insertText(piece.words, _char_format(piece.part))

    def _go(self) -> None:
        bar = self.verticalScrollBar()
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
        unified = passage.words.replace("\r\n", "\n").replace("\r", "\n")
        paragraphs = [part.strip("\n") for part in unified.split("\n\n") if part.strip()] or [""]
        for paragraph in paragraphs:
            for block, is_last in _in_blocks(paragraph):
                words = visible(block).replace("\n", _LINE_BREAK)
                yield _Piece(passage.part, words, is_last=is_last, anchor=anchor)
                anchor = None


def _in_blocks(paragraph: str) -> Iterator[tuple[str, bool]]:
    """Cut a paragraph where it is too long, at a space if there is one; tell with each part whether it is the last."""
    start = 0
    while len(paragraph) - start > LONGEST_BLOCK:
        cut = paragraph.rfind(" ", start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK)
        end = cut if cut > 0 else start + LONGEST_BLOCK
        yield paragraph[start:end], False
        start = end + 1 if cut > 0 else end
    yield paragraph[start:], True


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
