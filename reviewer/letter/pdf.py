"""A letter as a PDF: the words of `content` on pages, in one pass, the same bytes every time."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, HRFlowable, KeepTogether, Spacer, Table, TableStyle

from reviewer.errors import LetterError
from reviewer.letter import typefaces
from reviewer.letter.pages import Sheet, build, heading
from reviewer.letter.pictures import picture
from reviewer.letter.styles import MARGIN, ROOM_FOR_ITEM, RULE, page_size
from reviewer.letter.values import Points, Prose
from reviewer.letter.words import paragraphs, words
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable

    from reviewer.letter.values import Block, Item, LetterContent, LetterPdf, Part, Section, Signature

_LOGO = (150.0, 52.0)
_SIGNATURE = (170.0, 54.0)
_ROOM_TO_SIGN = 28.0


def count_pages(own_pdf: bytes) -> int:
    """Count the pages of a PDF that this program made, whose page objects are not compressed."""
    return len(re.findall(rb"/Type /Page\b", own_pdf))


def day_of(own_pdf: bytes) -> date:
    """Return the day that a PDF of this program is dated; for a letter, the day that its dates are counted from."""
    found = re.search(rb"/CreationDate \(D:(\d{4})(\d\d)(\d\d)", own_pdf)
    if found is None:
        raise LetterError("PDF", reason=text("letter.reason.not_dated"))
    year, month, day = (int(part) for part in found.groups())
    return date(year, month, day)


def letter_pdf(content: LetterContent) -> LetterPdf:
    """Draw a letter.

    Raises:
        LetterError: the logo or the signature picture cannot be used.
    """
    return build(list(_story(content)), _sheet(content))


def _sheet(content: LetterContent) -> Sheet:
    return Sheet(
        title=f"{content.title} ({content.subject})",
        author=content.office_name,
        language=content.language,
        dated_on=content.dated_on,
        paper=content.letterhead.paper,
        footer=" · ".join(part for part in (content.footer, content.journal_words) if part),
        page_words=content.page_words,
        mark=" · ".join(
            part for part in (content.practice_words, content.draft_words if content.is_draft else "") if part
        ),
        word="PRACTICE" if content.practice_words else "DRAFT",
    )


def _story(content: LetterContent) -> Iterator[Flowable]:
    yield from _letterhead(content)
    yield from (words("address", line) for line in content.recipient)
    yield Spacer(0, 8)
    yield from (words("about", f"{label}: {value}") for label, value in content.about)
    yield words("title", content.title)
    yield words("body", content.salutation)
    yield words("result", content.result)
    yield from (flowable for section in content.sections[:-1] for flowable in _section(section))
    # The last part stays with the closing, so that no page holds a signature alone.
    last = [flowable for section in content.sections[-1:] for flowable in _section(section)]
    yield KeepTogether([*last, *_closing(content)])


def _section(section: Section) -> Iterator[Flowable]:
    if section.heading:
        yield from heading(section.heading)
    for block in section.blocks:
        yield from _block(block)


def _closing(content: LetterContent) -> Iterator[Flowable]:
    yield from (words("closing", line) for line in content.closing)
    yield from _signature(content.signature)


def _letterhead(content: LetterContent) -> Iterator[Flowable]:
    lines: list[Flowable] = [words("office", content.office_name)]
    lines += [words("office-line", line) for line in content.letterhead.address]
    if content.letterhead.logo is None:
        yield from lines
    else:
        widest, highest = _LOGO
        logo = picture(content.letterhead.logo, text("letter.picture.logo"), widest=widest, highest=highest)
        width = page_size(content.letterhead.paper)[0] - 2 * MARGIN
        beside = logo.drawWidth + 16
        table = Table([[logo, lines]], colWidths=[beside, width - beside], hAlign="LEFT")
        table.setStyle(_BESIDE)
        yield table
    yield HRFlowable(width="100%", thickness=0.8, color=RULE, spaceBefore=8, spaceAfter=16)


_BESIDE = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), typefaces.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
)


def _block(block: Block) -> Iterator[Flowable]:
    if isinstance(block, Prose):
        yield from (words("body", paragraph) for paragraph in paragraphs(block.text))
    elif isinstance(block, Points):
        yield from (words("point", point, bullet="•") for point in block.points)
        yield Spacer(0, 3)
    else:
        yield from _item(block)


def _item(item: Item) -> Iterator[Flowable]:
    yield CondPageBreak(ROOM_FOR_ITEM)
    if item.number is None:
        yield words("suggested", item.title, bullet="•")
    else:
        yield words("item", item.title, bullet=f"{item.number}.")
    for part in item.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Flowable]:
    first, *more = paragraphs(part.text) or [""]
    yield words("part", first, label=part.label)
    yield from (words("part", paragraph) for paragraph in more)


def _signature(signature: Signature) -> Iterator[Flowable]:
    if signature.picture is None:
        yield Spacer(0, _ROOM_TO_SIGN)
    else:
        widest, highest = _SIGNATURE
        yield Spacer(0, 4)
        yield picture(signature.picture, text("letter.picture.signature"), widest=widest, highest=highest)
        yield Spacer(0, 4)
    yield from (words("signed", line) for line in signature.lines)
