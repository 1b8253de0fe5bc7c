"""Handing over: which cases are ready, and writing the signed package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.workspace_session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.changes import Changes
    from reviewer.progress import Progress
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from ui.jobs import Job
    from ui.session.workspace_session import WorkspaceSession


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A package in its folder, checked again after it was written; `problem` is what the check found, or empty."""

    package: Path
    submissions: tuple[CaseKey, ...]
    sha256: str
    is_new: bool
    problem: str = ""


class ExportSession(Session):
    """Lists what can be handed over and writes packages.

    Signals:
        listed: a tuple of `InboxRow`.
        progressed: bytes done, bytes in all, and what it is about.
        handed_over: a `HandedOver`.
        ended: the writing ended, however.
    """

    listed = Signal(object)
    progressed = Signal(object, object, str)
    handed_over = Signal(object)
    ended = Signal()

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("export-session")
        self._writing: Job | None = None

    @property
    def is_writing(self) -> bool:
        """True while a package is being written."""
        return self._writing is not None

    def refresh(self) -> None:
        """Ask for the cases that are ready; they come in `listed`."""
        if self.workspace.is_open:
            self._ask(_list_ready).done.connect(self.listed)

    def hand_over(self, keys: tuple[CaseKey, ...], folder: Path) -> None:
        """Write one signed package of these cases into a folder."""
        if self._writing is not None:
            return
        job = self._change(_Exporting(keys, folder), must_finish=False)
        job.progressed.connect(self.progressed)
        job.done.connect(self._take_handed_over)
        job.ended.connect(self._end)
        self._writing = job

    @Slot()
    def cancel(self) -> None:
        """Stop writing; nothing half done is kept."""
        if self._writing is not None:
            self._writing.cancel()

    @Slot()
    def forget(self) -> None:
        self._writing = None

    @Slot(object)
    def _take_handed_over(self, outcome: tuple[HandedOver, Changes]) -> None:
        self.handed_over.emit(outcome[0])

    @Slot()
    def _end(self) -> None:
        self._writing = None
        self.ended.emit()


def _list_ready(desk: Desk, _progress: Progress) -> tuple[InboxRow, ...]:
    from reviewer.workflow import releasing

    return releasing.exportable(desk)


@dataclass(frozen=True)
class _Exporting:
    keys: tuple[CaseKey, ...]
    folder: Path

    def __call__(self, desk: Desk, progress: Progress) -> tuple[HandedOver, Changes]:
        from reviewer.workflow import releasing

        result, changes = releasing.export(desk, self.keys, self.folder, progress=progress)
        # What was written is read again as an office would, so that a bad disk is noticed here and not there.
        found = releasing.verify(result.package).found
        problem = "" if found.valid else "\n".join(each.message for each in found.problems)
        handed = HandedOver(result.package, result.submissions, result.sha256, result.is_new, problem)
        return handed, changes
