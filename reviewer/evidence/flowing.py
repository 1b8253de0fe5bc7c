"""What all readers of flowing documents do at their end: keep to the limits, and say where each block stands."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.evidence.image_document import open_picture
from reviewer.evidence.opened import (
    MOST_BLOCKS,
    MOST_CHARACTERS,
    MOST_UNPACKED_BYTES,
    FlowingDocument,
    RefusedError,
)
from reviewer.submission.flow import Block, BlockKind, FlowDocument, Place, TableCell, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROWS_A_BLOCK = 100
MOST_ROWS = 5_000
MOST_COLUMNS = 256


def finished(
    blocks: Iterable[Block], pictures: Sequence[bytes] = (), parts: int = 1, encoding: str = ""
) -> FlowingDocument:
    """Make a document of its blocks: cut where it is too long, each with its place, pictures with their sizes."""
    limited = list(_sized(_limited(blocks), pictures))
    if not any(_says_something(block) for block in limited):
        limited.append(note("no_text"))
    return FlowingDocument(FlowDocument(tuple(numbered(limited))), tuple(pictures), parts, encoding)


def note(code: str, count: int = 0, place: Place = None) -> Block:
    """Make a sentence of ours about the document; the words are put in where they are known."""
    return Block(BlockKind.NOTE, place=place, marker=code, level=count)


def unpacked_is_small(content: bytes) -> None:
    """Refuse a ZIP that says of itself that it is huge.

    Raises:
        RefusedError: so it is, or it is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            total = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as failure:
        raise RefusedError("damaged") from failure
    if total > MOST_UNPACKED_BYTES:
        raise RefusedError("too_large")


def tables(rows: Iterable[tuple[TableCell, ...]], place: Place) -> Iterator[Block]:
    """Yield a long table as blocks of a few rows each; together they have the same text."""
    waiting: list[tuple[TableCell, ...]] = []
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            yield from _table(waiting, place)
            yield note("rows_cut", MOST_ROWS, place)
            return
        waiting.append(row)
        if len(waiting) >= ROWS_A_BLOCK:
            yield from _table(waiting, place)
            waiting = []
    yield from _table(waiting, place)


def column_name(number: int) -> str:
    """Return a column's letters, `A` for 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _says_something(block: Block) -> bool:
    return block.kind in (BlockKind.NOTE, BlockKind.PICTURE) or bool(block.text.strip())


def _table(rows: list[tuple[TableCell, ...]], place: Place) -> Iterator[Block]:
    if rows:
        yield Block(BlockKind.TABLE, place=place, rows=tuple(rows))


def _limited(blocks: Iterable[Block]) -> Iterator[Block]:
    characters = 0
    for number, block in enumerate(blocks):
        characters += len(block.text)
        if number >= MOST_BLOCKS or characters > MOST_CHARACTERS:
            yield note("cut")
            return
        yield block


def _sized(blocks: Iterable[Block], pictures: Sequence[bytes]) -> Iterator[Block]:
    for block in blocks:
        if block.kind is BlockKind.PICTURE and block.picture is not None:
            yield _with_size(block, pictures)
        else:
            yield block


def _with_size(block: Block, pictures: Sequence[bytes]) -> Block:
    if block.picture is None or block.picture >= len(pictures):
        return note("picture_unreadable", place=block.place)
    try:
        width, height = open_picture(pictures[block.picture]).size
    except RefusedError:
        return note("picture_unreadable", place=block.place)
    return replace(block, width=width, height=height)
