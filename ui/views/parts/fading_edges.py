"""Says that a column goes on: what is cut at an edge fades out there, so that it does not look whole or broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

MOST_SHARE = 0.25
"""An edge never fades over more of what is seen than this."""


class FadingEdges(QObject):
    """Two bands over a column that scrolls; they let all clicks through.

    Args:
        area: what scrolls, on paper.
    """

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self.setObjectName(f"{area.objectName()}-edges")
        self._area = area
        self.above = self._band("above")
        self.below = self._band("below")
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._show)
        bar.rangeChanged.connect(self._show)
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() == QEvent.Type.Resize:
            self._show()
        return False

    def _band(self, name: str) -> QFrame:
        made = QFrame(self._area.viewport())
        made.setObjectName(f"{self._area.objectName()}-{name}")
        made.setProperty("role", f"fade-{name}")
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.hide()
        return made

    @property
    def high(self) -> int:
        """How high a band is, in pixels."""
        return min(self._area.fontMetrics().lineSpacing(), round(self._area.viewport().height() * MOST_SHARE))

    @Slot()
    def _show(self) -> None:
        port, bar, high = self._area.viewport(), self._area.verticalScrollBar(), self.high
        _place(self.above, port, 0, high, is_needed=bar.value() > bar.minimum())
        _place(self.below, port, port.height() - high, high, is_needed=bar.value() < bar.maximum())


def _place(band: QFrame, port: QWidget, top: int, high: int, *, is_needed: bool) -> None:
    band.setGeometry(0, top, port.width(), high)
    band.setVisible(is_needed)
    if is_needed:
        band.raise_()
