"""What a letter says, as values: nothing here knows how a page is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    NOTHING_ASKED = "nothing_asked"


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
    names the letter in errors and in the file's properties.
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

    @property
    def requests(self) -> tuple[Item, ...]:
        """Return what is asked of the candidate, in the letter's order."""
        items = (block for section in self.sections for block in section.blocks if isinstance(block, Item))
        return tuple(item for item in items if item.number is not None)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text of the letter with the place that it stands in, in reading order."""
        for label, value in self.about:
            yield label, value
        yield from (("address", line) for line in self.recipient)
        yield from (("", line) for line in (self.title, self.salutation, self.result))
        for section in self.sections:
            yield section.heading, section.heading
            for block in section.blocks:
                yield from _texts_of(block, section.heading)
        yield from (("", line) for line in (*self.closing, *self.signature.lines))
        yield from (("letterhead", line) for line in (self.office_name, *self.letterhead.address))


def _texts_of(block: Block, heading: str) -> Iterator[tuple[str, str]]:
    if isinstance(block, Prose):
        yield heading, block.text
    elif isinstance(block, Points):
        yield from ((heading, point) for point in block.points)
    else:
        yield block.place, block.title
        yield from ((block.place, part.text) for part in block.parts)


@dataclass(frozen=True, slots=True)
class LetterPdf:
    """A finished PDF; `sha256` in lower-case hex."""

    data: bytes
    pages: int
    sha256: str
