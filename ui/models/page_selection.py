"""What is selected on the pages of a document, and how keys move it: pure values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.submission.page_text import PageText, Rect

_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place between two characters: the page from 1, and the index of the character after it."""

    page: int
    index: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of one page from `start` up to `end`."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle dragged on a page, in points from the page's top left."""

    page: int
    rect: Rect


class Move(StrEnum):
    """How far a key moves the end of a selection."""

    LETTER_BACK = "letter_back"
    LETTER_ON = "letter_on"
    WORD_BACK = "word_back"
    WORD_ON = "word_on"
    LINE_UP = "line_up"
    LINE_DOWN = "line_down"
    LINE_START = "line_start"
    LINE_END = "line_end"


@dataclass(frozen=True, slots=True)
class Selection:
    """From where to where; the caret is the end that moves."""

    anchor: Spot
    caret: Spot

    @property
    def is_empty(self) -> bool:
        """True where nothing lies between the ends."""
        return self.anchor == self.caret

    def passages(self, texts: Mapping[int, PageText]) -> tuple[Passage, ...]:
        """Return what is selected on each page; a page whose words are not known is left out."""
        first, last = sorted((self.anchor, self.caret))
        found = []
        for page in range(first.page, last.page + 1):
            written = texts.get(page)
            if written is None:
                continue
            start = first.index if page == first.page else 0
            end = last.index if page == last.page else len(written.text)
            if end > start:
                found.append(Passage(page, start, end))
        return tuple(found)

    def words(self, texts: Mapping[int, PageText]) -> str:
        """Return the selected words, pages between line feeds."""
        return "\n".join(texts[each.page].text[each.start : each.end] for each in self.passages(texts))


def moved(spot: Spot, move: Move, texts: Mapping[int, PageText]) -> Spot:
    """Return where a key moves a place; across pages as far as their words are known."""
    written = texts.get(spot.page)
    if written is None:
        return spot
    match move:
        case Move.LETTER_BACK | Move.LETTER_ON:
            return _by_letter(spot, 1 if move is Move.LETTER_ON else -1, written, texts)
        case Move.WORD_BACK | Move.WORD_ON:
            return _by_word(spot, written, texts, is_on=move is Move.WORD_ON)
        case Move.LINE_START:
            return Spot(spot.page, written.line_at(spot.index)[0])
        case Move.LINE_END:
            return Spot(spot.page, written.line_at(spot.index)[1])
    return _by_line(spot, written, texts, is_down=move is Move.LINE_DOWN)


def _by_letter(spot: Spot, step: int, written: PageText, texts: Mapping[int, PageText]) -> Spot:
    index = spot.index + step
    if 0 <= index <= len(written.text):
        return Spot(spot.page, index)
    return _turn(spot, texts, is_on=step > 0)


def _by_word(spot: Spot, written: PageText, texts: Mapping[int, PageText], *, is_on: bool) -> Spot:
    words = [match.span() for match in _WORD.finditer(written.text)]
    if is_on:
        ends = [end for _, end in words if end > spot.index]
        return Spot(spot.page, ends[0]) if ends else _turn(spot, texts, is_on=True)
    starts = [start for start, _ in words if start < spot.index]
    return Spot(spot.page, starts[-1]) if starts else _turn(spot, texts, is_on=False)


def _by_line(spot: Spot, written: PageText, texts: Mapping[int, PageText], *, is_down: bool) -> Spot:
    start, end = written.line_at(spot.index)
    column = spot.index - start
    if is_down:
        if end >= len(written.text):
            return _turn(spot, texts, is_on=True)
        following, its_end = written.line_at(end + 1)
        return Spot(spot.page, min(following + column, its_end))
    if start == 0:
        return _turn(spot, texts, is_on=False)
    before, its_end = written.line_at(start - 1)
    return Spot(spot.page, min(before + column, its_end))


def _turn(spot: Spot, texts: Mapping[int, PageText], *, is_on: bool) -> Spot:
    page = spot.page + (1 if is_on else -1)
    if page in texts:
        return Spot(page, 0 if is_on else len(texts[page].text))
    return Spot(spot.page, len(texts[spot.page].text) if is_on else 0)
