"""How much there is to judge in a case, and how much of it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.activities import counted_activities
from reviewer.review.milestones import seen_milestones

if TYPE_CHECKING:
    from reviewer.review.case import Case


@dataclass(frozen=True, slots=True)
class HowFar:
    """Cells of a matrix; otherwise activities or milestones, of which a proposal counts as judged.

    `open_rows` names the activities and milestones that only a ruling can settle.
    """

    to_judge: int
    judged: int
    open_rows: tuple[str, ...] = ()


def how_far(case: Case) -> HowFar:
    """Return what is to judge and what is judged."""
    match case.pathway.layout:
        case "activities":
            activities = counted_activities(case)
            waiting = tuple(each.activity.activity_id for each in activities if each.exact is None)
            return HowFar(len(activities), len(activities) - len(waiting), waiting)
        case "milestones":
            milestones = seen_milestones(case)
            waiting = tuple(str(each.key) for each in milestones if each.counts is None)
            return HowFar(len(milestones), len(milestones) - len(waiting), waiting)
    return HowFar(case.claims, case.claims - len(case.open_cells))
