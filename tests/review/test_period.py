from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.review.deciding import determine
from reviewer.review.period import Place, due_date, period_at
from reviewer.vocabulary import Holds
from tests.builders import a_complete_record, cpt
from tests.review.renewals import a_renewal, allowing

if TYPE_CHECKING:
    from reviewer.program.model import Cycle

DUE_DAYS = ((6, 15), (11, 15))


def _cycle() -> Cycle:
    cycle = cpt().pathway("recertification").cycle
    assert cycle is not None
    return cycle


@pytest.mark.parametrize(
    ("anniversary", "due_on"),
    [
        (date(2026, 6, 15), date(2026, 6, 15)),
        (date(2026, 6, 16), date(2026, 11, 15)),
        (date(2026, 11, 15), date(2026, 11, 15)),
        (date(2026, 11, 16), date(2027, 6, 15)),
        (date(2026, 12, 31), date(2027, 6, 15)),
        (date(2026, 1, 1), date(2026, 6, 15)),
        (date(2027, 2, 28), date(2027, 6, 15)),
        (date(2027, 3, 1), date(2027, 6, 15)),
    ],
)
def test_the_due_date_is_the_first_due_day_on_or_after_the_anniversary(anniversary: date, due_on: date) -> None:
    assert due_date(anniversary, DUE_DAYS) == due_on


@given(st.dates(date(1, 1, 1), date(9998, 12, 31)))
def test_the_due_date_is_as_the_table_says_on_every_day(anniversary: date) -> None:
    due_on = due_date(anniversary, DUE_DAYS)
    day = (anniversary.month, anniversary.day)
    if day <= (6, 15):
        expected = date(anniversary.year, 6, 15)
    elif day <= (11, 15):
        expected = date(anniversary.year, 11, 15)
    else:
        expected = date(anniversary.year + 1, 6, 15)
    assert due_on == expected
    lag = (expected - anniversary).days
    assert 0 <= lag <= (152 if (6, 15) < day <= (11, 15) else 212)


@pytest.mark.parametrize(
    ("anniversary", "days"),
    [(date(2026, 11, 16), 211), (date(2027, 11, 16), 212), (date(2026, 6, 16), 152), (date(2026, 6, 15), 0)],
)
def test_the_longest_time_to_a_due_date_is_as_the_domain_page_says(anniversary: date, days: int) -> None:
    due_on = due_date(anniversary, DUE_DAYS)
    assert due_on is not None
    assert (due_on - anniversary).days == days


def test_past_the_last_year_there_is_no_due_date() -> None:
    assert due_date(date(9999, 12, 31), DUE_DAYS) is None
    assert due_date(date(2026, 6, 1), ()) is None
    assert period_at(_cycle(), date(9998, 1, 1), date(9998, 6, 1)) is None


def test_a_certification_on_a_leap_day_is_due_in_june() -> None:
    period = period_at(_cycle(), date(2024, 2, 29), date(2027, 3, 5))
    assert period is not None
    assert (period.ends, period.due_on) == (date(2027, 2, 28), date(2027, 6, 15))


@pytest.mark.parametrize(
    ("submitted_on", "starts", "ends"),
    [
        (date(2026, 10, 1), date(2023, 11, 16), date(2026, 11, 16)),
        (date(2026, 11, 16), date(2023, 11, 16), date(2026, 11, 16)),
        (date(2029, 11, 15), date(2023, 11, 16), date(2026, 11, 16)),
        (date(2029, 11, 16), date(2026, 11, 16), date(2029, 11, 16)),
        (date(2030, 5, 1), date(2026, 11, 16), date(2029, 11, 16)),
        (date(2020, 5, 1), date(2023, 11, 16), date(2026, 11, 16)),
    ],
)
def test_periods_stay_anchored_at_the_first_certification(submitted_on: date, starts: date, ends: date) -> None:
    period = period_at(_cycle(), date(2023, 11, 16), submitted_on)
    assert period is not None
    assert (period.starts, period.ends) == (starts, ends)


def test_both_edge_days_are_inside() -> None:
    period = period_at(_cycle(), date(2023, 11, 16), date(2026, 11, 19))
    assert period is not None
    first, last, day = date(2023, 11, 16), date(2026, 11, 16), timedelta(days=1)
    assert period.place_of(first, first) is Place.INSIDE
    assert period.place_of(last, last) is Place.INSIDE
    assert period.place_of(first, last) is Place.INSIDE
    assert period.place_of(first - day, first - day) is Place.OUTSIDE
    assert period.place_of(last + day, last + day) is Place.OUTSIDE
    assert period.place_of(first - day, first) is Place.ACROSS
    assert period.place_of(last, last + day) is Place.ACROSS
    assert period.place_of(first - day, last + day) is Place.ACROSS


def test_whether_edge_days_count_is_data() -> None:
    cycle = replace(_cycle(), first_day_counts=False, last_day_counts=False)
    period = period_at(cycle, date(2023, 11, 16), date(2026, 11, 19))
    assert period is not None
    assert (period.first, period.last) == (date(2023, 11, 17), date(2026, 11, 15))


def test_whether_time_up_to_the_due_date_counts_is_data() -> None:
    period = period_at(replace(_cycle(), counts_until_due=True), date(2023, 11, 16), date(2026, 11, 19))
    assert period is not None
    assert (period.ends, period.last) == (date(2026, 11, 16), date(2027, 6, 15))


# The check ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("submitted_on", "holds"),
    [(date(2027, 6, 15), Holds.HOLDS), (date(2027, 6, 16), Holds.FAILS), (date(2026, 9, 1), Holds.HOLDS)],
)
def test_a_renewal_on_its_due_date_is_in_time(submitted_on: date, holds: Holds) -> None:
    submission = a_renewal(submitted_on=submitted_on)
    determined = determine(cpt(), submission, a_complete_record(cpt(), submission))
    result = next(rule for rule in determined.rules if rule.rule == "period")
    assert result.holds is holds
    assert "2027-06-15" in result.because


def test_without_a_day_of_certification_the_period_fails_and_says_why() -> None:
    submission = a_renewal(certified_on=None)
    determined = determine(cpt(), submission, allowing(submission, {}))
    holds = {rule.rule: (rule.holds, rule.because) for rule in determined.rules}
    assert holds["period"][0] is Holds.FAILS
    assert "certification" in holds["period"][1]
    assert holds["continued_work"][0] is Holds.FAILS
    assert determined.recommended == "more_information"
