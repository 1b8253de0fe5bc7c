"""What to look for under a Standard, a tick each: pointers, not conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.looks import drop
from ui.plain_text import PlainLabel
from ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from reviewer.program.model import Prompt


class PromptTicks(QWidget):
    """One tick for each prompt, in the program's order."""

    ticks_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("prompts")
        self.setAccessibleName(text("case.rubric.prompts"))
        self._prompts: tuple[Prompt, ...] = ()
        self._ticks: list[_PromptTick] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.HAIR, 0, Space.HAIR, 0)
        self._column.setSpacing(0)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids of the prompts ticked."""
        return tuple(tick.prompt_id for tick in self._ticks if tick.box.isChecked())

    def show_prompts(self, prompts: tuple[Prompt, ...], ticked: tuple[str, ...]) -> None:
        """Show the prompts of a Standard, some of them ticked."""
        if prompts != self._prompts:
            self._build(prompts)
        for tick in self._ticks:
            tick.box.setChecked(tick.prompt_id in ticked)

    def _build(self, prompts: tuple[Prompt, ...]) -> None:
        self._prompts = prompts
        drop(self._ticks, self._column)
        self._ticks = [_PromptTick(prompt, self) for prompt in prompts]
        for tick in self._ticks:
            self._column.addWidget(tick)
            tick.box.clicked.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.ticks_changed.emit()


class _PromptTick(QWidget):
    """A check box whose words wrap; pressing the words ticks the box."""

    def __init__(self, prompt: Prompt, parent: QWidget) -> None:
        super().__init__(parent)
        self.prompt_id = prompt.id
        self.setObjectName(f"prompt-{prompt.id}-row")
        self.box = QCheckBox(self)
        self.box.setObjectName(f"prompt-{prompt.id}")
        self.box.setAccessibleName(prompt.text)
        words = PlainLabel(prompt.text, name=f"prompt-{prompt.id}-words", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
