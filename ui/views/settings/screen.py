"""The settings screen: everything is saved at once, and what went wrong is told in its part."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.clock import utc_text
from reviewer.text import counted, text
from ui.failures import MessageKind
from ui.models.programs_model import program_rows
from ui.session.limits_session import LimitsSession
from ui.session.programs_session import ProgramsSession
from ui.session.settings_session import SettingsSession
from ui.theme import Space
from ui.views.outcome.fitting_column import FittingColumn
from ui.views.parts.screen import Screen
from ui.views.settings.keeping import PassphraseSection, WorkspaceSection
from ui.views.settings.letterhead import LetterheadSection
from ui.views.settings.limits import LimitsSection
from ui.views.settings.looks import LooksSection
from ui.views.settings.programs import ProgramsSection
from ui.views.settings.you import YouSection

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from reviewer.errors import ReviewerError
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.training import Training
    from ui.session.settings_session import Checked, Kept
    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings
    from ui.theme import Theme
    from ui.views.settings.section import Section

WIDEST = 820
LETTERS_ABREAST = 112
"""Width of the cards: so many device-independent pixels, or so many letters where these need more."""


class SettingsScreen(Screen):
    """Looks first, then what the workspace holds."""

    def __init__(
        self, workspace: WorkspaceSession, settings: LayoutSettings, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("settings", parent)
        self._workspace = workspace
        self._session = SettingsSession(workspace, self)
        self._programs_session = ProgramsSession(workspace, self)
        self._limits_session = LimitsSession(workspace, self)
        # Each part is made where it stays: Qt restyles all that is in a widget that moves.
        self._column = FittingColumn("settings-column", self)
        self._middle = middle = self._middle_column()
        self._looks = LooksSection(settings, theme, middle)
        self._letterhead = LetterheadSection(middle)
        self._programs = ProgramsSection(middle)
        self._you = YouSection(middle)
        self._passphrase = PassphraseSection(middle)
        self._place = WorkspaceSection(middle)
        self._limits = LimitsSection(middle)
        # Where a failure belongs that comes back: the part that asked last.
        self._asking: Section = self._letterhead
        parts = QVBoxLayout(middle)
        parts.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        parts.setSpacing(Space.LARGE)
        first = (self._looks, self._letterhead, self._programs, self._you)
        for section in (*first, self._passphrase, self._place, self._limits):
            parts.addWidget(section)
        self._connect()

    @property
    def session(self) -> SettingsSession:
        """What this screen asks of the workspace."""
        return self._session

    def enter(self) -> None:
        self.titled.emit(text("ui.settings.title"))
        self._looks.show_values()
        self._session.refresh()
        self._programs_session.refresh()
        self._limits_session.refresh()
        self._looks.focus_first()

    def save_now(self) -> None:
        self._letterhead.flush()

    def forget(self) -> None:
        self._letterhead.clear()
        self._passphrase.clear()
        self._you.clear()
        self._programs.show_rows(())
        self._place.show_place(None)
        for section in (self._letterhead, self._programs, self._place):
            section.message.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._middle.setMaximumWidth(max(WIDEST, self.fontMetrics().averageCharWidth() * LETTERS_ABREAST))

    def _middle_column(self) -> QWidget:
        column = self._column
        middle = QWidget(column)
        middle.setObjectName("settings-middle")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        column.column.addLayout(row)
        column.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)
        return middle

    def _connect(self) -> None:
        session = self._session
        session.read.connect(self._show)
        session.kept.connect(self._take_kept)
        session.corrected.connect(self._take_corrected)
        session.refused.connect(self._you.show_refused)
        session.failed.connect(self._tell_failure)
        session.passphrase_changed.connect(self._tell_passphrase)
        session.sheet_saved.connect(self._tell_sheet)
        session.backed_up.connect(self._tell_backup)
        session.checked.connect(self._tell_checked)
        self._connect_programs()
        self._connect_limits()
        self._looks.kept.connect(self._tell_kept)
        self._letterhead.office_typed.connect(self._keep_office)
        self._letterhead.picture_chosen.connect(self._keep_picture)
        self._you.form_shown.connect(self._column.bring_up)
        self._you.correction_asked.connect(session.correct_reviewer)
        self._passphrase.change_asked.connect(self._change_passphrase)
        self._passphrase.sheet_asked.connect(self._save_sheet)
        self._place.backup_asked.connect(self._back_up)
        self._place.check_asked.connect(self._check)

    def _connect_programs(self) -> None:
        session, section = self._programs_session, self._programs
        session.listed.connect(self._show_programs)
        session.installed.connect(section.show_installed)
        session.sheet_saved.connect(section.show_sheet_saved)
        session.training_kept.connect(self._tell_kept)
        session.failed.connect(section.message.show_failure)
        section.install_asked.connect(session.install)
        section.sheet_asked.connect(session.save_rule_sheet)
        section.training_given.connect(self._keep_training)

    def _connect_limits(self) -> None:
        session, section = self._limits_session, self._limits
        session.read.connect(section.show_limits)
        session.kept.connect(section.show_limits)
        session.kept.connect(self._tell_kept)
        session.failed.connect(section.message.show_failure)
        section.wanted.connect(session.keep)

    @Slot(object, object)
    def _show_programs(self, programs: tuple[ProgramDefinition, ...], training: tuple[Training, ...]) -> None:
        self._programs.show_rows(program_rows(programs, training))

    @Slot(str, str, object, bool)
    def _keep_training(self, program: str, edition: str, until: date | None, is_trained: bool) -> None:
        self._programs_session.set_training(program, edition, until, is_trained=is_trained)

    @Slot(object)
    def _show(self, kept: Kept) -> None:
        self._letterhead.show_kept(kept)
        self._you.show_kept(kept)
        current = self._workspace.current
        self._place.show_place(current.path if current else None)

    @Slot(object)
    def _take_kept(self, kept: Kept) -> None:
        self._letterhead.message.clear()
        self._show(kept)
        self._tell_kept()

    @Slot(object)
    def _take_corrected(self, kept: Kept) -> None:
        self._you.show_corrected(kept)
        self._tell_kept()

    @Slot()
    def _tell_kept(self) -> None:
        self.saved.emit(utc_text(datetime.now(UTC)))

    @Slot(str, str, str)
    def _keep_office(self, office: str, address: str, paper: str) -> None:
        self._asking = self._letterhead
        self._session.set_office(office, address, paper)

    @Slot(str, object)
    def _keep_picture(self, which: str, picture: Path | None) -> None:
        self._asking = self._letterhead
        self._session.set_picture(which, picture)

    @Slot(str, str)
    def _change_passphrase(self, old: str, new: str) -> None:
        self._asking = self._passphrase
        self._passphrase.set_busy(is_busy=True)
        self._session.change_passphrase(old, new)

    @Slot(object)
    def _save_sheet(self, path: Path) -> None:
        self._asking = self._passphrase
        self._session.save_recovery_sheet(path)

    @Slot(object)
    def _back_up(self, path: Path) -> None:
        self._asking = self._place
        self._place.set_busy(is_busy=True)
        self._session.back_up(path)

    @Slot()
    def _check(self) -> None:
        self._asking = self._place
        self._place.set_busy(is_busy=True)
        self._place.message.show_message(text("ui.settings.checking"))
        self._session.check()

    @Slot()
    def _tell_passphrase(self) -> None:
        self._passphrase.set_busy(is_busy=False)
        self._passphrase.clear()
        self._passphrase.message.show_message(text("ui.settings.changed"), MessageKind.DONE)

    @Slot(object)
    def _tell_sheet(self, path: Path) -> None:
        self._passphrase.message.show_message(text("ui.settings.sheet_saved", path=path), MessageKind.DONE)

    @Slot(object)
    def _tell_backup(self, path: Path) -> None:
        self._place.set_busy(is_busy=False)
        self._place.message.show_message(text("ui.settings.backed_up", path=path), MessageKind.DONE)

    @Slot(object)
    def _tell_checked(self, checked: Checked) -> None:
        self._place.set_busy(is_busy=False)
        if checked.problems:
            words = counted("ui.settings.unsound", len(checked.problems))
            self._place.message.show_message(words, MessageKind.PROBLEM, details="\n".join(checked.problems))
        else:
            self._place.message.show_message(counted("ui.settings.sound", checked.entries), MessageKind.DONE)

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        self._passphrase.set_busy(is_busy=False)
        self._place.set_busy(is_busy=False)
        self._asking.message.show_failure(error)
