"""Settings are saved at once; what went wrong is told in its own part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QLineEdit, QPushButton, QSpinBox

from tests.judged import PASSPHRASE, STRONG
from tests.ui.driving import find, press, words_of
from ui.theme import ThemeChoice
from ui.views.case.words_field import WordsField
from ui.views.settings.keeping import PassphraseSection, WorkspaceSection
from ui.views.settings.letterhead import PictureRow
from ui.views.settings.screen import SettingsScreen
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

    Go = Callable[[MainWindow, CaseKey, str], CaseScreen]


@pytest.fixture
def settings(qtbot: QtBot, judged_window: MainWindow) -> SettingsScreen:
    """The settings, read."""
    judged_window.show_screen("settings")
    screen = judged_window.screen_named("settings")
    assert isinstance(screen, SettingsScreen)
    qtbot.waitUntil(lambda: words_of(screen, "settings-name") == "Maria Santos (R-042)", timeout=10_000)
    return screen


def message_of(screen: SettingsScreen, section: str) -> str:
    return find(Section, screen, section).message.words


def test_colors_change_at_once_and_are_remembered(settings: SettingsScreen, judged_window: MainWindow) -> None:
    colors = find(QComboBox, settings, "settings-colors")
    colors.setCurrentIndex(colors.findData(ThemeChoice.DARK))
    assert judged_window.theme.choice is ThemeChoice.DARK
    assert judged_window.settings.theme == "dark"


def test_the_size_of_text_follows_the_keys_too(settings: SettingsScreen, judged_window: MainWindow) -> None:
    percent = find(QSpinBox, settings, "settings-percent")
    percent.setValue(120)
    assert (judged_window.theme.text_percent, judged_window.settings.text_percent) == (120, 120)
    judged_window.actions_of_window.action("larger").trigger()
    judged_window.theme.finish()
    assert percent.value() == 130
    assert (percent.minimum(), percent.maximum()) == (80, 200)


def test_the_lock_time_is_remembered(settings: SettingsScreen, judged_window: MainWindow) -> None:
    minutes = find(QSpinBox, settings, "settings-minutes")
    minutes.setValue(5)
    assert judged_window.settings.lock_minutes == 5
    minutes.setValue(0)
    assert minutes.text() == "never"


def test_single_letters_can_be_switched_off(
    qtbot: QtBot, settings: SettingsScreen, declared: CaseScreen, judged_window: MainWindow
) -> None:
    judged_window.settings.has_typed_keys = False
    levels = declared.pages.workbench.rubric.levels
    QTest.keyClick(declared, Qt.Key.Key_P)
    assert levels.chosen == "met"
    judged_window.settings.has_typed_keys = True
    QTest.keyClick(declared, Qt.Key.Key_P)
    assert levels.chosen == "partly_met"


@pytest.fixture
def declared(judged_window: MainWindow, at_step: Go) -> CaseScreen:
    """A judged case in the step Judge."""
    return at_step(judged_window, STRONG, "judge")


def test_the_box_for_single_letters_is_kept(settings: SettingsScreen, judged_window: MainWindow) -> None:
    box = find(QCheckBox, settings, "settings-keys")
    box.click()
    assert judged_window.settings.has_typed_keys is False
    box.click()
    assert judged_window.settings.has_typed_keys is True


def test_the_letterhead_is_kept_as_it_is_typed(qtbot: QtBot, settings: SettingsScreen) -> None:
    with qtbot.waitSignal(settings.session.kept, timeout=10_000) as kept:
        QTest.keyClicks(find(QLineEdit, settings, "settings-office"), "ISPI Certification Office")
    assert kept.args[0].office_name == "ISPI Certification Office"
    with qtbot.waitSignal(settings.session.kept, timeout=10_000) as kept:
        find(WordsField, settings, "settings-address").insertPlainText("1 Main Street\n\n  Springfield ")
    assert kept.args[0].address == "1 Main Street\nSpringfield"


def test_the_paper_is_kept(qtbot: QtBot, settings: SettingsScreen) -> None:
    paper = find(QComboBox, settings, "settings-paper")
    assert paper.currentData() == "letter"
    paper.setCurrentIndex(paper.findData("a4"))
    with qtbot.waitSignal(settings.session.kept, timeout=10_000) as kept:
        paper.activated.emit(paper.currentIndex())
    assert kept.args[0].paper == "a4"


def test_what_is_typed_last_is_saved_before_locking(
    qtbot: QtBot, settings: SettingsScreen, judged_window: MainWindow
) -> None:
    find(QLineEdit, settings, "settings-office").setFocus()
    QTest.keyClicks(find(QLineEdit, settings, "settings-office"), "Office")
    judged_window.actions_of_window.action("lock").trigger()
    with qtbot.waitSignal(judged_window.workspace.opened, timeout=20_000):
        judged_window.workspace.open(judged_window.settings.recent_workspaces[0], PASSPHRASE)
    judged_window.unlock_screen.ready.emit()
    judged_window.show_screen("settings")
    qtbot.waitUntil(lambda: find(QLineEdit, settings, "settings-office").text() == "Office", timeout=10_000)


def a_picture(path: Path) -> Path:
    Image.new("RGB", (300, 90), "navy").save(path)
    return path


@pytest.mark.parametrize("which", ["logo", "signature"])
def test_a_picture_is_shown_and_can_be_taken_away(
    qtbot: QtBot, settings: SettingsScreen, tmp_path: Path, which: str
) -> None:
    row = find(PictureRow, settings, f"settings-{which}")
    shown = find(QLabel, row, f"settings-{which}-picture")
    row.take(str(a_picture(tmp_path / "picture.png")))
    qtbot.waitUntil(lambda: not shown.pixmap().isNull(), timeout=10_000)
    press(row, f"settings-{which}-remove")
    qtbot.waitUntil(lambda: shown.text() == "None yet", timeout=10_000)


def test_a_file_that_is_no_picture_is_told_and_changes_nothing(
    qtbot: QtBot, settings: SettingsScreen, tmp_path: Path
) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture at all")
    find(PictureRow, settings, "settings-logo").take(str(tmp_path / "logo.png"))
    qtbot.waitUntil(lambda: "PNG" in message_of(settings, "settings-letterhead"), timeout=10_000)
    assert find(QLabel, settings, "settings-logo-picture").text() == "None yet"


def test_a_picture_is_asked_for(settings: SettingsScreen) -> None:
    press(settings, "settings-logo-choose")
    dialog = find(QFileDialog, settings, "settings-logo-dialog")
    assert "*.png" in dialog.nameFilters()[0]
    dialog.reject()


def test_the_public_key_is_copied_whole(settings: SettingsScreen) -> None:
    press(settings, "settings-copy-key")
    assert QGuiApplication.clipboard().text().startswith("ssh-ed25519 AAAA")
    assert message_of(settings, "settings-you") == "Copied."


def type_passphrases(settings: SettingsScreen, old: str, new: str, again: str) -> None:
    for name, words in (("old", old), ("new-first", new), ("new-again", again)):
        find(QLineEdit, settings, f"settings-{name}-line").setText(words)


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("", "seven quiet words", "seven quiet words", "opens the workspace now"),
        (PASSPHRASE, "short", "short", "10"),
        (PASSPHRASE, "seven quiet words", "seven quiet word", "same"),
    ],
    ids=["no-old", "short", "not-the-same"],
)
def test_a_passphrase_that_cannot_be_taken_is_told_before_anything_happens(
    settings: SettingsScreen, old: str, new: str, again: str, told: str
) -> None:
    type_passphrases(settings, old, new, again)
    press(settings, "settings-change")
    assert told in message_of(settings, "settings-passphrase")


def test_a_wrong_old_passphrase_changes_nothing(qtbot: QtBot, settings: SettingsScreen) -> None:
    type_passphrases(settings, "not the right one", "seven quiet words", "seven quiet words")
    press(settings, "settings-change")
    qtbot.waitUntil(lambda: "does not open" in message_of(settings, "settings-passphrase"), timeout=20_000)
    assert find(QPushButton, settings, "settings-change").isEnabled()


def test_the_passphrase_is_changed(qtbot: QtBot, settings: SettingsScreen, judged_window: MainWindow) -> None:
    type_passphrases(settings, PASSPHRASE, "seven quiet words", "seven quiet words")
    with qtbot.waitSignal(settings.session.passphrase_changed, timeout=20_000):
        press(settings, "settings-change")
    assert "recovery sheet" in message_of(settings, "settings-passphrase")
    assert find(QLineEdit, settings, "settings-new-first-line").text() == ""
    path = judged_window.settings.recent_workspaces[0]
    judged_window.workspace.lock()
    with qtbot.waitSignal(judged_window.workspace.opened, timeout=20_000):
        judged_window.workspace.open(path, "seven quiet words")


def test_the_recovery_sheet_is_saved(qtbot: QtBot, settings: SettingsScreen, tmp_path: Path) -> None:
    press(settings, "settings-sheet")
    find(QFileDialog, settings, "settings-sheet-dialog").reject()
    find(PassphraseSection, settings, "settings-passphrase").take_sheet_place(str(tmp_path / "sheet.pdf"))
    qtbot.waitUntil(lambda: "sheet.pdf" in message_of(settings, "settings-passphrase"), timeout=10_000)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_a_backup_is_written(qtbot: QtBot, settings: SettingsScreen, tmp_path: Path) -> None:
    press(settings, "settings-backup")
    find(QFileDialog, settings, "settings-backup-dialog").reject()
    find(WorkspaceSection, settings, "settings-workspace").take_backup_place(str(tmp_path / "copy.reviewer"))
    qtbot.waitUntil(lambda: "copy.reviewer" in message_of(settings, "settings-workspace"), timeout=20_000)
    assert (tmp_path / "copy.reviewer").stat().st_size > 100_000


def test_a_backup_that_fails_is_told_in_its_part(qtbot: QtBot, settings: SettingsScreen, tmp_path: Path) -> None:
    (tmp_path / "taken.reviewer").write_bytes(b"something else")
    find(WorkspaceSection, settings, "settings-workspace").take_backup_place(str(tmp_path / "taken.reviewer"))
    qtbot.waitUntil(lambda: "taken.reviewer" in message_of(settings, "settings-workspace"), timeout=20_000)
    assert find(QPushButton, settings, "settings-backup").isEnabled()


def test_the_workspace_is_checked(qtbot: QtBot, settings: SettingsScreen) -> None:
    press(settings, "settings-check")
    qtbot.waitUntil(lambda: message_of(settings, "settings-workspace").startswith("Sound"), timeout=20_000)


def test_problems_that_a_check_finds_are_listed(
    settings: SettingsScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.submission.findings import Finding
    from reviewer.workflow import upkeep
    from reviewer.workspace.values import CheckResult

    broken = CheckResult((Finding("CPT-2026-0101@1", "journal", "The journal breaks at line 3."),), 120)
    monkeypatch.setattr(upkeep, "check", lambda _desk: broken)
    press(settings, "settings-check")
    told = "1 thing is not as it was written"
    qtbot.waitUntil(lambda: message_of(settings, "settings-workspace").startswith(told), timeout=10_000)
    assert words_of(settings, "settings-workspace-message-details") == "The journal breaks at line 3."


def test_locking_takes_everything_of_the_workspace_away(settings: SettingsScreen, judged_window: MainWindow) -> None:
    find(QLineEdit, settings, "settings-old-line").setText("secret words here")
    judged_window.actions_of_window.action("lock").trigger()
    assert find(QLineEdit, settings, "settings-old-line").text() == ""
    assert words_of(settings, "settings-public-key").strip() == ""
    assert words_of(settings, "settings-place") == ""


def test_every_field_has_a_name_for_screen_readers(settings: SettingsScreen) -> None:
    fields = [
        field
        for kind in (QLineEdit, QComboBox, QSpinBox, WordsField)
        for field in settings.findChildren(kind)
        if not field.objectName().startswith("qt_")
    ]
    assert [field.objectName() for field in fields if not field.accessibleName()] == []


def test_the_size_of_bundles_is_kept_and_goes_back_to_the_usual(
    qtbot: QtBot, settings: SettingsScreen, judged_window: MainWindow
) -> None:
    whole = find(QSpinBox, settings, "settings-limit-megabytes")
    qtbot.waitUntil(lambda: whole.value() == 2048, timeout=10_000)
    with qtbot.waitSignal(settings.saved, timeout=10_000):
        whole.setValue(3000)
    judged_window.show_screen("inbox")
    whole.blockSignals(True)
    whole.setValue(1)
    whole.blockSignals(False)
    judged_window.show_screen("settings")
    qtbot.waitUntil(lambda: whole.value() == 3000, timeout=10_000)
    press(settings, "settings-limits-usual")
    qtbot.waitUntil(lambda: whole.value() == 2048, timeout=10_000)
    assert find(QSpinBox, settings, "settings-limit-files").value() == 5000
