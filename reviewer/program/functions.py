"""The rule functions that a program definition may name, with the parameters that each takes.

The functions themselves are in `reviewer.review.rules`; a definition is checked against this table, so
that a wrong name is found when a program is loaded and not when a case is judged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


MATRIX_ONLY = frozenset({"has_claims", "standards_shown"})
"""Functions that rest on claims of Standards, which only a matrix has."""

ON_MILESTONES = frozenset({"modules_passed", "practicum_attended", "exam_passed"})
"""Functions that rest on milestones; a pathway of any layout may name them."""

ONCE_ONLY = frozenset(
    {"has_claims", "standards_shown", "ethics_answered", "points_reached", "practicum_attended", "exam_passed"}
)
"""Functions that a pathway names once at most, since all of them would speak of the same rows or answers."""


class ParameterKind(StrEnum):
    """What a parameter must be."""

    COUNT = "count"
    """A whole number from 1."""
    WORDS = "words"
    """A list of at least one word."""
    COUNTS_BY_WORD = "counts_by_word"
    """A table that gives a whole number from 1 for each word."""
    NUMBER = "number"
    """A decimal number from 0."""
    OUTCOME = "outcome"
    """The id of an outcome of the same pathway."""


@dataclass(frozen=True, slots=True)
class FunctionSignature:
    """The step that a function belongs to, the parameters and the parts of its pathway that it needs.

    `parts` are dotted names below the pathway, such as `cycle.due_days`.
    """

    step: str
    parameters: Mapping[str, ParameterKind] = field(default_factory=dict)
    parts: tuple[str, ...] = ()


RULE_FUNCTIONS: Mapping[str, FunctionSignature] = {
    "has_claims": FunctionSignature("scorable"),
    "months_of_experience": FunctionSignature("eligibility", {"months_needed": ParameterKind.COUNT}),
    "number_of_projects": FunctionSignature("eligibility", {"projects_needed": ParameterKind.COUNT}),
    "attested_projects": FunctionSignature(
        "eligibility", {"projects_needed": ParameterKind.COUNT, "relations": ParameterKind.WORDS}
    ),
    "recent_projects": FunctionSignature(
        "eligibility", {"projects_needed": ParameterKind.COUNT, "max_age_years": ParameterKind.COUNT}
    ),
    "commitment_signed": FunctionSignature("eligibility"),
    "declarations_agreed": FunctionSignature("eligibility", {"kinds": ParameterKind.WORDS}),
    "submitted_within_window": FunctionSignature("eligibility", {"months_by_route": ParameterKind.COUNTS_BY_WORD}),
    "points_reached": FunctionSignature("eligibility", {"points_needed": ParameterKind.NUMBER}, ("activities",)),
    "submitted_by_due_date": FunctionSignature("eligibility", parts=("cycle", "cycle.due_days")),
    "certification_dated": FunctionSignature("eligibility", parts=("cycle",)),
    "work_continued": FunctionSignature("eligibility", parts=("cycle",)),
    "modules_passed": FunctionSignature(
        "eligibility", {"modules": ParameterKind.WORDS, "pass_mark": ParameterKind.NUMBER}
    ),
    "practicum_attended": FunctionSignature("eligibility"),
    "exam_passed": FunctionSignature(
        "eligibility",
        {"pass_mark": ParameterKind.NUMBER, "attempts": ParameterKind.COUNT, "window_months": ParameterKind.COUNT},
    ),
    "standards_shown": FunctionSignature("coverage"),
    "ethics_answered": FunctionSignature("ethics", {"more": ParameterKind.OUTCOME, "refer": ParameterKind.OUTCOME}),
}
