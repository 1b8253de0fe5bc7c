"""A case screen on a stand-in for the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from tests.ui.case.builders import CaseBook, key
from tests.ui.case.runners import IdleRunner
from ui.settings import LayoutSettings
from ui.views.case.screen import CaseScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class QuietWorkspace(QObject):
    """As much of the workspace session as a case screen connects to."""

    changed = Signal(object)
    is_open = True


@pytest.fixture
def book() -> CaseBook:
    """Two declared cases."""
    return CaseBook.of(1, 2)


@pytest.fixture
def workspace(qapp: object) -> QuietWorkspace:
    return QuietWorkspace()


@pytest.fixture
def screen(qtbot: QtBot, book: CaseBook, workspace: QuietWorkspace) -> CaseScreen:
    """The screen with case 1 open, at the first step."""
    made = CaseScreen(workspace, LayoutSettings(), runner=IdleRunner(book))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1280, 752)
    made.show()
    with qtbot.waitSignal(made.session.documents_listed):
        made.show_case(key(1))
    return made


@pytest.fixture
def judging(qtbot: QtBot, screen: CaseScreen) -> CaseScreen:
    """The screen at the judging step, with the focus on the matrix."""
    screen.pages.go_to_step("judge")
    qtbot.waitUntil(screen.pages.workbench.matrix.table.hasFocus)
    return screen
