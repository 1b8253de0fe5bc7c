"""What a reviewer records: superseded and never overwritten, and back as it was given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2

from reviewer.errors import CaseSealedError
from reviewer.review.judgment import (
    Citation,
    ConflictDeclaration,
    EligibilityCorrection,
    EthicsAnswer,
    JudgmentText,
    PrivateNotes,
    Record,
)
from reviewer.vocabulary import CaseKey, Cell, CitationKind, SourceKind
from tests.workspace.builders import (
    CELL,
    CONTENT,
    LETTER,
    SetClock,
    a_bundle,
    a_citation,
    a_seal,
    a_text,
    reopened,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.workspace.store import Workspace

FULL_TEXT = JudgmentText(
    level="partly_met",
    finding="The file says “9 to 2”.\n\nNot by whom.",
    feedback="Tell who measured.",
    remedy="A page of the report.",
    fix="documents",
    same_as=Cell("p2", 4),
    prompts=("a", "b"),
    citations=(
        a_citation(),
        Citation(
            CitationKind.REGION,
            SourceKind.DOCUMENT,
            "evidence/p1/report.pdf",
            "0" * 64,
            "",
            place=3,
            rect=(10.0, 20.5, 30.25, 400.0),
        ),
        Citation(
            CitationKind.LOOKED_IN, SourceKind.DOCUMENT, "evidence/a.xlsx", "1" * 64, "dates", place="Sheet!A1:C9"
        ),
    ),
)


def test_a_new_case_has_an_empty_record(workspace: Workspace) -> None:
    bundle = a_bundle()
    bundle.keep_in(workspace)
    assert workspace.record(bundle.key) == Record()


def test_a_judgment_comes_back_whole_after_reopening(workspace: Workspace, case: CaseKey) -> None:
    entry = workspace.record_judgment(case, CELL, FULL_TEXT)
    workspace.close()
    with reopened(workspace.path) as again:
        judgment = again.record(case).judgments[CELL]
        assert judgment.text == FULL_TEXT
        assert judgment.judged_at == entry.at


def test_a_later_judgment_supersedes_and_the_earlier_stays_in_the_journal(workspace: Workspace, case: CaseKey) -> None:
    first = workspace.record_judgment(case, CELL, a_text("met"))
    workspace.record_judgment(case, Cell("p1", 4), a_text("not_met"))
    second = workspace.record_judgment(case, CELL, a_text("partly_met"))
    assert workspace.record(case).judgments[CELL].text.level == "partly_met"
    assert len(workspace.record(case).judgments) == 2
    rows = workspace._rows("SELECT n, level, supersedes FROM judgment WHERE standard = 3 ORDER BY n")
    assert rows == [(first.n, "met", None), (second.n, "partly_met", first.n)]
    events = [json.loads(line) for line in workspace.journal(case)]
    levels = [event["body"]["level"] for event in events if event["event"] == "judged"]
    assert levels == ["met", "not_met", "partly_met"]


def test_closing_a_criterion_uses_its_draft_up(workspace: Workspace, case: CaseKey) -> None:
    other = Cell("p1", 4)
    workspace.save_draft(case, CELL, a_text("met"))
    workspace.save_draft(case, other, a_text("met"))
    workspace.record_judgment(case, CELL, a_text("met"))
    assert set(workspace.record(case).drafts) == {other}


def test_ethics_answers_come_back_and_use_their_draft_up(workspace: Workspace, case: CaseKey) -> None:
    workspace.save_ethics_draft(case, "1", "concern", "not yet")
    workspace.record_ethics(case, "1", "concern", "See the narrative.")
    entry = workspace.record_ethics(case, "1", "no_concern", "Cleared.", (a_citation(),))
    workspace.record_ethics(case, "2", "no_concern", "")
    record = workspace.record(case)
    assert record.ethics["1"] == EthicsAnswer("no_concern", "Cleared.", (a_citation(),), entry.at)
    assert set(record.ethics) == {"1", "2"}
    assert record.ethics_drafts == {}


def test_eligibility_corrections_come_back(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_eligibility(case, "experience", "fails", "Only 22 months.")
    entry = workspace.record_eligibility(case, "experience", "holds", "The letter shows 36.")
    expected = EligibilityCorrection("holds", "The letter shows 36.", entry.at)
    assert workspace.record(case).eligibility == {"experience": expected}


def test_declarations_come_back_in_their_order(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_declaration(case, "none", "Met once in 2011.", "signing")
    opening, signing = workspace.record(case).declarations
    assert (opening.kind, opening.note, opening.occasion) == ("none", "", "opening")
    assert signing == ConflictDeclaration("none", "Met once in 2011.", "signing", signing.declared_at)


EVERY_CHANGE: list[tuple[str, Callable[[Workspace, CaseKey], object]]] = [
    ("judgment", lambda workspace, key: workspace.record_judgment(key, CELL, a_text())),
    ("ethics", lambda workspace, key: workspace.record_ethics(key, "1", "no_concern", "")),
    ("eligibility", lambda workspace, key: workspace.record_eligibility(key, "projects", "holds", "x")),
    ("declaration", lambda workspace, key: workspace.record_declaration(key, "none", "", "signing")),
    ("recusal", lambda workspace, key: workspace.record_recusal(key, "family")),
    ("sealing", lambda workspace, key: workspace.record_sealing(key, a_seal(9), CONTENT, LETTER)),
    ("draft", lambda workspace, key: workspace.save_draft(key, CELL, a_text())),
    ("ethics-draft", lambda workspace, key: workspace.save_ethics_draft(key, "1", None, "x")),
]


@pytest.mark.parametrize("change", [change for _, change in EVERY_CHANGE], ids=[name for name, _ in EVERY_CHANGE])
def test_a_sealed_or_recused_case_cannot_be_changed(
    workspace: Workspace, case: CaseKey, change: Callable[[Workspace, CaseKey], object]
) -> None:
    other = a_bundle("CPT-2")
    other.keep_in(workspace)
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    workspace.record_recusal(other.key, "family")
    for key in (case, other.key):
        before = workspace.journal(key)
        with pytest.raises(CaseSealedError):
            change(workspace, key)
        assert workspace.journal(key) == before


def test_a_recusal_seals_the_case_for_good(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_recusal(case, "employer")
    record = workspace.record(case)
    assert (record.recused_kind, record.is_open) == ("employer", False)
    with pytest.raises(ValueError, match="not sealed"):
        workspace.record_reopening(case, "I was wrong.")


def test_a_sealed_determination_keeps_its_letter_byte_for_byte(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    record = workspace.record(case)
    assert record.sealed == (a_seal(),)
    assert not record.is_open
    assert workspace.letter(case, 1) == LETTER
    assert workspace._rows("SELECT content FROM determination WHERE version = 1") == [(CONTENT,)]
    with pytest.raises(KeyError):
        workspace.letter(case, 2)


def test_a_reopened_case_gets_a_new_version_and_keeps_the_old(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    workspace.record_reopening(case, "A page was missed.")
    assert workspace.record(case).is_open
    workspace.record_judgment(case, CELL, a_text())
    workspace.record_sealing(case, a_seal(2, supersedes=1, outcome="more_information"), b"{}", LETTER)
    record = workspace.record(case)
    assert [(sealed.version, sealed.supersedes) for sealed in record.sealed] == [(1, None), (2, 1)]
    assert not record.is_open
    assert workspace._rows("SELECT content FROM determination WHERE version = 1") == [(CONTENT,)]


def test_a_letter_that_was_not_signed_is_not_sealed(workspace: Workspace, case: CaseKey) -> None:
    with pytest.raises(ValueError, match="letter"):
        workspace.record_sealing(case, a_seal(), CONTENT, LETTER + b" ")
    assert workspace.record(case).is_open


def test_what_was_recorded_cannot_be_changed_or_deleted(workspace: Workspace, case: CaseKey) -> None:
    workspace.record_judgment(case, CELL, a_text())
    workspace.record_ethics(case, "1", "no_concern", "")
    workspace.record_sealing(case, a_seal(), CONTENT, LETTER)
    workspace.record_acknowledgement(case, 1, "accepted")
    for table in ("journal", "judgment", "answer", "determination", "acknowledgement"):
        for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET n = n + 1"):  # noqa: S608
            with pytest.raises(dbapi2.IntegrityError, match="append-only"):
                workspace._run(statement)


def test_a_transaction_keeps_everything_or_nothing(workspace: Workspace, case: CaseKey) -> None:
    before = workspace.journal(case)

    def declare_and_sign(letter: bytes) -> None:
        with workspace.transaction():
            workspace.record_declaration(case, "none", "", "signing")
            workspace.record_sealing(case, a_seal(), CONTENT, letter)

    with pytest.raises(ValueError, match="letter"):
        declare_and_sign(b"another")
    assert workspace.journal(case) == before
    assert workspace.record(case).is_open
    declare_and_sign(LETTER)
    assert len(workspace.journal(case)) == len(before) + 2


def test_the_record_knows_when_it_was_saved_last(workspace: Workspace, case: CaseKey, clock: SetClock) -> None:
    assert workspace.record(case).last_saved_at == workspace.record(case).declarations[0].declared_at
    saves: list[Callable[[], str]] = [
        lambda: workspace.save_draft(case, CELL, a_text()),
        lambda: workspace.save_private(case, CELL, PrivateNotes("hm")),
        lambda: workspace.save_ethics_draft(case, "1", None, "x"),
        lambda: workspace.record_judgment(case, CELL, a_text()).at,
    ]
    for save in saves:
        saved_at = save()
        assert workspace.record(case).last_saved_at == saved_at


def test_the_inbox_learns_everything_without_reading_submissions(workspace: Workspace, case: CaseKey) -> None:
    a_bundle("CPT-0").keep_in(workspace, to_judge=7)
    fresh, facts = workspace.inbox_facts()
    assert (fresh.key, fresh.to_judge, fresh.judged, fresh.is_declared) == (CaseKey("CPT-0", 1), 7, 0, False)
    assert (facts.program, facts.edition, facts.pathway, facts.due_on) == ("cpt", "2013", "initial", "2026-05-01")
    assert (facts.candidate, facts.candidate_id) == ("Zoë Ångström", "cand-1")
    assert facts.eligibility_open == ("entry_window",)
    assert (facts.is_declared, facts.is_open, facts.sealed_version) == (True, True, None)


def test_the_inbox_follows_the_work(workspace: Workspace, case: CaseKey) -> None:
    def facts() -> dict[str, object]:
        (found,) = workspace.inbox_facts()
        return {name: getattr(found, name) for name in found.__slots__}

    workspace.record_judgment(case, CELL, a_text("met"))
    workspace.record_judgment(case, CELL, a_text("partly_met"))
    workspace.record_judgment(case, Cell("p2", 3), a_text())
    workspace.record_ethics(case, "1", "concern", "x")
    workspace.record_ethics(case, "1", "serious_concern", "x")
    workspace.record_ethics(case, "2", "no_concern", "")
    workspace.record_eligibility(case, "entry_window", "holds", "x")
    workspace.save_private(case, CELL, PrivateNotes("hm", 1, comes_back=True))
    workspace.save_private(case, Cell("p2", 3), PrivateNotes("hm", 3, comes_back=False))
    now = facts()
    assert (now["judged"], now["doubts"]) == (2, 1)
    assert dict(now["ethics"]) == {"1": "serious_concern", "2": "no_concern"}  # type: ignore[call-overload]
    assert now["eligibility"] == (("entry_window", "holds"),)
    workspace.record_sealing(case, a_seal(outcome="referred"), CONTENT, LETTER)
    now = facts()
    assert (now["sealed_version"], now["is_open"]) == (1, False)
    workspace.record_acknowledgement(case, 1, "rejected", "unreadable")
    assert not facts()["is_acknowledged"]
    workspace.record_acknowledgement(case, 1, "accepted")
    assert facts()["is_acknowledged"]
    workspace.record_reopening(case, "x")
    workspace.record_sealing(case, a_seal(2, supersedes=1), CONTENT, LETTER)
    now = facts()
    assert (now["sealed_version"], now["is_acknowledged"]) == (2, False)
