from __future__ import annotations

from dataclasses import replace
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.review.case import case_of
from reviewer.review.coverage import coverage_rows, tallies
from reviewer.review.deciding import determine
from reviewer.review.judgment import Judgment, JudgmentText, PrivateNotes, Record
from reviewer.submission.model import EthicsStatement, Submission
from reviewer.vocabulary import NOT_APPLICABLE, Cell, Holds, MissingKind, RuleStatus
from tests.builders import (
    MOMENT,
    a_complete_record,
    a_project,
    a_ruling,
    a_submission,
    an_answer,
    claimed_cells,
    cpt,
    craft_program,
    small_program,
)
from tests.review.oracle import ORDER, is_covered

PROGRAM = cpt()
LEVELS = [level.id for level in PROGRAM.levels]


def _outcome(submission: Submission, record: Record) -> str | None:
    return determine(PROGRAM, submission, record).recommended


def _holds(submission: Submission, record: Record) -> dict[str, Holds]:
    return {result.rule: result.holds for result in determine(PROGRAM, submission, record).rules}


def test_everything_shown_certifies() -> None:
    submission = a_submission()
    determined = determine(PROGRAM, submission, a_complete_record(PROGRAM, submission))
    assert determined.recommended == "certify"
    assert determined.complete
    assert {result.holds for result in determined.rules} == {Holds.HOLDS}
    assert determined.needs == ()


def test_rules_say_what_they_rest_on() -> None:
    submission = a_submission()
    record = a_complete_record(PROGRAM, submission, {Cell("p2", 6): "not_met", Cell("p3", 6): "nothing_shown"})
    result = next(result for result in determine(PROGRAM, submission, record).rules if result.rule == "coverage-6")
    assert (result.title, result.holds, result.status) == ("6 Determine Cause", Holds.FAILS, RuleStatus.ASSUMED)
    assert result.because == "Shown in 1 of 2 needed, 1 wanting."
    assert result.cells == (Cell("p3", 6), Cell("p2", 6), Cell("p1", 6))
    assert result.when_fails == "more_information"
    assert result.source


# The worst that applies wins ----------------------------------------------------------------

NO_PROMISE = EthicsStatement(agreed=False)
CASES: dict[str, tuple[Submission, dict[str, str], str]] = {
    "coverage fails": (a_submission(), {"p1:1": "partly_met"}, "more_information"),
    "attestations fail": (
        a_submission([a_project("p1"), a_project("p2"), a_project("p3", attestations=[])]),
        {},
        "more_information",
    ),
    "declarations fail": (a_submission(declarations=[]), {}, "more_information"),
    "experience fails": (a_submission(experience=[]), {}, "not_certified"),
    "projects fail": (a_submission(2), {}, "not_certified"),
    "commitment fails": (a_submission(ethics=NO_PROMISE), {}, "not_certified"),
    "commitment and coverage fail": (a_submission(ethics=NO_PROMISE), {"p1:1": "not_met"}, "not_certified"),
    "no claim at all": (a_submission([a_project("p1", []), a_project("p2", [])]), {}, "not_scorable"),
    "no project at all": (a_submission([], experience=[]), {}, "not_scorable"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_worst_that_applies_wins(name: str) -> None:
    submission, levels, outcome = CASES[name]
    given_levels = {Cell(place.split(":")[0], int(place.split(":")[1])): level for place, level in levels.items()}
    assert _outcome(submission, a_complete_record(PROGRAM, submission, given_levels)) == outcome


@pytest.mark.parametrize("item", ["commitment", "1", "6"])
@pytest.mark.parametrize("name", CASES)
def test_a_serious_concern_refers_whatever_else_is_wrong(name: str, item: str) -> None:
    submission = CASES[name][0]
    record = a_complete_record(PROGRAM, submission, ethics={item: an_answer("serious_concern", "Why.")})
    assert _outcome(submission, record) == "referred"


def test_a_concern_asks_for_more() -> None:
    submission = a_submission()
    record = a_complete_record(PROGRAM, submission, ethics={"6": an_answer("concern", "A name is shown.")})
    determined = determine(PROGRAM, submission, record)
    assert determined.recommended == "more_information"
    assert [(need.rule, need.message) for need in determined.needs] == [
        ("ethics-6", "Ethics: Uphold Confidentiality: A concern: A name is shown.")
    ]


def test_a_ruling_decides() -> None:
    submission = a_submission(2)
    record = a_complete_record(PROGRAM, submission, eligibility={"projects": a_ruling("holds")})
    assert _outcome(submission, record) == "more_information"  # two of three attestations
    record = replace(record, eligibility=dict.fromkeys(("projects", "attestations"), a_ruling("holds")))
    assert _outcome(submission, record) == "certify"


# What is missing ----------------------------------------------------------------------------


def _missing(submission: Submission, record: Record) -> list[tuple[MissingKind, str | None, int | None, str | None]]:
    determined = determine(PROGRAM, submission, record)
    assert (determined.recommended, determined.margin, determined.smallest_changes) == (None, None, ())
    assert not determined.complete
    assert all(missing.message for missing in determined.missing)
    return [(missing.kind, missing.project_id, missing.standard, missing.id) for missing in determined.missing]


def test_nothing_recorded_leaves_everything_missing() -> None:
    kinds = [kind for kind, *_ in _missing(a_submission(), Record())]
    assert (kinds.count(MissingKind.CELL), kinds.count(MissingKind.ETHICS)) == (30, 7)
    assert len(kinds) == 37


def test_a_cell_without_a_closed_judgment_is_missing() -> None:
    submission = a_submission()
    record = a_complete_record(PROGRAM, submission)
    judgments = {cell: judgment for cell, judgment in record.judgments.items() if cell != Cell("p2", 7)}
    assert _missing(submission, replace(record, judgments=judgments)) == [(MissingKind.CELL, "p2", 7, None)]


def test_an_unanswered_ethics_item_is_missing() -> None:
    submission = a_submission()
    record = a_complete_record(PROGRAM, submission)
    answers = {item: answer for item, answer in record.ethics.items() if item != "3"}
    assert _missing(submission, replace(record, ethics=answers)) == [(MissingKind.ETHICS, None, None, "3")]


def test_what_cannot_be_told_is_missing_until_ruled() -> None:
    submission = a_submission(ethics=EthicsStatement(agreed=True))
    record = a_complete_record(PROGRAM, submission)
    assert _missing(submission, record) == [(MissingKind.ELIGIBILITY, None, None, "ethics_commitment")]
    assert _outcome(submission, replace(record, eligibility={"ethics_commitment": a_ruling("holds")})) == "certify"
    assert (
        _outcome(submission, replace(record, eligibility={"ethics_commitment": a_ruling("fails")})) == "not_certified"
    )


def test_a_doubt_is_missing() -> None:
    submission = a_submission()
    doubt = {Cell("p1", 4): PrivateNotes(comes_back=True), Cell("p1", 5): PrivateNotes(note="Fine.")}
    record = replace(a_complete_record(PROGRAM, submission), private=doubt)
    assert _missing(submission, record) == [(MissingKind.DOUBT, "p1", 4, None)]


def test_cells_that_are_not_claimed_need_no_judgment() -> None:
    projects = [a_project("p1"), a_project("p2"), a_project("p3", range(1, 9))]
    submission = a_submission(projects)
    assert _outcome(submission, a_complete_record(PROGRAM, submission)) == "certify"


def test_a_rule_speaks_as_soon_as_it_can_tell() -> None:
    submission = a_submission()
    record = a_complete_record(PROGRAM, submission, {Cell("p1", 1): "not_met", Cell("p1", 5): "not_met"})
    judgments = {cell: judgment for cell, judgment in record.judgments.items() if cell.project_id != "p3"}
    holds = _holds(submission, replace(record, judgments=judgments))
    # A third project can still mark Standard 1 as not applicable, but one was not met already.
    assert holds["coverage-1"] is Holds.FAILS
    assert holds["coverage-2"] is Holds.CANNOT_TELL
    assert holds["coverage-5"] is Holds.CANNOT_TELL
    assert holds["coverage-6"] is Holds.HOLDS


# Coverage -----------------------------------------------------------------------------------


def _coverage(submission: Submission, record: Record, standard: int) -> tuple[int, int, int]:
    row = coverage_rows(case_of(PROGRAM, submission, record))[standard - 1]
    return row.needed, row.shown, row.spare


@pytest.mark.parametrize(
    ("levels", "principle", "process"),
    [
        (["met", "met", "met"], (3, 3, 0), (2, 3, 1)),
        (["met", "met", "partly_met"], (3, 2, -1), (2, 2, 0)),
        (["met", "met", NOT_APPLICABLE], (2, 2, 0), (2, 2, 0)),
        (["met", NOT_APPLICABLE, NOT_APPLICABLE], (1, 1, 0), (1, 1, 0)),
        ([NOT_APPLICABLE] * 3, (0, 0, 0), (0, 0, 0)),
        (["met", "met", "met", "nothing_shown"], (3, 3, 0), (2, 3, 1)),
        (["met", "met", "met", NOT_APPLICABLE], (2, 3, 1), (2, 3, 1)),
        (["met", "met", NOT_APPLICABLE, "not_met"], (2, 2, 0), (2, 2, 0)),
        (["met", "not_met", NOT_APPLICABLE, NOT_APPLICABLE], (1, 1, 0), (1, 1, 0)),
        (["met", NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE], (0, 1, 1), (0, 1, 1)),
        (["not_met", NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE], (0, 0, 0), (0, 0, 0)),
        (["met"], (1, 1, 0), (1, 1, 0)),
    ],
)
def test_needed_is_the_smaller_of_the_number_and_the_projects_that_count(
    levels: list[str], principle: tuple[int, int, int], process: tuple[int, int, int]
) -> None:
    submission = a_submission(len(levels))
    given_levels = {
        Cell(f"p{place}", standard): level for place, level in enumerate(levels, start=1) for standard in (1, 5)
    }
    record = a_complete_record(PROGRAM, submission, given_levels)
    assert _coverage(submission, record, 1) == principle
    assert _coverage(submission, record, 5) == process


def test_where_nothing_is_needed_the_rule_says_so() -> None:
    submission = a_submission()
    levels = {Cell(f"p{place}", 1): NOT_APPLICABLE for place in (1, 2, 3)}
    determined = determine(PROGRAM, submission, a_complete_record(PROGRAM, submission, levels))
    result = next(result for result in determined.rules if result.rule == "coverage-1")
    assert (result.holds, result.because) == (Holds.HOLDS, "Not applicable in every project; nothing is needed.")


def test_where_three_projects_of_four_cannot_show_it_nothing_is_needed_of_the_fourth() -> None:
    submission = a_submission(4)
    levels = {Cell(f"p{place}", 1): NOT_APPLICABLE for place in (1, 2, 3)} | {Cell("p4", 1): "not_met"}
    determined = determine(PROGRAM, submission, a_complete_record(PROGRAM, submission, levels))
    result = next(result for result in determined.rules if result.rule == "coverage-1")
    assert result.holds is Holds.HOLDS
    assert result.because == "Not applicable in as many projects as the program asks for; nothing is needed."


def test_a_claim_for_a_standard_that_the_program_does_not_know_is_not_judged() -> None:
    submission = a_submission([a_project("p1", [11]), a_project("p2", [1, 11])])
    case = case_of(PROGRAM, submission, Record())
    assert case.open_cells == (Cell("p2", 1),)


def test_a_judgment_of_a_level_that_the_program_does_not_know_is_open() -> None:
    submission = a_submission()
    record = a_complete_record(PROGRAM, submission, {Cell("p1", 1): "splendid"})
    assert case_of(PROGRAM, submission, record).open_cells == (Cell("p1", 1),)


def test_a_project_that_does_not_claim_a_standard_still_counts() -> None:
    submission = a_submission([a_project("p1"), a_project("p2"), a_project("p3", range(2, 11))])
    assert _coverage(submission, a_complete_record(PROGRAM, submission), 1) == (3, 2, -1)


# Properties ---------------------------------------------------------------------------------

SCALE = st.sampled_from([*LEVELS, "met", "met", NOT_APPLICABLE])


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_coverage_is_what_counting_by_hand_gives(data: st.DataObject) -> None:
    submission = a_submission(data.draw(st.integers(3, 7)))
    levels = {cell: data.draw(SCALE) for cell in claimed_cells(PROGRAM, submission)}
    determined = determine(PROGRAM, submission, a_complete_record(PROGRAM, submission, levels))
    projects = [project.project_id for project in submission.projects]
    assert (determined.recommended == "certify") == is_covered(PROGRAM, projects, levels)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_raising_a_level_never_worsens_the_outcome(data: st.DataObject) -> None:
    submission = a_submission(data.draw(st.integers(2, 5)))
    cells = claimed_cells(PROGRAM, submission)
    levels = {cell: data.draw(SCALE) for cell in cells}
    raised = data.draw(st.sampled_from([cell for cell in cells if levels[cell] != NOT_APPLICABLE] or cells))
    higher = LEVELS[: LEVELS.index(levels[raised]) + 1] if levels[raised] in LEVELS else ["met"]
    before = _outcome(submission, a_complete_record(PROGRAM, submission, levels))
    after = _outcome(
        submission, a_complete_record(PROGRAM, submission, levels | {raised: data.draw(st.sampled_from(higher))})
    )
    assert before
    assert after
    assert ORDER.index(after) <= ORDER.index(before)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_fourth_project_never_makes_a_candidate_worse_off(data: st.DataObject) -> None:
    three, four = a_submission(3), a_submission(4)
    levels = {cell: data.draw(SCALE) for cell in claimed_cells(PROGRAM, four)}
    of_three = {cell: level for cell, level in levels.items() if cell.project_id != "p4"}
    before = _outcome(three, a_complete_record(PROGRAM, three, of_three))
    after = _outcome(four, a_complete_record(PROGRAM, four, levels))
    assert before
    assert after
    assert ORDER.index(after) <= ORDER.index(before)


@pytest.mark.parametrize("needed", [1, 2, 3])
def test_whichever_project_comes_on_top_of_three_it_never_makes_a_candidate_worse_off(needed: int) -> None:
    program = small_program((needed,), levels=2)
    holds: dict[tuple[str, ...], bool] = {}
    for count in (3, 4, 5):
        submission = a_submission([a_project(f"p{place}", [1]) for place in range(count)], program="small", edition="1")
        for levels in combinations_with_replacement(["l0", "l1", NOT_APPLICABLE], count):
            record = Record(
                judgments={
                    Cell(f"p{place}", 1): Judgment(JudgmentText(level), MOMENT) for place, level in enumerate(levels)
                }
            )
            (tally,) = tallies(case_of(program, submission, record))
            holds[levels] = tally.holds is Holds.HOLDS
            fewer = [(*levels[:place], *levels[place + 1 :]) for place in range(count) if count > 3]
            assert holds[levels] or not any(holds[others] for others in fewer), levels


def test_the_same_values_give_the_same_determination() -> None:
    submission = a_submission()
    record = a_complete_record(PROGRAM, submission, {Cell("p1", 9): "partly_met"})
    assert determine(PROGRAM, submission, record) == determine(PROGRAM, submission, record)


# A program that no code knows ---------------------------------------------------------------


def test_a_program_from_a_file_alone_is_determined_by_its_own_words() -> None:
    craft = craft_program()
    standards = (1, 2, 3, 4, 7)
    submission = a_submission([a_project("vase", standards), a_project("atlas", standards)])
    record = a_complete_record(craft, submission, {Cell("vase", 7): "sound"})
    assert determine(craft, submission, record).recommended == "admit"
    loose = a_complete_record(craft, submission, {Cell("vase", 7): "loose"})
    determined = determine(craft, submission, loose)
    assert determined.recommended == "try_again"
    assert [change.to_level for (change,) in determined.smallest_changes if hasattr(change, "to_level")] == ["sound"]
    stained = a_complete_record(craft, submission, ethics={"honesty": an_answer("stained", "Copied.")})
    assert determine(craft, submission, stained).recommended == "before_the_guild"
