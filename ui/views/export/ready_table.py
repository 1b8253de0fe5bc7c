"""The table of what can be handed over; Space ticks the current row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from reviewer.text import text
from ui.models.export_rows import ExportColumn
from ui.theme import TARGET, Space
from ui.views.parts.row_cursor import RowCursorTable

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from ui.models.export_rows import ExportModel


LETTERS_FOR_PROGRAM = 90
"""In a narrower table the program, which the number of the case tells too, leaves its room to the name."""


class ReadyTable(RowCursorTable):
    """One case a row; a click anywhere in it or Space sets the tick."""

    def __init__(self, model: ExportModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._most_rows = 0
        self.setObjectName("export-table")
        self.setAccessibleName(text("ui.export.table"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(ExportColumn.CANDIDATE, QHeaderView.ResizeMode.Stretch)

    def fit(self, most_rows: int) -> None:
        """Be as high as the rows, or as so many of them."""
        self._most_rows = most_rows
        height = max(TARGET, self.fontMetrics().lineSpacing() + Space.MEDIUM)
        self.verticalHeader().setDefaultSectionSize(height)
        shown = max(2, min(most_rows, self.model().rowCount()))
        self.setFixedHeight(shown * height + self.horizontalHeader().sizeHint().height() + Space.SMALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = self.width() / max(1, self.fontMetrics().averageCharWidth())
        self.setColumnHidden(ExportColumn.PROGRAM, letters < LETTERS_FOR_PROGRAM)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and self._most_rows:
            self.fit(self._most_rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._turn(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        before = self._state_of(index)
        super().mouseReleaseEvent(event)
        # A click on the box itself was answered already.
        if index.isValid() and self._state_of(index) == before:
            self._turn(index)

    def _turn(self, index: QModelIndex) -> None:
        first = index.siblingAtColumn(ExportColumn.CANDIDATE)
        is_ticked = self._state_of(index) == Qt.CheckState.Checked
        after = Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked
        self.model().setData(first, after, Qt.ItemDataRole.CheckStateRole)

    def _state_of(self, index: QModelIndex) -> object:
        if not index.isValid():
            return None
        return index.siblingAtColumn(ExportColumn.CANDIDATE).data(Qt.ItemDataRole.CheckStateRole)
