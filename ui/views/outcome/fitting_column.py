"""A column that scrolls down but never needs to scroll sideways, whatever the size of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.theme import Space
from ui.views.parts.fields import scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QScrollArea


class FittingColumn(QWidget):
    """Parts below each other; it asks for the width that its widest word needs."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._area, self._column = scrolled(f"{name}-scroll", self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._inner = self._area.widget() or self
        self._inner.installEventFilter(self)
        self._left_below: QWidget | None = None
        self._wanted: QWidget | None = None
        # Once what was shown or hidden with it has its place.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.bring_focus_up)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    @property
    def column(self) -> QVBoxLayout:
        """Where the parts go."""
        return self._column

    @property
    def inner(self) -> QWidget:
        """What the parts are made in, as Qt restyles all that is in a widget that moves."""
        return self._inner

    @property
    def area(self) -> QScrollArea:
        """What scrolls."""
        return self._area

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # What is pressed with the mouse is seen already, and must not move away below the pointer.
        is_here = now is not None and self.isVisible() and self._inner.isAncestorOf(now)
        if is_here and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._later.start()

    def stay_at_top(self) -> None:
        """Begin at the top, although what has the focus may stand below; it is followed once it goes elsewhere."""
        self._left_below = QApplication.focusWidget()
        self._area.verticalScrollBar().setValue(0)

    @Slot(QWidget)
    def bring_up(self, part: QWidget) -> None:
        """Scroll, once it is laid out, so far that a part is seen whole; what has the focus goes before."""
        self._wanted = part
        self._later.start()

    @Slot()
    def bring_focus_up(self) -> None:
        """Scroll so far that what has the focus is seen."""
        part, self._wanted = self._wanted, None
        if part is not None:
            self._area.ensureWidgetVisible(part, 0, Space.MEDIUM)
        focused = QApplication.focusWidget()
        if focused is self._left_below:
            return
        self._left_below = None
        if focused is not None and self._inner.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused, 0, Space.MEDIUM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    def minimumSizeHint(self) -> QSize:
        bar = self._area.verticalScrollBar().sizeHint().width()
        return QSize(self._inner.minimumSizeHint().width() + bar, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
