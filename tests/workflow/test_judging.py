"""Declaring, drafting, closing, answering, citing: what is recorded, and what is refused with its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.errors import (
    CaseSealedError,
    CitationRefusedError,
    JudgmentRefusedError,
    NotDeclaredError,
    NotSealedError,
    UnknownDocumentError,
    UsageError,
)
from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.submission.preview import PlainPage, TextPreview
from reviewer.vocabulary import CaseState, Cell, CitationKind, SourceKind
from reviewer.workflow import citing, deciding, inbox, judging, loading, moving, office, reading, ruling
from tests.judged import MIXED, STRONG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.workflow.desk import Desk

HERE = Cell("p1", 1)


@pytest.mark.parametrize(
    ("written", "field"),
    [
        (JudgmentText(finding="No level yet."), "level"),
        (JudgmentText("not_met"), "finding"),
        (JudgmentText("met", same_as=HERE), "same_as"),
    ],
    ids=["level", "finding", "same-as"],
)
def test_a_refused_criterion_names_the_field_and_records_nothing(desk: Desk, written: JudgmentText, field: str) -> None:
    before = desk.workspace.journal(STRONG)
    with pytest.raises(JudgmentRefusedError) as refused:
        judging.close_criterion(desk, STRONG, HERE, written)
    assert refused.value.details["field"] == field
    assert desk.workspace.journal(STRONG) == before


EMAIL = "Lorem devraj.kolminski@ostrowlane.example"


@pytest.mark.parametrize(
    "record",
    [
        lambda desk: judging.close_criterion(desk, MIXED, HERE, JudgmentText("not_met", finding=EMAIL)),
        lambda desk: judging.answer_ethics(desk, MIXED, "1", "concern", EMAIL),
        lambda desk: judging.correct_eligibility(desk, MIXED, "experience", "fails", EMAIL),
        lambda desk: judging.declare(desk, MIXED, "none", EMAIL),
        lambda desk: ruling.rule_experience(desk, MIXED, 1, counts=False, because=EMAIL),
        lambda desk: moving.move(desk, MIXED, "2012", EMAIL),
        lambda desk: office.ask(desk, MIXED, EMAIL),
        lambda desk: office.alert(desk, MIXED, "other", EMAIL),
        lambda desk: deciding.sign(desk, MIXED, conflict="none", because=EMAIL),
    ],
    ids=["judgment", "ethics", "eligibility", "declaration", "experience", "move", "question", "alert", "signing"],
)
def test_the_candidates_address_enters_no_journal(desk: Desk, record: Callable[[Desk], object]) -> None:
    before = desk.workspace.journal(MIXED)
    with pytest.raises(JudgmentRefusedError) as refused:
        record(desk)
    assert "without the address" in str(refused.value.details["reason"])
    assert desk.workspace.journal(MIXED) == before


def test_a_draft_is_no_judgment_and_can_be_dropped(desk: Desk) -> None:
    written = JudgmentText("met", finding="So far.")
    saved_at, changes = judging.save_draft(desk, STRONG, HERE, written)
    row = reading.open_case(desk, STRONG).cell(HERE)
    assert (row.closed, row.draft, changes.cases) == (None, written, frozenset({STRONG}))
    assert reading.open_case(desk, STRONG).saved_at == saved_at
    judging.discard_draft(desk, STRONG, HERE)
    assert reading.open_case(desk, STRONG).cell(HERE).shown is None


def test_notes_for_oneself_and_the_place_are_never_in_the_journal(desk: Desk) -> None:
    before = desk.workspace.journal(STRONG)
    judging.save_private(desk, STRONG, HERE, PrivateNotes("Look again.", 1, comes_back=True))
    judging.save_ethics_draft(desk, STRONG, "1", "concern", "Half a reason")
    _, changes = judging.save_place(desk, STRONG, "reading p1")
    assert (judging.place(desk, STRONG), changes.cases) == ("reading p1", frozenset())
    sheet = reading.open_case(desk, STRONG)
    assert sheet.cell(HERE).private.note == "Look again."
    assert desk.workspace.journal(STRONG) == before


def test_an_answer_that_needs_a_note_is_refused_without_one(desk: Desk) -> None:
    for answer, note in (("concern", " "), ("serious_concern", "")):
        with pytest.raises(JudgmentRefusedError):
            judging.answer_ethics(desk, STRONG, "1", answer, note)
    for item, answer in (("1", "perhaps"), ("99", "no_concern")):
        with pytest.raises(UsageError):
            judging.answer_ethics(desk, STRONG, item, answer)
    judging.answer_ethics(desk, STRONG, "1", "serious_concern", "Invented numbers.")
    assert [row.state for row in inbox.list_cases(desk) if row.key == STRONG] == [CaseState.REFERRED]


def test_a_check_is_corrected_with_a_reason_only(desk: Desk) -> None:
    with pytest.raises(JudgmentRefusedError):
        judging.correct_eligibility(desk, STRONG, "experience", "fails", "")
    for item, answer in (("experience", "perhaps"), ("coverage", "fails")):
        with pytest.raises(UsageError):
            judging.correct_eligibility(desk, STRONG, item, answer, "A reason.")
    judging.correct_eligibility(desk, STRONG, "experience", "fails", "Two of the jobs overlap.")
    (row,) = (row for row in reading.open_case(desk, STRONG).eligibility if row.id == "experience")
    assert (row.answer, row.note) == ("fails", "Two of the jobs overlap.")


def test_nothing_is_judged_before_the_declaration(empty_desk: Desk, shared_data: Path) -> None:
    loading.load_bundles(empty_desk, [shared_data / "bundles" / "CPT-2026-0101_r1.zip"])
    with pytest.raises(NotDeclaredError) as refused:
        judging.save_draft(empty_desk, STRONG, HERE, JudgmentText("met"))
    assert "Marisol" in refused.value.subject
    with pytest.raises(UsageError):
        judging.declare(empty_desk, STRONG, "a-feeling")
    state, _ = judging.declare(empty_desk, STRONG, "family")
    assert state is CaseState.RECUSED
    with pytest.raises(CaseSealedError):
        judging.save_draft(empty_desk, STRONG, HERE, JudgmentText("met"))


def test_signing_needs_a_reason_for_another_outcome_and_reopening_one_too(judged_desk: Desk) -> None:
    with pytest.raises(NotSealedError):
        deciding.reopen(judged_desk, STRONG, "Too early.")
    with pytest.raises(JudgmentRefusedError):
        deciding.sign(judged_desk, STRONG, conflict="none", outcome="more_information")
    with pytest.raises(UsageError):
        deciding.sign(judged_desk, STRONG, conflict="none", outcome="applause", because="Well done.")
    sealed, _ = deciding.sign(
        judged_desk, STRONG, conflict="none", outcome="more_information", because="The office knows of more."
    )
    assert sealed is not None
    assert (sealed.recommended, sealed.outcome, sealed.version) == ("certify", "more_information", 1)
    with pytest.raises(JudgmentRefusedError):
        deciding.reopen(judged_desk, STRONG, "  ")
    deciding.reopen(judged_desk, STRONG, "A number was misread.")
    again, _ = deciding.sign(judged_desk, STRONG, conflict="none")
    assert again is not None
    assert (again.version, again.supersedes, again.determination_id) == (2, 1, sealed.determination_id)
    deciding.sign(judged_desk, MIXED, conflict="family")
    with pytest.raises(CaseSealedError):
        deciding.reopen(judged_desk, MIXED, "I was wrong about that.")


# Citing -------------------------------------------------------------------------------------


def test_a_passage_of_the_narrative_is_cited_by_its_place(desk: Desk) -> None:
    claim = desk.submission(STRONG).projects[0].claims[0]
    quote = claim.narrative[10:40]
    cited = citing.cite(desk, STRONG, CitationKind.PASSAGE, f"narrative:p1:{claim.standard}={quote}")
    assert (cited.source, cited.start, cited.end) == (SourceKind.NARRATIVE, 10, 40)
    statement = desk.submission(STRONG).projects[0].attestations[0].statement
    attested = citing.cite(desk, STRONG, CitationKind.PASSAGE, f"attestation:p1:1={statement[:20]}")
    assert (attested.source, attested.start, attested.end) == (SourceKind.ATTESTATION, 0, 20)


def test_a_document_is_cited_with_its_digest_and_its_words_are_looked_for(desk: Desk) -> None:
    rows = {row.kind: row for row in reading.documents(desk, STRONG)}
    text_row = next(row for kind, row in rows.items() if kind in ("text", "csv", "email"))
    shown = reading.document_text(desk, STRONG, text_row.path)
    assert isinstance(shown, TextPreview)
    third = shown.text.splitlines()[2]
    quote = third[5:25]
    cited = citing.cite(desk, STRONG, CitationKind.PASSAGE, f"{text_row.path}#3={quote}")
    assert (cited.sha256, cited.place, third[cited.start : cited.end]) == (text_row.sha256, 3, quote)
    other = next(row for kind, row in rows.items() if kind == "pdf")
    assert isinstance(reading.document_text(desk, STRONG, other.path), PlainPage)
    looked_in = citing.cite(desk, STRONG, CitationKind.LOOKED_IN, f"{other.path}#page two=the appendix")
    assert (looked_in.place, looked_in.quote, looked_in.start) == ("page two", "the appendix", None)


@pytest.mark.parametrize(
    "written",
    ["narrative:p9:1=x", "narrative:p1:1=", "attestation:p1:99=x", "no such file.pdf=x", "evidence=x", ""],
)
def test_what_is_not_there_cannot_be_cited(desk: Desk, written: str) -> None:
    with pytest.raises(CitationRefusedError):
        citing.cite(desk, STRONG, CitationKind.PASSAGE, written)


def test_a_copy_of_a_document_has_its_bytes(desk: Desk, tmp_path: Path) -> None:
    row = reading.documents(desk, STRONG)[0]
    out = reading.save_copy(desk, STRONG, row.path, tmp_path / "copy.pdf")
    assert out.stat().st_size == row.size_bytes
    with pytest.raises(UnknownDocumentError):
        reading.document(desk, STRONG, "evidence/none.pdf")
