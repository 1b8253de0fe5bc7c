"""Tells when a widget was painted, and ends the program."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Watch(QObject):
    """Ends the program once one widget was painted and is as it is awaited.

    It looks at nothing but that widget: a filter on the whole application would be handed every event of the start,
    and PySide makes all its classes to find out what a widget is that is only being made.
    """

    def __init__(self, widget: QWidget, is_as_awaited: Callable[[], bool]) -> None:
        super().__init__(widget)
        self._is_as_awaited = is_as_awaited
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        del watched
        if event.type() == QEvent.Type.Paint and self._is_as_awaited():
            # After the painting that is about to begin.
            QTimer.singleShot(0, self._tell)
        return False

    @Slot()
    def _tell(self) -> None:
        sys.stdout.write(str(time.monotonic()))
        sys.stdout.flush()
        os._exit(0)
