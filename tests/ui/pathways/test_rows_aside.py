"""Coursework beside a matrix: a step of its own lists the milestones, which are ruled on there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reviewer.clock import SystemClock
from reviewer.text import text
from reviewer.vocabulary import CaseKey, Holds
from reviewer.workflow import judging, loading, opening, programs
from tests import organ
from tests.ui.case.finding import click
from ui.models.case_places import CasePlace, place_of_rule
from ui.models.row_kinds import kinds_aside, sheet_of_rows, step_of_row
from ui.models.row_sums import sum_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.views.case.screen import CaseScreen

    Open = Callable[[CaseKey, str], CaseScreen]

KEY = CaseKey("ORG-1", 1)


@pytest.fixture(scope="module")
def pathways_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one application that has projects and coursework."""
    folder = tmp_path_factory.mktemp("organ")
    bundle = organ.written(folder / KEY.submission_id, organ.APPLICATION)
    path = folder / "organ.reviewer"
    desk, _ = opening.create(path, "correct horse battery staple", "R-042", "Maria Santos", clock=SystemClock())
    programs.install_program(desk, organ.DEFINITION)
    loading.pack_bundle(bundle, folder / "ORG-1.zip", desk=desk)
    loading.load_bundles(desk, [folder / "ORG-1.zip"])
    judging.declare(desk, KEY, "none")
    opening.close_desk(desk)
    return path


def test_milestones_beside_a_matrix_have_a_step_of_their_own(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(KEY, "before")
    assert "milestones" in screen.pages.bar.steps
    assert screen.can("step_rows")
    screen.handlers()["step_rows"]()
    assert screen.pages.step == "milestones"
    board, matrix = screen.pages.workbench.board, screen.pages.workbench.matrix
    assert board.table.isVisible()
    assert not matrix.isVisible()
    assert [board.model.line_at(row).id for row in range(board.model.rowCount())] == [  # type: ignore[union-attr]
        "kurs-1@1",
        "kurs-2@1",
        "kurs-2@2",
    ]
    assert [line.words.partition(":")[0] for line in board.sums.lines][:1] == ["Kurse"]
    assert screen.pages.workbench.under is None
    screen.pages.go_to_step("judge")
    assert matrix.isVisible()
    assert not board.table.isVisible()
    assert screen.pages.workbench.under is not None


def test_a_milestone_beside_a_matrix_is_ruled_on_by_its_letter(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(KEY, "milestones")
    board = screen.pages.workbench.board
    board.go_to("kurs-2@2")
    board.table.setFocus()
    QTest.keyClicks(board.table, text("ui.rows.choice.counts.key"))
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        QTest.keyClick(board.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.pages.step == "milestones"
    sheet = screen.session.sheet
    assert sheet is not None
    assert [row.counts for row in sheet.milestones] == [True, False, True]
    check = next(row for row in sheet.eligibility if row.id == "kurse")
    assert check.answer is Holds.HOLDS


def test_the_check_leads_to_the_milestone_that_waits(open_case: Open) -> None:
    screen = open_case(KEY, "before")
    sheet = screen.session.sheet
    assert sheet is not None
    assert place_of_rule(sheet, "kurse") == CasePlace("milestones", row="kurs-2@1")
    click(screen, "check-kurse-rows")
    assert screen.pages.step == "milestones"
    assert screen.pages.workbench.board.row_id == "kurs-2@1"


def test_only_rows_that_the_layout_does_not_list_stand_aside(open_case: Open) -> None:
    sheet = open_case(KEY, "before").session.sheet
    assert sheet is not None
    assert kinds_aside(sheet) == ("milestones",)
    assert step_of_row(sheet, "kurs-1@1") == "milestones"
    assert step_of_row(sheet, "elsewhere") == "judge"
    assert sheet_of_rows(sheet, "matrix") is sheet
    assert [line.sign for line in sum_lines(sheet_of_rows(sheet, "milestones"))] == ["ring", ""]
    assert kinds_aside(replace(sheet, layout="milestones")) == ()
