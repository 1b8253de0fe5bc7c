"""Letters of renewals, of coursework and of feedback on a draft, and of programs that bring no letter."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reviewer.letter.pdf import letter_pdf
from reviewer.letter.values import Item, LetterContent
from reviewer.program import catalog
from reviewer.review.judgment import JudgmentText, PointsRuling, Record
from reviewer.vocabulary import Cell
from tests.builders import MOMENT, a_complete_record, a_project, a_submission, craft_program
from tests.letter.builders import judged, letter, sample, text_of
from tests.letter.reading import pdftotext

REFERENCE = Path(__file__).parent / "reference"

DRAFT_TEXTS = {
    Cell("p1", 1): JudgmentText(
        "met", feedback="You name the damaged chairs before any solution.", prompts=("1a", "1b")
    ),
    Cell("p1", 2): JudgmentText("partly_met", finding="File note.", feedback="The packing line stands alone here."),
    Cell("p1", 6): JudgmentText("nothing_shown", finding="File note.", remedy="List at least two causes with data."),
}


def _renewal(shared_data: Path, **allowed: str) -> LetterContent:
    submission = sample(shared_data, "CPT-2026-0104_r1")
    points = {name.replace("_", "-"): PointsRuling(Decimal(n), "Seen by mail.", MOMENT) for name, n in allowed.items()}
    return letter(submission, replace(judged(submission), activities=points))


def _draft(shared_data: Path) -> LetterContent:
    submission = sample(shared_data, "CPT-2026-0105_r1")
    return letter(submission, judged(submission, DRAFT_TEXTS))


def _made(name: str, shared_data: Path) -> LetterContent:
    match name:
        case "renewal_more_information":
            return _renewal(shared_data)
        case "renewal_recertify":
            return _renewal(shared_data, A_09="1", A_10="1", A_11="2")
        case "feedback":
            return _draft(shared_data)
        case "coursework_certify":
            return letter(sample(shared_data, "CPTM-2026-0201_r1"), Record())
    return letter(sample(shared_data, "CPTM-2026-0202_r1"), Record())


NAMES = ["renewal_more_information", "renewal_recertify", "feedback", "coursework_certify", "hours_more_information"]


@pytest.mark.parametrize("name", NAMES)
def test_pdftotext_gives_the_letter_in_its_order(name: str, shared_data: Path, tmp_path: Path) -> None:
    expected = (REFERENCE / f"{name}.txt").read_text(encoding="utf-8")
    pdf = letter_pdf(_made(name, shared_data))
    assert pdftotext(pdf.data, tmp_path) == " ".join(expected.split())
    assert pdf.pages <= 4


@pytest.mark.parametrize("name", NAMES)
def test_no_letter_states_a_number_that_is_only_assumed(name: str, shared_data: Path) -> None:
    words = text_of(_made(name, shared_data))
    for assumed in ("70", "percent", "six months", "two attempts", "60 days", "30 days", "an hour"):
        assert assumed not in words
    assert "@" not in words
    assert "Seen by mail" not in words
    assert "File note" not in words


def test_a_renewal_says_how_each_activity_was_counted(shared_data: Path) -> None:
    words = text_of(_renewal(shared_data))
    assert "they come to 36 points; 40 are asked for" in words
    assert "(B-06): 0 of 3; the same activity is claimed a second time." in words
    assert "(A-15): 4 of 6; the time that you give for it is worth less." in words


def test_a_ruling_against_a_proposal_is_told_without_its_reason(shared_data: Path) -> None:
    words = text_of(_renewal(shared_data, A_01="2.5"))
    assert "(A-01): 2.5 of 4; this review counts no more of it." in words


def test_feedback_has_strengths_gaps_and_questions_for_each_standard(shared_data: Path) -> None:
    content = _draft(shared_data)
    items = [block for section in content.sections for block in section.blocks if isinstance(block, Item)]
    labels = {item.title.split(",")[0]: [part.label for part in item.parts] for item in items}
    assert labels["Standard 1"] == ["What comes through.", "Questions to think about."]
    assert labels["Standard 2"] == ["What is missing.", "Questions to think about."]
    assert labels["Standard 6"] == ["What is missing.", "A suggestion.", "Questions to think about."]
    assert len(items) == 10
    words = text_of(content)
    assert "When the client asked for an activity" in words
    assert "By which measure would you know" not in words
    assert "What often goes wrong" in words
    assert content.requests == ()


@pytest.mark.parametrize("edition", ["2007", "2012", "2013"])
def test_every_prompt_has_its_question(edition: str) -> None:
    program = catalog.find("cpt", edition)
    words = program.letters["en.toml"]
    for standard in program.standards:
        for prompt in standard.prompts:
            assert f'\n{prompt.id} = "' in words


@pytest.mark.parametrize(("levels", "outcome"), [({}, "Admit"), ({Cell("p1", 7): "loose"}, "Try again")])
def test_a_program_without_letters_of_its_own_gets_general_ones(levels: dict[Cell, str], outcome: str) -> None:
    program = craft_program()
    projects = [a_project("p1", [1, 2, 3, 4, 7]), a_project("p2", [1, 2, 3, 4, 7])]
    submission = a_submission(projects, program="binders", edition="2031")
    content = letter(submission, a_complete_record(program, submission, levels), program=program)
    assert outcome in content.result
    assert "assessment-based certificate" in text_of(content)
    assert letter_pdf(content).pages


def test_letters_without_projects_name_what_came_through_well(shared_data: Path) -> None:
    renewal = text_of(_renewal(shared_data))
    assert "What came through well" in renewal
    assert "counts in full, and so does every other activity that is not named below." in renewal
    course = text_of(_made("coursework_certify", shared_data))
    assert "You completed the assessments of all modules, the practicum, and the exam." in course


def test_the_activity_named_as_a_strength_is_one_that_counts_as_claimed(shared_data: Path) -> None:
    submission = sample(shared_data, "CPT-2026-0104_r1")
    refused = {each.activity_id: PointsRuling(Decimal(0), "Not seen.", MOMENT) for each in submission.activities}
    only = next(each for each in submission.activities if each.activity_id == "A-03")
    allowed = refused | {only.activity_id: PointsRuling(only.points_claimed or Decimal(1), "", MOMENT)}
    assert "(A-03) counts in full." in text_of(letter(submission, replace(judged(submission), activities=allowed)))
    none = text_of(letter(submission, replace(judged(submission), activities=refused)))
    assert "counts in full" not in none
    assert "What came through well" not in none
