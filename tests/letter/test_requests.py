from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from reviewer.review.judgment import EligibilityCorrection, JudgmentText
from reviewer.submission.model import Attestation, EthicsStatement, ExperienceRow, Month
from reviewer.vocabulary import Cell
from tests.letter.builders import AT, cited, judged, letter, project, submission, text_of, with_ethics

if TYPE_CHECKING:
    from reviewer.letter.values import Item
    from reviewer.submission.model import Submission

THREE = (project(1), project(2), project(3))


def weak(feedback: str = "", remedy: str = "", level: str = "partly_met", **more: object) -> JudgmentText:
    return JudgmentText(level, feedback=feedback, remedy=remedy, **more)  # type: ignore[arg-type]


def parts_of(item: Item) -> dict[str, str]:
    return {part.label: part.text for part in item.parts}


def test_a_weakness_whose_standard_is_shown_often_enough_is_only_suggested() -> None:
    made = submission(*THREE)
    content = letter(
        made, judged(made, {Cell("p1", 7): weak("Design is thin."), Cell("p1", 2): weak("No wider view.")})
    )
    assert [request.place for request in content.requests] == ["p1:2"]
    suggested = next(section for section in content.sections if section.heading == "What we suggest")
    assert "Design is thin." in str(suggested)


def test_with_a_good_result_every_weakness_is_only_suggested() -> None:
    made = submission(*THREE)
    content = letter(made, judged(made, {Cell("p1", 2): weak("No wider view.", "Name the pressures.")}), "certify")
    assert content.requests == ()
    assert "Name the pressures." in text_of(content)


def test_where_several_projects_could_add_a_standard_the_letter_says_how_many_are_enough() -> None:
    made = submission(*THREE)
    one = letter(made, judged(made, {Cell("p1", 7): weak("a"), Cell("p2", 7): weak("b")}))
    assert "Standard 7 is named for several projects." in text_of(one)
    assert "enough to add it for one of them" in text_of(one)
    two = letter(made, judged(made, {Cell(each, 7): weak("a") for each in ("p1", "p2", "p3")}))
    assert "enough to add it for 2 of them" in text_of(two)
    all_three = letter(made, judged(made, {Cell(each, 1): weak("a") for each in ("p1", "p2", "p3")}))
    assert "enough to add" not in text_of(all_three)


def test_standards_that_want_the_same_number_of_projects_are_told_in_one_sentence() -> None:
    made = submission(*THREE)
    both = {Cell(each, number): weak("a") for each in ("p1", "p2") for number in (6, 7)}
    told = text_of(letter(made, judged(made, both | {Cell(each, 9): weak("a") for each in ("p1", "p2", "p3")})))
    assert told.count("enough to add") == 2
    assert "Standards 6 and 7 are each named for several projects." in told
    assert "enough to add each for one of them" in told
    assert "Standard 9 is named for several projects." in told


def test_a_weakness_that_repeats_is_told_once_where_it_begins() -> None:
    made = submission(*THREE)
    texts = {
        Cell("p1", 2): weak("The wider system is missing."),
        Cell("p1", 3): weak(same_as=Cell("p1", 2)),
        Cell("p2", 3): weak(same_as=Cell("p1", 3)),
    }
    content = letter(made, judged(made, texts))
    assert [request.place for request in content.requests] == ["p1:2"]
    assert parts_of(content.requests[0])["Also."].startswith("The same point concerns Standard 3 and Standard 3 in")
    assert text_of(content).count("The wider system is missing.") == 1


def test_weaknesses_that_name_each_other_are_told_once() -> None:
    made = submission(*THREE)
    texts = {
        Cell("p1", 2): weak("First.", same_as=Cell("p1", 3)),
        Cell("p1", 3): weak("Second.", same_as=Cell("p1", 2)),
    }
    assert [request.place for request in letter(made, judged(made, texts)).requests] == ["p1:2"]


def test_a_repeated_weakness_without_words_of_its_own_takes_those_it_repeats() -> None:
    made = submission(*THREE)
    texts = {Cell("p1", 7): weak("Said at Standard 7.", "Do this."), Cell("p1", 2): weak(same_as=Cell("p1", 7))}
    content = letter(made, judged(made, texts))
    assert "Said at Standard 7." in text_of(content)
    assert "Do this." in text_of(content)


def test_where_the_reviewer_wrote_nothing_the_letter_names_what_it_would_look_for() -> None:
    made = submission(*THREE)
    content = letter(made, judged(made, {Cell("p1", 2): weak(prompts=("2a",))}))
    request = parts_of(content.requests[0])
    prompts = {prompt.id: prompt.text for prompt in _standard(made, 2).prompts}
    assert prompts["2b"] in request["What would satisfy this."]
    assert prompts["2a"] not in request["What would satisfy this."]
    assert request["Where we looked."] == "Your description of this Standard."


def _standard(made: Submission, number: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from tests.letter.builders import program_of

    return program_of(made).standard(number)


def test_where_we_looked_names_each_place_once_and_never_the_quote() -> None:
    made = submission(*THREE)
    places = (
        cited("evidence/p1/report.pdf", 3, "SECRET QUOTE"),
        cited("evidence/p1/report.pdf", 3, "another"),
        cited("evidence/p1/report.pdf", "Annex B"),
        cited("evidence/p1/report.pdf"),
        cited("narrative:p1:2"),
        cited("narrative:p1:5"),
        cited("narrative:p2:5"),
        cited("attestation:p1:1"),
    )
    content = letter(made, judged(made, {Cell("p1", 2): weak("x", citations=places)}))
    assert parts_of(content.requests[0])["Where we looked."] == (
        "Your description of this Standard, “Report of Project 1”, page 3, “Report of Project 1”, Annex B, "
        "“Report of Project 1”, your description of Standard 5, your description of Standard 5 in “Project 2”, "
        "and the attestation by Client 1."
    )
    assert "SECRET QUOTE" not in text_of(content)


def test_standards_that_a_project_leaves_out_share_one_request() -> None:
    made = submission(project(1, standards=range(5, 11)), project(2), project(3))
    content = letter(made, judged(made))
    assert [request.place for request in content.requests] == ["p1:1"]
    assert content.requests[0].title.startswith("Standards 1 to 4 ")


def test_standards_with_nothing_to_read_share_one_request_but_words_stand_alone() -> None:
    made = submission(*THREE)
    texts = {Cell("p1", number): weak(level="nothing_shown") for number in (1, 2, 4)}
    texts[Cell("p1", 3)] = weak("Only a heading.", level="nothing_shown")
    content = letter(made, judged(made, texts))
    assert [request.place for request in content.requests] == ["p1:1", "p1:3"]
    assert content.requests[0].title.startswith("Standards 1, 2, and 4 ")


def test_too_few_projects_are_asked_for_once() -> None:
    made = submission(project(1), project(2))
    content = letter(made, judged(made))
    assert [request.place for request in content.requests] == ["projects", "attestations"]


def test_no_project_at_all_is_told_plainly() -> None:
    made = submission()
    content = letter(made, judged(made))
    assert [request.place for request in content.requests] == ["scorable", "projects", "attestations"]
    assert parts_of(content.requests[1])["What we found."] == "Your application describes no project."


def test_experience_is_told_as_counted_with_the_way_of_counting() -> None:
    rows = (
        ExperienceRow("Quill", "Consultant", Month(2025, 1), Month(2025, 10), Decimal("0.5")),
        ExperienceRow("Ink", "Writer", Month(2025, 6), Month(2025, 12), Decimal(1)),
    )
    made = submission(*THREE, experience=rows)
    request = letter(made, judged(made)).requests[0]
    assert request.place == "experience"
    assert "come to about 9.5 months" in parts_of(request)["What we found."]
    assert "counted every month once" in parts_of(request)["What we found."]


def test_an_application_without_experience_has_no_sum() -> None:
    made = submission(*THREE, experience=())
    assert "come to about" not in text_of(letter(made, judged(made)))


@pytest.mark.parametrize(
    ("attestation", "sentence"),
    [
        (None, "For “Project 1” we found no attestation."),
        (Attestation("Moss", "peer", signed_on=date(2026, 1, 1)), "Moss comes from neither a client nor a supervisor."),
        (Attestation("Cora Moss", "client"), "the attestation by Cora Moss is not signed and dated."),
        (
            Attestation("Peer Moss", "peer"),
            "is not signed and dated, and comes from neither a client nor a supervisor.",
        ),
    ],
    ids=["none", "peer", "unsigned", "unsigned-peer"],
)
def test_an_attestation_that_does_not_count_is_told_with_its_reason(
    attestation: Attestation | None, sentence: str
) -> None:
    given = (attestation,) if attestation else ()
    made = submission(project(1, attestations=given), project(2), project(3))
    content = letter(made, judged(made))
    assert [request.place for request in content.requests] == ["attestations"]
    assert sentence in parts_of(content.requests[0])["What we found."]
    assert "Project 2" not in parts_of(content.requests[0])["What we found."]


def test_missing_declarations_are_named() -> None:
    made = submission(*THREE, declarations=())
    found = parts_of(letter(made, judged(made)).requests[0])["What we found."]
    assert found == "We did not find your agreement to the declaration and release and the application agreement."


def test_a_commitment_that_is_missing_is_asked_for() -> None:
    made = submission(*THREE, ethics=EthicsStatement(agreed=False))
    assert [request.place for request in letter(made, judged(made)).requests] == ["ethics_commitment"]


def test_an_application_that_came_too_late_is_told_without_a_number() -> None:
    made = submission(*THREE, entry_route="workshop", registered_on=date(2019, 1, 1))
    request = letter(made, judged(made)).requests[0]
    assert request.place == "entry_window"
    assert "36" not in str(request)


def test_a_check_that_the_reviewer_ruled_against_is_asked_for_without_the_note() -> None:
    made = submission(*THREE)
    ruled = {"experience": EligibilityCorrection("fails", "Two employers deny it.", AT)}
    content = letter(made, replace(judged(made), eligibility=ruled))
    assert [request.place for request in content.requests] == ["experience"]
    assert "deny" not in text_of(content)


def test_a_concern_is_asked_about_where_it_was_cited_and_its_note_stays_in_the_file() -> None:
    made = submission(*THREE)
    place = cited("evidence/p2/report.pdf", 4)
    content = letter(made, with_ethics(judged(made), "5", "concern", "Figures look copied.", place))
    assert content.requests[0].title == "A question about the code of ethics: Integrity"
    assert parts_of(content.requests[0])["Where we looked."] == "“Report of Project 2”, page 4."
    assert "copied" not in text_of(content)
    assert content.problems == ()


def test_a_concern_without_a_place_is_a_problem() -> None:
    made = submission(*THREE)
    content = letter(made, with_ethics(judged(made), "5", "concern", "Figures look copied."))
    assert parts_of(content.requests[0])["Where we looked."] == "Your application as a whole."
    assert [(problem.kind, problem.place) for problem in content.problems] == [("nothing_cited", "ethics 5")]


def test_another_outcome_than_recommended_asks_for_what_the_reviewer_wrote() -> None:
    made = submission(*THREE)
    record = judged(made, {Cell("p1", 7): weak("The design is thin.", "Add the plan.")})
    content = letter(made, record, "more_information")
    assert [request.place for request in content.requests] == ["p1:7"]
    assert content.problems == ()


def test_asking_for_more_with_nothing_to_ask_is_a_problem() -> None:
    made = submission(*THREE)
    content = letter(made, judged(made), "more_information")
    assert content.requests == ()
    assert [problem.kind for problem in content.problems] == ["nothing_asked"]
