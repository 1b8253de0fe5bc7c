"""Rulings, messages to the office, moves and installed programs: recorded, chained, and back as they were given."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from reviewer.errors import CaseSealedError
from reviewer.review.judgment import EditionMove, MilestoneKey, OfficeAlert, OfficeQuestion
from reviewer.workspace.ruling import decimal_of, json_number
from reviewer.workspace.store import ExportItem, LoadCounts, ProgramPin
from tests.workspace.builders import CONTENT, LETTER, a_bundle, a_pin, a_seal
from tests.workspace.test_checking import tamper

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace

KEY = MilestoneKey("module-04", 2)


def test_rulings_come_back_as_they_were_given(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_activity(case, "A-01", Decimal("1.5"), "Half of it.")
    workspace.record_experience(case, 2, "Another field.", counts=False)
    workspace.record_milestone(case, KEY, "", counts=True)
    workspace.record_milestone(case, MilestoneKey("exam"), "Not the exam.", counts=False)
    record = workspace.record(case)
    assert {name: (ruling.allowed, ruling.because) for name, ruling in record.activities.items()} == {
        "A-01": (Decimal("1.5"), "Half of it.")
    }
    assert {row: (ruling.counts, ruling.because) for row, ruling in record.experience.items()} == {
        2: (False, "Another field.")
    }
    assert {str(key): ruling.counts for key, ruling in record.milestones.items()} == {
        "module-04@2": True,
        "exam": False,
    }
    assert workspace.check().is_healthy


def test_a_ruling_is_superseded_and_never_overwritten(workspace: Workspace, case: CaseKey) -> None:
    for points in ("3", "0", "2.25"):
        workspace.record_activity(case, "A-01", Decimal(points), "A reason.")
    assert workspace.record(case).activities["A-01"].allowed == Decimal("2.25")
    events = [json.loads(line)["event"] for line in workspace.journal(case)]
    assert events.count("activity_ruled") == 3
    allowed = [json.loads(line)["body"].get("points_allowed") for line in workspace.journal(case)]
    assert [points for points in allowed if points is not None] == [3, 0, 2.25]


@given(st.decimals(0, 100_000, places=4))
def test_points_are_the_same_decimal_after_the_journal(points: Decimal) -> None:
    assert decimal_of(json.loads(json.dumps(json_number(points)))) == points


def test_points_with_more_digits_than_a_journal_keeps_are_refused() -> None:
    with pytest.raises(ValueError, match="too many digits"):
        json_number(Decimal("0.12345678901234567890123"))


def test_questions_wait_for_their_answers(workspace: Workspace, case: CaseKey) -> None:
    first = workspace.record_question(case, "Which certificate?")
    second = workspace.record_question(case, "And which day?")
    assert workspace.record(case).is_waiting
    assert [facts.is_waiting for facts in workspace.inbox_facts()] == [True]
    answer = workspace.record_answer(case, first.n, "The first.")
    workspace.record_answer(case, second.n, "Monday.")
    record = workspace.record(case)
    assert record.questions[0] == OfficeQuestion(first.n, "Which certificate?", first.at, "The first.", answer.at)
    assert not record.is_waiting
    assert [facts.is_waiting for facts in workspace.inbox_facts()] == [False]
    assert workspace.check().is_healthy


def test_alerts_can_be_raised_on_a_signed_case(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    raised = workspace.record_alert(case, "personal_data", "Account numbers are shown.")
    assert workspace.record(case).alerts == (
        OfficeAlert(raised.n, "personal_data", "Account numbers are shown.", raised.at),
    )
    assert workspace.fresh_messages() == (ExportItem("alert", case, raised.n),)


CHANGES: dict[str, Callable[[Workspace, CaseKey], object]] = {
    "activity": lambda workspace, key: workspace.record_activity(key, "A-01", Decimal(1), ""),
    "experience": lambda workspace, key: workspace.record_experience(key, 1, "", counts=True),
    "milestone": lambda workspace, key: workspace.record_milestone(key, KEY, "", counts=True),
    "question": lambda workspace, key: workspace.record_question(key, "Which?"),
    "note": lambda workspace, key: workspace.record_confidential_note(key, "A note."),
    "move": lambda workspace, key: workspace.record_move(key, a_pin(), LoadCounts(), {}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_signed_case_is_not_changed(workspace: Workspace, case: CaseKey, name: str) -> None:
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    before = workspace.journal(case)
    with pytest.raises(CaseSealedError):
        CHANGES[name](workspace, case)
    assert workspace.journal(case) == before


def test_a_later_confidential_note_takes_the_place_of_the_first(workspace: Workspace, case: CaseKey) -> None:
    assert workspace.record(case).confidential_note == ""
    workspace.record_confidential_note(case, "First.")
    workspace.record_confidential_note(case, "Second.")
    assert workspace.record(case).confidential_note == "Second."


def test_a_moved_case_is_judged_under_the_other_text(workspace: Workspace, case: CaseKey) -> None:
    other = ProgramPin("cpt", "2012", "0" * 64, b"other", {"en.toml": b"words"})
    body = {"from": "2013", "to": "2012", "because": "Written for it.", "reworded": [6]}
    counts = LoadCounts(4, ("experience",), 2, ("A-09",))
    moved = workspace.record_move(case, other, counts, body)
    assert workspace.pin(case) == other
    assert workspace.record(case).moves == (EditionMove("2013", "2012", "Written for it.", (6,), moved.at),)
    (facts,) = workspace.inbox_facts()
    assert (facts.edition, facts.to_judge, facts.judged, facts.eligibility_open) == ("2012", 4, 2, ("experience",))
    workspace.record_activity(case, "A-09", Decimal(1), "")
    assert workspace.inbox_facts()[0].judged == 3


def test_the_newest_text_of_an_installed_edition_is_in_use(workspace: Workspace) -> None:
    first = ProgramPin("binders", "2031", "1" * 64, b"first", {})
    second = ProgramPin("binders", "2031", "2" * 64, b"second", {"en.toml": b"words"})
    other = ProgramPin("binders", "2030", "3" * 64, b"third", {})
    for pin in (first, other, second):
        workspace.install_program(pin)
    assert workspace.installed_programs() == (other, second)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET answer = '9' WHERE checklist = 'activity'",
        "UPDATE answer SET answer = 'yes' WHERE checklist = 'experience'",
        "UPDATE answer SET item = 'exam' WHERE checklist = 'milestone'",
        "DELETE FROM message WHERE kind = 'alert'",
        "UPDATE message SET kind = 'alert' WHERE kind = 'question'",
    ],
)
def test_a_changed_row_is_found(workspace: Workspace, case: CaseKey, statement: str) -> None:
    workspace.record_activity(case, "A-01", Decimal(1), "")
    workspace.record_experience(case, 1, "No.", counts=False)
    workspace.record_milestone(case, KEY, "", counts=True)
    workspace.record_question(case, "Which?")
    workspace.record_alert(case, "other", "Look.")
    assert workspace.check().is_healthy
    tamper(workspace, statement)
    assert "recorded" in [problem.code for problem in workspace.check().problems]


@pytest.mark.parametrize("table", ["message", "program_file", "program_letter"])
def test_what_was_recorded_cannot_be_changed(workspace: Workspace, case: CaseKey, table: str) -> None:
    a_bundle("CPT-2").keep_in(workspace)
    workspace.record_question(case, "Which?")
    workspace.install_program(ProgramPin("binders", "2031", "1" * 64, b"first", {"en.toml": b"words"}))
    column = "n" if table == "message" else "file_id"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column} + 1"):  # noqa: S608
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            workspace._run(statement)
