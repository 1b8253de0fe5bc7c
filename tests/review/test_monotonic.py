"""In every pathway that ships, judging more kindly never worsens the outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.program import catalog
from reviewer.review.deciding import determine
from reviewer.review.judgment import CountsRuling, PointsRuling, Record
from reviewer.review.milestones import key_of
from reviewer.submission.model import ExperienceRow, Month
from tests.builders import MOMENT, a_complete_record, a_judgment, a_ruling, a_submission, an_answer
from tests.review.renewals import a_renewal, all_done, an_activity, an_exam, coursework

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition
    from reviewer.submission.model import Submission

PATHWAYS = [
    (file.program, file.edition, pathway)
    for file in catalog.shipped()
    for pathway in catalog.find(file.program, file.edition).pathways
]
ROWS = [
    ExperienceRow("A firm", "A role", Month(2020, 1), Month(2022, 12), Decimal(1)),
    ExperienceRow("B firm", "A role", Month(2023, 6), Month(2024, 12), Decimal("0.5")),
]


def _submission(program: str, edition: str, pathway: str) -> Submission:
    if pathway == "recertification":
        claims = [
            an_activity(
                f"A-{number}",
                "10",
                kind="webinar",
                ledger="A" if program == "cpt" else "",
                quantity="8",
                start=date(2025, 1, number),
            )
            for number in range(1, 6)
        ]
        renewal = a_renewal(claims, program=program, edition=edition, certified_on=date(2024, 12, 1))
        return replace(renewal, submitted_on=date(2026, 12, 1), experience=tuple(ROWS))
    if program == "cptm":
        return coursework(*all_done(), an_exam("40", 2))
    return replace(a_submission(4, edition=edition, experience=ROWS), pathway=pathway)


def _rank(program: ProgramDefinition, submission: Submission, record: Record) -> int:
    determined = determine(program, submission, record)
    assert determined.complete, determined.missing
    return program.pathway(submission.pathway).outcome(determined.recommended or "").rank


def _counts(*, counts: bool) -> CountsRuling:
    return CountsRuling(counts, "A reason.", MOMENT)


@pytest.mark.parametrize(("program_id", "edition", "pathway"), PATHWAYS)
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_judging_more_kindly_never_worsens_the_outcome(
    program_id: str, edition: str, pathway: str, data: st.DataObject
) -> None:
    program = catalog.find(program_id, edition)
    submission = _submission(program_id, edition, pathway)
    checked = [rule.id for rule in program.pathway(pathway).rules if rule.step == "eligibility"]
    levels = [level.id for level in program.levels]
    answers = [choice.id for choice in program.ethics_choices]
    record = a_complete_record(program, submission) if levels else Record()
    record = replace(
        record,
        judgments={cell: a_judgment(data.draw(st.sampled_from([*levels, levels[0]]))) for cell in record.judgments},
        ethics={item: an_answer(data.draw(st.sampled_from([*answers[:1] * 4, *answers]))) for item in record.ethics},
        experience={row: _counts(counts=data.draw(st.booleans())) for row in (1, 2) if submission.experience},
        milestones={key_of(each): _counts(counts=data.draw(st.booleans())) for each in submission.milestones[::3]},
        activities={each.activity_id: _allowed(data, 0) for each in submission.activities[::2]},
        eligibility={item: a_ruling(data.draw(st.sampled_from(["holds", "fails"]))) for item in checked[::3]},
    )
    assert _rank(program, submission, _kinder(data, record, levels, answers)) <= _rank(program, submission, record)


def _allowed(data: st.DataObject, least: int) -> PointsRuling:
    return PointsRuling(Decimal(data.draw(st.integers(least, 10))), "A reason.", MOMENT)


def _kinder(data: st.DataObject, record: Record, levels: list[str], answers: list[str]) -> Record:
    """The same record with one level raised, one answer eased, more points allowed, or something ruled in."""
    tables = ("judgments", "ethics", "experience", "milestones", "activities", "eligibility")
    table = data.draw(st.sampled_from([name for name in tables if getattr(record, name)]), label="table")
    key = data.draw(st.sampled_from([*getattr(record, table)]), label="changed")
    to: object
    if table == "judgments":
        now = levels.index(record.judgments[key].text.level or "")
        to = a_judgment(data.draw(st.sampled_from(levels[: now + 1])))
    elif table == "ethics":
        to = an_answer(data.draw(st.sampled_from(answers[: answers.index(record.ethics[key].answer) + 1])))
    elif table == "activities":
        to = _allowed(data, int(record.activities[key].allowed))
    else:
        to = a_ruling("holds") if table == "eligibility" else _counts(counts=True)
    changed: dict[str, Any] = {table: {**getattr(record, table), key: to}}
    return replace(record, **changed)
