"""What takes too long is ended, whatever was asked before it."""

from __future__ import annotations

import threading

from reviewer.evidence.watch import Watch

_LONG = 10.0


def test_what_takes_too_long_is_ended() -> None:
    ended = threading.Event()
    watch = Watch(ended.set)
    watch.begin(0.01)
    assert ended.wait(_LONG)
    assert watch.is_late


def test_a_shorter_time_after_a_longer_one_is_kept() -> None:
    ended = threading.Event()
    watch = Watch(ended.set)
    watch.begin(600)
    watch.rest()
    watch.begin(0.01)
    assert ended.wait(_LONG)


def test_an_answer_in_time_ends_nothing_and_the_thread_goes_with_the_watch() -> None:
    ended, before = threading.Event(), set(threading.enumerate())
    watch = Watch(ended.set)
    (thread,) = set(threading.enumerate()) - before
    watch.begin(600)
    watch.rest()
    watch.close()
    thread.join(_LONG)
    assert not thread.is_alive()
    assert not ended.is_set()
