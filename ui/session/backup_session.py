"""The daily backup: looked for when a workspace opens, made beside everything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.progress import Cancelled
from ui.session.workspace_session import Session, expected

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk
    from ui.session.desk_keeper import Opened
    from ui.session.workspace_session import WorkspaceSession

DueBackup = Callable[["Progress"], "Path"]


class DailyBackup(Session):
    """Makes the daily backup without keeping the workspace's thread from anything.

    A backup that is called off, by locking or closing, is due again at the next opening.

    Signals:
        made: the path of the backup.
        missed: the `ReviewerError` that says why there is none today.
    """

    made = Signal(object)
    missed = Signal(object)

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("daily-backup")
        workspace.opened.connect(self._look)
        self.failed.connect(self.missed)

    @Slot(object)
    def _look(self, opened: Opened) -> None:
        # A new workspace holds nothing yet; a copy of it would only put off the first one that does.
        if not opened.is_new:
            self._ask(_due_backup).done.connect(self._make)

    @Slot(object)
    def _make(self, due: DueBackup | None) -> None:
        if due is None:
            return
        job = self.workspace.runner.beside(due)
        job.done.connect(self.made)
        job.failed.connect(self._tell_missed)

    @Slot(object)
    def _tell_missed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.missed.emit(expected(error))


def _due_backup(desk: Desk, _progress: Progress) -> DueBackup | None:
    from reviewer.workflow import upkeep

    return upkeep.due_backup(desk)
