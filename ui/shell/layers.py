"""The screens, and what may stand in front of them: hidden means hidden, for screen readers too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Layers(QStackedWidget):
    """Shows either the content or one thing in front of it; the focus comes back to where it was.

    Signals:
        turned: something else is in front now.
    """

    turned = Signal()

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("layers")
        self.addWidget(content)
        self._fronts: dict[str, QWidget] = {}
        self._focus_before: QWidget | None = None

    @property
    def front(self) -> str:
        """What is in front now: cover, keys, or nothing."""
        return next((name for name, front in self._fronts.items() if self.currentWidget() is front), "")

    def toggle(self, name: str) -> None:
        """Put something in front, or take it away again."""
        if self.front == name:
            self.lift()
            return
        self._make_fronts()
        if self.currentIndex() == 0:
            self._focus_before = QApplication.focusWidget()
        self.setCurrentWidget(self._fronts[name])
        self._fronts[name].setFocus()
        self.turned.emit()

    @Slot()
    def lift(self) -> None:
        """Show the content again."""
        if self.currentIndex() == 0:
            return
        self.setCurrentIndex(0)
        before, self._focus_before = self._focus_before, None
        if before is not None and shiboken6.isValid(before):
            before.setFocus()
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from ui.views.parts.enter_key import press_button

        if not press_button(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        from ui.views.parts.tab_order import scroll_to_focus, tab_as_laid_out

        # Every Tab that no field keeps for itself comes by here on its way up to the window; so does leaving a page,
        # but the page that comes puts the focus where its work begins.
        if _is_on_page_left():
            return super().focusNextPrevChild(is_next)
        tab_as_laid_out(self)
        is_moved = super().focusNextPrevChild(is_next)
        scroll_to_focus()
        return is_moved

    def _make_fronts(self) -> None:
        if self._fronts:
            return
        from ui.shell.covers import Cover, KeysOverview

        cover, keys = Cover(self), KeysOverview(self)
        cover.lifted.connect(self.lift)
        keys.closed.connect(self.lift)
        self._fronts = {cover.objectName(): cover, keys.objectName(): keys}
        self.addWidget(cover)
        self.addWidget(keys)


def _is_on_page_left() -> bool:
    """Tell whether the focus is on a page of a stack that was just hidden."""
    part = QApplication.focusWidget()
    while part is not None and not part.isVisible():
        outer = part.parentWidget()
        if isinstance(outer, QStackedWidget) and outer.isVisible():
            return True
        part = outer
    return False
