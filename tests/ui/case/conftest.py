"""A case screen on a stand-in for the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from reviewer.vocabulary import Cell
from tests.ui.case.builders import CaseBook, key
from tests.ui.case.runners import IdleBeside, IdleRunner
from ui.settings import LayoutSettings
from ui.views.case.screen import CaseScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class QuietWorkspace(QObject):
    """As much of the workspace session as a case screen connects to."""

    changed = Signal(object)
    is_open = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = IdleBeside(self)


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


@pytest.fixture
def desk(qtbot: QtBot, judging: CaseScreen) -> Iterator[CaseScreen]:
    """The judging step of project 1, Standard 1; its renderers end with the test."""
    qtbot.waitUntil(lambda: judging.pages.workbench.rubric.cell == Cell("p1", 1))
    yield judging
    judging.viewing.close()
