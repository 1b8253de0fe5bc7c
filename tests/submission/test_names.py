"""Foreign names made visible."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.submission.names import escape_pointer, visible


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("raport-szkód-Łąkowo.pdf", "raport-szkód-Łąkowo.pdf"),
        ("a\tb\n", "a\\tb\\n"),
        ("gpj\u202eexe.txt", "gpj\\u202eexe.txt"),
        ("a\u200bb", "a\\u200bb"),
        ("a\u00a0b", "a\\xa0b"),
        ("\U000e0041", "\\U000e0041"),
        (os.fsdecode(b"\xff.txt"), "\\xff.txt"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_prints_nothing_is_shown_as_an_escape(name: str, shown: str) -> None:
    assert visible(name) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_a_visible_name_always_prints_and_can_be_written(name: str) -> None:
    assert visible(name).isprintable()
    assert visible(name).encode("utf-8").decode("utf-8") == visible(name)


def test_a_long_name_loses_its_middle() -> None:
    assert visible("a" * 50 + "b" * 50, 21) == "a" * 10 + "…" + "b" * 10
    assert visible("a" * 21, 21) == "a" * 21


def test_pointer_parts_are_escaped_in_the_right_order() -> None:
    assert escape_pointer("a~/b~1") == "a~0~1b~01"
