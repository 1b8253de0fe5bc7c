"""From program, submission and record to the recommended outcome with everything that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.case import case_of
from reviewer.review.checklist import ELIGIBILITY, checks
from reviewer.review.determination import Determination
from reviewer.review.missing import missing_in
from reviewer.review.needs import needs_in
from reviewer.review.rules import answers
from reviewer.review.smallest_changes import smallest_changes
from reviewer.text import counted
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from reviewer.program.model import Outcome, Pathway, ProgramDefinition
    from reviewer.review.case import Case
    from reviewer.review.checklist import Check
    from reviewer.review.determination import RuleResult
    from reviewer.review.judgment import Record
    from reviewer.submission.model import Submission


def determine(program: ProgramDefinition, submission: Submission, record: Record) -> Determination:
    """Determine the outcome; pure, so that an appeal replays it from stored values.

    Returns:
        While something is missing, what is missing and what the rules can tell already; then also the
        outcome, what stands in the way, and the smallest changes that would alter it.

    Raises:
        KeyError: the program does not have the submission's pathway.
    """
    return determine_case(case_of(program, submission, record))


def determine_case(case: Case) -> Determination:
    """Determine the outcome of a case that was put together already."""
    found = checks(case)
    results = _results(case, found)
    missing = missing_in(case, found)
    needs = needs_in(case, results)
    if missing:
        return Determination(None, complete=False, missing=missing, rules=results, needs=needs)
    outcome = worst_that_applies(case.pathway, results)
    changes = smallest_changes(case, found, outcome.rank)
    return Determination(
        recommended=outcome.id,
        complete=True,
        missing=(),
        rules=results,
        needs=needs,
        smallest_changes=changes,
        margin=len(changes[0]) if changes else None,
    )


def second_reader(case: Case, determination: Determination) -> str:
    """Say that a second reader is proposed, where the program asks for one at this margin; else empty."""
    asked, margin = case.pathway.second_reader, determination.margin
    if asked is None or margin is None or margin > asked.margin:
        return ""
    return counted("review.second_reader", margin)


def _results(case: Case, found: tuple[Check, ...]) -> tuple[RuleResult, ...]:
    in_force = {check.computed.rule: check.in_force for check in found}
    results: list[RuleResult] = []
    for rule in case.pathway.rules:
        results += [in_force[rule.id]] if rule.step == ELIGIBILITY else answers(case, rule)
    return tuple(results)


def worst_that_applies(pathway: Pathway, results: tuple[RuleResult, ...]) -> Outcome:
    """Return the worst outcome that a failing rule leads to, the best one where none fails."""
    led_to = [pathway.outcome(result.when_fails) for result in results if result.holds is Holds.FAILS]
    return max(led_to, key=lambda outcome: outcome.rank, default=pathway.outcomes[0])
