from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.review import experience
from reviewer.submission.model import ExperienceRow, Month
from tests.builders import sample

if TYPE_CHECKING:
    from pathlib import Path

SUBMITTED_ON = date(2026, 9, 15)

MONTHS = st.builds(Month, st.integers(2018, 2028), st.integers(1, 12))
SHARES = st.decimals("0.01", "1", places=2)
ROWS = st.builds(ExperienceRow, st.sampled_from("AB"), st.just("role"), MONTHS, st.none() | MONTHS, SHARES)


def _row(start: str, end: str | None, share: str = "1", employer: str = "An employer") -> ExperienceRow:
    return ExperienceRow(employer, "A role", Month.parse(start), Month.parse(end) if end else None, Decimal(share))


def _months(*rows: ExperienceRow) -> Decimal:
    return experience.months_in(experience.spans(rows, SUBMITTED_ON))


def _month_by_month(rows: list[ExperienceRow]) -> Decimal:
    """The slow way: go through the calendar and ask of each month who covers it."""
    total = Decimal(0)
    for index in range(Month(2000, 1).index, Month.of(SUBMITTED_ON).index + 1):
        covering = [row for row in rows if row.start.index <= index and (row.end is None or index <= row.end.index)]
        total += min(Decimal(1), sum((row.share for row in covering), Decimal(0)))
    return total


def test_months_count_at_both_ends() -> None:
    assert _months(_row("2024-01", "2024-03")) == 3
    assert _months(_row("2024-01", "2024-01")) == 1


def test_an_open_end_runs_to_the_month_of_submission() -> None:
    assert _months(_row("2026-07", None)) == 3


def test_a_month_counts_once_however_many_rows_cover_it() -> None:
    assert _months(_row("2024-01", "2024-12"), _row("2024-07", "2025-06")) == 18


def test_part_time_counts_by_its_share_and_shares_add_up_to_one_at_most() -> None:
    assert _months(_row("2024-01", "2024-10", "0.4")) == 4
    assert _months(_row("2024-01", "2024-10", "0.4"), _row("2024-01", "2024-10", "0.5")) == 9
    assert _months(_row("2024-01", "2024-10", "0.7"), _row("2024-01", "2024-10", "0.7")) == 10


def test_shares_are_decimal() -> None:
    assert _months(_row("2024-01", "2024-01", "0.1"), _row("2024-01", "2024-01", "0.2")) == Decimal("0.3")


def test_months_after_the_submission_do_not_count() -> None:
    assert _months(_row("2026-08", "2027-12")) == 2
    assert _months(_row("2027-01", None)) == 0


def test_a_row_that_ends_before_it_starts_counts_nothing() -> None:
    assert _months(_row("2024-05", "2024-04")) == 0


def test_a_row_can_be_left_out() -> None:
    rows = [_row("2024-01", "2024-12"), _row("2025-01", "2025-03")]
    assert experience.months_in(experience.spans(rows, SUBMITTED_ON, left_out={0})) == 3


@pytest.mark.parametrize(
    ("months", "shown"),
    [("51.60", "51.6"), ("22", "22"), ("120", "120"), ("0", "0"), ("35.999", "35.99"), ("7.25", "7.25")],
)
def test_months_are_written_without_needless_zeros_and_never_rounded_up(months: str, shown: str) -> None:
    assert experience.written(Decimal(months)) == shown


@given(st.lists(ROWS, max_size=6))
def test_spans_give_what_going_through_the_calendar_gives(rows: list[ExperienceRow]) -> None:
    assert _months(*rows) == _month_by_month(rows)


@given(st.lists(ROWS, max_size=6))
def test_the_order_of_rows_does_not_matter(rows: list[ExperienceRow]) -> None:
    turned = rows[::-1]
    assert _months(*rows) == _months(*turned)


@given(st.lists(ROWS, max_size=5), ROWS)
def test_another_row_never_takes_months_away(rows: list[ExperienceRow], another: ExperienceRow) -> None:
    assert _months(*rows, another) >= _months(*rows)


@pytest.mark.parametrize(
    ("name", "months"),
    [
        ("CPT-2026-0101_r1", "86"),
        ("CPT-2026-0102_r1", "51.6"),
        ("CPT-2026-0102_r2", "54.6"),
        ("CPT-2026-0103_r1", "22"),
    ],
)
def test_samples_have_the_months_that_their_page_names(shared_data: Path, name: str, months: str) -> None:
    submission = sample(shared_data, name)
    spans = experience.spans(submission.experience, submission.submitted_on)
    assert experience.explain(spans).months == months


def test_the_sum_tells_how_it_was_made(shared_data: Path) -> None:
    submission = sample(shared_data, "CPT-2026-0102_r1")
    rows = experience.explain(experience.spans(submission.experience, submission.submitted_on)).rows
    assert rows == (
        "2021-06 to 2023-02: 21 months (Larchmere Home Credit)",
        "2023-03 to 2024-09: 19 months at 0.4 of full time count as 7.6 (Self-employed)",
        (
            "2024-10 to 2025-09: 12 months, counted once although the shares add up to 1.4"
            " (Ostrow Lane Grocers, Self-employed)"
        ),
        "2025-10 to 2026-08: 11 months (Ostrow Lane Grocers)",
    )
