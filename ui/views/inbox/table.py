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
_OF_WORDS = (InboxColumn.PROGRAM, InboxColumn.STATE, InboxColumn.DUE)


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
        given = {column: self._width_of(words) for column, words in _shortest_words().items()}
        wanted = {column: self._width_of(words) for column, words in _widest_words(self._model).items()}
        # A program that an office named at length does not push the others aside.
        most = metrics.averageCharWidth() * _PROGRAM_CHARACTERS
        wanted[InboxColumn.PROGRAM] = min(wanted[InboxColumn.PROGRAM], max(most, given[InboxColumn.PROGRAM]))
        real, practice = self._candidate_widths()
        room = self.viewport().width() - real - sum(given.values())
        # Headings and usual states come before the mark of practice, and words before the length of a bar.
        room = _widen(given, self._telling_widths(wanted), room) - (practice - real)
        room = _widen(given, {column: wanted[column] for column in _OF_WORDS}, room)
        _widen(given, wanted, room)
        for column, width in given.items():
            self.horizontalHeader().resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit_columns()

    def _candidate_widths(self) -> tuple[int, int]:
        """Return what the names of the real cases need, and what all do; in pixels, within limits."""
        metrics = self.fontMetrics()
        real, practice = (self._width_of((self._model.longest_candidate(is_practice=each),)) for each in (False, True))
        if self._model.practice:
            # The mark stands beside the name, not in its place.
            practice += round(practice_width(metrics)) + Space.LARGE
        least, most = (
            metrics.averageCharWidth() * each for each in (_CANDIDATE_CHARACTERS, _MOST_CANDIDATE_CHARACTERS)
        )
        return max(least, min(real, most)), max(least, min(max(real, practice), most))

    def _telling_widths(self, wanted: dict[InboxColumn, int]) -> dict[InboxColumn, int]:
        """Return how wide each usual state and the headings are."""
        states = (state_label(state) for state in CaseState)
        widths = [self._width_of((state,)) for state in states if state in self._model.states]
        heading = self.horizontalHeader().sectionSizeHint
        return {
            InboxColumn.PROGRAM: heading(InboxColumn.PROGRAM),
            InboxColumn.STATE: min(wanted[InboxColumn.STATE], max(heading(InboxColumn.STATE), *widths, 0)),
        }

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


def _widen(given: dict[InboxColumn, int], wanted: dict[InboxColumn, int], room: int) -> int:
    """Give columns what they want, or each its share of the room; return the room left, below 0 where it is short."""
    more = {column: max(0, width - given[column]) for column, width in wanted.items()}
    share = max(0.0, min(1.0, room / max(1, sum(more.values()))))
    for column, missing in more.items():
        given[column] += round(missing * share)
    return room - sum(more.values())


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
