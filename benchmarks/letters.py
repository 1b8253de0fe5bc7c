"""Letters per second, written and drawn."""

from __future__ import annotations

from functools import partial
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from benchmarks.desks import new_desk
from benchmarks.measuring import Measurement, in_turn, seconds
from benchmarks.samples import make_bundle
from reviewer.letter.content import write_letter
from reviewer.letter.pdf import letter_pdf
from reviewer.resource_files import resource_bytes
from reviewer.review.deciding import determine
from reviewer.review.judgment import JudgmentText
from reviewer.vocabulary import NO_CONFLICT
from reviewer.workflow import inbox, judging, loading, reading, writing

if TYPE_CHECKING:
    from benchmarks.measuring import Setting
    from reviewer.letter.values import LetterContent, LetterPdf
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

_RUNS = 15
_LETTERS_A_RUN = 5
_FONT = "FloorSans"
_WEAK_STANDARDS = (3, 7)


def letters_per_second(setting: Setting) -> Measurement:
    """Writing and drawing a letter, against bare reportlab drawing the same words in the same font."""
    bundle = make_bundle(setting.folder / "letter.zip")
    with new_desk(setting.folder / "letter.reviewer") as desk:
        loading.load_bundles(desk, [bundle])
        key = inbox.list_cases(desk)[0].key
        _judge_everything(desk, key)
        content = _content(desk, key)
        registerFont(TTFont(_FONT, BytesIO(resource_bytes("fonts", "NotoSans-Regular.ttf"))))
        floor, ours = in_turn(partial(_draw_bare, _words(content)), partial(_write_and_draw, desk, key), _RUNS)
    return Measurement("letters", "letters/s", _LETTERS_A_RUN / floor, _LETTERS_A_RUN / ours, ">= 0.8", _RUNS)


def _judge_everything(desk: Desk, key: CaseKey) -> None:
    judging.declare(desk, key, NO_CONFLICT)
    for row in reading.open_case(desk, key).cells:
        if row.is_claimed:
            is_weak = row.cell.standard in _WEAK_STANDARDS
            judging.close_criterion(desk, key, row.cell, _WEAK if is_weak else _STRONG)
    for item in reading.open_case(desk, key).ethics:
        judging.answer_ethics(desk, key, item.id, "no_concern", "", ())


_STRONG = JudgmentText(level="met", feedback="You show how the client's staff took part from the first day on.")
_WEAK = JudgmentText(
    level="partly_met",
    finding="The steps are named, and who checked them is not.",
    feedback="Your steps are clear. What is not told is who checked them, and what was changed then.",
    remedy="One paragraph on who checked the steps, when, and what was changed.",
)


def _content(desk: Desk, key: CaseKey) -> LetterContent:
    case = desk.case_file(key)
    determination = determine(case.program, case.submission, case.record)
    return write_letter(
        case.program,
        case.submission,
        case.record,
        determination,
        determination.recommended or "",
        profile=writing.letterhead(desk),
        dated_on=desk.clock.now().date(),
        is_draft=False,
        journal_head=desk.workspace.journal_head(key),
    )


def _write_and_draw(desk: Desk, key: CaseKey) -> float:
    def write() -> list[LetterPdf]:
        return [letter_pdf(_content(desk, key)) for _ in range(_LETTERS_A_RUN)]

    return seconds(write)


def _words(content: LetterContent) -> list[str]:
    """Return all words that stand on the pages, one paragraph each."""
    about = [f"{label}: {value}" for label, value in content.about]
    running = [content.footer, content.journal_words, content.page_words] * 2
    written = [line for _, words in content.texts() for line in words.splitlines()]
    return [line for line in (*about, *written, *running) if line.strip()]


def _draw_bare(words: list[str]) -> float:
    style = ParagraphStyle("floor", fontName=_FONT, fontSize=10.5, leading=14.5, spaceAfter=5)

    def draw() -> None:
        for _ in range(_LETTERS_A_RUN):
            SimpleDocTemplate(BytesIO()).build([Paragraph(escape(line), style) for line in words])

    return seconds(draw)
