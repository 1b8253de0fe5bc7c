"""The inbox as a table: rows filtered and put in order here, where 1,000 of them take milliseconds."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.text import is_known, text
from reviewer.vocabulary import CaseState
from ui.plain_text import one_line, tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey

UNFINISHED = frozenset({CaseState.RECEIVED, CaseState.IN_REVIEW, CaseState.COMPLETE, CaseState.REFERRED})
"""States in which the next step is the reviewer's."""

PRACTICE_ONLY = "practice"
"""Asks for practice cases where a state could be asked for."""

_NO_DUE_DATE = "9999-99-99"
# Letters that Unicode does not take apart into a base letter and a mark.
_UNMARKED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "ð": "d",
        "þ": "th",
    }
)


class InboxColumn(IntEnum):
    """Columns of the inbox, from left to right."""

    CANDIDATE = 0
    PROGRAM = 1
    STATE = 2
    JUDGED = 3
    DUE = 4


class InboxRole(IntEnum):
    """What else can be asked of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1
    IS_OVERDUE = Qt.ItemDataRole.UserRole + 2


class InboxModel(QAbstractTableModel):
    """The cases that match the search and the filters, in the chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inbox-model")
        self._all: tuple[tuple[InboxRow, str], ...] = ()
        self._programs: tuple[str, ...] = ()
        self._states: tuple[str, ...] = ()
        self._longest = {False: "", True: ""}
        self._shown: list[InboxRow] = []
        self._today = date.min
        self._search: tuple[str, ...] = ()
        self._state: str | None = None
        self._program: str | None = None
        self._order = InboxColumn.DUE
        self._is_descending = False

    def show_rows(self, rows: Iterable[InboxRow], today: date) -> None:
        """Take all cases; `today` tells which are overdue."""
        self._all = tuple((row, _searchable(row)) for row in rows)
        self._programs = tuple(sorted({program_label(row) for row, _ in self._all}))
        self._states = tuple({row_state_label(row) for row, _ in self._all})
        for is_practice in self._longest:
            labels = (candidate_label(row) for row, _ in self._all if row.is_practice == is_practice)
            self._longest[is_practice] = max(labels, key=len, default="")
        self._today = today
        self._choose()

    def search(self, words: str) -> None:
        """Keep only the cases that contain every word: in name, id, program or state, without regard to accents."""
        self._search = tuple(folded(words).split())
        self._choose()

    def keep_state(self, state: str | None) -> None:
        """Keep only the cases in one state, or only those to practice on (`PRACTICE_ONLY`); None keeps all."""
        self._state = state
        self._choose()

    def keep_program(self, program: str | None) -> None:
        """Keep only the cases of one program as `program_label` says it; None keeps all."""
        self._program = program
        self._choose()

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs of all cases, in alphabetical order."""
        return self._programs

    @property
    def states(self) -> tuple[str, ...]:
        """The states of all cases, as they are shown."""
        return self._states

    def longest_candidate(self, *, is_practice: bool) -> str:
        """Return the longest name in the real cases or in those to practice on, as it is shown."""
        return self._longest[is_practice]

    @property
    def practice(self) -> tuple[InboxRow, ...]:
        """The practice cases among all."""
        return tuple(row for row, _ in self._all if row.is_practice)

    @property
    def count_of_all(self) -> int:
        """How many cases there are before searching and filtering."""
        return len(self._all)

    def row_at(self, number: int) -> InboxRow | None:
        """Return the case in a row of the table, or None where there is none."""
        return self._shown[number] if 0 <= number < len(self._shown) else None

    def number_of(self, key: CaseKey | None) -> int | None:
        """Return the row of the table that shows a case, or None while it is filtered out."""
        return next((number for number, row in enumerate(self._shown) if row.key == key), None)

    def next_unfinished(self, key: CaseKey | None) -> InboxRow | None:
        """Return the first unfinished case after `key` in the order shown, starting over at the end.

        From a real case only real ones come next, from a practice case only practice.
        """
        start = self.number_of(key)
        first = 0 if start is None else start + 1
        later = self._shown[first:] + self._shown[:first]
        waiting = [row for row in later if row.state in UNFINISHED and row.is_latest and row.key != key]
        if start is None:
            return min(waiting, key=lambda row: row.is_practice, default=None)
        return next((row for row in waiting if row.is_practice == self._shown[start].is_practice), None)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(InboxColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(InboxColumn):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return text(f"ui.inbox.column.{InboxColumn(section).name.lower()}")
        return int(Qt.AlignmentFlag.AlignVCenter) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _DISPLAY[InboxColumn(index.column())](row, self._today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row, InboxColumn(index.column()), self._today)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(f"{row.candidate}\n{row.key}")
        if role == InboxRole.ROW:
            return row
        return is_overdue(row, self._today) if role == InboxRole.IS_OVERDUE else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(InboxColumn):
            self._order = InboxColumn(column)
            self._is_descending = order == Qt.SortOrder.DescendingOrder
            self._choose()

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = sorted(
            (row for row, words in self._all if self._matches(row, words)),
            key=_sort_key(self._order),
            reverse=self._is_descending,
        )
        self.endResetModel()

    def _matches(self, row: InboxRow, words: str) -> bool:
        if self._state is not None and not (
            row.is_practice if self._state == PRACTICE_ONLY else row.state == self._state
        ):
            return False
        if self._program is not None and program_label(row) != self._program:
            return False
        return all(word in words for word in self._search)


def folded(words: str) -> str:
    """Fold case, accents and letters such as ł and ø, so that a search finds names however they are typed."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_UNMARKED)


def program_label(row: InboxRow) -> str:
    """Say program, edition and pathway as a case's header does, such as `CPT 2013 initial`."""
    key = f"ui.pathway.{row.pathway}"
    pathway = text(key) if is_known(key) else one_line(row.pathway)
    return one_line(f"{row.program_name} {row.edition} {pathway}")


def state_label(state: CaseState) -> str:
    """Say the state of a case."""
    return text(f"ui.state.{state}")


def row_state_label(row: InboxRow) -> str:
    """Say the state of a case, or that a newer revision took its place before it was finished."""
    is_replaced = not row.is_latest and row.state in UNFINISHED
    return text("ui.inbox.replaced", revision=row.replaced_by) if is_replaced else state_label(row.state)


def due_label(due_on: str | None, today: date) -> str:
    """Say a due date, such as `12 Dec`, with the year where it is not this one."""
    if due_on is None:
        return text("ui.inbox.no_due_date")
    due = QDate.fromString(due_on, Qt.DateFormat.ISODate)
    pattern = "d MMM" if due.year() == today.year else "d MMM yyyy"
    return QLocale(QLocale.Language.English).toString(due, pattern)


def is_overdue(row: InboxRow, today: date) -> bool:
    """True for a case that is past its date and still the reviewer's."""
    is_awaited = row.is_latest and row.state in UNFINISHED
    return is_awaited and row.due_on is not None and row.due_on < today.isoformat()


def candidate_label(row: InboxRow) -> str:
    """Say the candidate, with the revision from the second on."""
    name = one_line(row.candidate)
    return name if row.key.revision == 1 else text("ui.inbox.revised", candidate=name, revision=row.key.revision)


def _due(row: InboxRow, today: date) -> str:
    label = due_label(row.due_on, today)
    return text("ui.inbox.overdue", due=label) if is_overdue(row, today) else label


_DISPLAY: dict[InboxColumn, Callable[[InboxRow, date], str]] = {
    InboxColumn.CANDIDATE: lambda row, _today: candidate_label(row),
    InboxColumn.PROGRAM: lambda row, _today: program_label(row),
    InboxColumn.STATE: lambda row, _today: row_state_label(row),
    InboxColumn.JUDGED: lambda row, _today: f"{row.judged}/{row.to_judge}",
    InboxColumn.DUE: _due,
}


def _spoken(row: InboxRow, column: InboxColumn, today: date) -> str:
    if column is InboxColumn.CANDIDATE and row.is_practice:
        return text("ui.practice.spoken", candidate=candidate_label(row))
    if column is InboxColumn.JUDGED:
        return text("ui.inbox.judged_of", judged=row.judged, to_judge=row.to_judge)
    return _DISPLAY[column](row, today)


def _sort_key(column: InboxColumn) -> Callable[[InboxRow], tuple[object, ...]]:
    def by_due(row: InboxRow) -> tuple[object, ...]:
        return (row.due_on or _NO_DUE_DATE, folded(row.candidate), row.key)

    keys: dict[InboxColumn, Callable[[InboxRow], tuple[object, ...]]] = {
        InboxColumn.CANDIDATE: lambda row: (folded(row.candidate), row.key),
        InboxColumn.PROGRAM: lambda row: (program_label(row), *by_due(row)),
        InboxColumn.STATE: lambda row: (list(CaseState).index(row.state), *by_due(row)),
        InboxColumn.JUDGED: lambda row: (row.judged / max(row.to_judge, 1), *by_due(row)),
        InboxColumn.DUE: by_due,
    }
    return keys[column]


def _searchable(row: InboxRow) -> str:
    practice = text("ui.practice.badge") if row.is_practice else ""
    named = f"{row.candidate} {row.key} {row.program} {program_label(row)}"
    return folded(f"{named} {row_state_label(row)} {practice}")
