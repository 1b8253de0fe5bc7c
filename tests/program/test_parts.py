"""Definitions of renewals and coursework: what their parts must be."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, cast

import pytest

from reviewer.errors import ProgramRefusedError
from reviewer.program import catalog
from reviewer.program.catalog import ProgramFile

if TYPE_CHECKING:
    from reviewer.program.problems import ProgramProblem

CPTM = catalog.find_file("cptm", "2024").definition.decode()
CPT = catalog.find_file("cpt", "2013").definition.decode()


def _places(old: str, new: str) -> set[str]:
    assert old in CPTM
    with pytest.raises(ProgramRefusedError) as refused:
        catalog.read_definition(CPTM.replace(old, new, 1).encode())
    problems = cast("tuple[ProgramProblem, ...]", refused.value.details["problems"])
    return {problem.where for problem in problems}


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('value = 24\nunit = "months"', 'value = 0\nunit = "months"', "/pathways/recertification/cycle/months/value"),
        ('value = "both"', 'value = "none"', "/pathways/recertification/cycle/edge_days/value"),
        ("per_hour = 1", "per_hour = 0", "/pathways/recertification/activities/per_hour"),
        ('unit = "hours"\nper_hour', 'unit = "coins"\nper_hour', "/pathways/recertification/activities/unit"),
        ("margin = 1", "margin = 4", "/pathways/recertification/second_reader/margin"),
        (
            'function = "certification_dated"',
            'function = "submitted_by_due_date"',
            "/pathways/recertification/rules/1/function",
        ),
        (
            'value = 24\nunit = "hours"',
            'value = "24"\nunit = "hours"',
            "/pathways/recertification/rules/0/parameters/points_needed",
        ),
        (
            'value = 24\nunit = "hours"',
            'value = -1\nunit = "hours"',
            "/pathways/recertification/rules/0/parameters/points_needed",
        ),
        (
            'value = 24\nunit = "hours"',
            'value = 1e400\nunit = "hours"',
            "/pathways/recertification/rules/0/parameters/points_needed",
        ),
        (
            'value = 2\nunit = "attempts"',
            'value = 2.5\nunit = "attempts"',
            "/pathways/initial/rules/2/parameters/attempts",
        ),
    ],
)
def test_a_part_that_is_not_right_is_named_with_its_place(old: str, new: str, where: str) -> None:
    assert where in _places(old, new)


@pytest.mark.parametrize("day", ["01-31", "03-31", "11-30", "12-31", "02-28"])
def test_every_day_that_each_year_has_can_be_a_due_day(day: str) -> None:
    written = CPT.replace('["06-15", "11-15"]', f'["{day}"]', 1)
    cycle = catalog.read_definition(written.encode()).pathway("recertification").cycle
    assert cycle is not None
    assert cycle.due_days == ((int(day[:2]), int(day[3:])),)


@pytest.mark.parametrize("day", ["02-29", "02-30", "04-31", "11-31", "13-01", "00-10", "1-1", "31-12", "06-15 "])
def test_a_day_that_some_years_do_not_have_is_no_due_day(day: str) -> None:
    with pytest.raises(ProgramRefusedError) as refused:
        catalog.read_definition(CPT.replace('["06-15", "11-15"]', f'["{day}"]', 1).encode())
    (problem,) = cast("tuple[ProgramProblem, ...]", refused.value.details["problems"])
    assert problem.where == "/pathways/recertification/cycle/due_days/value/0"
    assert "a day of every year as month and day, such as 06-15" in problem.message


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (
            'step = "eligibility"\nfunction = "practicum_attended"',
            'step = "scorable"\nfunction = "has_claims"',
            "/pathways/initial/rules/1/function",
        ),
        ('function = "practicum_attended"', 'function = "exam_passed"', "/pathways/initial/rules"),
    ],
)
def test_a_function_that_could_not_tell_its_rows_apart_is_refused(old: str, new: str, where: str) -> None:
    assert where in _places(old, new)


def test_a_rule_is_not_named_as_an_item_of_the_checklist() -> None:
    with pytest.raises(ProgramRefusedError) as refused:
        catalog.read_definition(CPT.replace('id = "entry_window"', 'id = "6"', 1).encode())
    (problem,) = cast("tuple[ProgramProblem, ...]", refused.value.details["problems"])
    assert problem.where == "/pathways/initial/rules/6/id"


def test_a_rule_is_as_sure_as_what_it_counts_by() -> None:
    """The body's own rule on hours still rests on our reading of the days and of the evidence."""
    first = CPTM.index('id = "hours"')
    found = CPTM[:first] + CPTM[first:].replace('status = "assumed"', 'status = "found"', 1)
    rule = catalog.read_definition(found.encode()).pathway("recertification").rules[0]
    assert (rule.provenance.status, rule.status) == ("found", "assumed")
    assert rule.least_sure.source == "Our own rule; whether the first and the last day count is not public"


def test_a_table_of_activities_needs_its_rules() -> None:
    first, last = (
        CPTM.index("[pathways.recertification.activities]"),
        CPTM.index("[[pathways.recertification.outcomes]]"),
    )
    assert "/pathways/recertification" in _places(CPTM[first:last], "")


def test_points_and_rates_are_decimal() -> None:
    written = CPTM.replace('value = 24\nunit = "hours"', 'value = 24.5\nunit = "hours"').replace(
        "per_hour = 1", "per_hour = 0.1"
    )
    pathway = catalog.read_definition(written.encode()).pathway("recertification")
    assert pathway.activities is not None
    assert pathway.activities.per_hour == Decimal("0.1")
    assert pathway.rules[0].parameters["points_needed"] == Decimal("24.5")


def test_an_installed_text_takes_the_place_of_a_shipped_one() -> None:
    own = ProgramFile("cpt", "2013", b"own", {}, "0" * 64)
    new = ProgramFile("aaa", "1", b"new", {}, "1" * 64)
    in_use = catalog.beside([own, new])
    assert in_use[0] == new
    assert own in in_use
    assert len(in_use) == len(catalog.shipped()) + 1
