"""What keeps a ruling on one row from being recorded as given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.closing import one_of
from reviewer.review.milestones import key_of
from reviewer.review.numbers import FINEST, written
from reviewer.text import text

if TYPE_CHECKING:
    from decimal import Decimal

    from reviewer.program.model import ProgramDefinition
    from reviewer.review.judgment import MilestoneKey
    from reviewer.submission.model import Submission

_LARGEST = 100_000


def why_not_allowable(submission: Submission, activity_id: str, allowed: Decimal, because: str) -> str | None:
    """Say what keeps points from being allowed for one activity, None when nothing does.

    Raises:
        UsageError: the submission has no such activity; names those that it has.
    """
    one_of(activity_id, (activity.activity_id for activity in submission.activities))
    activity = next(each for each in submission.activities if each.activity_id == activity_id)
    if not allowed.is_finite() or allowed < 0 or allowed > _LARGEST or allowed != allowed.quantize(FINEST):
        return text("review.closing.not_an_amount")
    claimed = activity.points_claimed
    if claimed is None or allowed == claimed:
        return None
    if allowed > claimed:
        return text("review.closing.more_than_claimed", claimed=written(claimed))
    return None if because.strip() else text("review.closing.less_needs_because")


def why_not_row(submission: Submission, row: int, because: str, *, counts: bool) -> str | None:
    """Say what keeps a ruling on a row of experience from being recorded, None when nothing does.

    Raises:
        UsageError: the submission has no such row; names those that it has.
    """
    one_of(str(row), (str(number) for number in range(1, len(submission.experience) + 1)))
    return _why_not_counted(because, counts=counts)


def why_not_milestone(submission: Submission, milestone: MilestoneKey, because: str, *, counts: bool) -> str | None:
    """Say what keeps a ruling on a milestone from being recorded, None when nothing does.

    Raises:
        UsageError: the submission has no such milestone; names those that it has.
    """
    one_of(str(milestone), (str(known) for known in milestones_in(submission)))
    return _why_not_counted(because, counts=counts)


def milestones_in(submission: Submission) -> tuple[MilestoneKey, ...]:
    """Return what names each milestone of a submission."""
    return tuple(key_of(milestone) for milestone in submission.milestones)


def why_not_ruled(program: ProgramDefinition, submission: Submission, layout: str) -> str | None:
    """Say that a pathway has no such rows to rule on (`layout` is activities or milestones), None when it has."""
    pathway = program.pathway(submission.pathway)
    has_rows = pathway.activities is not None if layout == "activities" else pathway.has_milestones
    return None if has_rows else text("review.closing.no_such_rows", pathway=pathway.name)


def _why_not_counted(because: str, *, counts: bool) -> str | None:
    return None if counts or because.strip() else text("review.closing.less_needs_because")


def find_milestone(submission: Submission, written: str) -> MilestoneKey:
    """Find the milestone that `REF@ATTEMPT` names, or `REF` where only one attempt is there.

    Raises:
        UsageError: there is no such milestone, or several attempts; names those that there are.
    """
    known = milestones_in(submission)
    named = [key for key in known if str(key) == written]
    alone = [key for key in known if key.ref == written]
    if not named and len(alone) == 1:
        return alone[0]
    one_of(written, (str(key) for key in known))
    return named[0]
