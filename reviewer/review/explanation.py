"""The explanation of a determination as plain values, the same in a package and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.determination import LevelChange
from reviewer.review.members import cell_members

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.review.determination import ItemChange, RuleResult


def explanation(
    rules: Sequence[RuleResult], smallest_changes: Sequence[Sequence[LevelChange | ItemChange]], margin: int | None
) -> dict[str, object]:
    """Return `rules`, `smallest_changes` and `margin` in the words of the contract."""
    return {
        "rules": [
            {"rule": rule.rule, "holds": rule.holds.value, "because": rule.because, "status": rule.status.value}
            for rule in rules
        ],
        "smallest_changes": [[_change(change) for change in changes] for changes in smallest_changes],
        "margin": margin,
    }


def _change(change: LevelChange | ItemChange) -> dict[str, object]:
    if isinstance(change, LevelChange):
        return {**cell_members(change.cell), "from": change.from_level, "to": change.to_level}
    # Points stay decimal numbers; whoever writes them knows how.
    return {change.member: change.id, "from": change.from_answer, "to": change.to_answer}
