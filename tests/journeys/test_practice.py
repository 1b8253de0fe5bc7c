"""A reviewer whose training has lapsed practices at the keyboard; nothing of it leaves, and the real case stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.command_line import main
from reviewer.review.training import Training
from reviewer.vocabulary import CaseKey
from reviewer.workflow import opening, programs
from tests.journeys.conftest import PASSPHRASE
from tests.judged import STRONG
from ui.plain_text import ElidedLabel
from ui.shell.header import Header
from ui.views.case.screen import CaseScreen
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from tests.journeys.keyboard import Keyboard
    from ui.shell.main_window import MainWindow

LONG = 20_000
JUDGED = 3
PRACTICE = CaseKey(f"practice+{STRONG.submission_id}", 1)


@pytest.fixture
def lapsed(workspace_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace of a reviewer whose training lapsed years ago."""
    monkeypatch.setenv("REVIEWER_PASSPHRASE", PASSPHRASE)
    desk, _ = opening.create(workspace_path, PASSPHRASE, "R-042", "Maria Santos", clock=SystemClock())
    programs.set_training(desk, [Training("cpt", "2013", date(2020, 1, 1))])
    opening.close_desk(desk)
    return workspace_path


class Practicing:
    """One reviewer's way through practice; it looks at the window, and touches nothing but keys."""

    def __init__(self, qtbot: QtBot, window: MainWindow, keyboard: Keyboard) -> None:
        self.qtbot = qtbot
        self.window = window
        self.keyboard = keyboard

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
    def sheet(self) -> Sheet:
        assert self.case.session.sheet is not None
        return self.case.session.sheet

    @property
    def title(self) -> str:
        header = self.window.findChild(Header, "header")
        assert header is not None
        label = header.findChild(ElidedLabel, "screen-title")
        assert label is not None
        return label.accessibleName()

    def unlock(self, path: Path) -> None:
        with self.qtbot.waitSignal(self.window.unlock_screen.ready, timeout=LONG):
            self.window.workspace.open(path, PASSPHRASE)
        self.qtbot.waitUntil(lambda: not self.window.workspace.runner.is_busy, timeout=LONG)

    def load_practice(self) -> None:
        self.keyboard.tab_to("inbox-empty-practice")
        with self.qtbot.waitSignal(self.inbox.session.practice_loaded, timeout=LONG):
            self.keyboard.press("Space")
        self.qtbot.waitUntil(lambda: self.inbox.model.rowCount() == 2, timeout=LONG)

    def find_practice(self) -> None:
        self.keyboard.press("Ctrl+F")
        self.keyboard.type(f"practice {STRONG.submission_id}")
        assert self.inbox.model.rowCount() == 1
        self.keyboard.press("Return")

    def judge_some(self) -> None:
        with self.qtbot.waitSignal(self.case.session.opened, timeout=LONG):
            self.keyboard.press("Return")
        self.keyboard.tab_to("declare-none")
        self.keyboard.press("Space")
        self.qtbot.waitUntil(lambda: self.case.pages.is_open, timeout=LONG)
        self.keyboard.press("Ctrl+3")
        for number in range(JUDGED):
            self.keyboard.press("M")
            if not number:
                self.keyboard.press("Return")
                self.keyboard.type("She measured before and after.")
            with self.qtbot.waitSignal(self.case.session.closed, timeout=LONG):
                self.keyboard.press("Ctrl+Return")
        assert self.sheet.judged == JUDGED

    def load_real(self, bundle: Path) -> None:
        self.keyboard.press("Ctrl+I")
        with self.qtbot.waitSignal(self.inbox.session.loaded, timeout=LONG):
            self.keyboard.press("Ctrl+O")
            self.keyboard.answer_dialog("inbox-dialog", bundle)
        self.qtbot.waitUntil(lambda: self.inbox.model.count_of_all == 3, timeout=LONG)

    def remove_practice(self) -> None:
        self.keyboard.press("Ctrl+Shift+Del")
        assert self.keyboard.focus.objectName() == "practice-question-no"
        self.keyboard.press("Shift+Tab")
        assert self.keyboard.focus.objectName() == "practice-question-yes"
        with self.qtbot.waitSignal(self.inbox.session.practice_gone, timeout=LONG):
            self.keyboard.press("Space")
        self.qtbot.waitUntil(lambda: self.inbox.model.count_of_all == 1, timeout=LONG)


def test_practice_by_keyboard_with_a_lapsed_training_leaves_nothing_behind(
    qtbot: QtBot,
    window: MainWindow,
    keyboard: Keyboard,
    lapsed: Path,
    own_home: Path,
    samples: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    journey = Practicing(qtbot, window, keyboard)
    journey.unlock(lapsed)
    journey.load_practice()
    journey.find_practice()
    journey.judge_some()
    assert journey.sheet.key == PRACTICE
    assert journey.title.startswith("Practice: ")
    assert "training-lapsed" not in {hint.code for hint in journey.sheet.hints}
    journey.load_real(samples[0])
    journey.window.close()
    journey.window.workspace.shut_down()
    asked = ["export", str(PRACTICE), "--out", str(own_home / "out"), "--workspace", str(lapsed)]
    capsys.readouterr()
    assert main(asked) == 1
    assert f"{PRACTICE} is a practice case" in capsys.readouterr().err
    assert not (own_home / "out").exists()


def test_practice_is_removed_by_keyboard_and_the_real_case_is_untouched(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, lapsed: Path, samples: tuple[Path, Path]
) -> None:
    journey = Practicing(qtbot, window, keyboard)
    journey.unlock(lapsed)
    journey.load_practice()
    journey.load_real(samples[0])
    journey.remove_practice()
    row = journey.inbox.model.row_at(0)
    assert row is not None
    assert (row.key, row.is_practice) == (STRONG, False)
    window.workspace.shut_down()
    desk, _ = opening.open_desk(lapsed, PASSPHRASE, clock=SystemClock())
    assert desk.workspace.check().is_healthy
    assert desk.workspace.cases() == (STRONG,)
    opening.close_desk(desk)
