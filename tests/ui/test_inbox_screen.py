"""The inbox with real submissions in a real workspace."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView, QTextEdit

from reviewer.bundle.opening import open_archive
from reviewer.errors import DiskFullError
from reviewer.progress import Cancelled
from reviewer.text import text
from reviewer.vocabulary import CaseKey, CaseState
from tests.ui.builders import inbox_row
from tests.ui.driving import find, key, press, write
from ui.models.inbox import InboxColumn, state_label
from ui.plain_text import PlainLabel
from ui.session.inbox_session import InShort
from ui.theme import Space
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow


@pytest.fixture
def inbox(qtbot: QtBot, open_window: MainWindow) -> InboxScreen:
    screen = open_window.screen_shown
    assert isinstance(screen, InboxScreen)
    # The list of the real, empty workspace has come before a test puts in its own.
    qtbot.waitUntil(lambda: not open_window.workspace.runner.is_busy, timeout=20_000)
    return screen


@pytest.fixture
def full_inbox(inbox: InboxScreen) -> InboxScreen:
    inbox.session.listed.emit(
        (
            inbox_row(1, "Amara Okafor", due_on="2026-12-01"),
            inbox_row(2, "Łukasz Wójcik", CaseState.SIGNED, due_on="2026-12-02"),
            inbox_row(3, "Nguyễn Thị Hồng", CaseState.RECEIVED, due_on="2026-12-03"),
        )
    )
    return inbox


def test_an_empty_inbox_says_what_to_do(inbox: InboxScreen) -> None:
    button = find(QPushButton, inbox, "inbox-empty-load")
    assert button.isVisible()
    assert inbox.isAncestorOf(button)


def test_a_bundle_is_loaded_and_listed(qtbot: QtBot, open_window: MainWindow, shared_data: Path) -> None:
    inbox = open_window.screen_shown
    assert isinstance(inbox, InboxScreen)
    bundle = min((shared_data / "bundles").glob("*0101*.zip"))
    with qtbot.waitSignal(inbox.session.loaded, timeout=30_000):
        open_window.load((bundle,))
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 1, timeout=20_000)
    report = find(QTextEdit, inbox, "load-report")
    assert report.toPlainText().startswith(f"Loaded  {bundle.name}")
    qtbot.waitUntil(lambda: text("ui.inbox.not_declared") in _all_labels(inbox), timeout=20_000)


def _all_labels(inbox: InboxScreen) -> str:
    return "\n".join(label.text() for label in inbox.findChildren(PlainLabel))


def test_what_is_refused_says_why_and_nothing_is_kept(qtbot: QtBot, open_window: MainWindow, tmp_path: Path) -> None:
    inbox = open_window.screen_shown
    assert isinstance(inbox, InboxScreen)
    bundle = tmp_path / "broken.zip"
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("CPT-1/bagit.txt", "BagIt-Version: 1.0\n")
    with qtbot.waitSignal(inbox.session.load_ended, timeout=20_000):
        open_window.load((bundle,))
    report = find(QTextEdit, inbox, "load-report")
    assert report.toPlainText().startswith("Refused  broken.zip")
    assert inbox.model.count_of_all == 0
    press(inbox, "load-close")
    assert not report.isVisible()


def test_a_bundle_may_be_dropped_anywhere(qtbot: QtBot, open_window: MainWindow, tmp_path: Path) -> None:
    inbox = open_window.screen_shown
    assert isinstance(inbox, InboxScreen)
    empty = tmp_path / "folder without a bundle"
    empty.mkdir()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(empty))])
    offered = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    no_key, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), offered, dropped, left, no_key)
    event.setDropAction(Qt.DropAction.MoveAction)
    with qtbot.waitSignal(inbox.session.load_ended, timeout=20_000):
        open_window.dropEvent(event)
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction, "after a move the file manager deletes the bundle"


def test_loading_that_was_stopped_says_what_became_of_it(inbox: InboxScreen, qtbot: QtBot) -> None:
    inbox.session.failed.emit(Cancelled())
    assert text("ui.inbox.stopped") in _all_labels(inbox)
    inbox.session.failed.emit(DiskFullError("reviews.reviewer"))
    assert "reviews.reviewer" in _all_labels(inbox)


def test_the_bundles_before_a_failure_are_told(
    inbox: InboxScreen, qtbot: QtBot, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundles = tuple(shared_data / "bundles" / f"CPT-2026-{name}_r1.zip" for name in ("0103", "0106"))

    def refuse(path: Path, most_entries: int) -> object:
        if path == bundles[1]:
            raise DiskFullError(path.name)
        return open_archive(path, most_entries)

    monkeypatch.setattr("reviewer.bundle.intake.open_archive", refuse)
    with qtbot.waitSignals([inbox.session.loaded, inbox.session.load_ended], timeout=20_000):
        inbox.load(bundles)
    labels = _all_labels(inbox)
    assert bundles[1].name in labels
    assert text("ui.inbox.stopped") not in labels
    table = find(QTableView, inbox, "inbox-table")
    qtbot.waitUntil(lambda: table.model().rowCount() == 1)


def test_progress_is_shown_while_loading(full_inbox: InboxScreen, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(full_inbox.session.load_ended, timeout=20_000):
        full_inbox.load((tmp_path,))
        full_inbox.session.load_progressed.emit(2**33, 2**34, "evidence/a.pdf")
        assert find(QPushButton, full_inbox, "load-cancel").isVisible()
        assert not full_inbox.can("load")
        full_inbox.load((tmp_path,))
        assert text("ui.inbox.still_loading") in _all_labels(full_inbox)
    assert full_inbox.can("load")


def test_the_first_case_is_selected_and_keeps_its_place(full_inbox: InboxScreen, qtbot: QtBot) -> None:
    table = find(QTableView, full_inbox, "inbox-table")
    table.selectRow(1)
    full_inbox.session.listed.emit(tuple(inbox_row(number, due_on=f"2026-12-{9 - number:02d}") for number in (1, 2, 3)))
    assert table.currentIndex().row() == 1
    full_inbox.session.listed.emit((inbox_row(3), inbox_row(2, due_on="2026-12-30")))
    assert table.currentIndex().row() == 1


def test_a_case_in_short_never_shows_the_words_of_another(full_inbox: InboxScreen) -> None:
    shown, other = CaseKey("CPT-2026-0001", 1), CaseKey("CPT-2026-0003", 1)
    full_inbox.session.summed_up.emit(InShort(other, is_declared=True, missing=("other",)))
    assert "other" not in _all_labels(full_inbox)
    missing = tuple(f"Standard {number}" for number in range(12))
    full_inbox.session.summed_up.emit(InShort(shown, is_declared=True, missing=missing, doubts=2))
    words = _all_labels(full_inbox)
    assert "12 things are still open" in words
    assert "and 4 more" in words
    assert "2 places to come back to" in words


def test_a_case_that_is_closed_for_a_conflict_is_not_said_to_be_unopened(inbox: InboxScreen) -> None:
    row = inbox_row(1, "Lorna Pettigrew-Vandal", state=CaseState.RECUSED)
    inbox.session.listed.emit((row,))
    inbox.session.summed_up.emit(InShort(row.key, is_declared=False))
    words = _all_labels(inbox)
    assert text("ui.inbox.recused_title") in words
    assert text("ui.inbox.not_declared_title") not in words


def test_enter_opens_the_case(full_inbox: InboxScreen, qtbot: QtBot) -> None:
    full_inbox.went_to.disconnect()
    table = find(QTableView, full_inbox, "inbox-table")
    with qtbot.waitSignal(full_inbox.went_to) as went:
        key(table, Qt.Key.Key_Return)
    assert went.args == ["case", CaseKey("CPT-2026-0001", 1)]


def test_next_unfinished_passes_over_what_is_signed(full_inbox: InboxScreen, qtbot: QtBot) -> None:
    full_inbox.went_to.disconnect()
    with qtbot.waitSignal(full_inbox.went_to) as went:
        press(full_inbox, "inbox-next")
    assert went.args == ["case", CaseKey("CPT-2026-0003", 1)]


def test_search_and_filters_reach_the_table(full_inbox: InboxScreen, qtbot: QtBot) -> None:
    search = find(QLineEdit, full_inbox, "inbox-search")
    write(search, "wojcik")
    assert full_inbox.model.rowCount() == 1
    assert "1 of 3 cases" in _all_labels(full_inbox)
    key(search, Qt.Key.Key_Return)
    search.clear()
    states = find(QComboBox, full_inbox, "inbox-state")
    states.setCurrentIndex(states.findData(str(CaseState.RECEIVED)))
    assert full_inbox.model.rowCount() == 1
    states.setCurrentIndex(0)
    programs = find(QComboBox, full_inbox, "inbox-program")
    programs.setCurrentIndex(1)
    assert full_inbox.model.rowCount() == 3
    orders = find(QComboBox, full_inbox, "inbox-order")
    orders.setCurrentIndex(1)
    first = full_inbox.model.row_at(0)
    assert first is not None
    assert first.candidate == "Amara Okafor"


def test_a_program_that_is_gone_from_the_inbox_no_longer_filters(full_inbox: InboxScreen) -> None:
    programs = find(QComboBox, full_inbox, "inbox-program")
    programs.setCurrentIndex(1)
    full_inbox.session.listed.emit((inbox_row(program="cptm"),))
    assert programs.currentData() is None
    assert full_inbox.model.rowCount() == 1


@pytest.mark.parametrize("width", [1024, 1280, 2000])
def test_every_column_is_seen_at_any_width(open_window: MainWindow, full_inbox: InboxScreen, width: int) -> None:
    open_window.resize(width, 640)
    table = find(QTableView, full_inbox, "inbox-table")
    assert open_window.width() == width
    assert not table.horizontalScrollBar().isVisible()


def test_a_thousand_cases_are_shown_and_searched(inbox: InboxScreen, qtbot: QtBot) -> None:
    rows = tuple(inbox_row(number, f"Candidate {number}") for number in range(1000))
    inbox.session.listed.emit(rows)
    assert inbox.model.rowCount() == 1000
    write(find(QLineEdit, inbox, "inbox-search"), "999")
    assert inbox.model.rowCount() == 1


def test_in_a_small_window_with_large_letters_the_table_has_the_room(
    open_window: MainWindow, full_inbox: InboxScreen, qtbot: QtBot
) -> None:
    open_window.resize(1024, 600)
    open_window.theme.set_text_percent(200)
    open_window.theme.finish()
    below = find(QPushButton, full_inbox, "inbox-open-below")
    qtbot.waitUntil(below.isVisible)
    assert not find(QPushButton, full_inbox, "inbox-open").isVisible()
    with qtbot.waitSignal(full_inbox.went_to) as gone:
        press(full_inbox, "inbox-open-below")
    assert gone.args[0] == "case"
    open_window.theme.set_text_percent(100)
    open_window.theme.finish()
    open_window.resize(1280, 800)
    qtbot.waitUntil(lambda: not below.isVisible())


def test_end_and_home_lead_to_the_last_and_the_first_case(full_inbox: InboxScreen) -> None:
    table = find(QTableView, full_inbox, "inbox-table")
    went = []
    for pressed in (Qt.Key.Key_End, Qt.Key.Key_Home):
        key(table, pressed)
        went.append([index.row() for index in table.selectionModel().selectedRows()])
    assert went == [[2], [0]]


def test_a_search_without_hits_says_so_and_how_to_see_all(full_inbox: InboxScreen) -> None:
    search, show_all = find(QLineEdit, full_inbox, "inbox-search"), find(QPushButton, full_inbox, "inbox-show-all")
    table = find(QTableView, full_inbox, "inbox-table")
    assert not show_all.isVisible()
    search.setFocus()
    write(search, "nobody")
    assert show_all.isVisible()
    assert not table.isVisible()
    assert text("ui.inbox.nothing_found") in _all_labels(full_inbox)
    key(search, Qt.Key.Key_Return)
    assert search.hasFocus()
    assert search.text() == "nobody"
    press(full_inbox, "inbox-show-all")
    assert (search.text(), full_inbox.model.rowCount()) == ("", 3)
    assert table.hasFocus()
    assert not show_all.isVisible()


def test_esc_empties_the_search_and_then_leaves_it_and_down_goes_to_what_was_found(full_inbox: InboxScreen) -> None:
    search, table = find(QLineEdit, full_inbox, "inbox-search"), find(QTableView, full_inbox, "inbox-table")
    search.setFocus()
    write(search, "wojcik")
    key(search, Qt.Key.Key_Escape)
    assert (search.text(), search.hasFocus()) == ("", True)
    assert full_inbox.model.rowCount() == 3
    key(search, Qt.Key.Key_Escape)
    assert table.hasFocus()
    search.setFocus()
    key(search, Qt.Key.Key_Down)
    assert table.hasFocus()


def test_the_columns_show_names_and_programs_whole_where_there_is_room(inbox: InboxScreen) -> None:
    rows = (
        replace(inbox_row(1, "Bohdana Szewczuk-Prykhodko", program="cptm"), edition="2024", pathway="recertification"),
        replace(inbox_row(2, "Devraj Kolminski"), is_practice=True),
    )
    inbox.window().resize(1280, 752)
    inbox.session.listed.emit(rows)
    table = find(QTableView, inbox, "inbox-table")
    for column in InboxColumn:
        words = str(inbox.model.index(0, column).data())
        assert table.columnWidth(column) > table.fontMetrics().horizontalAdvance(words), words


def test_at_the_usual_size_in_a_narrow_window_the_headings_and_the_usual_states_are_seen_whole(
    open_window: MainWindow, inbox: InboxScreen
) -> None:
    open_window.resize(1024, 768)
    rows = (
        inbox_row(1, "Amara Okafor", CaseState.EXPORTED),
        inbox_row(2, "Bohdana Szewczuk-Prykhodko", program="cptm"),
    )
    inbox.session.listed.emit(rows)
    table = find(QTableView, inbox, "inbox-table")
    header = table.horizontalHeader()
    for column in InboxColumn:
        assert header.sectionSize(column) >= header.sectionSizeHint(column), column
    needed = table.fontMetrics().horizontalAdvance(state_label(CaseState.EXPORTED))
    assert header.sectionSize(InboxColumn.STATE) >= needed + Space.WIDE
