"""From an empty home to a package that an office can verify, without a mouse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewer.command_line import main
from reviewer.vocabulary import CaseState
from tests.journeys.conftest import PASSPHRASE
from ui.shell.starting import Start
from ui.views.case.screen import CaseScreen
from ui.views.export.screen import ExportScreen
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from tests.journeys.keyboard import Keyboard
    from ui.shell.main_window import MainWindow

LONG = 20_000
"""Milliseconds that one step may take on a slow machine."""


class Journey:
    """One reviewer's way through the job; it looks at the window, and touches nothing but keys."""

    def __init__(self, qtbot: QtBot, window: MainWindow, keyboard: Keyboard, home: Path) -> None:
        self.qtbot = qtbot
        self.window = window
        self.keyboard = keyboard
        self.home = home

    @property
    def inbox(self) -> InboxScreen:
        screen = self.window.screen_named("inbox")
        assert isinstance(screen, InboxScreen)
        return screen

    @property
    def case(self) -> CaseScreen:
        screen = self.window.screen_named("case")
        assert isinstance(screen, CaseScreen)
        return screen

    @property
    def export(self) -> ExportScreen:
        screen = self.window.screen_named("export")
        assert isinstance(screen, ExportScreen)
        return screen

    @property
    def sheet(self) -> Sheet:
        assert self.case.session.sheet is not None
        return self.case.session.sheet

    def make_workspace(self) -> None:
        Start(self.window, None, "").begin()
        self.qtbot.waitUntil(lambda: self.window.unlock_screen.page.objectName() == "unlock-create", timeout=LONG)
        self.qtbot.waitUntil(lambda: self.keyboard.focus.objectName() == "unlock-name")
        for name, words in (
            ("unlock-name", "Maria Santos"),
            ("unlock-id", "R-042"),
            ("unlock-new-first-line", PASSPHRASE),
            ("unlock-new-again-line", PASSPHRASE),
        ):
            self.keyboard.tab_to(name)
            self.keyboard.type(words)
        with self.qtbot.waitSignal(self.window.workspace.opened, timeout=LONG):
            self.keyboard.press("Return")

    def put_sheet_away(self) -> Path:
        sheet = self.home / "sheet.pdf"
        self.keyboard.tab_to("unlock-sheet-save")
        with self.qtbot.waitSignal(self.window.workspace.recovery_sheet_saved, timeout=LONG):
            self.keyboard.press("Space")
            self.keyboard.answer_dialog("unlock-sheet-dialog", sheet)
        self.keyboard.tab_to("unlock-sheet-act")
        self.keyboard.press("Space")
        assert self.window.screen_shown is self.inbox
        return sheet

    def load(self, bundle: Path) -> None:
        with self.qtbot.waitSignal(self.inbox.session.loaded, timeout=LONG):
            self.keyboard.press("Ctrl+O")
            self.keyboard.answer_dialog("inbox-dialog", bundle)
        self.qtbot.waitUntil(lambda: self.inbox.model.rowCount() == 1, timeout=LONG)
        self.keyboard.tab_to("load-close")
        self.keyboard.press("Space")

    def declare(self) -> None:
        self.keyboard.tab_to("inbox-table")
        with self.qtbot.waitSignal(self.case.session.opened, timeout=LONG):
            self.keyboard.press("Return")
        self.keyboard.tab_to("declare-none")
        self.keyboard.press("Space")
        self.qtbot.waitUntil(lambda: self.case.pages.is_open, timeout=LONG)

    def judge_everything(self) -> None:
        self.keyboard.press("Ctrl+3")
        self.keyboard.press("M")
        self.keyboard.press("Return")
        self.keyboard.type("She measured before and after.")
        self._finish()
        while self.sheet.judged < self.sheet.to_judge:
            self.keyboard.press("M")
            self._finish()
        self.keyboard.press("Ctrl+4")
        for _ in self.sheet.ethics:
            self.keyboard.press("K")
            with self.qtbot.waitSignal(self.case.session.answered, timeout=LONG):
                self.keyboard.press("Ctrl+Return")

    def _finish(self) -> None:
        with self.qtbot.waitSignal(self.case.session.closed, timeout=LONG):
            self.keyboard.press("Ctrl+Return")

    def sign(self) -> None:
        self.keyboard.press("Ctrl+6")
        self.keyboard.tab_to("renewed-none")
        self.keyboard.press("Space")
        self.keyboard.tab_to("sign")
        self.keyboard.press("Space")
        self.qtbot.waitUntil(lambda: self.sheet.state is CaseState.SIGNED, timeout=LONG)

    def hand_over(self, folder: Path) -> Path:
        self.keyboard.press("Ctrl+E")
        self.qtbot.waitUntil(lambda: self.export.panel.model.rowCount() == 1, timeout=LONG)
        self.keyboard.tab_to("export-choose")
        self.keyboard.press("Space")
        self.keyboard.answer_dialog("export-dialog", folder)
        self.keyboard.tab_to("export-write")
        self.keyboard.press("Space")
        self.qtbot.waitUntil(lambda: self.export.panel.result.package is not None, timeout=LONG)
        package = self.export.panel.result.package
        assert package is not None
        return package


def test_everything_can_be_done_with_the_keyboard_alone(
    qtbot: QtBot,
    window: MainWindow,
    keyboard: Keyboard,
    own_home: Path,
    samples: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    journey = Journey(qtbot, window, keyboard, own_home)
    journey.make_workspace()
    assert journey.put_sheet_away().read_bytes().startswith(b"%PDF")
    journey.load(samples[0])
    journey.declare()
    journey.judge_everything()
    journey.sign()
    folder = own_home / "handed-over"
    folder.mkdir()
    package = journey.hand_over(folder)
    capsys.readouterr()
    assert main(["verify", str(package), "--json"]) == 0
    verified = json.loads(capsys.readouterr().out)
    assert (verified["valid"], verified["reviewer_id"]) == (True, "R-042")
    assert [one["submission_id"] for one in verified["submissions"]] == ["CPT-2026-0101"]
