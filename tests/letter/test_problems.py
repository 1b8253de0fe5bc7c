from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.letter.problems import without_addresses
from reviewer.letter.template import template_for
from reviewer.review.judgment import JudgmentText
from reviewer.submission.model import Candidate
from reviewer.vocabulary import Cell
from tests.letter.builders import PROFILE, judged, letter, project, submission, text_of

THREE = (project(1), project(2), project(3))
MADE = submission(*THREE)


def kinds(feedback: str, remedy: str = "") -> list[tuple[str, str]]:
    record = judged(MADE, {Cell("p1", 2): JudgmentText("not_met", feedback=feedback, remedy=remedy)})
    return [(problem.kind, problem.place) for problem in letter(MADE, record).problems]


def masked(written: str) -> str:
    return without_addresses(template_for({}, "en"))("", written)


def test_a_clean_letter_has_no_problem() -> None:
    assert kinds("You show the steps, at 5 % error.", "Add the counts @ 3.5 hours each.") == []


@pytest.mark.parametrize(
    "address",
    [
        "ana.quill@office.example",
        "mailto:ana@office.example",
        "ana@\u200boffice.example",
        "ana\uff20office.example",
        "ana@office\u3002example",
        "ana @office.example",
        "ána@øffice.example",
        "a+b_c@sub.office.example",
    ],
)
def test_an_address_is_reported_and_does_not_reach_the_letter(address: str) -> None:
    assert kinds(f"Write to {address}, please.") == [("email", "p1:2")]
    record = judged(MADE, {Cell("p1", 2): JudgmentText("not_met", feedback=f"Write to {address}, please.")})
    assert "Write to [address left out], please." in text_of(letter(MADE, record))


@given(st.emails())
def test_no_address_survives(address: str) -> None:
    domain = address.rpartition("@")[2]
    assert domain not in masked(f"See {address} there")


@given(st.text())
def test_text_without_an_at_sign_is_left_alone(written: str) -> None:
    plain = written.replace("@", "").replace("\uff20", "").replace("\ufe6b", "")
    assert masked(plain) == plain


def test_an_address_in_the_candidates_own_words_or_in_the_letterhead_is_left_out() -> None:
    candidate = Candidate("C-1", "Ana Quill", postal_address=("ana@quill.example",))
    made = submission(*THREE, candidate=candidate)
    content = letter(made, judged(made), profile=replace(PROFILE, address=("office@ispi.example",)))
    assert "@" not in text_of(content)
    assert [problem.place for problem in content.problems] == ["address", "letterhead"]


def test_a_level_named_to_the_candidate_is_reported() -> None:
    assert kinds("This is partly met.") == [("level_name", "p1:2")]


def test_a_met_expectation_is_no_level() -> None:
    assert kinds("You met the client weekly.") == []


@pytest.mark.parametrize("blank", ["{project}", "[...]", "____"])
def test_a_blank_that_was_not_filled_is_reported(blank: str) -> None:
    assert kinds(f"In {blank} the causes are missing.") == [("blank", "p1:2")]


def test_a_name_that_shall_stay_confidential_is_reported() -> None:
    secret = replace(THREE[0], confidential_names=("Quarry Bank", " "))
    made = submission(secret, THREE[1], THREE[2])
    record = judged(made, {Cell("p1", 2): JudgmentText("not_met", feedback="The people of QUARRY BANK are missing.")})
    problems = letter(made, record).problems
    assert [(problem.kind, problem.place) for problem in problems] == [("confidential_name", "p1:2")]
    assert "Quarry Bank" in problems[0].message


def test_characters_that_no_font_has_are_named() -> None:
    record = judged(MADE, {Cell("p1", 2): JudgmentText("not_met", feedback="See 王 and \ue000.")})
    problem = letter(MADE, record).problems[0]
    assert problem.kind == "characters"
    assert "王 (U+738B)" in problem.message


def test_a_long_passage_from_right_to_left_is_reported() -> None:
    assert kinds("مرحبا " * 20) == [("long_line", "p1:2")]
