"""Rules on what the reviewer judged: Standards shown, ethics answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.review.coverage import how_often_shown, tallies, worst_first
from reviewer.review.determination import RuleResult
from reviewer.review.parameters import outcome
from reviewer.text import text
from reviewer.vocabulary import Holds, RuleStatus

if TYPE_CHECKING:
    from reviewer.program.model import EthicsItem, RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.coverage import Tally


def standards_shown(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Answers for each Standard: holds when it is shown in as many projects as needed.

    The answer for Standard 6 of the rule `coverage` is `coverage-6`.
    """
    return tuple(_standard_shown(case, rule, tally) for tally in tallies(case))


def _standard_shown(case: Case, rule: RuleSpec, tally: Tally) -> RuleResult:
    standard = tally.standard
    least_sure = max(standard.needed_provenance, rule.least_sure, key=lambda each: tuple(RuleStatus).index(each.status))
    return RuleResult(
        rule=f"{rule.id}-{standard.number}",
        title=text("review.rule.standards_shown.title", number=standard.number, name=standard.name),
        holds=tally.holds,
        because=how_often_shown(tally),
        status=least_sure.status,
        source=least_sure.source,
        when_fails=rule.when_fails,
        cells=worst_first(case, tally.cells),
    )


def ethics_answered(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Answers for each item of the checklist (`ethics-3` for item 3 of the rule `ethics`).

    A choice with the effect `more` leads to the outcome `more`, one with the effect `refer` to `refer`.
    """
    return tuple(_item_answered(case, rule, item) for item in case.program.ethics_items)


def _item_answered(case: Case, rule: RuleSpec, item: EthicsItem) -> RuleResult:
    unanswered = RuleResult(
        rule=f"{rule.id}-{item.id}",
        title=text("review.rule.ethics_answered.title", title=item.title),
        holds=Holds.CANNOT_TELL,
        because=text("review.rule.ethics_answered.unanswered"),
        status=rule.status,
        source=rule.least_sure.source,
        when_fails=rule.when_fails,
        item=item.id,
    )
    given = case.record.ethics.get(item.id)
    choice = next((choice for choice in case.program.ethics_choices if given and choice.id == given.answer), None)
    if given is None or choice is None:
        return unanswered
    if choice.effect == "none":
        return replace(unanswered, holds=Holds.HOLDS, because=choice.name + ".")
    because = text("review.rule.ethics_answered.because", answer=choice.name, note=given.note.strip())
    when_fails = outcome(rule, choice.effect)
    return replace(unanswered, holds=Holds.FAILS, because=because, when_fails=when_fails)
