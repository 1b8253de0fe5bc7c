"""Work runs beside the window, in order, and its results come back to it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QThread, Signal, Slot

from reviewer.progress import Cancelled
from ui.jobs import Beside

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.progress import Progress
    from ui.jobs import Runner


class Listener(QObject):
    """Takes results, and notes the thread it takes them in."""

    heard = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.threads: set[QThread] = set()

    @Slot(object)
    def take(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(QThread.currentThread())
        self.heard.emit()


def test_a_result_comes_in_the_thread_of_the_window(qtbot: QtBot, runner: Runner) -> None:
    listener = Listener()
    job = runner.in_workspace(lambda _progress: threading.current_thread().name)
    job.done.connect(listener.take)
    with qtbot.waitSignal(listener.heard):
        pass
    assert str(listener.results[0]).startswith("workspace")
    assert listener.threads == {QThread.currentThread()}


def test_the_rest_of_a_work_goes_on_beside_the_workspace(qtbot: QtBot, runner: Runner) -> None:
    begun: list[str] = []

    def begin(_progress: Progress) -> Beside:
        begun.append(threading.current_thread().name)
        return Beside(lambda _progress: threading.current_thread().name)

    job = runner.in_workspace(begin)
    with qtbot.waitSignal(job.done) as done:
        pass
    assert begun[0].startswith("workspace")
    assert str(done.args[0]).startswith("beside")
    assert not runner.is_busy


def test_the_rest_of_a_work_called_off_is_not_begun(qtbot: QtBot, runner: Runner) -> None:
    may_go_on, rest = threading.Event(), threading.Event()

    def begin(_progress: Progress) -> Beside:
        may_go_on.wait(10)
        return Beside(lambda _progress: rest.set())

    job = runner.in_workspace(begin)
    with qtbot.waitSignal(job.failed) as failed:
        job.cancel()
        may_go_on.set()
    assert isinstance(failed.args[0], Cancelled)
    assert not rest.is_set()


def test_work_in_the_workspace_keeps_its_order(qtbot: QtBot, runner: Runner) -> None:
    listener = Listener()
    numbers = iter(range(50))
    for _ in range(50):
        runner.in_workspace(lambda _progress: next(numbers)).done.connect(listener.take)
    qtbot.waitUntil(lambda: len(listener.results) == 50)
    assert listener.results == list(range(50))


def test_a_failure_comes_as_it_was_raised(qtbot: QtBot, runner: Runner) -> None:
    failure = ValueError("wrong")

    def fail(_progress: Progress) -> None:
        raise failure

    job = runner.beside(fail)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert failed.args == [failure]


def test_steps_are_told_and_counts_may_be_larger_than_32_bits(qtbot: QtBot, runner: Runner) -> None:
    job = runner.in_workspace(lambda progress: progress.step(3 * 2**31, 3 * 2**31, "a.pdf"))
    with qtbot.waitSignal(job.progressed) as told:
        pass
    assert told.args == [3 * 2**31, 3 * 2**31, "a.pdf"]


def test_a_job_called_off_fails_with_cancelled(qtbot: QtBot, runner: Runner) -> None:
    may_go_on = threading.Event()

    def work(progress: Progress) -> None:
        may_go_on.wait(10)
        progress.step(1, 2)

    job = runner.in_workspace(work)
    with qtbot.waitSignal(job.failed) as failed:
        job.cancel()
        may_go_on.set()
    assert isinstance(failed.args[0], Cancelled)


def test_a_listener_that_is_gone_is_missed_by_nobody(qtbot: QtBot, runner: Runner) -> None:
    may_go_on = threading.Event()
    listener = Listener()
    job = runner.in_workspace(lambda _progress: may_go_on.wait(10))
    job.done.connect(listener.take)
    with qtbot.waitSignal(listener.destroyed):
        listener.deleteLater()
    with qtbot.waitSignal(job.ended):
        may_go_on.set()
    assert listener.results == []


def test_what_must_finish_is_waited_for_when_closing(runner: Runner) -> None:
    done: list[str] = []
    may_go_on = threading.Event()
    runner.in_workspace(lambda _progress: may_go_on.wait(10))
    runner.in_workspace(lambda _progress: done.append("draft saved"), must_finish=True)
    runner.in_workspace(lambda _progress: done.append("list read"))
    may_go_on.set()
    runner.close(last=lambda: done.append("locked"))
    assert done == ["draft saved", "locked"]


def test_nothing_is_delivered_after_dropping(qtbot: QtBot, runner: Runner) -> None:
    listener = Listener()
    runner.in_workspace(lambda _progress: "old").done.connect(listener.take)
    runner.drop_all()
    runner.in_workspace(lambda _progress: "new").done.connect(listener.take)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.results == ["new"]
    assert not runner.is_busy


def test_a_closed_runner_takes_no_jobs(runner: Runner) -> None:
    done: list[str] = []
    runner.close()
    runner.in_workspace(lambda _progress: done.append("late"))
    assert done == []
    assert not runner.is_busy


@pytest.mark.parametrize("pool", ["in_workspace", "beside"])
def test_being_busy_is_told(qtbot: QtBot, runner: Runner, pool: str) -> None:
    told: list[bool] = []
    runner.busy_changed.connect(told.append)
    getattr(runner, pool)(lambda _progress: None)
    qtbot.waitUntil(lambda: told == [True, False])
