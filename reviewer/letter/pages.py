"""Pages around the words: sheet, running lines, page numbers, the mark of a draft; the same bytes every time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import md5, sha256
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Frame, PageTemplate

from reviewer.letter import typefaces
from reviewer.letter.draft_mark import draw_mark
from reviewer.letter.styles import BOTTOM, MARGIN, ROOM_FOR_HEADING, RULE, TOP, page_size, styles
from reviewer.letter.values import LetterPdf, Paper
from reviewer.letter.words import Words, words

if TYPE_CHECKING:
    from datetime import date

    from reportlab.platypus import Flowable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page, and what a file says of itself.

    `page_words` holds `{page}` and `{pages}`; `mark` is the line that marks a draft or practice, empty on a final page,
    and `word` stands large behind such a page.
    """

    title: str
    author: str
    language: str
    dated_on: date
    paper: Paper
    footer: str
    page_words: str
    mark: str = ""
    word: str = "DRAFT"

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height in points."""
        return page_size(self.paper)

    @property
    def width_between_margins(self) -> float:
        """Return the width that words may take, in points."""
        return self.size[0] - 2 * MARGIN


def build(story: list[Flowable], sheet: Sheet) -> LetterPdf:
    """Lay a story out on pages: the same story and sheet give the same bytes."""
    target = BytesIO()
    document = _document(target, sheet)
    document.build(story, canvasmaker=partial(_Pages, sheet=sheet))
    data = target.getvalue()
    return LetterPdf(data, pages=document.page, sha256=sha256(data).hexdigest())


def heading(written: str) -> tuple[Flowable, Flowable]:
    """Return a heading that the outline leads to, after a page break where it would stand alone."""
    shown = _Heading("", styles()["heading"], frags=words("heading", written).frags)
    return CondPageBreak(ROOM_FOR_HEADING), shown


class _Heading(Words):
    def draw(self) -> None:
        """Draw the words and note their place."""
        if isinstance(self.canv, _Pages):
            self.canv.note_heading(self.getPlainText(), self.height)
        super().draw()


def _document(target: BytesIO, sheet: Sheet) -> BaseDocTemplate:
    styles()
    width, height = sheet.size
    frame = Frame(
        MARGIN,
        BOTTOM,
        sheet.width_between_margins,
        height - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return BaseDocTemplate(
        target,
        pageTemplates=[PageTemplate(frames=[frame], onPage=_begin_page, onPageEnd=_end_page)],
        pagesize=(width, height),
        title=sheet.title,
        author=sheet.author,
        subject=sheet.title,
        creator=sheet.author,
        lang=sheet.language,
        displayDocTitle=True,
        invariant=1,
        pageCompression=1,
        # The engine's own first font is not embedded; name ours instead.
        initialFontName=typefaces.REGULAR,
    )


def _begin_page(canvas: Canvas, _document: BaseDocTemplate) -> None:
    if isinstance(canvas, _Pages):
        canvas.mark_draft()


def _end_page(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.doForm(f"running-lines-{document.page}")


class _Pages(Canvas):
    """A canvas that draws the running lines last, when the number of pages is known."""

    def __init__(self, *arguments: object, sheet: Sheet, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # handed on as the engine gave them
        self._sheet = sheet
        self._headings = 0
        self._date_file(sheet.dated_on)

    def mark_draft(self) -> None:
        """Mark this page as a draft or practice, where the letter is one."""
        if self._sheet.mark:
            draw_mark(self, self._sheet.size, self._sheet.word)
            self._draw_line("mark", self._sheet.mark, self._sheet.size[1] - TOP + 14)

    def note_heading(self, written: str, height: float) -> None:
        """Lead from the outline to a heading whose top is `height` points above the origin."""
        self._headings += 1
        key = f"heading-{self._headings}"
        self.bookmarkHorizontal(key, 0, height)
        self.addOutlineEntry(written, key, level=0)

    def save(self) -> None:
        """Draw the running lines of all pages and close the file."""
        pages = self.getPageNumber() - 1
        for page in range(1, pages + 1):
            self._define_running_lines(page, pages)
        super().save()

    def _define_running_lines(self, page: int, pages: int) -> None:
        width, height = self._sheet.size
        numbered = self._sheet.page_words.replace("{page}", str(page)).replace("{pages}", str(pages))
        self.beginForm(f"running-lines-{page}", 0, 0, width, height)
        self.setStrokeColor(RULE)
        self.setLineWidth(0.5)
        self.line(MARGIN, BOTTOM - 16, width - MARGIN, BOTTOM - 16)
        self._draw_line("running", self._sheet.footer, BOTTOM - 31)
        self._draw_line("running-right", numbered, BOTTOM - 31)
        self.endForm()

    def _draw_line(self, style: str, written: str, height: float) -> None:
        paragraph = words(style, written)
        paragraph.wrapOn(self, self._sheet.width_between_margins, BOTTOM)
        paragraph.drawOn(self, MARGIN, height)

    def _date_file(self, day: date) -> None:
        """Date the file by its letter, not by the clock, so that the same letter is the same file."""
        stamp = self._doc._timeStamp  # type: ignore[attr-defined]  # noqa: SLF001 - the engine has no other way
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        stamp.t = (moment - _EPOCH) // timedelta(seconds=1)
        stamp.lt = time.gmtime(stamp.t)
        stamp.YMDhms = tuple(stamp.lt)[:6]
        stamp.tzname, stamp.dhh, stamp.dmm = "UTC", 0, 0
        # The file's own id was begun with the clock, or with a variable of the environment.
        self._doc.signature = md5(f"{self._sheet.title} {day}".encode(), usedforsecurity=False)  # type: ignore[attr-defined]
