"""How sure the reviewer is: three dots, for oneself only."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.theme import TARGET, Space, color, points
from ui.views.parts.signs import paint_sign

STEPS = 3
_DOT_POINTS = 10.5


class SurenessPicker(QWidget):
    """Three dots; pressing the last filled one again takes the answer back."""

    sureness_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sureness")
        self._sureness: int | None = None
        label: QLabel = PlainLabel(text("case.rubric.sure"), name="sureness-label", parent=self)
        label.setWordWrap(False)
        self._dots = [_Dot(step, self) for step in range(1, STEPS + 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(label)
        row.addSpacing(Space.HAIR)
        for dot in self._dots:
            row.addWidget(dot)
            dot.clicked.connect(self._press)

    @property
    def sureness(self) -> int | None:
        """1 (not sure) to 3 (sure), or None."""
        return self._sureness

    def show_sureness(self, sureness: int | None) -> None:
        """Fill the dots."""
        self._sureness = sureness
        for dot in self._dots:
            dot.setChecked(sureness is not None and dot.step <= sureness)

    @Slot()
    def _press(self) -> None:
        dot = self.sender()
        if isinstance(dot, _Dot):
            sureness = None if dot.step == self._sureness else dot.step
            self.show_sureness(sureness)
            self.sureness_chosen.emit(sureness)


class _Dot(QAbstractButton):
    def __init__(self, step: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.step = step
        self.setObjectName(f"sureness-{step}")
        self.setCheckable(True)
        self.setAccessibleName(text(f"case.rubric.sureness.{step}"))
        self.setToolTip(text(f"case.rubric.sureness.{step}"))

    def sizeHint(self) -> QSize:
        return QSize(TARGET, TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        side = points(_DOT_POINTS) * 4 / 3
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(self.rect()).center())
        paint_sign(painter, square, "full" if self.isChecked() else "ring", color("ink"))
        painter.end()
