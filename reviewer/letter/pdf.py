"""A letter as a PDF: the words of `content` on pages, in one pass, the same bytes every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, Spacer, Table, TableStyle

from reviewer.letter.markup import markup
from reviewer.letter.pages import Heading, Sheet, build
from reviewer.letter.pictures import picture
from reviewer.letter.styles import MARGIN, RULE, page_size, styles
from reviewer.letter.values import Item, Points, Prose
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable

    from reviewer.letter.values import Block, LetterContent, LetterPdf, Part, Signature

_LOGO = (150.0, 52.0)
_SIGNATURE = (170.0, 54.0)
_ROOM_TO_SIGN = 34.0


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
        footer=" · ".join(words for words in (content.footer, content.journal_words) if words),
        page_words=content.page_words,
        mark=content.draft_words if content.is_draft else "",
    )


def _story(content: LetterContent) -> Iterator[Flowable]:
    yield from _letterhead(content)
    yield from (_line("address", line) for line in content.recipient)
    yield Spacer(0, 8)
    yield from (_line("about", f"{label}: {value}") for label, value in content.about)
    yield _line("title", content.title)
    yield _line("body", content.salutation)
    yield _line("result", content.result)
    for section in content.sections:
        if section.heading:
            yield Heading(markup(section.heading), styles()["heading"])
        for block in section.blocks:
            yield from _block(block)
    yield KeepTogether([_line("body", line) for line in content.closing] + list(_signature(content.signature)))


def _letterhead(content: LetterContent) -> Iterator[Flowable]:
    lines: list[Flowable] = [_line("office", content.office_name)]
    lines += [_line("office-line", line) for line in content.letterhead.address]
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
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
)


def _block(block: Block) -> Iterator[Flowable]:
    if isinstance(block, Prose):
        yield from (_line("body", paragraph) for paragraph in paragraphs(block.text))
    elif isinstance(block, Points):
        yield from (_line("point", point, bullet="•") for point in block.points)
        yield Spacer(0, 3)
    else:
        yield from _item(block)


def _item(item: Item) -> Iterator[Flowable]:
    bullet = "•" if item.number is None else f"{item.number}."
    yield _line("item", item.title, bullet=bullet)
    for part in item.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Flowable]:
    first, *more = paragraphs(part.text) or [""]
    label = f"<b>{markup(part.label)}</b> " if part.label else ""
    yield Paragraph(f"{label}{markup(first)}", styles()["part"])
    yield from (_line("part", paragraph) for paragraph in more)


def _signature(signature: Signature) -> Iterator[Flowable]:
    if signature.picture is None:
        yield Spacer(0, _ROOM_TO_SIGN)
    else:
        widest, highest = _SIGNATURE
        yield Spacer(0, 4)
        yield picture(signature.picture, text("letter.picture.signature"), widest=widest, highest=highest)
        yield Spacer(0, 4)
    yield from (_line("signed", line) for line in signature.lines)


def _line(style: str, written: str, bullet: str | None = None) -> Paragraph:
    return Paragraph(markup(written), styles()[style], bulletText=bullet)


def paragraphs(written: str) -> list[str]:
    """Return the paragraphs of a text; every line that a reviewer began is kept apart."""
    return [line.strip() for line in written.splitlines() if line.strip()]
