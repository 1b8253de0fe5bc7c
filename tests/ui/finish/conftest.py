"""The real window on samples that are judged already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import judged
from ui.views.case.screen import CaseScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.shell.main_window import MainWindow


@pytest.fixture(scope="session")
def judged_file(sample_file: Callable[[str], Path]) -> Path:
    """A workspace with both samples judged; copy it."""
    return sample_file("judged")


@pytest.fixture(scope="session")
def declared_file(sample_file: Callable[[str], Path]) -> Path:
    """A workspace with both samples, nothing judged; copy it."""
    return sample_file("declared")


def _open(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(path, judged.PASSPHRASE)
    window.unlock_screen.ready.emit()


@pytest.fixture
def judged_window(qtbot: QtBot, window: MainWindow, judged_file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on judged cases."""
    _open(qtbot, window, judged.copy_workspace(judged_file, tmp_path))
    yield window
    window.workspace.lock()


@pytest.fixture
def declared_window(qtbot: QtBot, window: MainWindow, declared_file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on cases that are declared and not judged."""
    _open(qtbot, window, judged.copy_workspace(declared_file, tmp_path))
    yield window
    window.workspace.lock()


@pytest.fixture
def at_step(qtbot: QtBot) -> Callable[[MainWindow, CaseKey, str], CaseScreen]:
    """Open a case at a step, as soon as it is read."""

    def go(window: MainWindow, key: CaseKey, step: str) -> CaseScreen:
        window.show_screen("case", key)
        screen = window.screen_named("case")
        assert isinstance(screen, CaseScreen)
        qtbot.waitUntil(lambda: screen.session.sheet is not None and screen.session.sheet.key == key, timeout=10_000)
        qtbot.waitUntil(lambda: screen.pages.is_open, timeout=10_000)
        screen.pages.go_to_step(step)
        assert screen.pages.step == step
        return screen

    return go
