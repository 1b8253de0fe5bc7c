"""Handing over: which cases are ready, and writing the signed package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.vocabulary import ProfileId
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
    """A package in its folder, checked again after it was written; `problem` is what the check found, or empty.

    `before_sha256` is the digest that the package of that number had before, where this one is another; else empty.
    """

    package: Path
    submissions: tuple[CaseKey, ...]
    sha256: str
    is_new: bool
    problem: str = ""
    profile: ProfileId = ProfileId.OFFICE
    before_sha256: str = ""


class ExportSession(Session):
    """Lists what can be handed over and writes packages.

    Signals:
        listed: whom a package would be for, and a tuple of `InboxRow`.
        left_out: how many practice cases are sealed too and stay here.
        progressed: bytes done, bytes in all, and what it is about.
        handed_over: a `HandedOver`.
        ended: the writing ended, however.
    """

    listed = Signal(str, object)
    left_out = Signal(int)
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

    def refresh(self, profile: ProfileId = ProfileId.OFFICE) -> None:
        """Ask for the cases that a package could hold; they come in `listed`."""
        if self.workspace.is_open:
            self._ask(_Listing(profile)).done.connect(self._take_listed)

    def hand_over(self, keys: tuple[CaseKey, ...], folder: Path, profile: ProfileId = ProfileId.OFFICE) -> None:
        """Write one signed package of these cases into a folder."""
        if self._writing is not None:
            return
        job = self._change(_Exporting(keys, folder, profile), must_finish=False)
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
    def _take_listed(self, found: tuple[ProfileId, tuple[InboxRow, ...], int]) -> None:
        profile, rows, practice = found
        self.left_out.emit(practice)
        self.listed.emit(profile.value, rows)

    @Slot(object)
    def _take_handed_over(self, outcome: tuple[HandedOver, Changes]) -> None:
        self.handed_over.emit(outcome[0])

    @Slot()
    def _end(self) -> None:
        self._writing = None
        self.ended.emit()


@dataclass(frozen=True)
class _Listing:
    profile: ProfileId

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[ProfileId, tuple[InboxRow, ...], int]:
        from reviewer.workflow import releasing

        return self.profile, releasing.exportable(desk, self.profile), len(releasing.sealed_practice(desk))


@dataclass(frozen=True)
class _Exporting:
    keys: tuple[CaseKey, ...]
    folder: Path
    profile: ProfileId

    def __call__(self, desk: Desk, progress: Progress) -> tuple[HandedOver, Changes]:
        from reviewer.workflow import releasing

        result, changes = releasing.export(desk, self.keys, self.folder, profile=self.profile.value, progress=progress)
        # What was written is read again as an office would, so that a bad disk is noticed here and not there.
        found = releasing.verify(result.package).found
        problem = "" if found.valid else "\n".join(each.message for each in found.problems)
        handed = HandedOver(
            package=result.package,
            submissions=result.submissions,
            sha256=result.sha256,
            is_new=result.is_new,
            problem=problem,
            profile=self.profile,
            before_sha256=result.before_sha256,
        )
        return handed, changes
