"""The smallest sets of changes that would alter the outcome.

Every change that can be made touches one rule's answer and no other: a cell's level its Standard's
coverage, an ethics answer itself, an activity the total, a ruling its own check; rulings on milestones and
experience, which may touch several checks, are tried for all of these together. So a better outcome needs,
for each rule that holds it down, one of the smallest sets that lift that rule, and losing the best outcome
needs only the smallest set that breaks some rule. Both are found by trying all sets of one, two and three
changes of one rule, fewest first, which proves that nothing smaller works.

What can change: the level of a judged cell; an ethics answer that speaks against the candidate; what an
activity is allowed, which is what was claimed or nothing; a ruling on a milestone or a row of experience; a
ruling that says otherwise than its computed check. What was computed from the submission stands, and so does an
item without a concern: otherwise every good outcome would hang on a single answer and the margin would
say nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from reviewer.review.coverage import needed, tallies
from reviewer.review.determination import ItemChange, LevelChange
from reviewer.review.rules import answers
from reviewer.review.turnable import Points, Rulings, Single
from reviewer.vocabulary import NOT_APPLICABLE, Holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.program.model import EthicsItem, Level, RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.checklist import Check
    from reviewer.review.coverage import Tally
    from reviewer.review.turnable import ChangeSet, Turnable
    from reviewer.vocabulary import Cell

LARGEST_SET = 3
"""Sets of more changes than this are not looked for."""


def smallest_changes(case: Case, checks: tuple[Check, ...], held_down_to: int) -> tuple[ChangeSet, ...]:
    """Return all smallest sets of changes to a better outcome, or from the best one to any other.

    Args:
        case: a case in which nothing is missing.
        checks: its eligibility checks.
        held_down_to: the rank of the recommended outcome, 0 for the best.

    Returns:
        Sets of one size of at most three, in the order of the rules and the matrix; empty where there
        are none.
    """
    turnables = tuple(_turnables(case, checks, held_down_to))
    return _ways_up(turnables, held_down_to) if held_down_to else _ways_down(turnables)


def _ways_down(turnables: tuple[Turnable, ...]) -> tuple[ChangeSet, ...]:
    for size in range(1, LARGEST_SET + 1):
        found = tuple(chain.from_iterable(turnable.breaking(size) for turnable in turnables))
        if found:
            return found
    return ()


def _ways_up(turnables: tuple[Turnable, ...], rank: int) -> tuple[ChangeSet, ...]:
    left, ways = LARGEST_SET, []
    for turnable in turnables:
        if turnable.rank >= rank:
            lifting = _smallest_lifting(turnable, left)
            if not lifting:
                return ()
            left -= len(lifting[0])
            ways.append(lifting)
    return tuple(tuple(chain.from_iterable(sets)) for sets in product(*ways))


def _smallest_lifting(turnable: Turnable, largest: int) -> tuple[ChangeSet, ...]:
    for size in range(1, largest + 1):
        found = tuple(turnable.lifting(size))
        if found:
            return found
    return ()


def _turnables(case: Case, checks: tuple[Check, ...], held_down_to: int) -> Iterator[Turnable]:
    ranks = {outcome.id: outcome.rank for outcome in case.pathway.outcomes}
    yield from _of_checks(case, checks, ranks, held_down_to)
    for rule in case.pathway.rules:
        if rule.step == "scorable":
            fails = any(result.holds is Holds.FAILS for result in answers(case, rule))
            yield Single(ranks[rule.when_fails] if fails else 0)
        if rule.step == "coverage":
            yield from (_Coverage.of(case, tally, ranks[rule.when_fails]) for tally in tallies(case))
        if rule.step == "ethics":
            yield from (_of_answer(case, rule, item, ranks, held_down_to) for item in case.program.ethics_items)


_BY_RULINGS = frozenset(
    {"months_of_experience", "work_continued", "modules_passed", "practicum_attended", "exam_passed"}
)


def _of_checks(case: Case, checks: tuple[Check, ...], ranks: dict[str, int], held_down_to: int) -> Iterator[Turnable]:
    rules = {rule.id: rule for rule in case.pathway.rules}
    by_rulings: list[RuleSpec] = []
    for check in checks:
        rule = rules[check.computed.rule]
        if not check.is_ruled and rule.function in _BY_RULINGS:
            by_rulings.append(rule)
        elif not check.is_ruled and rule.function == "points_reached":
            yield Points.of(case, rule, ranks[rule.when_fails])
        else:
            yield _of_check(check, ranks)
    if by_rulings:
        yield Rulings.of(case, by_rulings, ranks, held_down_to)


def _of_check(check: Check, ranks: dict[str, int]) -> Single:
    """Only a ruling against what was computed can be taken back."""
    item, fails = check.computed.rule, check.in_force.holds is Holds.FAILS
    rank = ranks[check.computed.when_fails] if fails else 0
    if not check.is_overruled:
        return Single(rank)
    if fails:
        return Single(rank, lift=ItemChange("item", item, Holds.FAILS.value, Holds.HOLDS.value))
    return Single(rank, breach=ItemChange("item", item, Holds.HOLDS.value, Holds.FAILS.value))


def _of_answer(case: Case, rule: RuleSpec, item: EthicsItem, ranks: dict[str, int], held_down_to: int) -> Single:
    choices = case.program.ethics_choices
    order = [choice.id for choice in choices]
    leads_to = {
        choice.id: 0 if choice.effect == "none" else ranks[str(rule.parameters[choice.effect])] for choice in choices
    }
    now = case.record.ethics[item.id].answer
    better = [choice for choice in order if leads_to[choice] < held_down_to]
    nearest = min(better, key=lambda choice: abs(order.index(choice) - order.index(now)), default=None)
    lift = ItemChange("item", item.id, now, nearest) if nearest else None
    return Single(leads_to[now], lift=lift)


@dataclass(frozen=True, slots=True)
class _Move:
    """One cell that may move, and what that adds to the projects that count and to those that show."""

    change: LevelChange
    counting: int
    shown: int


@dataclass(frozen=True, slots=True)
class _Coverage:
    """One Standard over all projects."""

    tally: Tally
    when_fails: int
    up: tuple[_Move, ...]
    down: tuple[_Move, ...]

    @classmethod
    def of(cls, case: Case, tally: Tally, when_fails: int) -> _Coverage:
        levels = {level.id: level for level in case.program.levels}
        judged = [(cell, level) for cell, level in tally.cells.items() if level in levels or level == NOT_APPLICABLE]
        up = (_move(cell, level, levels, shows=True) for cell, level in judged)
        down = (_move(cell, level, levels, shows=False) for cell, level in judged)
        return cls(tally, when_fails, tuple(filter(None, up)), tuple(filter(None, down)))

    @property
    def rank(self) -> int:
        return self.when_fails if self.tally.spare < 0 else 0

    def lifting(self, size: int) -> Iterator[ChangeSet]:
        # One change makes good one project at most.
        if self.tally.spare + size >= 0:
            yield from (_changes(moves) for moves in combinations(self.up, size) if self._spare_after(moves) >= 0)

    def breaking(self, size: int) -> Iterator[ChangeSet]:
        if self.tally.spare < size:
            yield from (_changes(moves) for moves in combinations(self.down, size) if self._spare_after(moves) < 0)

    def _spare_after(self, moves: Iterable[_Move]) -> int:
        counting, shown = self.tally.counting, self.tally.shown
        for move in moves:
            counting += move.counting
            shown += move.shown
        return shown - needed(self.tally.asked, counting - self.tally.beyond)


def _move(cell: Cell, now: str | None, levels: dict[str, Level], *, shows: bool) -> _Move | None:
    level = levels.get(now or "")
    if level and level.shows == shows:
        return None
    # A cell marked not applicable has no place on the scale: the best level that works is its nearest.
    rank = level.rank if level else 0
    others = (other for other in levels.values() if other.shows == shows)
    nearest = min(others, key=lambda other: (abs(other.rank - rank), other.rank))
    gained = int(shows) if level is None or shows else -1
    return _Move(LevelChange(cell, now or "", nearest.id), int(level is None), gained)


def _changes(moves: Iterable[_Move]) -> ChangeSet:
    return tuple(move.change for move in moves)
