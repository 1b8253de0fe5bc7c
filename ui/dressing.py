"""Puts a new style sheet on the whole application, the widgets that can be seen first.

Qt restyles every widget for a new sheet, and once more for every widget above it: seconds with all screens made.
So what is hidden is left out (source: QApplication::setStyle of Qt 6 leaves out what is not polished and what has
a style of its own), and follows when it is shown or in small steps while nothing else happens.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPalette

STEP_SECONDS = 0.012
"""So long one step may hold up the window."""

_POLISHED = Qt.WidgetAttribute.WA_WState_Polished
_OWN_STYLE = Qt.WidgetAttribute.WA_SetStyle


class Wardrobe(QObject):
    """Dresses the application; what is hidden waits in here until its turn."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("wardrobe")
        self._app = app
        # By address, as Qt hands out one and the same wrapper while it is held here; parents come first.
        self._waiting: dict[QWidget, None] = {}
        self._roots: list[QWidget] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """True when nothing hidden waits any more."""
        return not self._waiting

    def dress(self, font: QFont, palette: QPalette, sheet: str) -> None:
        """Give what can be seen its new looks at once."""
        seen: list[QWidget] = []
        hidden: list[QWidget] = []
        # Once through thousands of widgets, asking each as little as can be; what waits already is left out.
        for widget in _all_widgets():
            waits = widget in self._waiting
            if not waits and widget.testAttribute(_OWN_STYLE):
                continue
            (seen if widget.isVisible() else hidden).append(widget)
            if not waits:
                _leave_out(widget, is_out=True)
        # Another sheet in place of a sheet is what Qt does the slow way.
        self._app.setStyleSheet("")
        self._app.setFont(font)
        self._app.setPalette(palette)
        for widget in seen:
            _leave_out(widget, is_out=False)
        self._app.setStyleSheet(sheet)
        self._wait_for(hidden)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            # Qt tells a widget last, when all that is in it is shown, and before anything is painted.
            for widget in (watched, *watched.findChildren(QWidget)):
                if widget in self._waiting and widget.isVisible():
                    self._redress(widget)
        return False

    def _wait_for(self, widgets: list[QWidget]) -> None:
        self._let_go()
        self._waiting = dict.fromkeys(widgets)
        # What was hidden itself is shown before what is in it. A filter on the application would be handed widgets
        # that are still being made, and PySide takes these for something else.
        self._roots = [widget for widget in widgets if widget.isHidden()]
        for root in self._roots:
            root.installEventFilter(self)
        if widgets:
            self._timer.start(0)

    def _let_go(self) -> None:
        for root in self._roots:
            if shiboken6.isValid(root):
                root.removeEventFilter(self)
        self._roots = []

    @Slot()
    def _go_on(self) -> None:
        began = time.perf_counter()
        while self._waiting and time.perf_counter() - began < STEP_SECONDS:
            self._redress(next(iter(self._waiting)))
        if not self._waiting:
            self._timer.stop()
            self._let_go()

    def _redress(self, widget: QWidget) -> None:
        self._waiting.pop(widget, None)
        if shiboken6.isValid(widget):
            widget.setAttribute(_OWN_STYLE, False)
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.Polish))
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def _all_widgets() -> list[QWidget]:
    tops = [top for top in QApplication.topLevelWidgets() if top.parent() is None]
    return [widget for top in tops for widget in (top, *top.findChildren(QWidget))]


def _leave_out(widget: QWidget, *, is_out: bool) -> None:
    widget.setAttribute(_OWN_STYLE, is_out)
    widget.setAttribute(_POLISHED, not is_out)
