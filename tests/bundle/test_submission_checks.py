"""What a schema cannot say: ids, citations, programs; and what is only warned about."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from reviewer.bundle.intake import Examined, examine
from reviewer.bundle.known import KnownPrograms
from tests.bundle.builders import COUNTS, NOTE, bag, codes, evidence, payload, places, warned, words, zipped

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = KnownPrograms(
    editions={"cpt": ("2012", "2013"), "cptm": ("2024",)},
    pathways={("cpt", "2013"): ("initial",), ("cptm", "2024"): ("initial",)},
    standards={("cpt", "2013"): frozenset(range(1, 11))},
    words={
        ("cpt", "2013"): {
            "activities.kind": frozenset({"course", "workshop"}),
            "activities.ledger": frozenset({"A", "B"}),
            "declarations.kind": frozenset({"application_agreement"}),
        },
        ("cptm", "2024"): {
            "activities.ledger": frozenset(),
            "milestones.ref": frozenset({"module-01", "practicum-*", "exam"}),
        },
    },
)


def _examined(
    tmp_path: Path,
    files: dict[str, bytes] | None = None,
    known: KnownPrograms | None = PROGRAMS,
    **changes: Any,  # noqa: ANN401
) -> Examined:
    members = payload(words(**changes), evidence() | (files or {}))
    return examine(zipped(bag(members), tmp_path / "b.zip"), known_programs=known)


def _activity(number: str, **more: object) -> dict[str, object]:
    plain = {
        "activity_id": number,
        "kind": "course",
        "title": "T",
        "start": "2025-01-01",
        "quantity": 1,
        "unit": "hours",
    }
    return plain | more


def _project(number: str, *standards: int, **more: object) -> dict[str, object]:
    claims = [{"standard": standard, "narrative": f"{number} {standard}"} for standard in standards]
    return {"project_id": number, "title": "T", "claims": claims} | more


def _document(path: str, **more: object) -> dict[str, object]:
    return {"path": path, "title": "T"} | more


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"projects": [_project("p1"), _project("p2"), _project("p1")]}, "/projects/2/project_id"),
        ({"projects": [_project("p1", 1, 2, 1)]}, "/projects/0/claims/2/standard"),
        ({"activities": [_activity("a"), _activity("a")]}, "/activities/1/activity_id"),
        ({"documents": [_document(NOTE), _document(COUNTS), _document(NOTE)]}, "/documents/2/path"),
        (
            {"milestones": [{"kind": "exam", "ref": "exam", "attempt": 1, "completed_on": "2025-01-01"}] * 2},
            "/milestones/1/ref",
        ),
        ({"milestones": [{"kind": "exam", "ref": "exam", "completed_on": "2025-01-01"}] * 2}, "/milestones/1/ref"),
    ],
)
def test_an_id_given_twice_is_refused(changes: dict[str, Any], where: str, tmp_path: Path) -> None:
    assert places(_examined(tmp_path, **changes)) == [(where, "duplicate-id")]


def test_ids_are_unique_only_where_they_identify(tmp_path: Path) -> None:
    milestones = [
        {"kind": "exam", "ref": "exam", "attempt": attempt, "completed_on": "2025-01-01"} for attempt in (1, 2)
    ]
    projects = [_project("p1", 1, 2), _project("p2", 1, 2)]
    assert codes(_examined(tmp_path, milestones=milestones, projects=projects)) == []


@pytest.mark.parametrize(
    ("changes", "where", "named"),
    [
        ({"program": "cpq"}, "/program", ["cpq", "cpt 2012, 2013", "cptm 2024"]),
        ({"edition": "1999"}, "/edition", ["1999", "2012, 2013"]),
        ({"pathway": "appeal"}, "/pathway", ["appeal", "initial"]),
        ({"edition": "2012"}, "/pathway", ["2012"]),
    ],
)
def test_a_program_that_is_not_known_is_refused_with_those_that_are(
    changes: dict[str, Any], where: str, named: list[str], tmp_path: Path
) -> None:
    result = _examined(tmp_path, **changes)
    assert places(result) == [(where, "unknown-program")]
    assert [part for part in named if part not in result.report.problems[0].message] == []


CITATION = [{"path": "evidence/none.pdf"}]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        (
            {"projects": [{**_project("p1"), "claims": [{"standard": 1, "narrative": "", "evidence": CITATION}]}]},
            "/projects/0/claims/0/evidence/0/path",
        ),
        (
            {
                "projects": [
                    _project("p1", attestations=[{"attester_name": "A", "relation": "peer", "evidence": CITATION}])
                ]
            },
            "/projects/0/attestations/0/evidence/0/path",
        ),
        ({"ethics": {"agreed": True, "evidence": CITATION}}, "/ethics/evidence/0/path"),
        ({"activities": [_activity("a", evidence=CITATION)]}, "/activities/0/evidence/0/path"),
        (
            {"milestones": [{"kind": "exam", "ref": "e", "completed_on": "2025-01-01", "evidence": CITATION}]},
            "/milestones/0/evidence/0/path",
        ),
        (
            {
                "appeal_of": {
                    "submission_id": "a",
                    "revision": 1,
                    "outcome": "x",
                    "reviewers": [],
                    "package": "evidence/none.pdf",
                }
            },
            "/appeal_of/package",
        ),
    ],
)
def test_a_citation_of_what_is_not_listed_is_refused(changes: dict[str, Any], where: str, tmp_path: Path) -> None:
    result = _examined(tmp_path, **changes)
    assert places(result) == [(where, "dangling-evidence")]
    assert "evidence/none.pdf" in result.report.problems[0].message


def test_a_citation_of_a_file_that_documents_does_not_list_is_refused(tmp_path: Path) -> None:
    members = words(documents=[_document(NOTE)])
    result = examine(zipped(bag(payload(members)), tmp_path / "b.zip"))
    assert places(result) == [("/projects/0/claims/0/evidence/1/path", "dangling-evidence")]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("evidence/none.pdf", "missing-file"),
        ("evidence/../submission.json", "unsafe-path"),
        ("evidence/./x", "unsafe-path"),
        ("evidence\\x", "schema"),
        ("evidence/a\\b", "unsafe-path"),
    ],
)
def test_a_document_without_a_safe_file_is_refused(path: str, code: str, tmp_path: Path) -> None:
    documents = [*words()["documents"], _document(path)]
    assert (("/documents/2/path", code)) in places(_examined(tmp_path, documents=documents))


def test_payload_that_documents_does_not_list_is_kept_and_warned_about(tmp_path: Path) -> None:
    result = _examined(tmp_path, {"evidence/more.txt": b"x", "readme.txt": b"y"})
    assert codes(result) == []
    assert warned(result) == [
        ("data/evidence/more.txt", "unlisted-document"),
        ("data/readme.txt", "unlisted-document"),
    ]
    assert {file.path: file.is_listed for file in result.files} == {
        NOTE: True,
        COUNTS: True,
        "evidence/more.txt": False,
        "readme.txt": False,
    }


@pytest.mark.parametrize(
    ("content", "media_type", "is_warned"),
    [
        (b"%PDF-1.7", "application/pdf", False),
        (b"\xff\xd8\xff\xe0", "application/pdf", True),
        (b"\xff\xd8\xff\xe0", "image/png", True),
        (b"\xff\xd8\xff\xe0", "image/jpeg", False),
        (b"a,b\n1,2\n", "text/plain", False),
        (b"a,b\n1,2\n", "text/html; charset=utf-8", False),
        (b"a,b\n1,2\n", "application/pdf", True),
        (b"\0\1\2", "application/octet-stream", False),
        (b"\0\1\2", "video/mp4", False),
        (b"", "application/pdf", True),
    ],
)
def test_a_media_type_that_the_content_belies_is_warned_about(
    content: bytes, media_type: str, is_warned: bool, tmp_path: Path
) -> None:
    documents = [_document(NOTE), _document(COUNTS), _document("evidence/x", media_type=media_type)]
    ethics = {"agreed": True, "evidence": [{"path": "evidence/x"}]}
    result = _examined(tmp_path, {"evidence/x": content}, documents=documents, ethics=ethics)
    assert codes(result) == []
    assert (("/documents/2/media_type", "media-type") in warned(result)) == is_warned


def test_a_document_that_nothing_cites_is_warned_about(tmp_path: Path) -> None:
    assert warned(_examined(tmp_path, projects=[])) == [
        ("/documents/0", "uncited-document"),
        ("/documents/1", "uncited-document"),
    ]
    cited: list[dict[str, Any]] = [
        {"activities": [_activity("a", evidence=[{"path": NOTE}])]},
        {"ethics": {"agreed": True, "evidence": [{"path": NOTE}]}},
        {"milestones": [{"kind": "exam", "ref": "e", "completed_on": "2025-01-01", "evidence": [{"path": NOTE}]}]},
        {
            "projects": [
                _project("p1", attestations=[{"attester_name": "A", "relation": "peer", "evidence": [{"path": NOTE}]}])
            ]
        },
        {"appeal_of": {"submission_id": "a", "revision": 1, "outcome": "x", "reviewers": [], "package": NOTE}},
    ]
    for changes in cited:
        given: dict[str, Any] = {"projects": [], **changes}
        assert warned(_examined(tmp_path, **given)) == [("/documents/1", "uncited-document")]


def test_standards_that_the_program_does_not_know_are_warned_about(tmp_path: Path) -> None:
    attestation = {"attester_name": "A", "relation": "client", "confirms": [1, 12], "not_observed": [99]}
    result = _examined(
        tmp_path,
        projects=[_project("p1", 1, 11, attestations=[attestation])],
        response_to={"points": [{"response": "x", "standard": 40}, {"response": "y"}]},
        documents=[],
        program="cpt",
    )
    assert [where for where, code in warned(result) if code == "unknown-standard"] == [
        "/projects/0/claims/1/standard",
        "/projects/0/attestations/0/confirms/1",
        "/projects/0/attestations/0/not_observed/0",
        "/response_to/points/0/standard",
    ]


def test_words_that_the_program_does_not_know_are_warned_about(tmp_path: Path) -> None:
    activities = [_activity("a", kind="seminar", ledger="C"), _activity("b", ledger="A")]
    declarations = [{"kind": "oath", "agreed": True}, {"kind": "application_agreement", "agreed": True}]
    milestones = [{"kind": "exam", "ref": "any", "completed_on": "2025-01-01"}]
    result = _examined(tmp_path, activities=activities, declarations=declarations, milestones=milestones)
    assert codes(result) == []
    assert warned(result) == [
        ("/activities/0/kind", "unknown-word"),
        ("/activities/0/ledger", "unknown-word"),
        ("/declarations/0/kind", "unknown-word"),
    ]


def test_numbered_words_and_empty_vocabularies_are_understood(tmp_path: Path) -> None:
    refs = ["module-01", "module-02", "practicum-1", "practicum-12", "practicum-", "practicum-x", "exam"]
    milestones = [{"kind": "exam", "ref": ref, "completed_on": "2025-01-01"} for ref in refs]
    result = _examined(
        tmp_path, program="cptm", edition="2024", milestones=milestones, activities=[_activity("a", ledger="A")]
    )
    assert warned(result) == [
        ("/activities/0/ledger", "unknown-word"),
        ("/milestones/1/ref", "unknown-word"),
        ("/milestones/4/ref", "unknown-word"),
        ("/milestones/5/ref", "unknown-word"),
    ]


@pytest.mark.parametrize(
    ("end", "signed_on", "is_early"),
    [
        ("2025-09", "2025-08-31", True),
        ("2025-09", "2025-09-01", False),
        ("2025-09", "2025-10-01", False),
        ("2025-01", "2024-12-31", True),
        (None, "2026-08-31", True),
        (None, "2026-09-01", False),
        ("absent", "2020-01-01", False),
    ],
)
def test_an_attestation_before_the_projects_last_month_is_warned_about(
    end: str | None, signed_on: str, is_early: bool, tmp_path: Path
) -> None:
    attestation = {"attester_name": "A", "relation": "client", "signed_on": signed_on}
    project = _project("p1", attestations=[{"attester_name": "B", "relation": "peer"}, attestation])
    if end != "absent":
        project["end"] = end
    result = _examined(tmp_path, projects=[project])
    assert (("/projects/0/attestations/1/signed_on", "early-attestation") in warned(result)) == is_early


def test_the_same_words_in_two_claims_are_warned_about(tmp_path: Path) -> None:
    project = _project("p1", 1, 2, 3, 4, 5)
    claims: Any = project["claims"]
    for claim, narrative in zip(claims, ["Same words.\n\nHere.", "Other.", " Same  words. Here.", "", ""], strict=True):
        claim["narrative"] = narrative
    result = _examined(tmp_path, projects=[project])
    (warning,) = [one for one in result.report.warnings if one.code == "same-narrative"]
    assert warning.where == "/projects/0/claims/2/narrative"
    assert "/projects/0/claims/0/narrative" in warning.message


@pytest.mark.parametrize(
    ("known", "is_warned"), [(None, False), ("Perpetua  Lindqvist", False), ("Someone Else", True)]
)
def test_a_candidate_id_known_under_another_name_is_warned_about(
    known: str | None, is_warned: bool, tmp_path: Path
) -> None:
    asked: list[str] = []

    def name_of(candidate_id: str) -> str | None:
        asked.append(candidate_id)
        return known

    result = examine(zipped(bag(), tmp_path / "b.zip"), known_candidates=name_of)
    assert asked == ["C-1"]
    assert (("/candidate/name", "candidate-name") in warned(result)) == is_warned


def test_unknown_members_are_kept_and_each_named_once(tmp_path: Path) -> None:
    documents = [_document(NOTE, shelf="A/1"), _document(COUNTS, shelf="B")]
    unknown: Any = {"x~/y": {"format": 1}}
    result = _examined(tmp_path, documents=documents, **unknown)
    assert codes(result) == []
    assert [(notice.where, notice.code) for notice in result.report.notices] == [
        ("/x~0~1y", "unknown-member"),
        ("/documents/0/shelf", "unknown-member"),
    ]
    assert "x~/y" in result.report.notices[0].message
    assert result.submission is not None
    assert result.submission.unknown == {
        "/x~0~1y": {"format": 1},
        "/documents/0/shelf": "A/1",
        "/documents/1/shelf": "B",
    }


def test_foreign_names_in_messages_cannot_hide_anything(tmp_path: Path) -> None:
    result = _examined(tmp_path, program="cpt\u202e\x07"[:4] + "\u200b")
    assert all(problem.message.isprintable() for problem in result.report.problems)
    members = json.dumps(words(**{"\u202eevil": 1, "note": "x"})).encode()
    result = examine(zipped(bag(payload(members)), tmp_path / "c.zip"))
    assert result.report.notices[0].where == "/\\u202eevil"
