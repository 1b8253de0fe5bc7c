from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.program.functions import RULE_FUNCTIONS
from reviewer.review.case import case_of
from reviewer.review.checklist import checks
from reviewer.review.judgment import Record
from reviewer.review.period import months_after
from reviewer.review.rules import FUNCTIONS, answers
from reviewer.submission.model import Attestation, Declaration, EthicsStatement, ExperienceRow, Month, Submission
from reviewer.vocabulary import Holds
from tests.builders import a_project, a_ruling, a_submission, an_attestation, cpt, sample

if TYPE_CHECKING:
    from pathlib import Path

HOLDS, FAILS, CANNOT_TELL = Holds.HOLDS, Holds.FAILS, Holds.CANNOT_TELL


def _computed(submission: Submission, item: str) -> Holds:
    return _check(submission, item)[0]


def _check(submission: Submission, item: str) -> tuple[Holds, str]:
    found = {check.computed.rule: check.computed for check in checks(case_of(cpt(), submission, Record()))}
    return found[item].holds, found[item].because


def test_every_function_that_a_definition_may_name_exists() -> None:
    assert set(FUNCTIONS) == set(RULE_FUNCTIONS)


def test_a_good_submission_fulfills_every_condition() -> None:
    assert {check.computed.holds for check in checks(case_of(cpt(), a_submission(), Record()))} == {HOLDS}


@pytest.mark.parametrize(("end", "holds"), [(Month(2025, 12), HOLDS), (Month(2025, 11), FAILS)])
def test_thirty_six_months_of_experience_are_enough(end: Month, holds: Holds) -> None:
    row = ExperienceRow("An employer", "A role", Month(2023, 1), end, share=a_submission().experience[0].share)
    assert _computed(a_submission(experience=[row]), "experience") is holds


def test_how_much_the_rows_cover_is_told_beside_what_counts(shared_data: Path) -> None:
    _, because = _check(sample(shared_data, "CPT-2026-0103_r1"), "experience")
    assert because == (
        "22 months of experience count; 36 are needed. "
        "The rows add up to 40 months; every month counts once, and part time by its share."
    )


def test_no_experience_at_all_is_not_enough() -> None:
    assert _check(a_submission(experience=[]), "experience") == (
        FAILS,
        "0 months of experience count; 36 are needed.",
    )


@pytest.mark.parametrize(("projects", "holds"), [(2, FAILS), (3, HOLDS), (4, HOLDS)])
def test_three_projects_are_needed(projects: int, holds: Holds) -> None:
    assert _computed(a_submission(projects), "projects") is holds


@pytest.mark.parametrize(
    ("third", "holds"),
    [
        ([an_attestation()], HOLDS),
        ([an_attestation(relation="supervisor")], HOLDS),
        ([an_attestation(relation="peer")], FAILS),
        ([an_attestation(relation="other")], FAILS),
        ([an_attestation(signed_on=None)], FAILS),
        ([], FAILS),
        ([an_attestation(relation="peer"), an_attestation(signed_on=None)], FAILS),
        ([an_attestation(relation="peer"), an_attestation()], HOLDS),
        ([an_attestation([], signed_on=date(2025, 1, 1))], HOLDS),
    ],
)
def test_three_projects_need_a_signed_attestation_by_a_client_or_supervisor(
    third: list[Attestation], holds: Holds
) -> None:
    projects = [a_project("p1"), a_project("p2"), a_project("p3", attestations=third)]
    assert _computed(a_submission(projects), "attestations") is holds


@pytest.mark.parametrize(
    ("ends", "holds"),
    [
        ([Month(2021, 9), Month(2021, 9), Month(2026, 9)], HOLDS),
        ([Month(2021, 8), Month(2021, 9), Month(2026, 9)], FAILS),
        ([Month(2021, 8), Month(2021, 9), Month(2022, 1), Month(2022, 2)], HOLDS),
        ([None, Month(2022, 1), Month(2022, 2)], CANNOT_TELL),
        ([None, Month(2022, 1), Month(2022, 2), Month(2022, 3)], HOLDS),
        ([None, Month(2020, 1), Month(2022, 2)], FAILS),
        ([], FAILS),
    ],
)
def test_a_program_may_ask_that_projects_are_recent(ends: list[Month | None], holds: Holds) -> None:
    (projects,) = cpt().pathway("initial").rules_with("number_of_projects")
    rule = replace(
        projects, function="recent_projects", parameters={"projects_needed": 3, "max_age_years": 5}, id="recent"
    )
    # Submitted in September 2026.
    submission = a_submission([a_project(f"p{place}", end=end) for place, end in enumerate(ends)])
    (result,) = answers(case_of(cpt(), submission, Record()), rule)
    assert result.holds is holds
    assert "within 5 years" in result.because
    assert ("No end is given for p0." in result.because) == (None in ends)


def test_a_fourth_project_needs_no_attestation() -> None:
    projects = [*(a_project(f"p{number}") for number in range(1, 4)), a_project("p4", attestations=[])]
    assert _check(a_submission(projects), "attestations") == (
        HOLDS,
        "3 projects have a signed attestation by a client or a supervisor; 3 are needed. Without one: p4.",
    )


@pytest.mark.parametrize(
    ("ethics", "holds"),
    [
        (EthicsStatement(agreed=True, signed_name="C", signed_on=date(2026, 1, 1)), HOLDS),
        (EthicsStatement(agreed=True, signed_name="C"), CANNOT_TELL),
        (EthicsStatement(agreed=True, signed_on=date(2026, 1, 1)), CANNOT_TELL),
        (EthicsStatement(agreed=False, signed_name="C", signed_on=date(2026, 1, 1)), FAILS),
    ],
)
def test_the_commitment_is_agreed_signed_and_dated(ethics: EthicsStatement, holds: Holds) -> None:
    assert _computed(a_submission(ethics=ethics), "ethics_commitment") is holds


def test_both_declarations_must_be_agreed() -> None:
    assert _check(a_submission(declarations=["declaration_and_release"]), "declarations") == (
        FAILS,
        "Not agreed or not there: application agreement.",
    )


def test_a_declaration_that_is_there_but_not_agreed_does_not_count() -> None:
    refused = (Declaration("declaration_and_release", agreed=True), Declaration("application_agreement", agreed=False))
    assert _computed(replace(a_submission(), declarations=refused), "declarations") is FAILS


@pytest.mark.parametrize(
    ("route", "registered_on", "holds"),
    [
        ("", None, HOLDS),
        ("direct", None, HOLDS),
        ("direct", date(2001, 1, 1), HOLDS),
        ("workshop", None, CANNOT_TELL),
        ("workshop", date(2023, 9, 15), HOLDS),
        ("workshop", date(2023, 9, 14), FAILS),
        ("in_house", date(2023, 9, 14), FAILS),
    ],
)
def test_the_window_depends_on_the_route(route: str, registered_on: date | None, holds: Holds) -> None:
    submission = replace(a_submission(), entry_route=route, registered_on=registered_on)
    assert _computed(submission, "entry_window") is holds


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2023, 9, 15), date(2026, 9, 15)),
        (date(2023, 12, 31), date(2026, 12, 31)),
        (date(9998, 1, 1), None),
    ],
)
def test_a_window_ends_on_the_same_day_of_its_last_month(day: date, later: date | None) -> None:
    assert months_after(day, 36) == later


def test_a_ruling_overrides_what_was_computed_and_says_so() -> None:
    submission = a_submission(2)
    check = next(
        check
        for check in checks(case_of(cpt(), submission, Record(eligibility={"projects": a_ruling("holds")})))
        if check.computed.rule == "projects"
    )
    assert (check.computed.holds, check.in_force.holds, check.is_overruled) == (FAILS, HOLDS, True)
    assert check.in_force.because == (
        "You ruled: I have seen it. Computed before: 2 projects are described; 3 are needed."
    )
