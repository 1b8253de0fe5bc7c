"""Rulings on experience and points: the smallest changes, and what keeps a ruling from being recorded."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.errors import UsageError
from reviewer.review import allowing as rules
from reviewer.review.confidential import confidential_note
from reviewer.review.deciding import determine
from reviewer.review.determination import ItemChange
from reviewer.review.judgment import CountsRuling, MilestoneKey, OfficeQuestion
from reviewer.review.state import state_of
from reviewer.submission.model import ExperienceRow, Month
from reviewer.vocabulary import CaseState, Holds
from tests.builders import MOMENT, a_complete_record, a_declaration, a_ruling, a_submission, an_answer, cpt
from tests.review.renewals import a_module, a_renewal, allowing, an_activity, coursework

NEEDED = 40


# The smallest changes ---------------------------------------------------------------------------


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 25), st.none() | st.integers(0, 25)), min_size=1, max_size=7),
)
def test_smallest_changes_of_points_agree_with_trying_everything(rows: list[tuple[int, int | None]]) -> None:
    listed = [an_activity(f"A-{n}", str(claimed), quantity=str(claimed)) for n, (claimed, _) in enumerate(rows)]
    allowed = {f"A-{n}": min(claimed, ruled) for n, (claimed, ruled) in enumerate(rows) if ruled is not None}
    submission = a_renewal(listed)
    determined = determine(cpt(), submission, allowing(submission, {name: str(n) for name, n in allowed.items()}))
    now = {f"A-{n}": allowed.get(f"A-{n}", claimed) for n, (claimed, _) in enumerate(rows)}
    claims = {f"A-{n}": claimed for n, (claimed, _) in enumerate(rows)}
    is_reached = sum(now.values()) >= NEEDED
    expected: set[frozenset[tuple[str, int, int]]] = set()
    for size in (1, 2, 3):
        for names in combinations(now, size):
            turned = {name: 0 if is_reached else claims[name] for name in names}
            if any(turned[name] == now[name] for name in names):
                continue
            if (sum((now | turned).values()) >= NEEDED) != is_reached:
                expected.add(frozenset((name, now[name], turned[name]) for name in names))
        if expected:
            break
    found = {
        frozenset((change.id, int(change.from_answer), int(change.to_answer)) for change in changes)  # type: ignore[union-attr]
        for changes in determined.smallest_changes
    }
    assert found == expected
    assert determined.margin == (len(next(iter(expected))) if expected else None)


@given(st.lists(st.integers(0, 15), min_size=3, max_size=6), st.integers(0, 5), st.integers(0, 15))
def test_allowing_more_never_worsens_the_outcome(claims: list[int], place: int, more: int) -> None:
    listed = [an_activity(f"A-{n}", "15", quantity="15") for n in range(len(claims))]
    submission = a_renewal(listed)
    before = {f"A-{n}": str(claimed) for n, claimed in enumerate(claims)}
    name = f"A-{place % len(claims)}"
    after = before | {name: str(max(int(before[name]), more))}
    ranks = [outcome.id for outcome in cpt().pathway("recertification").outcomes]
    worse, better = (
        determine(cpt(), submission, allowing(submission, points)).recommended for points in (before, after)
    )
    assert ranks.index(better or "") <= ranks.index(worse or "")


def test_a_corrected_check_is_turned_and_not_its_rows() -> None:
    submission = a_renewal([an_activity("A-1", "10", quantity="10")])
    record = replace(allowing(submission, {}), eligibility={"points": a_ruling("holds")})
    determined = determine(cpt(), submission, record)
    assert determined.recommended == "recertify"
    assert [[(change.id, change.to_answer) for change in changes] for changes in determined.smallest_changes] == [  # type: ignore[union-attr]
        [("points", "fails")]
    ]


def _with_rows(*left_out: int) -> tuple[str | None, int | None, list[tuple[str, ...]]]:
    rows = [
        ExperienceRow("One", "A role", Month(2021, 1), Month(2023, 6), Decimal(1)),
        ExperienceRow("Two", "A role", Month(2024, 1), Month(2024, 12), Decimal(1)),
        ExperienceRow("Three", "A role", Month(2025, 1), Month(2025, 12), Decimal(1)),
    ]
    submission = a_submission(experience=rows)
    record = a_complete_record(cpt(), submission)
    ruled = replace(record, experience={row: CountsRuling(False, "Another field.", MOMENT) for row in left_out})
    determined = determine(cpt(), submission, ruled)
    ids = [
        tuple(change.id for change in changes if isinstance(change, ItemChange))
        for changes in determined.smallest_changes
    ]
    ids = [each for each in ids if each]
    return determined.recommended, determined.margin, ids


def test_a_row_of_experience_can_be_ruled_out() -> None:
    assert _with_rows()[0] == "certify"
    assert _with_rows(3)[0] == "certify"
    assert _with_rows(1) == ("not_certified", 1, [("experience-1",)])
    outcome, margin, ids = _with_rows(1, 2)
    assert (outcome, margin) == ("not_certified", 1)
    assert ids == [("experience-1",)]


# What keeps a ruling from being recorded --------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "because", "told"),
    [
        ("2", "", None),
        ("1.5", "Only half.", None),
        ("0", "Nothing shown.", None),
        ("1.5", " ", "reason"),
        ("2.5", "More.", "only 2 are claimed"),
        ("-1", "Less.", "not a number"),
        ("NaN", "What.", "not a number"),
        ("Infinity", "All.", "not a number"),
        ("0.00001", "Little.", "not a number"),
    ],
)
def test_points_are_allowed_reduced_or_refused(points: str, because: str, told: str | None) -> None:
    said = rules.why_not_allowable(a_renewal([an_activity("A-1")]), "A-1", Decimal(points), because)
    assert said is None if told is None else told in (said or "")


def test_an_activity_without_a_claim_can_be_given_anything() -> None:
    submission = a_renewal([an_activity("A-1", None)])
    assert rules.why_not_allowable(submission, "A-1", Decimal(9), "") is None


def test_rows_that_are_not_there_are_refused_with_those_that_are() -> None:
    submission = a_renewal([an_activity("A-1"), an_activity("B-2")])
    with pytest.raises(UsageError) as refused:
        rules.why_not_allowable(submission, "C-3", Decimal(1), "")
    assert refused.value.details["known"] == "A-1, B-2"
    with pytest.raises(UsageError):
        rules.why_not_row(submission, 0, "", counts=True)
    with pytest.raises(UsageError):
        rules.why_not_row(submission, 2, "", counts=True)


def test_what_does_not_count_needs_its_reason() -> None:
    submission = coursework(a_module("module-01"))
    key = MilestoneKey("module-01", 1)
    assert rules.why_not_milestone(submission, key, "", counts=True) is None
    assert rules.why_not_milestone(submission, key, "Copied.", counts=False) is None
    assert "reason" in (rules.why_not_milestone(submission, key, "", counts=False) or "")
    assert "reason" in (rules.why_not_row(a_renewal(), 1, "", counts=False) or "")


def test_a_milestone_is_named_with_its_attempt_where_there_are_several() -> None:
    submission = coursework(a_module("module-01"), a_module("module-02"), a_module("module-02", attempt=2))
    assert rules.find_milestone(submission, "module-01") == MilestoneKey("module-01", 1)
    assert rules.find_milestone(submission, "module-02@2") == MilestoneKey("module-02", 2)
    with pytest.raises(UsageError) as refused:
        rules.find_milestone(submission, "module-02")
    assert "module-02@1" in str(refused.value.details["known"])


# States and notes -------------------------------------------------------------------------------


def test_a_case_waits_until_its_question_is_answered() -> None:
    record = replace(a_complete_record(cpt(), a_submission()), declarations=(a_declaration(),))
    asked = replace(record, questions=(OfficeQuestion(3, "Which?", MOMENT),))
    answered = replace(record, questions=(OfficeQuestion(3, "Which?", MOMENT, "That one.", MOMENT),))
    assert state_of(cpt(), asked, is_complete=True) is CaseState.WAITING
    assert state_of(cpt(), answered, is_complete=True) is CaseState.COMPLETE
    serious = replace(asked, ethics={"5": an_answer("serious_concern", "Copied.")})
    assert state_of(cpt(), serious, is_complete=True) is CaseState.REFERRED


def test_the_confidential_note_holds_the_serious_answers() -> None:
    record = a_complete_record(cpt(), a_submission())
    assert confidential_note(cpt(), record) == ""
    serious = replace(
        record,
        confidential_note="Please call me.",
        ethics={"5": an_answer("serious_concern", "Copied."), "6": an_answer("concern", "A name.")},
    )
    assert confidential_note(cpt(), serious) == "Please call me.\n\nIntegrity: Copied."


def test_every_check_of_a_renewal_is_in_the_determination() -> None:
    submission = a_renewal([an_activity("A-1", "40", quantity="40")])
    results = determine(cpt(), submission, allowing(submission, {})).rules
    assert {result.holds for result in results} == {Holds.HOLDS}


def test_many_small_activities_are_all_named_where_one_alone_decides() -> None:
    listed = [an_activity(f"A-{n}", "0.4", quantity="0.4", title=f"Part {n}") for n in range(100)]
    submission = a_renewal(listed)
    determined = determine(cpt(), submission, allowing(submission, {}))
    assert (determined.recommended, determined.margin, len(determined.smallest_changes)) == ("recertify", 1, 100)
    more = a_renewal([*listed, *(an_activity(f"B-{n}", "0.4", quantity="0.4", title=f"More {n}") for n in range(2))])
    assert determine(cpt(), more, allowing(more, {})).margin == 3
