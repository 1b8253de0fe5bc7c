"""Making, opening and recovering a workspace from the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from reviewer.errors import WrongPassphraseError
from reviewer.text import text
from tests.ui.conftest import PASSPHRASE
from tests.ui.driving import find, key, press
from ui.plain_text import ElidedLabel, tooltip
from ui.session.workspace_session import WorkspaceSession
from ui.views.parts.eliding_box import ElidingBox
from ui.views.unlock.passphrase import PassphraseField, strength_hint, what_is_wrong
from ui.views.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SLOW = 30_000


@pytest.fixture
def screen(qtbot: QtBot, session: WorkspaceSession) -> UnlockScreen:
    made = UnlockScreen(session)
    qtbot.addWidget(made)
    made.show()
    return made


def _line(screen: QWidget, name: str) -> QLineEdit:
    return find(QLineEdit, screen, name)


def _fill_in_new(screen: UnlockScreen, passphrase: str = PASSPHRASE, again: str = PASSPHRASE) -> None:
    _line(screen, "unlock-name").setText("Maria Santos")
    _line(screen, "unlock-id").setText("R-042")
    _line(screen, "unlock-new-first-line").setText(passphrase)
    _line(screen, "unlock-new-again-line").setText(again)


@pytest.fixture
def made(qtbot: QtBot, screen: UnlockScreen, workspace_path: Path) -> UnlockScreen:
    """The screen right after a workspace was made with it."""
    screen.offer((), workspace_path)
    _fill_in_new(screen)
    with qtbot.waitSignal(screen._workspace.opened, timeout=SLOW):
        press(screen, "unlock-create-act")
    return screen


def test_the_first_start_makes_a_workspace_and_offers_its_recovery_sheet(
    qtbot: QtBot, made: UnlockScreen, workspace_path: Path, tmp_path: Path
) -> None:
    assert workspace_path.exists()
    assert made.page.objectName() == "unlock-sheet"
    press(made, "unlock-sheet-save")
    dialog = find(QFileDialog, made, "unlock-sheet-dialog")
    with qtbot.waitSignal(made._workspace.recovery_sheet_saved, timeout=SLOW):
        dialog.fileSelected.emit(str(tmp_path / "sheet.pdf"))
    dialog.close()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "sheet.pdf" in made.message.words
    assert made.focusWidget() is find(QPushButton, made, "unlock-sheet-act")
    with qtbot.waitSignal(made.ready):
        press(made, "unlock-sheet-act")


def test_a_passphrase_is_kept_in_no_field(made: UnlockScreen) -> None:
    assert {line.text() for line in made.findChildren(QLineEdit) if "passphrase" in line.accessibleName()} <= {""}


def test_what_is_missing_is_said_in_place(qtbot: QtBot, screen: UnlockScreen, workspace_path: Path) -> None:
    screen.offer((), workspace_path)
    press(screen, "unlock-create-act")
    assert screen.message.words == text("ui.unlock.no_name")
    _fill_in_new(screen, again="something else")
    press(screen, "unlock-create-act")
    assert screen.message.words == text("ui.unlock.not_the_same")
    assert not workspace_path.exists()


@pytest.mark.parametrize(
    ("filled", "faulty", "said"),
    [
        ({}, "unlock-name", "ui.unlock.no_name"),
        ({"unlock-name": "Maria Santos"}, "unlock-id", "ui.unlock.no_id"),
        ({"unlock-new-first-line": "short", "unlock-new-again-line": "short"}, "unlock-new-first-line", ""),
        ({"unlock-new-first-line": PASSPHRASE}, "unlock-new-again-line", "ui.unlock.no_repetition"),
        (
            {"unlock-new-first-line": PASSPHRASE, "unlock-new-again-line": "another one"},
            "unlock-new-again-line",
            "ui.unlock.not_the_same",
        ),
    ],
)
def test_return_in_any_field_says_what_is_missing_and_leads_to_it(
    screen: UnlockScreen, workspace_path: Path, filled: dict[str, str], faulty: str, said: str
) -> None:
    screen.offer((), workspace_path)
    if "unlock-new-first-line" in filled:
        filled = {"unlock-name": "Maria Santos", "unlock-id": "R-042", **filled}
    for name, words in filled.items():
        _line(screen, name).setText(words)
    screen.activateWindow()
    for name in ("unlock-name", "unlock-id", "unlock-new-first-line", "unlock-new-again-line"):
        screen.message.clear()
        key(_line(screen, name), Qt.Key.Key_Return)
        assert screen.message.words == text(said or "ui.unlock.strength.short", **({} if said else {"shortest": 10}))
        assert screen.focusWidget() is _line(screen, faulty)
    assert not workspace_path.exists()


def test_a_wrong_passphrase_is_told_in_place_and_can_be_typed_again(
    qtbot: QtBot, made: UnlockScreen, workspace_path: Path
) -> None:
    made._workspace.lock()
    made.offer((workspace_path,), workspace_path)
    line = _line(made, "unlock-passphrase-line")
    line.setText("wrong passphrase")
    with qtbot.waitSignal(made._workspace.failed, timeout=SLOW) as failed:
        key(line, Qt.Key.Key_Return)
    assert isinstance(failed.args[0], WrongPassphraseError)
    assert workspace_path.name in made.message.words
    line.setText(PASSPHRASE)
    with qtbot.waitSignal(made.ready, timeout=SLOW):
        press(made, "unlock-open-act")


def test_a_workspace_in_use_elsewhere_is_told_in_place(qtbot: QtBot, made: UnlockScreen, workspace_path: Path) -> None:
    from ui.jobs import Runner

    second = WorkspaceSession(Runner())
    with qtbot.waitSignal(second.failed, timeout=SLOW) as failed:
        second.open(workspace_path, PASSPHRASE)
    second.shut_down()
    assert type(failed.args[0]).__name__ == "WorkspaceInUseError"


def test_a_wrong_recovery_key_is_told_and_changes_nothing(
    qtbot: QtBot, made: UnlockScreen, workspace_path: Path
) -> None:
    made._workspace.lock()
    made.offer((workspace_path,), workspace_path)
    press(made, "unlock-open-recover")
    assert made.page.objectName() == "unlock-recover"
    press(made, "unlock-recover-act")
    assert made.message.words == text("ui.unlock.no_key")
    find(QPlainTextEdit, made, "unlock-key").setPlainText("0123-4567")
    press(made, "unlock-recover-act")
    assert "10" in made.message.words
    for name in ("unlock-recover-new-first-line", "unlock-recover-new-again-line"):
        _line(made, name).setText("another good passphrase")
    with qtbot.waitSignal(made._workspace.failed, timeout=SLOW):
        press(made, "unlock-recover-act")
    assert made.message.words


def test_other_ways_lead_to_other_pages(qtbot: QtBot, screen: UnlockScreen, workspace_path: Path) -> None:
    screen.offer((workspace_path,), workspace_path)
    press(screen, "unlock-open-act")
    assert screen.message.words == text("ui.unlock.no_passphrase")
    press(screen, "unlock-open-create")
    assert screen.page.objectName() == "unlock-create"
    press(screen, "unlock-create-recover")
    assert screen.page.objectName() == "unlock-recover"
    press(screen, "unlock-recover-open")
    assert screen.page.objectName() == "unlock-open"


def test_a_long_path_of_a_workspace_shows_both_its_ends_and_is_whole_in_the_tool_tip(
    screen: UnlockScreen, tmp_path: Path
) -> None:
    path = tmp_path / ("a long way down " * 12) / "reviews.reviewer"
    screen.offer((path,), path)
    box = find(ElidingBox, screen, "unlock-file")
    assert "…" in box.words_shown
    assert box.words_shown.startswith("reviews")
    assert box.words_shown.endswith(str(path.parent)[-4:])
    assert box.toolTip() == tooltip(str(path))


def test_another_workspace_can_be_chosen(qtbot: QtBot, screen: UnlockScreen, workspace_path: Path) -> None:
    screen.offer((), workspace_path)
    press(screen, "unlock-create-place")
    dialog = find(QFileDialog, screen, "unlock-dialog")
    dialog.fileSelected.emit(str(workspace_path.with_name("other.reviewer")))
    dialog.close()
    press(screen, "unlock-create-browse")
    screen._take_file(str(workspace_path))
    assert screen.page.objectName() == "unlock-open"
    for dialog in screen.findChildren(QFileDialog):
        dialog.close()


def test_where_a_new_workspace_will_lie_may_be_found_late(screen: UnlockScreen, workspace_path: Path) -> None:
    screen.offer((workspace_path,), workspace_path)
    press(screen, "unlock-open-create")
    screen.place_new_at(workspace_path.with_name("later.reviewer"))
    assert "later.reviewer" in find(ElidedLabel, screen, "unlock-place").whole


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def field(around: QWidget) -> PassphraseField:
    made = PassphraseField("Passphrase", name="field", parent=around)
    around.show()
    return made


def test_a_passphrase_is_hidden_until_shown(qtbot: QtBot, field: PassphraseField) -> None:
    line = _line(field, "field-line")
    assert line.echoMode() is QLineEdit.EchoMode.Password
    press(field, "field-show")
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert line.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("pressed", "typed", "warns"),
    [(Qt.Key.Key_A, "A", True), (Qt.Key.Key_A, "a", False), (Qt.Key.Key_5, "5", False)],
)
def test_capitals_without_shift_warn_of_caps_lock(
    field: PassphraseField, pressed: Qt.Key, typed: str, warns: bool
) -> None:
    no_shift = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(_line(field, "field-line"), QKeyEvent(QEvent.Type.KeyPress, pressed, no_shift, typed))
    assert field.warns_of_caps_lock is warns


@pytest.mark.parametrize(
    ("passphrase", "hint"),
    [
        ("", "empty"),
        ("short", "short"),
        ("aaaaaaaaaaaaaaa", "repeated"),
        ("correct horse", "fair"),
        (PASSPHRASE, "good"),
    ],
)
def test_a_hint_says_how_strong_a_passphrase_is(passphrase: str, hint: str) -> None:
    assert strength_hint(passphrase) == text(f"ui.unlock.strength.{hint}", shortest=10)


def test_only_a_short_or_mistyped_passphrase_is_refused() -> None:
    assert what_is_wrong("short", "short")
    assert what_is_wrong(PASSPHRASE, "other")
    assert what_is_wrong(PASSPHRASE, PASSPHRASE) == ""
