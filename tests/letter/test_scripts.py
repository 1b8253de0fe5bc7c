from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.letter.scripts import longest_run, set_for_page

ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچگ"), min_size=1, max_size=12)


def names_of(written: str) -> list[str]:
    return [unicodedata.name(character).removeprefix("ARABIC ") for character in written]


def test_letters_take_the_form_that_their_neighbors_ask_for() -> None:
    assert names_of(set_for_page("سلام")) == [
        "LETTER MEEM ISOLATED FORM",
        "LIGATURE LAM WITH ALEF FINAL FORM",
        "LETTER SEEN INITIAL FORM",
    ]
    assert names_of(set_for_page("بيت")) == [
        "LETTER TEH FINAL FORM",
        "LETTER YEH MEDIAL FORM",
        "LETTER BEH INITIAL FORM",
    ]


def test_a_mark_joins_nothing_and_comes_before_its_letter() -> None:
    assert names_of(set_for_page("بّت")) == ["LETTER TEH FINAL FORM", "SHADDA", "LETTER BEH INITIAL FORM"]
    assert names_of(set_for_page("لّا")) == ["SHADDA", "LIGATURE LAM WITH ALEF ISOLATED FORM"]


def test_a_non_joiner_keeps_letters_apart() -> None:
    assert names_of(set_for_page("ب\u200cب")) == ["LETTER BEH ISOLATED FORM"] * 2
    assert names_of(set_for_page("ب\u200dد")) == ["LETTER DAL FINAL FORM", "LETTER BEH INITIAL FORM"]


def test_a_run_stays_on_one_line_in_reading_order() -> None:
    assert set_for_page("see משה כהן now") == "see ןהכ\u00a0השמ now"


@given(st.text(st.characters(max_codepoint=0x58F)))
def test_text_from_left_to_right_is_left_alone(written: str) -> None:
    assert set_for_page(written) == written


@given(ARABIC)
def test_no_letter_is_lost(written: str) -> None:
    read_back = "".join(unicodedata.normalize("NFKC", character) for character in reversed(set_for_page(written)))
    assert read_back == unicodedata.normalize("NFKC", written)


@pytest.mark.parametrize(("written", "length"), [("", 0), ("Latin", 0), ("a משה כהן b", 7), ("אב 1 גדה", 3)])
def test_the_longest_run_is_measured(written: str, length: int) -> None:
    assert longest_run(written) == length
