"""Workspaces with the shipped samples in them, judged or not, made once and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.clock import SystemClock
from reviewer.progress import Silent
from reviewer.resource_files import resource
from reviewer.review.judgment import JudgmentText
from reviewer.vocabulary import CaseKey
from reviewer.workflow import judging, loading, opening, reading, upkeep

if TYPE_CHECKING:
    from reviewer.workflow.desk import Desk

PASSPHRASE = "correct horse battery staple"
STRONG = CaseKey("CPT-2026-0101", 1)
MIXED = CaseKey("CPT-2026-0102", 1)
WEAK = {"p1:3": "not_met", "p2:6": "partly_met", "p2:10": "not_met"}


def make_workspace(path: Path, *, is_judged: bool) -> None:
    """Make a workspace with both samples, declared; judged where asked."""
    desk, _ = opening.create(path, PASSPHRASE, "R-042", "Maria Santos", clock=SystemClock())
    names = ("CPT-2026-0101_r1.zip", "CPT-2026-0102_r1.zip")
    loading.load_bundles(desk, [Path(str(resource("samples", name))) for name in names])
    for key, weak in ((STRONG, {}), (MIXED, WEAK)):
        judging.declare(desk, key, "none")
        if is_judged:
            judge(desk, key, weak)
    # Today's backup is made already, so that it comes in no test's way.
    due = upkeep.due_backup(desk)
    if due is not None:
        due(Silent())
    opening.close_desk(desk)


def copy_workspace(path: Path, folder: Path) -> Path:
    """Copy a workspace with its backups into another folder."""
    backups = path.with_name(f"{path.name}.backups")
    shutil.copytree(backups, folder / backups.name)
    return Path(shutil.copy(path, folder / path.name))


def judge(desk: Desk, key: CaseKey, weak: dict[str, str]) -> None:
    """Judge everything as met but the cells of `weak`, and answer ethics without a concern."""
    sheet = reading.open_case(desk, key)
    for row in sheet.cells:
        if row.is_claimed:
            judging.close_criterion(desk, key, row.cell, _written(weak.get(str(row.cell), "met")))
    for item in sheet.ethics:
        judging.answer_ethics(desk, key, item.id, "no_concern")


def _written(level: str) -> JudgmentText:
    if level == "met":
        return JudgmentText("met", finding="Shown.")
    return JudgmentText(
        level,
        finding="Nothing was measured.",
        feedback="You do not say how you know.",
        remedy="Say from which numbers.",
        fix="add_evidence",
    )
