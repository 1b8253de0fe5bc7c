"""Two parts that stand side by side as long as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QByteArray
    from PySide6.QtGui import QResizeEvent


UPPER_SHARE = 0.62
LINES_FOR_BOTH = 16
"""Height, in lines of text, from which on two parts below each other can both be worked in."""
LEAST_LINES = 2
"""What is left of the other part where they cannot."""


class FittingSplitter(QSplitter):
    """Two parts side by side, or below each other where they would not fit.

    Where even that is too low, the part with the focus takes the room, and a strip of the other leads to it.
    """

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self._beside: list[int] = []
        self.splitterMoved.connect(self._remember)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

    @property
    def is_low(self) -> bool:
        """True while only one of the two parts can be worked in at a time."""
        is_below = self.orientation() == Qt.Orientation.Vertical
        return is_below and self.height() < LINES_FOR_BOTH * self.fontMetrics().lineSpacing()

    def setSizes(self, sizes: Sequence[int]) -> None:
        super().setSizes(sizes)
        if self.orientation() == Qt.Orientation.Horizontal:
            self._beside = list(sizes)

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        is_restored = super().restoreState(state)
        self._remember()
        return is_restored

    def minimumSizeHint(self) -> QSize:
        return QSize(max((hint.width() for hint in self._hints()), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._turn() and self.is_low:
            self._share()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> bool:
        """Turn where the parts fit otherwise; False where they stand as they should."""
        needed = sum(hint.width() for hint in self._hints()) + self.handleWidth()
        is_wide = self.width() >= needed
        directions = Qt.Orientation
        wanted = directions.Horizontal if is_wide else directions.Vertical
        if wanted == self.orientation():
            return False
        self.setOrientation(wanted)
        if is_wide:
            # Heights say nothing of widths: beside each other they stand as they were put there last.
            shares = self._beside if any(self._beside) else self._stretches()
            super().setSizes([self.width() * share // sum(shares) for share in shares])
        else:
            self._share()
        return True

    def _stretches(self) -> list[int]:
        parts = (self.widget(place) for place in range(self.count()))
        return [part.sizePolicy().horizontalStretch() or 1 for part in parts if part is not None]

    @Slot()
    def _remember(self) -> None:
        if self.orientation() == Qt.Orientation.Horizontal:
            self._beside = self.sizes()

    def _share(self) -> None:
        """Below each other, the work comes before what it is about."""
        upper = round(self.height() * UPPER_SHARE)
        if self.is_low:
            strip = LEAST_LINES * self.fontMetrics().lineSpacing()
            upper = strip if self._is_in(1, QApplication.focusWidget()) else self.height() - strip
        super().setSizes([upper, self.height() - upper])

    def _is_in(self, place: int, widget: QWidget | None) -> bool:
        part = self.widget(place)
        return part is not None and widget is not None and (part is widget or part.isAncestorOf(widget))

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self.isVisible() and self.is_low and (self._is_in(0, now) or self._is_in(1, now)):
            self._share()

    def _hints(self) -> list[QSize]:
        parts = [self.widget(place) for place in range(self.count())]
        return [part.minimumSizeHint() for part in parts if part is not None]
