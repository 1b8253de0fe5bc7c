"""A window of one's own, and a workspace to open in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.jobs import Runner
from ui.session.workspace_session import WorkspaceSession
from ui.settings import LayoutSettings
from ui.shell.main_window import MainWindow
from ui.theme import Theme, ThemeChoice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    """A runner that is closed after the test."""
    made = Runner()
    yield made
    made.close()


@pytest.fixture
def session(runner: Runner) -> Iterator[WorkspaceSession]:
    """A workspace session, nothing opened."""
    made = WorkspaceSession(runner)
    yield made
    made.shut_down()


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme, light."""
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def large(theme: Theme) -> Iterator[Theme]:
    """The theme at 200 %, and back."""
    theme.set_text_percent(200)
    theme.finish()
    yield theme
    theme.set_text_percent(100)
    theme.finish()


@pytest.fixture
def window(qtbot: QtBot, session: WorkspaceSession, theme: Theme) -> Iterator[MainWindow]:
    """The real main window, shown, with nothing opened; light and at 100 % before and after."""
    made = MainWindow(session, LayoutSettings(), theme)
    qtbot.addWidget(made)
    made.show()
    yield made
    theme.choose(ThemeChoice.LIGHT)
    theme.set_text_percent(100)
    theme.finish()


@pytest.fixture
def workspace_path(tmp_path: Path) -> Path:
    """Where a test keeps its workspace."""
    return tmp_path / "reviews.reviewer"


@pytest.fixture
def open_window(qtbot: QtBot, window: MainWindow, workspace_path: Path) -> MainWindow:
    """The main window with a new workspace, in the inbox."""
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.create(workspace_path, PASSPHRASE, "R-042", "Maria Santos")
    window.unlock_screen.ready.emit()
    return window
