"""The ring around whatever has the keyboard: 2 pixels of accent, 2 pixels away, in every screen."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui.theme import RING_GAP, RING_WIDTH

_REACH = RING_GAP + RING_WIDTH
_MILLISECONDS_OF_START = 300
_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
}


class FocusRing(QObject):
    """Follows the focus through one application and paints the ring around it.

    The ring stands in the nearest ancestor with room for it, so that it scrolls with what it surrounds;
    where there is no room around, it lies on the edge itself.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("focus-ring")
        self._ring: _Ring | None = None
        self._followed: list[QWidget] = []
        self._is_started = False
        # The first ring comes with the first window, which `Qt` would hold up; see `ui.views.parts.fields`.
        QTimer.singleShot(_MILLISECONDS_OF_START, self, self._let_the_mouse_through)
        app.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._let_go()
        if now is None or now.isWindow() or now.inherits("QMenu"):
            return
        surrounded = _whole_field(now)
        home = _home_of(surrounded)
        self._ring = _Ring(home)
        if self._is_started:
            self._ring.let_the_mouse_through()
        each: QWidget | None = surrounded
        while each is not None and each is not home:
            each.installEventFilter(self)
            self._followed.append(each)
            each = each.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _MOVING:
            self._place()
        return False

    def _place(self) -> None:
        if self._ring is None or not shiboken6.isValid(self._ring) or not shiboken6.isValid(self._followed[0]):
            return
        surrounded, home = self._followed[0], self._ring.home
        if not surrounded.isVisible():
            self._ring.hide()
            return
        around = _around(surrounded, home).intersected(home.rect())
        self._ring.surround(around)

    @Slot()
    def _let_the_mouse_through(self) -> None:
        self._is_started = True
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.let_the_mouse_through()

    def _let_go(self) -> None:
        for each in self._followed:
            if shiboken6.isValid(each):
                each.removeEventFilter(self)
        self._followed = []
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


class _Ring(QFrame):
    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self.home = home
        self.setObjectName("ring")
        self.setProperty("role", "ring")

    def surround(self, around: QRect) -> None:
        if self.geometry() != around:
            self.setGeometry(around)
            inside = self.rect().adjusted(_REACH, _REACH, -_REACH, -_REACH)
            # Only the ring itself is repainted when the words under it change.
            self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))
        self.show()
        self.raise_()

    def let_the_mouse_through(self) -> None:
        """Leave every click to what is below."""
        from PySide6.QtCore import Qt

        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _whole_field(widget: QWidget) -> QWidget:
    # The line inside a spin box or an editable combo box has the focus for the whole field.
    proxied = widget.parentWidget()
    # Asked by name, so that the first window need not bring in what it does not show.
    if proxied is not None and (proxied.inherits("QAbstractSpinBox") or proxied.inherits("QComboBox")):
        return proxied
    return widget


def _around(widget: QWidget, home: QWidget) -> QRect:
    corner = widget.mapTo(home, QPoint(0, 0))
    return QRect(corner, widget.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)


def _home_of(widget: QWidget) -> QWidget:
    home = widget
    while (outer := home.parentWidget()) is not None and not home.isWindow():
        home = outer
        if _clips(home) or (home.rect().contains(_around(widget, home)) and not home.inherits("QSplitter")):
            break
    return home


def _clips(widget: QWidget) -> bool:
    # The widget inside a scroll area moves under its viewport: a ring further out would not be cut off.
    outer = widget.parentWidget()
    return outer is not None and outer.objectName() == "qt_scrollarea_viewport"
