"""JSON is written one way only, and read only when it was."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import ExportError
from reviewer.export.canonical import canonical_json, read_canonical_json

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-(2.0**53) + 1, 2.0**53 - 1) | WORDS,
    lambda values: st.lists(values) | st.dictionaries(WORDS, values),
    max_leaves=20,
)


@given(value=VALUES)
def test_what_is_written_is_read_back(value: object) -> None:
    written = canonical_json(value)
    assert read_canonical_json(written) == value
    assert json.loads(written) == value


@pytest.mark.parametrize(
    ("number", "written"),
    [("2.50", b"2.5"), ("2.0", b"2"), ("0.1", b"0.1"), ("1E+3", b"1000"), ("-0", b"0"), ("0.000001", b"0.000001")],
)
def test_a_decimal_is_written_as_the_number_that_it_is(number: str, written: bytes) -> None:
    assert canonical_json({"points": Decimal(number)}) == b'{"points":' + written + b"}"


@pytest.mark.parametrize(
    "value",
    [
        Decimal("0.12345678901234567890"),
        Decimal("NaN"),
        Decimal("Infinity"),
        2**53,
        2.0**53,
        1e300,
        float("nan"),
        "\ud800",
        {"\ud800": 1},
    ],
    ids=repr,
)
def test_what_json_would_not_keep_is_refused(value: object) -> None:
    with pytest.raises(ExportError):
        canonical_json(value)


@given(number=st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6))
def test_no_digit_of_a_decimal_is_lost(number: Decimal) -> None:
    assert json.loads(canonical_json(number), parse_float=Decimal, parse_int=Decimal) == number


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"\xff",
        b"{",
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b"1e999",
        b"NaN",
        b"9007199254740993",
        b'"\\ud800"',
        b'{"\\ud800":1}',
        b'"\\u0041"',
        b"\xef\xbb\xbf1",
        b"1" * 5000,
        b"[" * 65 + b"]" * 65,
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
    ],
    ids=lambda untrusted: f"{untrusted[:20]!r} of {len(untrusted)}",
)
def test_anything_else_is_not_read(untrusted: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_canonical_json(untrusted)
