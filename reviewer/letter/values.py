"""What a letter says, as values: nothing here knows how a page is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class Paper(StrEnum):
    """The sheet that a page is made for."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The reviewer's own part of a letter: name, the office written for, pictures.

    `logo` and `signature` are the bytes of a PNG or JPEG picture. US Letter is the default sheet, since
    the bodies that the shipped programs belong to are in the United States.
    """

    reviewer_name: str
    reviewer_id: str
    office_name: str = ""
    address: tuple[str, ...] = ()
    logo: bytes | None = None
    signature: bytes | None = None
    paper: Paper = Paper.LETTER


class ProblemKind(StrEnum):
    """What a reviewer should look at before signing a letter."""

    EMAIL = "email"
    LEVEL_NAME = "level_name"
    BLANK = "blank"
    CONFIDENTIAL_NAME = "confidential_name"
    CHARACTERS = "characters"
    LONG_LINE = "long_line"
    NOTHING_ASKED = "nothing_asked"
    NOTHING_CITED = "nothing_cited"


@dataclass(frozen=True, slots=True)
class LetterProblem:
    """One thing to look at before signing; `message` says it to the reviewer.

    `place` is a cell (`p1:3`), an item's id or a part of the letter, as far as it is known.
    """

    kind: ProblemKind
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Prose:
    """One paragraph, or several parted by blank lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list without numbers."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One labeled paragraph of an item, such as what was found."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing needed or suggested; `number` is None where it is only suggested.

    `place` names the cell or rule that it comes from.
    """

    number: int | None
    title: str
    parts: tuple[Part, ...]
    place: str = ""


Block = Prose | Points | Item


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the letter under its heading."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines below the picture, or below an empty line where the office signs by hand."""

    lines: tuple[str, ...]
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class LetterContent:
    """A whole letter in reading order.

    `about` holds pairs of label and value; `result` is what the first lines say; `answer_by` says by when
    to answer, or is empty where nothing is asked; `problems` is what was noticed while writing. `subject`
    names the letter in errors and in the file's properties. `practice_words` stand on every page of a practice case's
    letter, signed or not.
    """

    subject: str
    language: str
    letterhead: Letterhead
    office_name: str
    dated_on: date
    about: tuple[tuple[str, str], ...]
    recipient: tuple[str, ...]
    title: str
    salutation: str
    result: str
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    signature: Signature
    footer: str
    page_words: str
    draft_words: str
    journal_words: str
    is_draft: bool
    answer_by: str = ""
    problems: tuple[LetterProblem, ...] = ()
    practice_words: str = ""

    @property
    def requests(self) -> tuple[Item, ...]:
        """Return what is asked of the candidate, in the letter's order."""
        items = (block for section in self.sections for block in section.blocks if isinstance(block, Item))
        return tuple(item for item in items if item.number is not None)

    def mapped(self, function: Callable[[str, str], str]) -> LetterContent:
        """Return the letter with every text replaced by what `function` makes of its place and the text."""
        head = self.letterhead
        return replace(
            self,
            about=tuple((label, function(label, value)) for label, value in self.about),
            recipient=tuple(function("address", line) for line in self.recipient),
            title=function("title", self.title),
            salutation=function("salutation", self.salutation),
            result=function("result", self.result),
            sections=tuple(_mapped_section(section, function) for section in self.sections),
            closing=tuple(function("closing", line) for line in self.closing),
            signature=replace(
                self.signature, lines=tuple(function("signature", line) for line in self.signature.lines)
            ),
            office_name=function("letterhead", self.office_name),
            letterhead=replace(head, address=tuple(function("letterhead", line) for line in head.address)),
        )

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return every text of the letter after the place that it stands in."""
        found: list[tuple[str, str]] = []

        def note(place: str, written: str) -> str:
            found.append((place, written))
            return written

        self.mapped(note)
        return tuple(found)


def _mapped_section(section: Section, function: Callable[[str, str], str]) -> Section:
    blocks = tuple(_mapped_block(block, section.heading, function) for block in section.blocks)
    return Section(function(section.heading, section.heading), blocks)


def _mapped_block(block: Block, heading: str, function: Callable[[str, str], str]) -> Block:
    if isinstance(block, Prose):
        return Prose(function(heading, block.text))
    if isinstance(block, Points):
        return Points(tuple(function(heading, point) for point in block.points))
    place = block.place or heading
    title = function(place, block.title)
    return replace(
        block,
        title=title,
        parts=tuple(Part(function(place, part.label), function(place, part.text)) for part in block.parts),
    )


@dataclass(frozen=True, slots=True)
class LetterPdf:
    """A finished PDF; `sha256` in lower-case hex."""

    data: bytes
    pages: int
    sha256: str
