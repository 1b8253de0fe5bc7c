"""The ethics checklist as a Qt list: what is asked and how each item stands."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import text
from ui.models.before_texts import hint_words
from ui.models.declarations import commitment_line

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import EthicsRow, Sheet

Index = QModelIndex | QPersistentModelIndex


COMMITMENT = "commitment"
"""The word of a program for what the submission says of the commitment to the code."""


class EthicsRole(IntEnum):
    """What a view asks for beside Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    SIGN = Qt.ItemDataRole.UserRole + 2


SIGNS = {"none": "full", "more": "half", "refer": "cross"}
"""The sign of an answer by its effect, as the levels have theirs."""


class EthicsModel(QAbstractListModel):
    """One row for each item of the checklist."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[EthicsRow, ...] = ()
        self._names: dict[str, str] = {}
        self._signs: dict[str, str] = {}

    def show_sheet(self, sheet: Sheet) -> None:
        """Take over a sheet; the same items change in place."""
        self._names = {choice.id: choice.name for choice in sheet.ethics_choices}
        self._signs = {choice.id: SIGNS[choice.effect] for choice in sheet.ethics_choices}
        if [row.id for row in sheet.ethics] != [row.id for row in self._rows]:
            self.beginResetModel()
            self._rows = sheet.ethics
            self.endResetModel()
            return
        self._rows = sheet.ethics
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def clear(self) -> None:
        """Forget the case."""
        self.beginResetModel()
        self._rows = ()
        self.endResetModel()

    def row_of(self, item: str) -> int:
        """Return the place of an item, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.id == item), -1)

    def next_open(self, item: str) -> str | None:
        """Return the next item without an answer, beginning again at the top."""
        start = self.row_of(item) + 1
        rows = self._rows[start:] + self._rows[:start]
        return next((row.id for row in rows if row.answer is None and row.id != item), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """One for each item."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return title and answer of an item."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == EthicsRole.ROW:
            return row
        if role == EthicsRole.SIGN:
            return self._signs.get(_given(row) or "", "")
        if role == Qt.ItemDataRole.DisplayRole:
            return row.id if row.id.isdigit() else text("case.ethics.code")
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.id if row.id.isdigit() else ''} {row.title}: {self._answer(row)}".strip()
        return None

    def _answer(self, row: EthicsRow) -> str:
        if row.draft is not None:
            begun = self._names.get(row.draft.answer or "", text("case.ethics.begun"))
            return text("case.ethics.draft_answer", answer=begun)
        if row.answer is None:
            return text("case.ethics.open")
        return text("case.ethics.given_answer", answer=self._names.get(row.answer.answer, row.answer.answer))


def _given(row: EthicsRow) -> str | None:
    if row.draft is not None:
        return row.draft.answer
    return row.answer.answer if row.answer else None


def noticed_for(sheet: Sheet, row: EthicsRow) -> tuple[str, ...]:
    """Say what the program found in the submission that an item may be about; never an answer."""
    commitment = (commitment_line(sheet),) if COMMITMENT in row.shows else ()
    return (*commitment, *(hint_words(sheet, hint) for hint in sheet.hints if hint.code in row.shows))
