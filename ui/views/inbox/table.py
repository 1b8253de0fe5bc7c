"""The table of cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from reviewer.text import text
from reviewer.vocabulary import CaseState
from ui.models.inbox import InboxColumn, InboxModel, state_label
from ui.theme import TARGET, Space
from ui.views.inbox.delegate import InboxDelegate
from ui.views.parts.practice import practice_width
from ui.views.parts.row_cursor import RowCursorTable

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.vocabulary import CaseKey

_NARROWEST_COLUMN = 48
_CANDIDATE_CHARACTERS = 20
_MOST_CANDIDATE_CHARACTERS = 40
_PROGRAM_CHARACTERS = 40


class InboxTable(RowCursorTable):
    """The cases, one a row; Enter opens.

    Signals:
        row_chosen: an `InboxRow` was selected.
        open_asked: the selected case is to be opened.
    """

    row_chosen = Signal(object)
    open_asked = Signal()

    def __init__(self, model: InboxModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setObjectName("inbox-table")
        self.setAccessibleName(text("ui.inbox.title"))
        self.setModel(model)
        self.setItemDelegate(InboxDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        # Rows are alike: asking each for its height would cost a second with 1,000 of them.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(_NARROWEST_COLUMN)
        self.horizontalHeader().setSectionResizeMode(InboxColumn.CANDIDATE, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.activated.connect(self._tell_activated)

    def select(self, key: CaseKey) -> None:
        """Select the row of a case, if it is shown."""
        number = self._model.number_of(key)
        if number is not None:
            self.selectRow(number)

    def fit_columns(self) -> None:
        """Give the candidate what the other columns do not need; in a narrow window they give way."""
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(metrics.lineSpacing() + Space.LARGE, TARGET + Space.HAIR))
        wanted = {column: self._width_of(words) for column, words in _widest_words(self._model).items()}
        least = {column: self._width_of(words) for column, words in _shortest_words().items()}
        # A program that an office named at length does not push the others aside.
        most = metrics.averageCharWidth() * _PROGRAM_CHARACTERS
        wanted[InboxColumn.PROGRAM] = min(wanted[InboxColumn.PROGRAM], max(most, least[InboxColumn.PROGRAM]))
        room = self.viewport().width() - self._candidate_width() - sum(least.values())
        # Words come before the length of a bar.
        for columns in ((InboxColumn.PROGRAM, InboxColumn.STATE, InboxColumn.DUE), (InboxColumn.JUDGED,)):
            more = sum(wanted[column] - least[column] for column in columns)
            share = max(0.0, min(1.0, room / max(1, more)))
            for column in columns:
                given = least[column] + round((wanted[column] - least[column]) * share)
                self.horizontalHeader().resizeSection(column, given)
            room -= more

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit_columns()

    def _candidate_width(self) -> int:
        metrics = self.fontMetrics()
        real, practice = (self._width_of((self._model.longest_candidate(is_practice=each),)) for each in (False, True))
        if self._model.practice:
            # The mark stands beside the name, not in its place.
            practice += round(practice_width(metrics)) + Space.LARGE
        least, most = _CANDIDATE_CHARACTERS, _MOST_CANDIDATE_CHARACTERS
        return max(metrics.averageCharWidth() * least, min(max(real, practice), metrics.averageCharWidth() * most))

    def _width_of(self, words: tuple[str, ...]) -> int:
        return max(self.fontMetrics().horizontalAdvance(each) for each in words) + Space.WIDE

    @Slot(QItemSelection, QItemSelection)
    def _tell_selection(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        indexes = selected.indexes()
        row = self._model.row_at(indexes[0].row()) if indexes else None
        if row is not None:
            self.row_chosen.emit(row)

    @Slot(QModelIndex)
    def _tell_activated(self, _index: QModelIndex) -> None:
        self.open_asked.emit()


def _widest_words(model: InboxModel) -> dict[InboxColumn, tuple[str, ...]]:
    return {
        InboxColumn.PROGRAM: (text("ui.inbox.column.program"), *model.programs),
        InboxColumn.STATE: (state_label(CaseState.IN_REVIEW), *model.states),
        InboxColumn.JUDGED: ("0" * 17,),
        InboxColumn.DUE: (text("ui.inbox.overdue", due="30 Sep"), text("ui.inbox.no_due_date")),
    }


def _shortest_words() -> dict[InboxColumn, tuple[str, ...]]:
    return {
        InboxColumn.PROGRAM: ("CPT 2013",),
        InboxColumn.STATE: (state_label(CaseState.IN_REVIEW),),
        InboxColumn.JUDGED: (text("ui.inbox.column.judged"), "000/000"),
        InboxColumn.DUE: (text("ui.inbox.overdue", due="30 Sep"),),
    }
