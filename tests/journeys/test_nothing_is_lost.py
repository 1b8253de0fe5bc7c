"""A full disk or a folder that cannot be written to is said in place, and nothing is lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QRadioButton

from reviewer.errors import DiskFullError
from reviewer.vocabulary import CaseState
from tests.journeys.conftest import PASSPHRASE, case_shown
from tests.judged import STRONG
from tests.ui.driving import find, press, words_of
from ui.failures import sentence
from ui.views.export.screen import ExportScreen
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from reviewer.progress import Progress
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

    OpenAt = Callable[[str, CaseKey, str], CaseScreen]

LONG_THOUGHT = "A thought that is much too long for what is left of the disk. " * 2_000
READ_ONLY = Path("/sys/handed-over")
"""Nobody may make a folder there, not even the system's owner."""


def fill_disk(desk: Desk, _progress: Progress) -> None:
    """Let the workspace's file grow no more, and leave it no free pages of its own."""
    desk.workspace._rows("VACUUM")
    pages = desk.workspace._rows("PRAGMA page_count")[0][0]
    desk.workspace._rows(f"PRAGMA max_page_count = {pages}")


def make_room(desk: Desk, _progress: Progress) -> None:
    """Let the workspace's file grow again."""
    desk.workspace._rows("PRAGMA max_page_count = 1000000")


def disk_is_full(workspace: Path) -> str:
    """What is said of a full disk."""
    return sentence(DiskFullError(str(workspace)))


def test_what_is_typed_on_a_full_disk_stays_on_the_screen_until_it_is_saved(
    qtbot: QtBot, window: MainWindow, open_at: OpenAt, workspace_path: Path
) -> None:
    screen = open_at("declared", STRONG, "judge")
    with qtbot.waitSignal(window.workspace.ask(fill_disk).done):
        pass
    finding = find(QPlainTextEdit, screen, "finding")
    with qtbot.waitSignal(screen.session.save_failed, timeout=20_000):
        finding.insertPlainText(LONG_THOUGHT)
    assert screen.message.words == disk_is_full(workspace_path)
    assert finding.toPlainText() == LONG_THOUGHT
    assert screen.session.unsaved

    with qtbot.waitSignal(window.workspace.ask(make_room).done):
        pass
    with qtbot.waitSignal(screen.session.saved, timeout=20_000):
        press(screen, "case-message-act")
    window.workspace.lock()
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(workspace_path, PASSPHRASE)
    case_shown(qtbot, window, STRONG, "judge")
    assert finding.toPlainText() == LONG_THOUGHT


def test_a_bundle_that_does_not_fit_is_said_in_the_inbox_and_leaves_nothing(
    qtbot: QtBot, window: MainWindow, workspace_path: Path, samples: tuple[Path, Path]
) -> None:
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.create(workspace_path, PASSPHRASE, "R-042", "Maria Santos")
    window.unlock_screen.ready.emit()
    with qtbot.waitSignal(window.workspace.ask(fill_disk).done):
        pass
    inbox = window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    with qtbot.waitSignal(inbox.session.load_ended, timeout=20_000):
        window.load(samples[:1])
    assert words_of(inbox, "inbox-message-words") == disk_is_full(workspace_path)
    qtbot.waitUntil(lambda: not window.workspace.runner.is_busy)
    assert inbox.model.count_of_all == 0
    with qtbot.waitSignal(window.workspace.ask(make_room).done):
        pass
    with qtbot.waitSignal(inbox.session.loaded, timeout=20_000):
        window.load(samples[:1])
    qtbot.waitUntil(lambda: inbox.model.count_of_all == 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has a folder that nobody may write to")
def test_a_folder_that_cannot_be_written_to_is_said_and_another_one_gets_the_same_package(
    qtbot: QtBot, window: MainWindow, open_at: OpenAt, own_home: Path
) -> None:
    screen = open_at("judged", STRONG, "sign")
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    qtbot.waitUntil(
        lambda: screen.session.sheet is not None and screen.session.sheet.state is CaseState.SIGNED, timeout=20_000
    )
    window.show_screen("export")
    export = window.screen_named("export")
    assert isinstance(export, ExportScreen)
    panel = export.panel
    qtbot.waitUntil(lambda: bool(panel.model.chosen), timeout=10_000)
    for folder in (READ_ONLY, own_home / "file"):
        (own_home / "file").touch()
        panel.place_at(folder)
        press(export, "export-write")
        qtbot.waitUntil(lambda: panel.message.words != "", timeout=20_000)
        assert str(folder) in panel.message.words
        assert panel.result.package is None
    assert screen.session.sheet is not None
    assert screen.session.sheet.state is CaseState.SIGNED
    panel.place_at(own_home / "handed-over")
    press(export, "export-write")
    qtbot.waitUntil(lambda: panel.result.package is not None, timeout=20_000)
    assert panel.message.words == ""
    package = panel.result.package
    assert package is not None
    assert package.name.endswith("-0001.zip")
    assert [file.name for file in package.parent.iterdir()] == [package.name]


def test_a_disk_that_is_full_while_signing_leaves_the_case_unsigned(
    qtbot: QtBot, window: MainWindow, open_at: OpenAt, workspace_path: Path
) -> None:
    screen = open_at("judged", STRONG, "sign")
    # What is read for searching in the background takes and leaves room of its own.
    qtbot.waitUntil(lambda: screen.indexing.is_filled and not window.workspace.runner.is_busy, timeout=60_000)
    with qtbot.waitSignal(window.workspace.ask(fill_disk).done):
        pass
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    qtbot.waitUntil(lambda: words_of(screen, "sign-message-words") != "", timeout=20_000)
    assert words_of(screen, "sign-message-words") == disk_is_full(workspace_path)
    assert screen.session.sheet is not None
    assert screen.session.sheet.state is CaseState.COMPLETE
    with qtbot.waitSignal(window.workspace.ask(make_room).done):
        pass
    press(screen, "sign")
    qtbot.waitUntil(
        lambda: screen.session.sheet is not None and screen.session.sheet.state is CaseState.SIGNED, timeout=20_000
    )
