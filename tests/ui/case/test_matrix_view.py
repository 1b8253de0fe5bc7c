"""The matrix goes to cells by click and arrow keys, and folds where the words need the room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from reviewer.review.judgment import PrivateNotes
from reviewer.vocabulary import Cell
from tests.ui.case.builders import drafted, judged, record, sheet
from tests.ui.case.finding import part
from ui.views.case.matrix_view import Fold, MatrixView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CAUSE = Cell("p2", 6)


@pytest.fixture
def matrix(qtbot: QtBot) -> MatrixView:
    made = MatrixView(None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show()
    made.show_sheet(sheet())
    made.show_cell(CAUSE)
    return made


def test_a_click_asks_for_the_cell(qtbot: QtBot, matrix: MatrixView) -> None:
    area = matrix.table.visualRect(matrix.model.index_of(Cell("p1", 3)))
    with qtbot.waitSignal(matrix.cell_wanted) as wanted:
        QTest.mouseClick(matrix.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert wanted.args == [Cell("p1", 3)]


@pytest.mark.parametrize("is_folded", [False, True])
@pytest.mark.parametrize(
    ("key", "held", "cell"),
    [
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, Cell("p2", 1)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, Cell("p2", 10)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier, Cell("p1", 1)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier, Cell("p3", 10)),
    ],
)
def test_home_and_end_go_to_the_ends_of_the_row_and_with_ctrl_to_the_corners(
    qtbot: QtBot,
    matrix: MatrixView,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    cell: Cell,
    *,
    is_folded: bool,
) -> None:
    with qtbot.waitSignal(matrix.cell_wanted) as wanted:
        QTest.keyClick(matrix.line if is_folded else matrix.table, key, held)
    assert wanted.args == [cell]


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        (Qt.Key.Key_Left, Cell("p2", 5)),
        (Qt.Key.Key_Right, Cell("p2", 7)),
        (Qt.Key.Key_Up, Cell("p1", 6)),
        (Qt.Key.Key_Down, Cell("p3", 6)),
    ],
)
def test_arrow_keys_go_to_the_neighbors(qtbot: QtBot, matrix: MatrixView, key: Qt.Key, cell: Cell) -> None:
    with qtbot.waitSignal(matrix.cell_wanted) as wanted:
        QTest.keyClick(matrix.table, key)
    assert wanted.args == [cell]
    assert matrix.table.cell == cell


@pytest.mark.parametrize(
    ("cell", "key"),
    [(Cell("p1", 1), Qt.Key.Key_Up), (Cell("p1", 1), Qt.Key.Key_Left), (Cell("p3", 10), Qt.Key.Key_Down)],
)
def test_at_the_edge_an_arrow_key_stays(qtbot: QtBot, matrix: MatrixView, cell: Cell, key: Qt.Key) -> None:
    matrix.show_cell(cell)
    with qtbot.assertNotEmitted(matrix.cell_wanted):
        QTest.keyClick(matrix.table, key)
    assert matrix.table.cell == cell


@pytest.mark.parametrize("key", [Qt.Key.Key_M, Qt.Key.Key_PageDown, Qt.Key.Key_Return, Qt.Key.Key_Delete])
def test_other_keys_are_left_to_the_case(matrix: MatrixView, key: Qt.Key) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(matrix.table, event)
    assert not event.isAccepted()


def test_showing_a_cell_asks_for_nothing(qtbot: QtBot, matrix: MatrixView) -> None:
    with qtbot.assertNotEmitted(matrix.cell_wanted):
        matrix.show_cell(Cell("p3", 3))
    assert matrix.table.cell == Cell("p3", 3)


def hidden_rows(matrix: MatrixView) -> list[bool]:
    return [matrix.table.isRowHidden(row) for row in range(4)]


def test_with_room_all_projects_show(matrix: MatrixView) -> None:
    matrix.set_room(1000)
    assert matrix.fold is Fold.ALL
    assert hidden_rows(matrix) == [False] * 4


def test_in_a_low_window_only_the_current_project_shows_and_follows_the_arrows(matrix: MatrixView) -> None:
    matrix.set_room(560)
    assert matrix.fold is Fold.ROW
    assert hidden_rows(matrix) == [True, False, True, False]
    QTest.keyClick(matrix.table, Qt.Key.Key_Down)
    assert hidden_rows(matrix) == [True, True, False, False]


def test_in_a_very_low_window_one_line_says_it_all(qtbot: QtBot, matrix: MatrixView) -> None:
    matrix.set_room(300)
    assert matrix.fold is Fold.LINE
    assert not matrix.table.isVisible()
    assert matrix.line.accessibleName() == (
        "2 Project 2 of case 1 · 6 Cause · Not judged · shown in 0 of 2 needed; 2 more to show"
    )
    with qtbot.waitSignal(matrix.cell_wanted) as wanted:
        part(matrix, QToolButton, "matrix-line-down").click()
    assert wanted.args == [Cell("p3", 6)]
    with qtbot.waitSignal(matrix.cell_wanted) as wanted:
        QTest.keyClick(matrix.line, Qt.Key.Key_Left)
    assert wanted.args == [Cell("p2", 5)]


def test_the_whole_matrix_can_be_asked_for_in_a_low_window(matrix: MatrixView) -> None:
    matrix.set_room(300)
    part(matrix, QToolButton, "matrix-unfold").click()
    assert matrix.table.isVisible()
    assert hidden_rows(matrix) == [False] * 4


def test_more_projects_fold_sooner(matrix: MatrixView) -> None:
    matrix.show_sheet(sheet(2, projects=7))
    matrix.set_room(760)
    assert matrix.fold is Fold.ROW


def test_every_state_is_drawn_differently(matrix: MatrixView) -> None:
    one, other = Cell("p1", 1), Cell("p1", 2)
    states = [
        record(),
        replace(record(), drafts={one: drafted("met")}),
        replace(record(), drafts={one: drafted(None, "begun")}),
        replace(record(), private={one: PrivateNotes(comes_back=True)}),
        *(
            replace(record(), judgments={one: judged(level, "why")})
            for level in ("met", "partly_met", "not_met", "nothing_shown", "not_applicable")
        ),
    ]
    matrix.show_cell(other)
    pictures = []
    for kept in states:
        matrix.show_sheet(sheet(kept=kept))
        area = matrix.table.visualRect(matrix.model.index_of(one))
        pictures.append(matrix.table.viewport().grab(area).toImage())
    assert all(pictures.index(picture) == place for place, picture in enumerate(pictures))


def test_the_current_cell_has_a_frame(matrix: MatrixView) -> None:
    area = matrix.table.visualRect(matrix.model.index_of(CAUSE))
    framed = matrix.table.viewport().grab(area).toImage()
    matrix.show_cell(Cell("p1", 1))
    assert matrix.table.viewport().grab(area).toImage() != framed


def test_a_cleared_matrix_shows_no_case(matrix: MatrixView) -> None:
    matrix.clear()
    assert matrix.table.cell is None
    assert matrix.model.rowCount() == 0


def test_rows_are_alike_again_after_large_letters_in_a_folded_matrix(matrix: MatrixView) -> None:
    before = [matrix.table.rowHeight(row) for row in range(3)]
    usual = matrix.font()
    larger = matrix.font()
    larger.setPointSizeF(usual.pointSizeF() * 2)
    matrix.setFont(larger)
    matrix.set_room(500)
    matrix.setFont(usual)
    matrix.set_room(1200)
    assert [matrix.table.rowHeight(row) for row in range(3)] == before
    assert matrix.table.height() == matrix.table.height_for(3)
