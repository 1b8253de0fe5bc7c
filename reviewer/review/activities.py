"""Claimed activities: what each is proposed to count for, what was ruled, and how they add up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from reviewer.review.numbers import as_decimal, written
from reviewer.review.period import Period, Place, period_of
from reviewer.review.sheet_rows import ActivityRow, ActivitySum, LedgerSum
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from reviewer.program.model import ActivityRules
    from reviewer.review.case import Case
    from reviewer.submission.model import Activity

OUTSIDE = "outside-period"
ACROSS = "across-period"
NO_PERIOD = "period-unknown"
NO_EVIDENCE = "no-evidence"
TWICE = "claimed-twice"
MORE_THAN_HOURS = "more-than-hours"
UNKNOWN_KIND = "unknown-kind"
UNKNOWN_LEDGER = "unknown-ledger"
NOT_IN_HOURS = "not-in-hours"
NO_CLAIM = "no-claim"
REVERSED = "dates-reversed"

_WAITS_FOR_A_RULING = frozenset({UNKNOWN_KIND, UNKNOWN_LEDGER})
_COUNTS_NOTHING = frozenset({OUTSIDE, NO_EVIDENCE, TWICE})
_CANNOT_TELL = frozenset({ACROSS, NOT_IN_HOURS, NO_CLAIM, REVERSED})

_MINUTES_OF = {"hours": Fraction(60), "minutes": Fraction(1)}


@dataclass(frozen=True, slots=True)
class Counted:
    """One activity with its exact numbers; `proposed` is None where no proposal can be made.

    `earlier` is the activity that it claims a second time, None where it does not.
    """

    activity: Activity
    flags: tuple[str, ...]
    proposed: Fraction | None
    allowed: Decimal | None
    because: str
    earlier: Activity | None = None

    @property
    def exact(self) -> Fraction | None:
        """Return what goes into the total: the ruling, else the proposal."""
        return self.proposed if self.allowed is None else Fraction(self.allowed)


def counted_activities(case: Case) -> tuple[Counted, ...]:
    """Return every claimed activity with what it counts for; none where the pathway knows no activities."""
    rules = case.pathway.activities
    if rules is None:
        return ()
    period = period_of(case)
    activities = case.submission.activities
    second = _second_claims(activities)
    return tuple(_counted(case, rules, period, activity, second.get(activity.activity_id)) for activity in activities)


def _counted(
    case: Case, rules: ActivityRules, period: Period | None, activity: Activity, earlier: Activity | None
) -> Counted:
    flags = tuple(_flags(case, rules, period, activity, is_second=earlier is not None))
    ruling = case.record.activities.get(activity.activity_id)
    return Counted(
        activity=activity,
        flags=flags,
        proposed=_proposed(rules, activity, frozenset(flags)),
        allowed=ruling.allowed if ruling else None,
        because=ruling.because if ruling else "",
        earlier=earlier,
    )


def _proposed(rules: ActivityRules, activity: Activity, flags: frozenset[str]) -> Fraction | None:
    if flags & _WAITS_FOR_A_RULING:
        return None
    if flags & _COUNTS_NOTHING:
        return Fraction(0)
    if flags & _CANNOT_TELL:
        return None
    known = [number for number in (_claimed(activity), _worth(rules, activity)) if number is not None]
    return min(known)


def _claimed(activity: Activity) -> Fraction | None:
    return None if activity.points_claimed is None else Fraction(activity.points_claimed)


def _worth(rules: ActivityRules, activity: Activity) -> Fraction | None:
    """Return what an activity's time is worth, None where no rate or no time is known."""
    ledger = rules.ledger(activity.ledger)
    rate = ledger.per_hour if ledger else rules.per_hour
    minutes = _MINUTES_OF.get(activity.unit)
    if rate is None or minutes is None:
        return None
    return Fraction(activity.quantity) * minutes / 60 * Fraction(rate)


def _has_rate(rules: ActivityRules, activity: Activity) -> bool:
    ledger = rules.ledger(activity.ledger)
    return (ledger.per_hour if ledger else rules.per_hour) is not None


# What is noticed ------------------------------------------------------------------------------


def _flags(
    case: Case, rules: ActivityRules, period: Period | None, activity: Activity, *, is_second: bool
) -> Iterator[str]:
    if _is_unknown(case, "activities.kind", activity.kind):
        yield UNKNOWN_KIND
    if _is_unknown_ledger(case, rules, activity):
        yield UNKNOWN_LEDGER
    yield from _flags_of_days(period, activity)
    if rules.needs_evidence and not activity.evidence:
        yield NO_EVIDENCE
    if is_second:
        yield TWICE
    yield from _flags_of_amount(rules, activity)


def _is_unknown(case: Case, member: str, word: str) -> bool:
    known = case.program.vocabularies.get(member)
    return known is not None and word not in known


def _is_unknown_ledger(case: Case, rules: ActivityRules, activity: Activity) -> bool:
    if rules.ledgers:
        return rules.ledger(activity.ledger) is None
    return bool(activity.ledger) and _is_unknown(case, "activities.ledger", activity.ledger)


def _flags_of_days(period: Period | None, activity: Activity) -> Iterator[str]:
    end = activity.end or activity.start
    if end < activity.start:
        yield REVERSED
        return
    if period is None:
        yield NO_PERIOD
        return
    place = period.place_of(activity.start, end)
    if place is not Place.INSIDE:
        yield OUTSIDE if place is Place.OUTSIDE else ACROSS


def _flags_of_amount(rules: ActivityRules, activity: Activity) -> Iterator[str]:
    claimed, worth = _claimed(activity), _worth(rules, activity)
    if _has_rate(rules, activity) and worth is None:
        yield NOT_IN_HOURS
    elif claimed is None and worth is None:
        yield NO_CLAIM
    elif claimed is not None and worth is not None and claimed > worth:
        yield MORE_THAN_HOURS


def _second_claims(activities: Sequence[Activity]) -> dict[str, Activity]:
    """Return by id what was claimed before as another: same kind and day, in another ledger or of one title."""
    earlier: dict[tuple[str, date], list[Activity]] = defaultdict(list)
    found: dict[str, Activity] = {}
    for activity in activities:
        same_day = earlier[activity.kind, activity.start]
        first = next((other for other in same_day if _is_same(activity, other)), None)
        if first is not None:
            found[activity.activity_id] = first
        same_day.append(activity)
    return found


def _is_same(one: Activity, other: Activity) -> bool:
    return one.ledger != other.ledger or _plain(one.title) == _plain(other.title)


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


# Ready to show --------------------------------------------------------------------------------


def activity_rows(case: Case) -> tuple[ActivityRow, ...]:
    """Return the activities ready to show, in the order of the submission."""
    rules = case.pathway.activities
    period = period_of(case)
    return tuple(_row(rules, period, counted) for counted in counted_activities(case)) if rules else ()


def _row(rules: ActivityRules, period: Period | None, counted: Counted) -> ActivityRow:
    activity, exact = counted.activity, counted.exact
    ledger = rules.ledger(activity.ledger)
    return ActivityRow(
        activity_id=activity.activity_id,
        ledger=activity.ledger,
        ledger_name=ledger.name if ledger else "",
        kind=activity.kind,
        title=activity.title,
        provider=activity.provider,
        start=activity.start,
        end=activity.end or activity.start,
        quantity=activity.quantity,
        unit=activity.unit,
        claimed=activity.points_claimed,
        proposed=None if counted.proposed is None else as_decimal(counted.proposed),
        allowed=counted.allowed,
        counted=None if exact is None else as_decimal(exact),
        because=counted.because,
        flags=counted.flags,
        notes=tuple(_note(rules, period, counted, flag) for flag in counted.flags),
        evidence=activity.evidence,
    )


def _note(rules: ActivityRules, period: Period | None, counted: Counted, flag: str) -> str:
    activity = counted.activity
    worth = _worth(rules, activity)
    return text(
        f"review.activity.{flag.replace('-', '_')}",
        kind=activity.kind,
        ledger=activity.ledger,
        unit=text(f"review.unit.{activity.unit}"),
        counted_in=text(f"review.unit.{rules.unit}"),
        worth=written(worth) if worth is not None else "",
        claimed=written(activity.points_claimed) if activity.points_claimed is not None else "",
        first=period.first if period else "",
        last=period.last if period else "",
        earlier=counted.earlier.activity_id if counted.earlier else "",
    )


def total_of(counted: Iterable[Counted], most: Mapping[str, Fraction] | None = None) -> Fraction:
    """Add up what counts, of each ledger at most so much; an activity without a number adds nothing."""
    return within(by_ledger(counted), most or {})


def by_ledger(counted: Iterable[Counted]) -> dict[str, Fraction]:
    """Add up what counts in each ledger, whatever its limit."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for each in counted:
        sums[each.activity.ledger] += each.exact or 0
    return sums


def within(sums: Mapping[str, Fraction], most: Mapping[str, Fraction]) -> Fraction:
    """Add up the ledgers, of each at most so much."""
    return sum((min(amount, most.get(ledger, amount)) for ledger, amount in sums.items()), Fraction(0))


def limits_of(rules: ActivityRules | None) -> dict[str, Fraction]:
    """Return the most that a ledger adds to the total, by its id; ledgers without a limit are not in it."""
    return {ledger.id: Fraction(ledger.at_most) for ledger in (rules.ledgers if rules else ()) if ledger.at_most}


def activity_sum(case: Case) -> ActivitySum | None:
    """Return how the activities add up, None where the pathway knows no activities."""
    rules = case.pathway.activities
    if rules is None:
        return None
    counted = counted_activities(case)
    rule = next(iter(case.pathway.rules_with("points_reached")), None)
    most = limits_of(rules)
    return ActivitySum(
        unit=rules.unit,
        needed=Decimal(str(rule.parameters["points_needed"])) if rule else None,
        claimed=as_decimal(_claimed_in(counted)),
        counted=as_decimal(total_of(counted, most)),
        ledgers=tuple(_ledger_sum(ledger.id, ledger.name, counted, most) for ledger in rules.ledgers),
        open_count=sum(each.exact is None for each in counted),
        status=rule.status if rule else rules.provenance.status,
    )


def _ledger_sum(ledger: str, name: str, counted: Sequence[Counted], most: Mapping[str, Fraction]) -> LedgerSum:
    own = [each for each in counted if each.activity.ledger == ledger]
    named = text("review.activity.limited", name=name, most=written(most[ledger])) if ledger in most else name
    return LedgerSum(ledger, named, as_decimal(_claimed_in(own)), as_decimal(total_of(own, most)))


def _claimed_in(counted: Iterable[Counted]) -> Fraction:
    return sum((_claimed(each.activity) or Fraction(0) for each in counted), Fraction(0))
