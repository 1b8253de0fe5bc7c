"""Reads what stands anywhere in a window, seen or hidden, and every other copy of a case in memory."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from reviewer.review.sheet_rows import InboxRow, Sheet
from reviewer.submission.model import Submission

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.vocabulary import CaseKey

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def words_anywhere(window: QWidget) -> str:
    """Every word that any part of the window holds, hidden parts and models included."""
    return "\n".join(words for widget in (window, *window.findChildren(QWidget)) for words in _words_of(widget))


def words_seen(window: QWidget) -> str:
    """Every word that can be seen."""
    seen = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    return "\n".join(words for widget in seen for words in _own_words(widget))


class CopiesInMemory:
    """What Python holds of any case, beside what it held before."""

    def __init__(self) -> None:
        # Held, so that nothing new gets the identity of something gone.
        self._before = _all_copies()
        self._known = {id(held) for held in self._before}

    def of(self, key: CaseKey) -> list[object]:
        """Return the new copies of one case."""
        return [held for held in _all_copies() if held.key == key and id(held) not in self._known]


def _all_copies() -> list[Sheet | Submission | InboxRow]:
    gc.collect()
    return [held for held in gc.get_objects() if isinstance(held, Sheet | Submission | InboxRow)]


def _words_of(widget: QWidget) -> Iterator[str]:
    yield from _own_words(widget)
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())


def _own_words(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _model_words(widget.model())


def _model_words(model: QAbstractItemModel) -> Iterator[str]:
    # A list keeps its one column to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            yield from (str(model.index(row, column).data(role) or "") for role in _ROLES)
