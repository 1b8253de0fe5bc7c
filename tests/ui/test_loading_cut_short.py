"""Closing or locking in the middle of loading leaves a whole workspace: every bundle is in, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.workflow import inbox as inbox_work
from reviewer.workflow import reading, upkeep
from reviewer.workflow.opening import open_desk
from tests.ui.conftest import PASSPHRASE
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.shell.main_window import MainWindow

BUNDLES = ("CPT-2026-0101_r1.zip", "CPT-2026-0102_r1.zip", "CPT-2026-0103_r1.zip", "CPT-2026-0106_r1.zip")


@pytest.fixture
def bundles(shared_data: Path) -> tuple[Path, ...]:
    """Four submissions that load."""
    return tuple(shared_data / "bundles" / name for name in BUNDLES)


def inbox_of(window: MainWindow) -> InboxScreen:
    """The inbox that is shown."""
    screen = window.screen_shown
    assert isinstance(screen, InboxScreen)
    return screen


def begin_loading(qtbot: QtBot, window: MainWindow, bundles: tuple[Path, ...]) -> InboxScreen:
    """Load, and come back in the middle of it."""
    inbox = inbox_of(window)
    with qtbot.waitSignal(inbox.session.load_progressed, timeout=20_000):
        window.load(bundles)
    assert inbox.session.is_loading
    return inbox


def whole_cases(path: Path) -> set[CaseKey]:
    """The cases of a closed workspace, each opened; the workspace is checked first."""
    desk, _ = open_desk(path, PASSPHRASE, clock=SystemClock())
    with desk.workspace:
        assert not upkeep.check(desk).problems
        keys = {row.key for row in inbox_work.list_cases(desk)}
        assert {reading.open_case(desk, key).key for key in keys} == keys
        return keys


def test_four_bundles_at_once_are_all_listed(qtbot: QtBot, open_window: MainWindow, bundles: tuple[Path, ...]) -> None:
    inbox = begin_loading(qtbot, open_window, bundles)
    qtbot.waitUntil(lambda: not inbox.session.is_loading and inbox.model.rowCount() == len(BUNDLES), timeout=30_000)


def test_closing_the_window_while_loading_leaves_a_whole_workspace(
    qtbot: QtBot, open_window: MainWindow, bundles: tuple[Path, ...], workspace_path: Path
) -> None:
    begin_loading(qtbot, open_window, bundles)
    open_window.close()
    assert not open_window.workspace.is_open
    assert len(whole_cases(workspace_path)) <= len(BUNDLES)


def test_locking_while_loading_leaves_a_whole_workspace_that_takes_the_rest(
    qtbot: QtBot, open_window: MainWindow, bundles: tuple[Path, ...], workspace_path: Path
) -> None:
    begin_loading(qtbot, open_window, bundles)
    open_window.fall_asleep()
    assert open_window.screen_shown is open_window.unlock_screen
    with qtbot.waitSignal(open_window.unlock_screen.ready, timeout=20_000):
        open_window.workspace.open(workspace_path, PASSPHRASE)
    inbox = inbox_of(open_window)
    assert not inbox.session.is_loading
    open_window.load(bundles)
    qtbot.waitUntil(lambda: not inbox.session.is_loading and inbox.model.rowCount() == len(BUNDLES), timeout=30_000)
    open_window.close()
    assert len(whole_cases(workspace_path)) == len(BUNDLES)


def test_what_was_loading_when_the_window_was_locked_says_nothing_afterwards(
    qtbot: QtBot, open_window: MainWindow, bundles: tuple[Path, ...], workspace_path: Path
) -> None:
    inbox = begin_loading(qtbot, open_window, bundles)
    told: list[object] = []
    inbox.session.loaded.connect(told.append)
    open_window.fall_asleep()
    with qtbot.waitSignal(open_window.unlock_screen.ready, timeout=20_000):
        open_window.workspace.open(workspace_path, PASSPHRASE)
    qtbot.waitUntil(lambda: not open_window.workspace.runner.is_busy, timeout=20_000)
    assert told == []
