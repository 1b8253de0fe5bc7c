"""Signed attestations compared with what was typed: recorded, shown, told to the office, and in no letter."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import CaseSealedError, JudgmentRefusedError, UsageError
from reviewer.review.judgment import AttestationKey
from reviewer.vocabulary import CaseState, MissingKind
from reviewer.workflow import deciding, inbox, judging, reading, releasing, ruling, upkeep
from tests.judged import STRONG

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workflow.desk import Desk

FIRST = AttestationKey("p1", 1)
WHY = "The paper leaves Standard 3 unmarked."


def test_every_attestation_shows_its_marks_its_pages_and_what_was_said_of_it(desk: Desk) -> None:
    ruling.compare_attestation(desk, STRONG, FIRST, agrees=True)
    rows = {row.key: row for row in reading.open_case(desk, STRONG).attestations}
    assert [str(key) for key in rows] == ["p1:1", "p2:1", "p3:1"]
    check = rows[FIRST].check
    assert check is not None
    assert check.agrees
    assert rows[AttestationKey("p2", 1)].check is None
    assert [ref.path for ref in rows[FIRST].signed_pages] == ["evidence/p1/attestation-scan.jpg"]
    assert {mark.value for _, mark in rows[FIRST].marks} == {"confirmed"}
    assert len(rows[FIRST].marks) == 10


def test_a_difference_needs_its_reason_and_an_attestation_that_there_is(desk: Desk) -> None:
    before = desk.workspace.journal(STRONG)
    with pytest.raises(JudgmentRefusedError):
        ruling.compare_attestation(desk, STRONG, FIRST, agrees=False, because="  ")
    for unknown in (AttestationKey("p1", 2), AttestationKey("p9", 1), AttestationKey("p1", 0)):
        with pytest.raises(UsageError):
            ruling.compare_attestation(desk, STRONG, unknown, agrees=True)
    assert desk.workspace.journal(STRONG) == before


def test_what_was_said_can_be_changed_and_taken_back(desk: Desk) -> None:
    ruling.compare_attestation(desk, STRONG, FIRST, agrees=False, because=WHY)
    ruling.compare_attestation(desk, STRONG, FIRST, agrees=True)
    assert desk.workspace.record(STRONG).attestations[FIRST].agrees
    ruling.compare_attestation(desk, STRONG, FIRST, agrees=None)
    assert desk.workspace.record(STRONG).attestations == {}
    events = [json.loads(line)["event"] for line in desk.workspace.journal(STRONG)]
    assert events.count("attestation_compared") == 3
    assert upkeep.check(desk).is_healthy


def test_a_difference_is_a_hint_and_keeps_the_case_open_until_it_was_ruled_on(judged_desk: Desk) -> None:
    ruling.compare_attestation(judged_desk, STRONG, FIRST, agrees=False, because=WHY)
    sheet = reading.open_case(judged_desk, STRONG)
    assert any(hint.code == "attestation-differs" and WHY in hint.message for hint in sheet.hints)
    assert [(each.kind, each.id) for each in sheet.determination.missing] == [(MissingKind.ELIGIBILITY, "attestations")]
    assert _listed(judged_desk) is sheet.state is CaseState.IN_REVIEW
    judging.correct_eligibility(judged_desk, STRONG, "attestations", "holds", "The client told me so.")
    assert _listed(judged_desk) is reading.open_case(judged_desk, STRONG).state is CaseState.COMPLETE


def test_the_office_reads_it_beside_the_check_and_the_candidate_does_not(judged_desk: Desk, tmp_path: Path) -> None:
    ruling.compare_attestation(judged_desk, STRONG, FIRST, agrees=False, because=WHY)
    judging.correct_eligibility(judged_desk, STRONG, "attestations", "holds", "The client told me so.")
    deciding.sign(judged_desk, STRONG, conflict="none")
    with pytest.raises(CaseSealedError):
        ruling.compare_attestation(judged_desk, STRONG, FIRST, agrees=True)
    made, _ = releasing.export(judged_desk, [STRONG], tmp_path)
    with zipfile.ZipFile(made.package) as package:
        names = {name.partition("/")[2]: name for name in package.namelist()}
        (determination,) = json.loads(package.read(names["data/decisions.json"]))["determinations"]
        letter = package.read(names[f"data/letters/{STRONG.submission_id}-r{STRONG.revision}.pdf"])
    notes = {item["id"]: item["note"] for item in determination["eligibility"]}
    assert WHY in notes["attestations"]
    assert notes["attestations"].startswith("The client told me so.")
    assert not any(WHY in note for item, note in notes.items() if item != "attestations")
    assert WHY not in _words(letter)


def _listed(desk: Desk) -> CaseState:
    return next(row.state for row in inbox.list_cases(desk) if row.key == STRONG)


def _words(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
