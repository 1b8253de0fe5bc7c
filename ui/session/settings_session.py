"""What the settings ask of the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.workspace_session import Session, expected

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.changes import Changes
    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.preferences import Preferences
    from ui.session.workspace_session import WorkspaceSession


@dataclass(frozen=True, slots=True)
class Kept:
    """What the workspace holds of the settings; pictures are bytes of a PNG or JPEG, or None."""

    reviewer_id: str
    reviewer_name: str
    may_correct_id: bool
    public_key: str
    office_name: str
    address: str
    paper: str
    papers: tuple[str, ...]
    logo: bytes | None = field(repr=False)
    signature: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking the workspace found: `entries` of the journal, and problems in the reviewer's words."""

    entries: int
    problems: tuple[str, ...]


class SettingsSession(Session):
    """Reads and keeps the settings of the workspace.

    Signals:
        read: the settings as they are, a `Kept`.
        kept: something was saved: the settings as they are now.
        corrected: the reviewer's name or id was saved: the settings as they are now.
        refused: a `ReviewerError`: the name or id cannot be saved.
        passphrase_changed: the workspace opens with the new passphrase.
        sheet_saved, backed_up: the path of the file written.
        checked: a `Checked`.
    """

    read = Signal(object)
    kept = Signal(object)
    corrected = Signal(object)
    refused = Signal(object)
    passphrase_changed = Signal()
    sheet_saved = Signal(object)
    backed_up = Signal(object)
    checked = Signal(object)

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("settings-session")

    def refresh(self) -> None:
        """Ask for the settings; they come in `read`."""
        if self.workspace.is_open:
            self._ask(_read).done.connect(self.read)

    def set_office(self, office_name: str, address: str, paper: str) -> None:
        """Keep the words of the letterhead and its paper."""
        self._change(_SettingOffice(office_name, address, paper)).done.connect(self._take_kept)

    def set_picture(self, which: str, picture: Path | None) -> None:
        """Keep the `logo` or `signature` picture; None takes it away."""
        self._change(_SettingPicture(which, picture)).done.connect(self._take_kept)

    def correct_reviewer(self, name: str, reviewer_id: str) -> None:
        """Correct the reviewer's name or id; `corrected` follows, or `refused` with nothing changed."""
        job = self.workspace.change(_Correcting(name, reviewer_id))
        job.done.connect(self._take_corrected)
        job.failed.connect(self._tell_refusal)

    def change_passphrase(self, old: str, new: str) -> None:
        """Put the workspace under a new passphrase."""
        job = self.workspace.change_passphrase(old, new)
        job.done.connect(self._take_passphrase)
        job.failed.connect(self._tell_failure)

    def save_recovery_sheet(self, path: Path) -> None:
        """Write the recovery sheet as a PDF."""
        self._ask(_SavingSheet(path)).done.connect(self.sheet_saved)

    def back_up(self, path: Path) -> None:
        """Write an encrypted copy of the workspace."""
        self._ask(_BackingUp(path)).done.connect(self.backed_up)

    def check(self) -> None:
        """Check the whole workspace."""
        self._ask(_check).done.connect(self.checked)

    @Slot(object)
    def _take_kept(self, outcome: tuple[Kept, Changes]) -> None:
        self.kept.emit(outcome[0])

    @Slot(object)
    def _take_corrected(self, outcome: tuple[Kept, Changes]) -> None:
        self.corrected.emit(outcome[0])

    @Slot(object)
    def _tell_refusal(self, error: Exception) -> None:
        self.refused.emit(expected(error))

    @Slot(object)
    def _take_passphrase(self, _outcome: object) -> None:
        self.passphrase_changed.emit()


def _kept(found: Preferences, papers: tuple[str, ...]) -> Kept:
    return Kept(
        found.reviewer_id,
        found.reviewer_name,
        found.may_correct_id,
        found.public_key,
        found.office_name,
        found.address,
        found.paper,
        papers,
        found.logo,
        found.signature,
    )


def _read(desk: Desk, _progress: Progress) -> Kept:
    from reviewer.workflow import preferences

    return _kept(preferences.preferences(desk), preferences.PAPERS)


def _check(desk: Desk, _progress: Progress) -> Checked:
    from reviewer.workflow import upkeep

    found = upkeep.check(desk)
    return Checked(found.entries, tuple(problem.message for problem in found.problems))


@dataclass(frozen=True)
class _SettingOffice:
    office_name: str
    address: str
    paper: str

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[Kept, Changes]:
        from reviewer.workflow import preferences

        found, changes = preferences.set_office(desk, self.office_name, self.address, self.paper)
        return _kept(found, preferences.PAPERS), changes


@dataclass(frozen=True)
class _SettingPicture:
    which: str
    picture: Path | None

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[Kept, Changes]:
        from reviewer.workflow import preferences

        found, changes = preferences.set_picture(desk, self.which, self.picture)
        return _kept(found, preferences.PAPERS), changes


@dataclass(frozen=True)
class _Correcting:
    name: str
    reviewer_id: str

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[Kept, Changes]:
        from reviewer.workflow import preferences

        found, changes = preferences.correct_reviewer(desk, self.name, self.reviewer_id)
        return _kept(found, preferences.PAPERS), changes


@dataclass(frozen=True)
class _SavingSheet:
    path: Path

    def __call__(self, desk: Desk, _progress: Progress) -> Path:
        from reviewer.workflow import opening

        return opening.save_recovery_sheet(desk, self.path)


@dataclass(frozen=True)
class _BackingUp:
    path: Path

    def __call__(self, desk: Desk, progress: Progress) -> Path:
        from reviewer.workflow import preferences

        return preferences.backup_open(desk, self.path, progress)
