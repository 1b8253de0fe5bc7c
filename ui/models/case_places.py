"""Where in a case what was said of it is put right: a step and, in it, a cell, a row, a check, an item, a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.reasons import BranchKind
from reviewer.vocabulary import Cell, MissingKind
from ui.models.row_kinds import all_lines, step_of_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.review.determination import Missing
    from reviewer.review.reasons import Branch
    from reviewer.review.sheet_rows import Sheet

BEFORE, READ, JUDGE, ETHICS = "before", "read", "judge", "ethics"


@dataclass(frozen=True, slots=True)
class CasePlace:
    """A step of a case, and what to show in it.

    `row` is an activity or a milestone; `item` an eligibility check or `experience-2` before judging, and an item of
    the checklist in ethics.
    """

    step: str
    cell: Cell | None = None
    row: str = ""
    item: str = ""
    document: str = ""


def experience_item(number: int) -> str:
    """Name a row of experience among what is looked at before judging; rows count from 1."""
    return f"experience-{number}"


def place_of_missing(sheet: Sheet, missing: Missing) -> CasePlace:
    """Return where something that is open is looked at."""
    if missing.cell is not None:
        return CasePlace(JUDGE, missing.cell)
    named = missing.id or ""
    if missing.kind is MissingKind.ETHICS:
        return CasePlace(ETHICS, item=named)
    if missing.kind in {MissingKind.ACTIVITY, MissingKind.MILESTONE}:
        return CasePlace(step_of_row(sheet, named), row=named)
    return place_of_rule(sheet, named)


def place_of_rule(sheet: Sheet, rule_id: str) -> CasePlace:
    """Return where a rule is looked at: its rows, its Standard, its item of ethics, or its check."""
    result = next((result for result in sheet.determination.rules if result.rule == rule_id), None)
    if result is not None and result.cells:
        return CasePlace(JUDGE, result.cells[0])
    if result is not None and result.item:
        return CasePlace(ETHICS, item=result.item)
    check = next((check for check in sheet.eligibility if check.id == rule_id), None)
    if check is not None and check.rows:
        row = _row_to_look_at(sheet, check.rows)
        return CasePlace(step_of_row(sheet, row), row=row)
    if check is None and sheet.cells:
        # What is no check is about the projects as a whole.
        return CasePlace(READ, sheet.cells[0].cell)
    return CasePlace(BEFORE, item=rule_id if check is not None else "")


def place_of_branch(sheet: Sheet, branch: Branch) -> CasePlace:
    """Return where a branch of the explanation leads."""
    if branch.kind is BranchKind.QUOTE:
        document = branch.row if branch.row.startswith("evidence/") else ""
        return CasePlace(JUDGE if branch.cell else ETHICS, branch.cell, document=document)
    if branch.cell is not None:
        return CasePlace(JUDGE, branch.cell)
    if branch.kind is BranchKind.RULE:
        return place_of_rule(sheet, branch.rule)
    if branch.row in {line.id for line in all_lines(sheet)}:
        return CasePlace(step_of_row(sheet, branch.row), row=branch.row)
    if branch.kind is BranchKind.MISSING:
        is_item = any(row.id == branch.row for row in sheet.ethics)
        return CasePlace(ETHICS, item=branch.row) if is_item else place_of_rule(sheet, branch.row)
    return _place_of_row(sheet, branch.row)


def _place_of_row(sheet: Sheet, named: str) -> CasePlace:
    """Return where a project or a row of experience is."""
    first = next((row.cell for row in sheet.cells if row.cell.project_id == named), None)
    if first is not None:
        return CasePlace(READ, first)
    is_row = any(str(row.number) == named for row in sheet.experience_rows)
    return CasePlace(BEFORE, item=experience_item(int(named)) if is_row else "")


def _row_to_look_at(sheet: Sheet, ids: Sequence[str]) -> str:
    """Return the first row that asks for a look, else the first that does not count in full, else the first."""
    lines = [line for line in all_lines(sheet) if line.id in set(ids)]
    asking = (line.id for line in lines if line.asks)
    wanting = (line.id for line in lines if line.sign != "full")
    return next(asking, next(wanting, lines[0].id if lines else ""))
