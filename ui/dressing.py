"""Puts a new style sheet on the whole application, the widgets that can be seen first.

Qt restyles every widget for a new sheet, and once more for every widget above it: seconds with all screens made.
So what is hidden is left out (source: QApplication::setStyle of Qt 6 leaves out what is not polished and what has
a style of its own), and follows when it is shown or in small steps while nothing else happens.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPalette

STEP_SECONDS = 0.012
"""So long one step may hold up the window."""

_POLISHED = Qt.WidgetAttribute.WA_WState_Polished
_OWN_STYLE = Qt.WidgetAttribute.WA_SetStyle


class Wardrobe(QObject):
    """Dresses the application in steps: the old looks off, the new ones on, what can be seen, then what is hidden.

    Signals:
        dressed: what can be seen has its new looks; nothing was painted in between.
    """

    dressed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("wardrobe")
        self._app = app
        self._laid_out: tuple[QFont, QPalette, str] | None = None
        # By address, as Qt hands out one and the same wrapper while it is held here; parents come first.
        self._waiting: dict[QWidget, None] = {}
        self._seen: set[QWidget] = set()
        self._roots: list[QWidget] = []
        self._unpainted: list[QWidget] = []
        self._is_awaited = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """True when nothing waits any more, hidden or not."""
        return self._laid_out is None and not self._waiting

    def dress(self, font: QFont, palette: QPalette, sheet: str) -> None:
        """Begin to give new looks; they are on soon, or after `finish`."""
        is_bare = self._laid_out is not None
        self._laid_out = font, palette, sheet
        if not is_bare:
            self._take_off()
        self._timer.start(0)

    def finish(self) -> None:
        """Give what can be seen its new looks now."""
        if self._laid_out is not None:
            self._put_on(*self._laid_out)
        for widget in tuple(self._waiting):
            if widget in self._seen:
                self._redress(widget)
        if self._is_awaited:
            self._paint_again()

    def _take_off(self) -> None:
        seen: list[QWidget] = []
        hidden: list[QWidget] = []
        # Once through thousands of widgets, asking each as little as can be; what waits already is left out.
        for widget in _all_widgets():
            waits = widget in self._waiting
            if not waits and widget.testAttribute(_OWN_STYLE):
                continue
            (seen if widget.isVisible() else hidden).append(widget)
            if not waits:
                _leave_out(widget)
        self._hold_painting()
        self._seen = set(seen)
        self._wait_for([*seen, *hidden])
        # Another sheet in place of a sheet is what Qt does the slow way.
        self._app.setStyleSheet("")

    def _put_on(self, font: QFont, palette: QPalette, sheet: str) -> None:
        self._laid_out = None
        self._app.setFont(font)
        self._app.setPalette(palette)
        self._app.setStyleSheet(sheet)

    def _hold_painting(self) -> None:
        self._is_awaited = True
        for top in QApplication.topLevelWidgets():
            if top.isVisible() and top.updatesEnabled():
                top.setUpdatesEnabled(False)
                self._unpainted.append(top)

    def _paint_again(self) -> None:
        self._is_awaited = False
        self._seen = set()
        for top in self._unpainted:
            if shiboken6.isValid(top):
                top.setUpdatesEnabled(True)
                # What was asked to be painted meanwhile was dropped, and a real window waits for it ever after.
                top.repaint()
        self._unpainted = []
        self.dressed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            if self._laid_out is not None:
                self._put_on(*self._laid_out)
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

    def _let_go(self) -> None:
        for root in self._roots:
            if shiboken6.isValid(root):
                root.removeEventFilter(self)
        self._roots = []

    @Slot()
    def _go_on(self) -> None:
        if self._laid_out is not None:
            self._put_on(*self._laid_out)
            return
        began = time.perf_counter()
        while self._waiting and time.perf_counter() - began < STEP_SECONDS:
            self._redress(next(iter(self._waiting)))
        if self._is_awaited and self._seen.isdisjoint(self._waiting):
            self._paint_again()
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


def _leave_out(widget: QWidget) -> None:
    widget.setAttribute(_OWN_STYLE)
    widget.setAttribute(_POLISHED, False)
