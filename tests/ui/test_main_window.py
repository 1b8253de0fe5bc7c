"""The main window: locking, covering, keys, drops, and what is kept between starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton, QWidget

from reviewer.text import text
from reviewer.vocabulary import CaseKey
from tests.ui.builders import inbox_row
from tests.ui.conftest import PASSPHRASE
from tests.ui.driving import find, key, press, words_of
from ui.settings import LayoutSettings
from ui.shell.actions import ACTIONS, keys_shown
from ui.shell.screens import MAKERS
from ui.views.inbox.screen import InboxScreen
from ui.views.parts.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow
    from ui.shell.screens import Needs
    from ui.theme import Theme


class OneCase(Screen):
    """Stands in for the case: shows which one, and remembers what it was asked."""

    def __init__(self, needs: Needs) -> None:
        super().__init__("case", needs.parent)
        self.key: CaseKey | None = None
        self.asked: list[str] = []
        self.field = QLineEdit(self)
        self.field.setObjectName("finding")

    def show_case(self, key: CaseKey) -> None:
        self.key = key
        self.titled.emit(str(key))

    def save_now(self) -> None:
        self.asked.append("save")

    def forget(self) -> None:
        self.asked.append("forget")
        self.key = None

    def enter(self) -> None:
        self.field.setFocus()


KEY = CaseKey("CPT-2026-0101", 1)


@pytest.fixture
def case(open_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> OneCase:
    """A case shown in the window."""
    monkeypatch.setitem(MAKERS, "case", OneCase)
    open_window.show_screen("case", KEY)
    shown = open_window.screen_shown
    assert isinstance(shown, OneCase)
    return shown


def _button(window: QWidget, name: str) -> QPushButton:
    return find(QPushButton, window, name)


def test_before_unlocking_there_is_nothing_to_lock_or_load(window: MainWindow, tmp_path: Path) -> None:
    allowed = {
        spec.id for spec in ACTIONS if not spec.is_typed and window.actions_of_window.action(spec.id).isEnabled()
    }
    assert "lock" not in allowed
    assert "load" not in allowed
    assert {"quit", "larger", "shortcuts"} <= allowed
    window.load((tmp_path,))
    assert window.message.words == text("ui.shell.drop_locked")


def test_locking_saves_first_then_forgets_everything(
    open_window: MainWindow, case: OneCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = open_window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    inbox.session.listed.emit((inbox_row(),))
    # Off screen nobody owns the clipboard.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    QGuiApplication.clipboard().setText("words of a candidate")
    open_window.actions_of_window.action("lock").trigger()
    assert case.asked[-2:] == ["save", "forget"]
    assert inbox.model.count_of_all == 0
    assert QGuiApplication.clipboard().text() == ""
    assert open_window.screen_shown is open_window.unlock_screen
    assert open_window.unlock_screen.message.words == text("ui.unlock.locked_on_request")


def test_unlocking_leads_back_to_the_same_case(
    qtbot: QtBot, open_window: MainWindow, case: OneCase, workspace_path: Path
) -> None:
    open_window.fall_asleep()
    assert open_window.unlock_screen.message.words == text("ui.unlock.locked_on_sleep")
    with qtbot.waitSignal(open_window.unlock_screen.ready, timeout=20_000):
        open_window.workspace.open(workspace_path, PASSPHRASE)
    assert open_window.screen_shown is case
    assert case.key == KEY


def test_the_header_says_where_one_is_and_leads_back(qtbot: QtBot, open_window: MainWindow, case: OneCase) -> None:
    back = _button(open_window, "back")
    assert back.isVisible()
    case.saved.emit("2026-11-21T14:03:00.000Z")
    saved = words_of(open_window, "saved-at")
    assert saved.startswith("Saved ")
    press(open_window, "back")
    assert open_window.screen_shown.objectName() == "inbox"
    assert not back.isVisible()


def test_one_key_covers_and_uncovers_and_the_focus_comes_back(
    qtbot: QtBot, open_window: MainWindow, case: OneCase
) -> None:
    case.field.setFocus()
    key(open_window, Qt.Key.Key_F9)
    assert not case.isVisible()
    assert not open_window.actions_of_window.action("inbox").isEnabled()
    key(open_window, Qt.Key.Key_F9)
    assert case.isVisible()
    assert QApplication.focusWidget() is case.field


def test_the_cover_can_be_lifted_by_its_button(qtbot: QtBot, open_window: MainWindow) -> None:
    _button(open_window, "cover-button").click()
    press(open_window, "uncover")
    assert not open_window.is_covered


def test_f1_shows_every_key_of_the_table(qtbot: QtBot, window: MainWindow) -> None:
    key(window, Qt.Key.Key_F1)
    overview = find(QWidget, window, "keys")
    assert overview.isVisible()
    for spec in ACTIONS:
        for number, keys in enumerate(keys_shown(spec)):
            assert words_of(window, f"keycap-{spec.id}-{number}") == keys
    press(window, "keys-close")
    assert not overview.isVisible()


def test_text_grows_and_shrinks_by_keys_and_is_remembered(window: MainWindow, theme: Theme) -> None:
    actions = window.actions_of_window
    actions.action("larger").trigger()
    assert (theme.text_percent, LayoutSettings().text_percent) == (110, 110)
    actions.action("smaller").trigger()
    actions.action("smaller").trigger()
    assert theme.text_percent == 90
    actions.action("usual_size").trigger()
    assert theme.text_percent == 100


def test_the_countdown_is_shown_in_place_and_can_be_stopped(qtbot: QtBot, open_window: MainWindow) -> None:
    open_window.lock_timer.locks_in.emit(42)
    assert "42" in open_window.message.words
    with qtbot.waitSignal(open_window.message.action_chosen):
        _button(open_window, "shell-message-act").click()
    open_window.lock_timer.stayed.emit()
    assert open_window.message.words == ""
    open_window.lock_timer.due.emit(False)
    assert open_window.unlock_screen.message.words == text("ui.unlock.locked_on_timer")


# Newer versions of Qt for Python want a place that the older ones do not take.
@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
@pytest.mark.parametrize(("address", "is_taken"), [("file:///a.zip", True), ("https://example.org/a.zip", False)])
def test_only_files_can_be_dropped(window: MainWindow, address: str, is_taken: bool) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl(address)])
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(5, 5), copy, dragged, left, no_key)
    event.ignore()
    window.dragEnterEvent(event)
    assert event.isAccepted() is is_taken
    signs = window.findChildren(QFrame, "drop-sign")
    assert [sign.isVisible() for sign in signs] == [True] * is_taken
    if is_taken:
        assert words_of(window, "drop-words") == text("ui.shell.drop_locked")
        assert signs[0].rect() == window.rect()
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not any(sign.isVisible() for sign in signs)


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
def test_while_files_are_held_over_it_an_open_window_says_that_they_may_be_let_go_of(open_window: MainWindow) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl("file:///nothing/there.zip")])
    copy, left, no_key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    open_window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, dragged, left, no_key))
    assert words_of(open_window, "drop-words") == text("ui.shell.drop_here")
    assert find(QFrame, open_window, "drop-sign").isVisible()
    open_window.dropEvent(QDropEvent(QPointF(5, 5), copy, dragged, left, no_key))
    assert not find(QFrame, open_window, "drop-sign").isVisible()


def test_a_screen_called_before_unlocking_is_shown_after_it(window: MainWindow) -> None:
    window.show_screen("inbox")
    assert window.screen_shown is window.unlock_screen


def test_what_nobody_foresaw_is_told_above_all_screens(window: MainWindow) -> None:
    window.tell_unforeseen(ValueError("Amara Okafor"))
    assert window.message.words == text("error.unexpected")


def test_closing_keeps_the_layout_and_saves(open_window: MainWindow, case: OneCase) -> None:
    open_window.resize(1100, 700)
    open_window.close()
    assert "save" in case.asked
    other = QWidget()
    assert LayoutSettings().restore_geometry(other)


def test_icons_come_after_the_window_and_follow_the_scheme(window: MainWindow) -> None:
    lock = _button(window, "lock-button")
    assert lock.icon().isNull()
    window.decorate()
    assert not lock.icon().isNull()


def test_every_button_and_field_has_a_name_for_screen_readers(open_window: MainWindow) -> None:
    nameless = [
        widget.objectName()
        for widget in open_window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.accessibleName()
        if not widget.isHidden() and not (isinstance(widget, QPushButton) and widget.text())
    ]
    assert [name for name in nameless if name and not name.startswith("qt_")] == []


def test_the_smallest_window_is_no_larger_than_1024_by_600(open_window: MainWindow) -> None:
    open_window.resize(1024, 600)
    assert (open_window.width(), open_window.height()) == (1024, 600)


def test_activity_in_the_window_postpones_locking(qtbot: QtBot, open_window: MainWindow) -> None:
    timer = open_window.lock_timer
    timer._is_warning = True
    with qtbot.waitSignal(timer.stayed):
        timer.eventFilter(open_window, QEvent(QEvent.Type.Wheel))


def test_enter_presses_the_focused_button_and_a_key_held_down_does_not(
    qtbot: QtBot, open_window: MainWindow, case: OneCase
) -> None:
    open_window.show_screen("case", KEY)
    back = find(QPushButton, open_window, "back")
    back.setFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(back, held)
    assert open_window.screen_shown is case
    key(back, Qt.Key.Key_Return)
    assert open_window.screen_shown.objectName() == "inbox"
