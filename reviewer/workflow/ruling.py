"""Ruling on single rows: activities, rows of experience, milestones, signed attestations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.changes import Changes
from reviewer.errors import JudgmentRefusedError
from reviewer.review import allowing, closing, comparing
from reviewer.review.judgment import AttestationKey
from reviewer.workflow import judging

if TYPE_CHECKING:
    from decimal import Decimal

    from reviewer.review.judgment import MilestoneKey
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


def allow_activity(
    desk: Desk, key: CaseKey, activity_id: str, points: Decimal, because: str = ""
) -> tuple[None, Changes]:
    """Rule what one claimed activity counts for, in the program's points or hours.

    Raises:
        UsageError: the submission has no such activity.
        JudgmentRefusedError: it is more than claimed, less without a reason, or the reason names the candidate's
            e-mail address; nothing was recorded.
    """
    judging.may_change(desk, key)
    submission = desk.submission(key)
    _refuse(activity_id, allowing.why_not_ruled(desk.program(key), submission, "activities"))
    _refuse(activity_id, allowing.why_not_allowable(submission, activity_id, points, because))
    judging.require_releasable(desk, key, activity_id, because)
    desk.workspace.record_activity(key, activity_id, points, because.strip())
    return None, Changes.of_case(key)


def rule_experience(desk: Desk, key: CaseKey, row: int, *, counts: bool, because: str = "") -> tuple[None, Changes]:
    """Rule whether one row of experience counts; rows count from 1.

    Raises:
        UsageError: the submission has no such row.
        JudgmentRefusedError: it is not to count and no reason was given, or the reason names the candidate's e-mail
            address; nothing was recorded.
    """
    judging.may_change(desk, key)
    _refuse(str(row), allowing.why_not_row(desk.submission(key), row, because, counts=counts))
    judging.require_releasable(desk, key, str(row), because)
    desk.workspace.record_experience(key, row, because.strip(), counts=counts)
    return None, Changes.of_case(key)


def rule_milestone(
    desk: Desk, key: CaseKey, milestone: MilestoneKey, *, counts: bool, because: str = ""
) -> tuple[None, Changes]:
    """Rule whether one milestone counts.

    Raises:
        UsageError: the submission has no such milestone.
        JudgmentRefusedError: it is not to count and no reason was given, or the reason names the candidate's e-mail
            address; nothing was recorded.
    """
    judging.may_change(desk, key)
    submission = desk.submission(key)
    _refuse(str(milestone), allowing.why_not_ruled(desk.program(key), submission, "milestones"))
    _refuse(str(milestone), allowing.why_not_milestone(submission, milestone, because, counts=counts))
    judging.require_releasable(desk, key, str(milestone), because)
    desk.workspace.record_milestone(key, milestone, because.strip(), counts=counts)
    return None, Changes.of_case(key)


def compare_attestation(
    desk: Desk, key: CaseKey, attestation: AttestationKey, *, agrees: bool | None, because: str = ""
) -> tuple[None, Changes]:
    """Say whether a signed attestation says what was typed of it; None takes an earlier word back.

    Raises:
        UsageError: the submission has no such attestation.
        JudgmentRefusedError: they differ and no reason was given, or the candidate's e-mail address stands in it;
            nothing was recorded.
    """
    judging.may_change(desk, key)
    known = [
        str(AttestationKey(project.project_id, number))
        for project in desk.submission(key).projects
        for number in range(1, len(project.attestations) + 1)
    ]
    closing.one_of(str(attestation), known)
    _refuse(str(attestation), comparing.why_not_comparable(because, agrees=agrees))
    judging.require_releasable(desk, key, str(attestation), because)
    desk.workspace.record_attestation(key, attestation, because.strip(), agrees=agrees)
    return None, Changes.of_case(key)


def find_milestone(desk: Desk, key: CaseKey, written: str) -> MilestoneKey:
    """Find the milestone that `REF` (where it has one attempt) or `REF@ATTEMPT` names.

    Raises:
        UsageError: the submission has no such milestone; names those that it has.
    """
    return allowing.find_milestone(desk.submission(key), written)


def _refuse(subject: str, why_not: str | None) -> None:
    if why_not is not None:
        raise JudgmentRefusedError(subject, reason=why_not)
