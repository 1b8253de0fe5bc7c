"""Days, months, projects and places are said as people say them; names stay as they are."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer.submission.model import Month
from reviewer.text import text
from tests.ui.case.builders import sheet
from ui.models.day_words import (
    computed_spoken,
    dates_spoken,
    day_words,
    due_words,
    month_words,
    place_words,
    projects_spoken,
)


def test_days_and_months_have_one_form_everywhere() -> None:
    assert day_words(date(2026, 8, 20)) == "20 Aug 2026"
    assert month_words(Month(2025, 9)) == "Sep 2025"
    assert due_words(date(2026, 12, 7), date(2026, 11, 21)) == "7 Dec"
    assert due_words(date(2027, 1, 3), date(2026, 11, 21)) == "3 Jan 2027"


def test_dates_inside_computed_sentences_are_said_too() -> None:
    sentence = "The attestation was signed on 2025-06-12, before the project ended (2025-09)."
    said = "The attestation was signed on 12 Jun 2025, before the project ended (Sep 2025)."
    assert dates_spoken("early-attestation", sentence) == said
    assert computed_spoken(sentence) == said


@pytest.mark.parametrize("name", ["evidence/2025-09-12.pdf", "report-2025-09-12", "2025-09.docx", "9999-99-99"])
def test_what_only_looks_like_a_date_stays(name: str) -> None:
    assert computed_spoken(f"{name} is there.") == f"{name} is there."


def test_the_names_of_documents_keep_their_dates() -> None:
    sentence = "Nothing in the submission cites “Minutes 2025-09-12”."
    assert dates_spoken("uncited-document", sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Project p3 does not claim Standard 9.", "Project 3 does not claim Standard 9."),
        ("The attestation of Ann p2 for p3 says nothing.", "The attestation of Ann p2 for project 3 says nothing."),
        ("5 Need in p1: Not met.", "5 Need in project 1: Not met."),
        ("Nothing cites p1/plan.docx, made in p1/plan.docx.", "Nothing cites p1/plan.docx, made in p1/plan.docx."),
        ("Shown in 2 of 3 needed.", "Shown in 2 of 3 needed."),
    ],
)
def test_projects_are_called_by_their_place(sentence: str, said: str) -> None:
    assert projects_spoken(sheet(), sentence) == said


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("/projects/2/attestations/0/signed_on", "project 3, attestation 1, signed on"),
        ("/documents/10", "document 11"),
        ("/candidate/name", "candidate, name"),
        ("data/evidence/plan.docx", "data/evidence/plan.docx"),
    ],
)
def test_a_pointer_is_said_in_words(where: str, said: str) -> None:
    assert place_words(where) == said


def test_the_other_place_of_the_same_narrative_is_said_in_words() -> None:
    sentence = text("bundle.warning.same_narrative", other="/projects/0/claims/2/narrative")
    assert "/" in sentence
    said = dates_spoken("same-narrative", sentence)
    assert "project 1, claim 3" in said
    assert "/" not in said
    assert dates_spoken("uncited-document", sentence) == sentence
