"""The activities or milestones of a case as lines of a table, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.milestones import milestone_name
from reviewer.review.numbers import written
from reviewer.text import text
from ui.models.day_words import computed_spoken, day_words

if TYPE_CHECKING:
    from decimal import Decimal

    from reviewer.review.sheet_rows import ActivityRow, MilestoneRow, Sheet
    from reviewer.submission.model import EvidenceRef


@dataclass(frozen=True, slots=True)
class RowColumn:
    """One column; `widest` is a text that it should have room for, empty for what takes the rest."""

    title: str
    widest: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class RowLine:
    """One activity or milestone; `asks` is True while something was noticed and nothing ruled.

    `sign` stands in the first column; `evidence` are the documents that it cites.
    """

    id: str
    sign: str
    cells: tuple[str, ...]
    tip: str
    asks: bool
    evidence: tuple[EvidenceRef, ...]


def columns_of(sheet: Sheet) -> tuple[RowColumn, ...]:
    """Return the columns for the pathway of a case."""
    because = RowColumn(text("ui.rows.column.because"), text("ui.rows.flag.more_than_hours"))
    if sheet.layout == "milestones":
        return (
            RowColumn(text("ui.rows.column.milestone")),
            RowColumn(text("ui.rows.column.date"), "30 May 2026"),
            RowColumn(text("ui.rows.column.result"), text("ui.rows.minutes", attended=1410, scheduled=1410)),
            RowColumn(text("ui.rows.column.counts"), text("ui.rows.counts.no") + "MM"),
            because,
        )
    return (
        RowColumn(text("ui.rows.column.activity")),
        RowColumn(text("ui.rows.column.date"), "30 May 2026"),
        RowColumn(text("ui.rows.column.claimed"), text("ui.rows.column.claimed"), is_number=True),
        RowColumn(text("ui.rows.column.proposed"), text("ui.rows.column.proposed"), is_number=True),
        RowColumn(text("ui.rows.column.allowed"), text("ui.rows.column.allowed"), is_number=True),
        because,
    )


def lines_of(sheet: Sheet) -> tuple[RowLine, ...]:
    """Return the lines of a case, in the order of the submission; none where the pathway has none."""
    if sheet.layout == "milestones":
        return tuple(_milestone_line(row) for row in sheet.milestones)
    return tuple(_activity_line(row) for row in sheet.activities)


def next_asking(sheet: Sheet, after: str) -> str | None:
    """Return the next row that was noticed and not ruled, beginning again at the top; None when there is none."""
    lines = lines_of(sheet)
    start = next((place for place, line in enumerate(lines) if line.id == after), -1) + 1
    order = lines[start:] + lines[:start]
    return next((line.id for line in order if line.asks and line.id != after), None)


def _activity_line(row: ActivityRow) -> RowLine:
    flags = ", ".join(text(f"ui.rows.flag.{flag.replace('-', '_')}") for flag in row.flags)
    return RowLine(
        id=row.activity_id,
        sign=_activity_sign(row),
        cells=(
            f"{row.activity_id}  {row.title}",
            day_words(row.start),
            _number(row.claimed),
            _number(row.proposed),
            _number(row.allowed),
            row.because or flags,
        ),
        tip="\n".join((row.title, row.kind.replace("_", " "), *map(computed_spoken, row.notes))),
        asks=row.allowed is None and bool(row.flags or row.proposed is None),
        evidence=row.evidence,
    )


def _activity_sign(row: ActivityRow) -> str:
    if row.counted is None:
        return "empty"
    if row.counted == 0:
        return "cross" if row.allowed is not None else "ring"
    is_whole = row.claimed is None or row.counted >= row.claimed
    return "full" if is_whole else "half"


def _milestone_line(row: MilestoneRow) -> RowLine:
    flags = ", ".join(text(f"ui.rows.flag.{flag.replace('-', '_')}") for flag in row.flags)
    return RowLine(
        id=str(row.key),
        sign="empty" if row.counts is None else "full" if row.counts else "cross" if row.ruled is False else "ring",
        cells=(
            milestone_name(row.ref, row.attempt),
            day_words(row.completed_on),
            _result(row),
            text("ui.rows.counts.open" if row.counts is None else f"ui.rows.counts.{'yes' if row.counts else 'no'}"),
            row.because or flags,
        ),
        tip="\n".join((milestone_name(row.ref, row.attempt), *map(computed_spoken, row.notes))),
        asks=row.ruled is None and bool(row.flags or row.proposed is None),
        evidence=row.evidence,
    )


def _result(row: MilestoneRow) -> str:
    if row.attended_minutes is not None and row.scheduled_minutes is not None:
        return text("ui.rows.minutes", attended=row.attended_minutes, scheduled=row.scheduled_minutes)
    return "" if row.score is None else written(row.score)


def quantity_words(row: ActivityRow) -> str:
    """Write how long or how much: `90 minutes`."""
    units = "review.unit_one" if row.quantity == 1 else "review.unit"
    return f"{written(row.quantity)} {text(f'{units}.{row.unit}')}"


def span_of(row: ActivityRow) -> str:
    """Write on which day or days."""
    if row.start == row.end:
        return day_words(row.start)
    return text("case.span", start=day_words(row.start), end=day_words(row.end))


def _number(number: Decimal | None) -> str:
    return text("ui.rows.none") if number is None else written(number)
