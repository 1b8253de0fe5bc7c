"""Two parts that stand side by side as long as there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


UPPER_SHARE = 0.62


class FittingSplitter(QSplitter):
    """Two parts side by side, or below each other where they would not fit."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(max((hint.width() for hint in self._hints()), default=0), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        needed = sum(hint.width() for hint in self._hints()) + self.handleWidth()
        is_wide = self.width() >= needed
        directions = Qt.Orientation
        wanted = directions.Horizontal if is_wide else directions.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            if not is_wide:
                # Below each other, the work comes before what it is about.
                upper = round(self.height() * UPPER_SHARE)
                self.setSizes([upper, self.height() - upper])

    def _hints(self) -> list[QSize]:
        parts = [self.widget(place) for place in range(self.count())]
        return [part.minimumSizeHint() for part in parts if part is not None]
