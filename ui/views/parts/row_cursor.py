"""Tables whose rows are what one goes to: Home and End lead to the first and the last of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

_Action = QAbstractItemView.CursorAction


class RowCursorTable(QTableView):
    """Qt's own table goes to the first and last column, which say nothing where a whole row is chosen."""

    def moveCursor(self, cursor_action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if cursor_action not in (_Action.MoveHome, _Action.MoveEnd):
            return super().moveCursor(cursor_action, modifiers)
        rows = [row for row in range(self.model().rowCount()) if not self.isRowHidden(row)]
        if not rows:
            return QModelIndex()
        row = rows[0] if cursor_action is _Action.MoveHome else rows[-1]
        return self.model().index(row, max(0, self.currentIndex().column()))
