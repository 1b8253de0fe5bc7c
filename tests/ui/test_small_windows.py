"""In small windows and with large letters nothing is cut, and what was there before comes back with the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMainWindow, QPushButton, QTabBar, QVBoxLayout, QWidget

from tests.ui.driving import find
from ui.plain_text import ElidedLabel
from ui.shell.actions import ActionSet
from ui.shell.header import Header
from ui.shell.icons import icon_side
from ui.views.case.step_bar import StepBar
from ui.views.outcome.fitting_column import FittingColumn
from ui.views.parts.fitting_splitter import FittingSplitter
from ui.views.parts.folding_tabs import FoldingTabs
from ui.views.parts.row_cursor import RowCursorTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from ui.theme import Theme

STEPS = {
    "before": "Before judging",
    "read": "Read",
    "judge": "Judge",
    "ethics": "Ethics",
    "outcome": "Outcome and letter",
    "sign": "Sign",
    "handover": "Hand over",
    "office": "Office",
}


class _Part(QWidget):
    """As wide as it is told at least, with a line to type in."""

    def __init__(self, name: str, least: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.least = least
        self.line = QLineEdit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least, 24)


def _tabs(qtbot: QtBot, width: int) -> tuple[QWidget, FoldingTabs, QTabBar]:
    around = QWidget()
    qtbot.addWidget(around)
    bar = QTabBar(around)
    bar.setObjectName("some-tabs")
    for name in ("Claim", "Project", "Across projects", "Attestations", "Documents"):
        bar.addTab(name)
    fold = FoldingTabs(bar, around)
    column = QVBoxLayout(around)
    column.addWidget(fold)
    around.resize(width, 80)
    around.show()
    return around, fold, bar


def test_tabs_that_do_not_fit_become_a_box_with_the_same_names(qtbot: QtBot) -> None:
    around, fold, bar = _tabs(qtbot, 200)
    qtbot.waitUntil(lambda: fold.is_folded)
    assert around.isVisible()
    assert [fold.box.itemText(row) for row in range(5)] == [bar.tabText(place) for place in range(5)]
    fold.offer(1, is_offered=False)
    assert fold.box.findText("Project") == -1
    fold.name(3, "Attestations 3")
    QTest.keyClick(fold.box, Qt.Key.Key_End)
    fold.box.activated.emit(fold.box.findText("Attestations 3"))
    assert bar.currentIndex() == 3
    bar.setCurrentIndex(4)
    assert fold.box.currentText() == "Documents"


def test_the_tabs_are_back_once_there_is_room(qtbot: QtBot) -> None:
    around, fold, bar = _tabs(qtbot, 200)
    qtbot.waitUntil(lambda: fold.is_folded)
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    fold.box.setFocus()
    around.resize(900, 80)
    qtbot.waitUntil(lambda: not fold.is_folded)
    assert bar.isVisible()
    assert bar.hasFocus()


@pytest.fixture
def divided(qtbot: QtBot) -> Iterator[tuple[FittingSplitter, _Part, _Part]]:
    """Two parts in a window that is wide enough for both."""
    around = QWidget()
    qtbot.addWidget(around)
    splitter = FittingSplitter("some-splitter", around)
    left, right = _Part("left", 300, splitter), _Part("right", 300, splitter)
    for place, part in enumerate((left, right)):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, 4 + place)
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(splitter)
    around.resize(1200, 700)
    around.show()
    splitter.setSizes([700, 488])
    yield splitter, left, right
    around.close()


def test_after_a_small_window_the_parts_are_as_wide_as_before(
    qtbot: QtBot, divided: tuple[FittingSplitter, _Part, _Part]
) -> None:
    splitter, left, _ = divided
    before = left.width()
    splitter.window().resize(400, 300)
    qtbot.waitUntil(lambda: splitter.orientation() == Qt.Orientation.Vertical)
    splitter.window().resize(1200, 700)
    qtbot.waitUntil(lambda: splitter.orientation() == Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: abs(left.width() - before) <= 8)


def test_in_a_low_window_the_part_with_the_focus_takes_the_room(
    qtbot: QtBot, divided: tuple[FittingSplitter, _Part, _Part]
) -> None:
    splitter, left, right = divided
    splitter.window().resize(400, 200)
    qtbot.waitUntil(lambda: splitter.is_low)
    left.line.setFocus()
    qtbot.waitUntil(lambda: left.height() > 2 * right.height())
    right.line.setFocus()
    qtbot.waitUntil(lambda: right.height() > 2 * left.height())


@pytest.mark.parametrize("width", [500, 1024, 1280])
def test_no_step_is_cut_or_stands_behind_an_arrow(qtbot: QtBot, large: Theme, width: int) -> None:
    assert large.text_percent == 200
    bar = StepBar(None)  # type: ignore[arg-type]
    qtbot.addWidget(bar)
    bar.offer(STEPS)
    bar.show_standings({"judge": "18/29", "ethics": "5/7", "before": "✓"})
    bar.show_doubts(0)
    bar.resize(width, 60)
    bar.show()
    tabs = find(QTabBar, bar, "step-tabs")
    assert not tabs.usesScrollButtons()
    qtbot.waitUntil(lambda: tabs.tabRect(7).right() <= tabs.width())
    assert tabs.tabToolTip(2) == "<qt>Judge 18/29</qt>"
    bar.show_step("judge")
    words = [tabs.tabText(place) for place in range(8)]
    assert words[2] == "Judge 18/29"
    if width == 1024:
        assert words == ["Before", "Read", "Judge 18/29", "Ethics", "Outcome", "Sign", "Hand over", "Office"]
        assert tabs.sizeHint().width() <= tabs.width()


def test_a_low_window_has_one_line_at_its_top_and_its_buttons_are_signs(qtbot: QtBot, large: Theme) -> None:
    assert large.text_percent == 200
    window = QMainWindow()
    qtbot.addWidget(window)
    header = Header(ActionSet(window), window)
    window.setCentralWidget(header)
    header.decorate()
    window.resize(1024, 580)
    window.show()
    header.show_place("Marisol Adeyemi-Brandt · CPT 2013 initial", is_open=True, can_go_back=True)
    lock, title = find(QPushButton, header, "lock-button"), find(ElidedLabel, header, "screen-title")
    qtbot.waitUntil(lambda: lock.text() == "")
    assert (lock.accessibleName(), lock.icon().isNull()) == ("Lock", False)
    assert title.geometry().center().y() == pytest.approx(lock.geometry().center().y(), abs=12)
    window.resize(1024, 1200)
    qtbot.waitUntil(lambda: lock.text() == "Lock")


def test_icons_grow_with_the_letters(qtbot: QtBot, theme: Theme) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    header = Header(ActionSet(window), window)
    header.decorate()
    cover = find(QPushButton, header, "cover-button")
    small = (icon_side(), cover.iconSize().width(), cover.icon().availableSizes()[0].width())
    theme.set_text_percent(200)
    theme.finish()
    header.decorate()
    large = (icon_side(), cover.iconSize().width(), cover.icon().availableSizes()[0].width())
    theme.set_text_percent(100)
    theme.finish()
    assert (small, large) == ((16, 16, 16), (32, 32, 32))


def test_home_and_end_lead_to_the_first_and_the_last_row(qtbot: QtBot) -> None:
    table = RowCursorTable()
    qtbot.addWidget(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setModel(QStandardItemModel(20, 3, table))
    table.setRowHidden(19, True)
    table.show()
    table.selectRow(4)
    went = []
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(table, key)
        went.append(table.currentIndex().row())
    assert went == [18, 0]


def test_what_has_the_focus_is_scrolled_to_unless_one_begins_at_the_top(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column = FittingColumn("some-column", around)
    layout = QVBoxLayout(around)
    layout.addWidget(column)
    lines = [QLineEdit(column.inner) for _ in range(30)]
    for line in lines:
        column.column.addWidget(line)
    around.resize(300, 200)
    around.show()
    bar = column.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    around.activateWindow()
    qtbot.waitUntil(around.isActiveWindow)
    lines[25].setFocus()
    qtbot.waitUntil(lambda: bar.value() > 0)
    lines[29].setFocus()
    column.stay_at_top()
    around.resize(300, 210)
    qtbot.waitUntil(lambda: bar.value() == 0)
    lines[20].setFocus()
    qtbot.waitUntil(lambda: bar.value() > 0)
