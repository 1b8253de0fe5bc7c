"""Commands beside the matrix: allow, ask, alert, move."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import click

from reviewer.command_line import output, replies
from reviewer.command_line.frame import shared_options
from reviewer.command_line.words import Word, Words, submission_argument
from reviewer.errors import UsageError
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.command_line.frame import Asked
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

# Digits of other scripts and the many ways to write a number that Decimal takes are none that a script means.
_PLAIN_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


@click.command(help=text("command.help.allow"))
@submission_argument
@click.option("--activity", metavar="A", type=Word(), help=text("command.help.activity"))
@click.option("--points", metavar="N", type=Word(), help=text("command.help.points"))
@click.option("--experience", metavar="ROW", type=Word(), help=text("command.help.experience"))
@click.option("--milestone", metavar="REF[@ATTEMPT]", type=Word(), help=text("command.help.milestone"))
@click.option("--counts", metavar="yes|no", type=Word(), help=text("command.help.counts"))
@click.option("--because", default="", metavar="TEXT", type=Words(), help=text("command.help.because"))
@shared_options
def allow(asked: Asked, submission: str, because: str, **given: str | None) -> None:
    """Rule on one claimed activity, row of experience or milestone."""
    from reviewer.workflow import inbox

    activity, experience, milestone = (given[name] for name in ("activity", "experience", "milestone"))
    points, counts = given["points"], given["counts"]
    named = [each for each in (activity, experience, milestone) if each is not None]
    is_amount = activity is not None and points is not None and counts is None
    is_count = activity is None and points is None and counts is not None
    if len(named) != 1 or not (is_amount or is_count):
        raise click.UsageError(text("command.allow.one_of"))
    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        if activity is not None:
            ruled = _allow_activity(desk, key, activity, _number(points or ""), because)
        elif experience is not None:
            ruled = _rule_experience(desk, key, experience, because, counts=_yes(counts or ""))
        else:
            ruled = _rule_milestone(desk, key, milestone or "", because, counts=_yes(counts or ""))
    asked.answer(ruled, text("command.allow.done", subject=named[0], ruling=points or counts))


def _allow_activity(desk: Desk, key: CaseKey, activity: str, points: Decimal, because: str) -> dict[str, object]:
    from reviewer.workflow import reading, ruling

    ruling.allow_activity(desk, key, activity, points, because)
    rows = reading.open_case(desk, key).activities
    return {"activity": next(replies.activity_json(row) for row in rows if row.activity_id == activity)}


def _rule_experience(desk: Desk, key: CaseKey, row: str, because: str, *, counts: bool) -> dict[str, object]:
    from reviewer.workflow import reading, ruling

    if not (row.isascii() and row.isdigit()):
        raise UsageError(
            row, word=row, known=", ".join(str(n + 1) for n in range(len(desk.submission(key).experience)))
        )
    ruling.rule_experience(desk, key, int(row), counts=counts, because=because)
    rows = reading.open_case(desk, key).experience_rows
    return {"row": next(replies.experience_json(each) for each in rows if each.number == int(row))}


def _rule_milestone(desk: Desk, key: CaseKey, written: str, because: str, *, counts: bool) -> dict[str, object]:
    from reviewer.workflow import reading, ruling

    milestone = ruling.find_milestone(desk, key, written)
    ruling.rule_milestone(desk, key, milestone, counts=counts, because=because)
    rows = reading.open_case(desk, key).milestones
    return {"milestone": next(replies.milestone_json(row) for row in rows if row.key == milestone)}


def _number(written: str) -> Decimal:
    if _PLAIN_NUMBER.fullmatch(written) is None:
        raise UsageError(written, word=written, known=text("command.allow.a_number"))
    return Decimal(written)


def _yes(written: str) -> bool:
    if written not in {"yes", "no"}:
        raise UsageError(written, word=written, known="yes, no")
    return written == "yes"


@click.command(help=text("command.help.ask"))
@submission_argument
@click.option("--text", "question", metavar="TEXT", type=Words(), help=text("command.help.question"))
@click.option("--answered", metavar="TEXT", type=Words(), help=text("command.help.answered"))
@shared_options
def ask(asked: Asked, submission: str, question: str | None, answered: str | None) -> None:
    """Ask the office something, or keep its answer."""
    from reviewer.workflow import inbox, office

    if (question is None) == (answered is None):
        raise click.UsageError(text("command.ask.one_of"))
    with asked.desk() as desk:
        key = inbox.resolve(desk, submission)
        if question is not None:
            state, _ = office.ask(desk, key, question)
        else:
            state, _ = office.answered(desk, key, answered or "")
    asked.answer_state(state)


@click.command(help=text("command.help.alert"))
@submission_argument
@click.option("--kind", required=True, metavar="K", type=Word(), help=text("command.help.alert_kind"))
@click.option("--note", required=True, metavar="TEXT", type=Words(), help=text("command.help.note"))
@shared_options
def alert(asked: Asked, submission: str, kind: str, note: str) -> None:
    """Alert the office to something."""
    from reviewer.workflow import inbox, office

    with asked.desk() as desk:
        state, _ = office.alert(desk, inbox.resolve(desk, submission), kind, note)
    asked.answer_state(state)


@click.command(help=text("command.help.move"))
@submission_argument
@click.option("--edition", required=True, metavar="E", type=Word(), help=text("command.help.edition"))
@click.option("--because", required=True, metavar="TEXT", type=Words(), help=text("command.help.because"))
@shared_options
def move(asked: Asked, submission: str, edition: str, because: str) -> None:
    """Move a submission to another edition of its program."""
    from reviewer.workflow import inbox, moving

    with asked.desk() as desk:
        moved, _ = moving.move(desk, inbox.resolve(desk, submission), edition, because)
    if asked.as_json:
        output.emit_json({"edition": moved.to_edition})
        return
    output.say(text("command.move.done", before=moved.from_edition, after=moved.to_edition))
    headings = output.headings("command.move", "number", "before", "after", "judged")
    output.emit_table(
        headings,
        [
            (
                pair.number,
                pair.before.name if pair.before else "",
                pair.after.name if pair.after else "",
                ", ".join(cell.project_id for cell in pair.judged),
            )
            for pair in moved.standards
        ],
    )


COMMANDS = (allow, ask, alert, move)
