"""The rule functions by the names that program definitions use; `reviewer.program.functions` tells their parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.rules import coursework, eligibility, judged, renewal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.program.model import RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.determination import RuleResult
    from reviewer.review.rules.results import RuleFunction

FUNCTIONS: Mapping[str, RuleFunction] = {
    function.__name__: function
    for function in (
        eligibility.has_claims,
        eligibility.months_of_experience,
        eligibility.number_of_projects,
        eligibility.recent_projects,
        eligibility.attested_projects,
        eligibility.commitment_signed,
        eligibility.declarations_agreed,
        eligibility.submitted_within_window,
        renewal.points_reached,
        renewal.submitted_by_due_date,
        renewal.certification_dated,
        renewal.work_continued,
        coursework.modules_passed,
        coursework.practicum_attended,
        coursework.exam_passed,
        judged.standards_shown,
        judged.ethics_answered,
    )
}


def answers(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Return what one rule says of a case, before any correction by the reviewer."""
    return FUNCTIONS[rule.function](case, rule)
