from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reviewer.errors import UsageError
from reviewer.review.closing import WhyNot, one_of, why_not_closable, why_not_signable
from reviewer.review.deciding import determine
from reviewer.review.judgment import Citation, JudgmentText, Record
from reviewer.vocabulary import Cell, CitationKind, SourceKind
from tests.builders import a_complete_record, a_project, a_submission, an_answer, cpt

PROGRAM = cpt()
SUBMISSION = a_submission([a_project("p1"), a_project("p2", range(1, 10)), a_project("p3")])
HERE = Cell("p1", 6)


def _why_not(cell: Cell = HERE, **written: Any) -> WhyNot | None:  # noqa: ANN401 - whatever the field takes
    return why_not_closable(PROGRAM, SUBMISSION, cell, replace(JudgmentText(level="met"), **written))


def _is_refused(
    field: str,
    words: str,
    cell: Cell = HERE,
    **written: Any,  # noqa: ANN401 - as above
) -> bool:
    why_not = _why_not(cell, **written)
    return why_not is not None and why_not.field == field and words in why_not.reason


def test_met_needs_no_reason() -> None:
    assert _why_not() is None


@pytest.mark.parametrize("level", ["partly_met", "not_met", "nothing_shown", "not_applicable"])
def test_every_other_level_needs_one_line(level: str) -> None:
    assert _is_refused("finding", "needs a reason", level=level)
    assert _is_refused("finding", "needs a reason", level=level, finding=" \n", remedy="Send it.")
    assert _why_not(level=level, finding="Why.") is None
    assert _why_not(level=level, feedback="Why.") is None


def test_a_program_can_ask_for_a_citation() -> None:
    levels = tuple(replace(level, needs_citation=True) for level in PROGRAM.levels)
    strict = replace(PROGRAM, levels=levels)
    why_not = why_not_closable(strict, SUBMISSION, HERE, JudgmentText(level="met"))
    assert why_not == WhyNot("“Met” needs a citation", "citations")


def test_without_a_level_nothing_can_be_closed() -> None:
    assert _why_not(level=None) == WhyNot("choose a level first", "level")


def test_what_is_not_claimed_cannot_be_judged() -> None:
    assert _is_refused("", "no claim for Standard 10 in p2", Cell("p2", 10))


def test_a_weakness_cannot_repeat_itself() -> None:
    assert _is_refused("same_as", "cannot repeat itself", same_as=HERE)
    assert _why_not(same_as=Cell("p3", 10)) is None


@pytest.mark.parametrize(
    ("cell", "written", "word", "known"),
    [
        (Cell("p9", 1), {}, "p9", "p1, p2, p3"),
        (Cell("p1", 11), {}, "11", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
        (HERE, {"level": "brilliant"}, "brilliant", "met, partly_met, not_met, nothing_shown, not_applicable"),
        (HERE, {"level": "not_claimed"}, "not_claimed", "met, partly_met, not_met, nothing_shown, not_applicable"),
        (HERE, {"fix": "hope"}, "hope", "clarify, add_evidence, complete_step, new_work"),
        (HERE, {"prompts": ("6a", "7a")}, "7a", "6a, 6b, 6c"),
    ],
)
def test_words_that_are_not_known_are_refused_with_the_right_ones(
    cell: Cell, written: dict[str, object], word: str, known: str
) -> None:
    with pytest.raises(UsageError) as refused:
        _why_not(cell, **written)
    assert refused.value.details == {"word": word, "known": known}


def test_a_weakness_can_only_repeat_that_of_a_claimed_cell() -> None:
    with pytest.raises(UsageError) as refused:
        _why_not(same_as=Cell("p2", 10))
    known = str(refused.value.details["known"]).split(", ")
    assert refused.value.details["word"] == "p2:10"
    assert len(known) == 28
    assert "p1:6" not in known


def test_where_there_is_none_to_name_that_is_said() -> None:
    with pytest.raises(UsageError) as refused:
        one_of("p1", ())
    assert refused.value.details["known"] == "nothing, for this case has none of them"


# Signing ------------------------------------------------------------------------------------


def _signing(record: Record, outcome: str, because: str = "") -> str | None:
    submission = a_submission()
    return why_not_signable(PROGRAM, submission, determine(PROGRAM, submission, record), outcome, because)


GOOD = a_complete_record(PROGRAM, a_submission())
SERIOUS = a_complete_record(PROGRAM, a_submission(), ethics={"5": an_answer("serious_concern", "Why.")})


def test_the_recommended_outcome_can_be_signed() -> None:
    assert _signing(GOOD, "certify") is None
    assert _signing(SERIOUS, "referred") is None


def test_another_outcome_needs_a_reason() -> None:
    assert _signing(GOOD, "more_information", " ") == "another outcome than the recommended one needs a reason"
    assert _signing(GOOD, "more_information", "The office knows more.") is None


def test_a_serious_concern_freezes_the_outcome() -> None:
    assert "can only be referred" in str(_signing(SERIOUS, "certify", "I insist."))


@pytest.mark.parametrize("outcome", ["referred", "brilliant"])
def test_only_outcomes_that_can_be_signed_are_known_words(outcome: str) -> None:
    with pytest.raises(UsageError) as refused:
        _signing(GOOD, outcome, "Because.")
    assert refused.value.details["known"] == "certify, more_information, not_certified, not_scorable"


def test_nothing_can_be_signed_while_something_is_missing() -> None:
    assert "still open: 1 Focus on Results or Outcomes in p1" in str(_signing(Record(), "certify"))


# E-mail addresses ---------------------------------------------------------------------------

EMAIL = "carla@candidate.example"
WITH_EMAIL = replace(SUBMISSION, candidate=replace(SUBMISSION.candidate, email=EMAIL))


def _closing(**written: Any) -> WhyNot | None:  # noqa: ANN401 - whatever the field takes
    return why_not_closable(PROGRAM, WITH_EMAIL, HERE, replace(JudgmentText(level="met"), **written))


@pytest.mark.parametrize("field", ["finding", "feedback", "remedy"])
def test_the_candidates_address_is_refused_at_its_field(field: str) -> None:
    why_not = _closing(**{field: f"She wrote from Carla@Candidate.example, {field}."})
    assert why_not is not None
    assert (why_not.field, "without the address" in why_not.reason) == (field, True)


@pytest.mark.parametrize("field", ["feedback", "remedy"])
def test_nobodys_address_is_for_the_candidate_to_read(field: str) -> None:
    why_not = _closing(**{field: "Write to office@body.example."})
    assert why_not is not None
    assert (why_not.field, "the candidate reads" in why_not.reason) == (field, True)


def test_another_address_may_stand_in_the_file() -> None:
    assert _closing(finding="The client answered from client@firm.example.", feedback="You met 3 @ 5 each.") is None


@pytest.mark.parametrize(("quote", "place"), [(f"Mail {EMAIL} today.", 1), ("Mail", f"Write to {EMAIL}")])
def test_a_passage_with_the_candidates_address_is_to_be_cited_otherwise(quote: str, place: str | int) -> None:
    cited = Citation(CitationKind.PASSAGE, SourceKind.DOCUMENT, "evidence/cv.pdf", "0" * 64, quote, place)
    why_not = _closing(citations=(cited,))
    assert why_not is not None
    assert (why_not.field, "evidence/cv.pdf" in why_not.reason) == ("citations", True)
    assert _closing(citations=(replace(cited, quote="Mail client@firm.example", place=1),)) is None
