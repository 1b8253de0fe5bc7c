from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from reviewer.program import catalog
from reviewer.review.case import case_of
from reviewer.review.deciding import determine_case
from reviewer.review.judgment import Citation, Judgment, JudgmentText, Record
from reviewer.review.reasons import Branch, BranchKind, explain
from reviewer.vocabulary import Cell, CitationKind, Holds, SourceKind
from tests.builders import MOMENT, a_complete_record, a_submission, an_answer, cpt, craft_program, sample
from tests.review.renewals import a_renewal, allowing, an_activity

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.program.model import ProgramDefinition
    from reviewer.submission.model import Submission

QUOTE = Citation(CitationKind.PASSAGE, SourceKind.NARRATIVE, "narrative:p1:3", "0" * 64, "it was worth it")
LOOKED = Citation(CitationKind.LOOKED_IN, SourceKind.DOCUMENT, "evidence/a.pdf", "0" * 64, "a cost", place=3)


def _tree(
    submission: Submission, record: Record, *, program: ProgramDefinition | None = None, with_changes: bool = False
) -> Branch:
    case = case_of(program or cpt(), submission, record)
    return explain(case, determine_case(case), with_changes=with_changes)


def _groups(tree: Branch) -> list[str]:
    return [group.text for group in tree.children]


def test_the_tree_leads_from_the_outcome_down_to_the_quotes() -> None:
    submission = a_submission()
    record = a_complete_record(cpt(), submission)
    said = JudgmentText("not_met", finding="Nothing on worth.", citations=(QUOTE, LOOKED))
    record = replace(record, judgments={**record.judgments, Cell("p1", 3): Judgment(said, MOMENT)})
    tree = _tree(submission, record)
    assert (tree.kind, tree.text) == (BranchKind.OUTCOME, "More information")
    assert _groups(tree) == ["What stands in the way", "What holds"]
    (rule,) = tree.children[0].children
    assert (rule.text, rule.rule, rule.holds) == ("3 Add Value", "coverage-3", Holds.FAILS)
    assert "assumed" in rule.badge
    cell = rule.children[0]
    assert (cell.cell, cell.detail) == (Cell("p1", 3), "Nothing on worth.")
    assert cell.text.endswith("Not met")
    assert [quote.text for quote in cell.children] == [
        "“it was worth it” (the candidate's words on Standard 3, “Project p1”)",
        "Looked in evidence/a.pdf, page 3: a cost",
    ]


def test_a_rule_of_the_bodys_own_has_no_badge() -> None:
    submission = a_submission()
    branches = [branch for _, branch in _tree(submission, a_complete_record(cpt(), submission)).lines()]
    badges = {branch.rule: branch.badge for branch in branches if branch.kind is BranchKind.RULE}
    assert badges["projects"] == ""
    assert badges["experience"]


def test_changes_are_in_it_only_when_they_may_be_shown() -> None:
    submission = a_submission()
    record = a_complete_record(cpt(), submission)
    assert not any("lose" in group for group in _groups(_tree(submission, record)))
    tree = _tree(submission, record, with_changes=True)
    assert tree.children[-1].text == "One change is enough to lose this outcome:"
    assert tree.children[-1].children[0].text == "1 Focus on Results or Outcomes in p1: Partly met instead of Met"
    assert tree.children[-1].children[-1].text.startswith("A second reader is proposed: one single change")


def test_a_concern_is_not_taken_for_the_standard_of_the_same_name() -> None:
    submission = a_submission()
    titles = [branch.text for _, branch in _tree(submission, a_complete_record(cpt(), submission)).lines()]
    assert "3 Add Value" in titles
    assert "Ethics: Add Value" in titles
    assert "Add Value" not in titles


def test_very_many_sets_of_changes_are_not_told_one_by_one() -> None:
    claims = [an_activity(f"A-{number:02d}", "1", quantity="1", start=date(2024, 1, number)) for number in range(1, 31)]
    one_large = an_activity("A-99", "10", quantity="10")
    submission = a_renewal([*claims, one_large])
    changes = _tree(submission, allowing(submission, {}), with_changes=True).children[-1].children
    assert len(changes) == 27
    assert changes[-2].text == "6 more sets of as many changes would do so too; the package holds them all."


def test_that_nothing_small_would_alter_the_outcome_is_said() -> None:
    submission = a_submission(2)
    tree = _tree(submission, a_complete_record(cpt(), submission), with_changes=True)
    assert tree.children[-1].text == "No set of up to three changes would lead to a better outcome."
    safe = a_renewal([an_activity(f"A-{number}", "20", quantity="20") for number in range(1, 7)])
    tree = _tree(safe, allowing(safe, {}), with_changes=True)
    assert tree.children[-1].text == "No set of up to three changes would lose this outcome."


def test_a_draft_with_one_outcome_has_nothing_to_change_into() -> None:
    draft = replace(a_submission(1), pathway="preparation")
    groups = _groups(_tree(draft, a_complete_record(cpt(), draft), with_changes=True))
    assert groups == []


@pytest.mark.parametrize(("claims", "is_said"), [(60, False), (61, True)])
def test_that_not_all_of_very_many_rows_were_tried_together_is_said(claims: int, is_said: bool) -> None:
    day = timedelta(days=1)
    many = [
        an_activity(f"A-{number}", "1", quantity="1", start=date(2024, 1, 1) + number * day) for number in range(claims)
    ]
    renewal = a_renewal(many)
    # Sixty hours of forty needed: no three of an hour would lose it.
    tree = _tree(renewal, allowing(renewal, {}), with_changes=True)
    said = [branch.text for branch in tree.children[-1].children]
    assert any("60 activities that weigh most" in text for text in said) is is_said


def test_what_is_missing_comes_first() -> None:
    tree = _tree(a_submission(), Record(), with_changes=True)
    assert tree.text == "Nothing can be recommended yet."
    assert _groups(tree)[0] == "What is still open"
    assert len(tree.children[0].children) == 37


def test_activities_stand_below_the_points() -> None:
    submission = a_renewal([an_activity("A-1", "30", quantity="30"), an_activity("A-2", shown=False)])
    tree = _tree(submission, allowing(submission, {"A-1": "20"}), with_changes=True)
    points = tree.children[0].children[0]
    assert [(row.row, row.text, row.detail) for row in points.children] == [
        ("A-1", "A-1 Activity A-1: 20 of 30", "A reason."),
        ("A-2", "A-2 Activity A-2: 0 of 2", "No evidence is cited, so nothing is proposed."),
    ]


def test_points_that_would_change_the_outcome_are_named_by_their_title() -> None:
    submission = a_renewal([an_activity("A-1", "40", quantity="40", title="A long course")])
    tree = _tree(submission, allowing(submission, {"A-1": "20.5"}), with_changes=True)
    assert tree.children[-1].children[0].text == "A long course: 40 instead of 20.5"


def test_the_places_of_an_ethics_answer_stand_below_it() -> None:
    submission = a_submission()
    answer = replace(an_answer("concern", "A name."), citations=(QUOTE,))
    tree = _tree(submission, a_complete_record(cpt(), submission, ethics={"6": answer}))
    (rule,) = tree.children[0].children
    assert rule.rule == "ethics-6"
    assert [branch.kind for branch in rule.children] == [BranchKind.QUOTE]


def test_every_sample_can_be_explained(shared_data: Path) -> None:
    bundles = sorted((shared_data / "bundles").glob("*.zip"))
    assert bundles
    for path in bundles:
        submission = sample(shared_data, path.stem)
        program = catalog.find(submission.program, submission.edition)
        record = a_complete_record(program, submission) if program.levels else Record()
        branches = list(_tree(submission, record, program=program, with_changes=True).lines())
        assert all(branch.text for _, branch in branches)
        assert max(depth for depth, _ in branches) <= 4


def test_a_program_that_nobody_has_seen_is_explained_in_its_own_words() -> None:
    program = craft_program()
    submission = a_submission(2, program="binders", edition="2031")
    tree = _tree(submission, a_complete_record(program, submission), program=program, with_changes=True)
    assert tree.text in {"Admit", "Try again"}
