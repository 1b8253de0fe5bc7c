"""Runners for tests: one answers when Qt is idle, one when the test says so, in the order it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.jobs import Beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session.case_work import CaseWork


class GivenJob(QObject):
    """A piece of work that is carried out on request."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, ask: Callable[[CaseWork], object], work: CaseWork, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self._work = work

    @Slot()
    def carry_out(self) -> None:
        """Do the work and tell the result."""
        try:
            value = self._ask(self._work)
            if isinstance(value, Beside):
                value = value.work(None)  # type: ignore[arg-type]
        except Exception as error:  # noqa: BLE001 - as the real runner does
            self.failed.emit(error)
        else:
            self.done.emit(value)


class IdleRunner(QObject):
    """Carries work out in its order, each when the event loop is reached."""

    def __init__(self, work: CaseWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def run(self, ask: Callable[[CaseWork], object], *, must_finish: bool) -> GivenJob:
        del must_finish
        job = GivenJob(ask, self._work, self)
        QTimer.singleShot(0, job, job.carry_out)
        return job


class HeldRunner(QObject):
    """Holds every job until the test lets it go; the work is done then and there."""

    def __init__(self, work: CaseWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.held: list[GivenJob] = []

    def run(self, ask: Callable[[CaseWork], object], *, must_finish: bool) -> GivenJob:
        del must_finish
        job = GivenJob(ask, self._work, self)
        self.held.append(job)
        return job

    def let_go(self, place: int = 0) -> None:
        """Carry one held job out."""
        self.held.pop(place).carry_out()

    def let_all_go(self) -> None:
        """Carry out what is held, and what that asks for."""
        while self.held:
            self.let_go()


class IdleBeside(QObject):
    """Carries out what needs no workspace, each piece when the event loop is reached."""

    def beside(self, work: Callable[[object], object]) -> GivenJob:
        job = GivenJob(work, None, self)  # type: ignore[arg-type]
        QTimer.singleShot(0, job, job.carry_out)
        return job
