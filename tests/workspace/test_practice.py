"""Practice cases in the workspace: marked for good, removed whole, kept out of every package by the file itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import ReviewError
from reviewer.review.begun import Begun
from reviewer.review.judgment import AttestationKey, MilestoneKey, PrivateNotes
from reviewer.workspace.connection import DatabaseFailure
from reviewer.workspace.passages import IndexedPlace
from reviewer.workspace.values import ExportHead, ExportItem, StoredExport
from tests.workspace.builders import CELL, CONTENT, LETTER, REPORT_PATH, a_bundle, a_citation, a_seal, a_text

if TYPE_CHECKING:
    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace
    from tests.workspace.builders import Bundle


def kept(workspace: Workspace, bundle: Bundle, *, is_practice: bool) -> CaseKey:
    bundle.keep_in(workspace, is_practice=is_practice)
    return bundle.key


def fill(workspace: Workspace, key: CaseKey) -> None:
    """Record and type one of everything that a case can hold."""
    workspace.record_declaration(key, "none", "", "opening")
    workspace.record_judgment(key, CELL, a_text("met", citations=(a_citation(),)))
    workspace.record_ethics(key, "1", "no_concern", "")
    workspace.record_eligibility(key, "projects", "holds", "Seen.")
    workspace.record_activity(key, "A-01", Decimal("1.5"), "Half a day.")
    workspace.record_experience(key, 1, "Another field.", counts=False)
    workspace.record_milestone(key, MilestoneKey("module-04", 2), "", counts=True)
    workspace.record_attestation(key, AttestationKey("p1", 1), "Another date.", agrees=False)
    workspace.record_question(key, "Which certificate?")
    workspace.record_alert(key, "other", "Please look.")
    workspace.save_draft(key, CELL, a_text("partly_met"))
    workspace.save_private(key, CELL, PrivateNotes("look again", 1, comes_back=True))
    workspace.save_begun(key, "question", Begun("Is this enough?"))
    workspace.save_place(key, "{}")
    workspace.keep_words(key, [("narrative:p1:1", "e" * 64, IndexedPlace(None, "We asked.", "we asked"))])
    sha256 = workspace.evidence_list(key)[0].sha256
    workspace.keep_text(sha256, "shown", 1, [IndexedPlace(1, "Page one.", "page one")])
    workspace.add_private_part(sha256, 1, None, None)
    workspace.record_sealing(key, a_seal(), CONTENT, LETTER)


def counts(workspace: Workspace) -> dict[str, int]:
    """Count the rows of every table."""
    tables = workspace._rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'place_search_%'")
    return {name: workspace._rows(f"SELECT count(*) FROM {name}")[0][0] for (name,) in tables}  # noqa: S608 - as above


def test_a_practice_case_is_removed_with_everything_and_the_real_one_stays(workspace: Workspace) -> None:
    real = kept(workspace, a_bundle("CPT-1"), is_practice=False)
    workspace.record_declaration(real, "none", "", "opening")
    before, journal = counts(workspace), workspace.journal(real)
    practice = kept(workspace, a_bundle("practice+CPT-1"), is_practice=True)
    fill(workspace, practice)
    workspace.remove_practice(practice)
    texts = {"indexed_document", "place_text", "private_part", "place_search"}
    after = counts(workspace)
    assert {name: count for name, count in after.items() if name not in texts} == {
        name: count for name, count in before.items() if name not in texts
    }
    assert workspace.journal(real) == journal
    assert b"".join(workspace.evidence_chunks(real, REPORT_PATH))
    assert workspace.check().is_healthy


def test_documents_that_only_practice_had_are_gone_with_their_text(workspace: Workspace) -> None:
    before = counts(workspace)
    practice = kept(workspace, a_bundle("practice+CPT-1"), is_practice=True)
    fill(workspace, practice)
    workspace.remove_practice(practice)
    after = counts(workspace)
    # The program's text stays: other cases may have been judged under it.
    assert {name for name in after if after[name] != before[name]} <= {"pin", "pin_letter"}


def test_a_real_case_is_not_removed(workspace: Workspace) -> None:
    real = kept(workspace, a_bundle("CPT-1"), is_practice=False)
    with pytest.raises(ReviewError, match="CPT-1@1"):
        workspace.remove_practice(real)
    assert workspace.cases() == (real,)


@pytest.mark.parametrize("table", ["journal", "judgment", "answer", "message", "determination", "attestation_check"])
def test_what_was_recorded_in_a_real_case_cannot_be_deleted(workspace: Workspace, table: str) -> None:
    real = kept(workspace, a_bundle("CPT-1"), is_practice=False)
    fill(workspace, real)
    with pytest.raises(DatabaseFailure, match="append-only"):
        workspace._run(f"DELETE FROM {table}")  # noqa: S608 - no door deletes


@pytest.mark.parametrize("is_practice", [True, False])
def test_a_case_stays_real_or_practice(workspace: Workspace, *, is_practice: bool) -> None:
    key = kept(workspace, a_bundle("practice+CPT-1"), is_practice=is_practice)
    with pytest.raises(DatabaseFailure, match="stays real or practice"):
        workspace._run("UPDATE review_case SET is_practice = 1 - is_practice")
    assert (workspace.is_practice(key), workspace.practice_cases()) == (is_practice, (key,) if is_practice else ())


def test_the_file_itself_takes_no_practice_case_into_a_package(workspace: Workspace) -> None:
    key = kept(workspace, a_bundle("practice+CPT-1"), is_practice=True)
    fill(workspace, key)
    assert workspace.fresh_messages() == ()
    for items, heads in (
        ((ExportItem("determination", key, 1),), ()),
        ((), (ExportHead(key, 1, "f" * 64),)),
    ):
        export = StoredExport(1, "office", "2026-11-21T20:15:00.000Z", "0.1.0", items, heads, "d" * 64)
        with pytest.raises(DatabaseFailure, match="never handed over"):
            workspace.record_export(export)
    assert workspace.exports() == ()


def test_the_journal_says_that_a_case_is_practice_and_the_check_compares_it(workspace: Workspace) -> None:
    real = kept(workspace, a_bundle("CPT-1"), is_practice=False)
    practice = kept(workspace, a_bundle("practice+CPT-1"), is_practice=True)
    assert (b'"practice"' in workspace.journal(practice)[0], b'"practice"' in workspace.journal(real)[0]) == (
        True,
        False,
    )
    assert workspace.check().is_healthy
    workspace._run("DROP TRIGGER review_case_keeps_what_it_is")
    workspace._run("UPDATE review_case SET is_practice = 1 - is_practice")
    assert [problem.code for problem in workspace.check().problems] == ["practice", "practice"]


def test_nobody_is_known_from_a_practice_case(workspace: Workspace) -> None:
    bundle = a_bundle("practice+CPT-1")
    candidate_id = bundle.submission.candidate.candidate_id
    kept(workspace, bundle, is_practice=True)
    assert workspace.candidate_name(candidate_id) is None
    kept(workspace, a_bundle("CPT-1"), is_practice=False)
    assert workspace.candidate_name(candidate_id) == bundle.submission.candidate.name
