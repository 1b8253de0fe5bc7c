"""Searching the claims and documents of a case, or of all cases, above the list of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from reviewer.text import counted, text
from ui.models.citations import whose_words
from ui.plain_text import PlainLabel, one_line
from ui.theme import Space
from ui.views.parts.fields import EscapableLine
from ui.views.parts.lines_model import LinesModel, ValueRole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.vocabulary import CaseKey
    from ui.session.found import CaseHit

_TYPING_MS = 200
_LEAST_LETTERS = 2
_LAID_OUT_AT_ONCE = 40
_MOST_SHOWN = 500


class SearchPanel(QWidget):
    """A field, whose hits take the place of what it stands above.

    Signals:
        wanted: words, and whether all cases are to be searched.
        hit_chosen: a `CaseHit`.
    """

    wanted = Signal(str, bool)
    hit_chosen = Signal(object)

    def __init__(self, below: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("case-search")
        self._titles: Mapping[str, str] = {}
        self._key: CaseKey | None = None
        self.field = EscapableLine(self)
        self._everywhere = QCheckBox(text("ui.search.everywhere"), self)
        self._said = PlainLabel(name="case-search-said", role="small", parent=self)
        self._hits = QListView(self)
        self._model = LinesModel(self)
        self._stack = QStackedWidget(self)
        self._below = below
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._arrange()
        self.field.textChanged.connect(self._timer.start)
        self.field.left.connect(self.leave)
        self.field.returnPressed.connect(self._enter_hits)
        self._everywhere.clicked.connect(self.search_again)
        self._timer.timeout.connect(self.search_again)
        self._hits.clicked.connect(self._choose)
        self._hits.activated.connect(self._choose)

    def _arrange(self) -> None:
        self.field.setObjectName("case-search-field")
        self.field.setPlaceholderText(text("ui.search.hint"))
        self.field.setAccessibleName(text("ui.search.name"))
        self.field.setClearButtonEnabled(True)
        self._everywhere.setObjectName("case-search-everywhere")
        self._hits.setObjectName("case-search-hits")
        self._hits.setAccessibleName(text("ui.search.hits_name"))
        self._hits.setModel(self._model)
        self._hits.setWordWrap(True)
        # Hundreds of lines that wrap are laid out a screenful at a time.
        self._hits.setLayoutMode(QListView.LayoutMode.Batched)
        self._hits.setBatchSize(_LAID_OUT_AT_ONCE)
        self._hits.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack.addWidget(self._below)
        self._stack.addWidget(self._hits)
        self._said.hide()
        row = QHBoxLayout()
        row.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self._everywhere)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addLayout(row)
        self._said.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        column.addWidget(self._said)
        column.addWidget(self._stack, 1)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.field.text()

    def name_documents(self, titles: Mapping[str, str], key: CaseKey | None) -> None:
        """Take the titles of what the case on the screen holds; another case may hold something else there."""
        self._titles, self._key = titles, key

    def start(self) -> None:
        """Put the caret into the field."""
        self.field.setFocus()
        self.field.selectAll()

    def clear(self) -> None:
        """Show no words and no hits of any case."""
        self._timer.stop()
        self.field.clear()
        self._model.show_rows(())
        self._stack.setCurrentWidget(self._below)
        self._said.hide()
        self._timer.stop()

    def show_hits(self, words: str, hits: tuple[CaseHit, ...]) -> None:
        """Show where words were found, unless others are looked for by now."""
        if words != self.words:
            return
        self._model.show_rows(tuple((self._line(each), each) for each in hits[:_MOST_SHOWN]))
        self._said.say(counted("ui.search.found", len(hits)))
        self._said.show()
        self._stack.setCurrentWidget(self._hits)

    @Slot()
    def leave(self) -> None:
        """Show the documents again."""
        self.clear()
        self._below.setFocus()

    @Slot()
    def search_again(self) -> None:
        """Ask for what stands in the field."""
        if len(self.words.strip()) < _LEAST_LETTERS:
            self._stack.setCurrentWidget(self._below)
            self._said.hide()
        else:
            self.wanted.emit(self.words, self._everywhere.isChecked())

    def _line(self, found: CaseHit) -> str:
        titles = self._titles if found.key == self._key else {}
        where = titles.get(found.path) or whose_words(found.path)
        place = found.hit.place
        if isinstance(place, int):
            where = text("ui.citation.page", name=where, page=place)
        elif place:
            where = text("ui.citation.place", name=where, place=one_line(place))
        if self._everywhere.isChecked():
            where = f"{found.key.submission_id} · {where}"
        return f"{where}: {one_line(found.hit.excerpt)}"

    @Slot()
    def _enter_hits(self) -> None:
        if self._model.rowCount() and self._stack.currentWidget() is self._hits:
            self._hits.setFocus()
            self._hits.setCurrentIndex(self._model.index(0))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        found = index.data(ValueRole)
        if found is not None:
            self.hit_chosen.emit(found)
