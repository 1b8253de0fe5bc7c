"""How claimed activities were counted, as the candidate reads it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.review.activities import activity_rows, activity_sum
from reviewer.review.numbers import written
from reviewer.review.period import period_of

if TYPE_CHECKING:
    from reviewer.letter.case import LetterCase
    from reviewer.review.sheet_rows import ActivityRow

_TOLD_FLAGS = (
    "outside-period",
    "claimed-twice",
    "no-evidence",
    "more-than-hours",
    "unknown-kind",
    "unknown-ledger",
    "across-period",
)


def total(case: LetterCase) -> str:
    """Return a sentence on the sum, empty where there is nothing claimed."""
    added = activity_sum(case.reviewed)
    if added is None or not case.submission.activities:
        return ""
    unit = case.say(f"claims.unit.{added.unit}")
    return case.say("claims.total", counted=written(added.counted), claimed=written(added.claimed), unit=unit)


def reduced(case: LetterCase) -> tuple[str, ...]:
    """Return a line for each activity that counts for less than was claimed, with the reason."""
    return tuple(
        _reduced(case, row)
        for row in activity_rows(case.reviewed)
        if row.counted is not None and row.claimed is not None and row.counted < row.claimed
    )


def _reduced(case: LetterCase, row: ActivityRow) -> str:
    reasons = [flag for flag in _TOLD_FLAGS if flag in row.flags]
    # What the reviewer ruled against a proposal has a reason of its own, which is for the file.
    is_against = row.allowed is not None and row.proposed is not None and row.allowed != row.proposed
    key = reasons[0].replace("-", "_") if reasons and not is_against else "other"
    return case.say(
        "claims.reduced",
        title=case.words.say("words.title_quoted", title=row.title),
        id=row.activity_id,
        counted=written(row.counted or Decimal(0)),
        claimed=written(row.claimed or Decimal(0)),
        reason=_reason(case, key),
    )


def _reason(case: LetterCase, key: str) -> str:
    period = period_of(case.reviewed)
    first, last = (case.words.day(day) for day in (period.first, period.last)) if period else ("", "")
    return case.say(f"claims.reason.{key}", first=first, last=last)
