"""The daily backup comes by itself, beside everything else, and never stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.text import text
from reviewer.workflow import opening
from tests.ui.conftest import PASSPHRASE
from ui.session.backup_session import DailyBackup

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.session.workspace_session import WorkspaceSession
    from ui.shell.main_window import MainWindow


@pytest.fixture
def backups(workspace_path: Path) -> Path:
    """Where the backups of a workspace lie."""
    return workspace_path.with_name(f"{workspace_path.name}.backups")


@pytest.fixture
def made_before(workspace_path: Path, backups: Path) -> Path:
    """A workspace from an earlier day; returns where its backups lie."""
    desk, _ = opening.create(workspace_path, PASSPHRASE, "R-042", "Maria Santos", clock=SystemClock())
    opening.close_desk(desk)
    return backups


def test_opening_makes_the_backup_of_the_day_once(
    qtbot: QtBot, session: WorkspaceSession, workspace_path: Path, made_before: Path
) -> None:
    backup = DailyBackup(session)
    with qtbot.waitSignal(backup.made, timeout=20_000) as made:
        session.open(workspace_path, PASSPHRASE)
    assert list(made_before.iterdir()) == made.args
    session.lock()
    with qtbot.waitSignal(session.opened, timeout=20_000):
        session.open(workspace_path, PASSPHRASE)
    qtbot.waitUntil(lambda: not session.runner.is_busy)
    assert list(made_before.iterdir()) == made.args


def test_a_new_workspace_needs_no_backup_yet(
    qtbot: QtBot, open_window: MainWindow, workspace_path: Path, backups: Path
) -> None:
    qtbot.waitUntil(lambda: not open_window.workspace.runner.is_busy)
    assert not backups.exists()


def test_a_backup_that_cannot_be_made_is_a_note_and_no_obstacle(
    qtbot: QtBot, window: MainWindow, workspace_path: Path, made_before: Path
) -> None:
    made_before.write_bytes(b"in the way")
    with qtbot.waitSignal(window.unlock_screen.ready, timeout=20_000):
        window.workspace.open(workspace_path, PASSPHRASE)
    qtbot.waitUntil(lambda: window.message.words == text("ui.shell.no_backup"), timeout=20_000)
    assert window.screen_shown.objectName() == "inbox"
    assert window.workspace.is_open


def test_locking_calls_the_backup_off_without_a_word(
    qtbot: QtBot, window: MainWindow, workspace_path: Path, made_before: Path
) -> None:
    with qtbot.waitSignal(window.unlock_screen.ready, timeout=20_000):
        window.workspace.open(workspace_path, PASSPHRASE)
    window.workspace.lock()
    window.workspace.shut_down()
    assert window.message.words == ""
    assert [file.name for file in workspace_path.parent.rglob("*.part")] == []
