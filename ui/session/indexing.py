"""Fills the index for searching in the background, one document at a time, while the workspace is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.failures import record
from ui.session.asking import ViewerKeeper

if TYPE_CHECKING:
    from reviewer.workflow.searching import Indexed
    from reviewer.workflow.viewing import Fetched
    from ui.session.case_answers import CaseRunner
    from ui.session.case_work import CaseWork
    from ui.session.viewing_session import BesideRunner


class Indexing(QObject):
    """Reads what cannot be searched yet; its own renderer leaves the one for reading alone.

    Signals:
        grown: one more document can be searched.
        finished: all of them can.
    """

    grown = Signal()
    finished = Signal()

    def __init__(self, runner: CaseRunner, beside: BesideRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("indexing")
        self._runner = runner
        self._beside = beside
        self._keeper = ViewerKeeper()
        self._is_running = self._is_filled = False

    @property
    def is_filled(self) -> bool:
        """True once everything could be searched, until something may have been added."""
        return self._is_filled

    @property
    def is_running(self) -> bool:
        """True while something is being read."""
        return self._is_running

    @Slot()
    def start(self) -> None:
        """Read what is not in the index; does nothing while it runs already."""
        if not self._is_running:
            self._is_running, self._is_filled = True, False
            self._next()

    @Slot()
    def stop(self) -> None:
        """Stop reading: the workspace is locked."""
        self._is_running = False
        self._beside.beside(self._keeper.close)

    def _next(self) -> None:
        job = self._runner.run(_next_to_index, must_finish=False)
        if job is None:
            self._is_running = False
            return
        job.done.connect(self._read)
        job.failed.connect(self._give_up)

    @Slot(object)
    def _read(self, fetched: Fetched | None) -> None:
        if not self._is_running:
            return
        if fetched is None:
            self._is_running, self._is_filled = False, True
            self._beside.beside(self._keeper.close)
            self.finished.emit()
            return
        job = self._beside.beside(_Reading(self._keeper, fetched))
        job.done.connect(self._keep)
        job.failed.connect(self._give_up)

    @Slot(object)
    def _keep(self, indexed: Indexed) -> None:
        if not self._is_running:
            return
        job = self._runner.run(_Keeping(indexed), must_finish=False)
        if job is not None:
            job.done.connect(self._go_on)
            job.failed.connect(self._give_up)

    @Slot(object)
    def _go_on(self, _done: object) -> None:
        self.grown.emit()
        if self._is_running:
            self._next()

    @Slot(object)
    def _give_up(self, error: Exception) -> None:
        # Searching finds less then; nothing else depends on it.
        self._is_running = False
        record(error)


def _next_to_index(work: CaseWork) -> Fetched | None:
    return work.evidence.next_to_index()


@dataclass(frozen=True, slots=True)
class _Reading:
    keeper: ViewerKeeper
    fetched: Fetched

    def __call__(self, _progress: object) -> Indexed:
        from reviewer.workflow import searching

        viewer = self.keeper.viewer
        indexed = searching.read_for_index(viewer, self.fetched)
        viewer.forget(self.fetched.id)
        return indexed


@dataclass(frozen=True, slots=True)
class _Keeping:
    indexed: Indexed

    def __call__(self, work: CaseWork) -> None:
        work.evidence.keep_indexed(self.indexed)
