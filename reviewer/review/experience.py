"""How months of experience are counted.

Months are inclusive at both ends, an open end runs to the month of submission, no month after it counts,
and a month counts once however many rows cover it, with their shares added up to at most one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewer.review.sheet_rows import ExperienceRowShown, ExperienceSum
from reviewer.submission.model import Month
from reviewer.text import counted, text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from reviewer.review.case import Case
    from reviewer.review.judgment import CountsRuling
    from reviewer.submission.model import ExperienceRow

FULL_TIME = Decimal(1)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Span:
    """Neighboring months that the same rows cover; `given` is the sum of their shares."""

    first: Month
    last: Month
    given: Decimal
    employers: tuple[str, ...]

    @property
    def length(self) -> int:
        """Count the months, both ends included."""
        return self.last.index - self.first.index + 1

    @property
    def share(self) -> Decimal:
        """Return the share that each of these months counts with."""
        return min(self.given, FULL_TIME)

    @property
    def months(self) -> Decimal:
        """Return what the span adds to the sum, in months."""
        return self.length * self.share


def spans(rows: Sequence[ExperienceRow], submitted_on: date, *, left_out: Collection[int] = ()) -> tuple[Span, ...]:
    """Cut the time into spans that the same rows cover, oldest first; time without a row is left out.

    Args:
        rows: experience as the candidate gives it.
        submitted_on: no month after its month counts.
        left_out: places of rows (from 0) that do not count.
    """
    last = Month.of(submitted_on).index
    covered = [
        (row.start.index, min(row.end.index if row.end else last, last), row)
        for place, row in enumerate(rows)
        if place not in left_out
    ]
    covered = [(start, end, row) for start, end, row in covered if start <= end]
    edges = sorted({start for start, _, _ in covered} | {end + 1 for _, end, _ in covered})
    found = (
        (first, after, [row for start, end, row in covered if start <= first <= end])
        for first, after in pairwise(edges)
    )
    return tuple(
        Span(
            _month(first),
            _month(after - 1),
            sum((row.share for row in active), Decimal(0)),
            tuple(dict.fromkeys(row.employer for row in active)),
        )
        for first, after, active in found
        if active
    )


def left_out(case: Case) -> frozenset[int]:
    """Return the places (from 0) of the rows that the reviewer ruled not to count."""
    return frozenset(row - 1 for row, ruling in case.record.experience.items() if not ruling.counts)


def spans_of(case: Case) -> tuple[Span, ...]:
    """Return the spans of a case, without the rows that were ruled not to count."""
    return spans(case.submission.experience, case.submission.submitted_on, left_out=left_out(case))


def _month(index: int) -> Month:
    return Month(index // 12, index % 12 + 1)


def months_in(counted_spans: Sequence[Span]) -> Decimal:
    """Add up the months."""
    return sum((span.months for span in counted_spans), Decimal(0))


def months_covered(case: Case) -> int:
    """Add up the months of every row that counts, overlap and share left aside."""
    submission, absent = case.submission, left_out(case)
    rows = [row for place, row in enumerate(submission.experience) if place not in absent]
    return sum(span.length for row in rows for span in spans([row], submission.submitted_on))


def written(months: Decimal) -> str:
    """Write a number of months without needless zeros, at most two decimals, never rounded up."""
    return f"{months.quantize(HUNDREDTH, ROUND_DOWN).normalize():f}"


def explain(counted_spans: Sequence[Span]) -> ExperienceSum:
    """Tell how the sum was made, a line for each span."""
    return ExperienceSum(written(months_in(counted_spans)), tuple(_line(span) for span in counted_spans))


def experience_rows(case: Case) -> tuple[ExperienceRowShown, ...]:
    """Return each row as it counts, in the order of the submission."""
    submission = case.submission
    return tuple(
        _row(number, row, months_in(spans([row], submission.submitted_on)), case.record.experience.get(number))
        for number, row in enumerate(submission.experience, start=1)
    )


def _row(number: int, row: ExperienceRow, months: Decimal, ruling: CountsRuling | None) -> ExperienceRowShown:
    return ExperienceRowShown(
        number=number,
        employer=row.employer,
        role=row.role,
        start=str(row.start),
        end=str(row.end) if row.end else None,
        share=written(row.share),
        duties=row.duties,
        months=written(months),
        counts=ruling is None or ruling.counts,
        ruled=ruling.counts if ruling else None,
        because=ruling.because if ruling else "",
    )


def _line(span: Span) -> str:
    key = "shared" if span.given != FULL_TIME else "full"
    return text(
        f"review.experience.{'capped' if span.given > FULL_TIME else key}",
        first=span.first,
        last=span.last,
        length=counted("review.months", span.length),
        share=written(span.given),
        months=written(span.months),
        employers=", ".join(span.employers),
    )
