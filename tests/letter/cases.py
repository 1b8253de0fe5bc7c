"""One telling case for each outcome, from the real bundles and made ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.judgment import JudgmentText
from reviewer.vocabulary import Cell
from tests.letter.builders import cited, judged, letter, project, sample, submission, with_ethics

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.letter.values import LetterContent
    from reviewer.review.judgment import Record
    from reviewer.submission.model import Submission

FOR_THE_FILE = "For the file only: the second assessor should see this."

CERTIFY_TEXTS = {
    Cell("p1", 5): JudgmentText(
        "met",
        feedback="Your needs assessment counts six hospitals in one way, and says plainly where that is weak.",
    ),
    Cell("p2", 10): JudgmentText("met", feedback="You went on measuring repeat visits for a year after the pilot."),
    Cell("p3", 10): JudgmentText(
        "met",
        feedback="The weak last quarter is told openly.",
        remedy="A second look after twelve months would show whether the gain lasts.",
    ),
}

MORE_TEXTS = {
    Cell("p1", 1): JudgmentText("met", feedback="You held the lender to the number of second letters from the start."),
    Cell("p1", 3): JudgmentText(
        "partly_met",
        finding=FOR_THE_FILE,
        feedback="You say that second letters became fewer, but not what this was worth to the lender.",
        remedy="One page on what the work cost and what it was worth, with the figures that you used.",
        citations=(cited("evidence/p1/results.xlsx", "Letters!A1:C9"), cited("attestation:p1:1")),
    ),
    Cell("p2", 6): JudgmentText(
        "not_met",
        finding=FOR_THE_FILE,
        feedback="Coaching is chosen on the first page; the causes are listed after it.",
        prompts=("6a",),
        citations=(cited("evidence/p2/roll-out-plan.docx", "Why coaching"), cited("narrative:p2:5")),
    ),
    Cell("p2", 7): JudgmentText("partly_met", finding=FOR_THE_FILE, same_as=Cell("p2", 6)),
    Cell("p3", 6): JudgmentText("partly_met", finding=FOR_THE_FILE),
    Cell("p3", 8): JudgmentText(
        "partly_met",
        finding=FOR_THE_FILE,
        feedback="The test in two depots is told in one line.",
        remedy="Say what the test changed.",
    ),
}


def certify(shared_data: Path) -> tuple[Submission, Record]:
    """A strong application with three remarks of the reviewer's."""
    made = sample(shared_data, "CPT-2026-0101_r1")
    return made, judged(made, CERTIFY_TEXTS)


def more_information(shared_data: Path) -> tuple[Submission, Record]:
    """A mixed application: one Standard needed everywhere, one that either of two projects can add, suggestions."""
    made = sample(shared_data, "CPT-2026-0102_r1")
    return made, judged(made, MORE_TEXTS)


def with_a_concern(shared_data: Path) -> tuple[Submission, Record]:
    """The same, with a question about confidentiality."""
    made, record = more_information(shared_data)
    return made, with_ethics(record, "6", "concern", FOR_THE_FILE, cited("evidence/p1/complaint-sample.pdf", 2))


def referred(shared_data: Path) -> tuple[Submission, Record]:
    """The same, with something so serious that only the office may speak of it."""
    made, record = more_information(shared_data)
    note = "Figures of the second project were copied from another candidate."
    return made, with_ethics(record, "5", "serious_concern", note, cited("evidence/p2/questionnaires.xlsx"))


def not_certified(shared_data: Path) -> tuple[Submission, Record]:
    """An application that is not eligible, with nothing written by the reviewer."""
    made = sample(shared_data, "CPT-2026-0103_r1")
    nothing = JudgmentText("nothing_shown", finding=FOR_THE_FILE)
    return made, judged(made, {Cell("p1", number): nothing for number in range(1, 5)})


def not_scorable(_shared_data: Path) -> tuple[Submission, Record]:
    """An application that claims nothing."""
    made = submission(*(project(number, standards=range(0)) for number in (1, 2, 3)))
    return made, judged(made)


def other_scripts(shared_data: Path) -> tuple[Submission, Record]:
    """Edition 2012, Vietnamese, Polish and Greek names, an attestation in Arabic."""
    made = sample(shared_data, "CPT-2026-0106_r1")
    weak = JudgmentText(
        "partly_met",
        finding=FOR_THE_FILE,
        feedback="Γλαρόπετρα: departures are compared with 2023 only → please say why (≥ 5 % was the aim).",
        citations=(cited("evidence/p2/μελέτη-επιβίβασης.pdf", 4), cited("attestation:p2:1")),
    )
    return made, judged(made, {Cell("p2", number): weak for number in (1, 10)})


ALL = {
    "certify": certify,
    "more_information": more_information,
    "more_information_with_concern": with_a_concern,
    "not_certified": not_certified,
    "not_scorable": not_scorable,
    "referred": referred,
    "edition_2012": other_scripts,
}


def letter_of(name: str, shared_data: Path, *, is_draft: bool = False) -> LetterContent:
    """Write the letter of one of the cases, with the outcome that the rules recommend."""
    return letter(*ALL[name](shared_data), is_draft=is_draft)
