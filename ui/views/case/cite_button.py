"""The button that cites: what is selected, a document as a whole, or where something was looked for in vain."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from reviewer.text import text
from ui.theme import TARGET


class CiteButton(QToolButton):
    """Opens its short menu at once.

    Signals:
        selection_wanted: cite what is selected.
        document_wanted: cite the document at hand as a whole.
        look_wanted: say what was looked for here and not found.
    """

    selection_wanted = Signal()
    document_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "flat")
        self.setText(text("ui.citation.cite"))
        self.setToolTip(text("ui.citation.cite_tip"))
        self.setAccessibleName(text("ui.citation.cite_name"))
        self.setMinimumHeight(TARGET)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(self)
        menu.setObjectName(f"{name}-menu")
        for wanted, told in (
            ("selection", self.selection_wanted),
            ("document", self.document_wanted),
            ("look", self.look_wanted),
        ):
            menu.addAction(text(f"ui.citation.cite_{wanted}")).triggered.connect(told)
        self.setMenu(menu)
