"""How a rule function answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewer.program.model import RuleSpec
from reviewer.review.case import Case
from reviewer.review.determination import RuleResult

if TYPE_CHECKING:
    from reviewer.vocabulary import Holds

RuleFunction = Callable[[Case, RuleSpec], tuple[RuleResult, ...]]
"""Takes a case and the rule with its parameters; answers once, or once for each thing that it looks at."""


def one_answer(rule: RuleSpec, holds: Holds, because: str) -> tuple[RuleResult, ...]:
    """Answer once, with the rule's own id, title and source."""
    return (
        RuleResult(
            rule=rule.id,
            title=rule.title,
            holds=holds,
            because=because,
            status=rule.status,
            source=rule.least_sure.source,
            when_fails=rule.when_fails,
        ),
    )
