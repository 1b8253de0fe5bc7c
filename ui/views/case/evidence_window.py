"""A second window for what is read, for a second screen; it goes when the case is covered or locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.text import text
from ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent

NAME = "evidence-window"


class EvidenceWindow(QWidget):
    """Holds the reading pane; closing it puts the pane back.

    Args:
        pane: what it holds.
        home: where keys go that mean nothing to what is read, and whose window's actions work here too.
    """

    closing = Signal()

    def __init__(self, pane: QWidget, home: QWidget) -> None:
        super().__init__(home, Qt.WindowType.Window)
        self.setObjectName(NAME)
        self.setProperty("role", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(text("ui.reader.window"))
        self._home = home
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        column.addWidget(pane)
        self.addActions(home.window().actions())
        self.resize(1_000, 1_000)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        QCoreApplication.sendEvent(self._home, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)
