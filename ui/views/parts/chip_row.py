"""Small labelled things in rows: each can be pressed, and taken away where it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QPushButton, QSizePolicy, QToolButton, QWidget

from reviewer.text import text
from ui.looks import drop
from ui.plain_text import label_text, one_line, tooltip
from ui.theme import Space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QResizeEvent


@dataclass(frozen=True, slots=True)
class ChipItem:
    """What a chip says and stands for; `reason` says why it is broken, empty where it is sound.

    One that `begins_with_place` leaves out its end where there is little room, any other its middle.
    """

    words: str
    about: object
    tip: str = ""
    is_removable: bool = False
    reason: str = ""
    begins_with_place: bool = False


MOST_LETTERS = 56
LEAST_LETTERS = 16


class _Chip(QWidget):
    """One chip: a button, and a cross that needs no focus since Delete does the same."""

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, item: ChipItem, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.item = item
        self._press = QPushButton(self)
        self._press.setObjectName(f"{name}-press")
        self._press.setProperty("role", "chip")
        self._press.setProperty("state", "broken" if item.reason else "")
        self._press.setAutoDefault(False)
        words = f"⚠ {item.words}" if item.reason else item.words
        self._words = one_line(words)
        told = "\n".join(part for part in (item.reason, item.tip or item.words) if part)
        self._press.setToolTip(tooltip(told))
        self._press.setAccessibleName(self._words)
        self._press.setAccessibleDescription(one_line(told))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._press)
        self._press.clicked.connect(self._tell_chosen)
        if item.is_removable:
            cross = QToolButton(self)
            cross.setObjectName(f"{name}-remove")
            cross.setText(text("ui.citation.remove_sign"))
            cross.setProperty("role", "flat")
            cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            cross.setToolTip(tooltip(text("ui.citation.remove")))
            cross.setAccessibleName(text("ui.citation.remove"))
            cross.clicked.connect(self._tell_removed)
            row.addWidget(cross)
        self.setFocusProxy(self._press)

    def fit(self, widest: int) -> None:
        """Say as much as there is room for, in pixels."""
        room = widest - 2 * Space.LARGE - (Space.VAST if self.item.is_removable else 0)
        metrics = self._press.fontMetrics()
        room = max(room, metrics.averageCharWidth() * LEAST_LETTERS)
        mode = Qt.TextElideMode.ElideRight if self.item.begins_with_place else Qt.TextElideMode.ElideMiddle
        self._press.setText(label_text(metrics.elidedText(self._words, mode, room)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.item.is_removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._tell_removed()
            return
        super().keyPressEvent(event)

    @Slot()
    def _tell_chosen(self) -> None:
        self.chosen.emit(self.item.about)

    @Slot()
    def _tell_removed(self) -> None:
        self.removed.emit(self.item.about)


class ChipRow(QWidget):
    """Chips beside and below each other; hidden while there are none.

    Signals:
        chosen, removed: what a chip stands for.
    """

    chosen = Signal(object)
    removed = Signal(object)

    def __init__(self, name: str, described: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(described)
        self._chips: list[_Chip] = []
        self._items: tuple[ChipItem, ...] = ()
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def items(self) -> tuple[ChipItem, ...]:
        """What is shown."""
        return self._items

    def focus_item(self, about: object) -> None:
        """Put the focus on the chip of what it stands for, or on the first."""
        for chip in (*(chip for chip in self._chips if chip.item.about == about), *self._chips[:1]):
            chip.setFocus()
            return

    def show_items(self, items: tuple[ChipItem, ...]) -> None:
        """Show other chips; the same ones stay as they are."""
        if items == self._items:
            return
        had_focus = any(button.hasFocus() for button in self.findChildren(QPushButton))
        self._items = items
        drop(self._chips, self._flow)
        self._chips = [_Chip(item, f"{self.objectName()}-{number}", self) for number, item in enumerate(items, start=1)]
        for chip in self._chips:
            chip.chosen.connect(self.chosen)
            chip.removed.connect(self.removed)
            self._flow.addWidget(chip)
            chip.show()
        self.setVisible(bool(items))
        self._fit()
        if had_focus and self._chips:
            self._chips[-1].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        home = self.parentWidget()
        most = self.fontMetrics().averageCharWidth() * MOST_LETTERS
        widest = min(most, max(self.width(), home.width() if home else 0) - Space.VAST)
        # Qt tells of fonts while the row is still being made.
        for chip in getattr(self, "_chips", ()):
            chip.fit(widest)
        self.updateGeometry()


class FlowLayout(QLayout):
    """Puts widgets beside each other and begins a new line where the room ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = list(self._places(QRect(0, 0, width, 0)))
        margins = self.contentsMargins()
        return max((place.bottom() + 1 for _, place in places), default=margins.top()) + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _places(self, rect: QRect) -> Iterator[tuple[QLayoutItem, QRect]]:
        margins = self.contentsMargins()
        left = x = rect.left() + margins.left()
        y, line = rect.top() + margins.top(), 0
        right = rect.right() - margins.right()
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if x > left and x + hint.width() > right + 1:
                x, y, line = left, y + line + Space.HAIR, 0
            yield item, QRect(QPoint(x, y), hint.boundedTo(QSize(max(1, right - left + 1), hint.height())))
            x += hint.width() + Space.SMALL
            line = max(line, hint.height())
