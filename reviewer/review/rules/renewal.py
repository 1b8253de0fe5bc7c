"""Rules on a renewal: points or hours, the due date, continued work."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from reviewer.review import activities, experience
from reviewer.review.numbers import written
from reviewer.review.parameters import number
from reviewer.review.period import period_of
from reviewer.review.rules.results import one_answer
from reviewer.submission.model import Month
from reviewer.text import counted, text
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.program.model import RuleSpec
    from reviewer.review.activities import Counted
    from reviewer.review.case import Case
    from reviewer.review.determination import RuleResult
    from reviewer.review.period import Period


def points_reached(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when at least `points_needed` points or hours count; each activity by its ruling, else its proposal."""
    listed = activities.counted_activities(case)
    needed = Fraction(number(rule, "points_needed"))
    most = activities.limits_of(case.pathway.activities)
    sums = activities.by_ledger(listed)
    total = activities.within(sums, most)
    unsettled = [each for each in listed if each.exact is None]
    unit = case.pathway.activities.unit if case.pathway.activities else "points"
    because = counted(
        "review.rule.points_reached.counted",
        len(listed),
        total=text(f"review.amount.{unit}.{'one' if total == 1 else 'other'}", count=written(total)),
        needed=written(needed),
    )
    if reduced := _reduced(listed):
        because += " " + counted("review.rule.points_reached.reduced", len(reduced), names=", ".join(reduced))
    for ledger, limit in most.items():
        if sums.get(ledger, Fraction(0)) > limit:
            because += " " + text("review.rule.points_reached.at_most", most=written(limit), ledger=_name(case, ledger))
    if unsettled:
        names = ", ".join(each.activity.activity_id for each in unsettled)
        because += " " + counted("review.rule.points_reached.open", len(unsettled), names=names)
    return one_answer(rule, _reached(sums, most, needed, unsettled), because)


def _name(case: Case, ledger_id: str) -> str:
    ledger = case.pathway.activities.ledger(ledger_id) if case.pathway.activities else None
    return ledger.name if ledger else ledger_id


def _reached(
    sums: Mapping[str, Fraction], most: Mapping[str, Fraction], needed: Fraction, unsettled: Sequence[Counted]
) -> Holds:
    if activities.within(sums, most) >= needed:
        return Holds.HOLDS
    best = dict(sums)
    for each in unsettled:
        claim, ledger = each.activity.points_claimed, each.activity.ledger
        # Without a claim there is no telling how much it may be: as much as is needed.
        best[ledger] = best.get(ledger, Fraction(0)) + (needed if claim is None else Fraction(claim))
    return Holds.CANNOT_TELL if activities.within(best, most) >= needed else Holds.FAILS


def _reduced(listed: Sequence[Counted]) -> list[str]:
    """Return the activities that count for less than was claimed."""
    return [
        each.activity.activity_id
        for each in listed
        if each.exact is not None
        and each.activity.points_claimed is not None
        and each.exact < Fraction(each.activity.points_claimed)
    ]


def submitted_by_due_date(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when the renewal was submitted on its due date at the latest; that day is in time."""
    period, submitted_on = period_of(case), case.submission.submitted_on
    if period is None or period.due_on is None:
        return one_answer(rule, Holds.FAILS, text("review.rule.no_certification_day"))
    holds = Holds.HOLDS if submitted_on <= period.due_on else Holds.FAILS
    because = text(
        f"review.rule.submitted_by_due_date.{holds}",
        submitted_on=submitted_on,
        due_on=period.due_on,
        first=period.starts,
        last=period.ends,
    )
    return one_answer(rule, holds, because)


def certification_dated(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when the day of certification is given, from which the period follows."""
    period = period_of(case)
    if period is None:
        return one_answer(rule, Holds.FAILS, text("review.rule.no_certification_day"))
    because = text("review.rule.certification_dated", first=period.starts, last=period.ends)
    return one_answer(rule, Holds.HOLDS, because)


def work_continued(case: Case, rule: RuleSpec) -> tuple[RuleResult, ...]:
    """Holds when a row of experience overlaps the period; cannot be told when no row is given.

    A row that was ruled not to count is left out.
    """
    period = period_of(case)
    if period is None:
        return one_answer(rule, Holds.FAILS, text("review.rule.no_certification_day"))
    if not case.submission.experience:
        return one_answer(rule, Holds.CANNOT_TELL, text("review.rule.work_continued.cannot_tell"))
    overlapping = _employers_in(case, period)
    key = Holds.HOLDS if overlapping else Holds.FAILS
    because = text(
        f"review.rule.work_continued.{key}",
        employers=", ".join(overlapping),
        first=Month.of(period.starts),
        last=Month.of(period.ends),
    )
    return one_answer(rule, key, because)


def _employers_in(case: Case, period: Period) -> list[str]:
    first, last = Month.of(period.starts), Month.of(period.ends)
    left_out = experience.left_out(case)
    rows = [row for place, row in enumerate(case.submission.experience) if place not in left_out]
    return list(
        dict.fromkeys(
            row.employer
            for row in rows
            if row.start <= last and (row.end is None or (row.end >= first and row.end >= row.start))
        )
    )
