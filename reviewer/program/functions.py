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


class ParameterKind(StrEnum):
    """What a parameter must be."""

    COUNT = "count"
    """A whole number from 1."""
    WORDS = "words"
    """A list of at least one word."""
    COUNTS_BY_WORD = "counts_by_word"
    """A table that gives a whole number from 1 for each word."""
    OUTCOME = "outcome"
    """The id of an outcome of the same pathway."""


@dataclass(frozen=True, slots=True)
class FunctionSignature:
    """The step that a function belongs to and the parameters that it needs."""

    step: str
    parameters: Mapping[str, ParameterKind] = field(default_factory=dict)


RULE_FUNCTIONS: Mapping[str, FunctionSignature] = {
    "has_claims": FunctionSignature("scorable"),
    "months_of_experience": FunctionSignature("eligibility", {"months_needed": ParameterKind.COUNT}),
    "number_of_projects": FunctionSignature("eligibility", {"projects_needed": ParameterKind.COUNT}),
    "attested_projects": FunctionSignature(
        "eligibility", {"projects_needed": ParameterKind.COUNT, "relations": ParameterKind.WORDS}
    ),
    "commitment_signed": FunctionSignature("eligibility"),
    "declarations_agreed": FunctionSignature("eligibility", {"kinds": ParameterKind.WORDS}),
    "submitted_within_window": FunctionSignature("eligibility", {"months_by_route": ParameterKind.COUNTS_BY_WORD}),
    "standards_shown": FunctionSignature("coverage"),
    "ethics_answered": FunctionSignature("ethics", {"more": ParameterKind.OUTCOME, "refer": ParameterKind.OUTCOME}),
}
