"""Two columns that stand side by side where there is room for both, and else below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

LETTERS_FOR_TWO = 110
"""Width of a page, in letters, from which on two columns stand side by side."""


class TwoColumns(QBoxLayout):
    """Below each other until their page says how wide it is."""

    def __init__(self, spacing: int) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom)
        self.setSpacing(spacing)

    def fit(self, page: QWidget) -> None:
        """Stand as the page has room; to be called whenever it is resized."""
        is_wide = page.width() >= page.fontMetrics().averageCharWidth() * LETTERS_FOR_TWO
        directions = QBoxLayout.Direction
        self.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
