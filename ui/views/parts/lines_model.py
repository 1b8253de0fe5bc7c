"""Lines of words with something behind each."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.plain_text import tooltip

Index = QModelIndex | QPersistentModelIndex
ValueRole = int(Qt.ItemDataRole.UserRole) + 1
"""Asks for what is behind a line."""
_ANSWERED = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
        ValueRole,
    }
)


class LinesModel(QAbstractListModel):
    """Shows `(words, value)`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, object], ...] = ()

    def show_rows(self, rows: tuple[tuple[str, object], ...]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each line."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a line, or what is behind it."""
        # Views ask for fonts and colors far more often than for words.
        if role not in _ANSWERED or not index.isValid():
            return None
        words, value = self._rows[index.row()]
        if role == ValueRole:
            return value
        return tooltip(words.strip()) if role == Qt.ItemDataRole.ToolTipRole else words
