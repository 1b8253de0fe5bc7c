"""The recommended outcome and everything that explains it (values; see `reviewer.review.deciding`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.vocabulary import Cell

if TYPE_CHECKING:
    from decimal import Decimal

    from reviewer.vocabulary import Holds, MissingKind, RuleStatus


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule says; `when_fails` is an outcome id.

    `cells` are those that it rests on, worst first; `item` is the item of the ethics checklist that it is about.
    """

    rule: str
    title: str
    holds: Holds
    because: str
    status: RuleStatus
    source: str
    when_fails: str
    cells: tuple[Cell, ...] = ()
    item: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is still open; `message` says it to the reviewer."""

    kind: MissingKind
    message: str
    project_id: str | None = None
    standard: int | None = None
    id: str | None = None

    @property
    def cell(self) -> Cell | None:
        """Return the cell that is open, None where something else is."""
        if self.project_id is None or self.standard is None:
            return None
        return Cell(self.project_id, self.standard)


@dataclass(frozen=True, slots=True)
class Need:
    """A weakness: `is_needed` when it stands in the way of a better outcome, else only advised."""

    is_needed: bool
    message: str
    cell: Cell | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class LevelChange:
    """One judged cell moved to another level."""

    cell: Cell
    from_level: str
    to_level: str


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One ruling or answer moved; `member` is `item`, or `activity_id` with points as decimals."""

    member: str
    id: str
    from_answer: str | Decimal
    to_answer: str | Decimal


@dataclass(frozen=True, slots=True)
class Determination:
    """What the record leads to.

    `recommended` and `margin` are None while something is missing. `needed` and `advised` are worst first.
    `smallest_changes` holds all smallest sets of changes; `margin` is their size, None when none up to 3.
    """

    recommended: str | None
    complete: bool
    missing: tuple[Missing, ...]
    rules: tuple[RuleResult, ...]
    needs: tuple[Need, ...]
    smallest_changes: tuple[tuple[LevelChange | ItemChange, ...], ...] = ()
    margin: int | None = None
