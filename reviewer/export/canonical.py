"""JSON as RFC 8785 writes it: one value, one sequence of bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn

import rfc8785

from reviewer.errors import ExportError
from reviewer.text import text

_LARGEST_INTEGER = 2**53 - 1
_DEEPEST = 64


def canonical_json(value: object) -> bytes:
    """Write a value of dicts, sequences, strings, numbers, booleans and None.

    A `Decimal` is written as the number that it is, never rounded.

    Raises:
        ExportError: a string is not Unicode text, or a number has more digits than JSON numbers keep.
    """
    try:
        return rfc8785.dumps(_plain(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as problem:
        raise ExportError(reason=text("export.reason.not_writable", value=_excerpt(problem))) from problem


def read_canonical_json(untrusted: bytes) -> Any:  # noqa: ANN401 - the border where foreign JSON comes in
    """Read foreign JSON that is exactly what RFC 8785 gives for its own value.

    Raises:
        ValueError: it is not, or it nests deeper than anything of ours.
    """
    try:
        value = json.loads(untrusted.decode("utf-8"), parse_constant=_refuse_constant)
        # Written again, nothing that JSON readers disagree about is left: order, spaces, repeated names, digits.
        is_canonical = _is_shallow(value, _DEEPEST) and rfc8785.dumps(value) == untrusted
    except RecursionError as failure:
        raise ValueError("nesting") from failure
    if not is_canonical:
        raise ValueError("not canonical")
    return value


def _is_shallow(value: object, levels_left: int) -> bool:
    if isinstance(value, dict | list) and not levels_left:
        return False
    if isinstance(value, dict):
        return all(_is_shallow(member, levels_left - 1) for member in value.values())
    return not isinstance(value, list) or all(_is_shallow(member, levels_left - 1) for member in value)


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _plain(value: object) -> Any:  # noqa: ANN401 - rfc8785 takes any JSON value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, float) and abs(value) > _LARGEST_INTEGER:
        # It would be read back as an integer that JSON readers round.
        raise rfc8785.CanonicalizationError(str(value))
    if isinstance(value, Mapping):
        return {name: _plain(member) for name, member in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_plain(member) for member in value]
    return value


def _number(value: Decimal) -> int | float:
    if value.is_finite() and value == value.to_integral_value() and abs(value) <= _LARGEST_INTEGER:
        return int(value)
    number = float(value)
    # The shortest decimal of the double must be the same number, or a digit would be lost unseen.
    if not value.is_finite() or Decimal(repr(number)) != value:
        raise rfc8785.CanonicalizationError(str(value))
    return number


def _excerpt(problem: Exception) -> str:
    return ascii(str(problem))[1:81]
