"""What is covered in a document, taken out of its words: every covered character becomes a blot, nothing moves."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from reviewer.submission.flow import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewer.submission.flow import Block, FlowDocument, Place, Run, TableCell

BLOT = "█"

_CELL = re.compile(r"(?:(?P<sheet>.*)!)?(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})", re.DOTALL)
_RANGE = re.compile(r"(?P<first>(?:.*!)?[A-Z]{1,3}[0-9]{1,7})(?::(?P<last>[A-Z]{1,3}[0-9]{1,7}))?", re.DOTALL)
_SILENT = (BlockKind.NOTE, BlockKind.PICTURE)

Span = tuple[int, int]
"""Code points from the first up to the second."""


class Covered(Protocol):
    """A part that is covered: a whole place, or a rectangle of a page with the characters in it."""

    @property
    def place(self) -> Place: ...
    @property
    def rect(self) -> object: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


def covered_page(page: Place, words: str, parts: Iterable[Covered]) -> str:
    """Return the words of a page with what is covered on it blotted out."""
    return _blotted(words, [span for part in parts if part.place == page for span in _span(part, len(words))])


def covered_flow(flow: FlowDocument, parts: Sequence[Covered]) -> FlowDocument:
    """Return a flowing document with what is covered in it blotted out, whatever places the parts were marked in."""
    blots: dict[int, list[Span]] = {}
    for part in parts:
        written = flow.text_of(part.place)
        for start, end in _span(part, len(written or "")):
            for number, low, high in ranges_at(flow, part.place, start, end):
                blots.setdefault(number, []).append((low, high))
    if not blots:
        return flow
    blocks = tuple(_covered_block(block, blots.get(number, ())) for number, block in enumerate(flow.blocks))
    return replace(flow, blocks=tuple(_without_covered_names(flow.blocks, blocks)))


def is_covered(words: str, covered: str, start: int, end: int) -> bool:
    """Tell whether a range of a text touches what is covered in it."""
    return words[start:end] != covered[start:end]


def ranges_at(flow: FlowDocument, place: Place, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield what a range of a place covers, block by block: the block's number, from, and up to."""
    if isinstance(place, str) and place not in flow.places():
        yield from _ranges_of_cells(flow, place)
        return
    for number, block in enumerate(flow.blocks):
        base = None if block.kind in _SILENT else _base(block, place)
        if base is None:
            continue
        low, high = max(start - base, 0), min(end - base, len(block.text))
        if low < high:
            yield number, low, high


def cells_with_offsets(block: Block) -> Iterator[tuple[TableCell, int]]:
    """Yield the cells of a table with where each begins in the block's text."""
    offset = 0
    for row in block.rows:
        for cell in row:
            yield cell, offset
            offset += len(cell.text) + 1
        if not row:
            offset += 1


def _span(part: Covered, length: int) -> Iterator[Span]:
    if part.start is not None and part.end is not None:
        yield part.start, min(part.end, length)
    elif part.rect is None:
        yield 0, length


def _blotted(words: str, spans: Iterable[Span]) -> str:
    for start, end in spans:
        low, high = max(0, start), min(end, len(words))
        # Ends of lines and cells stay, so that what is left keeps its shape.
        hidden = "".join(letter if letter in "\n\t" else BLOT for letter in words[low:high])
        words = words[:low] + hidden + words[high:] if low < high else words
    return words


def _covered_block(block: Block, spans: Iterable[Span]) -> Block:
    whole = _blotted(block.text, spans)
    if whole == block.text:
        return block
    if block.kind is BlockKind.TABLE:
        cells = {id(cell): whole[at : at + len(cell.text)] for cell, at in cells_with_offsets(block)}
        rows = tuple(tuple(replace(cell, text=cells[id(cell)]) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return replace(block, runs=tuple(_covered_runs(block.runs, whole)))


def _covered_runs(runs: Iterable[Run], whole: str) -> Iterator[Run]:
    start = 0
    for run in runs:
        written = whole[start : start + len(run.text)]
        start += len(run.text)
        # Where a link leads may say what its words said.
        yield run if written == run.text else replace(run, text=written, target="")


def _without_covered_names(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks so that no place is called by a heading that is covered: such words stand outside of places."""
    pairs = zip(before, after, strict=True)
    hidden = {free.place for block, free in pairs if free is not block and block.kind is BlockKind.HEADING}
    for block in after:
        if block.place in hidden and isinstance(block.place, str):
            rows = tuple(tuple(replace(cell, place=None) for cell in row) for row in block.rows)
            yield replace(block, place=None, start=block.whole_start, rows=rows)
        else:
            yield block


def _base(block: Block, place: Place) -> int | None:
    if place is None:
        return block.whole_start
    if block.place == place:
        return block.start
    return 0 if isinstance(place, int) and block.place is None and block.line == place else None


def _ranges_of_cells(flow: FlowDocument, place: str) -> Iterator[tuple[int, int, int]]:
    match = _RANGE.fullmatch(place)
    first = _CELL.fullmatch(match["first"]) if match else None
    last = _CELL.fullmatch(match["last"] or match["first"]) if match else None
    if first is None or last is None:
        return
    for number, block in enumerate(flow.blocks):
        for cell, offset in cells_with_offsets(block) if block.rows else ():
            here = _CELL.fullmatch(cell.place or "")
            if here is not None and here["sheet"] == first["sheet"] and _is_between(here, first, last):
                yield number, offset, offset + len(cell.text)


def _is_between(here: re.Match[str], first: re.Match[str], last: re.Match[str]) -> bool:
    column, row = column_order(here["column"]), int(here["row"])
    is_in_columns = column_order(first["column"]) <= column <= column_order(last["column"])
    return is_in_columns and int(first["row"]) <= row <= int(last["row"])


def column_order(letters: str) -> tuple[int, str]:
    """Return what orders the names of columns: Z before AA."""
    return len(letters), letters
