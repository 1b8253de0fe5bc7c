"""The workspace as the window knows it: opened, asked, changed, locked.

The desk (the open workspace) lives on the runner's workspace thread and is touched nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.clock import SystemClock
from reviewer.errors import ReviewerError
from reviewer.progress import Cancelled
from ui.failures import record
from ui.session.desk_keeper import DeskKeeper, Opened, change_passphrase, save_recovery_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.changes import Changes
    from reviewer.clock import Clock
    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk
    from ui.jobs import Job, Runner

DeskWork = Callable[["Desk", "Progress"], object]


class WorkspaceSession(QObject):
    """Opens and locks one workspace, and runs what other sessions ask of it.

    Signals:
        default_found: the path of the workspace unless another is named.
        opened: an `Opened`.
        locking: right before locking: save now what is still only on the screen.
        locked: nothing of the workspace may be on the screen any more.
        changed: `Changes` of any use case.
        failed: a `ReviewerError` of opening, creating or recovering.
        recovery_sheet_saved: the path of the recovery sheet just written.
    """

    default_found = Signal(object)
    opened = Signal(object)
    locking = Signal()
    locked = Signal()
    changed = Signal(object)
    failed = Signal(object)
    recovery_sheet_saved = Signal(object)
    passphrase_changed = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None, *, clock: Clock | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspace-session")
        self._runner = runner
        self._clock = clock or SystemClock()
        self._keeper = DeskKeeper(self._clock)
        self._opened: Opened | None = None

    @property
    def runner(self) -> Runner:
        """The runner, for work that needs no workspace."""
        return self._runner

    @property
    def clock(self) -> Clock:
        """The clock that use cases are given."""
        return self._clock

    @property
    def is_open(self) -> bool:
        """True while a workspace is open."""
        return self._opened is not None

    @property
    def current(self) -> Opened | None:
        """The workspace now open."""
        return self._opened

    def find_default(self) -> None:
        """Ask where the workspace lies unless another is named; `default_found` follows.

        This also imports what opening needs, off the window's thread, while the reviewer types the passphrase.
        """
        job = self._runner.in_workspace(self._keeper.default_path)
        job.done.connect(self.default_found)
        job.failed.connect(self._tell_failure)

    def create(self, path: Path, passphrase: str, reviewer_id: str, reviewer_name: str) -> None:
        """Make a new encrypted workspace and open it."""
        self._open(partial(self._keeper.create, path, passphrase, reviewer_id, reviewer_name))

    def open(self, path: Path, passphrase: str) -> None:
        """Open a workspace with its passphrase."""
        self._open(partial(self._keeper.open, path, passphrase))

    def recover(self, path: Path, recovery_key: str, new_passphrase: str) -> None:
        """Open a workspace with the key of its recovery sheet, under a new passphrase."""
        self._open(partial(self._keeper.recover, path, recovery_key, new_passphrase))

    def save_recovery_sheet(self, path: Path) -> None:
        """Write the recovery sheet, a PDF, readable only by its owner; `recovery_sheet_saved` follows."""
        job = self.ask(partial(save_recovery_sheet, path))
        job.done.connect(self.recovery_sheet_saved)
        job.failed.connect(self._tell_failure)

    def change_passphrase(self, old: str, new: str) -> Job:
        """Put the workspace under a new passphrase; `passphrase_changed` follows."""
        job = self.change(partial(change_passphrase, old, new))
        job.done.connect(self._tell_passphrase_changed)
        return job

    def ask(self, work: DeskWork) -> Job:
        """Run work that only reads, or that may be called off, with the desk."""
        return self._runner.in_workspace(partial(self._keeper.at_desk, work))

    def change(self, work: DeskWork, *, must_finish: bool = True) -> Job:
        """Run work that returns (result, Changes); `changed` follows, then the job's `done` with the pair.

        What must finish is waited for when the window closes or locks.
        """
        job = self._runner.in_workspace(partial(self._keeper.at_desk, work), must_finish=must_finish)
        job.done.connect(self._tell_changes)
        return job

    @Slot()
    def lock(self) -> None:
        """Save what is on the screen, forget everything, close the workspace."""
        if self._opened is None:
            return
        self.locking.emit()
        self._runner.drop_all()
        self._opened = None
        self._runner.in_workspace(self._keeper.close, must_finish=True)
        self.locked.emit()

    def shut_down(self) -> None:
        """Lock for good and wait until all that must be saved is saved."""
        if self._opened is not None:
            self.locking.emit()
            self._opened = None
        self._runner.close(last=self._keeper.close)

    def _open(self, work: Callable[[Progress], object]) -> None:
        job = self._runner.in_workspace(work)
        job.done.connect(self._take_opened)
        job.failed.connect(self._tell_failure)

    @Slot(object)
    def _take_opened(self, opened: Opened) -> None:
        self._opened = opened
        self.opened.emit(opened)

    @Slot(object)
    def _tell_changes(self, outcome: tuple[object, Changes]) -> None:
        self.changed.emit(outcome[1])

    @Slot(object)
    def _tell_passphrase_changed(self, _outcome: object) -> None:
        self.passphrase_changed.emit()

    @Slot(object)
    def _tell_failure(self, error: Exception) -> None:
        self.failed.emit(expected(error))


class Session(QObject):
    """What sessions for one screen share: they ask the workspace and tell of changes and failures."""

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        workspace.changed.connect(self.changed)
        workspace.locked.connect(self.forget)

    @property
    def workspace(self) -> WorkspaceSession:
        """The workspace that this session asks."""
        return self._workspace

    @Slot()
    def forget(self) -> None:
        """Drop what is remembered of any case; sessions that remember override this."""

    def _ask(self, work: DeskWork) -> Job:
        job = self._workspace.ask(work)
        job.failed.connect(self._tell_reading_failure)
        return job

    def _change(self, work: DeskWork, *, must_finish: bool = True) -> Job:
        job = self._workspace.change(work, must_finish=must_finish)
        job.failed.connect(self._tell_failure)
        return job

    @Slot(object)
    def _tell_failure(self, error: Exception) -> None:
        self.failed.emit(expected(error))

    @Slot(object)
    def _tell_reading_failure(self, error: Exception) -> None:
        # Reading that was called off changed nothing and is missed by nobody.
        if not isinstance(error, Cancelled):
            self._tell_failure(error)


def expected(error: Exception) -> ReviewerError:
    """Return an expected failure as it is; log a bug without its contents and make one general failure of it."""
    if isinstance(error, ReviewerError):
        return error
    record(error)
    return ReviewerError()
