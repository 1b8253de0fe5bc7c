"""A column that scrolls down but never needs to scroll sideways, whatever the size of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.views.parts.fields import scrolled

if TYPE_CHECKING:
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

    def minimumSizeHint(self) -> QSize:
        bar = self._area.verticalScrollBar().sizeHint().width()
        return QSize(self._inner.minimumSizeHint().width() + bar, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
