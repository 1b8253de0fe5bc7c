"""A box to choose from that says where it leaves out words; what is chosen is whole in its tool tip."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from ui.plain_text import tooltip
from ui.theme import Space
from ui.views.parts.boxes import ChoiceBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class ElidingBox(ChoiceBox):
    """Takes the width that there is, however long its lines are."""

    def __init__(self, name: str, parent: QWidget, *, keeps_both_ends: bool = False) -> None:
        super().__init__(parent)
        self._keeps_both_ends = keeps_both_ends
        self.setObjectName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.currentTextChanged.connect(self._tell_whole)

    @property
    def words_shown(self) -> str:
        """What is chosen, as far as there is room for it."""
        return self._option().currentText

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, option = QStylePainter(self), self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - Space.HAIR
        if self.fontMetrics().horizontalAdvance(self.currentText()) > room:
            option.currentText = self._elided(room)
        return option

    def _elided(self, room: int) -> str:
        # Not by the font's own way: the first window has such a box, and `Qt` takes long to bring in.
        advance, most = self.fontMetrics().horizontalAdvance, len(self.currentText())
        kept = bisect_right(range(most), room, key=lambda count: advance(self._keeping(count))) - 1
        return self._keeping(max(kept, 0))

    def _keeping(self, count: int) -> str:
        whole = self.currentText()
        at_end = count // 2 if self._keeps_both_ends else 0
        return f"{whole[: count - at_end]}…{whole[len(whole) - at_end :]}"

    @Slot(str)
    def _tell_whole(self, words: str) -> None:
        self.setToolTip(tooltip(words))
