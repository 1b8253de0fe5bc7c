"""What the rows add up to, above the table: shown live, with how sure the rules are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import text
from ui.looks import empty
from ui.models.row_sums import sum_lines
from ui.plain_text import ElidedLabel, tooltip
from ui.theme import Space
from ui.views.parts.badge import rule_badge
from ui.views.parts.signs import SignMark

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import Sheet
    from ui.models.row_sums import SumLine


LINES_FOR_ALL = 24
"""Height of the page, in lines of text, from which on every sum has its line."""


class SumStrip(QFrame):
    """The sums below each other; hidden where the pathway has none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("row-sums")
        self.setAccessibleName(text("ui.rows.sum.name"))
        self._lines: tuple[SumLine, ...] = ()
        self._is_compact = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.HAIR, 0, Space.HAIR)
        self._column.setSpacing(2)
        self.hide()

    @property
    def lines(self) -> tuple[SumLine, ...]:
        """What is shown."""
        return self._lines

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the sums of a case as it is now."""
        self._show(sum_lines(sheet))

    def set_room(self, height: int) -> None:
        """Show all sums, or with little room only the first and how many rows ask for a look.

        Args:
            height: of the whole page, in pixels.
        """
        is_compact = height < LINES_FOR_ALL * self.fontMetrics().lineSpacing()
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._fold()

    def _fold(self) -> None:
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setVisible(place == 0 or not self._is_compact)
        self.setToolTip(tooltip("\n".join(line.words for line in self._lines)) if self._is_compact else "")

    def clear(self) -> None:
        """Show nothing of any case."""
        self._show(())

    def _show(self, lines: tuple[SumLine, ...]) -> None:
        self.setVisible(bool(lines))
        if lines == self._lines:
            return
        self._lines = lines
        empty(self._column)
        for place, line in enumerate(lines):
            self._column.addWidget(self._line(line, f"row-sum-{place}"))
        self.setAccessibleDescription("\n".join(line.words for line in lines))
        self._fold()

    def _line(self, line: SumLine, name: str) -> QWidget:
        whole = QWidget(self)
        whole.setObjectName(name)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.SMALL)
        if line.sign:
            row.addWidget(SignMark(line.sign, name=f"{name}-sign", parent=whole))
        row.addWidget(
            ElidedLabel(line.words, name=f"{name}-words", role="heading" if line.is_main else "", parent=whole)
        )
        if (mark := rule_badge(line.status, line.source, f"{name}-badge", whole)) is not None:
            row.addWidget(mark)
        row.addStretch(1)
        return whole
