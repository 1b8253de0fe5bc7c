"""What is wrong with a bundle is said in the inbox, every problem with its place, and nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTextEdit

from reviewer.clock import SystemClock
from reviewer.vocabulary import LoadStatus
from reviewer.workflow import loading, opening
from tests.journeys.conftest import PASSPHRASE
from tests.ui.driving import find
from ui.plain_text import one_line, visible
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow


def test_every_problem_of_the_refused_bundles_is_listed_with_its_place(
    qtbot: QtBot, window: MainWindow, workspace_path: Path, shared_data: Path
) -> None:
    folder = shared_data / "bundles" / "refused"
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.create(workspace_path, PASSPHRASE, "R-042", "Maria Santos")
    window.unlock_screen.ready.emit()
    inbox = window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    with qtbot.waitSignal(inbox.session.loaded, timeout=60_000) as told:
        window.load((folder,))
    report = find(QTextEdit, inbox, "load-report")
    assert report.isVisible()
    lines = report.toPlainText().splitlines()
    assert len(told.args[0]) == 12
    for result in told.args[0]:
        assert result.status is LoadStatus.REFUSED
        assert result.report.problems
        assert any(one_line(result.path.name) in line for line in lines)
        for problem in result.report.problems:
            said = [line for line in lines if visible(problem.message) in line]
            assert any(one_line(problem.where) in line for line in said), problem
    qtbot.waitUntil(lambda: not window.workspace.runner.is_busy, timeout=20_000)
    assert inbox.model.count_of_all == 0
    window.close()
    desk, _ = opening.open_desk(workspace_path, PASSPHRASE, clock=SystemClock())
    assert desk.workspace.cases() == ()
    assert loading.load_bundles(desk, [folder], dry_run=True)[0] == told.args[0]
    opening.close_desk(desk)
