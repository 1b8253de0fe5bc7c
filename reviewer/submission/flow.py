"""Documents without pages of their own (Word, Excel, mail, plain text) as blocks of text, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Place = str | int | None
"""Where in a document: a heading, `Sheet!A1:C9`, a slide's or line's number; None is the whole document."""

_CELLS = re.compile(r"(?P<sheet>.*!)?(?P<first>[A-Z]{1,3}[0-9]{1,7})(?::(?P<last>[A-Z]{1,3}[0-9]{1,7}))?", re.DOTALL)


class BlockKind(StrEnum):
    """What a block is.

    `note` is a sentence of this program about the document, not of the document.
    """

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    PICTURE = "picture"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one style; `target` is where a link leads, to be shown as text and never followed."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_struck: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell as it is shown; `place` is its own place (`Sheet!B2`) or None in a table of a text."""

    text: str
    place: str | None = None
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, table or picture.

    `place` is the heading, sheet or slide that it stands under and `start` where its text begins in that place's
    text (without a place, of the whole document); `whole_start` where it begins in the text of the whole document.
    `level` is a heading's level (1 to 6) or a list item's depth (from 0), `marker` what stands before the item.
    `picture` is the number to ask the viewer for; `width` and `height` are then in pixels. A plain text's `line`
    counts from 1.
    """

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    place: Place = None
    start: int = 0
    whole_start: int = 0
    level: int = 0
    marker: str = ""
    rows: tuple[tuple[TableCell, ...], ...] = ()
    picture: int | None = None
    width: int = 0
    height: int = 0
    line: int | None = None

    @property
    def text(self) -> str:
        """Return the block's characters as citations count them: cells between tabs, rows between line feeds."""
        if self.kind is BlockKind.TABLE:
            return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)
        if self.kind is BlockKind.NOTE:
            return ""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class FlowDocument:
    """A document as blocks, from the top."""

    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """Return the text of the whole document: its blocks, each followed by a line feed but the last."""
        return "\n".join(block.text for block in self.blocks if _counts(block))

    def places(self) -> tuple[str | int, ...]:
        """Return the headings, sheets or slides, from the top."""
        return tuple(dict.fromkeys(block.place for block in self.blocks if block.place is not None))

    def text_of(self, place: Place) -> str | None:
        """Return the text that offsets in a place count in, or None where there is no such place.

        Args:
            place: None for the whole document; a heading, sheet or slide; a line's number; `Sheet!B2` or
                `Sheet!A1:C9` (in a document of one table also `B2`).
        """
        if place is None:
            return self.text
        texts = [block.text for block in self.blocks if block.place == place and _counts(block)]
        if texts:
            return "\n".join(texts)
        if isinstance(place, int):
            return next((block.text for block in self.blocks if block.line == place), None)
        return self._cells(place)

    def _cells(self, place: str) -> str | None:
        match = _CELLS.fullmatch(place)
        if match is None:
            return None
        first, last = _corner(match["first"]), _corner(match["last"] or match["first"])
        rows: dict[int, list[str]] = {}
        for sheet, cell in self._placed_cells():
            row, column = _corner(sheet[1])
            if sheet[0] == (match["sheet"] or "") and first[0] <= row <= last[0] and first[1] <= column <= last[1]:
                rows.setdefault(row, []).append(cell.text)
        return "\n".join("\t".join(cells) for _, cells in sorted(rows.items())) if rows else None

    def _placed_cells(self) -> Iterator[tuple[tuple[str, str], TableCell]]:
        for block in self.blocks:
            for row in block.rows:
                for cell in row:
                    if cell.place is not None:
                        sheet, bang, name = cell.place.rpartition("!")
                        yield (sheet + bang, name), cell


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks their `start` and `whole_start`, from the top."""
    in_place: dict[Place, int] = {}
    whole = 0
    for block in blocks:
        if not _counts(block):
            yield block
            continue
        start = whole if block.place is None else in_place.get(block.place, 0)
        yield replace(block, start=start, whole_start=whole)
        length = len(block.text) + 1
        in_place[block.place] = start + length
        whole += length


def _counts(block: Block) -> bool:
    """Tell whether a block has text that offsets count."""
    return block.kind not in (BlockKind.NOTE, BlockKind.PICTURE)


def _corner(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column
