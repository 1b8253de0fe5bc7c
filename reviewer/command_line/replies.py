"""Sheets and determinations as the replies in JSON that the contract names."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.review.explanation import explanation
from reviewer.review.members import case_members, cell_members, citation_members, declaration_members

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    from reviewer.workflow.deciding import Standing

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


def determination_json(standing: Standing) -> Json:
    """Write what the record leads to, and what was signed."""
    determined = standing.determination
    return {
        "recommended": determined.recommended,
        "outcome": standing.outcome,
        "signed": standing.signed,
        "complete": determined.complete,
        "missing": [
            {"kind": one.kind.value, "project_id": one.project_id, "standard": one.standard, "id": one.id}
            for one in determined.missing
        ],
        **explanation(determined.rules, determined.smallest_changes, determined.margin),
    }
