"""Checking: whatever is not as it was written is found and named."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import WorkspaceDamagedError
from reviewer.progress import Cancelled
from reviewer.review.judgment import Citation
from reviewer.vocabulary import CaseKey, Cell, CitationKind, SourceKind
from reviewer.workspace.connection import PAGE_SIZE_BYTES
from tests.workspace.builders import (
    CELL,
    CONTENT,
    LETTER,
    REPORT,
    REPORT_PATH,
    a_bundle,
    a_citation,
    a_seal,
    a_text,
    new_workspace,
    reopened,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.workspace.store import Workspace

REPORT_SHA256 = hashlib.sha256(REPORT).hexdigest()
IN_REPORT = Citation(CitationKind.PASSAGE, SourceKind.DOCUMENT, REPORT_PATH, REPORT_SHA256, "fell", start=9, end=13)
IN_ATTESTATION = Citation(
    CitationKind.PASSAGE,
    SourceKind.ATTESTATION,
    "attestation:p1:1",
    hashlib.sha256(b"It is so.").hexdigest(),
    "is so",
    start=3,
    end=8,
)
LOOKED_IN = Citation(CitationKind.LOOKED_IN, SourceKind.DOCUMENT, REPORT_PATH, REPORT_SHA256, "a date", place=2)


def codes(workspace: Workspace) -> list[str]:
    return [problem.code for problem in workspace.check().problems]


def tamper(workspace: Workspace, statement: str, *values: object) -> None:
    for (trigger,) in workspace._rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        workspace._run(f"DROP TRIGGER {trigger}")
    workspace._run("PRAGMA foreign_keys = OFF")
    workspace._run(statement, *values)


@pytest.fixture
def reviewed(workspace: Workspace, case: CaseKey) -> CaseKey:
    citations = (a_citation(), IN_REPORT, IN_ATTESTATION, LOOKED_IN)
    workspace.record_judgment(case, CELL, a_text(citations=citations))
    workspace.record_ethics(case, "1", "no_concern", "", (a_citation("before"),))
    workspace.record_eligibility(case, "projects", "holds", "x")
    workspace.save_draft(case, Cell("p2", 1), a_text())
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    return case


def test_a_whole_workspace_is_healthy(workspace: Workspace, reviewed: CaseKey) -> None:
    a_bundle("CPT-2", files={}).keep_in(workspace)
    result = workspace.check()
    assert result.is_healthy
    assert result.problems == ()
    assert result.entries == len(workspace.journal(reviewed)) + 1


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE evidence_chunk SET content = CAST(x'00' || substr(content, 2) AS BLOB)", "evidence-digest"),
        ("UPDATE evidence_blob SET size_bytes = size_bytes - 1", "evidence-digest"),
        ("UPDATE pin SET definition = x'00'", "program-digest"),
        ("UPDATE pin_letter SET content = x'00'", "program-digest"),
        ("UPDATE submission_text SET content = CAST(content || x'20' AS BLOB)", "submission-digest"),
        ("UPDATE journal SET at = '2020' WHERE n = 2", "journal-chain"),
        ("DELETE FROM judgment", "recorded"),
        ("UPDATE judgment SET level = 'not_met'", "recorded"),
        ("UPDATE answer SET answer = 'concern' WHERE checklist = 'ethics'", "recorded"),
        ("UPDATE review_case SET standing = 'open'", "standing"),
        ("UPDATE determination SET letter = x'00'", "determination-digest"),
        ("UPDATE determination SET content = x'00'", "determination-digest"),
        ("UPDATE determination SET outcome = 'not_certified'", "determination-digest"),
        ("DELETE FROM determination", "determination-missing"),
        ("DELETE FROM evidence_file", "evidence-missing"),
        ("UPDATE review_case SET candidate_id = 'cand-2'", "submission-digest"),
    ],
)
def test_a_changed_row_is_found(workspace: Workspace, reviewed: CaseKey, statement: str, code: str) -> None:
    tamper(workspace, statement)
    problems = workspace.check().problems
    assert code in [problem.code for problem in problems]
    assert all("{" not in problem.message for problem in problems)


READINGS: dict[str, tuple[str, Callable[[Workspace, CaseKey], object]]] = {
    "submission": (
        "UPDATE submission_text SET content = CAST(content || x'20' AS BLOB)",
        lambda workspace, key: workspace.submission(key),
    ),
    "no-submission": ("DELETE FROM submission_text", lambda workspace, key: workspace.submission(key)),
    "pin": ("UPDATE pin_letter SET content = x'00'", lambda workspace, key: workspace.pin(key)),
    "letter": ("UPDATE determination SET letter = x'00'", lambda workspace, key: workspace.letter(key, 1)),
    "journal": ("UPDATE journal SET line = CAST(line || x'20' AS BLOB)", lambda workspace, key: workspace.journal(key)),
    "record": (
        "UPDATE journal SET line = x'00' WHERE event = 'judged'",
        lambda workspace, key: workspace.record(key),
    ),
    "draft": (
        "UPDATE draft SET content = CAST(zeroblob(100) AS TEXT)",
        lambda workspace, key: workspace.record(key),
    ),
    "chunk": (
        "UPDATE evidence_chunk SET content = zeroblob(length(content))",
        lambda workspace, key: list(workspace.evidence_chunks(key, REPORT_PATH)),
    ),
    "no-chunk": (
        "DELETE FROM evidence_chunk",
        lambda workspace, key: list(workspace.evidence_chunks(key, REPORT_PATH)),
    ),
}


@pytest.mark.parametrize(("statement", "read"), READINGS.values(), ids=list(READINGS))
def test_what_is_not_as_it_was_written_is_never_handed_out(
    workspace: Workspace, reviewed: CaseKey, statement: str, read: Callable[[Workspace, CaseKey], object]
) -> None:
    tamper(workspace, statement)
    with pytest.raises(WorkspaceDamagedError):
        read(workspace, reviewed)


def test_a_bad_page_that_sqlcipher_would_hand_out_as_zeros_is_found(path: Path) -> None:
    scan = os.urandom(100_000)
    bundle = a_bundle(files={"evidence/scan.bin": scan})
    with new_workspace(path) as workspace:
        bundle.keep_in(workspace)
    good = path.read_bytes()
    outcomes = []
    for page in range(len(good) // PAGE_SIZE_BYTES - 8, len(good) // PAGE_SIZE_BYTES):
        damaged = bytearray(good)
        damaged[page * PAGE_SIZE_BYTES + 200] ^= 1
        path.write_bytes(damaged)
        with reopened(path) as workspace:
            outcomes.append(outcome_of_reading(workspace, bundle.key, scan))
    assert "damaged" in outcomes
    assert "wrong" not in outcomes


def outcome_of_reading(workspace: Workspace, key: CaseKey, expected: bytes) -> str:
    try:
        read = b"".join(workspace.evidence_chunks(key, "evidence/scan.bin"))
    except WorkspaceDamagedError:
        return "damaged"
    return "right" if read == expected else "wrong"


def test_a_line_taken_out_is_found(workspace: Workspace, reviewed: CaseKey) -> None:
    tamper(workspace, "DELETE FROM journal WHERE n = 3")
    assert {"journal-chain", "missing-row"} <= set(codes(workspace))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(a_citation(), sha256="0" * 64),
        replace(a_citation(), quote="error rates"),
        replace(a_citation(), path="narrative:p1:4"),
        replace(a_citation(), path="narrative:p9:3"),
        replace(a_citation(), path="narrative:p1:x"),
        replace(IN_ATTESTATION, path="attestation:p1:2"),
        replace(IN_ATTESTATION, path="attestation:p1:0"),
        replace(IN_REPORT, sha256="0" * 64),
        replace(IN_REPORT, path="evidence/none.txt"),
        replace(a_citation(), source=SourceKind.ANSWER, path="answer:1"),
    ],
)
def test_a_citation_of_what_is_not_there_is_found(workspace: Workspace, case: CaseKey, wrong: Citation) -> None:
    workspace.record_judgment(case, CELL, a_text(citations=(a_citation(), wrong)))
    (problem,) = workspace.check().problems
    assert problem.code == "citation"
    assert wrong.path in problem.message


def test_a_page_damaged_on_the_disk_is_found(path: Path) -> None:
    bundle = a_bundle(files={"evidence/scan.bin": os.urandom(400_000)})
    with new_workspace(path) as workspace:
        bundle.keep_in(workspace)
    page = path.stat().st_size // PAGE_SIZE_BYTES - 5
    with path.open("r+b") as file:
        file.seek(page * PAGE_SIZE_BYTES + 100)
        file.write(os.urandom(64))
    with reopened(path) as workspace:
        assert {"damaged-page", "damaged-database", "evidence-digest"} <= set(codes(workspace))
        with pytest.raises(WorkspaceDamagedError) as failed:
            list(workspace.evidence_chunks(bundle.key, "evidence/scan.bin"))
        assert failed.value.exit_code == 3
        assert workspace.submission(bundle.key) == bundle.submission


class Stopping:
    """Progress that calls the work off at the third step."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, done: int, total: int, subject: str = "") -> None:
        assert done <= total
        assert subject
        self.steps += 1
        if self.steps == 3:
            raise Cancelled


def test_a_check_may_be_called_off(workspace: Workspace, case: CaseKey) -> None:
    with pytest.raises(Cancelled):
        workspace.check(Stopping())
    assert workspace.check().is_healthy
