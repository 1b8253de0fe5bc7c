"""From the bytes of a `program.toml` to plain tables, with the parameters' own sources set apart."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from reviewer.program.problems import ProgramProblem
from reviewer.text import text


def parse_definition(definition: bytes) -> dict[str, Any] | ProgramProblem:
    """Read TOML into plain tables: dates as `YYYY-MM-DD` text, numbers as int or Decimal.

    Returns:
        The tables, or what keeps the bytes from being read as UTF-8 and TOML.
    """
    try:
        tables = tomllib.loads(definition.decode("utf-8-sig"), parse_float=Decimal)
        return {name: _plain(value) for name, value in tables.items()}
    except UnicodeDecodeError as reason:
        return ProgramProblem("", text("program.problem.not_utf8", place=reason.start))
    except (ValueError, RecursionError) as reason:
        return ProgramProblem("", text("program.problem.not_toml", reason=reason))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value


def is_sourced(value: object) -> bool:
    """True for a parameter that is written as a table with a value and a source of its own."""
    return isinstance(value, dict) and "value" in value


def plain_parameter(value: object) -> object:
    """Return the bare value of a parameter, whether it has a source of its own or not."""
    if isinstance(value, dict):
        return (
            plain_parameter(value["value"]) if is_sourced(value) else {k: plain_parameter(v) for k, v in value.items()}
        )
    return tuple(value) if isinstance(value, list) else value


def sourced_parameters(parameters: dict[str, Any], prefix: str = "") -> dict[str, dict[str, Any]]:
    """Return the parameters that have a source of their own, by dotted name."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in parameters.items():
        if is_sourced(value):
            found[prefix + name] = value
        elif isinstance(value, dict):
            found |= sourced_parameters(value, f"{prefix}{name}.")
    return found
