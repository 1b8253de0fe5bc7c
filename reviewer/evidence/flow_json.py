"""Flowing documents on their way from the renderer: written as JSON there, read strictly here.

Whatever a document did to the renderer, what arrives in the window is text of the right shape or nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewer.evidence.exchange import ExchangeError
from reviewer.submission.flow import Block, BlockKind, FlowDocument, Place, Run, TableCell
from reviewer.text import counted, text

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST_NUMBER = 2**31 - 1
_STYLES = ("is_bold", "is_italic", "is_struck")


def written(flow: FlowDocument) -> bytes:
    """Write a document for the way."""
    return json.dumps([_block_out(block) for block in flow.blocks], separators=(",", ":")).encode()


def read(content: bytes) -> FlowDocument:
    """Read a document from the renderer, with the sentences of its notes.

    Raises:
        ExchangeError: it is not of the agreed shape.
    """
    try:
        return FlowDocument(tuple(_block_in(block) for block in json.loads(content)))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as broken:
        raise ExchangeError from broken


def _block_out(block: Block) -> list[object]:
    runs = [
        [run.text, sum(getattr(run, name) << bit for bit, name in enumerate(_STYLES)), run.target] for run in block.runs
    ]
    rows = [[[cell.text, cell.place, cell.is_number] for cell in row] for row in block.rows]
    numbers = [block.start, block.whole_start, block.level, block.width, block.height]
    return [block.kind.value, runs, block.place, numbers, block.marker, rows, block.picture, block.line]


def _block_in(block: list[object]) -> Block:
    kind, runs, place, numbers, marker, rows, picture, line = block
    start, whole_start, level, width, height = (_number(number) for number in _list(numbers))
    read_kind = BlockKind(_text(kind))
    read_runs = tuple(_run_in(_list(run)) for run in _list(runs))
    if read_kind is BlockKind.NOTE:
        read_runs = (Run(_sentence(_text(marker), level, "".join(run.text for run in read_runs))),)
    return Block(
        read_kind,
        read_runs,
        _place(place),
        start,
        whole_start,
        level,
        _text(marker),
        tuple(tuple(_cell_in(_list(cell)) for cell in _list(row)) for row in _list(rows)),
        None if picture is None else _number(picture),
        width,
        height,
        None if line is None else _number(line),
    )


def _run_in(run: list[object]) -> Run:
    words, bits, target = run
    look = _number(bits)
    return Run(_text(words), bool(look & 1), bool(look & 2), bool(look & 4), _text(target))


def _cell_in(cell: list[object]) -> TableCell:
    words, place, is_number = cell
    return TableCell(_text(words), None if place is None else _text(place), bool(is_number))


def _sentence(code: str, count: int, name: str) -> str:
    if code in _COUNTED:
        return counted(f"evidence.note.{code}", count)
    if code in _SENTENCES:
        return text(f"evidence.note.{code}", count=count, name=name)
    raise ExchangeError


_COUNTED = frozenset({"sheets", "charts", "formulas", "rich_pictures"})
_SENTENCES = frozenset(
    {
        *("picture_outside", "picture_unreadable", "cut", "rows_cut", "hidden_sheet", "chart_sheet", "slide"),
        *(
            "hidden_slide",
            "speaker_notes",
            "attachment",
            "attached_mail",
            "mail_body",
            "comments",
            "macros",
            "media",
            "embedded",
        ),
        *("hidden_rows", "hidden_columns", "merged", "footnotes", "headers", "changes", "deleted", "drawing_words"),
        *("chart_column", "chart_bar", "chart_line", "chart_pie", "chart_area", "chart_points", "chart_radar"),
        *("chart_mixed", "chart_other", "no_text"),
    }
)


def _place(value: object) -> Place:
    return value if value is None or (isinstance(value, int) and not isinstance(value, bool)) else _text(value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ExchangeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ExchangeError
    return whole(value)


def whole(written: str) -> str:
    """Return a text without halves of letters, which nothing could store or show."""
    return written if written.isascii() else written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _number(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= _LARGEST_NUMBER:
        raise ExchangeError
    return value


def texts(values: Iterable[object]) -> tuple[str, ...]:
    """Return values that must be texts."""
    return tuple(_text(value) for value in values)
