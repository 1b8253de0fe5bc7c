from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewer.errors import ProgramRefusedError
from reviewer.program import catalog
from reviewer.program.building import build_program
from reviewer.program.checking import problems_of
from reviewer.program.functions import RULE_FUNCTIONS
from reviewer.program.parsing import parse_definition
from reviewer.text import text
from tests.builders import CRAFT, craft_program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.program.problems import ProgramProblem

WHOLE = CRAFT.read_text(encoding="utf-8")


def _problems(definition: str | bytes) -> tuple[ProgramProblem, ...]:
    written = definition.encode() if isinstance(definition, str) else definition
    with pytest.raises(ProgramRefusedError) as refused:
        catalog.read_definition(written, subject="craft.toml")
    problems = cast("tuple[ProgramProblem, ...]", refused.value.details["problems"])
    assert problems
    return problems


def _places(definition: str) -> set[str]:
    return {problem.where for problem in _problems(definition)}


def test_a_program_that_nobody_here_has_seen_is_read() -> None:
    program = craft_program()
    assert [standard.number for standard in program.standards] == [1, 2, 3, 4, 7]
    assert program.standard(7).needed == 2
    assert program.not_applicable is None
    assert program.level("loose").needs_reason
    assert not program.pathway("initial").outcome_hidden_until_judged


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('format = "program/1"', 'format = "program/2"', "/format"),
        ('edition = "2031"\n', "", "/program"),
        ('edition = "2031"', 'edition = "../2031"', "/program/edition"),
        ('scheme_kind = "assess', 'scheme_kind = "gues', "/program/scheme_kind"),
        ("[[standards]]", "valid_from = 2031-02-01\nvalid_until = 2031-01-31\n[[standards]]", "/program/valid_until"),
        ("number = 7", "number = 4", "/standards"),
        ("number = 7", "number = 8", "/coverage"),
        ('kind = "principle"', 'kind = "rule"', "/standards/4/kind"),
        ("standards = [7]", "standards = [7, 1]", "/coverage"),
        ("needed = 2", "needed = 2.0", "/coverage/1/needed"),
        ('status = "assumed"', 'status = "guessed"', "/coverage/1/status"),
        ('key = "S"', 'key = "M"', "/levels"),
        ('key = "S"', 'key = "1"', "/levels/1/key"),
        ('id = "loose"', 'id = "not_claimed"', "/levels/2/id"),
        ('id = "loose"', 'id = "sound"', "/levels"),
        ("shows = false", "shows = true", "/levels"),
        (
            "[letter]",
            '[panel.reviewers]\nvalue = 0\nstatus = "found"\nsource = "Us"\n[letter]',
            "/panel/reviewers/value",
        ),
        ("[letter]", "[panel.reviewers]\nvalue = 2\n[letter]", "/panel/reviewers"),
        ('sign = "full"\nshows = true', 'sign = "full"\nshows = false', "/levels/1/shows"),
        ('effect = "none"', 'effect = "more"', "/ethics/choices"),
        ('key = "T"', 'key = "C"', "/ethics/choices"),
        ('id = "none"', 'id = "nothing"', "/conflicts"),
        ("has_ethics = true", "has_ethics = false", "/pathways/initial"),
        ("[pathways.initial]", "[pathways.sideways]", "/pathways"),
        ('layout = "matrix"', 'layout = "spiral"', "/pathways/initial/layout"),
        ('when_fails = "before_the_guild"', 'when_fails = "admit"', "/pathways/initial/rules/2/when_fails"),
        ('refer = "before_the_guild"', 'refer = "elsewhere"', "/pathways/initial/rules/2/parameters/refer"),
        ('id = "shown"', 'id = "hands"', "/pathways/initial/rules"),
        ('id = "try_again"', 'id = "admit"', "/pathways/initial/outcomes"),
        ('function = "months_of_experience"', 'function = "magic"', "/pathways/initial/rules/0/function"),
        ('function = "months_of_experience"', 'function = "has_claims"', "/pathways/initial/rules/0/step"),
        ("months_needed = 24", "months_wanted = 24", "/pathways/initial/rules/0/parameters/months_wanted"),
        ("months_needed = 24", "months_wanted = 24", "/pathways/initial/rules/0/parameters/months_needed"),
        ("months_needed = 24", "months_needed = 0", "/pathways/initial/rules/0/parameters/months_needed"),
        ("months_needed = 24", "months_needed = 1201", "/pathways/initial/rules/0/parameters/months_needed"),
        ("months_needed = 24", 'months_needed = "two years"', "/pathways/initial/rules/0/parameters/months_needed"),
        ("months_needed = 24", "months_needed = { value = 24 }", "/pathways/initial/rules/0/parameters/months_needed"),
        ('dated_by = "office"', 'dated_by = "nobody"', "/letter/dated_by"),
        ('source = "Hearsay"', 'source = "Hearsay"\nchecked_on = "2026-02-30"', "/coverage/1/checked_on"),
        ('source = "Hearsay"', 'source = ""', "/coverage/1/source"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(old: str, new: str, where: str) -> None:
    assert old in WHOLE
    assert where in _places(WHOLE.replace(old, new, 1))


def test_a_rule_on_ethics_needs_a_checklist() -> None:
    checklist = WHOLE[WHOLE.index("[ethics]") : WHOLE.index("[[conflicts]]")]
    assert _places(WHOLE.replace(checklist, "")) == {"/pathways/initial"}


def test_all_problems_are_listed_at_once() -> None:
    broken = WHOLE
    for old, new in (("number = 7", "number = 4"), ('key = "S"', 'key = "M"'), ('id = "none"', 'id = "nothing"')):
        broken = broken.replace(old, new, 1)
    assert {"/standards", "/levels", "/conflicts"} <= _places(broken)


def test_what_does_not_fit_together_is_listed_beside_what_the_schema_refuses() -> None:
    broken = WHOLE.replace("needed = 2", "needed = 0", 1).replace("number = 7", "number = 4", 1)
    broken = broken.replace('when_fails = "before_the_guild"', 'when_fails = "admit"', 1)
    assert {"/coverage/1/needed", "/standards", "/pathways/initial/rules/2/when_fails"} <= _places(broken)


def test_the_refusal_tells_every_place_in_words() -> None:
    with pytest.raises(ProgramRefusedError) as refused:
        catalog.read_definition(WHOLE.replace("needed = 2", "needed = 0", 1).encode(), subject="craft.toml")
    told = text(refused.value.text_key, subject=refused.value.subject, **refused.value.details)
    assert "craft.toml" in told
    assert "/coverage/1/needed: 0 is less than 1." in told


def test_a_number_with_a_source_of_its_own_keeps_it() -> None:
    sourced = 'months_needed = { value = 24, unit = "months", status = "assumed", source = "A rumor" }'
    program = catalog.read_definition(WHOLE.replace("months_needed = 24", sourced).encode())
    rule = program.pathway("initial").rules[0]
    assert rule.parameters["months_needed"] == 24
    assert rule.sourced["months_needed"].unit == "months"
    assert rule.status == "assumed"


@pytest.mark.parametrize(
    "definition", [b"\xff\xfe", b"format = ", b"a = " + b"[" * 5000, b"", b"a = 1\na = 2", b"a = " + b"9" * 5000]
)
def test_bytes_that_are_no_definition_are_refused(definition: bytes) -> None:
    assert _problems(definition)


def test_letters_are_read_by_their_file_names() -> None:
    program = catalog.read_definition(WHOLE.encode(), {"admit.toml": "Grüße".encode()})
    assert program.letters == {"admit.toml": "Grüße"}


def test_a_letter_that_is_not_text_is_a_problem_too() -> None:
    with pytest.raises(ProgramRefusedError) as refused:
        catalog.read_definition(WHOLE.encode(), {"admit.toml": b"\xff"})
    problems: Any = refused.value.details["problems"]
    assert [problem.where for problem in problems] == ["letters/admit.toml"]


@given(st.text() | st.binary())
def test_anything_at_all_is_either_read_or_refused(definition: str | bytes) -> None:
    assert _problems(definition)


def _paths(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield (*path, step)
        yield from _paths(member, (*path, step))


TABLES = cast("dict[str, Any]", parse_definition(WHOLE.encode()))
PATHS = sorted(_paths(TABLES), key=str)
VALUES: st.SearchStrategy[object] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from([[], {}, {"value": 1}])
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PATHS), VALUES, st.booleans())
def test_whatever_member_is_changed_it_is_refused_or_read(
    path: tuple[str | int, ...], value: object, is_left_out: bool
) -> None:
    tables = copy.deepcopy(TABLES)
    holder: Any = tables
    for step in path[:-1]:
        holder = holder[step]
    if is_left_out:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    problems = problems_of(tables)
    assert problems or build_program(tables, sha256="0" * 64, letters={}).pathways


def test_the_page_for_offices_names_every_function_with_its_parameters() -> None:
    page = (Path(__file__).parents[2] / "docs" / "programs.md").read_text(encoding="utf-8")
    rows = {line.split("|")[2].strip(" `"): line for line in page.splitlines() if line.count("|") == 5}
    for name, signature in RULE_FUNCTIONS.items():
        assert signature.step in rows[name]
        assert all(f"`{parameter}`" in rows[name] for parameter in signature.parameters)
