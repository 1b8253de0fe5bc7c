"""Weaknesses told once: what stands in the way, and what is only advised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.coverage import how_often_shown, how_weak, tallies
from reviewer.review.determination import Need
from reviewer.review.missing import cell_name
from reviewer.text import counted, text
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewer.review.case import Case
    from reviewer.review.coverage import Tally
    from reviewer.review.determination import RuleResult
    from reviewer.vocabulary import Cell


@dataclass(frozen=True, slots=True)
class Weakness:
    """A weak cell with the cells that only repeat it, worst first."""

    cell: Cell
    repeats: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the cell where it begins, then those that repeat it."""
        return (self.cell, *self.repeats)


def needs_in(case: Case, results: tuple[RuleResult, ...]) -> tuple[Need, ...]:
    """Return what stands in the way, worst first, then what is advised.

    A failed check or ethics answer stands in the way; a weak cell does when its Standard, or that of a
    cell that repeats it, is not shown often enough; where weak cells alone cannot make that good, the
    Standard itself does too.
    """
    ranks = {outcome.id: outcome.rank for outcome in case.pathway.outcomes}
    failing = sorted(
        (result for result in results if result.holds is Holds.FAILS), key=lambda result: -ranks[result.when_fails]
    )
    by_standard = {tally.standard.number: tally for tally in tallies(case)}
    weaknesses = weaknesses_in(case)
    from_rules = [
        Need(
            is_needed=True,
            message=text("review.need.rule", title=result.title, because=result.because),
            rule=result.rule,
        )
        for result in failing
        if not result.cells
    ]
    tell = _of_weakness if case.pathway.has_coverage else _of_weakness_alone
    from_cells = [tell(case, weakness, by_standard) for weakness in weaknesses]
    wanting = [need for result in failing if result.cells for need in _of_standard(case, result, by_standard)]
    return (
        *from_rules,
        *(need for need in from_cells if need.is_needed),
        *wanting,
        *(need for need in from_cells if not need.is_needed),
    )


def weaknesses_in(case: Case) -> tuple[Weakness, ...]:
    """Return the weak cells of the matrix, worst first, each told once with those that repeat it."""
    weak = {cell: badness for cell, level in case.levels.items() if (badness := how_weak(case, level)) > 0}
    places = {cell: place for place, cell in enumerate(case.levels)}
    begins = {cell: _where_it_begins(case, cell, weak) for cell in weak}
    together: dict[Cell, list[Cell]] = {}
    for cell in sorted(weak, key=lambda cell: (cell.standard, places[cell])):
        together.setdefault(begins[cell], []).append(cell)
    found = [Weakness(first, tuple(cell for cell in cells if cell != first)) for first, cells in together.items()]
    return tuple(sorted(found, key=lambda each: (-weak[each.cell], each.cell.standard, places[each.cell])))


def _where_it_begins(case: Case, cell: Cell, weak: Mapping[Cell, int]) -> Cell:
    seen = [cell]
    while True:
        judgment = case.record.judgments.get(seen[-1])
        target = judgment.text.same_as if judgment else None
        if target is None or target not in weak:
            return seen[-1]
        if target in seen:
            # Cells that name each other in a circle: take the first of them, whichever one asks.
            return min(seen[seen.index(target) :])
        seen.append(target)


def _of_weakness_alone(case: Case, weakness: Weakness, _by_standard: Mapping[int, Tally]) -> Need:
    """Tell a weakness where the pathway does not ask for a Standard in a number of projects."""
    level = case.program.level(case.levels[weakness.cell] or "").name
    message = text("review.need.alone", cell=cell_name(case, weakness.cell), level=level)
    if weakness.repeats:
        places = ", ".join(cell_name(case, cell) for cell in weakness.repeats)
        message += " " + text("review.need.repeated", cells=places)
    return Need(is_needed=False, message=message, cell=weakness.cell, rule=None)


def _of_weakness(case: Case, weakness: Weakness, by_standard: Mapping[int, Tally]) -> Need:
    short = [cell for cell in weakness.cells if by_standard[cell.standard].spare < 0]
    tally = by_standard[(short or weakness.cells)[0].standard]
    key = "review.need.cell" if short else "review.need.advised"
    level = case.program.level(case.levels[weakness.cell] or "").name
    message = text(key, cell=cell_name(case, weakness.cell), level=level, shown=how_often_shown(tally))
    if weakness.repeats:
        places = ", ".join(cell_name(case, cell) for cell in weakness.repeats)
        message += " " + text("review.need.repeated", cells=places)
    if short and _count_weak(case, tally.cells.values()) > -tally.spare:
        message += " " + counted("review.need.enough", -tally.spare, number=tally.standard.number)
    return Need(is_needed=bool(short), message=message, cell=weakness.cell, rule=None)


def _of_standard(case: Case, result: RuleResult, by_standard: Mapping[int, Tally]) -> Iterator[Need]:
    tally = by_standard[result.cells[0].standard]
    weak = _count_weak(case, tally.cells.values())
    wanting = -tally.spare
    if weak < wanting:
        message = counted("review.need.standard", wanting - weak, title=result.title, because=result.because)
        yield Need(is_needed=True, message=message, rule=result.rule)


def _count_weak(case: Case, levels: Iterable[str | None]) -> int:
    return sum(how_weak(case, level) > 0 for level in levels)
