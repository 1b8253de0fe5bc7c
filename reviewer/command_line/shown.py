"""Sheets and determinations as the command line shows them: the contract's JSON, or lines for people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.command_line import output
from reviewer.review.explanation import explanation
from reviewer.review.members import case_members, cell_members, citation_members, declaration_members
from reviewer.review.numbers import written
from reviewer.text import text
from reviewer.vocabulary import RuleStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.review.determination import Determination
    from reviewer.review.sheet_rows import (
        ActivityRow,
        CellRow,
        ChecklistRow,
        DocumentRow,
        EthicsRow,
        ExperienceRowShown,
        InboxRow,
        MilestoneRow,
        PeriodRow,
        Sheet,
    )
    from reviewer.submission.model import Project

_WHOLE = 2_000
"""More characters than a path has."""

Json = dict[str, object]


def inbox_json(row: InboxRow) -> Json:
    """Write one row of the inbox."""
    return case_members(row.key) | {
        "program": row.program,
        "edition": row.edition,
        "pathway": row.pathway,
        "candidate": row.candidate,
        "state": row.state.value,
        "due_on": row.due_on,
        "judged": row.judged,
        "to_judge": row.to_judge,
    }


def sheet_json(sheet: Sheet, documents: Sequence[DocumentRow]) -> Json:
    """Write one submission with its sheet."""
    submission = sheet.submission
    return case_members(sheet.key) | {
        "program": submission.program,
        "edition": sheet.edition,
        "pathway": submission.pathway,
        "candidate": submission.candidate.name,
        "state": sheet.state.value,
        "due_on": submission.due_on.isoformat() if submission.due_on else None,
        "judged": sheet.judged,
        "to_judge": sheet.to_judge,
        "projects": [_project_json(project) for project in submission.projects],
        "cells": [cell_json(row) for row in sheet.cells],
        "ethics": [ethics_json(row) for row in sheet.ethics],
        "eligibility": [eligibility_json(row) for row in sheet.eligibility],
        "coverage": [
            {"standard": row.standard, "needed": row.needed, "shown": row.shown, "spare": row.spare}
            for row in sheet.coverage
        ],
        "activities": [activity_json(row) for row in sheet.activities],
        "milestones": [milestone_json(row) for row in sheet.milestones],
        "experience": [experience_json(row) for row in sheet.experience_rows],
        "period": period_json(sheet.period),
        "questions": [
            {"text": one.text, "asked_at": one.asked_at, "answered": one.answered, "answered_at": one.answered_at}
            for one in sheet.questions
        ],
        "alerts": [{"kind": one.kind, "note": one.note, "raised_at": one.raised_at} for one in sheet.alerts],
        "documents": [_document_json(document) for document in documents],
        "revisions": list(sheet.revisions),
        "declarations": [declaration_members(declaration) for declaration in sheet.declarations],
        "hints": [{"code": hint.code, "where": hint.place, "message": hint.message} for hint in sheet.hints],
        "unknown": dict(submission.unknown),
    }


def _document_json(row: DocumentRow) -> Json:
    return {
        "path": row.path,
        "title": row.title,
        "kind": row.kind.value,
        "size_bytes": row.size_bytes,
        "sha256": row.sha256,
        "project_id": row.project_id,
    }


def _project_json(project: Project) -> Json:
    return {
        "project_id": project.project_id,
        "title": project.title,
        "client": project.client,
        "client_kind": project.client_kind,
        "role": project.role,
        "start": str(project.start) if project.start else None,
        "end": str(project.end) if project.end else None,
        "claims": [claim.standard for claim in project.claims],
        "attestations": [
            {
                "attester_name": attestation.attester_name,
                "relation": attestation.relation,
                "signed_on": attestation.signed_on.isoformat() if attestation.signed_on else None,
            }
            for attestation in project.attestations
        ],
    }


def cell_json(row: CellRow) -> Json:
    """Write one cell with its closed judgment."""
    closed = row.closed
    return {
        **cell_members(row.cell),
        "level": row.level,
        "finding": closed.finding if closed else "",
        "feedback": closed.feedback if closed else "",
        "remedy": closed.remedy if closed else "",
        "attested": row.attested.value if row.attested else None,
        "citations": citation_members(closed.citations) if closed else [],
    }


def ethics_json(row: EthicsRow) -> Json:
    """Write one item of the ethics checklist."""
    return {
        "id": row.id,
        "title": row.title,
        "answer": row.answer.answer if row.answer else None,
        "computed": None,
        "note": row.answer.note if row.answer else "",
    }


def eligibility_json(row: ChecklistRow) -> Json:
    """Write one eligibility check."""
    return {
        "id": row.id,
        "title": row.title,
        "answer": row.answer.value,
        "computed": row.computed.value,
        "note": row.note or row.because,
    }


def activity_json(row: ActivityRow) -> Json:
    """Write one claimed activity with its ruling."""
    return {
        "activity_id": row.activity_id,
        "ledger": row.ledger,
        "kind": row.kind,
        "title": row.title,
        "start": row.start.isoformat(),
        "end": row.end.isoformat(),
        "points_claimed": row.claimed,
        "points_proposed": row.proposed,
        "points_allowed": row.allowed,
        "because": row.because,
        "flags": list(row.flags),
    }


def milestone_json(row: MilestoneRow) -> Json:
    """Write one milestone with its ruling; `proposed` null where the rules cannot tell."""
    return {
        "ref": row.ref,
        "attempt": row.attempt,
        "kind": row.kind,
        "completed_on": row.completed_on.isoformat(),
        "score": row.score,
        "attended_minutes": row.attended_minutes,
        "scheduled_minutes": row.scheduled_minutes,
        "proposed": row.proposed,
        "counts": row.counts,
        "because": row.because,
        "flags": list(row.flags),
    }


def experience_json(row: ExperienceRowShown) -> Json:
    """Write one row of experience with its ruling."""
    return {
        "row": row.number,
        "employer": row.employer,
        "start": row.start,
        "end": row.end,
        "share": Decimal(row.share),
        "months": Decimal(row.months),
        "counts": row.counts,
        "because": row.because,
    }


def period_json(row: PeriodRow | None) -> Json | None:
    """Write the period of a renewal, None where there is none."""
    if row is None:
        return None
    due_on = row.due_on.isoformat() if row.due_on else None
    return {"from": row.first.isoformat(), "to": row.last.isoformat(), "due_on": due_on}


def determination_json(determined: Determination, *, outcome: str | None, signed: bool) -> Json:
    """Write what the record leads to, and what was signed."""
    return {
        "recommended": determined.recommended,
        "outcome": outcome,
        "signed": signed,
        "complete": determined.complete,
        "missing": [
            {"kind": one.kind.value, "project_id": one.project_id, "standard": one.standard, "id": one.id}
            for one in determined.missing
        ],
        **explanation(determined.rules, determined.smallest_changes, determined.margin),
    }


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
        [text("command.show.check"), text("command.show.answer"), text("command.show.because")],
        [(row.title, text(f"holds.{row.answer}"), row.note or row.because) for row in sheet.eligibility]
        + [
            (row.title, row.answer.answer if row.answer else "", row.answer.note if row.answer else "")
            for row in sheet.ethics
        ],
    )
    if documents:
        output.say()
        headings = [text(f"command.show.{name}") for name in ("document", "kind", "title")]
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
    headings = [text(f"command.show.{name}") for name in ("activity", "claimed", "counted", "because")]
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
    headings = [text(f"command.show.{name}") for name in ("milestone", "completed", "counts", "because")]
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


def tell_determination(determined: Determination, *, outcome: str | None, signed: bool) -> None:
    """Show the outcome to people: first the result, then the reasons, worst first."""
    if signed:
        output.say(text("command.determine.signed", outcome=outcome))
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
        [text("command.show.check"), text("command.show.answer"), text("command.show.because")],
        [(rule.title, text(f"holds.{rule.holds}"), rule.because) for rule in determined.rules],
    )
    for status in (RuleStatus.INFERRED, RuleStatus.ASSUMED):
        if titles := [rule.title for rule in determined.rules if rule.status is status]:
            output.say(text(f"command.determine.{status}", titles=", ".join(titles)))
