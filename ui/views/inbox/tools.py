"""Above the table: search, filters, order, and loading; and what stands there while there is no case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reviewer.text import text
from reviewer.vocabulary import CaseState
from ui.failures import announce
from ui.models.inbox import PRACTICE_ONLY, InboxColumn, state_label
from ui.plain_text import PlainLabel, label_text
from ui.theme import Space
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import button, centered, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_WIDEST = 640
_ORDERS = (InboxColumn.DUE, InboxColumn.CANDIDATE, InboxColumn.STATE, InboxColumn.JUDGED)


class SearchLine(QLineEdit):
    """A search that Esc empties and then leaves; Down leaves it with what was found.

    Signals:
        left: on to what was found.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_esc = event.key() == Qt.Key.Key_Escape
        if is_esc and self.text():
            self.clear()
        elif is_esc or event.key() == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class InboxTools(QWidget):
    """Search and filters.

    Signals:
        searched: the words to search for.
        state_kept: a state's id, `PRACTICE_ONLY`, or None for all.
        program_kept: a program as the table names it, or None for all.
        ordered: an `InboxColumn`.
        load_asked: bundles are to be chosen.
        export_asked: signed determinations are to be handed over.
        left: Enter or Down was pressed in the search, or Esc in an empty one: on to the table.
    """

    searched = Signal(str)
    state_kept = Signal(object)
    program_kept = Signal(object)
    ordered = Signal(int)
    load_asked = Signal()
    export_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inbox-tools")
        self._search = SearchLine(self)
        self._search.setObjectName("inbox-search")
        self._search.setPlaceholderText(text("ui.inbox.search"))
        self._search.setAccessibleName(text("ui.inbox.search"))
        self._search.setClearButtonEnabled(True)
        self._is_narrow = False
        self._filters = QWidget(self)
        self._filters.setObjectName("inbox-filters")
        self._states = self._combo("inbox-state", text("ui.inbox.state"))
        self._programs = self._combo("inbox-program", text("ui.inbox.program"))
        self._orders = self._combo("inbox-order", text("ui.inbox.order"))
        self._load = button(text("ui.inbox.load_bundle"), name="inbox-load", parent=self)
        self._export = button(text("ui.inbox.hand_over"), name="inbox-export", parent=self)
        self._fill()
        self._arrange()
        self._connect()

    def take_focus(self) -> None:
        """Put the focus into the search."""
        self._search.setFocus()
        self._search.selectAll()

    def clear(self) -> None:
        """Search for nothing and keep everything."""
        self._search.clear()
        self._states.setCurrentIndex(0)
        self._programs.setCurrentIndex(0)

    def offer_programs(self, programs: tuple[str, ...]) -> None:
        """Offer the programs that there are, keeping the choice."""
        chosen = self._programs.currentData()
        self._programs.blockSignals(True)
        while self._programs.count() > 1:
            self._programs.removeItem(1)
        for program in programs:
            self._programs.addItem(label_text(program), program)
        self._programs.setCurrentIndex(max(0, self._programs.findData(chosen)))
        self._programs.blockSignals(False)
        if self._programs.currentData() != chosen:
            self.program_kept.emit(None)

    def _combo(self, name: str, words: str) -> QComboBox:
        made = ChoiceBox(self._filters)
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(10)
        return made

    def _fill(self) -> None:
        self._states.addItem(text("ui.inbox.all_states"), None)
        for state in CaseState:
            self._states.addItem(state_label(state), str(state))
        self._states.addItem(text("ui.practice.only"), PRACTICE_ONLY)
        self._programs.addItem(text("ui.inbox.all_programs"), None)
        for column in _ORDERS:
            self._orders.addItem(text(f"ui.inbox.order_by.{column.name.lower()}"), int(column))

    def minimumSizeHint(self) -> QSize:
        # As if in two rows: otherwise the single row would keep the window from becoming narrower.
        narrow = max(self._filters.minimumSizeHint().width(), self._buttons_width() + self._search_width())
        return QSize(narrow + 2 * Space.HAIR, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self._filters.sizeHint().width() + self._buttons_width() + 2 * self._search_width()
        self._set_narrow(is_narrow=needed > event.size().width())

    def _search_width(self) -> int:
        return self.fontMetrics().averageCharWidth() * 16

    def _buttons_width(self) -> int:
        return self._load.sizeHint().width() + self._export.sizeHint().width() + 4 * Space.SMALL

    def _set_narrow(self, *, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        if is_narrow:
            self._column.addWidget(self._filters)
        else:
            self._row.insertWidget(1, self._filters, 2)

    def _arrange(self) -> None:
        filters = QHBoxLayout(self._filters)
        filters.setContentsMargins(0, 0, 0, 0)
        filters.setSpacing(Space.SMALL)
        for combo in (self._states, self._programs, self._orders):
            filters.addWidget(combo, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(Space.SMALL)
        self._row.addWidget(self._search, 2)
        self._row.addWidget(self._filters, 2)
        self._row.addSpacing(Space.SMALL)
        self._row.addWidget(self._load)
        self._row.addWidget(self._export)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)
        self._column.setSpacing(Space.SMALL)
        self._column.addLayout(self._row)

    def _connect(self) -> None:
        self._search.textChanged.connect(self.searched)
        self._search.returnPressed.connect(self.left)
        self._search.left.connect(self.left)
        self._states.currentIndexChanged.connect(self._tell_state)
        self._programs.currentIndexChanged.connect(self._tell_program)
        self._orders.currentIndexChanged.connect(self._tell_order)
        self._load.clicked.connect(self.load_asked)
        self._export.clicked.connect(self.export_asked)

    @Slot(int)
    def _tell_state(self, _number: int) -> None:
        self.state_kept.emit(self._states.currentData())

    @Slot(int)
    def _tell_program(self, _number: int) -> None:
        self.program_kept.emit(self._programs.currentData())

    @Slot(int)
    def _tell_order(self, _number: int) -> None:
        self.ordered.emit(self._orders.currentData())


class EmptyInbox(QWidget):
    """What to do while there is no case.

    Signals:
        load_asked: bundles are to be chosen.
        folder_asked: a folder is to be chosen.
        practice_asked: the practice cases are to be loaded.
    """

    load_asked = Signal()
    folder_asked = Signal()
    practice_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inbox-empty")
        title = PlainLabel(text("ui.inbox.empty.title"), name="inbox-empty-title", role="title", parent=self)
        words = PlainLabel(text("ui.inbox.empty.words"), name="inbox-empty-words", role="soft", parent=self)
        self._load = button(text("ui.inbox.load_bundle"), name="inbox-empty-load", parent=self, role="primary")
        folder = button(text("ui.inbox.load_folder"), name="inbox-empty-folder", parent=self)
        lead = PlainLabel(text("ui.practice.lead"), name="inbox-empty-practice-words", role="soft", parent=self)
        practice = button(text("ui.practice.load"), name="inbox-empty-practice", parent=self)
        # With large letters in a low window the words are longer than it.
        self._area, column = scrolled("inbox-empty-scroll", self)
        column.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, Space.SMALL)
        column.setSpacing(Space.LARGE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        column.addStretch(1)
        column.addLayout(centered(title, _WIDEST))
        column.addLayout(centered(words, _WIDEST))
        column.addLayout(_in_the_middle(self._load, folder))
        column.addSpacing(Space.SMALL)
        column.addLayout(centered(lead, _WIDEST))
        column.addLayout(_in_the_middle(practice))
        column.addStretch(2)
        self.setFocusProxy(self._load)
        self._load.clicked.connect(self.load_asked)
        folder.clicked.connect(self.folder_asked)
        practice.clicked.connect(self.practice_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What is to be pressed first is seen, whatever scrolls.
        self._area.ensureWidgetVisible(self._load)


class NothingFound(QWidget):
    """Stands in the table's place while no case matches the search and the filters.

    Signals:
        all_asked: the search and the filters are to be taken back.
    """

    all_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("inbox-nothing-found")
        self._words = PlainLabel(text("ui.inbox.nothing_found"), name="inbox-nothing-found-words", parent=self)
        show_all = button(text("ui.inbox.show_all"), name="inbox-show-all", parent=self)
        column = QVBoxLayout(self)
        column.setSpacing(Space.LARGE)
        column.addStretch(1)
        column.addLayout(centered(self._words, _WIDEST))
        column.addLayout(_in_the_middle(show_all))
        column.addStretch(2)
        self.setFocusProxy(show_all)
        self.hide()
        show_all.clicked.connect(self.all_asked)

    def show_when(self, *, is_nothing_found: bool) -> None:
        """Come into sight, and be heard, when nothing is found any more."""
        came = is_nothing_found and self.isHidden()
        self.setVisible(is_nothing_found)
        if came:
            announce(self, self._words.text())


def _in_the_middle(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.MEDIUM)
    row.addStretch(1)
    for press in buttons:
        row.addWidget(press)
    row.addStretch(1)
    return row
