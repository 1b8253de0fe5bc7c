"""The cover of a decision package: what the person at the office sees first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import HRFlowable, Spacer, Table, TableStyle

from reviewer.letter import typefaces
from reviewer.letter.pages import Sheet, build, heading
from reviewer.letter.styles import MARGIN, PANEL, RULE, page_size
from reviewer.letter.values import Paper
from reviewer.letter.words import paragraphs, words
from reviewer.text import counted, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from reportlab.platypus import Flowable

    from reviewer.letter.values import LetterPdf

_ASKED_AT_MOST = 6
_SHORTEST = 400
"""Characters of one note that the cover shows; the whole is in decisions.json."""


@dataclass(frozen=True, slots=True)
class CoverAlert:
    """An alert to the office; `kind` in words."""

    submission_id: str
    kind: str
    note: str
    raised_at: str


@dataclass(frozen=True, slots=True)
class CoverRecusal:
    """A case that the reviewer did not take; `kind` of conflict in words."""

    submission_id: str
    revision: int
    kind: str
    at: str


@dataclass(frozen=True, slots=True)
class CoverQuestion:
    """A question to the office."""

    submission_id: str
    question: str
    asked_at: str


@dataclass(frozen=True, slots=True)
class CoverCase:
    """One determination: `outcome` in words, `asked` what the letter asks for, `answer_by` by when.

    `has_confidential_note` says that a note on ethics is in the package, which stands on no page of it;
    `second_reader` is the sentence that proposes one, or empty.
    """

    submission_id: str
    revision: int
    candidate: str
    program: str
    outcome: str
    asked: tuple[str, ...] = ()
    answer_by: str = ""
    has_confidential_note: bool = False
    second_reader: str = ""


@dataclass(frozen=True, slots=True)
class CoverContent:
    """The whole cover; `made_on` is the day of the package, in UTC."""

    package: str
    reviewer_name: str
    reviewer_id: str
    made_on: date
    journal_head: str
    alerts: tuple[CoverAlert, ...] = ()
    recusals: tuple[CoverRecusal, ...] = ()
    questions: tuple[CoverQuestion, ...] = ()
    cases: tuple[CoverCase, ...] = ()
    paper: Paper = Paper.LETTER


def cover_pdf(content: CoverContent) -> LetterPdf:
    """Draw the cover: alerts first, then recusals, questions and every case; the same bytes every time."""
    sheet = Sheet(
        title=text("letter.cover.title", package=content.package),
        author=content.reviewer_name,
        language="en",
        dated_on=content.made_on,
        paper=content.paper,
        footer=text("letter.cover.footer", package=content.package, head=content.journal_head[:16]),
        page_words=text("letter.page"),
    )
    return build(list(_story(content)), sheet)


def _story(content: CoverContent) -> Iterator[Flowable]:
    yield words("title", text("letter.cover.title", package=content.package))
    yield words(
        "body",
        text(
            "letter.cover.from",
            name=content.reviewer_name,
            id=content.reviewer_id,
            date=content.made_on.isoformat(),
        ),
    )
    yield words("body", _counts(content))
    yield HRFlowable(width="100%", thickness=0.8, color=RULE, spaceBefore=4, spaceAfter=8)
    yield from _notes("alerts", ((f"{each.submission_id} · {each.kind}", each.note) for each in content.alerts))
    yield from _notes("recusals", ((_named(each), each.kind) for each in content.recusals))
    yield from _notes("questions", ((each.submission_id, each.question) for each in content.questions))
    yield from _cases(content)
    yield Spacer(0, 10)
    yield words("office-line", text("letter.cover.check"))


def _counts(content: CoverContent) -> str:
    parts = (("alerts", content.alerts), ("recusals", content.recusals), ("questions", content.questions))
    told = [counted(f"letter.cover.count_{name}", len(entries)) for name, entries in parts if entries]
    return ", ".join([*told, counted("letter.cover.count_cases", len(content.cases))]) + "."


def _notes(part: str, notes: Iterable[tuple[str, str]]) -> Iterator[Flowable]:
    listed = tuple(notes)
    if not listed:
        return
    yield from heading(text(f"letter.cover.{part}"))
    for label, note in listed:
        yield words("item-plain", label)
        yield from (words("part-plain", paragraph) for paragraph in paragraphs(_shortened(note)))


def _shortened(note: str) -> str:
    return note if len(note) <= _SHORTEST else text("letter.cover.shortened", beginning=note[:_SHORTEST].rstrip())


def _cases(content: CoverContent) -> Iterator[Flowable]:
    if not content.cases:
        return
    yield from heading(text("letter.cover.cases"))
    width = page_size(content.paper)[0] - 2 * MARGIN
    shares = (0.28, 0.18, 0.37, 0.17)
    head = [words("cell-head", text(f"letter.cover.column_{name}")) for name in ("case", "outcome", "asked", "by")]
    table = Table(
        [head, *(_row(case) for case in content.cases)],
        colWidths=[width * share for share in shares],
        repeatRows=1,
        hAlign="LEFT",
    )
    table.setStyle(_TABLE)
    yield table


def _named(case: CoverCase | CoverRecusal) -> str:
    return text("letter.cover.case", id=case.submission_id, revision=case.revision)


def _row(case: CoverCase) -> list[list[Flowable]]:
    asked = case.asked or (text("letter.cover.nothing_asked"),)
    shown = [words("cell", line) for line in asked[:_ASKED_AT_MOST]]
    if len(asked) > _ASKED_AT_MOST:
        shown.append(words("cell", text("letter.cover.more_asked", count=len(asked) - _ASKED_AT_MOST)))
    note = [words("cell", text("letter.cover.confidential"))] if case.has_confidential_note else []
    if case.second_reader:
        note.append(words("cell", case.second_reader))
    return [
        [
            words("cell-strong", case.candidate),
            words("cell", _named(case)),
            words("cell", case.program),
        ],
        [words("cell-strong", case.outcome), *note],
        [*shown],
        [words("cell", case.answer_by)],
    ]


_TABLE = TableStyle(
    [
        ("FONT", (0, 0), (-1, -1), typefaces.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), PANEL),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, RULE),
        ("LEFTPADDING", (0, 0), (-1, -1), 5),
        ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
)
