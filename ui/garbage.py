"""Python's cycle collector runs in the window's thread only.

Left to itself it runs in whichever thread allocates most, and a Qt object that it takes apart in a worker
takes the whole program with it (<https://riverbankcomputing.com/pipermail/pyqt/2011-August/030378.html>).
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

TICK_MS = 250
TICKS_TO_MIDDLE = 8
TICKS_TO_ALL = 40
"""Ten seconds: what a locked or left case held in a circle is gone soon, and a full round takes few milliseconds."""

_at_work: set[int] = set()


class GarbageTimer(QObject):
    """Collects garbage by a timer while it is at work; the automatic collection is off meanwhile.

    Args:
        parent: lives in the window's thread, and so does this.
        is_idle: whether a full round may be made now; younger objects are looked at in any case.
    """

    def __init__(self, parent: QObject, is_idle: Callable[[], bool]) -> None:
        super().__init__(parent)
        self.setObjectName("garbage")
        self._is_idle = is_idle
        self._ticks = 0
        _at_work.add(id(self))
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def end(self) -> None:
        """Leave collecting to Python again, unless another window still has workers."""
        self._timer.stop()
        _at_work.discard(id(self))
        if not _at_work:
            gc.enable()

    @Slot()
    def _collect(self) -> None:
        self._ticks += 1
        if self._ticks >= TICKS_TO_ALL and self._is_idle():
            self._ticks = 0
            gc.collect()
        elif self._ticks % TICKS_TO_MIDDLE == 0:
            gc.collect(1)
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(0)


def pass_over_modules() -> None:
    """Look no more at what was imported: most of all objects, and a round over them holds up the window.

    Called before anything of a reviewer's is there, as what is passed over here is not collected first.
    """
    if not gc.isenabled():
        gc.freeze()


def settle() -> None:
    """Look no more at what stands now, such as modules and screens that live as long as the window."""
    if not gc.isenabled():
        gc.collect()
        gc.freeze()
