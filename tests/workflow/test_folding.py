"""Searching whatever the accents, case and ends of lines; every hit leads back to the letters as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.workflow import folding


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("Đà Nẵng", "da nang"),
        ("Straße", "strasse"),
        ("ΜΕΛΈΤΗ", "μελετη"),
    ],
)
def test_accents_and_case_are_folded(written: str, folded: str) -> None:
    assert folding.plain(written) == folded


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("In der Straße von Łódź", "strasse", "Straße"),
        ("In der Straße von Łódź", "LODZ", "Łódź"),
        ("errors fell by\na third", "fell by a", "fell by\na"),
        ("a long evalu-\nation of it", "evaluation", "evalu-\nation"),
        ("古書店で処刑記録", "処刑", "処刑"),
        ("the city المدينة here", "المدينة", "المدينة"),
        ("e\u0301tude", "etude", "e\u0301tude"),
        ("full co\u00adopera\u00adtion", "cooperation", "co\u00adopera\u00adtion"),
        ("the \ufb01nal \ufb02oor", "final floor", "\ufb01nal \ufb02oor"),
        ("ＡＢＣ１２", "abc12", "ＡＢＣ１２"),  # noqa: RUF001 - full width
        ("they don\u2019t know", "don't", "don\u2019t"),
        ("well\u2011known \u2013 here", "well-known - here", "well\u2011known \u2013 here"),
        ("مـــديـر", "مدير", "مـــديـر"),
        ("a\u200fb\u2069", "ab", "a\u200fb"),
    ],
)
def test_words_are_found_as_they_stand_in_the_text(text: str, words: str, found: str) -> None:
    spans = list(folding.places_of(text, words))
    assert [text[start:end] for start, end in spans] == [found]


def test_a_word_cut_by_the_end_of_a_line_is_whole_in_the_index() -> None:
    assert folding.for_index("a long evalu-\nation of").split() == ["a", "long", "evalu-", "ation", "of", "evaluation"]


def test_nothing_is_found_of_nothing() -> None:
    assert list(folding.places_of("text", "  ")) == []
    assert folding.query(" .,; ") == ""


def test_what_acts_in_the_language_of_the_index_is_only_words() -> None:
    assert folding.query('cost AND "x* NEAR(') == '"cost"* "and"* "x"* "near"*'


@given(st.text(max_size=80), st.integers(0, 79), st.integers(1, 12))
def test_any_piece_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    if not folding.plain(piece).split() or folding.plain(text).find(folding.plain(piece)) < 0:
        return
    found = list(folding.places_of(text, piece))
    assert found
    assert all(0 <= found_start < found_end <= len(text) for found_start, found_end in found)


@given(st.text(max_size=200), st.integers(0, 199), st.integers(0, 20))
def test_an_excerpt_is_one_line_and_tells_where_the_words_are(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    excerpt, found_from, found_to = folding.excerpt(text, start, end)
    assert "\n" not in excerpt
    assert excerpt[found_from:found_to].split() == text[start:end].split()
