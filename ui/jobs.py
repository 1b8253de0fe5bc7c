"""The only place with threads: work runs beside the window, and its results come back to it.

One worker owns the workspace's connection; a second pool, without the workspace, draws previews and
letters. A job belongs to the runner: a view may be gone when its result arrives.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.progress import Cancelled
from ui.garbage import GarbageTimer

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reviewer.progress import Progress

SECONDS_BETWEEN_STEPS = 0.05
"""Steps come more often than a window can usefully show them."""

_WORKERS = {"workspace": 1, "beside": 2}

Work = Callable[["Progress"], object]


class Beside(NamedTuple):
    """What work may return that needs the workspace no longer: the rest of it, which goes on in the second pool.

    It does not come back to the window's thread in between; the job is done when the rest is.
    """

    work: Work


class _Step(NamedTuple):
    number: int
    done: int
    total: int
    subject: str


class _Order:
    """Work and what came of it; the window's thread lets go of both, as views may hang on them."""

    def __init__(self, number: int, called_off: threading.Event, work: Work) -> None:
        self.number = number
        self.called_off = called_off
        self.work: Work | None = work
        self.begun: Work | None = None
        self.value: object = None
        self.error: Exception | None = None

    def carry_out(self, send: Callable[[object], None], go_on: Callable[[_Order], None]) -> None:
        try:
            if self.called_off.is_set() or self.work is None:
                raise Cancelled  # noqa: TRY301 - a job called off before its turn ends like one called off later
            self.value = self.work(_Watcher(self.number, self.called_off, send))
            if isinstance(self.value, Beside):
                self.begun, self.work, self.value = self.work, self.value.work, None
                go_on(self)
                return
        except Exception as error:  # noqa: BLE001 - whatever went wrong has to reach the window, not die with the thread
            self.error = error
        send(self)


class Job(QObject):
    """One piece of work; its signals come in the window's thread, exactly one of `done` and `failed`, then `ended`.

    Connect bound methods of QObjects: Qt lets go of them when their owner is gone.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(object, object, str)
    ended = Signal()

    def __init__(self, number: int, parent: QObject, *, must_finish: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(f"job-{number}")
        self.number = number
        self.must_finish = must_finish
        self.called_off = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; it then fails with `Cancelled`. Work that must finish goes on."""
        if not self.must_finish:
            self.called_off.set()


class _Watcher:
    """Progress that lives in the worker's thread and learns of `cancel`."""

    def __init__(self, number: int, called_off: threading.Event, send: Callable[[object], None]) -> None:
        self._number = number
        self._called_off = called_off
        self._send = send
        self._told_at = 0.0

    def step(self, done: int, total: int, subject: str = "") -> None:
        if self._called_off.is_set():
            raise Cancelled(subject)
        now = time.monotonic()
        if done >= total or now - self._told_at >= SECONDS_BETWEEN_STEPS:
            self._told_at = now
            self._send(_Step(self._number, done, total, subject))


class Runner(QObject):
    """Runs work off the window's thread and brings results back by a queued signal.

    Work is handed out after the turn of the event loop in which it was asked for, as two threads at Python's work
    slow each other down, and what this turn changes is to be painted first.
    """

    busy_changed = Signal(bool)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runner")
        self._pools: dict[str, Executor] = {}
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._orders: dict[int, _Order] = {}
        self._asked: list[tuple[str, _Order]] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._hand_out)
        self._count = 0
        self._is_closed = False
        self._garbage = GarbageTimer(self, lambda: not self._jobs)
        # Queued, as it is emitted by workers only.
        self._arrived.connect(self._deliver)

    @property
    def is_busy(self) -> bool:
        """True while any job is waiting or running."""
        return bool(self._jobs)

    def in_workspace(self, work: Work, *, must_finish: bool = False) -> Job:
        """Run work on the one thread that owns the workspace's connection, after what was asked before.

        What saves the reviewer's words must finish: locking and closing wait for it.
        """
        return self._start("workspace", work, must_finish=must_finish)

    def beside(self, work: Work) -> Job:
        """Run work that needs no workspace (previews, letters), on the second pool."""
        return self._start("beside", work, must_finish=False)

    def drop_all(self) -> None:
        """Ask every job to stop and let no result reach the window any more; what must finish still does."""
        for job in self._jobs.values():
            job.cancel()
            job.deleteLater()
        if self._jobs:
            self._jobs.clear()
            self.busy_changed.emit(False)

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Stop taking jobs, cancel, and wait; `last` (locking) runs at the end on the workspace's thread.

        Results that come after this are dropped.
        """
        if self._is_closed:
            return
        self._hand_out()
        with self._lock:
            self._is_closed = True
        self.drop_all()
        if last is not None:
            self._pool("workspace").submit(last)
        for name, pool in self._pools.items():
            # What waits for the workspace may have to be saved; what draws pages has nobody left to draw for.
            pool.shutdown(wait=True, cancel_futures=name != "workspace")
        self._orders.clear()
        self._garbage.end()

    def _pool(self, name: str) -> Executor:
        if name not in self._pools:
            # Imported with the first job, which comes after the window is shown.
            from concurrent.futures import ThreadPoolExecutor

            self._pools[name] = ThreadPoolExecutor(max_workers=_WORKERS[name], thread_name_prefix=name)
        return self._pools[name]

    def _submit(self, pool: str, order: _Order) -> None:
        """Hand an order to a pool, from any thread.

        Raises:
            Cancelled: the runner is closed.
        """
        with self._lock:
            if self._is_closed:
                raise Cancelled
            self._pool(pool).submit(order.carry_out, self._arrived.emit, self._go_on_beside)

    def _go_on_beside(self, order: _Order) -> None:
        self._submit("beside", order)

    def _start(self, pool: str, work: Work, *, must_finish: bool) -> Job:
        self._count += 1
        job = Job(self._count, self, must_finish=must_finish)
        if self._is_closed:
            job.cancel()
            return job
        self._jobs[job.number] = job
        if len(self._jobs) == 1:
            self.busy_changed.emit(True)
        order = self._orders[job.number] = _Order(job.number, job.called_off, work)
        self._asked.append((pool, order))
        self._turn.start(0)
        return job

    @Slot()
    def _hand_out(self) -> None:
        asked, self._asked = self._asked, []
        for pool, order in asked:
            self._submit(pool, order)

    @Slot(object)
    def _deliver(self, message: _Step | _Order) -> None:
        job = self._jobs.get(message.number)
        if isinstance(message, _Step):
            if job is not None:
                job.progressed.emit(message.done, message.total, message.subject)
            return
        value, error = message.value, message.error
        message.work = message.begun = message.value = message.error = None
        self._orders.pop(message.number, None)
        if job is None:
            return
        del self._jobs[message.number]
        if error is None:
            job.done.emit(value)
        else:
            job.failed.emit(error)
        job.ended.emit()
        job.deleteLater()
        if not self._jobs:
            self.busy_changed.emit(False)
