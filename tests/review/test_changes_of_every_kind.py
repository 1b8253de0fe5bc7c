"""The smallest changes of a program with rules of every kind, against trying every set of one, two and three."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.program import catalog
from reviewer.review.activities import counted_activities
from reviewer.review.case import case_of
from reviewer.review.checklist import checks
from reviewer.review.deciding import determine, worst_that_applies
from reviewer.review.determination import LevelChange
from reviewer.review.judgment import CountsRuling, EligibilityCorrection, PointsRuling, Record
from reviewer.review.milestones import key_of
from reviewer.review.rules import answers
from reviewer.submission.model import ExperienceRow, Month
from reviewer.vocabulary import NOT_APPLICABLE, Cell
from tests.builders import MOMENT, a_complete_record, a_project, a_submission, an_answer, cpt, small_program
from tests.review.renewals import a_module, a_session, an_activity, an_exam, cptm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.program.model import ActivityRules, ProgramDefinition, RuleSpec
    from reviewer.submission.model import Submission

LEVELS = ["l0", "l1"]
ROWS = [(Month(2020, 1), Month(2020, 8)), (Month(2020, 5), Month(2020, 12)), (Month(2021, 1), Month(2021, 4))]


@cache
def _program() -> ProgramDefinition:
    """A small program with rules on a matrix, ethics, experience, coursework and points together."""
    small = small_program((1,), levels=2)
    months = {rule.id: rule for rule in cpt().pathway("initial").rules}["experience"]
    coursework = {rule.id: rule for rule in cptm().pathway("initial").rules}
    hours = cptm().pathway("recertification").rules[0]
    pathway = small.pathway("initial")
    added = (
        _with(months, months_needed=12),
        _with(coursework["modules"], modules=("m1", "m2")),
        coursework["practicum"],
        coursework["exam"],
        _with(hours, points_needed=4),
    )
    activities: ActivityRules | None = catalog.find("cptm", "2024").pathway("recertification").activities
    return replace(
        small,
        pathways={"initial": replace(pathway, rules=(*pathway.rules, *added), activities=activities)},
        vocabularies={},
    )


def _with(rule: RuleSpec, **parameters: object) -> RuleSpec:
    return replace(rule, parameters={**rule.parameters, **parameters})


def _submission(scores: tuple[int, int, int], minutes: int, exam: int) -> Submission:
    made = a_submission(
        [a_project("p1", [1]), a_project("p2", [1])],
        program="small",
        edition="1",
        experience=[ExperienceRow(f"Firm {first}", "A role", first, last, Decimal(1)) for first, last in ROWS],
        declarations=["application_agreement"],
    )
    return replace(
        made,
        milestones=(
            a_module("m1", str(scores[0])),
            a_module("m2", str(scores[1]), 1),
            a_module("m2", str(scores[2]), 2),
            a_session(1, minutes),
            an_exam(str(exam)),
        ),
        activities=tuple(
            an_activity(f"A-{number}", "2", ledger="", start=date(2024, 5, number), shown=number != 3)
            for number in (1, 2, 3)
        ),
    )


def _rank(submission: Submission, record: Record) -> int:
    """The rank of the outcome, without everything that explains it."""
    case = case_of(_program(), submission, record)
    in_force = [check.in_force for check in checks(case)]
    other = [result for rule in case.pathway.rules if rule.step != "eligibility" for result in answers(case, rule)]
    return worst_that_applies(case.pathway, (*in_force, *other)).rank


@dataclass(frozen=True, slots=True)
class _Turn:
    """One thing that may change, with every record that a change of it leads to."""

    thing: str
    ways: tuple[tuple[str, object, object], ...]


def _turns(submission: Submission, record: Record) -> Iterator[_Turn]:
    case = case_of(_program(), submission, record)
    for cell, judgment in record.judgments.items():
        others = [level for level in LEVELS if level != judgment.text.level]
        turned = [replace(judgment, text=replace(judgment.text, level=level)) for level in others]
        yield _Turn(f"{cell.project_id}", tuple(("judgments", cell, to) for to in turned))
    if record.ethics["1"].answer != "no_concern":
        choices = [choice.id for choice in _program().ethics_choices if choice.id != record.ethics["1"].answer]
        yield _Turn("1", tuple(("ethics", "1", an_answer(choice)) for choice in choices))
    for number, ruling in record.experience.items():
        yield _Turn(f"experience-{number}", (("experience", number, replace(ruling, counts=not ruling.counts)),))
    for key, turned_ruling in record.milestones.items():
        other = replace(turned_ruling, counts=not turned_ruling.counts)
        yield _Turn(str(key), (("milestones", key, other),))
    for check in checks(case):
        if check.is_overruled and check.ruling:
            answer = "holds" if check.ruling.answer == "fails" else "fails"
            yield _Turn(
                check.computed.rule, (("eligibility", check.computed.rule, replace(check.ruling, answer=answer)),)
            )
    for each in counted_activities(case):
        amounts = {Decimal(0), each.activity.points_claimed} - {each.exact}
        rulings = tuple(PointsRuling(amount, "A reason.", MOMENT) for amount in amounts if amount is not None)
        yield _Turn(each.activity.activity_id, tuple(("activities", each.activity.activity_id, to) for to in rulings))


def _after(record: Record, ways: tuple[tuple[str, object, object], ...]) -> Record:
    for table, key, to in ways:
        changed: dict[str, Any] = {table: {**getattr(record, table), key: to}}
        record = replace(record, **changed)
    return record


def _by_trying(submission: Submission, record: Record) -> set[frozenset[str]]:
    now, turns = _rank(submission, record), [*_turns(submission, record)]
    for size in (1, 2, 3):
        found = {
            frozenset(turn.thing for turn in chosen)
            for chosen in combinations(turns, size)
            if any(
                rank < now if now else rank > 0
                for ways in product(*(turn.ways for turn in chosen))
                for rank in [_rank(submission, _after(record, ways))]
            )
        }
        if found:
            return found
    return set()


COUNTS = st.booleans().map(lambda counts: CountsRuling(counts, "A reason.", MOMENT))
AMOUNTS = st.sampled_from(["0", "1", "2"]).map(lambda amount: PointsRuling(Decimal(amount), "A reason.", MOMENT))
ANSWERS = st.sampled_from(["holds", "fails"]).map(lambda answer: EligibilityCorrection(answer, "A reason.", MOMENT))
CHECKED = ["projects", "declarations", "experience", "modules", "practicum", "exam", "hours"]


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_changes_of_every_kind_together_agree_with_trying_everything(data: st.DataObject) -> None:
    scores = data.draw(st.tuples(*[st.sampled_from([60, 80, 80])] * 3), label="scores")
    submission = _submission(scores, data.draw(st.sampled_from([300, 390, 390])), data.draw(st.sampled_from([60, 80])))
    levels = {Cell(project, 1): data.draw(st.sampled_from([*LEVELS, "l0", NOT_APPLICABLE])) for project in ("p1", "p2")}
    answer = data.draw(st.sampled_from(["no_concern", "no_concern", "concern", "serious_concern"]), label="ethics")
    keys = [key_of(milestone) for milestone in submission.milestones]
    record = replace(
        a_complete_record(_program(), submission, levels, ethics={"1": an_answer(answer)}),
        experience=data.draw(st.dictionaries(st.sampled_from([1, 2, 3]), COUNTS, max_size=2), label="rows"),
        milestones=data.draw(st.dictionaries(st.sampled_from(keys), COUNTS, max_size=3), label="milestones"),
        activities=data.draw(st.dictionaries(st.sampled_from(["A-1", "A-2", "A-3"]), AMOUNTS, max_size=2)),
        eligibility=data.draw(st.dictionaries(st.sampled_from(CHECKED), ANSWERS, max_size=2), label="corrected"),
    )
    determined = determine(_program(), submission, record)
    assert determined.complete, determined.missing
    found = [
        frozenset(change.cell.project_id if isinstance(change, LevelChange) else change.id for change in changes)
        for changes in determined.smallest_changes
    ]
    assert len(found) == len(set(found))
    assert set(found) == _by_trying(submission, record)
    assert determined.margin == (len(found[0]) if found else None)
