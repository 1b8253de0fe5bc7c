"""The head of the rubric: which Standard, how it stands, and the Standards before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from reviewer.text import text
from ui.plain_text import ElidedLabel, label_text, tooltip
from ui.theme import TARGET, Space
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.program.model import Standard
    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell


class RubricHead(QWidget):
    """`6 Determine the cause`, the Standards beside it by name, and below whether the criterion is closed."""

    step_wanted = Signal(int)
    attestation_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rubric-head")
        self._title = ElidedLabel(name="rubric-title", role="heading", parent=self)
        self._standing = ElidedLabel(name="rubric-standing", role="small", parent=self)
        self._attests = ""
        self._beside: dict[QToolButton, tuple[Standard, str]] = {}
        self._attested = button("", name="rubric-attested", parent=self, role="link")
        self._before = self._step_button("rubric-before")
        self._after = self._step_button("rubric-after")
        steps = QHBoxLayout()
        steps.setSpacing(Space.HAIR)
        steps.addWidget(self._before)
        steps.addWidget(self._after)
        self.standing = QWidget(self)
        self.standing.setObjectName("rubric-standing-row")
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, 0)
        grid.setVerticalSpacing(0)
        grid.addWidget(self._title, 0, 0)
        grid.addLayout(steps, 0, 1)
        below = QHBoxLayout(self.standing)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._standing, 1)
        below.addWidget(self._attested)
        grid.addWidget(self.standing, 1, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        self._attested.clicked.connect(self.attestation_wanted)
        self._before.clicked.connect(self._go_before)
        self._after.clicked.connect(self._go_after)

    def _step_button(self, name: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setProperty("role", "flat")
        made.setMinimumSize(TARGET, TARGET)
        return made

    def take_back(self) -> None:
        """Put the line about the standing below the title again."""
        self._grid.addWidget(self.standing, 1, 0, 1, 2)

    def show_cell(self, sheet: Sheet, cell: Cell) -> None:
        """Show the Standard of a cell and its neighbors."""
        numbers = [standard.number for standard in sheet.standards]
        place = numbers.index(cell.standard)
        standard = sheet.standards[place]
        self._title.say(f"{standard.number} {standard.name}")
        before = sheet.standards[place - 1] if place > 0 else None
        after = sheet.standards[place + 1] if place + 1 < len(numbers) else None
        self._name_step(self._before, before, "before")
        self._name_step(self._after, after, "after")
        self._name_steps()

    def show_standing(self, words: str) -> None:
        """Say whether the criterion is open, a draft or closed."""
        self._standing.say(words)

    def show_attested(self, words: str, names: str) -> None:
        """Say what the attesters say of this cell; pressing it leads to the attestations."""
        self._attests = words
        self._attested.setAccessibleName(words)
        self._fit()
        self._attested.setToolTip(tooltip(names))
        self._attested.setAccessibleDescription(names)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._name_steps()

    def _name_steps(self) -> None:
        """Name the Standards beside it; where this one would lose its own name, their numbers do."""
        for is_whole in (True, False):
            for step, (standard, way) in self._beside.items():
                words = f"{standard.number} {standard.column}" if is_whole else str(standard.number)
                step.setText(text(f"case.rubric.step_{way}", standard=label_text(words)))
            taken = sum(step.sizeHint().width() + Space.SMALL for step in self._beside)
            if self._title.sizeHint().width() + taken <= self.width():
                return

    def _fit(self) -> None:
        # With large letters the line is shortened rather than the pane made wider than it can be.
        room = max(TARGET, self.width() - self._standing.minimumSizeHint().width() - Space.VAST)
        metrics = self._attested.fontMetrics()
        self._attested.setText(label_text(metrics.elidedText(self._attests, Qt.TextElideMode.ElideRight, room)))

    def _name_step(self, step: QToolButton, standard: Standard | None, way: str) -> None:
        step.setVisible(standard is not None)
        self._beside.pop(step, None)
        if standard is not None:
            self._beside[step] = standard, way
            spoken = text(f"case.rubric.step_{way}_tip", standard=f"{standard.number} {standard.name}")
            step.setToolTip(tooltip(spoken))
            step.setAccessibleName(spoken)

    @Slot()
    def _go_before(self) -> None:
        self.step_wanted.emit(-1)

    @Slot()
    def _go_after(self) -> None:
        self.step_wanted.emit(1)
