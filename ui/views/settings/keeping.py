"""The passphrase, the recovery sheet, the backup and the check of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from reviewer.text import text
from ui.failures import MessageKind
from ui.plain_text import PlainLabel
from ui.views.parts.fields import button
from ui.views.parts.file_dialogs import save_dialog
from ui.views.settings.section import Section
from ui.views.unlock.pages import NewPassphrase
from ui.views.unlock.passphrase import PassphraseField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PassphraseSection(Section):
    """Another passphrase; a new one makes the recovery sheet void.

    Signals:
        change_asked: the passphrase in force, the new one.
        sheet_asked: where to save the recovery sheet.
    """

    change_asked = Signal(str, str)
    sheet_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "settings-passphrase",
            text("ui.settings.passphrase"),
            parent,
            explanation=text("ui.settings.passphrase_means"),
        )
        self._old = PassphraseField(text("ui.settings.old_passphrase"), name="settings-old", parent=self)
        self._new = NewPassphrase("settings-new", self)
        self._change = button(text("ui.settings.change"), name="settings-change", parent=self)
        self._sheet = button(text("ui.settings.sheet"), name="settings-sheet", parent=self)
        self.add_wide(self._old)
        self.add_wide(self._new)
        self.add_row(self._change, self._sheet)
        self._change.clicked.connect(self._try)
        self._new.again.entered.connect(self._try)
        self._sheet.clicked.connect(self._ask_sheet)

    def clear(self) -> None:
        """Forget what was typed."""
        self._old.clear()
        self._new.clear()
        self.message.clear()

    def set_busy(self, *, is_busy: bool) -> None:
        """Wait for the answer."""
        self._change.setEnabled(not is_busy)
        self._change.setText(text("ui.settings.changing" if is_busy else "ui.settings.change"))

    @Slot()
    def _try(self) -> None:
        problem = "" if self._old.passphrase else text("ui.settings.no_old")
        problem = problem or self._new.problem
        if problem:
            self.message.show_message(problem, MessageKind.CAUTION)
            return
        self.message.clear()
        self.change_asked.emit(self._old.passphrase, self._new.first.passphrase)

    @Slot()
    def _ask_sheet(self) -> None:
        suggested = text("ui.unlock.sheet.file_name")
        title = text("ui.settings.sheet_title")
        dialog = save_dialog("settings-sheet-dialog", title, self, suffix="pdf", suggested=suggested)
        dialog.fileSelected.connect(self.take_sheet_place)
        dialog.open()

    @Slot(str)
    def take_sheet_place(self, chosen: str) -> None:
        """Ask for the recovery sheet to be saved there."""
        self.sheet_asked.emit(Path(chosen))


class WorkspaceSection(Section):
    """Where the workspace lies; a copy of it; whether it is sound.

    Signals:
        backup_asked: where to.
        check_asked: look through everything.
    """

    backup_asked = Signal(object)
    check_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "settings-workspace", text("ui.settings.workspace"), parent, explanation=text("ui.settings.workspace_means")
        )
        self._place = PlainLabel(name="settings-place", parent=self)
        self._backup = button(text("ui.settings.backup"), name="settings-backup", parent=self)
        self._check = button(text("ui.settings.check"), name="settings-check", parent=self)
        self.add_wide(self._place)
        self.add_row(self._backup, self._check)
        self._backup.clicked.connect(self._ask_backup)
        self._check.clicked.connect(self.check_asked)

    def show_place(self, path: Path | None) -> None:
        """Show where the workspace lies."""
        self._place.say(str(path) if path else "")

    def set_busy(self, *, is_busy: bool) -> None:
        """Wait for the answer."""
        for part in (self._backup, self._check):
            part.setEnabled(not is_busy)

    @Slot()
    def _ask_backup(self) -> None:
        title = text("ui.settings.backup_title")
        dialog = save_dialog("settings-backup-dialog", title, self, suffix="reviewer")
        dialog.fileSelected.connect(self.take_backup_place)
        dialog.open()

    @Slot(str)
    def take_backup_place(self, chosen: str) -> None:
        """Ask for a copy there."""
        self.backup_asked.emit(Path(chosen))
