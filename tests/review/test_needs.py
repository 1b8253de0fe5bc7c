from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.review.deciding import determine
from reviewer.vocabulary import NOT_APPLICABLE, Cell
from tests.builders import a_complete_record, a_judgment, a_project, a_submission, an_answer, cpt

if TYPE_CHECKING:
    from reviewer.review.determination import Need
    from reviewer.review.judgment import Judgment
    from reviewer.submission.model import Submission

PROGRAM = cpt()


def _needs(levels: dict[str, str], submission: Submission | None = None) -> list[tuple[str, bool]]:
    return [(str(need.cell or need.rule), need.is_needed) for need in _told(levels, submission)]


def _told(
    levels: dict[str, str], submission: Submission | None = None, judgments: dict[Cell, Judgment] | None = None
) -> tuple[Need, ...]:
    submission = submission or a_submission()
    record = a_complete_record(PROGRAM, submission, {_cell(place): level for place, level in levels.items()})
    record = replace(record, judgments=dict(record.judgments) | (judgments or {}))
    return determine(PROGRAM, submission, record).needs


def _cell(place: str) -> Cell:
    project, _, standard = place.partition(":")
    return Cell(project, int(standard))


def test_a_weak_cell_stands_in_the_way_where_its_standard_is_not_shown_often_enough() -> None:
    assert _needs({"p1:1": "partly_met"}) == [("p1:1", True)]


def test_a_weak_cell_is_only_advised_where_its_standard_is_shown_often_enough() -> None:
    assert _needs({"p1:5": "nothing_shown"}) == [("p1:5", False)]


def test_what_is_needed_comes_before_what_is_advised_each_worst_first() -> None:
    levels = {"p1:5": "nothing_shown", "p2:6": "partly_met", "p1:1": "partly_met", "p3:2": "not_met"}
    assert _needs(levels) == [("p3:2", True), ("p1:1", True), ("p1:5", False), ("p2:6", False)]


def test_not_applicable_and_not_claimed_are_no_weakness() -> None:
    submission = a_submission([a_project("p1"), a_project("p2"), a_project("p3", range(1, 10))])
    assert _needs({"p1:5": NOT_APPLICABLE}, submission) == []


def test_a_message_says_how_often_the_standard_is_shown() -> None:
    (need,) = _told({"p1:5": "not_met"})
    assert need.message == (
        "5 Determine Need or Opportunity in p1: Not met, but the Standard is shown often enough elsewhere."
        " Shown in 2 of 2 needed, none to spare."
    )


def test_a_message_says_when_not_all_must_be_made_good() -> None:
    needs = _told({"p1:5": "not_met", "p2:5": "not_met"})
    assert [need.message for need in needs] == [
        f"5 Determine Need or Opportunity in p{place}: Not met. Shown in 1 of 2 needed, 1 wanting."
        " One of the weak projects made good is enough for Standard 5."
        for place in (1, 2)
    ]


def test_a_standard_that_too_few_projects_claim_is_a_need_itself() -> None:
    submission = a_submission([a_project("p1"), a_project("p2", range(1, 10)), a_project("p3", range(1, 10))])
    assert _needs({}, submission) == [("coverage-10", True)]
    assert _needs({"p1:10": "not_met"}, submission) == [("p1:10", True), ("coverage-10", True)]


def test_a_weakness_that_only_repeats_another_is_told_once() -> None:
    repeats = {Cell("p1", 7): a_judgment("not_met", same_as=Cell("p1", 6))}
    (need,) = _told({"p1:6": "partly_met"}, judgments=repeats)
    assert (need.cell, need.is_needed) == (Cell("p1", 6), False)
    assert need.message.endswith(
        "The same weakness shows in 7 Design Solutions including Implementation and Evaluation in p1."
    )


def test_a_weakness_is_needed_where_a_repeat_of_it_stands_in_the_way() -> None:
    repeats = {Cell("p1", 1): a_judgment("not_met", same_as=Cell("p1", 6))}
    (need,) = _told({"p1:6": "partly_met"}, judgments=repeats)
    assert (need.cell, need.is_needed) == (Cell("p1", 6), True)
    assert "Shown in 2 of 3 needed, 1 wanting." in need.message


def test_a_repeat_of_what_is_no_weakness_stands_for_itself() -> None:
    repeats = {Cell("p1", 7): a_judgment("not_met", same_as=Cell("p1", 6))}
    (need,) = _told({}, judgments=repeats)
    assert need.cell == Cell("p1", 7)


def test_cells_that_name_each_other_are_told_once() -> None:
    circle = {
        Cell("p1", 6): a_judgment("not_met", same_as=Cell("p1", 7)),
        Cell("p1", 7): a_judgment("not_met", same_as=Cell("p1", 8)),
        Cell("p1", 8): a_judgment("not_met", same_as=Cell("p1", 7)),
    }
    (need,) = _told({}, judgments=circle)
    assert need.cell == Cell("p1", 7)


def test_failed_checks_come_first_worst_outcome_first() -> None:
    submission = a_submission(2, declarations=[])
    record = a_complete_record(PROGRAM, submission, ethics={"1": an_answer("concern", "Why.")})
    needs = determine(PROGRAM, submission, record).needs
    assert [need.rule for need in needs] == ["projects", "attestations", "declarations", "ethics-1"]
    assert all(need.is_needed for need in needs)
