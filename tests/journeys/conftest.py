"""The real window as `reviewer` makes it, in a home of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.resource_files import resource
from tests import judged
from tests.journeys.keyboard import Keyboard
from ui.jobs import Runner
from ui.session.workspace_session import WorkspaceSession
from ui.settings import LayoutSettings
from ui.shell.main_window import MainWindow
from ui.theme import Theme, ThemeChoice
from ui.views.case.screen import CaseScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey

PASSPHRASE = judged.PASSPHRASE


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The theme, light."""
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Iterator[MainWindow]:
    """The real window, shown and in front, nothing opened."""
    made = MainWindow(WorkspaceSession(Runner()), LayoutSettings(), theme)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.workspace.shut_down()


@pytest.fixture
def keyboard(qtbot: QtBot, window: MainWindow) -> Keyboard:
    """A reviewer at the keyboard."""
    return Keyboard(qtbot, window)


@pytest.fixture
def samples() -> tuple[Path, Path]:
    """The bundles that ship with the program: CPT-2026-0101 and CPT-2026-0102."""
    first, second = (Path(str(resource("samples", f"CPT-2026-010{number}_r1.zip"))) for number in (1, 2))
    return first, second


@pytest.fixture
def workspace_path(own_home: Path) -> Path:
    """Where the workspace of a journey lies: in the reviewer's home."""
    (own_home / "papers").mkdir()
    return own_home / "papers" / "mine.reviewer"


@pytest.fixture
def open_at(
    qtbot: QtBot, window: MainWindow, sample_file: Callable[[str], Path], workspace_path: Path
) -> Callable[[str, CaseKey, str], CaseScreen]:
    """Open a workspace with both samples, `declared` or `judged`, at a step of a case."""

    def go(how: str, key: CaseKey, step: str) -> CaseScreen:
        shutil.copyfile(sample_file(how), workspace_path)
        with qtbot.waitSignal(window.unlock_screen.ready, timeout=20_000):
            window.workspace.open(workspace_path, PASSPHRASE)
        return case_shown(qtbot, window, key, step)

    return go


def case_shown(qtbot: QtBot, window: MainWindow, key: CaseKey, step: str) -> CaseScreen:
    """Show a declared case at a step."""
    window.show_screen("case", key)
    screen = window.screen_named("case")
    assert isinstance(screen, CaseScreen)
    qtbot.waitUntil(
        lambda: screen.session.sheet is not None and screen.session.sheet.key == key and screen.pages.is_open,
        timeout=10_000,
    )
    screen.pages.go_to_step(step)
    return screen
