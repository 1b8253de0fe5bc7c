"""The period of a renewal: from which day to which day, and by when it is due."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.program.model import Cycle
    from reviewer.review.case import Case


class Place(StrEnum):
    """Where a span of days lies beside a period."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a renewal.

    `starts` is the day of certification or the anniversary before, `ends` the anniversary that ends it;
    activities count from `first` to `last`, both included. `due_on` is None where there is no due date.
    """

    starts: date
    ends: date
    first: date
    last: date
    due_on: date | None

    def place_of(self, start: date, end: date) -> Place:
        """Tell where the days from `start` to `end` lie, both included."""
        if self.first <= start and end <= self.last:
            return Place.INSIDE
        return Place.OUTSIDE if end < self.first or start > self.last else Place.ACROSS


def period_of(case: Case) -> Period | None:
    """Return the period that a renewal is for, None without a cycle or a day of certification."""
    cycle, certified_on = case.pathway.cycle, case.submission.certified_on
    if cycle is None or certified_on is None:
        return None
    return period_at(cycle, certified_on, case.submission.submitted_on)


def period_at(cycle: Cycle, certified_on: date, submitted_on: date) -> Period | None:
    """Return the period that ended last before the submission, the first one where none has ended.

    Periods stay anchored at the first certification. None where a day would lie past the year 9999.
    """
    number = max(1, _complete_periods(cycle, certified_on, submitted_on))
    starts = months_after(certified_on, cycle.months * (number - 1))
    ends = months_after(certified_on, cycle.months * number)
    if starts is None or ends is None:
        return None
    due_on = due_date(ends, cycle.due_days)
    last = due_on if cycle.counts_until_due and due_on else ends
    day = timedelta(days=1)
    return Period(
        starts=starts,
        ends=ends,
        first=starts if cycle.first_day_counts else starts + day,
        last=last if cycle.last_day_counts else last - day,
        due_on=due_on,
    )


def _complete_periods(cycle: Cycle, certified_on: date, submitted_on: date) -> int:
    number = (12 * (submitted_on.year - certified_on.year) + submitted_on.month - certified_on.month) // cycle.months
    ends = months_after(certified_on, cycle.months * number) if number > 0 else None
    return number - 1 if ends is not None and ends > submitted_on else number


def due_date(anniversary: date, due_days: Sequence[tuple[int, int]]) -> date | None:
    """Return the first of the due days on or after an anniversary; None without due days, or past 9999."""
    years = (anniversary.year, anniversary.year + 1)
    candidates = (date(year, *day) for year in years if year <= date.max.year for day in sorted(due_days))
    return next((day for day in candidates if day >= anniversary), None)


def months_after(day: date, months: int) -> date | None:
    """Return the same day of a later month, its last day where it is shorter; None past the year 9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year > date.max.year:
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))
