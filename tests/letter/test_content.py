from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import LetterError, UsageError
from reviewer.letter.values import Letterhead
from reviewer.program.model import Provenance
from reviewer.review.judgment import Draft, JudgmentText, PrivateNotes
from reviewer.submission.model import Claim, EvidenceRef
from reviewer.text import text
from reviewer.vocabulary import Cell, RuleStatus
from tests.letter.builders import AT, HEAD, PROFILE, cited, judged, letter, program_of, project, submission, text_of

if TYPE_CHECKING:
    from reviewer.letter.values import LetterContent
    from reviewer.program.model import ProgramDefinition

THREE = (project(1), project(2), project(3))
MADE = submission(*THREE)
FOUND = Provenance(RuleStatus.FOUND, "the body's handbook")


def section_of(content: LetterContent, heading: str) -> str:
    return str(next(section for section in content.sections if section.heading == heading))


def with_letter_rules(**changes: object) -> ProgramDefinition:
    program = program_of(MADE)
    return replace(program, letter=replace(program.letter, **changes))  # type: ignore[arg-type]


def asking(program: ProgramDefinition | None = None) -> LetterContent:
    record = judged(MADE, {Cell("p1", 2): JudgmentText("not_met", feedback="Nothing wider.")})
    return letter(MADE, record, program=program)


def test_what_is_only_typed_or_private_is_no_part_of_a_letter() -> None:
    cell = Cell("p1", 2)
    record = replace(
        judged(MADE),
        drafts={cell: Draft(JudgmentText("not_met", feedback="DRAFTED"), AT)},
        private={cell: PrivateNotes("PRIVATE", 1)},
    )
    words = text_of(letter(MADE, record))
    assert "DRAFTED" not in words
    assert "PRIVATE" not in words


def test_the_first_remark_of_each_project_is_praise_and_the_rest_are_remarks() -> None:
    cells = [Cell("p1", 1), Cell("p1", 2), Cell("p2", 3), Cell("p3", 4)]
    record = judged(MADE, {cell: JudgmentText("met", feedback=f"Good at {cell}.") for cell in cells})
    content = letter(MADE, record)
    praise = section_of(content, "What came through well")
    assert [cell for cell in cells if f"Good at {cell}." in praise] == [Cell("p1", 1), Cell("p2", 3), Cell("p3", 4)]
    assert "Good at p1:2." in section_of(content, "Further remarks")


def test_without_words_of_the_reviewer_the_best_cited_cell_is_the_strength() -> None:
    record = judged(MADE, {Cell("p2", 6): JudgmentText("met", citations=(cited("evidence/p2/report.pdf", 7),))})
    praise = section_of(letter(MADE, record), "What came through well")
    assert "In “Project 2”" in praise
    assert "Standard 6, Determine Cause: see “Report of Project 2”, page 7." in praise


def test_without_citations_the_documents_of_the_candidate_are_the_strength() -> None:
    supported = Claim(4, "Together.", (EvidenceRef("evidence/p3/report.pdf"),))
    third = replace(THREE[2], claims=(*THREE[2].claims[:3], supported, *THREE[2].claims[4:]))
    made = submission(THREE[0], THREE[1], third)
    praise = section_of(letter(made, judged(made)), "What came through well")
    assert "Standard 4" in praise
    assert "“Report of Project 3”" in praise


def test_with_nothing_shown_the_letter_still_thanks_for_the_work() -> None:
    cells = {cell: JudgmentText("not_met") for cell in judged(MADE).judgments}
    praise = section_of(letter(MADE, judged(MADE, cells)), "What came through well")
    assert "“Project 1”, “Project 2”, and “Project 3”" in praise


def test_what_is_shown_need_not_be_sent_again() -> None:
    kept = section_of(asking(), "What you need not send again")
    assert "“Project 1”: Standards 1 and 3 to 10." in kept
    assert "“Project 2”: Standards 1 to 10." in kept
    assert "your experience, the attestations, your commitment to the code of ethics, and your declarations" in kept


def test_a_reason_why_a_standard_does_not_apply_is_told_if_written_for_the_candidate() -> None:
    aside = JudgmentText("not_applicable", finding="FILE", feedback="There was nothing to build here.")
    content = letter(MADE, judged(MADE, {Cell("p1", 8): aside}))
    assert "There was nothing to build here." in section_of(content, "Further remarks")


def test_a_second_letter_thanks_for_the_answer() -> None:
    assert "Thank you for your answer to our last letter" not in text_of(letter(MADE, judged(MADE)))
    again = submission(*THREE, revision=2)
    assert "Thank you for your answer to our last letter" in text_of(letter(again, judged(again)))


def test_an_assumed_period_is_left_to_the_office() -> None:
    content = asking()
    assert "The office will tell you the date by which it needs your answer." in text_of(content)
    assert content.answer_by == "the office sets the date"


def test_a_period_that_the_body_published_is_stated() -> None:
    found = with_letter_rules(
        answer_within_days=60, answer_provenance=FOUND, review_within_days=30, review_provenance=FOUND
    )
    content = asking(found)
    assert content.answer_by == "January 20, 2027"
    assert "Please answer by January 20, 2027." in text_of(content)
    assert "within 30 days of the date of this letter" in text_of(content)


def test_where_the_office_dates_and_signs_the_letter_leaves_both_to_it() -> None:
    by_office = with_letter_rules(dated_by="office", signed_by="office", answer_within_days=60, answer_provenance=FOUND)
    content = asking(by_office)
    assert ("Date", "set by the office when it sends this letter") in content.about
    assert content.signature.lines[0] == "For the International Society for Performance Improvement (ISPI)"
    assert content.answer_by == "60 days from the letter"
    assert PROFILE.reviewer_name not in text_of(content)


def test_a_draft_has_no_signature_picture_and_a_signed_letter_has() -> None:
    profile = replace(PROFILE, signature=b"picture")
    assert letter(MADE, judged(MADE), profile=profile, is_draft=True).signature.picture is None
    assert letter(MADE, judged(MADE), profile=profile).signature.picture == b"picture"


def test_without_an_office_in_the_letterhead_the_body_stands_there() -> None:
    content = letter(MADE, judged(MADE), profile=Letterhead("Ana", "R-1"))
    assert content.office_name == "International Society for Performance Improvement (ISPI)"


def test_the_foot_names_the_record_that_the_letter_was_written_from() -> None:
    assert letter(MADE, judged(MADE)).journal_words == f"record {HEAD[:16]}"


def test_a_language_without_a_letter_names_those_there_are() -> None:
    with pytest.raises(UsageError) as refused:
        letter(MADE, judged(MADE), language="xx")
    assert refused.value.details == {"word": "xx", "known": "en"}
    assert text(refused.value.text_key, **refused.value.details) == "“xx” is not known here. Use one of: en."


def test_an_outcome_that_the_program_does_not_know_is_refused() -> None:
    with pytest.raises(LetterError, match="CPT-1"):
        letter(MADE, judged(MADE), "upheld")
