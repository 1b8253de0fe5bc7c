"""Keeps what is to be chosen in sight, where a column has no room for all that stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.views.case.choice_picker import ChoicePicker, Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

    from ui.views.parts.fading_edges import FadingEdges

_SHORTER = {Form.BESIDE: Form.COMPACT, Form.COMPACT: Form.LETTERS}


class LevelsUp(QObject):
    """Scrolls to the choices once the column is laid out, and again as it grows, until the reviewer scrolls.

    Args:
        area: the column.
        edges: fade at its ends.
        choices: what has to be seen.

    Signals:
        brought: the choices are in sight.
    """

    brought = Signal()

    def __init__(self, area: QScrollArea, edges: FadingEdges, choices: ChoicePicker) -> None:
        super().__init__(area)
        self.setObjectName(f"{area.objectName()}-levels-up")
        self._area = area
        self._edges = edges
        self._choices = choices
        self._brought: int | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._bring)
        area.verticalScrollBar().rangeChanged.connect(self._bring_again)

    @property
    def is_waiting(self) -> bool:
        """True until all has its place."""
        return self._settle.isActive()

    @Slot()
    def start(self) -> None:
        """Scroll there, as soon as all has its place."""
        self._settle.start()

    def let_go(self) -> None:
        """Something else is to be seen now, and stays in sight until `start`."""
        self._brought = None

    @Slot()
    def _bring_again(self) -> None:
        # Words that wrap have their height only after a round or two.
        bar = self._area.verticalScrollBar()
        if bar.value() == self._brought:
            self._settle.start()

    @Slot()
    def _bring(self) -> None:
        self._lay_out()
        choices, room = self._choices, self._area.viewport().height()
        shorter = _SHORTER.get(choices.form)
        if choices.height() > room and shorter is not None:
            choices.set_form(shorter)
            self._settle.start()
            return
        below = choices.geometry().bottom() + 1 - room + self._edges.high
        bar = self._area.verticalScrollBar()
        bar.setValue(max(0, min(below, choices.y())))
        self._brought = bar.value()
        self.brought.emit()

    def _lay_out(self) -> None:
        # The timer may be quicker than Qt's laying out: the room would be that of before.
        for part in (self._area.parentWidget(), self._area.widget(), self._choices):
            if part is not None and (layout := part.layout()) is not None:
                layout.activate()
