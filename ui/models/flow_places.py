"""Between what is selected in a flowing document and the place, range and words of a citation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.submission.covering import cells_with_offsets, column_order, ranges_at
from ui.models.segments import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.submission.flow import Block, FlowDocument, Place, TableCell

_CELL = re.compile(r"(?:(?P<sheet>.*)!)?(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})", re.DOTALL)


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
    for number, low, high in ranges_at(flow, place, start, end):
        yield Stretch(number, low, high)


def _checked(flow: FlowDocument, place: Place, start: int, end: int | None) -> FlowRange | None:
    written = flow.text_of(place)
    if written is None:
        return None
    stop = len(written) if end is None else end
    return FlowRange(place, start, stop, written[start:stop])


def _cells_in(block: Block, stretch: Stretch) -> list[TableCell]:
    return [
        cell
        for cell, offset in cells_with_offsets(block)
        if cell.place is not None and offset < stretch.end and stretch.start < offset + max(1, len(cell.text))
    ]


def _cell_place(cells: list[TableCell]) -> str:
    parts = [match for cell in cells if (match := _CELL.fullmatch(cell.place or ""))]
    columns = sorted({match["column"] for match in parts}, key=column_order)
    rows = sorted({int(match["row"]) for match in parts})
    sheet = f"{parts[0]['sheet']}!" if parts[0]["sheet"] is not None else ""
    first, last = f"{columns[0]}{rows[0]}", f"{columns[-1]}{rows[-1]}"
    return f"{sheet}{first}" if first == last else f"{sheet}{first}:{last}"


def _number(stretch: Stretch) -> int:
    return stretch.source if isinstance(stretch.source, int) else 0
