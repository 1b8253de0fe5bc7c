from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.program import catalog
from reviewer.review.conflict import explained
from reviewer.review.judgment import Draft, EthicsDraft, JudgmentText, PrivateNotes, Record
from reviewer.review.sheet import inbox_row, lay_out, whom_to_recognize
from reviewer.submission.findings import Report
from reviewer.submission.model import EthicsStatement
from reviewer.vocabulary import Attested, CaseState, Cell, Holds
from tests.builders import (
    CRAFT,
    MOMENT,
    a_complete_record,
    a_declaration,
    a_project,
    a_ruling,
    a_seal,
    a_submission,
    an_answer,
    cpt,
    sample,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.review.sheet_rows import InboxRow, Sheet
    from reviewer.submission.model import Submission


def _sheet(submission: Submission, record: Record | None = None) -> Sheet:
    program = cpt(submission.edition)
    return lay_out(program, submission, record or Record(), findings=Report(), revisions=(2, 1), reviewer_id="R-1")


def _row(submission: Submission, record: Record, revisions: tuple[int, ...] = (1,)) -> InboxRow:
    return inbox_row(cpt(), submission, record, revisions=revisions)


WHOLE = a_complete_record(cpt(), a_submission())
SEALED = replace(WHOLE, sealed=(a_seal(),), is_open=False)
SERIOUS = {"5": an_answer("serious_concern", "Why.")}


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (Record(), CaseState.RECEIVED),
        (Record(declarations=(a_declaration(),)), CaseState.IN_REVIEW),
        (Record(declarations=(a_declaration("family"),), recused_kind="family"), CaseState.RECUSED),
        (WHOLE, CaseState.COMPLETE),
        (replace(WHOLE, private={Cell("p1", 1): PrivateNotes(comes_back=True)}), CaseState.IN_REVIEW),
        (replace(WHOLE, ethics=dict(WHOLE.ethics) | SERIOUS), CaseState.REFERRED),
        (Record(declarations=(a_declaration(),), ethics=SERIOUS), CaseState.REFERRED),
        (SEALED, CaseState.SIGNED),
        (replace(SEALED, ethics=dict(WHOLE.ethics) | SERIOUS), CaseState.SIGNED),
        (replace(SEALED, exported_versions=frozenset({1})), CaseState.EXPORTED),
        (replace(SEALED, exported_versions=frozenset({1}), is_open=True), CaseState.COMPLETE),
        (replace(SEALED, sealed=(a_seal(1), a_seal(2)), exported_versions=frozenset({1})), CaseState.SIGNED),
        (replace(SEALED, recused_kind="employer"), CaseState.RECUSED),
    ],
)
def test_the_state_follows_from_the_record(record: Record, state: CaseState) -> None:
    assert _sheet(a_submission(), record).state is state
    assert _row(a_submission(), record).state is state


def test_cells_stand_project_by_project_with_what_was_written() -> None:
    submission = a_submission([a_project("p1"), a_project("p2", range(1, 10))])
    cell = Cell("p1", 3)
    typed = JudgmentText(level="not_met", finding="Later.")
    record = replace(
        a_complete_record(cpt(), submission, {cell: "partly_met"}),
        drafts={cell: Draft(typed, MOMENT)},
        private={cell: PrivateNotes(note="Mine.", sureness=2)},
    )
    sheet = _sheet(submission, record)
    assert [row.cell for row in sheet.cells] == [Cell(f"p{p}", s) for p in (1, 2) for s in range(1, 11)]
    row = sheet.cell(cell)
    assert (row.level, row.attested, row.is_claimed, row.closed_at) == ("partly_met", Attested.CONFIRMED, True, MOMENT)
    assert (row.draft, row.shown, row.private.note) == (typed, typed, "Mine.")
    assert row.closed is not None
    unclaimed = sheet.cell(Cell("p2", 10))
    assert (unclaimed.level, unclaimed.is_claimed, unclaimed.closed) == ("not_claimed", False, None)
    assert (sheet.judged, sheet.to_judge) == (19, 19)


def test_looking_is_not_judging() -> None:
    sheet = _sheet(a_submission(), Record(drafts={Cell("p1", 1): Draft(JudgmentText(level="met"), MOMENT)}))
    assert (sheet.judged, sheet.to_judge) == (0, 30)
    assert sheet.cell(Cell("p1", 1)).level is None
    assert not sheet.cell(Cell("p1", 1)).is_judged


def test_checks_show_what_was_computed_and_what_was_ruled() -> None:
    record = Record(eligibility={"projects": a_ruling("holds", "One was split in two.")})
    rows = {row.id: row for row in _sheet(a_submission(2), record).eligibility}
    assert (rows["projects"].answer, rows["projects"].computed) == (Holds.HOLDS, Holds.FAILS)
    assert rows["projects"].note == "One was split in two."
    assert rows["projects"].because == "2 projects are described; 3 are needed."
    assert rows["attestations"].answer is rows["attestations"].computed is Holds.FAILS


def test_ethics_shows_answers_and_what_was_begun() -> None:
    record = Record(ethics={"2": an_answer()}, ethics_drafts={"3": EthicsDraft("concern", "Why", MOMENT)})
    rows = {row.id: row for row in _sheet(a_submission(), record).ethics}
    assert list(rows) == ["commitment", "1", "2", "3", "4", "5", "6"]
    assert rows["2"].answer == an_answer()
    assert rows["3"].draft is not None
    assert rows["1"].answer is None
    assert rows["1"].draft is None


def test_the_program_gives_the_words_of_the_sheet() -> None:
    sheet = _sheet(a_submission(edition="2012"))
    assert (sheet.program_name, sheet.edition, sheet.scheme_kind) == ("CPT", "2012", "certification")
    assert sheet.standards[9].name == "Measure the results and impact"
    assert sheet.not_applicable is not None
    assert [level.key for level in sheet.levels] == ["M", "P", "N", "O"]
    assert len(sheet.prompts[1]) == 3
    assert sheet.fixes
    assert sheet.outcomes[0].id == "certify"
    assert (sheet.outcome_hidden_until_judged, sheet.changes_hidden_until_signed) == (True, True)
    assert sheet.revisions == (1, 2)


def test_the_sealed_determination_shows_until_the_case_is_reopened() -> None:
    assert _sheet(a_submission(), SEALED).sealed == a_seal()
    assert _sheet(a_submission(), replace(SEALED, is_open=True)).sealed is None


def test_the_inbox_counts_what_is_judged_and_doubted() -> None:
    record = replace(WHOLE, private={Cell("p1", 1): PrivateNotes(comes_back=True), Cell("p9", 1): PrivateNotes("", 1)})
    row = _row(a_submission(), record, revisions=(1, 2))
    assert (row.judged, row.to_judge, row.doubts, row.is_latest) == (30, 30, 1, False)
    assert (row.program, row.edition, row.pathway, row.candidate, row.due_on) == (
        "cpt", "2013", "initial", "Carla Candidate", None,
    )  # fmt: skip


def test_names_to_recognize_come_once_each(shared_data: Path) -> None:
    rows = whom_to_recognize(sample(shared_data, "CPT-2026-0102_r1"))
    assert [(row.kind, row.name) for row in rows] == [
        ("candidate", "Devraj Kolminski"),
        ("employer", "Ostrow Lane Grocers"),
        ("employer", "Self-employed"),
        ("employer", "Larchmere Home Credit"),
        ("client", "Larchmere Home Credit"),
        ("client", "Ostrow Lane Grocers"),
        ("client", "Tansy Parcel"),
        ("attester", "Henrietta Obafemi-Strand"),
        ("attester", "Rosalind Achterberg-Mensah"),
        ("attester", "Winifred Talavera-Bowen"),
        ("instructor", "I-007"),
    ]


def test_providers_of_activities_are_names_to_recognize(shared_data: Path) -> None:
    rows = whom_to_recognize(sample(shared_data, "CPT-2026-0104_r1"))
    providers = [row.name for row in rows if row.kind == "provider"]
    assert len(providers) == len(set(providers))
    assert "Lakemont Performance Forum" in providers


def test_the_mixed_sample_is_laid_out_as_its_page_says(shared_data: Path) -> None:
    sheet = _sheet(sample(shared_data, "CPT-2026-0102_r1"))
    assert sheet.to_judge == 29
    attested = {row.cell: row.attested for row in sheet.cells}
    assert attested[Cell("p1", 3)] is Attested.CANNOT_CONFIRM
    assert [attested[Cell("p2", number)] for number in (5, 6, 10)] == [
        Attested.CONFIRMED, Attested.CANNOT_CONFIRM, Attested.CANNOT_CONFIRM,
    ]  # fmt: skip
    assert [attested[Cell("p3", number)] for number in (8, 9, 10)] == [
        Attested.CONFIRMED_EARLY, Attested.CANNOT_CONFIRM, Attested.LEFT_OPEN,
    ]  # fmt: skip
    assert {row.answer for row in sheet.eligibility} == {Holds.HOLDS}
    assert sheet.experience.months == "51.6"


def test_the_weak_sample_fails_where_its_page_says(shared_data: Path) -> None:
    sheet = _sheet(sample(shared_data, "CPT-2026-0103_r1"))
    assert {row.id: row.answer for row in sheet.eligibility} == {
        "experience": Holds.FAILS,
        "projects": Holds.FAILS,
        "attestations": Holds.FAILS,
        "ethics_commitment": Holds.FAILS,
        "declarations": Holds.FAILS,
        "entry_window": Holds.HOLDS,
    }
    assert sheet.experience.months == "22"
    assert sheet.to_judge == 18
    assert [(row.standard, row.needed) for row in sheet.coverage] == [(number, 2) for number in range(1, 11)]


FEEDBACK_ONLY = """
[pathways.preparation]
name = "Draft"
layout = "matrix"
outcomes = [{ id = "feedback", name = "Feedback", sentence = "Feedback, no verdict." }]
rules = []
"""


def test_a_pathway_without_rules_is_judged_and_leads_to_its_only_outcome() -> None:
    craft = catalog.read_definition(CRAFT.read_bytes() + FEEDBACK_ONLY.encode())
    submission = replace(a_submission([a_project("vase", [1, 2])]), pathway="preparation")
    record = replace(a_complete_record(craft, submission, {Cell("vase", 1): "loose"}), ethics={})
    sheet = lay_out(craft, submission, record, findings=Report(), revisions=(1,), reviewer_id="R-1")
    assert (sheet.coverage, sheet.ethics, sheet.eligibility) == ((), (), ())
    assert (sheet.state, sheet.judged, sheet.to_judge) == (CaseState.COMPLETE, 2, 2)
    assert (sheet.determination.recommended, sheet.determination.margin) == ("feedback", None)
    with pytest.raises(KeyError):
        sheet.cell(Cell("vase", 99))


def test_what_is_missing_stands_on_the_sheet() -> None:
    sheet = _sheet(a_submission(ethics=EthicsStatement(agreed=True)))
    assert not sheet.determination.complete
    assert sheet.determination.missing[0].id == "ethics_commitment"


def test_a_kind_of_conflict_says_how_far_back_it_looks() -> None:
    kinds = {kind.id: explained(kind) for kind in cpt().conflict_kinds}
    assert kinds["employer"].endswith("Only the last 12 months count.")
    assert kinds["collaborator"].endswith("Only the last 48 months count.")
    assert "Only the last" not in kinds["family"] + kinds["instructor"]
