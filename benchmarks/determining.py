"""One determination with its smallest changes, on the largest case that is to be expected."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.measuring import Measurement, seconds
from benchmarks.samples import submission_bytes
from reviewer.program import catalog
from reviewer.review.deciding import determine
from reviewer.review.judgment import EthicsAnswer, Judgment, JudgmentText, Record
from reviewer.submission.reading import submission_from_bytes
from reviewer.vocabulary import Cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measuring import Setting
    from reviewer.program.model import ProgramDefinition
    from reviewer.submission.model import Submission

PROJECTS = 7
_RUNS = 40
_PRINCIPLES = 4
_SHOWN_PRINCIPLES = 5
_SHOWN_PROCESS = 4
_AT = "2026-11-21T20:05:00.000Z"


def time_to_determine(_setting: Setting) -> Measurement:
    """Determining 10 Standards in 7 projects: the slowest of cases that need much, or nothing, to be altered."""
    program = catalog.find("cpt", "2013")
    submission = _submission()
    slowest = max(
        median(
            seconds(partial(determine, program, submission, _record(program, submission, is_met))) for _ in range(_RUNS)
        )
        for is_met in (_all_met, _two_to_spare, _three_wanting, _at_random)
    )
    return Measurement("determination", "ms", None, slowest * 1000, "<= 20", _RUNS)


def _submission() -> Submission:
    made = submission_from_bytes(submission_bytes("CPT-2026-9001"), bundle_sha256="0" * 64)
    first = made.projects[0]
    projects = tuple(replace(first, project_id=f"p{number}") for number in range(1, PROJECTS + 1))
    return replace(made, projects=projects)


def _record(program: ProgramDefinition, submission: Submission, is_met: Callable[[Cell], bool]) -> Record:
    cells = [Cell(project.project_id, number.number) for project in submission.projects for number in program.standards]
    levels = {cell: "met" if is_met(cell) else "not_met" for cell in cells}
    return Record(
        judgments={cell: Judgment(JudgmentText(level, "A reason."), _AT) for cell, level in levels.items()},
        ethics={item.id: EthicsAnswer("no_concern", "", (), _AT) for item in program.ethics_items},
    )


def _all_met(_cell: Cell) -> bool:
    return True


def _two_to_spare(cell: Cell) -> bool:
    return int(cell.project_id[1:]) <= (_SHOWN_PRINCIPLES if cell.standard <= _PRINCIPLES else _SHOWN_PROCESS)


def _three_wanting(cell: Cell) -> bool:
    return cell.standard != 1


def _at_random(cell: Cell) -> bool:
    return random.Random(str(cell)).choice((True, False))
