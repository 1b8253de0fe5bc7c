"""A document without pages of its own: its blocks as plain paragraphs and tables, set in slices."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextOption,
    QTextTableFormat,
)

from reviewer.submission.covering import cells_with_offsets
from reviewer.submission.flow import BlockKind
from reviewer.text import text
from ui.models.segments import Segment
from ui.plain_text import visible
from ui.theme import READING_LINE_PERCENT, Space, color, points, reading_font
from ui.views.parts.sliced_text import LONGEST_BLOCK, SlicedText, lines_shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from reviewer.submission.flow import Block, FlowDocument, Run, TableCell
    from ui.views.parts.sliced_text import Step

SLICE_CHARACTERS = 3_000
ROWS_AT_ONCE = 25
"""A table is laid out in one go, so a long one is set as several below each other."""
_MOST_COLUMNS = 64
_SQUEEZED = 1.7
_CHARACTERS = (5, 36)
_HEADINGS = (17.0, 15.0, 13.5, 13.0, 12.5, 12.5)


class FlowText(SlicedText):
    """Shows a flowing document.

    Signals:
        pictures_needed: numbers of the pictures that were set.
    """

    pictures_needed = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, SLICE_CHARACTERS, parent)
        self.setAccessibleName(text("ui.reader.flow_name"))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._flow: FlowDocument | None = None
        self._pictures: dict[int, Block] = {}
        self._known_pictures = 0
        self._zoom = 1.0

    @property
    def flow(self) -> FlowDocument | None:
        """The document shown."""
        return self._flow

    @property
    def zoom(self) -> float:
        """How large the words are; 1 is as set in the settings."""
        return self._zoom

    def show_flow(self, flow: FlowDocument | None, zoom: float = 1.0) -> None:
        """Show a document from the top; None shows nothing."""
        self._flow, self._zoom = flow, zoom
        self.set_anew()

    def replace_flow(self, flow: FlowDocument) -> None:
        """Show a document that differs in some words only, at the same place."""
        if flow != self._flow:
            self._flow = flow
            self.restyle()

    def set_zoom(self, zoom: float) -> None:
        """Show the words larger or smaller."""
        zoom = max(0.5, min(4.0, zoom))
        if abs(zoom - self._zoom) > 0.001:  # noqa: PLR2004 - rounding
            self._zoom = zoom
            self.restyle()

    def take_picture(self, number: int, image: QImage) -> None:
        """Put a picture where its place was kept."""
        if number in self._pictures:
            self.document().addResource(QTextDocument.ResourceType.ImageResource.value, _address(number), image)
            self.document().markContentsDirty(0, self.document().characterCount())

    def steps(self) -> Iterator[Step] | None:
        """Set the document block by block."""
        self._pictures.clear()
        self._known_pictures = 0
        if self._flow is None:
            return None
        return (partial(self._insert, number, block, row) for number, block, row in _pieces(self._flow))

    def took_slice(self) -> None:
        """Ask for the pictures that were set."""
        if len(self._pictures) > self._known_pictures:
            self._known_pictures = len(self._pictures)
            self.pictures_needed.emit(tuple(self._pictures))

    # One block --------------------------------------------------------------------------------

    def _insert(self, number: int, block: Block, first_row: int, cursor: QTextCursor) -> int:
        """Set one block, or some rows of one; returns about how much work it was, in characters."""
        match block.kind:
            case BlockKind.TABLE:
                return self._insert_rows(cursor, number, block, first_row)
            case BlockKind.PICTURE:
                return self._insert_picture(cursor, block)
        self.begin_block(cursor, _block_format(block, self._zoom))
        # A note's marker only says what kind of note it is.
        if block.marker and block.kind is not BlockKind.NOTE:
            cursor.insertText(f"{visible(block.marker)}\t", self._style(block, None))
        offset = since = 0
        for run in block.runs:
            for part in _parts(run.text):
                if since + len(part) > LONGEST_BLOCK and since:
                    self.begin_block(cursor, _block_format(block, self._zoom))
                    since = 0
                # Sentences of this program are not the document's and cannot be cited.
                source = -1 if block.kind is BlockKind.NOTE else number
                self._say(cursor, part, source, offset, self._style(block, run))
                offset += len(part)
                since += len(part)
        return offset + 40

    def _say(self, cursor: QTextCursor, words: str, number: int, offset: int, style: QTextCharFormat) -> None:
        if number >= 0:
            self.segments.add(Segment(cursor.position(), words, number, offset))
        cursor.insertText(_shown(words), style)

    def _insert_picture(self, cursor: QTextCursor, block: Block) -> int:
        if block.picture is None:
            return 0
        self.begin_block(cursor, _block_format(block, self._zoom))
        width, height = max(1, block.width), max(1, block.height)
        room = max(120, self.viewport().width() - Space.VAST)
        shrink = min(1.0, room / width)
        name = _address(block.picture)
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(color("hairline"))
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, name, blank)
        made = QTextImageFormat()
        made.setName(name.toString())
        made.setWidth(width * shrink)
        made.setHeight(height * shrink)
        cursor.insertImage(made)
        self._pictures[block.picture] = block
        return 400

    def _insert_rows(self, cursor: QTextCursor, number: int, block: Block, first_row: int) -> int:
        rows = block.rows[first_row : first_row + ROWS_AT_ONCE]
        widths = _column_widths(block)
        if not rows or not widths:
            return 1
        made = QTextTableFormat()
        made.setBorderCollapse(True)
        made.setBorder(1)
        made.setBorderBrush(color("hairline"))
        made.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        made.setCellPadding(Space.HAIR)
        made.setCellSpacing(0)
        made.setTopMargin(Space.SMALL if first_row == 0 else -1)
        letter = QFontMetricsF(self._font(points(11.0))).horizontalAdvance("n")
        whole = sum(widths) * letter + len(widths) * 2 * Space.HAIR
        made.setColumnWidthConstraints(self._constraints(widths, whole, letter))
        table = cursor.insertTable(len(rows), len(widths), made)
        offsets = {id(cell): offset for cell, offset in cells_with_offsets(block)}
        style = QTextCharFormat()
        style.setFont(self._font(points(11.0)))
        style.setForeground(color("ink"))
        written = 0
        for down, row in enumerate(rows):
            for across, cell in enumerate(row[: len(widths)]):
                inside = table.cellAt(down, across).firstCursorPosition()
                self._say_cell(inside, cell, number, offsets[id(cell)], style)
                written += len(cell.text) + 30
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return written

    def _constraints(self, widths: list[int], whole: float, letter: float) -> list[QTextLength]:
        """Make columns as wide as their words; a table a little too wide is made to fit, a wider one scrolls."""
        room = self.viewport().width() - Space.LARGE
        if room < whole <= room * _SQUEEZED:
            made = QTextLength.Type.PercentageLength
            return [QTextLength(made, 100 * width / sum(widths)) for width in widths]
        return [QTextLength(QTextLength.Type.FixedLength, width * letter + 2 * Space.HAIR) for width in widths]

    def _say_cell(self, cursor: QTextCursor, cell: TableCell, number: int, offset: int, style: QTextCharFormat) -> None:
        if cell.is_number:
            right = QTextBlockFormat()
            right.setAlignment(Qt.AlignmentFlag.AlignRight)
            cursor.setBlockFormat(right)
        if cell.text:
            self._say(cursor, cell.text, number, offset, style)

    # Looks --------------------------------------------------------------------------------------

    def _font(self, size: float) -> QFont:
        font = reading_font()
        font.setPointSizeF(size * self._zoom)
        return font

    def _style(self, block: Block, run: Run | None) -> QTextCharFormat:
        made = QTextCharFormat()
        size, weight = points(12.5), QFont.Weight.Normal
        if block.kind is BlockKind.HEADING:
            size = points(_HEADINGS[max(1, min(6, block.level)) - 1])
            weight = QFont.Weight.DemiBold
        font = self._font(size)
        font.setWeight(QFont.Weight.Bold if run is not None and run.is_bold else weight)
        font.setItalic(block.kind is BlockKind.NOTE or (run is not None and run.is_italic))
        font.setStrikeOut(run is not None and run.is_struck)
        made.setFont(font)
        made.setForeground(color("soft_ink" if block.kind is BlockKind.NOTE else "ink"))
        return made


def _pieces(flow: FlowDocument) -> Iterator[tuple[int, Block, int]]:
    for number, block in enumerate(flow.blocks):
        for first_row in range(0, max(1, len(block.rows)), ROWS_AT_ONCE):
            yield number, block, first_row


def _parts(words: str) -> Iterator[str]:
    for start in range(0, len(words), LONGEST_BLOCK):
        yield words[start : start + LONGEST_BLOCK]


def _shown(words: str) -> str:
    # One sign for each sign, so that places stay the same.
    return lines_shown(words.replace("\r", "\n"))


def _address(number: int) -> QUrl:
    return QUrl(f"picture:{number}")


def _column_widths(block: Block) -> list[int]:
    count = min(_MOST_COLUMNS, max((len(row) for row in block.rows), default=0))
    widths = []
    for column in range(count):
        longest = max((_longest_line(row[column].text) for row in block.rows if column < len(row)), default=0)
        widths.append(max(_CHARACTERS[0], min(_CHARACTERS[1], longest + 2)))
    return widths


def _longest_line(words: str) -> int:
    return max((len(line) for line in words.split("\n")), default=0)


def _block_format(block: Block, zoom: float) -> QTextBlockFormat:
    made = QTextBlockFormat()
    size = reading_font().pointSizeF() * zoom * 96 / 72
    made.setLineHeight(size * READING_LINE_PERCENT / 100, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    made.setBottomMargin(Space.HAIR if block.line is not None else Space.MEDIUM)
    if block.kind is BlockKind.HEADING:
        made.setTopMargin(Space.LARGE)
        made.setBottomMargin(Space.SMALL)
    elif block.kind is BlockKind.ITEM:
        indent = Space.WIDE * (block.level + 1)
        made.setLeftMargin(indent)
        made.setTextIndent(-Space.LARGE)
        made.setTabPositions([QTextOption.Tab(Space.LARGE, QTextOption.TabType.LeftTab)])
        made.setBottomMargin(Space.HAIR)
    elif block.kind is BlockKind.NOTE:
        made.setTopMargin(Space.SMALL)
    return made
