"""Screens are made in small steps before they are asked for, and step by step where they are asked for at once."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.shell import preparing
from ui.shell.preparing import MODULES, SCREENS, Preparation
from ui.shell.screens import MAKERS, Needs, ScreenMaker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow
    from ui.views.parts.screen import Screen

REPOSITORY = Path(__file__).resolve().parents[2]

WHAT_LETTERS_STILL_IMPORT = """
import sys
from reviewer.progress import Silent
from reviewer.workflow.ahead import bring_in, bring_in_drawing
bring_in_drawing(Silent())
list(bring_in())
known = set(sys.modules)
import reviewer.workflow.releasing, reviewer.workflow.packaging, reviewer.workflow.writing, reviewer.workflow.copying
sys.stdout.write(" ".join(sorted(set(sys.modules) - known)))
"""

WHAT_IS_STILL_IMPORTED = """
import sys
from importlib import import_module
from ui.app import make_application, make_window
from ui.shell.preparing import MODULES, SCREENS
application = make_application()
window = make_window(application)
for module in MODULES:
    import_module(module)
known = set(sys.modules)
for name in SCREENS:
    list(window.screen_named(name).extras())
sys.stdout.write(" ".join(sorted(m for m in set(sys.modules) - known if m.split(".")[0] in ("ui", "reviewer"))))
"""


WHAT_THE_INBOX_IMPORTS = """
import sys
from ui.app import make_application, make_window
application = make_application()
make_window(application).screen_named("inbox")
sys.stdout.write(" ".join(sorted(sys.modules)))
"""


def told_by(program: str) -> list[str]:
    """Return the words that a program of its own writes."""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=REPOSITORY)
    return done.stdout.split()


def preparation_of(window: MainWindow) -> Preparation:
    """What prepares the window's screens."""
    made = window.findChild(Preparation, "preparation")
    assert made is not None
    return made


def test_every_screen_is_prepared() -> None:
    assert set(SCREENS) == set(MAKERS)


@pytest.mark.parametrize("module", MODULES)
def test_every_module_that_is_imported_ahead_is_there(module: str) -> None:
    assert find_spec(module) is not None


def test_what_is_imported_ahead_is_all_that_the_screens_need() -> None:
    assert told_by(WHAT_IS_STILL_IMPORTED) == []


def test_the_inbox_comes_without_what_only_a_case_needs() -> None:
    imported = told_by(WHAT_THE_INBOX_IMPORTS)
    assert "ui.views.inbox.screen" in imported
    needless = [
        name for name in imported if name.startswith(("reviewer.review.", "reviewer.program.", "ui.views.case."))
    ]
    assert needless == []


def test_all_screens_stand_ready_in_their_style_before_anything_is_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    window.prepare()
    qtbot.waitUntil(lambda: not preparation_of(window).is_going_on, timeout=20_000)
    for name in SCREENS:
        parts = window.findChildren(QWidget, name)
        assert parts
        assert all(part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for part in parts[0].findChildren(QWidget))
    assert window.screen_shown is window.unlock_screen


@pytest.mark.parametrize("name", ["case", "export", "settings"])
def test_a_screen_asked_for_while_it_is_made_is_shown_when_it_is_whole(
    qtbot: QtBot, open_window: MainWindow, name: str
) -> None:
    open_window.prepare()
    open_window.show_screen(name)
    assert open_window.screen_shown.objectName() == "inbox"
    qtbot.waitUntil(lambda: open_window.screen_shown.objectName() == name, timeout=20_000)
    assert preparation_of(open_window).is_going_on


def test_the_last_wish_counts(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.prepare()
    for name in ("case", "settings", "case", "inbox"):
        open_window.show_screen(name)
    qtbot.waitUntil(lambda: not preparation_of(open_window).is_going_on, timeout=20_000)
    assert open_window.screen_shown.objectName() == "inbox"


def test_a_screen_needed_in_the_middle_of_its_making_is_finished_at_once(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.prepare()
    open_window.show_screen("case")
    screen = open_window.screen_named("case")
    assert screen.handlers()
    assert open_window.screen_named("case") is screen
    qtbot.waitUntil(lambda: open_window.screen_shown is screen, timeout=20_000)


class Workers:
    """Are at work for as long as they are told to be."""

    def __init__(self) -> None:
        self.are_busy = True
        self.looks = 0

    def __call__(self) -> bool:
        self.looks += 1
        return self.are_busy


def beside(workers: Workers, window: MainWindow, taken: dict[str, Screen]) -> Preparation:
    """What makes all screens ready, beside workers."""
    maker = ScreenMaker(Needs(window.workspace, window.settings, window.theme, window), taken.__setitem__)
    return Preparation(maker, taken, workers, lambda: iter(()), window)


def test_letters_and_packages_are_brought_in_before_they_are_asked_for() -> None:
    assert told_by(WHAT_LETTERS_STILL_IMPORT) == []


def test_screens_are_made_when_the_workers_are_done(qtbot: QtBot, window: MainWindow) -> None:
    workers = Workers()
    taken: dict[str, Screen] = {}
    made = beside(workers, window, taken)
    made.begin()
    qtbot.waitUntil(lambda: workers.looks > 3)
    assert not taken
    workers.are_busy = False
    qtbot.waitUntil(lambda: not made.is_going_on, timeout=20_000)
    assert set(taken) == set(SCREENS)


def test_a_screen_that_is_waited_for_is_made_beside_the_workers(qtbot: QtBot, window: MainWindow) -> None:
    taken: dict[str, Screen] = {}
    made = beside(Workers(), window, taken)
    made.begin()
    with qtbot.waitSignal(made.hurried, timeout=20_000):
        assert made.hurry("settings")
    assert set(taken) == {"settings"}


def test_work_without_an_end_keeps_no_screen_from_being_made(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "BUSY_LOOKS", 2)
    taken: dict[str, Screen] = {}
    made = beside(Workers(), window, taken)
    made.begin()
    qtbot.waitUntil(lambda: not made.is_going_on, timeout=20_000)
    assert set(taken) == set(SCREENS)


def test_locking_while_screens_are_made_leaves_the_window_locked(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.prepare()
    open_window.show_screen("settings")
    open_window.fall_asleep()
    qtbot.waitUntil(lambda: not preparation_of(open_window).is_going_on, timeout=20_000)
    assert open_window.screen_shown is open_window.unlock_screen
