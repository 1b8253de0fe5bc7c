"""Which rows a case has: those that its layout lists, and those of a step of their own beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.text import text
from ui.models.row_lines import lines_of

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet
    from ui.models.row_lines import RowLine

ROW_KINDS = ("activities", "milestones")
"""The kinds of rows; each is also the id of the step that lists them beside another layout."""


def kinds_aside(sheet: Sheet) -> tuple[str, ...]:
    """Return the kinds of rows that a case has and its layout does not list, such as milestones beside a matrix."""
    return tuple(kind for kind in ROW_KINDS if kind != sheet.layout and lines_of(sheet_of_rows(sheet, kind)))


def sheet_of_rows(sheet: Sheet, kind: str) -> Sheet:
    """Return the sheet as if it listed the rows of a kind alone, with the checks that are computed from them."""
    if kind == sheet.layout or kind not in ROW_KINDS:
        return sheet
    alone = replace(sheet, layout=kind, period=sheet.period if kind == "activities" else None)
    ids = {line.id for line in lines_of(alone)}
    return replace(alone, eligibility=tuple(row for row in sheet.eligibility if not ids.isdisjoint(row.rows)))


def all_lines(sheet: Sheet) -> tuple[RowLine, ...]:
    """Return the lines of every kind."""
    return tuple(line for kind in ROW_KINDS for line in lines_of(sheet_of_rows(sheet, kind)))


def step_of_row(sheet: Sheet, row_id: str) -> str:
    """Return the step that lists a row: the one of the layout, or the row's own."""
    for kind in kinds_aside(sheet):
        if row_id in {line.id for line in lines_of(sheet_of_rows(sheet, kind))}:
            return kind
    return "judge"


def standing_aside(sheet: Sheet, kind: str) -> str:
    """Say how many rows of a kind wait for a ruling, empty where none does."""
    if kind == "activities":
        waiting = sum(row.counted is None for row in sheet.activities)
    else:
        waiting = sum(row.counts is None for row in sheet.milestones)
    return text("case.steps.open_count", count=waiting) if waiting else ""
