"""In how many projects each Standard is shown, and how much there is to spare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.parameters import count
from reviewer.review.sheet_rows import CoverageRow
from reviewer.text import counted, text
from reviewer.vocabulary import NOT_APPLICABLE, NOT_CLAIMED, Holds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.program.model import Standard
    from reviewer.review.case import Case
    from reviewer.vocabulary import Cell


@dataclass(frozen=True, slots=True)
class Tally:
    """One Standard over all projects.

    `asked` is the program's number, `counting` the projects in which the Standard is not marked not
    applicable (one that does not claim it counts), `beyond` the projects beyond those that the program asks
    for, `unjudged` the claimed cells without a level yet.
    """

    standard: Standard
    asked: int
    counting: int
    beyond: int
    shown: int
    unjudged: int
    cells: Mapping[Cell, str | None]

    @property
    def needed(self) -> int:
        """Return in how many projects the Standard must be shown here."""
        return needed(self.asked, self.counting - self.beyond)

    @property
    def spare(self) -> int:
        """Return how many more projects show it than must; negative where some are wanting."""
        return self.shown - self.needed

    @property
    def holds(self) -> Holds:
        """Return whether the Standard is shown often enough, as soon as that can be told.

        A cell still to be judged can raise what is shown by one or lower what is needed by one.
        """
        if self.spare >= 0:
            return Holds.HOLDS
        return Holds.FAILS if self.spare + self.unjudged < 0 else Holds.CANNOT_TELL


def needed(asked: int, counting: int) -> int:
    """Return the smaller of the program's number and the projects in which the Standard counts.

    `counting` leaves out the projects beyond those that the program asks for, so that a fourth project never
    makes a candidate worse off than three, also where a Standard does not apply to one of the three.
    """
    return max(0, min(asked, counting))


def tallies(case: Case) -> tuple[Tally, ...]:
    """Return the tally of each Standard of the program, in its order."""
    shows = {level.id for level in case.program.levels if level.shows}
    by_standard: dict[int, dict[Cell, str | None]] = {standard.number: {} for standard in case.program.standards}
    for cell, level in case.levels.items():
        by_standard[cell.standard][cell] = level
    projects = max(
        (count(rule, "projects_needed") for rule in case.pathway.rules_with("number_of_projects")), default=0
    )
    return tuple(_tally(standard, by_standard[standard.number], shows, projects) for standard in case.program.standards)


def _tally(standard: Standard, cells: Mapping[Cell, str | None], shows: set[str], projects: int) -> Tally:
    levels = list(cells.values())
    return Tally(
        standard=standard,
        asked=standard.needed,
        counting=len(levels) - levels.count(NOT_APPLICABLE),
        beyond=max(0, len(levels) - max(projects, standard.needed)),
        shown=sum(level in shows for level in levels),
        unjudged=levels.count(None),
        cells=cells,
    )


def coverage_rows(case: Case) -> tuple[CoverageRow, ...]:
    """Return what stands below the matrix; empty where the pathway does not ask for coverage."""
    if not any(rule.step == "coverage" for rule in case.pathway.rules):
        return ()
    return tuple(
        CoverageRow(
            tally.standard.number, tally.needed, tally.shown, tally.spare, tally.standard.needed_provenance.status
        )
        for tally in tallies(case)
    )


def how_often_shown(tally: Tally) -> str:
    """Say in how many projects a Standard is shown, of how many needed, and what is to spare."""
    if tally.needed == 0:
        return text("review.coverage.none_needed" if tally.counting == 0 else "review.coverage.not_applicable_enough")
    if tally.spare > 0:
        said = text("review.coverage.beyond_needed", shown=tally.shown, needed=tally.needed)
        return said + text("review.coverage.to_spare", spare=tally.spare)
    said = text("review.coverage.of_needed", shown=tally.shown, needed=tally.needed)
    if tally.spare == 0:
        return said + text("review.coverage.none_to_spare")
    if tally.unjudged:
        return said + counted("review.coverage.unjudged", tally.unjudged)
    return said + text("review.coverage.wanting", wanting=-tally.spare)


def how_weak(case: Case, level: str | None) -> int:
    """Return 0 for what is no weakness, else the rank of a judged level that does not show its Standard."""
    return next((known.rank for known in case.program.levels if known.id == level and not known.shows), 0)


def worst_first(case: Case, cells: Mapping[Cell, str | None]) -> tuple[Cell, ...]:
    """Order cells of one Standard: not judged, not claimed, then the levels from the worst to the best."""
    ranks = {level.id: level.rank for level in case.program.levels}
    places = {project.project_id: place for place, project in enumerate(case.submission.projects)}

    def badness(cell: Cell) -> tuple[int, int]:
        level = cells[cell]
        rank = len(ranks) + 1 if level is None else len(ranks) if level == NOT_CLAIMED else ranks.get(level, -1)
        return -rank, places[cell.project_id]

    return tuple(sorted(cells, key=badness))
