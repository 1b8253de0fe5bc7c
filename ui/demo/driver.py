"""Runs a script in the window's own event loop: one action, then wait until the window shows what follows from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.errors import DemoStoppedError

LOOK_MS = 5
"""Between two looks at the window."""

LONGEST_SECONDS = 60.0
"""So long one step may take, also on a slow machine."""


@dataclass(frozen=True, slots=True)
class Until:
    """Wait for something to show in the window; `what` names the step."""

    what: str
    is_met: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Looks:
    """Wait so many looks, for layouts to settle."""

    count: int


Script = Iterator[Until | Looks]


class Driver(QObject):
    """Runs one script.

    Signals:
        finished: the script came to its end.
        failed: with the error that stopped it.
    """

    finished = Signal()
    failed = Signal(object)

    def __init__(self, script: Script, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("demo-driver")
        self._script = script
        self._wait: Until | Looks = Looks(1)
        self._looks = 0
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Begin; the script runs while the event loop does."""
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """Stop where it is."""
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        try:
            if self._is_over():
                self._go_on()
        except StopIteration:
            self.stop()
            self.finished.emit()
        except Exception as error:  # noqa: BLE001 - whatever stops the script has to be told
            self.stop()
            self.failed.emit(error)

    def _is_over(self) -> bool:
        if isinstance(self._wait, Looks):
            return self._looks >= self._wait.count
        if self._wait.is_met():
            return True
        if time.monotonic() - self._since > LONGEST_SECONDS:
            raise DemoStoppedError(self._wait.what)
        return False

    def _go_on(self) -> None:
        self._wait = next(self._script)
        self._looks = 0
        self._since = time.monotonic()
