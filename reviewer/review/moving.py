"""Moving a case to another edition of its program: what changes in words, and what stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.case import case_of

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition, Standard
    from reviewer.review.judgment import Record
    from reviewer.submission.model import Submission
    from reviewer.vocabulary import Cell


@dataclass(frozen=True, slots=True)
class StandardPair:
    """One Standard side by side; None where an edition does not have its number.

    `judged` are the cells with a closed judgment under the old wording, in the matrix' order.
    """

    number: int
    before: Standard | None
    after: Standard | None
    judged: tuple[Cell, ...]

    @property
    def is_reworded(self) -> bool:
        """True when the two editions do not ask for it in the same words, or in as many projects."""
        if self.before is None or self.after is None:
            return True
        before, after = self.before.name.casefold(), self.after.name.casefold()
        return (before, self.before.needed) != (after, self.after.needed)


@dataclass(frozen=True, slots=True)
class Move:
    """What moving a case to another edition means.

    No judgment is dropped: those of the cells in `opened` have a level or Standard that the new edition
    does not know, so these cells are to be judged anew while their judgments stay in the record.
    """

    from_edition: str
    to_edition: str
    standards: tuple[StandardPair, ...]
    opened: tuple[Cell, ...]

    @property
    def reworded(self) -> tuple[int, ...]:
        """Return the numbers of the Standards whose words differ."""
        return tuple(pair.number for pair in self.standards if pair.is_reworded)


def plan_move(before: ProgramDefinition, after: ProgramDefinition, submission: Submission, record: Record) -> Move:
    """Lay the two editions side by side for one case; pure.

    Raises:
        KeyError: one of the editions does not have the submission's pathway.
    """
    cells_before, cells_after = (case_of(each, submission, record).levels for each in (before, after))
    judged = [cell for cell in cells_before if cell in record.judgments]
    is_matrix = bool(cells_before or cells_after)
    old, new = _by_number(before), _by_number(after)
    return Move(
        from_edition=before.edition,
        to_edition=after.edition,
        standards=tuple(
            StandardPair(
                number, old.get(number), new.get(number), tuple(cell for cell in judged if cell.standard == number)
            )
            for number in sorted(old.keys() | new.keys())
            if is_matrix
        ),
        opened=tuple(cell for cell in judged if cells_before[cell] is not None and cells_after.get(cell) is None),
    )


def _by_number(program: ProgramDefinition) -> dict[int, Standard]:
    return {standard.number: standard for standard in program.standards}
