"""Sees to it that an answer does not take too long."""

from __future__ import annotations

import math
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Watch:
    """Ends something when a time is over.

    One thread for all times, as starting one for each costs as much as a small answer; it sleeps while none is set.

    Args:
        end: called once, from the thread of the watch.
    """

    def __init__(self, end: Callable[[], None]) -> None:
        self._end = end
        self._changed = threading.Condition()
        self._until = self._sleeps_until = math.inf
        self._is_closed = False
        self.is_late = False
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def begin(self, seconds: float) -> None:
        """Set a time from now, in place of the one before."""
        with self._changed:
            self._until = time.monotonic() + seconds
            # A watch that wakes earlier than it must sees by itself that there is time left.
            if self._until < self._sleeps_until:
                self._changed.notify()

    def rest(self) -> None:
        """Forget the time that was set."""
        with self._changed:
            self._until = math.inf

    def close(self) -> None:
        """Let the thread end."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while not self._is_closed:
                left = self._until - time.monotonic()
                if left <= 0:
                    self.is_late = True
                    self._end()
                    return
                self._sleeps_until = self._until
                self._changed.wait(None if left == math.inf else min(left, threading.TIMEOUT_MAX))
