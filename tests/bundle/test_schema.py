"""The contract's JSON Schema, as it is applied."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from reviewer.bundle.notes import Notes
from reviewer.bundle.schema import check_schema, python_pattern
from reviewer.resource_files import resource_bytes, resource_text
from tests.bundle.builders import words

if TYPE_CHECKING:
    from pathlib import Path


def _breaches(members: object) -> list[tuple[str, str]]:
    notes = Notes()
    check_schema(members, frozenset(), notes)
    return [(problem.where, problem.code) for problem in notes.report().problems]


def test_the_schema_is_that_of_the_contract(shared_data: Path) -> None:
    contract = shared_data.parent / "contract" / "submission.schema.json"
    assert resource_bytes("schemas", "submission.schema.json") == contract.read_bytes()


def test_the_builders_words_satisfy_it() -> None:
    assert _breaches(words()) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"revision": "1"}, ("/revision", "schema")),
        ({"revision": 0}, ("/revision", "schema")),
        ({"revision": 100}, ("/revision", "schema")),
        ({"revision": True}, ("/revision", "schema")),
        ({"revision": Decimal("1.5")}, ("/revision", "schema")),
        ({"format": "submission/2"}, ("/format", "schema")),
        ({"submission_id": ".."}, ("/submission_id", "schema")),
        ({"submission_id": "a\n"}, ("/submission_id", "schema")),
        ({"submission_id": "x" * 65}, ("/submission_id", "schema")),
        ({"submission_id": "é"}, ("/submission_id", "schema")),
        ({"submitted_on": "2026-02-30"}, ("/submitted_on", "bad-date")),
        ({"submitted_on": "2026-2-3"}, ("/submitted_on", "schema")),
        ({"submitted_on": "2026-02-03\n"}, ("/submitted_on", "schema")),
        ({"submitted_on": "0000-01-01"}, ("/submitted_on", "bad-date")),
        ({"submitted_on": 20260203}, ("/submitted_on", "schema")),
        ({"due_on": "٢٠٢٦-٠٢-٠٣"}, ("/due_on", "schema")),
        ({"pathway": "renewal"}, ("/pathway", "schema")),
        ({"candidate": {"candidate_id": "C-1", "name": ""}}, ("/candidate/name", "schema")),
        ({"candidate": {"candidate_id": "C-1", "name": "x" * 501}}, ("/candidate/name", "schema")),
        ({"candidate": {"name": "x"}}, ("/candidate", "schema")),
        ({"candidate": []}, ("/candidate", "schema")),
        ({"experience": [{"employer": "E", "role": "R", "start": "2024-13"}]}, ("/experience/0/start", "schema")),
        (
            {"experience": [{"employer": "E", "role": "R", "start": "2024-01", "end": "x"}]},
            ("/experience/0/end", "schema"),
        ),
        (
            {"experience": [{"employer": "E", "role": "R", "start": "2024-01", "share": 0}]},
            ("/experience/0/share", "schema"),
        ),
        (
            {"experience": [{"employer": "E", "role": "R", "start": "2024-01", "share": Decimal("1.01")}]},
            ("/experience/0/share", "schema"),
        ),
        ({"documents": [{"path": "evidence/", "title": "x"}]}, ("/documents/0/path", "schema")),
        ({"documents": [{"path": "data/evidence/x", "title": "x"}]}, ("/documents/0/path", "schema")),
        ({"documents": [{"path": "evidence/\u2028", "title": "x"}]}, ("/documents/0/path", "schema")),
        ({"documents": {}}, ("/documents", "schema")),
        ({"ethics": {"agreed": "yes"}}, ("/ethics/agreed", "schema")),
        ({"projects": [{"project_id": "p", "title": "t", "claims": [], "end": 5}]}, ("/projects/0/end", "schema")),
        ({"activities": [{}] * 2001}, ("/activities", "schema")),
    ],
)
def test_one_breach_is_told_with_its_pointer(change: dict[str, Any], expected: tuple[str, str]) -> None:
    found = _breaches(words(**change))
    assert expected in found
    assert [one for one in found if one[0] == expected[0]] == [expected]


def test_every_missing_member_is_named() -> None:
    notes = Notes()
    check_schema({}, frozenset(), notes)
    problems = notes.report().problems
    assert {problem.where for problem in problems} == {"data/submission.json"}
    missing = {re.findall("“(.*?)”", problem.message)[0] for problem in problems}
    assert missing == set(json.loads(resource_text("schemas", "submission.schema.json"))["required"])


@pytest.mark.parametrize("members", [None, [], "x", 1, True])
def test_what_is_no_object_is_refused(members: object) -> None:
    assert _breaches(members) == [("data/submission.json", "schema")]


def test_integral_decimals_and_optional_members_are_allowed() -> None:
    row = {"employer": "E", "role": "R", "start": "2024-01", "end": None, "share": Decimal("0.4")}
    assert _breaches(words(experience=[row], unknown_member={"x": [1, Decimal("1e300")]})) == []


def test_values_that_were_refused_already_are_passed_over() -> None:
    notes = Notes()
    check_schema(words(revision=0), frozenset({"/revision"}), notes)
    assert notes.report().problems == ()


def test_patterns_end_at_the_very_end() -> None:
    assert python_pattern("^a$") == r"^a\Z"
    assert python_pattern(r"^[.$]\.\$.") == r"^[.$]\.\$[^\n\r\u2028\u2029]"
    assert re.search(python_pattern("^[0-9]{4}$"), "2026\n") is None


changes = st.dictionaries(
    st.sampled_from(sorted(json.loads(resource_text("schemas", "submission.schema.json"))["properties"])),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-5, 120)
        | st.text(max_size=12)
        | st.sampled_from(["2026-01-01", "2026-01", "cpt", "evidence/x", "evidence/p1/note.txt"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["path", "title", "start", "end", "claims", "standard", "share", "agreed", "points"]),
                inner,
                max_size=4,
            )
        ),
        max_leaves=8,
    ),
    max_size=4,
)


@given(changes)
def test_the_expanded_schema_says_what_the_plain_one_says(change: dict[str, object]) -> None:
    plain = Draft202012Validator(
        json.loads(resource_text("schemas", "submission.schema.json")),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )
    members = words(**change)
    expected = {"".join(f"/{part}" for part in error.absolute_path) for error in plain.iter_errors(members)}
    assert {where.removeprefix("data/submission.json") for where, _ in _breaches(members)} == expected
