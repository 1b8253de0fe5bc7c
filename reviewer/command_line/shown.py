"""Sheets and determinations as the command line shows them: the contract's JSON, or lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.command_line import output
from reviewer.review.explanation import explanation
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.review.determination import Determination
    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import CellRow, ChecklistRow, EthicsRow, InboxRow, Sheet
    from reviewer.submission.model import Project
    from reviewer.vocabulary import CaseKey

Json = dict[str, object]


def key_json(key: CaseKey) -> Json:
    """Name one case."""
    return {"submission_id": key.submission_id, "revision": key.revision}


def inbox_json(row: InboxRow) -> Json:
    """Write one row of the inbox."""
    return key_json(row.key) | {
        "program": row.program,
        "edition": row.edition,
        "pathway": row.pathway,
        "candidate": row.candidate,
        "state": row.state.value,
        "due_on": row.due_on,
        "judged": row.judged,
        "to_judge": row.to_judge,
    }


def sheet_json(sheet: Sheet) -> Json:
    """Write one submission with its sheet."""
    submission = sheet.submission
    return key_json(sheet.key) | {
        "program": submission.program,
        "edition": submission.edition,
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
        "activities": [],
        "milestones": [],
        "period": None,
        "revisions": list(sheet.revisions),
        "declarations": [
            {"occasion": one.occasion, "kind": one.kind, "note": one.note, "declared_at": one.declared_at}
            for one in sheet.declarations
        ],
        "hints": [{"code": hint.code, "where": hint.place, "message": hint.message} for hint in sheet.hints],
        "unknown": dict(submission.unknown),
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
        "project_id": row.cell.project_id,
        "standard": row.cell.standard,
        "level": row.level,
        "finding": closed.finding if closed else "",
        "feedback": closed.feedback if closed else "",
        "remedy": closed.remedy if closed else "",
        "attested": row.attested.value if row.attested else None,
        "citations": [_citation_json(citation) for citation in closed.citations] if closed else [],
    }


def _citation_json(citation: Citation) -> Json:
    return {
        "kind": citation.kind.value,
        "source": citation.source.value,
        "path": citation.path,
        "sha256": citation.sha256,
        "place": citation.place,
        "start": citation.start,
        "end": citation.end,
        "rect": list(citation.rect) if citation.rect else None,
        "quote": citation.quote,
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


def tell_sheet(sheet: Sheet) -> None:
    """Show a sheet to people: what it is, the matrix, the checklists, what to look at."""
    submission = sheet.submission
    click.echo(f"{sheet.key}  {output.visible(submission.candidate.name)}  {sheet.program_name} {sheet.edition}")
    click.echo(
        text("command.show.state", state=text(f"state.{sheet.state}"), judged=sheet.judged, to_judge=sheet.to_judge)
    )
    levels = {level.id: level.name for level in sheet.levels}
    numbers = [standard.number for standard in sheet.standards]
    by_cell = {(row.cell.project_id, row.cell.standard): row for row in sheet.cells}
    click.echo()
    output.emit_table(
        [text("command.show.project"), *map(str, numbers)],
        [
            (project.project_id, *(_level(by_cell[project.project_id, number], levels) for number in numbers))
            for project in submission.projects
        ],
    )
    click.echo()
    output.emit_table(
        [text("command.show.check"), text("command.show.answer"), text("command.show.because")],
        [(row.title, text(f"holds.{row.answer}"), row.note or row.because) for row in sheet.eligibility]
        + [
            (row.title, row.answer.answer if row.answer else "", row.answer.note if row.answer else "")
            for row in sheet.ethics
        ],
    )
    for hint in sheet.hints:
        click.echo(f"  {output.visible(hint.place)}  {output.visible(hint.message)}")


def _level(row: CellRow, levels: dict[str, str]) -> str:
    if row.level is None:
        return text("command.show.not_judged")
    return levels.get(row.level) or text(f"level.{row.level}")


def tell_determination(determined: Determination, *, outcome: str | None, signed: bool) -> None:
    """Show the outcome to people: first the result, then the reasons, worst first."""
    if signed:
        click.echo(text("command.determine.signed", outcome=outcome))
    if determined.recommended:
        click.echo(text("command.determine.recommended", outcome=determined.recommended))
    else:
        click.echo(text("command.determine.incomplete"))
        for one in determined.missing:
            click.echo(f"  {one.message}")
    for need in determined.needs:
        click.echo(
            f"  {text('command.determine.needed' if need.is_needed else 'command.determine.advised')}  {need.message}"
        )
    output.emit_table(
        [text("command.show.check"), text("command.show.answer"), text("command.show.because")],
        [(rule.title, text(f"holds.{rule.holds}"), rule.because) for rule in determined.rules],
    )
