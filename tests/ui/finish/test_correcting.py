"""A mistyped name or number is corrected in the settings, in place and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from reviewer.clock import SystemClock
from reviewer.workflow import deciding, opening
from tests.judged import PASSPHRASE, STRONG, copy_workspace
from tests.letter.reading import words_of as words_in
from tests.ui.driving import find, key, press, words_of, write
from ui.views.letter.step_page import LetterStepPage
from ui.views.settings.screen import SettingsScreen
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

    Go = Callable[[MainWindow, CaseKey, str], CaseScreen]

BEFORE, AFTER = "Maria Santos (R-042)", "Maria dos Santos (R-042)"


def settings_of(qtbot: QtBot, window: MainWindow) -> SettingsScreen:
    window.show_screen("settings")
    screen = window.screen_named("settings")
    assert isinstance(screen, SettingsScreen)
    qtbot.waitUntil(lambda: words_of(screen, "settings-name") != "", timeout=10_000)
    return screen


@pytest.fixture
def settings(qtbot: QtBot, judged_window: MainWindow) -> SettingsScreen:
    """The settings, read."""
    return settings_of(qtbot, judged_window)


def line(settings: SettingsScreen, name: str) -> QLineEdit:
    return find(QLineEdit, settings, f"settings-correct-{name}")


def is_correcting(settings: SettingsScreen) -> bool:
    return find(QWidget, settings, "settings-correcting").isVisible()


def message_of(settings: SettingsScreen) -> str:
    return find(Section, settings, "settings-you").message.words


def begin(settings: SettingsScreen) -> None:
    find(QPushButton, settings, "settings-correct").setFocus()
    key(find(QPushButton, settings, "settings-correct"), Qt.Key.Key_Space)
    assert (is_correcting(settings), line(settings, "name").hasFocus()) == (True, True)


def type_name(settings: SettingsScreen, name: str) -> None:
    line(settings, "name").selectAll()
    write(line(settings, "name"), name)


def test_a_name_is_corrected_by_keyboard_alone(qtbot: QtBot, settings: SettingsScreen) -> None:
    begin(settings)
    assert line(settings, "name").selectedText() == "Maria Santos"
    type_name(settings, "  Maria dos Santos ")
    with qtbot.waitSignal(settings.saved, timeout=10_000):
        key(line(settings, "name"), Qt.Key.Key_Return)
    assert (words_of(settings, "settings-name"), is_correcting(settings)) == (AFTER, False)
    assert message_of(settings).startswith("Saved.")
    assert find(QPushButton, settings, "settings-correct").hasFocus()


@pytest.mark.parametrize("place", ["settings-correct-name", "settings-correct-id", "settings-correct-save"])
def test_escape_leaves_everything_as_it_is(settings: SettingsScreen, place: str) -> None:
    begin(settings)
    type_name(settings, "Somebody else")
    find(QWidget, settings, place).setFocus()
    key(find(QWidget, settings, place), Qt.Key.Key_Escape)
    assert (words_of(settings, "settings-name"), is_correcting(settings)) == (BEFORE, False)
    assert find(QPushButton, settings, "settings-correct").hasFocus()
    begin(settings)
    assert line(settings, "name").text() == "Maria Santos"
    press(settings, "settings-correct-cancel")
    assert not is_correcting(settings)


@pytest.mark.parametrize(
    ("name", "told"), [("  ", "needs a name"), ("Maria\u202eSantos", "cannot be seen"), ("M" * 121, "120 characters")]
)
def test_a_name_that_cannot_be_used_is_told_and_stays_to_be_put_right(
    qtbot: QtBot, settings: SettingsScreen, name: str, told: str
) -> None:
    begin(settings)
    line(settings, "name").setText(name)
    press(settings, "settings-correct-save")
    qtbot.waitUntil(lambda: told in message_of(settings), timeout=10_000)
    assert (line(settings, "name").text(), line(settings, "name").hasFocus()) == (name, True)
    key(line(settings, "name"), Qt.Key.Key_Escape)
    assert (words_of(settings, "settings-name"), message_of(settings)) == (BEFORE, "")


def test_a_number_is_corrected_while_nothing_is_signed(qtbot: QtBot, settings: SettingsScreen) -> None:
    begin(settings)
    line(settings, "id").setText("R 24")
    key(line(settings, "id"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "R 24" in message_of(settings), timeout=10_000)
    assert line(settings, "id").hasFocus()
    line(settings, "id").setText("R-024")
    with qtbot.waitSignal(settings.saved, timeout=10_000):
        key(line(settings, "id"), Qt.Key.Key_Return)
    assert words_of(settings, "settings-name") == "Maria Santos (R-024)"
    assert "public key" in message_of(settings)


def test_the_whole_form_is_in_sight(qtbot: QtBot, settings: SettingsScreen, judged_window: MainWindow) -> None:
    judged_window.resize(1366, 768)
    begin(settings)
    save = find(QPushButton, settings, "settings-correct-save")
    qtbot.waitUntil(lambda: save.visibleRegion().boundingRect() == save.rect(), timeout=10_000)
    type_name(settings, " ")
    key(line(settings, "name"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: message_of(settings) != "", timeout=10_000)
    qtbot.waitUntil(lambda: save.visibleRegion().boundingRect() == save.rect(), timeout=10_000)


def test_saving_what_stands_there_says_nothing(qtbot: QtBot, settings: SettingsScreen) -> None:
    begin(settings)
    with qtbot.waitSignal(settings.session.corrected, timeout=10_000):
        key(line(settings, "name"), Qt.Key.Key_Return)
    assert (is_correcting(settings), message_of(settings)) == (False, "")


def test_a_correction_that_was_begun_stays_while_one_looks_elsewhere(
    qtbot: QtBot, settings: SettingsScreen, judged_window: MainWindow
) -> None:
    begin(settings)
    type_name(settings, "Maria d")
    judged_window.show_screen("inbox")
    with qtbot.waitSignal(settings.session.read, timeout=10_000):
        judged_window.show_screen("settings")
    assert (is_correcting(settings), line(settings, "name").text()) == (True, "Maria d")


def test_locking_takes_a_correction_away(settings: SettingsScreen, judged_window: MainWindow) -> None:
    begin(settings)
    judged_window.actions_of_window.action("lock").trigger()
    assert (line(settings, "name").text(), line(settings, "id").text()) == ("", "")
    assert words_of(settings, "settings-name") == ""


def bears(screen: CaseScreen, step: str, name: str) -> bool:
    letter = find(LetterStepPage, screen, f"{step}-page").pages.session.letter
    return letter is not None and name in words_in(letter.pdf)


@pytest.mark.parametrize("step", ["outcome", "sign"])
def test_the_letter_in_the_window_bears_the_new_name_at_once(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go, step: str
) -> None:
    screen = at_step(judged_window, STRONG, step)
    qtbot.waitUntil(lambda: bears(screen, step, "Maria Santos"), timeout=20_000)
    settings = settings_of(qtbot, judged_window)
    begin(settings)
    type_name(settings, "Maria dos Santos")
    with qtbot.waitSignal(settings.saved, timeout=10_000):
        key(line(settings, "name"), Qt.Key.Key_Return)
    judged_window.show_screen("case", STRONG)
    qtbot.waitUntil(lambda: bears(screen, step, "Maria dos Santos"), timeout=20_000)


def test_a_number_that_something_is_signed_under_stays_and_says_why(qtbot: QtBot, signed_window: MainWindow) -> None:
    settings = settings_of(qtbot, signed_window)
    begin(settings)
    assert not line(settings, "id").isVisible()
    why = find(QLabel, settings, "settings-correct-stays")
    assert ("R-042 stays" in why.text(), "public key" in why.text(), why.isVisible()) == (True, True, True)
    type_name(settings, "Maria dos Santos")
    with qtbot.waitSignal(settings.saved, timeout=10_000):
        key(line(settings, "name"), Qt.Key.Key_Return)
    assert words_of(settings, "settings-name") == AFTER


@pytest.fixture
def signed_window(qtbot: QtBot, window: MainWindow, judged_file: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """The main window on a workspace with one signed case."""
    path = copy_workspace(judged_file, tmp_path)
    desk, _ = opening.open_desk(path, PASSPHRASE, clock=SystemClock())
    deciding.sign(desk, STRONG, conflict="none")
    opening.close_desk(desk)
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(path, PASSPHRASE)
    window.unlock_screen.ready.emit()
    yield window
    window.workspace.lock()
