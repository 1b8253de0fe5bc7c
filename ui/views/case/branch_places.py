"""Where a branch of the explanation leads: a cell, a row, a document, or a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.reasons import BranchKind
from ui.models.outcome import step_of

if TYPE_CHECKING:
    from reviewer.review.reasons import Branch
    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell


@dataclass(frozen=True, slots=True)
class BranchPlace:
    """A step and, in it, a cell, a row or a document."""

    step: str
    cell: Cell | None = None
    row: str = ""
    document: str = ""


def branch_place(sheet: Sheet, branch: Branch) -> BranchPlace:
    """Return where a branch leads."""
    if branch.kind is BranchKind.QUOTE:
        document = branch.row if branch.row.startswith("evidence/") else ""
        return BranchPlace("judge" if branch.cell else "ethics", branch.cell, document=document)
    if branch.cell is not None:
        return BranchPlace("judge", branch.cell)
    rows = {row.activity_id for row in sheet.activities} | {str(row.key) for row in sheet.milestones}
    if branch.row in rows:
        return BranchPlace("judge", row=branch.row)
    if branch.kind is BranchKind.RULE:
        return BranchPlace(step_of(branch.rule))
    if any(project.project_id == branch.row for project in sheet.submission.projects):
        first = next((row.cell for row in sheet.cells if row.cell.project_id == branch.row), None)
        return BranchPlace("read", first)
    return BranchPlace("before")
