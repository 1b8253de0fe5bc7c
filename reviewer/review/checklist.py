"""The eligibility checklist: what was computed, and what the reviewer ruled instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.review.rules import answers
from reviewer.review.sheet_rows import ChecklistRow
from reviewer.text import text
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from reviewer.review.case import Case
    from reviewer.review.determination import RuleResult
    from reviewer.review.judgment import EligibilityCorrection

ELIGIBILITY = "eligibility"


@dataclass(frozen=True, slots=True)
class Check:
    """One eligibility check: `computed` by its rule, `ruling` by the reviewer where there is one."""

    computed: RuleResult
    ruling: EligibilityCorrection | None

    @property
    def in_force(self) -> RuleResult:
        """Return what counts: the ruling, else what was computed."""
        if self.ruling is None:
            return self.computed
        because = text("review.ruled", note=self.ruling.note.strip(), computed=self.computed.because)
        return replace(self.computed, holds=Holds(self.ruling.answer), because=because)

    @property
    def is_overruled(self) -> bool:
        """True when the ruling says something else than the rule."""
        return self.ruling is not None and self.ruling.answer != self.computed.holds


def checks(case: Case) -> tuple[Check, ...]:
    """Return the eligibility checks of the pathway, in its order."""
    return tuple(
        Check(result, case.record.eligibility.get(result.rule))
        for rule in case.pathway.rules
        if rule.step == ELIGIBILITY
        for result in answers(case, rule)
    )


def checklist_rows(found: tuple[Check, ...]) -> tuple[ChecklistRow, ...]:
    """Return the checks ready to show."""
    return tuple(
        ChecklistRow(
            id=check.computed.rule,
            title=check.computed.title,
            answer=check.in_force.holds,
            computed=check.computed.holds,
            because=check.computed.because,
            note=check.ruling.note if check.ruling else "",
            status=check.computed.status,
            source=check.computed.source,
        )
        for check in found
    )
