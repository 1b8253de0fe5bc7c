"""Tabs that become a box to choose from where they would not all stand side by side, so that none is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from ui.plain_text import tooltip
from ui.theme import TARGET
from ui.views.parts.eliding_box import ElidingBox

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

LEAST_WIDTH = 120


class FoldingTabs(QWidget):
    """Holds a tab bar; the box has the same names and turns the same tabs.

    Args:
        bar: the tabs; whoever made them goes on to name, hide and turn them.
        parent: where both stand.
    """

    def __init__(self, bar: QTabBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{bar.objectName()}-fold")
        self._bar = bar
        self._is_folding = False
        bar.setUsesScrollButtons(False)
        bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.box = ElidingBox(f"{bar.objectName()}-box", self)
        self.box.setAccessibleName(bar.accessibleName())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(bar, 1)
        row.addWidget(self.box, 1)
        self.box.hide()
        self.box.activated.connect(self._turn)
        bar.currentChanged.connect(self.refresh)

    @property
    def is_folded(self) -> bool:
        """True while the box stands in the place of the tabs."""
        return not self.box.isHidden()

    def name(self, place: int, words: str) -> None:
        """Name a tab."""
        if self._bar.tabText(place) != words:
            self._bar.setTabText(place, words)
            self.refresh()

    def offer(self, place: int, *, is_offered: bool) -> None:
        """Show a tab or leave it out."""
        self._bar.setTabVisible(place, is_offered)
        self.refresh()

    def needs(self) -> int:
        """Return the width, in pixels, in which all tabs stand side by side."""
        return self._bar.sizeHint().width()

    def refresh(self) -> None:
        """Follow tabs that were named, hidden or turned."""
        if self._is_folding:
            return
        self._is_folding = True
        # Letters are wider in the tab that is chosen, so the width is asked for each time.
        is_narrow = self.width() > 0 and self.needs() > self.width()
        if is_narrow:
            self._fill()
        had_focus = self._bar.hasFocus() or self.box.hasFocus()
        if is_narrow != self.is_folded:
            shown, hidden = (self.box, self._bar) if is_narrow else (self._bar, self.box)
            shown.show()
            if had_focus:
                shown.setFocus()
            hidden.hide()
        self._is_folding = False

    def sizeHint(self) -> QSize:
        return QSize(self.needs(), max(self._bar.sizeHint().height(), TARGET))

    def minimumSizeHint(self) -> QSize:
        height = self.box.sizeHint().height() if self.is_folded else self._bar.sizeHint().height()
        return QSize(LEAST_WIDTH, max(height, TARGET))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def event(self, event: QEvent) -> bool:
        is_answered = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.refresh()
        return is_answered

    def _places(self) -> tuple[int, ...]:
        return tuple(place for place in range(self._bar.count()) if self._bar.isTabVisible(place))

    def _fill(self) -> None:
        places = self._places()
        lines = tuple((self._bar.tabText(place), place) for place in places)
        if lines != tuple((self.box.itemText(row), self.box.itemData(row)) for row in range(self.box.count())):
            self.box.clear()
            for row, (name, place) in enumerate(lines):
                self.box.addItem(name.replace("&&", "&"), place)
                self.box.setItemData(row, tooltip(self._bar.tabToolTip(place)), Qt.ItemDataRole.ToolTipRole)
        current = self._bar.currentIndex()
        self.box.setCurrentIndex(places.index(current) if current in places else -1)

    @Slot(int)
    def _turn(self, row: int) -> None:
        self._bar.setCurrentIndex(int(self.box.itemData(row)))
