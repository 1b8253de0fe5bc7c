from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reviewer.review.deciding import determine
from reviewer.review.judgment import EditionMove, Record
from reviewer.review.moving import plan_move
from reviewer.review.sheet import lay_out
from reviewer.review.training import Training, hints_on_training
from reviewer.submission.findings import Report
from reviewer.vocabulary import Cell
from tests.builders import MOMENT, a_complete_record, a_submission, claimed_cells, cpt, small_program

OLD, NEW = cpt("2012"), cpt("2013")


def test_old_and_new_standards_stand_side_by_side() -> None:
    submission = a_submission()
    planned = plan_move(OLD, NEW, submission, a_complete_record(OLD, submission))
    assert (planned.from_edition, planned.to_edition) == ("2012", "2013")
    assert [pair.number for pair in planned.standards] == list(range(1, 11))
    sixth = planned.standards[5]
    assert sixth.before is not None
    assert sixth.after is not None
    assert (sixth.before.name, sixth.after.name) == (OLD.standard(6).name, "Determine Cause")
    assert sixth.judged == (Cell("p1", 6), Cell("p2", 6), Cell("p3", 6))
    assert planned.opened == ()
    # Standards 3 and 4 differ in their capital letters alone.
    assert planned.reworded == (1, 2, *range(5, 11))


def test_moving_drops_no_judgment() -> None:
    submission = a_submission()
    record = a_complete_record(OLD, submission, {Cell("p1", 6): "not_met"})
    before, after = (determine(program, submission, record) for program in (OLD, NEW))
    assert before.recommended == after.recommended
    assert set(record.judgments) == set(claimed_cells(NEW, submission))


def test_a_judgment_whose_level_the_other_edition_does_not_know_is_opened() -> None:
    submission = a_submission()
    record = a_complete_record(OLD, submission)
    other = replace(NEW, levels=NEW.levels[1:], standards=NEW.standards[:9])
    planned = plan_move(OLD, other, submission, record)
    assert set(planned.opened) == set(claimed_cells(OLD, submission))
    assert planned.standards[9].after is None
    assert planned.standards[9].is_reworded


def test_a_program_without_the_pathway_is_none_to_move_to() -> None:
    submission = replace(a_submission(), pathway="preparation")
    with pytest.raises(KeyError):
        plan_move(OLD, small_program([1]), submission, Record())


def test_a_moved_case_says_so_with_the_standards_to_look_at_again() -> None:
    submission = a_submission()
    record = replace(
        a_complete_record(NEW, submission), moves=(EditionMove("2012", "2013", "Written for it.", (6, 8), MOMENT),)
    )
    sheet = lay_out(NEW, submission, record, findings=Report(), revisions=(1,), reviewer_id="r-1")
    (hint,) = [hint for hint in sheet.hints if hint.code == "moved-edition"]
    assert "Standards 6, 8" in hint.message
    assert "Written for it." in hint.message
    assert sheet.moves == record.moves


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ((), None),
        ((Training("cpt", "2013"),), None),
        ((Training("cpt", "2013", TODAY),), None),
        ((Training("cpt", "2013", date(2026, 11, 20)),), "training-lapsed"),
        ((Training("cpt", "2013", date(2020, 1, 1)), Training("cpt", "2013", date(2027, 1, 1))), None),
        ((Training("cpt", "2012"),), "training-other-edition"),
        ((Training("cptm", "2024"),), None),
    ],
)
def test_a_lapsed_training_is_a_hint(profile: tuple[Training, ...], code: str | None) -> None:
    assert [hint.code for hint in hints_on_training(profile, NEW, TODAY)] == ([code] if code else [])
