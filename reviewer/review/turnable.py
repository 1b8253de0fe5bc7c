"""What one rule's answer hangs on, as changes that could turn it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import nlargest
from itertools import combinations
from typing import TYPE_CHECKING, Protocol

from reviewer.review import activities
from reviewer.review.determination import ItemChange, LevelChange
from reviewer.review.judgment import CountsRuling, MilestoneKey
from reviewer.review.numbers import as_decimal
from reviewer.review.parameters import number
from reviewer.review.rules import answers
from reviewer.vocabulary import Holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewer.program.model import RuleSpec
    from reviewer.review.activities import Counted
    from reviewer.review.case import Case
    from reviewer.review.judgment import Record

Change = LevelChange | ItemChange
ChangeSet = tuple[Change, ...]

MOST_ACTIVITIES = 60
"""Of more activities than this, sets of several are made only of those that weigh most: the size stays right.

The explanation says so where it may matter, as it does of rulings.
"""

MOST_RULINGS = 20
"""Of more rulings on milestones and experience than this only the first are tried together; each is alone."""


class Turnable(Protocol):
    """The answer of one rule together with the changes that could turn it.

    `rank` is that of the outcome that the answer leads to now, 0 while the rule holds.
    """

    @property
    def rank(self) -> int: ...

    def lifting(self, size: int) -> Iterator[ChangeSet]:
        """Give every set of `size` changes after which the answer no longer holds the outcome down."""
        ...

    def breaking(self, size: int) -> Iterator[ChangeSet]:
        """Give every set of `size` changes after which the rule fails."""
        ...


@dataclass(frozen=True, slots=True)
class Single:
    """A rule that one change can turn at most."""

    rank: int
    lift: Change | None = None
    breach: Change | None = None

    def lifting(self, size: int) -> Iterator[ChangeSet]:
        """Give the change that lifts the rule."""
        if size == 1 and self.lift is not None:
            yield (self.lift,)

    def breaking(self, size: int) -> Iterator[ChangeSet]:
        """Give the change that breaks the rule."""
        if size == 1 and self.breach is not None:
            yield (self.breach,)


# Points -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Worth:
    """One activity allowed in full, or refused, and how much that moves its ledger."""

    change: ItemChange
    weight: Fraction
    ledger: str


@dataclass(frozen=True, slots=True)
class Points:
    """The total of all activities: each can be allowed as claimed, or refused.

    `sums` are what counts by ledger, of which each adds at most as much as `most` says. A limit lets a change move
    the total by less than its weight, never by more.
    """

    rank: int
    spare: Fraction
    up: tuple[_Worth, ...]
    down: tuple[_Worth, ...]
    sums: Mapping[str, Fraction]
    most: Mapping[str, Fraction]

    @classmethod
    def of(cls, case: Case, rule: RuleSpec, when_fails: int) -> Points:
        """Return what the points of a case hang on."""
        listed = activities.counted_activities(case)
        sums, most = activities.by_ledger(listed), activities.limits_of(case.pathway.activities)
        spare = activities.within(sums, most) - Fraction(number(rule, "points_needed"))
        up, down = tuple(_raised(listed)), tuple(_refused(listed))
        return cls(when_fails if spare < 0 else 0, spare, up, down, sums, most)

    def lifting(self, size: int) -> Iterator[ChangeSet]:
        """Give the sets of activities that reach the points when each is allowed as claimed."""
        if self.spare + _heaviest(self.up, size) < 0:
            return
        for chosen in combinations(_tried(self.up, size), size):
            if self._spare_after(chosen, 1) >= 0:
                yield tuple(worth.change for worth in chosen)

    def breaking(self, size: int) -> Iterator[ChangeSet]:
        """Give the sets of activities without which the points are not reached."""
        if self.spare >= _heaviest(self.down, size):
            return
        for chosen in combinations(_tried(self.down, size), size):
            if self._spare_after(chosen, -1) < 0:
                yield tuple(worth.change for worth in chosen)

    def _spare_after(self, chosen: Iterable[_Worth], sign: int) -> Fraction:
        if not self.most:
            return self.spare + sign * _weight(chosen)
        sums = dict(self.sums)
        for worth in chosen:
            sums[worth.ledger] += sign * worth.weight
        return self.spare + activities.within(sums, self.most) - activities.within(self.sums, self.most)


def _weight(chosen: Iterable[_Worth]) -> Fraction:
    return sum((worth.weight for worth in chosen), Fraction(0))


def _heaviest(moves: Iterable[_Worth], size: int) -> Fraction:
    """Return the most that so many changes can move the total."""
    return sum(nlargest(size, (worth.weight for worth in moves)), Fraction(0))


def _raised(listed: Iterable[Counted]) -> Iterator[_Worth]:
    for each in listed:
        now, claimed = each.exact, each.activity.points_claimed
        if now is not None and claimed is not None and Fraction(claimed) > now:
            yield _worth(each, now, Fraction(claimed))


def _refused(listed: Iterable[Counted]) -> Iterator[_Worth]:
    for each in listed:
        if each.exact:
            yield _worth(each, each.exact, Fraction(0))


def _worth(each: Counted, now: Fraction, to: Fraction) -> _Worth:
    change = ItemChange("activity_id", each.activity.activity_id, as_decimal(now), as_decimal(to))
    return _Worth(change, abs(to - now), each.activity.ledger)


def _tried(moves: tuple[_Worth, ...], size: int) -> tuple[_Worth, ...]:
    if size == 1 or len(moves) <= MOST_ACTIVITIES:
        return moves
    heaviest = sorted(moves, key=lambda worth: -worth.weight)[:MOST_ACTIVITIES]
    chosen = {worth.change.id for worth in heaviest}
    return tuple(worth for worth in moves if worth.change.id in chosen)


# Rulings on milestones and rows of experience -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rulings:
    """All checks that hang on rulings, taken together: one ruling may speak to several of them.

    Only rulings that were made can be taken back; what was computed from the submission stands.
    """

    case: Case
    when_fails: tuple[tuple[RuleSpec, int], ...]
    held_down_to: int
    rank: int

    @classmethod
    def of(cls, case: Case, rules: Sequence[RuleSpec], ranks: Mapping[str, int], held_down_to: int) -> Rulings:
        """Return what the rulings of a case hold up."""
        when_fails = tuple((rule, ranks[rule.when_fails]) for rule in rules)
        return cls(case, when_fails, held_down_to, _worst(case, when_fails))

    def lifting(self, size: int) -> Iterator[ChangeSet]:
        """Give the sets of rulings that no longer hold the outcome down when they are turned."""
        for chosen, rank in self._tried(size):
            if rank < self.held_down_to:
                yield chosen

    def breaking(self, size: int) -> Iterator[ChangeSet]:
        """Give the sets of rulings that make a check fail when they are turned."""
        for chosen, rank in self._tried(size):
            if rank > 0:
                yield chosen

    def _tried(self, size: int) -> Iterator[tuple[ChangeSet, int]]:
        keys: list[int | MilestoneKey] = [*self.case.record.experience, *self.case.record.milestones]
        for chosen in combinations(keys if size == 1 else keys[:MOST_RULINGS], size):
            turned = replace(self.case, record=_turned(self.case.record, chosen))
            changes = tuple(_change(self.case.record, key) for key in chosen)
            yield changes, _worst(turned, self.when_fails)


def _worst(case: Case, when_fails: Iterable[tuple[RuleSpec, int]]) -> int:
    failing = (rank for rule, rank in when_fails if any(result.holds is Holds.FAILS for result in answers(case, rule)))
    return max(failing, default=0)


def _turned(record: Record, keys: Sequence[int | MilestoneKey]) -> Record:
    experience, milestones = dict(record.experience), dict(record.milestones)
    for key in keys:
        if isinstance(key, MilestoneKey):
            milestones[key] = _other(milestones[key])
        else:
            experience[key] = _other(experience[key])
    return replace(record, experience=experience, milestones=milestones)


def _other(ruling: CountsRuling) -> CountsRuling:
    return replace(ruling, counts=not ruling.counts)


def _change(record: Record, key: int | MilestoneKey) -> ItemChange:
    ruling = record.milestones[key] if isinstance(key, MilestoneKey) else record.experience[key]
    name = str(key) if isinstance(key, MilestoneKey) else f"experience-{key}"
    return ItemChange("item", name, _word(counts=ruling.counts), _word(counts=not ruling.counts))


def _word(*, counts: bool) -> str:
    return "yes" if counts else "no"
