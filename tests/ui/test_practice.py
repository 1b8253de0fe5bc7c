"""Practice cases in the window: every control, and the mark wherever such a case is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView, QWidget

from reviewer.text import counted, text
from reviewer.vocabulary import CaseKey, CaseState
from tests.ui.builders import inbox_row
from tests.ui.driving import find, key, press, words_of, write
from ui.failures import MessageBar
from ui.models.inbox import PRACTICE_ONLY, InboxColumn
from ui.plain_text import ElidedLabel, PlainLabel
from ui.shell.header import Header
from ui.views.case.screen import CaseScreen
from ui.views.inbox.practice_question import PracticeQuestion
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QImage
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import InboxRow
    from ui.shell.main_window import MainWindow

FIRST, SECOND = (CaseKey(f"practice+CPT-2026-010{number}", 1) for number in (1, 2))
LONG = 20_000


def practice_row(number: int, state: CaseState = CaseState.RECEIVED) -> InboxRow:
    """One practice case as the inbox gets it."""
    row = inbox_row(number, "Ana Quill", state, due_on=None, judged=0)
    return replace(row, key=CaseKey(f"practice+{row.key.submission_id}", 1), is_practice=True)


@pytest.fixture
def inbox(qtbot: QtBot, open_window: MainWindow) -> InboxScreen:
    screen = open_window.screen_shown
    assert isinstance(screen, InboxScreen)
    qtbot.waitUntil(lambda: not open_window.workspace.runner.is_busy, timeout=LONG)
    return screen


@pytest.fixture
def mixed(inbox: InboxScreen) -> InboxScreen:
    """A real case between two practice cases."""
    rows = (practice_row(8), inbox_row(1, due_on="2026-12-01"), practice_row(9, CaseState.SIGNED))
    inbox.session.listed.emit(rows)
    return inbox


@pytest.fixture
def practiced(qtbot: QtBot, inbox: InboxScreen) -> InboxScreen:
    """The inbox with the real practice cases, loaded by its button."""
    with qtbot.waitSignal(inbox.session.practice_loaded, timeout=LONG):
        press(inbox, "inbox-empty-practice")
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 2, timeout=LONG)
    return inbox


def action(window: MainWindow, name: str) -> QAction:
    return window.actions_of_window.action(name)


def said(inbox: InboxScreen) -> str:
    return find(MessageBar, inbox, "inbox-message").words


def test_the_empty_inbox_has_a_door_to_practice_cases(practiced: InboxScreen) -> None:
    assert said(practiced) == counted("ui.practice.loaded", 2)
    assert {row.key for row in practiced.model.practice} == {FIRST, SECOND}
    assert words_of(practiced, "inbox-count") == f"0 cases, {counted('ui.practice.cases', 2)}"
    assert find(QTableView, practiced, "inbox-table").hasFocus()


def test_the_menu_and_its_key_bring_no_doubles(qtbot: QtBot, open_window: MainWindow, practiced: InboxScreen) -> None:
    with qtbot.waitSignal(practiced.session.practice_loaded, timeout=LONG):
        action(open_window, "practice").trigger()
    assert said(practiced) == text("ui.practice.in_already")
    assert practiced.model.rowCount() == 2
    assert action(open_window, "practice").shortcut().toString() == "Ctrl+T"


def test_the_row_has_the_word_painted_and_spoken(mixed: InboxScreen) -> None:
    table = find(QTableView, mixed, "inbox-table")
    spoken = [
        mixed.model.index(number, InboxColumn.CANDIDATE).data(Qt.ItemDataRole.AccessibleTextRole) for number in range(3)
    ]
    assert spoken == ["Amara Okafor", *[text("ui.practice.spoken", candidate="Ana Quill")] * 2]
    real, practice = (picture(table, number) for number in (0, 1))
    first, second, third = rows_of(mixed)
    # The third keeps its mark, so that the columns are as wide as before.
    mixed.session.listed.emit((first, replace(second, is_practice=False), third))
    assert (picture(table, 0) == real, picture(table, 1) == practice) == (True, False)


def rows_of(inbox: InboxScreen) -> list[InboxRow]:
    rows = (inbox.model.row_at(number) for number in range(inbox.model.rowCount()))
    return [row for row in rows if row is not None]


def picture(table: QTableView, row: int) -> QImage:
    table.clearSelection()
    return table.viewport().grab(table.visualRect(table.model().index(row, InboxColumn.CANDIDATE))).toImage()


def test_search_and_filter_find_practice(mixed: InboxScreen) -> None:
    write(find(QLineEdit, mixed, "inbox-search"), "practice")
    assert [row.is_practice for row in rows_of(mixed)] == [True, True]
    find(QLineEdit, mixed, "inbox-search").clear()
    states = find(QComboBox, mixed, "inbox-state")
    states.setCurrentIndex(states.findData(PRACTICE_ONLY))
    assert states.currentText() == text("ui.practice.only")
    assert [row.is_practice for row in rows_of(mixed)] == [True, True]


def test_practice_cases_stand_last_and_are_never_overdue(mixed: InboxScreen) -> None:
    assert [row.is_practice for row in rows_of(mixed)] == [False, True, True]
    assert words_of(mixed, "inbox-count") == "1 case, 2 practice cases"


def test_from_a_real_case_the_next_one_is_real_and_from_practice_practice(mixed: InboxScreen) -> None:
    def after(key: CaseKey | None) -> CaseKey | None:
        row = mixed.model.next_unfinished(key)
        return row.key if row else None

    real, open_one, signed = (
        CaseKey(each, 1) for each in ("CPT-2026-0001", "practice+CPT-2026-0008", "practice+CPT-2026-0009")
    )
    assert [after(key) for key in (None, real, signed, open_one)] == [real, None, open_one, None]


def test_the_case_in_short_says_what_it_is_and_begins_it_afresh(mixed: InboxScreen) -> None:
    badge, afresh = find(PlainLabel, mixed, "in-short-practice"), find(QPushButton, mixed, "inbox-afresh")
    mixed.stand_at(CaseKey("CPT-2026-0001", 1))
    assert (badge.isVisible(), afresh.isVisible()) == (False, False)
    mixed.stand_at(CaseKey("practice+CPT-2026-0008", 1))
    assert (badge.isVisible(), badge.text(), afresh.isVisible()) == (True, "Practice", True)
    press(mixed, "inbox-afresh")
    question = find(PracticeQuestion, mixed, "practice-question")
    assert words_of(question, "practice-question-words") == text("ui.practice.ask_afresh", candidate="Ana Quill")
    mixed.stand_at(CaseKey("CPT-2026-0001", 1))
    assert not question.isVisible()


def test_actions_are_offered_where_they_make_sense(open_window: MainWindow, mixed: InboxScreen) -> None:
    names = ("practice", "practice_afresh", "practice_remove")
    mixed.stand_at(CaseKey("CPT-2026-0001", 1))
    assert [action(open_window, name).isEnabled() for name in names] == [True, False, True]
    mixed.stand_at(CaseKey("practice+CPT-2026-0008", 1))
    assert [action(open_window, name).isEnabled() for name in names] == [True, True, True]
    mixed.session.listed.emit((inbox_row(1),))
    assert [action(open_window, name).isEnabled() for name in names] == [True, False, False]


@pytest.mark.parametrize("how", ["escape", "button"])
def test_keeping_them_removes_nothing(open_window: MainWindow, practiced: InboxScreen, how: str) -> None:
    action(open_window, "practice_remove").trigger()
    question = find(PracticeQuestion, practiced, "practice-question")
    assert question.isVisible()
    keep = find(QPushButton, question, "practice-question-no")
    assert keep.hasFocus()
    if how == "escape":
        key(keep, Qt.Key.Key_Escape)
    else:
        press(question, "practice-question-no")
    assert not question.isVisible()
    assert practiced.model.rowCount() == 2
    assert find(QTableView, practiced, "inbox-table").hasFocus()


def test_removing_asks_once_and_empties_the_inbox(
    qtbot: QtBot, open_window: MainWindow, practiced: InboxScreen
) -> None:
    action(open_window, "practice_remove").trigger()
    with qtbot.waitSignal(practiced.session.practice_gone, timeout=LONG):
        press(practiced, "practice-question-yes")
    qtbot.waitUntil(lambda: practiced.model.rowCount() == 0, timeout=LONG)
    assert said(practiced) == counted("ui.practice.gone", 2)
    assert find(QPushButton, practiced, "inbox-empty-load").isVisible()


def case_at(qtbot: QtBot, window: MainWindow, about: CaseKey) -> CaseScreen:
    window.show_screen("case", about)
    qtbot.waitUntil(lambda: window.screen_shown.objectName() == "case", timeout=LONG)
    screen = window.screen_shown
    assert isinstance(screen, CaseScreen)
    qtbot.waitUntil(lambda: screen.session.sheet is not None and screen.session.sheet.key == about, timeout=LONG)
    return screen


def test_the_mark_stands_in_the_header_and_where_one_signs_or_writes_to_the_office(
    qtbot: QtBot, open_window: MainWindow, practiced: InboxScreen
) -> None:
    screen = case_at(qtbot, open_window, FIRST)
    title = find(ElidedLabel, find(Header, open_window, "header"), "screen-title")
    assert title.accessibleName().startswith("Practice: ")
    assert title.contentsMargins().left() > 0
    assert find(QWidget, screen, "opening-practice").isVisible()
    screen.session.declare("none", "")
    qtbot.waitUntil(lambda: screen.pages.is_open, timeout=LONG)
    for step, mark in (("outcome", "outcome-practice"), ("sign", "sign-practice")):
        screen.pages.go_to_step(step)
        assert find(QWidget, screen, mark).isVisible()
        assert words_of(screen, f"{mark}-badge") == "Practice"
    screen.pages.go_to_office()
    assert find(QWidget, screen, "office-practice").isVisible()
    assert not find(QWidget, screen, "office-explain").isVisible()
    screen.pages.go_to_step("handover")
    assert words_of(screen, "hand-over-words") == text("ui.practice.hand_over")
    assert not find(QWidget, screen, "export-panel").isVisible()
    open_window.show_screen("inbox")
    assert (title.contentsMargins().left(), title.accessibleName()) == (0, text("ui.inbox.title"))


def test_a_case_begun_afresh_is_shown_as_it_was_loaded(
    qtbot: QtBot, open_window: MainWindow, practiced: InboxScreen
) -> None:
    screen = case_at(qtbot, open_window, FIRST)
    screen.session.declare("none", "")
    qtbot.waitUntil(lambda: screen.pages.is_open, timeout=LONG)
    open_window.show_screen("inbox")
    practiced.stand_at(FIRST)
    action(open_window, "practice_afresh").trigger()
    with qtbot.waitSignal(practiced.session.practice_afresh, timeout=LONG):
        press(practiced, "practice-question-yes")
    assert said(practiced) == text("ui.practice.is_afresh")
    assert screen.session.key is None
    again = case_at(qtbot, open_window, FIRST)
    assert (again.session.sheet and again.session.sheet.declarations, again.pages.is_open) == ((), False)
