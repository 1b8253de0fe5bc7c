"""Plain text, tables in text (CSV), rich text (RTF) and web pages."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from striprtf.striprtf import rtf_to_text

from reviewer.evidence.flowing import MOST_COLUMNS, column_name, finished, note, tables
from reviewer.evidence.markup import blocks_of
from reviewer.evidence.opened import FlowingDocument, RefusedError
from reviewer.submission.flow import Block, BlockKind, Run, TableCell
from reviewer.submission.preview import LONGEST_PREVIEW_BYTES, TextPreview, made_visible, text_preview

if TYPE_CHECKING:
    from collections.abc import Callable

_SNIFFED_CHARACTERS = 16_384
_SNIFFED_ROWS = 60
# Where two would fit, numbers with a decimal comma are likelier than words with a semicolon.
_DELIMITERS = "\t;|,"
_NAMED_DELIMITER = re.compile(r"\ufeff?sep=(.)\n", re.IGNORECASE)
_RICH_PICTURE = re.compile(rb"\\pict\b")
_LONGEST_FIELD = 1_000_000


def open_plain(content: bytes, encoding: str = "") -> FlowingDocument:
    """Read a plain text, line by line.

    Raises:
        RefusedError: it is no text.
    """
    preview = _preview(content, encoding)
    lines = preview.text.split("\n")
    blocks = [
        Block(BlockKind.PARAGRAPH, (Run(line),) if line else (), line=number) for number, line in enumerate(lines, 1)
    ]
    if preview.is_cut:
        blocks.append(note("cut"))
    return finished(blocks, encoding=preview.encoding)


def open_table(content: bytes, encoding: str = "") -> FlowingDocument:
    """Read a table in text, whatever separates its cells.

    Raises:
        RefusedError: it is no text.
    """
    preview = _preview(content, encoding)
    csv.field_size_limit(_LONGEST_FIELD)
    named = _NAMED_DELIMITER.match(preview.text)
    written = preview.text[named.end() :] if named else preview.text
    delimiter = named[1] if named else _delimiter(written)
    has_spaces = f'{delimiter} "' in written[:_SNIFFED_CHARACTERS]
    try:
        rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, skipinitialspace=has_spaces))
    except csv.Error:
        return open_plain(content, encoding)
    cells = (_cells(row, number) for number, row in enumerate(rows, 1))
    blocks = [*tables(cells, None), *([note("cut")] if preview.is_cut else [])]
    return finished(blocks, encoding=preview.encoding)


def open_rich(content: bytes) -> FlowingDocument:
    """Read the text of an RTF document."""
    read: Callable[..., str] = rtf_to_text
    written = read(content.decode("latin-1"), errors="replace")
    # A file may name half of a letter beyond the first plane.
    whole = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = (made_visible(line) for line in whole.replace("\r", "").split("\n"))
    blocks = [Block(BlockKind.PARAGRAPH, (Run(line),)) for line in lines if line.strip()]
    pictures = len(_RICH_PICTURE.findall(content))
    return finished([*blocks, *([note("rich_pictures", pictures)] if pictures else [])])


def open_page(content: bytes, encoding: str = "") -> FlowingDocument:
    """Read the text of a web page.

    Raises:
        RefusedError: it is no text.
    """
    preview = _preview(content, encoding)
    return finished(list(blocks_of(preview.text)), encoding=preview.encoding)


def _preview(content: bytes, encoding: str) -> TextPreview:
    is_cut = len(content) > LONGEST_PREVIEW_BYTES
    preview = text_preview(content[:LONGEST_PREVIEW_BYTES], is_cut=is_cut, encoding=encoding)
    if preview is None:
        raise RefusedError("unsupported")
    return preview


def _delimiter(written: str) -> str:
    """Return what separates most rows into the same number of cells, more than one."""
    sample = written[:_SNIFFED_CHARACTERS]
    if len(written) > len(sample):
        sample = sample.rpartition("\n")[0] or sample
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> float:
    try:
        rows = [row for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row][:_SNIFFED_ROWS]
    except csv.Error:
        return 0.0
    counts = Counter(len(row) for row in rows if len(row) > 1)
    return max(counts.values(), default=0) / max(1, len(rows))


def _cells(row: list[str], number: int) -> tuple[TableCell, ...]:
    return tuple(
        TableCell(text, f"{column_name(column)}{number}") for column, text in enumerate(row[:MOST_COLUMNS], start=1)
    )
