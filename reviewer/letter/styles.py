"""How printed pages look: one scale of sizes, two colors, one family of letters."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle

from reviewer.letter import typefaces
from reviewer.letter.values import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

INK = HexColor("#1c2429")
QUIET = HexColor("#56636b")
ACCENT = HexColor("#1f5a6b")
PANEL = HexColor("#eef4f5")
RULE = HexColor("#c3cdd2")
WARNING = HexColor("#a3301c")
WATERMARK = Color(0.64, 0.19, 0.11, alpha=0.10)

# Points. The margins leave both a sheet of A4 and one of US Letter room when a page is printed on the other.
MARGIN = 64.0
TOP = 52.0
BOTTOM = 58.0
INDENT = 15.0
# Room that must be left on a page for a heading, or the title of an item, with the lines that belong to it.
ROOM_FOR_HEADING = 76.0
ROOM_FOR_ITEM = 48.0


def page_size(paper: Paper) -> tuple[float, float]:
    """Return width and height of a sheet in points."""
    return {Paper.LETTER: LETTER, Paper.A4: A4}[paper]


@cache
def styles() -> Mapping[str, ParagraphStyle]:
    """Return the paragraph styles by name; the fonts are known to the page engine afterwards."""
    typefaces.load()
    body = ParagraphStyle(
        "body",
        fontName=typefaces.REGULAR,
        bulletFontName=typefaces.REGULAR,
        bulletFontSize=10,
        fontSize=10,
        leading=13.8,
        textColor=INK,
        spaceAfter=6,
        allowWidows=0,
        allowOrphans=0,
        # A long word, such as a file name, is broken rather than clipped.
        splitLongWords=1,
    )
    return {"body": body, **_letter_styles(body), **_sheet_styles(body)}


def _letter_styles(body: ParagraphStyle) -> dict[str, ParagraphStyle]:
    varied = partial(ParagraphStyle, parent=body)
    titled = partial(varied, fontName=typefaces.BOLD, leftIndent=INDENT, bulletIndent=0, spaceBefore=2, spaceAfter=2)
    return {
        "office": varied("office", fontName=typefaces.BOLD, fontSize=12, leading=16, textColor=ACCENT, spaceAfter=1),
        "office-line": varied("office-line", fontSize=8.5, leading=11.5, textColor=QUIET, spaceAfter=0),
        "address": varied("address", spaceAfter=0),
        "about": varied("about", fontSize=9, leading=12.6, textColor=QUIET, spaceAfter=0),
        "title": varied(
            "title", fontName=typefaces.BOLD, fontSize=15, leading=19, textColor=ACCENT, spaceBefore=14, spaceAfter=8
        ),
        "result": varied(
            "result",
            fontSize=10.5,
            leading=15,
            backColor=PANEL,
            borderPadding=9,
            leftIndent=10,
            rightIndent=10,
            spaceBefore=12,
            spaceAfter=16,
        ),
        "heading": varied(
            "heading",
            fontName=typefaces.BOLD,
            fontSize=11.5,
            leading=15,
            textColor=ACCENT,
            spaceBefore=3,
            spaceAfter=4,
        ),
        "point": varied("point", leftIndent=INDENT, bulletIndent=4, spaceAfter=3.5),
        "item": titled("item"),
        "suggested": titled("suggested", bulletIndent=4),
        "part": varied("part", leftIndent=INDENT, spaceAfter=3),
        "closing": varied("closing", spaceBefore=8, spaceAfter=0),
        "signed": varied("signed", spaceAfter=0),
    }


def _sheet_styles(body: ParagraphStyle) -> dict[str, ParagraphStyle]:
    varied = partial(ParagraphStyle, parent=body)
    return {
        "item-plain": varied("item-plain", fontName=typefaces.BOLD, spaceBefore=3, spaceAfter=1),
        "part-plain": varied("part-plain", spaceAfter=4),
        "key": varied("key", fontName=typefaces.BOLD, fontSize=15, leading=25, spaceAfter=0),
        "cell": varied("cell", fontSize=8.5, leading=11.5, spaceAfter=0),
        "cell-strong": varied("cell-strong", fontName=typefaces.BOLD, fontSize=8.5, leading=11.5, spaceAfter=0),
        "cell-head": varied(
            "cell-head", fontName=typefaces.BOLD, fontSize=8, leading=11, textColor=QUIET, spaceAfter=0
        ),
        "running": varied("running", fontSize=8, leading=10, textColor=QUIET),
        "running-right": varied("running-right", fontSize=8, leading=10, textColor=QUIET, alignment=TA_RIGHT),
        "mark": varied("mark", fontName=typefaces.BOLD, fontSize=8.5, leading=11, textColor=WARNING),
    }
