from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.review.case import case_of
from reviewer.review.deciding import determine
from reviewer.review.judgment import Record
from reviewer.review.milestones import milestone_name, milestone_rows
from reviewer.vocabulary import Holds, MissingKind
from tests.builders import sample
from tests.review.renewals import MODULES, a_module, a_session, all_done, an_exam, counting, coursework, cptm

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.submission.model import Milestone, Submission

NOTHING = Record()


def _holds(submission: Submission, record: Record = NOTHING) -> dict[str, Holds]:
    return {rule.rule: rule.holds for rule in determine(cptm(), submission, record).rules}


def _without(kept: list[Milestone], ref: str) -> list[Milestone]:
    return [milestone for milestone in kept if milestone.ref != ref]


def test_everything_done_certifies() -> None:
    determined = determine(cptm(), coursework(*all_done()), NOTHING)
    assert (determined.recommended, determined.missing) == ("certify", ())
    assert {rule.holds for rule in determined.rules} == {Holds.HOLDS}


def test_the_sample_certifies_and_shows_the_failed_attempt(shared_data: Path) -> None:
    submission = sample(shared_data, "CPTM-2026-0201_r1")
    determined = determine(cptm(), submission, NOTHING)
    assert determined.recommended == "certify"
    assert "1410 of 1410" in next(rule.because for rule in determined.rules if rule.rule == "practicum")
    rows = {str(row.key): (row.counts, row.flags) for row in milestone_rows(case_of(cptm(), submission, NOTHING))}
    assert rows["module-04@1"] == (False, ("below-mark",))
    assert rows["module-04@2"] == (True, ())


@pytest.mark.parametrize("score", ["70", "70.0", "100"])
def test_a_module_is_passed_at_seventy(score: str) -> None:
    done = [*_without(all_done(), "module-03"), a_module("module-03", score)]
    assert _holds(coursework(*done))["modules"] is Holds.HOLDS


def test_a_module_is_passed_in_any_attempt() -> None:
    done = [*_without(all_done(), "module-03"), a_module("module-03", "90", 1), a_module("module-03", "12", 2)]
    assert _holds(coursework(*done))["modules"] is Holds.HOLDS


@pytest.mark.parametrize("ref", MODULES)
def test_every_module_is_needed(ref: str) -> None:
    results = determine(cptm(), coursework(*_without(all_done(), ref)), NOTHING).rules
    modules = next(rule for rule in results if rule.rule == "modules")
    assert modules.holds is Holds.FAILS
    assert milestone_name(ref, None) in modules.because
    failed = [*_without(all_done(), ref), a_module(ref, "69.9")]
    assert _holds(coursework(*failed))["modules"] is Holds.FAILS


def test_every_scheduled_minute_is_needed() -> None:
    done = _without(all_done(), "practicum-2")
    assert _holds(coursework(*done, a_session(2, 389)))["practicum"] is Holds.FAILS
    assert _holds(coursework(*done, a_session(2, 400)))["practicum"] is Holds.HOLDS
    without_any = [milestone for milestone in done if milestone.kind != "practicum_session"]
    assert _holds(coursework(*without_any))["practicum"] is Holds.FAILS


@pytest.mark.parametrize(
    ("exam", "holds"),
    [
        (an_exam("70"), Holds.HOLDS),
        (an_exam("69"), Holds.FAILS),
        (an_exam("90", 2), Holds.HOLDS),
        (an_exam("90", 3), Holds.FAILS),
        (an_exam(on=date(2027, 3, 22)), Holds.HOLDS),
        (an_exam(on=date(2027, 3, 23)), Holds.FAILS),
    ],
)
def test_an_exam_counts_within_attempts_and_window(exam: Milestone, holds: Holds) -> None:
    assert _holds(coursework(*_without(all_done(), "exam"), exam))["exam"] is holds


def test_attempts_that_are_not_numbered_are_counted_by_their_days() -> None:
    days = (date(2026, 9, 24), date(2026, 9, 26), date(2026, 9, 28))
    first, second, third = (an_exam(score, None, day) for score, day in zip(("10", "20", "90"), days, strict=True))
    done = _without(all_done(), "exam")
    assert _holds(coursework(*done, third))["exam"] is Holds.HOLDS
    assert _holds(coursework(*done, second, third))["exam"] is Holds.HOLDS
    # The same reference without attempts cannot stand twice in a bundle; the rule still counts them.
    assert _holds(coursework(*done, third, second, first))["exam"] is Holds.FAILS


def test_without_an_exam_there_is_nothing_to_count() -> None:
    assert _holds(coursework(*_without(all_done(), "exam")))["exam"] is Holds.FAILS


@pytest.mark.parametrize(
    ("replaced", "new"),
    [
        ("module-05", a_module("module-05", None)),
        ("practicum-1", a_session(1, None)),
        ("exam", an_exam(None)),
        ("none", a_module("module-99", "90")),
    ],
)
def test_what_the_rules_cannot_tell_waits_for_a_ruling(replaced: str, new: Milestone) -> None:
    submission = coursework(*_without(all_done(), replaced), new)
    missing = determine(cptm(), submission, NOTHING).missing
    key = f"{new.ref}@{new.attempt}" if new.attempt else new.ref
    assert [(one.kind, one.id) for one in missing] == [(MissingKind.MILESTONE, key)]
    assert determine(cptm(), submission, counting(True, key)).recommended == "certify"
    ruled_out = determine(cptm(), submission, counting(False, key)).recommended
    assert ruled_out == ("certify" if replaced == "none" else "more_information")


def test_a_ruling_goes_before_what_was_computed() -> None:
    submission = coursework(*_without(all_done(), "exam"), an_exam("65"))
    assert determine(cptm(), submission, NOTHING).recommended == "more_information"
    lifted = determine(cptm(), submission, counting(True, "exam@1"))
    assert lifted.recommended == "certify"
    assert [(change.id, change.from_answer, change.to_answer) for (change,) in lifted.smallest_changes] == [  # type: ignore[union-attr]
        ("exam@1", "yes", "no")
    ]
    refused = determine(cptm(), coursework(*all_done()), counting(False, "module-02@1"))
    assert refused.recommended == "more_information"
    assert refused.margin == 1


def test_ruling_out_the_last_session_moves_the_window_of_the_exam() -> None:
    late = an_exam(on=date(2027, 3, 21))
    submission = coursework(*_without(all_done(), "exam"), late)
    assert _holds(submission)["exam"] is Holds.HOLDS
    done = determine(cptm(), submission, counting(False, "practicum-2"))
    assert {rule.rule: rule.holds for rule in done.rules}["practicum"] is Holds.FAILS
    assert done.margin == 1


@given(st.lists(st.tuples(st.sampled_from(MODULES), st.integers(0, 100)), max_size=25))
def test_another_attempt_never_takes_a_module_away(attempts: list[tuple[str, int]]) -> None:
    done = [a_module(ref, str(score), number) for number, (ref, score) in enumerate(attempts, start=1)]
    passed = {ref for ref, score in attempts if score >= 70}
    assert (_holds(coursework(*done))["modules"] is Holds.HOLDS) == (passed == set(MODULES))
    more = [*done, a_module("module-01", "0", 999)]
    if _holds(coursework(*done))["modules"] is Holds.HOLDS:
        assert _holds(coursework(*more))["modules"] is Holds.HOLDS
