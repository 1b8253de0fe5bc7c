"""The eligibility checklist: what was computed, and what the reviewer ruled instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.review.milestones import EXAM, MODULE, SESSION, key_of
from reviewer.review.rules import answers
from reviewer.review.sheet_rows import ChecklistRow
from reviewer.text import text
from reviewer.vocabulary import CONFIRMED, Holds

if TYPE_CHECKING:
    from reviewer.program.model import RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.determination import RuleResult
    from reviewer.review.judgment import EligibilityCorrection

ELIGIBILITY = "eligibility"
MILESTONE_RULES = {"modules_passed": MODULE, "practicum_attended": SESSION, "exam_passed": EXAM}
"""Which kind of milestones a rule is computed from."""


@dataclass(frozen=True, slots=True)
class Check:
    """One eligibility check: `computed` by its rule, `ruling` by the reviewer where there is one, from `rows`."""

    computed: RuleResult
    ruling: EligibilityCorrection | None
    rows: tuple[str, ...] = ()

    @property
    def in_force(self) -> RuleResult:
        """Return what counts: the ruling, else what was computed, confirmed or not."""
        if self.ruling is None or self.ruling.answer == CONFIRMED:
            return self.computed
        because = text("review.ruled", note=self.ruling.note.strip(), computed=self.computed.because)
        return replace(self.computed, holds=Holds(self.ruling.answer), because=because)

    @property
    def is_overruled(self) -> bool:
        """True when the ruling says something else than the rule."""
        return self.is_ruled and self.in_force.holds is not self.computed.holds

    @property
    def is_ruled(self) -> bool:
        """True when the reviewer's answer counts, whatever is computed."""
        return self.ruling is not None and self.ruling.answer != CONFIRMED


def checks(case: Case) -> tuple[Check, ...]:
    """Return the eligibility checks of the pathway, in its order."""
    return tuple(
        Check(result, case.record.eligibility.get(result.rule), rows_of(case, rule))
        for rule in case.pathway.rules
        if rule.step == ELIGIBILITY
        for result in answers(case, rule)
    )


def rows_of(case: Case, rule: RuleSpec) -> tuple[str, ...]:
    """Return the rows that a rule is computed from, by id, as they are ruled on."""
    kind = MILESTONE_RULES.get(rule.function)
    if rule.function == "points_reached":
        return tuple(activity.activity_id for activity in case.submission.activities)
    if kind is not None:
        return tuple(str(key_of(row)) for row in case.submission.milestones if row.kind == kind)
    return ()


def checklist_rows(found: tuple[Check, ...]) -> tuple[ChecklistRow, ...]:
    """Return the checks ready to show."""
    return tuple(
        ChecklistRow(
            id=check.computed.rule,
            title=check.computed.title,
            answer=check.in_force.holds,
            computed=check.computed.holds,
            because=check.computed.because,
            note=check.ruling.note if check.ruling and check.is_ruled else "",
            status=check.computed.status,
            source=check.computed.source,
            rows=check.rows,
            confirmed=check.ruling.note if check.ruling and not check.is_ruled else "",
        )
        for check in found
    )
