"""One judgment, from the reviewer's wish to the disk."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.database import bare_database
from benchmarks.desks import new_desk
from benchmarks.measuring import Measurement, in_turn, seconds
from benchmarks.samples import make_bundle
from reviewer.review.judgment import JudgmentText
from reviewer.vocabulary import NO_CONFLICT, Cell
from reviewer.workflow import inbox, judging, loading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measuring import Setting
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

_RUNS = 300


def time_to_judge(setting: Setting) -> Measurement:
    """Closing one criterion, against committing the same journal line to a bare database."""
    bundle = make_bundle(setting.folder / "judged.zip")
    connection = bare_database(setting.folder / "judged.db")
    with new_desk(setting.folder / "judged.reviewer") as desk:
        loading.load_bundles(desk, [bundle])
        key = inbox.list_cases(desk)[0].key
        judging.declare(desk, key, NO_CONFLICT)
        numbers = count()
        _close(desk, key, numbers)
        line = desk.workspace.journal(key)[-1]
        floor, ours = in_turn(partial(_commit, connection, line), partial(_close, desk, key, numbers), _RUNS)
    connection.close()
    return Measurement("judgment", "ms", floor * 1000, ours * 1000, "<= 2", _RUNS)


def _commit(connection: object, line: bytes) -> float:
    execute = connection.execute  # type: ignore[attr-defined]  # sqlcipher3 ships no types

    def commit() -> None:
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO kept (content) VALUES (?)", (line,))
        execute("COMMIT")

    return seconds(commit)


def _close(desk: Desk, key: CaseKey, numbers: Iterator[int]) -> float:
    number = next(numbers)
    written = JudgmentText(
        level="partly_met",
        finding=f"Reading {number}: the steps are named, and who checked them is not.",
        feedback="Your steps are clear. Please say who checked them.",
        remedy="One paragraph on who checked the steps, and when.",
    )
    cell = Cell("p1", 1 + number % 10)
    return seconds(partial(judging.close_criterion, desk, key, cell, written))
