from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.review.deciding import determine
from reviewer.review.determination import ItemChange, LevelChange
from reviewer.vocabulary import NOT_APPLICABLE, Cell
from tests.builders import (
    a_complete_record,
    a_project,
    a_ruling,
    a_submission,
    an_answer,
    claimed_cells,
    cpt,
    small_program,
)
from tests.review import oracle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.program.model import ProgramDefinition
    from reviewer.review.determination import Determination
    from reviewer.submission.model import Submission

Found = tuple[str | None, set[oracle.Changes], int | None, int]

FAILS_TO = {"projects": "not_certified", "declarations": "more_information"}


def _submission(projects: int, standards: int, *, agreed: bool = True) -> Submission:
    return a_submission(
        [a_project(f"p{number}", range(1, standards + 1)) for number in range(1, projects + 1)],
        program="small",
        edition="1",
        declarations=["application_agreement"] if agreed else [],
    )


def _as_sets(determined: Determination) -> set[oracle.Changes]:
    return {
        frozenset(
            (change.cell, change.from_level, change.to_level)
            if isinstance(change, LevelChange)
            else (change.id, str(change.from_answer), str(change.to_answer))
            for change in changes
        )
        for changes in determined.smallest_changes
    }


def _determined_and_tried(
    program: ProgramDefinition,
    submission: Submission,
    levels: oracle.Levels,
    answer: str = "no_concern",
    rulings: Mapping[str, str] | None = None,
) -> tuple[Found, Found]:
    """Return outcome, smallest changes, margin and their number: as determined, and as found by trying everything."""
    rulings = dict(rulings or {})
    projects = [project.project_id for project in submission.projects]
    computed = {
        "projects": "holds" if len(projects) >= 2 else "fails",
        "declarations": "holds" if submission.declarations else "fails",
    }
    checks, ethics = computed | rulings, {"1": answer}
    overruled = [item for item, ruling in rulings.items() if ruling != computed[item]]
    record = a_complete_record(
        program,
        submission,
        levels,
        ethics={"1": an_answer(answer)},
        eligibility={item: a_ruling(ruling) for item, ruling in rulings.items()},
    )
    determined = determine(program, submission, record)
    expected = oracle.smallest(program, projects, levels, ethics, checks, FAILS_TO, overruled)
    outcome = oracle.outcome_of(program, projects, levels, ethics, checks, FAILS_TO)
    margin = len(next(iter(expected))) if expected else None
    return (
        (determined.recommended, _as_sets(determined), determined.margin, len(determined.smallest_changes)),
        (outcome, expected, margin, len(expected)),
    )


@pytest.mark.parametrize(("needed", "projects"), [((2,), 4), ((3,), 4), ((2, 1), 2), ((1, 1), 2)])
def test_all_level_combinations_of_small_programs_agree_with_trying_everything(
    needed: tuple[int, ...], projects: int
) -> None:
    program, submission = small_program(needed), _submission(projects, len(needed))
    cells = claimed_cells(program, submission)
    scale = [*(level.id for level in program.levels), NOT_APPLICABLE]
    for given_levels in product(scale, repeat=len(cells)):
        levels = dict(zip(cells, given_levels, strict=True))
        determined, tried = _determined_and_tried(program, submission, levels)
        assert determined == tried


@pytest.mark.parametrize("answer", ["no_concern", "concern", "serious_concern"])
@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("projects", [1, 2])
@pytest.mark.parametrize(
    "rulings",
    [
        {},
        {"projects": "holds"},
        {"projects": "fails"},
        {"declarations": "fails"},
        {"declarations": "holds", "projects": "fails"},
    ],
    ids=str,
)
def test_answers_and_rulings_agree_with_trying_everything(
    answer: str, *, agreed: bool, projects: int, rulings: dict[str, str]
) -> None:
    program, submission = small_program((1,), levels=2), _submission(projects, 1, agreed=agreed)
    cells = claimed_cells(program, submission)
    for given_levels in product(["l0", "l1"], repeat=len(cells)):
        levels = dict(zip(cells, given_levels, strict=True))
        determined, tried = _determined_and_tried(program, submission, levels, answer, rulings)
        assert determined == tried


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_programs_of_all_shapes_agree_with_trying_everything(data: st.DataObject) -> None:
    needed = data.draw(st.lists(st.integers(1, 3), min_size=1, max_size=3), label="needed")
    projects = data.draw(st.integers(1, 4 if len(needed) == 1 else 3), label="projects")
    program, submission = small_program(needed, levels=3), _submission(projects, len(needed))
    cells = claimed_cells(program, submission)
    scale = st.sampled_from(["l0", "l0", "l1", "l2", NOT_APPLICABLE])
    levels = {cell: data.draw(scale, label=str(cell)) for cell in cells}
    answer = data.draw(st.sampled_from(["no_concern", "concern"]), label="answer")
    determined, tried = _determined_and_tried(program, submission, levels, answer)
    assert determined == tried


def _cpt_determined(levels: Mapping[Cell, str], projects: int = 3) -> Determination:
    submission = a_submission(projects)
    return determine(cpt(), submission, a_complete_record(cpt(), submission, levels))


def test_with_nothing_to_spare_each_principle_alone_loses_the_certificate() -> None:
    determined = _cpt_determined({})
    assert determined.margin == 1
    assert determined.smallest_changes == tuple(
        (LevelChange(Cell(f"p{project}", standard), "met", "partly_met"),)
        for standard in range(1, 5)
        for project in range(1, 4)
    )


def test_a_fourth_project_widens_the_margin() -> None:
    assert _cpt_determined({}, projects=4).margin == 2
    # Only principles can be lost by two of four; the process needs three.
    assert len(_cpt_determined({}, projects=4).smallest_changes) == 4 * 6


def test_the_nearest_level_that_works_is_named() -> None:
    levels = {Cell("p1", 1): "nothing_shown"}
    assert _cpt_determined(levels).smallest_changes == ((LevelChange(Cell("p1", 1), "nothing_shown", "met"),),)


def test_a_concern_taken_back_is_a_change() -> None:
    submission = a_submission()
    record = a_complete_record(cpt(), submission, ethics={"5": an_answer("serious_concern", "Why.")})
    determined = determine(cpt(), submission, record)
    assert determined.recommended == "referred"
    assert determined.smallest_changes == ((ItemChange("item", "5", "serious_concern", "concern"),),)


def test_what_was_computed_is_no_change() -> None:
    submission = a_submission(2)
    determined = determine(cpt(), submission, a_complete_record(cpt(), submission))
    assert (determined.recommended, determined.smallest_changes, determined.margin) == ("not_certified", (), None)


def test_beyond_three_changes_nothing_is_named() -> None:
    levels = {Cell(project, 5): "not_met" for project in ("p1", "p2")} | {
        Cell("p1", standard): "not_met" for standard in (1, 2, 3)
    }
    determined = _cpt_determined(levels)
    assert (determined.recommended, determined.smallest_changes, determined.margin) == ("more_information", (), None)
