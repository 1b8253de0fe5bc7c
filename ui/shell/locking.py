"""Locks the workspace when nothing happens for a while, and when the computer goes to sleep."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from ui.settings import LayoutSettings

WARNING_SECONDS = 60
"""So long before locking the countdown is shown; with a short time, for its second half."""

SLEPT_SECONDS = 30
"""A gap of wall time this long between two ticks of a second means that the computer slept."""

_ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
}


class LockTimer(QObject):
    """Counts the time without activity; reading (moving the mouse, turning the wheel, any key) is activity.

    Signals:
        locks_in: seconds until locking, once a second in the last minute.
        stayed: activity ended the countdown.
        due: lock now; with True when the computer slept.
    """

    locks_in = Signal(int)
    stayed = Signal()
    due = Signal(bool)

    def __init__(
        self,
        settings: LayoutSettings,
        parent: QObject,
        *,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lock-timer")
        self._settings = settings
        self._steady = steady
        self._wall = wall
        self._last_activity = steady()
        self._last_tick = wall()
        self._is_warning = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.tick)

    def watch(self, window: QWindow) -> None:
        """Take everything typed, clicked and scrolled in a window for activity."""
        # On the window itself: a filter on the whole application would see every event twice over.
        window.installEventFilter(self)

    def begin(self) -> None:
        """Begin counting: a workspace was opened."""
        self._last_tick = self._wall()
        self.note_activity()
        self._timer.start()

    def end(self) -> None:
        """Stop counting: the workspace is locked."""
        self._timer.stop()
        self._is_warning = False

    @Slot()
    def note_activity(self) -> None:
        """Begin counting anew."""
        self._last_activity = self._steady()
        if self._is_warning:
            self._is_warning = False
            self.stayed.emit()

    @Slot()
    def tick(self) -> None:
        """Look at the clock; called once a second."""
        now = self._wall()
        has_slept, self._last_tick = now - self._last_tick > SLEPT_SECONDS, now
        if has_slept:
            self.due.emit(True)
            return
        minutes = self._settings.lock_minutes
        if not minutes:
            return
        left = round(minutes * 60 - (self._steady() - self._last_activity))
        if left <= 0:
            self.due.emit(False)
        elif left <= min(WARNING_SECONDS, minutes * 60 // 2):
            self._is_warning = True
            self.locks_in.emit(left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _ACTIVITY:
            self.note_activity()
        return False
