"""Circles of garbage are taken apart in the window's thread, wherever they were made."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from ui.garbage import settle
from ui.jobs import Runner

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from reviewer.progress import Progress

MORE_THAN_ANY_THRESHOLD = 50_000


class Knot(QObject):
    """Holds itself, so that only the collector frees it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def make_knot(tell: Callable[[int], None]) -> None:
    """Make a circle that nobody holds; `tell` gets the thread that takes it apart."""
    weakref.finalize(Knot(), lambda: tell(threading.get_ident())).atexit = False


def test_a_circle_made_in_a_worker_is_taken_apart_in_the_thread_of_the_window(qtbot: QtBot, runner: Runner) -> None:
    threads: list[int] = []

    def work(_progress: Progress) -> int:
        make_knot(threads.append)
        # So much makes an automatic collector run, in this thread.
        return len([[number] for number in range(MORE_THAN_ANY_THRESHOLD)])

    with qtbot.waitSignal(runner.in_workspace(work).done):
        pass
    assert threads == []
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_a_circle_of_the_window_is_not_taken_apart_by_a_busy_worker(qtbot: QtBot, runner: Runner) -> None:
    threads: list[int] = []
    make_knot(threads.append)
    job = runner.beside(lambda _progress: len([[number] for number in range(MORE_THAN_ANY_THRESHOLD)]))
    with qtbot.waitSignal(job.done):
        pass
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_what_a_job_held_is_let_go_in_the_thread_of_the_window(qtbot: QtBot, runner: Runner) -> None:
    threads: list[int] = []

    def ask() -> None:
        held = QObject()
        weakref.finalize(held, lambda: threads.append(threading.get_ident())).atexit = False
        runner.beside(lambda _progress: held.objectName())

    ask()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]


def test_python_collects_again_when_the_last_workers_are_gone() -> None:
    first, second = Runner(), Runner()
    assert not gc.isenabled()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


@pytest.mark.usefixtures("runner")
def test_what_stands_after_the_start_is_not_looked_at_again() -> None:
    before = gc.get_freeze_count()
    settle()
    try:
        assert gc.get_freeze_count() > before
        assert len(gc.get_objects()) < gc.get_freeze_count()
    finally:
        gc.unfreeze()
