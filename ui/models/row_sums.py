"""What the rows of a case come to so far: totals beside what is needed, the period, and how sure the rules are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.numbers import written
from reviewer.text import counted, text
from reviewer.vocabulary import Holds, RuleStatus
from ui.models.day_words import computed_spoken, day_words
from ui.models.row_lines import lines_of

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import ActivitySum, LedgerSum, PeriodRow, Sheet

SIGNS = {Holds.HOLDS: "full", Holds.FAILS: "cross", Holds.CANNOT_TELL: "ring"}


@dataclass(frozen=True, slots=True)
class SumLine:
    """One sum; `sign` tells with `words` how it stands, `status` how sure its rule is (None where there is none)."""

    words: str
    sign: str = ""
    status: RuleStatus | None = None
    source: str = ""
    is_main: bool = False


def sum_lines(sheet: Sheet) -> tuple[SumLine, ...]:
    """Return the sums of a case, the most important first; none for a matrix."""
    if sheet.layout == "milestones":
        return (*_checks(sheet), *_asking(sheet))
    if sheet.activity_sum is None:
        return ()
    period = (_period(sheet.period),) if sheet.period else ()
    ledgers = (_ledgers(sheet.activity_sum),) if sheet.activity_sum.ledgers else ()
    return (_total(sheet.activity_sum), *ledgers, *period, *_asking(sheet))


def _total(sums: ActivitySum) -> SumLine:
    unit = text(f"review.unit.{sums.unit}")
    if sums.needed is None:
        words = text("ui.rows.sum.total", counted=written(sums.counted), unit=unit, claimed=written(sums.claimed))
        return SumLine(words, "", sums.status, is_main=True)
    words = text(
        "ui.rows.sum.total_of",
        counted=written(sums.counted),
        needed=written(sums.needed),
        unit=unit,
        claimed=written(sums.claimed),
    )
    sign = "full" if sums.counted >= sums.needed else "ring" if sums.open_count else "cross"
    return SumLine(words, sign, sums.status, is_main=True)


def _ledgers(sums: ActivitySum) -> SumLine:
    return SumLine(" · ".join(_ledger(ledger) for ledger in sums.ledgers))


def _ledger(ledger: LedgerSum) -> str:
    return text(
        "ui.rows.sum.ledger", name=ledger.name, counted=written(ledger.counted), claimed=written(ledger.claimed)
    )


def _period(period: PeriodRow) -> SumLine:
    words = text("ui.rows.sum.period", first=day_words(period.first), last=day_words(period.last))
    if period.due_on is not None:
        words = f"{words} · {text('ui.rows.sum.due', due=day_words(period.due_on))}"
    return SumLine(words, "", period.status)


def _checks(sheet: Sheet) -> tuple[SumLine, ...]:
    return tuple(
        SumLine(f"{row.title}: {computed_spoken(row.because)}", SIGNS[row.answer], row.status, row.source)
        for row in sheet.eligibility
    )


def _asking(sheet: Sheet) -> tuple[SumLine, ...]:
    asking = sum(line.asks for line in lines_of(sheet))
    return (SumLine(counted("ui.rows.sum.asking", asking)),) if asking else ()
