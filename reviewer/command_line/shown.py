"""Sheets and determinations as the command line shows them to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.command_line import output
from reviewer.review.numbers import written
from reviewer.text import text
from reviewer.vocabulary import RuleStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.review.sheet_rows import CellRow, DocumentRow, Sheet
    from reviewer.workflow.deciding import Standing

_WHOLE = 2_000
"""More characters than a path has."""


def tell_sheet(sheet: Sheet, documents: Sequence[DocumentRow]) -> None:
    """Show a sheet to people: what it is, the matrix, the checklists, the documents, what to look at."""
    submission = sheet.submission
    output.say(f"{sheet.key}  {submission.candidate.name}  {sheet.program_name} {sheet.edition}")
    output.say(
        text("command.show.state", state=text(f"state.{sheet.state}"), judged=sheet.judged, to_judge=sheet.to_judge)
    )
    if sheet.is_practice:
        output.say(text("command.show.practice"))
    for tell in (_tell_matrix, _tell_activities, _tell_milestones):
        tell(sheet)
    output.say()
    output.emit_table(
        output.headings("command.show", "check", "answer", "because"),
        [(row.title, text(f"holds.{row.answer}"), row.note or row.because) for row in sheet.eligibility]
        + [
            (row.title, row.answer.answer if row.answer else "", row.answer.note if row.answer else "")
            for row in sheet.ethics
        ],
    )
    if documents:
        output.say()
        headings = output.headings("command.show", "document", "kind", "title")
        # A path that was cut could not be cited.
        output.emit_table(headings, [(row.path, row.kind.value, row.title) for row in documents], widest=_WHOLE)
    for hint in sheet.hints:
        output.say(f"  {hint.place}  {hint.message}")


def _tell_matrix(sheet: Sheet) -> None:
    if not sheet.cells:
        return
    levels = {level.id: level.name for level in sheet.levels}
    numbers = [standard.number for standard in sheet.standards]
    by_cell = {(row.cell.project_id, row.cell.standard): row for row in sheet.cells}
    output.say()
    output.emit_table(
        [text("command.show.project"), *map(str, numbers)],
        [
            (project.project_id, *(_level(by_cell[project.project_id, number], levels) for number in numbers))
            for project in sheet.submission.projects
        ],
    )


def _tell_activities(sheet: Sheet) -> None:
    if not sheet.activities:
        return
    output.say()
    headings = output.headings("command.show", "activity", "claimed", "counted", "because")
    output.emit_table(
        headings,
        [
            (
                f"{row.activity_id} {row.title}",
                "" if row.claimed is None else written(row.claimed),
                text("command.show.not_judged") if row.counted is None else written(row.counted),
                row.because or " ".join(row.notes),
            )
            for row in sheet.activities
        ],
    )


def _tell_milestones(sheet: Sheet) -> None:
    if not sheet.milestones:
        return
    output.say()
    headings = output.headings("command.show", "milestone", "completed", "counts", "because")
    answers = {True: "yes", False: "no", None: "not_judged"}
    output.emit_table(
        headings,
        [
            (
                row.key,
                row.completed_on.isoformat(),
                text(f"command.show.{answers[row.counts]}"),
                row.because or " ".join(row.notes),
            )
            for row in sheet.milestones
        ],
    )


def _level(row: CellRow, levels: dict[str, str]) -> str:
    if row.level is None:
        return text("command.show.not_judged")
    return levels.get(row.level) or text(f"level.{row.level}")


def tell_determination(standing: Standing) -> None:
    """Show the outcome to people: first the result, then the reasons, worst first."""
    determined = standing.determination
    if standing.signed:
        output.say(text("command.determine.signed", outcome=standing.outcome))
    if determined.recommended:
        output.say(text("command.determine.recommended", outcome=determined.recommended))
    else:
        output.say(text("command.determine.incomplete"))
        for one in determined.missing:
            output.say(f"  {one.message}")
    for need in determined.needs:
        output.say(
            f"  {text('command.determine.needed' if need.is_needed else 'command.determine.advised')}  {need.message}"
        )
    output.emit_table(
        output.headings("command.show", "check", "answer", "because"),
        [(rule.title, text(f"holds.{rule.holds}"), rule.because) for rule in determined.rules],
    )
    for status in (RuleStatus.INFERRED, RuleStatus.ASSUMED):
        if titles := [rule.title for rule in determined.rules if rule.status is status]:
            output.say(text(f"command.determine.{status}", titles=", ".join(titles)))
