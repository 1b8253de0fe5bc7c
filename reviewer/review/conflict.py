"""Conflicts of interest: whom to recognize before a case opens, and ties that the submission itself tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.sheet_rows import RecognizeRow
from reviewer.text import counted

if TYPE_CHECKING:
    from reviewer.program.model import ConflictKind
    from reviewer.submission.model import Submission


def whom_to_recognize(submission: Submission) -> tuple[RecognizeRow, ...]:
    """Return the names to recognize, each once: candidate, employers, clients, attesters, instructors, providers.

    `kind` is `candidate`, `employer`, `client`, `attester`, `instructor` or `provider` (of an activity);
    `detail` is the organization of a person.
    """
    candidate = submission.candidate
    rows = [RecognizeRow("candidate", candidate.name, candidate.organization)]
    rows += [RecognizeRow("employer", row.employer) for row in submission.experience]
    if candidate.organization:
        rows.append(RecognizeRow("employer", candidate.organization))
    rows += [RecognizeRow("client", project.client) for project in submission.projects if project.client]
    rows += [
        RecognizeRow("attester", attestation.attester_name, attestation.organization)
        for project in submission.projects
        for attestation in project.attestations
    ]
    rows += [RecognizeRow("instructor", instructor) for instructor in candidate.instructors]
    rows += [RecognizeRow("provider", activity.provider) for activity in submission.activities if activity.provider]
    return tuple(dict.fromkeys(rows))


def explained(kind: ConflictKind) -> str:
    """Say what a kind of conflict is, and how far back it looks where it lapses."""
    if kind.look_back_months is None:
        return kind.explanation
    return f"{kind.explanation} {counted('review.look_back', kind.look_back_months)}"


def has_training_tie(submission: Submission, reviewer_id: str) -> bool:
    """True when the reviewer is among those who taught the candidate."""
    return reviewer_id in submission.candidate.instructors
