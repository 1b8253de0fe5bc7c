"""Commands for the review: declare, judge, ethics, eligibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.command_line import output, replies
from reviewer.command_line.frame import shared_options
from reviewer.command_line.words import WholeNumber, Word, Words, item_option, submission_argument
from reviewer.errors import UsageError
from reviewer.review.judgment import JudgmentText
from reviewer.text import text
from reviewer.vocabulary import NO_CONFLICT, Cell, CitationKind

if TYPE_CHECKING:
    from reviewer.command_line.frame import Asked
    from reviewer.review.judgment import Citation
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

_cite = click.option("--cite", multiple=True, metavar="SOURCE=QUOTE", type=Word(), help=text("command.help.cite"))


@click.command(help=text("command.help.declare"))
@submission_argument
@click.option("--conflict", required=True, metavar="KIND", type=Word(), help=text("command.help.conflict"))
@click.option("--note", default="", metavar="TEXT", type=Words(), help=text("command.help.note"))
@shared_options
def declare(asked: Asked, submission: str, conflict: str, note: str) -> None:
    """Record the conflict-of-interest declaration."""
    from reviewer.review.hints import TRAINING_TIE
    from reviewer.workflow import inbox, judging, reading

    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        state, _ = judging.declare(desk, key, conflict, note)
        hints = reading.open_case(desk, key).hints if conflict == NO_CONFLICT else ()
    for hint in hints:
        if hint.code == TRAINING_TIE:
            output.tell(hint.message)
    asked.answer_state(state, "command.declare.done")


@click.command(help=text("command.help.judge"))
@submission_argument
@click.option("--project", required=True, metavar="P", type=Word(), help=text("command.help.project"))
@click.option("--standard", required=True, type=WholeNumber(), metavar="N", help=text("command.help.standard"))
@click.option("--level", required=True, metavar="L", type=Word(), help=text("command.help.level"))
@click.option("--finding", default="", metavar="T", type=Words(), help=text("command.help.finding"))
@click.option("--feedback", default="", metavar="T", type=Words(), help=text("command.help.feedback"))
@click.option("--remedy", default="", metavar="T", type=Words(), help=text("command.help.remedy"))
@click.option("--fix", metavar="ID", type=Word(), help=text("command.help.fix"))
@click.option("--same-as", metavar="P:N", type=Word(), help=text("command.help.same_as"))
@_cite
@click.option("--looked-in", multiple=True, metavar="SOURCE=WHAT", type=Word(), help=text("command.help.looked_in"))
@shared_options
def judge(
    asked: Asked,
    submission: str,
    project: str,
    standard: int,
    same_as: str | None,
    cite: tuple[str, ...],
    looked_in: tuple[str, ...],
    **written: str | None,
) -> None:
    """Record and close one judgment."""
    from reviewer.workflow import inbox, judging, reading

    cell = Cell(project, standard)
    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        judgment = JudgmentText(
            level=written["level"],
            finding=written["finding"] or "",
            feedback=written["feedback"] or "",
            remedy=written["remedy"] or "",
            fix=written["fix"],
            same_as=_cell(same_as) if same_as else None,
            citations=_citations(desk, key, CitationKind.PASSAGE, cite)
            + _citations(desk, key, CitationKind.LOOKED_IN, looked_in),
        )
        judging.close_criterion(desk, key, cell, judgment)
        row = reading.open_case(desk, key).cell(cell)
    asked.answer({"cell": replies.cell_json(row)}, text("command.judge.done", cell=cell, level=row.level))


@click.command(help=text("command.help.ethics"))
@submission_argument
@item_option
@click.option("--answer", required=True, metavar="A", type=Word(), help=text("command.help.answer"))
@click.option("--note", default="", metavar="TEXT", type=Words(), help=text("command.help.note"))
@_cite
@shared_options
def ethics(asked: Asked, submission: str, item: str, answer: str, note: str, cite: tuple[str, ...]) -> None:
    """Answer one item of the ethics checklist."""
    from reviewer.workflow import inbox, judging, reading

    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        judging.answer_ethics(desk, key, item, answer, note, _citations(desk, key, CitationKind.PASSAGE, cite))
        row = next(row for row in reading.open_case(desk, key).ethics if row.id == item)
    _tell_item(asked, replies.ethics_json(row))


@click.command(help=text("command.help.eligibility"))
@submission_argument
@item_option
@click.option("--answer", required=True, metavar="holds|fails", type=Word(), help=text("command.help.answer"))
@click.option("--note", required=True, metavar="TEXT", type=Words(), help=text("command.help.note"))
@shared_options
def eligibility(asked: Asked, submission: str, item: str, answer: str, note: str) -> None:
    """Correct a computed eligibility check, with the reason."""
    from reviewer.workflow import inbox, judging, reading

    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        judging.correct_eligibility(desk, key, item, answer, note)
        row = next(row for row in reading.open_case(desk, key).eligibility if row.id == item)
    _tell_item(asked, replies.eligibility_json(row))


def _tell_item(asked: Asked, item: dict[str, object]) -> None:
    asked.answer({"item": item}, text("command.item.done", title=item["title"], answer=item["answer"]))


def _cell(written: str) -> Cell:
    project, colon, standard = written.rpartition(":")
    if not (colon and standard.isascii() and standard.isdigit()):
        raise UsageError(written, word=written, known="PROJECT:STANDARD")
    return Cell(project, int(standard))


def _citations(desk: Desk, key: CaseKey, kind: CitationKind, written: tuple[str, ...]) -> tuple[Citation, ...]:
    if not written:
        return ()
    for one in written:
        source, equals, _ = one.partition("=")
        if not (equals and source.strip()):
            raise UsageError(one, word=one, known="SOURCE=QUOTE")
    from reviewer.workflow import citing, viewing

    viewer = viewing.DocumentViewer()
    try:
        return tuple(citing.cite(desk, key, kind, one, viewer) for one in written)
    finally:
        viewer.close()


COMMANDS = (declare, judge, ethics, eligibility)
