"""What the inbox asks of the workspace: the list, one case in short, and loading bundles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.vocabulary import CaseState
from ui.session.practice_work import BeginAfresh, load_practice, remove_practice
from ui.session.workspace_session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.changes import Changes
    from reviewer.progress import Progress
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.submission.findings import LoadResult
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from ui.jobs import Job
    from ui.session.workspace_session import WorkspaceSession


@dataclass(frozen=True, slots=True)
class InShort:
    """One case in short; `missing` says what stands between it and its outcome, in the reviewer's words.

    Nothing is told before the conflict declaration: then `is_declared` is False and the rest empty.
    """

    key: CaseKey
    is_declared: bool
    missing: tuple[str, ...] = ()
    doubts: int = 0
    hints: int = 0


class InboxSession(Session):
    """Lists, loads and sums up cases.

    Signals:
        listed: a tuple of `InboxRow`.
        summed_up: an `InShort`.
        load_progressed: done, total, and what it is about.
        loaded: a tuple of `LoadResult`.
        practice_loaded: the same of the practice cases.
        practice_gone: the practice cases that were taken away.
        practice_afresh: the practice case that was begun again.
        load_ended: the loading ended, however.
    """

    listed = Signal(object)
    summed_up = Signal(object)
    load_progressed = Signal(object, object, str)
    loaded = Signal(object)
    practice_loaded = Signal(object)
    practice_gone = Signal(object)
    practice_afresh = Signal(object)
    load_ended = Signal()

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("inbox-session")
        self._loading: Job | None = None
        self._summing_up: Job | None = None
        self.changed.connect(self._take_changes)

    @property
    def is_loading(self) -> bool:
        """True while bundles are being loaded."""
        return self._loading is not None

    def refresh(self) -> None:
        """Ask for all cases; they come in `listed`."""
        self._ask(_list_cases).done.connect(self.listed)

    def sum_up(self, key: CaseKey) -> None:
        """Ask for one case in short; it comes in `summed_up`, an older question is dropped."""
        if self._summing_up is not None:
            self._summing_up.cancel()
        # A case that cannot be summed up says so when it is opened.
        self._summing_up = self.workspace.ask(_SummingUp(key))
        self._summing_up.done.connect(self.summed_up)

    def load(self, paths: tuple[Path, ...]) -> None:
        """Load bundles (archives, folders, folders of these); what became of each comes in `loaded`."""
        if self._loading is not None:
            return
        job = self._change(_Loading(paths), must_finish=False)
        job.progressed.connect(self.load_progressed)
        job.done.connect(self._take_loaded)
        job.failed.connect(self._take_stopped)
        job.ended.connect(self._end_loading)
        self._loading = job

    def load_practice(self) -> None:
        """Load the practice cases; what became of each comes in `practice_loaded`."""
        if self._loading is not None:
            return
        job = self._change(load_practice, must_finish=False)
        job.progressed.connect(self.load_progressed)
        job.done.connect(self._take_practice)
        job.ended.connect(self._end_loading)
        self._loading = job

    def remove_practice(self) -> None:
        """Take all practice cases away; they come in `practice_gone`."""
        self._change(remove_practice).done.connect(self._take_gone)

    def begin_afresh(self, key: CaseKey) -> None:
        """Put a practice case back to how it was loaded; it comes in `practice_afresh`."""
        self._change(BeginAfresh(key)).done.connect(self._take_afresh)

    @Slot()
    def cancel_load(self) -> None:
        """Stop loading after the file at hand; bundles that are in already stay."""
        if self._loading is not None:
            self._loading.cancel()

    @Slot()
    def forget(self) -> None:
        self._loading = None
        self._summing_up = None

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if changes.inbox and self.workspace.is_open:
            self.refresh()

    @Slot(object)
    def _take_loaded(self, outcome: tuple[tuple[LoadResult, ...], Changes]) -> None:
        self.loaded.emit(outcome[0])

    @Slot(object)
    def _take_practice(self, outcome: tuple[tuple[LoadResult, ...], Changes]) -> None:
        self.practice_loaded.emit(outcome[0])

    @Slot(object)
    def _take_gone(self, outcome: tuple[tuple[CaseKey, ...], Changes]) -> None:
        self.practice_gone.emit(outcome[0])

    @Slot(object)
    def _take_afresh(self, outcome: tuple[CaseKey, Changes]) -> None:
        self.practice_afresh.emit(outcome[0])

    @Slot(object)
    def _take_stopped(self, error: Exception) -> None:
        from reviewer.workflow import loading

        before = loading.loaded_before(error) if isinstance(error, ReviewerError) else ()
        if before:
            self.loaded.emit(before)

    @Slot()
    def _end_loading(self) -> None:
        self._loading = None
        self.load_ended.emit()


def _list_cases(desk: Desk, _progress: Progress) -> tuple[InboxRow, ...]:
    from reviewer.workflow import inbox

    return inbox.list_cases(desk)


@dataclass(frozen=True)
class _Loading:
    paths: tuple[Path, ...]

    def __call__(self, desk: Desk, progress: Progress) -> tuple[tuple[LoadResult, ...], Changes]:
        from reviewer.workflow import loading

        return loading.load_bundles(desk, self.paths, progress=progress)


@dataclass(frozen=True)
class _SummingUp:
    key: CaseKey

    def __call__(self, desk: Desk, progress: Progress) -> InShort:
        from reviewer.review.spoken import say_dates, say_projects
        from reviewer.workflow import reading

        # Many questions come while the selection moves; only the last one is worth its work.
        progress.step(0, 1)
        sheet = reading.open_case(desk, self.key)
        if not sheet.declarations or sheet.state is CaseState.RECUSED:
            return InShort(self.key, is_declared=False)
        doubts = sum(row.private.comes_back for row in sheet.cells)
        missing = tuple(say_projects(sheet.submission, say_dates(each.message)) for each in sheet.determination.missing)
        return InShort(self.key, is_declared=True, missing=missing, doubts=doubts, hints=len(sheet.hints))
