"""The parameters of a rule in the types that its function needs; the catalog has checked them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.program.model import RuleSpec


def count(rule: RuleSpec, name: str) -> int:
    """Return a whole number."""
    return cast("int", rule.parameters[name])


def number(rule: RuleSpec, name: str) -> Decimal:
    """Return a decimal number."""
    return Decimal(cast("int | Decimal", rule.parameters[name]))


def words(rule: RuleSpec, name: str) -> tuple[str, ...]:
    """Return a list of words."""
    return cast("tuple[str, ...]", rule.parameters[name])


def counts_by_word(rule: RuleSpec, name: str) -> Mapping[str, int]:
    """Return whole numbers by word."""
    return cast("Mapping[str, int]", rule.parameters[name])


def outcome(rule: RuleSpec, name: str) -> str:
    """Return the id of an outcome."""
    return cast("str", rule.parameters[name])
