"""Between what is selected in a flowing document and the place, range and words of a citation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.submission.flow import BlockKind
from ui.models.segments import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.submission.flow import Block, FlowDocument, Place, TableCell

_CELL = re.compile(r"(?:(?P<sheet>.*)!)?(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})", re.DOTALL)
_RANGE = re.compile(r"(?P<first>(?:.*!)?[A-Z]{1,3}[0-9]{1,7})(?::(?P<last>[A-Z]{1,3}[0-9]{1,7}))?", re.DOTALL)
_SILENT = (BlockKind.NOTE, BlockKind.PICTURE)


@dataclass(frozen=True, slots=True)
class FlowRange:
    """Where words of a flowing document stand, as a citation says it."""

    place: Place
    start: int
    end: int
    quote: str


def cited_range(flow: FlowDocument, stretches: Sequence[Stretch]) -> FlowRange | None:
    """Return where what is selected stands; stretches name blocks by their position in the document."""
    picked = [stretch for stretch in stretches if isinstance(stretch.source, int)]
    if not picked:
        return None
    first, last = picked[0], picked[-1]
    one, other = flow.blocks[_number(first)], flow.blocks[_number(last)]
    if one is other and (cells := _cells_in(one, first)):
        return _checked(flow, _cell_place(cells), 0, None)
    if one.place is not None and all(flow.blocks[_number(each)].place == one.place for each in picked):
        return _checked(flow, one.place, one.start + first.start, other.start + last.end)
    if one is other and one.line is not None and one.place is None:
        return _checked(flow, one.line, first.start, last.end)
    return _checked(flow, None, one.whole_start + first.start, other.whole_start + last.end)


def stretches_at(flow: FlowDocument, place: Place, start: int, end: int) -> Iterator[Stretch]:
    """Yield what a citation's range covers, block by block."""
    if isinstance(place, str) and place not in flow.places():
        yield from _stretches_of_cells(flow, place)
        return
    for number, block in enumerate(flow.blocks):
        if block.kind in _SILENT:
            continue
        base = _base(block, place)
        if base is None:
            continue
        low, high = max(start - base, 0), min(end - base, len(block.text))
        if low < high:
            yield Stretch(number, low, high)


def _base(block: Block, place: Place) -> int | None:
    if place is None:
        return block.whole_start
    if block.place == place:
        return block.start
    return 0 if isinstance(place, int) and block.place is None and block.line == place else None


def _checked(flow: FlowDocument, place: Place, start: int, end: int | None) -> FlowRange | None:
    written = flow.text_of(place)
    if written is None:
        return None
    stop = len(written) if end is None else end
    return FlowRange(place, start, stop, written[start:stop])


def cells_with_offsets(block: Block) -> Iterator[tuple[TableCell, int]]:
    """Yield the cells of a table with where each begins in the block's text."""
    offset = 0
    for row in block.rows:
        for cell in row:
            yield cell, offset
            offset += len(cell.text) + 1
        if not row:
            offset += 1


def _cells_in(block: Block, stretch: Stretch) -> list[TableCell]:
    return [
        cell
        for cell, offset in cells_with_offsets(block)
        if cell.place is not None and offset < stretch.end and stretch.start < offset + max(1, len(cell.text))
    ]


def _cell_place(cells: list[TableCell]) -> str:
    parts = [match for cell in cells if (match := _CELL.fullmatch(cell.place or ""))]
    columns = sorted({match["column"] for match in parts}, key=_column_order)
    rows = sorted({int(match["row"]) for match in parts})
    sheet = f"{parts[0]['sheet']}!" if parts[0]["sheet"] is not None else ""
    first, last = f"{columns[0]}{rows[0]}", f"{columns[-1]}{rows[-1]}"
    return f"{sheet}{first}" if first == last else f"{sheet}{first}:{last}"


def _stretches_of_cells(flow: FlowDocument, place: str) -> Iterator[Stretch]:
    match = _RANGE.fullmatch(place)
    if match is None:
        return
    first = _CELL.fullmatch(match["first"])
    last = _CELL.fullmatch(match["last"] or match["first"])
    if first is None or last is None:
        return
    for number, block in enumerate(flow.blocks):
        for cell, offset in cells_with_offsets(block) if block.rows else ():
            here = _CELL.fullmatch(cell.place or "")
            if here is not None and here["sheet"] == first["sheet"] and _is_between(here, first, last):
                yield Stretch(number, offset, offset + len(cell.text))


def _is_between(here: re.Match[str], first: re.Match[str], last: re.Match[str]) -> bool:
    column, row = _column_order(here["column"]), int(here["row"])
    is_in_columns = _column_order(first["column"]) <= column <= _column_order(last["column"])
    return is_in_columns and int(first["row"]) <= row <= int(last["row"])


def _column_order(letters: str) -> tuple[int, str]:
    return len(letters), letters


def _number(stretch: Stretch) -> int:
    return stretch.source if isinstance(stretch.source, int) else 0
