"""A printed page of headings and statements with what they rest on: explanations for the file, rule sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, HRFlowable, Indenter, Spacer

from reviewer.letter.pages import Sheet, build, heading
from reviewer.letter.styles import INDENT, RULE
from reviewer.letter.values import Paper
from reviewer.letter.words import paragraphs, words
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportlab.platypus import Flowable

    from reviewer.letter.values import LetterPdf

_ROOM_FOR_STATEMENT = 48.0
"""Height in points without which a statement begins on the next page."""

_BEFORE_STATEMENT = 5.0
"""Height in points that stands free before a statement."""

DEEPEST = 5
"""Statements that rest on others any deeper than this stand no further in."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One statement; `detail` says more of it, `remark` how sure it is; `depth` counts from 0."""

    text: str
    detail: str = ""
    remark: str = ""
    depth: int = 0
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A whole page; `about` are lines under the title, `introduction` a paragraph, `practice` a line on every page."""

    title: str
    about: tuple[str, ...]
    introduction: str
    lines: tuple[PrintedLine, ...]
    author: str
    dated_on: date
    footer: str
    paper: Paper = Paper.LETTER
    practice: str = ""


def printed_pdf(page: PrintedPage) -> LetterPdf:
    """Lay a page out: the same page gives the same bytes."""
    sheet = Sheet(
        title=page.title,
        author=page.author,
        language="en",
        dated_on=page.dated_on,
        paper=page.paper,
        footer=page.footer,
        page_words=text("letter.page"),
        mark=page.practice,
        word="PRACTICE",
    )
    return build(list(_story(page)), sheet)


def _story(page: PrintedPage) -> Iterator[Flowable]:
    yield words("title", page.title)
    yield from (words("about", line) for line in page.about)
    yield HRFlowable(width="100%", thickness=0.8, color=RULE, spaceBefore=10, spaceAfter=6)
    yield from (words("body", paragraph) for paragraph in paragraphs(page.introduction))
    for line in page.lines:
        yield from _line(line)


def _line(line: PrintedLine) -> Iterator[Flowable]:
    if line.is_heading:
        yield from heading(line.text)
    elif not line.depth:
        yield CondPageBreak(_ROOM_FOR_STATEMENT)
        yield Spacer(1, _BEFORE_STATEMENT)
    inset = min(line.depth, DEEPEST) * INDENT
    yield Indenter(left=inset)
    if line.depth and line.detail and not line.is_heading:
        # What a statement rests on is short: one paragraph with its reason.
        yield from (words("part-plain", part) for part in paragraphs(f"{line.text.rstrip('.')}. {line.detail}"))
    else:
        if not line.is_heading:
            yield words("item-plain" if not line.depth else "part-plain", line.text)
        yield from (words("part-plain", paragraph) for paragraph in paragraphs(line.detail))
    if line.remark:
        yield words("about", line.remark)
    yield Indenter(left=-inset)
