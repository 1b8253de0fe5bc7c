from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.review.case import case_of
from reviewer.review.hints import hints_in
from reviewer.review.judgment import Draft, JudgmentText, Record
from reviewer.submission.findings import Finding, Report
from reviewer.submission.model import Claim, Document, EthicsStatement, EvidenceRef, ExperienceRow, Month
from reviewer.vocabulary import Cell
from tests.builders import (
    MOMENT,
    a_complete_record,
    a_project,
    a_submission,
    an_attestation,
    cpt,
    craft_program,
    sample,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.review.sheet_rows import HintRow
    from reviewer.submission.model import Project, Submission


def _hints(
    submission: Submission, *, record: Record | None = None, findings: Report | None = None, reviewer_id: str = "R-1"
) -> tuple[HintRow, ...]:
    case = case_of(cpt(submission.edition), submission, record or Record())
    return hints_in(case, findings or Report(), reviewer_id)


def _places(submission: Submission) -> list[tuple[str, str]]:
    return [(hint.code, hint.place) for hint in _hints(submission)]


def _with_third(project: Project) -> Submission:
    return a_submission([a_project("p1"), a_project("p2"), project])


def test_a_clean_submission_has_no_hints() -> None:
    assert _hints(a_submission()) == ()


def test_a_training_tie_is_named_first() -> None:
    submission = a_submission()
    taught = replace(submission, candidate=replace(submission.candidate, instructors=("I-014", "I-022")))
    assert [hint.code for hint in _hints(taught, reviewer_id="I-022")] == ["training-tie"]
    assert _hints(taught, reviewer_id="I-02") == ()


def test_attestations_are_looked_at_one_by_one() -> None:
    attestations = [
        an_attestation(relation="peer"),
        an_attestation(signed_on=None),
        an_attestation(signed_on=date(2025, 11, 30)),
        an_attestation(range(1, 9)),
        an_attestation(range(1, 9), cannot_confirm=(9, 10, 11)),
    ]
    assert _places(_with_third(a_project("p3", attestations=attestations))) == [
        ("attestation-relation", "/projects/2/attestations/0/relation"),
        ("attestation-unsigned", "/projects/2/attestations/1"),
        ("early-attestation", "/projects/2/attestations/2/signed_on"),
        ("attestation-left-open", "/projects/2/attestations/3"),
        ("attestation-cannot-confirm", "/projects/2/attestations/4"),
    ]


def test_a_project_without_attestation_is_named() -> None:
    assert _places(_with_third(a_project("p3", attestations=[]))) == [("attestation-missing", "/projects/2")]


def test_text_that_is_repeated_or_empty_is_found() -> None:
    project = a_project("p3", range(1, 11))
    claims = (
        Claim(1, "  Our work on 1\n in p1. "),
        Claim(2, " \n"),
        Claim(3, ""),
        *project.claims[3:],
    )
    hints = _hints(_with_third(replace(project, claims=claims)))
    assert [(hint.code, hint.cell) for hint in hints] == [
        ("same-narrative", Cell("p3", 1)),
        ("narrative-empty", Cell("p3", 2)),
        ("narrative-empty", Cell("p3", 3)),
    ]
    assert hints[0].message == (
        "The text for 1 Focus on Results or Outcomes in p3 is the same as for 1 Focus on Results or Outcomes in p1."
    )


def test_names_that_must_not_show_up_are_found_as_whole_words() -> None:
    project = a_project("p3", range(1, 11))
    claims = (
        Claim(1, "We worked for ACME\nIncorporated."),
        Claim(2, "We worked for acme incorporated's people."),
        Claim(3, "An acmeincorporatedly thing."),
        *project.claims[3:],
    )
    named = replace(project, claims=claims, summary="For Zed.", confidential_names=("Acme Incorporated", "Zed", " "))
    assert _places(_with_third(named)) == [
        ("confidential-name", "/projects/2/claims/0/narrative"),
        ("confidential-name", "/projects/2/claims/1/narrative"),
        ("confidential-name", "/projects/2/summary"),
    ]


def test_standards_that_a_project_does_not_claim_are_named() -> None:
    hints = _hints(_with_third(a_project("p3", range(1, 9))))
    assert [(hint.code, hint.message) for hint in hints] == [
        ("not-claimed", "Project p3 does not claim Standards 9, 10.")
    ]


def test_dates_that_cannot_be_are_named() -> None:
    rows = [
        ExperienceRow("One", "A role", Month(2022, 5), Month(2022, 4), Decimal(1)),
        ExperienceRow("Two", "A role", Month(2026, 1), Month(2026, 10), Decimal(1)),
        ExperienceRow("Three", "A role", Month(2020, 1), Month(2026, 9), Decimal(1)),
    ]
    projects = [
        a_project("p1", end=Month(2024, 12)),
        a_project("p2", end=Month(2026, 10), attestations=[an_attestation(signed_on=date(2026, 10, 1))]),
        a_project("p3", end=None),
    ]
    assert _places(a_submission(projects, experience=rows)) == [
        ("dates-reversed", "/experience/0"),
        ("after-submission", "/experience/1"),
        ("dates-reversed", "/projects/0/end"),
        ("after-submission", "/projects/1/end"),
        ("project-without-end", "/projects/2/end"),
    ]


def test_a_commitment_signed_by_another_name_is_named() -> None:
    ethics = EthicsStatement(agreed=True, signed_name="carla  candidate", signed_on=date(2026, 1, 1))
    assert _places(a_submission(ethics=ethics)) == []
    other = replace(ethics, signed_name="C. Else")
    assert _places(a_submission(ethics=other)) == [("signed-name", "/ethics/signed_name")]


def test_documents_that_nothing_cites_are_named() -> None:
    documents = tuple(Document(f"evidence/{name}.pdf", name) for name in ("a", "b", "c"))
    ethics = EthicsStatement(
        agreed=True,
        signed_name="Carla Candidate",
        signed_on=date(2026, 1, 1),
        evidence=(EvidenceRef(documents[1].path),),
    )
    submission = replace(a_submission(ethics=ethics), documents=documents)
    assert _places(submission) == [("uncited-document", "/documents/0"), ("uncited-document", "/documents/2")]


def test_what_was_typed_after_closing_is_named() -> None:
    submission = a_submission()
    record = a_complete_record(cpt(), submission)
    drafts = {
        Cell("p1", 1): Draft(JudgmentText(level="not_met"), MOMENT),
        Cell("p1", 2): Draft(record.judgments[Cell("p1", 2)].text, MOMENT),
    }
    hints = _hints(submission, record=replace(record, drafts=drafts))
    assert [(hint.code, hint.cell) for hint in hints] == [("unclosed-draft", Cell("p1", 1))]


def test_warnings_of_loading_are_hints_with_their_cell() -> None:
    warnings = (
        Finding("/projects/1/claims/3/evidence/0", "media-type", "It is a picture."),
        Finding("/projects/1", "odd", "Odd."),
        Finding("data/evidence/x.pdf", "unlisted-file", "Not listed."),
    )
    hints = _hints(a_submission(), findings=Report(warnings=warnings))
    assert [(hint.code, hint.place, hint.message, hint.cell) for hint in hints] == [
        ("media-type", "/projects/1/claims/3/evidence/0", "It is a picture.", Cell("p2", 4)),
        ("odd", "/projects/1", "Odd.", None),
        ("unlisted-file", "data/evidence/x.pdf", "Not listed.", None),
    ]


def test_a_warning_that_is_a_hint_already_is_told_once() -> None:
    submission = replace(a_submission(), documents=(Document("evidence/a.pdf", "a"),))
    warning = Finding("/documents/0", "uncited-document", "Nothing cites it.")
    assert len(_hints(submission, findings=Report(warnings=(warning,)))) == 1


def test_what_is_planted_in_the_mixed_sample_shows_itself(shared_data: Path) -> None:
    submission = sample(shared_data, "CPT-2026-0102_r1")
    assert _places(submission) == [
        ("attestation-cannot-confirm", "/projects/0/attestations/0"),
        ("attestation-cannot-confirm", "/projects/1/attestations/0"),
        ("early-attestation", "/projects/2/attestations/0/signed_on"),
        ("attestation-left-open", "/projects/2/attestations/0"),
        ("claim-without-evidence", "/projects/0/claims"),
        ("not-claimed", "/projects/2/claims"),
        ("uncited-document", "/documents/10"),
    ]


def test_claims_that_cite_no_document_are_named_with_their_cell(shared_data: Path) -> None:
    hints = {hint.code: hint for hint in _hints(sample(shared_data, "CPT-2026-0102_r1"))}
    told = hints["claim-without-evidence"]
    assert (told.message, told.cell) == ("In project p1 no document is cited for Standard 3.", Cell("p1", 3))
    assert _hints(sample(shared_data, "CPT-2026-0101_r1")) == ()


def test_what_is_planted_in_the_weak_sample_shows_itself(shared_data: Path) -> None:
    submission = sample(shared_data, "CPT-2026-0103_r1")
    assert _places(submission) == [
        ("attestation-relation", "/projects/0/attestations/0/relation"),
        ("attestation-unsigned", "/projects/0/attestations/0"),
        ("attestation-left-open", "/projects/0/attestations/0"),
        ("attestation-missing", "/projects/1"),
        ("same-narrative", "/projects/1/claims/2/narrative"),
        ("claim-without-evidence", "/projects/0/claims"),
        ("claim-without-evidence", "/projects/1/claims"),
        ("not-claimed", "/projects/1/claims"),
    ]


def test_what_is_planted_in_the_draft_shows_itself(shared_data: Path) -> None:
    draft = sample(shared_data, "CPT-2026-0105_r1")
    assert [(hint.code, hint.place) for hint in _hints(draft, reviewer_id="I-022")] == [
        ("training-tie", "/candidate/instructors"),
        ("attestation-missing", "/projects/0"),
        ("claim-without-evidence", "/projects/0/claims"),
        ("not-claimed", "/projects/0/claims"),
        ("project-without-end", "/projects/0/end"),
        ("commitment-open", "/ethics/agreed"),
    ]


def test_a_commitment_that_is_a_check_is_no_hint_too() -> None:
    assert _hints(a_submission(ethics=EthicsStatement(agreed=False))) == ()


def test_a_program_that_asks_for_no_attestations_and_no_code_hints_at_none() -> None:
    standards = (1, 2, 3, 4, 7)
    submission = a_submission(
        [a_project("vase", standards, attestations=[])], ethics=EthicsStatement(agreed=False), program="binders"
    )
    craft = craft_program()
    assert {hint.code for hint in hints_in(case_of(craft, submission, Record()), Report(), "R-1")} == {
        "commitment-open"
    }
    without = replace(craft, ethics_items=())
    assert hints_in(case_of(without, submission, Record()), Report(), "R-1") == ()


def test_the_strong_samples_have_no_hints(shared_data: Path) -> None:
    assert _hints(sample(shared_data, "CPT-2026-0101_r1")) == ()
    assert _hints(sample(shared_data, "CPT-2026-0106_r1")) == ()
