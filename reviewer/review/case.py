"""One case as the rules see it: what the program asks for, what was handed in, what was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.vocabulary import NOT_CLAIMED, Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.program.model import Pathway, ProgramDefinition
    from reviewer.review.judgment import Record
    from reviewer.submission.model import Submission


@dataclass(frozen=True, slots=True)
class Case:
    """Program, submission and record of one case.

    `levels` gives every cell of the matrix, project by project, its level in force: `not_claimed` where
    the candidate makes no claim, None where nothing is closed yet.
    """

    program: ProgramDefinition
    pathway: Pathway
    submission: Submission
    record: Record
    levels: Mapping[Cell, str | None]

    @property
    def open_cells(self) -> tuple[Cell, ...]:
        """Return the claimed cells without a closed judgment."""
        return tuple(cell for cell, level in self.levels.items() if level is None)

    @property
    def claims(self) -> int:
        """Count the claimed cells."""
        return sum(level != NOT_CLAIMED for level in self.levels.values())


def case_of(program: ProgramDefinition, submission: Submission, record: Record) -> Case:
    """Put the three together.

    Raises:
        KeyError: the program does not have the submission's pathway.
    """
    pathway = program.pathway(submission.pathway)
    levels = _levels(program, submission, record) if pathway.layout == "matrix" else {}
    return Case(program, pathway, submission, record, levels)


def _levels(program: ProgramDefinition, submission: Submission, record: Record) -> dict[Cell, str | None]:
    known = {level.id for level in (*program.levels, program.not_applicable) if level}
    levels: dict[Cell, str | None] = {}
    for project in submission.projects:
        claimed = {claim.standard for claim in project.claims}
        for standard in program.standards:
            cell = Cell(project.project_id, standard.number)
            judgment = record.judgments.get(cell)
            level = judgment.text.level if judgment else None
            levels[cell] = NOT_CLAIMED if standard.number not in claimed else level if level in known else None
    return levels
