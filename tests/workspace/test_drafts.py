"""What is typed: on the disk at once, outside the journal, and never anywhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reviewer.review.begun import Begun
from reviewer.review.judgment import AttestationKey, JudgmentText, PrivateNotes
from reviewer.vocabulary import CaseKey, Cell
from tests.workspace.builders import (
    CELL,
    CONTENT,
    LETTER,
    OtherProcess,
    a_bundle,
    a_citation,
    a_seal,
    a_text,
    new_workspace,
    reopened,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workspace.store import Workspace

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
WITH_HALF_CHARACTERS = st.lists(st.sampled_from(["a", "\u00e9", "\U0001f600", "\ud800", "\udbff", "\udc00"])).map(
    "".join
)


def test_a_draft_is_saved_and_replaced_outside_the_journal(workspace: Workspace, case: CaseKey) -> None:
    before = workspace.journal(case)
    workspace.save_draft(case, CELL, a_text("met"))
    saved_at = workspace.save_draft(case, CELL, a_text("partly_met"))
    draft = workspace.record(case).drafts[CELL]
    assert (draft.text, draft.saved_at) == (a_text("partly_met"), saved_at)
    assert workspace.journal(case) == before
    assert workspace.record(case).judgments == {}


def test_a_draft_may_be_dropped(workspace: Workspace, case: CaseKey) -> None:
    workspace.save_draft(case, CELL, a_text())
    workspace.clear_draft(case, CELL)
    assert workspace.record(case).drafts == {}


def test_an_answer_that_was_begun_comes_back(workspace: Workspace, case: CaseKey) -> None:
    workspace.save_ethics_draft(case, "1", "concern", "first")
    saved_at = workspace.save_ethics_draft(case, "1", None, "second")
    draft = workspace.record(case).ethics_drafts["1"]
    assert (draft.answer, draft.note, draft.saved_at) == (None, "second", saved_at)


def test_private_notes_stay_out_of_the_journal_and_may_follow_a_sealing(workspace: Workspace, case: CaseKey) -> None:
    notes = PrivateNotes("she reminds me of my aunt", 1, comes_back=True)
    workspace.save_private(case, CELL, PrivateNotes("first"))
    workspace.save_private(case, CELL, notes)
    workspace.record_judgment(case, CELL, a_text())
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    workspace.save_private(case, Cell("p2", 1), PrivateNotes("later"))
    assert workspace.record(case).private[CELL] == notes
    lines = b"".join(workspace.journal(case))
    for own in (b"aunt", b"later", b"sureness", b"comes_back", b"zoe@example.org"):
        assert own not in lines


def test_the_place_is_kept_for_each_case(workspace: Workspace, case: CaseKey) -> None:
    other = a_bundle("CPT-2")
    other.keep_in(workspace)
    assert workspace.place(case) is None
    workspace.save_place(case, '{"cell": "p1:3"}')
    workspace.save_place(case, '{"cell": "p1:4"}')
    workspace.save_place(other.key, '{"cell": "p1:5"}')
    assert (workspace.place(case), workspace.place(other.key)) == ('{"cell": "p1:4"}', '{"cell": "p1:5"}')


def test_what_a_form_has_begun_is_kept_by_case_and_form_and_is_in_no_journal(
    workspace: Workspace, case: CaseKey
) -> None:
    entries = len(workspace.journal(case))
    workspace.save_begun(case, "row:A-01", Begun("Half \ud83d", "other", "0,5"))
    saved_at = workspace.save_begun(case, "row:A-01", Begun("Half a \ud83d reason", "other", "0,5"))
    workspace.save_begun(case, "alert", Begun("Account numbers"))
    assert workspace.begun(case) == {
        "row:A-01": Begun("Half a \ufffd reason", "other", "0,5"),
        "alert": Begun("Account numbers"),
    }
    assert (workspace.record(case).last_saved_at or "") >= saved_at
    workspace.clear_begun(case, "row:A-01")
    assert workspace.begun(case) == {"alert": Begun("Account numbers")}
    assert len(workspace.journal(case)) == entries


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(finding=ANY_TEXT, note=ANY_TEXT)
def test_any_text_comes_back_as_typed(workspace: Workspace, finding: str, note: str) -> None:
    key = a_bundle().key
    a_bundle().keep_in(workspace)
    text = JudgmentText(finding=finding, feedback=note)
    workspace.save_draft(key, CELL, text)
    workspace.save_private(key, CELL, PrivateNotes(note))
    workspace.record_judgment(key, Cell("p2", 1), text)
    record = workspace.record(key)
    assert record.drafts[CELL].text == text
    assert record.judgments[Cell("p2", 1)].text == text
    assert record.private[CELL].note == note


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WITH_HALF_CHARACTERS)
@example("half \ud83d of a face, \udc80 and a whole one \U0001f600")
def test_half_characters_lose_only_themselves(workspace: Workspace, typed: str) -> None:
    key = a_bundle().key
    a_bundle().keep_in(workspace)
    workspace.save_draft(key, CELL, JudgmentText(finding=typed))
    workspace.save_private(key, CELL, PrivateNotes(typed))
    expected = typed.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    record = workspace.record(key)
    assert record.drafts[CELL].text.finding == expected
    assert record.private[CELL].note == expected


SAVE_AND_WAIT = """
from reviewer.review.begun import Begun
from reviewer.review.judgment import AttestationKey, PrivateNotes
from reviewer.vocabulary import CaseKey
from tests.workspace.builders import CELL, a_citation, a_text, reopened
workspace = reopened(Path(sys.argv[1]))
key = CaseKey("CPT-1", 1)
for number in range(50):
    workspace.save_draft(key, CELL, a_text(finding=f"typed {number}"))
workspace.save_private(key, CELL, PrivateNotes("mine"))
workspace.save_ethics_draft(key, "1", None, "begun", (a_citation(),))
workspace.record_attestation(key, AttestationKey("p1", 1), "Another date.", agrees=False)
workspace.save_begun(key, "question", Begun("Is it enough?", "choice", "1.5"))
say("saved")
wait()
"""


def test_what_was_said_to_be_saved_survives_a_kill(path: Path) -> None:
    bundle = a_bundle()
    with new_workspace(path) as workspace:
        bundle.keep_in(workspace)
    with OtherProcess(SAVE_AND_WAIT, (str(path),)) as other:
        assert other.line() == "saved"
        other.kill()
    with reopened(path) as workspace:
        record = workspace.record(bundle.key)
        assert record.drafts[CELL].text.finding == "typed 49"
        assert record.private[CELL].note == "mine"
        assert record.ethics_drafts["1"].note == "begun"
        assert record.ethics_drafts["1"].citations == (a_citation(),)
        assert record.attestations[AttestationKey("p1", 1)].because == "Another date."
        assert workspace.begun(bundle.key) == {"question": Begun("Is it enough?", "choice", "1.5")}
        assert workspace.check().is_healthy
