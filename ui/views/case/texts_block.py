"""The three texts of a judgment: below each other where there is room, else behind one another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from reviewer.text import text
from ui.theme import Space
from ui.views.case.words_field import LabeledWords, WordsField
from ui.views.parts.folding_tabs import FoldingTabs

FINDING_LINES = 5
LOW_LINES = 1
LOW_LINES_WRITING = 3
"""So many lines where the letters are so large, and the window so low, that the levels would have no room."""
OTHER_LINES = 2
MOST_OF_BOX = 0.5
"""Share of the width that a box for the texts needs to be read."""
NAMES = ("finding", "feedback", "remedy")


class TextsBlock(QWidget):
    """For the file, for the candidate, and what would satisfy; the first is always five lines high."""

    typed = Signal()
    settled = Signal()
    escaped = Signal()

    # Of the class: Qt still tells of the focus while a block is taken apart, when it has nothing of its own any more.
    _is_low = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("texts")
        self._is_stacked = True
        self._writing = LOW_LINES_WRITING
        self._tabs = QTabBar(self)
        self._groups = {
            name: LabeledWords(name, text(f"case.rubric.{name}"), self._lines_of(name), self) for name in NAMES
        }
        self._head = QHBoxLayout()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._tabs.setObjectName("texts-tabs")
        self._tabs.setAccessibleName(text("case.rubric.texts"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for name in NAMES:
            self._tabs.addTab(text(f"case.rubric.{name}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.HAIR, 0, Space.HAIR, Space.HAIR)
        column.setSpacing(Space.SMALL)
        self._head.setContentsMargins(0, 0, 0, 0)
        self._fold = FoldingTabs(self._tabs, self)
        self._head.addWidget(self._fold, 1)
        column.addLayout(self._head)
        for name, group in self._groups.items():
            group.field.setPlaceholderText(text(f"case.rubric.{name}_hint"))
            column.addWidget(group, FINDING_LINES if name == "finding" else OTHER_LINES)
        self._fold.hide()

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._show_tab)
        for group in self._groups.values():
            group.field.installEventFilter(self)
            group.field.typed.connect(self._tell_typed)
            group.field.settled.connect(self.settled)
            group.field.escaped.connect(self.escaped)

    def put_at_head(self, part: QWidget) -> None:
        """Put a button above the fields, at the right."""
        self._head.addWidget(part, 0, Qt.AlignmentFlag.AlignRight)

    def has_room_at_head(self, part: QWidget, width: int) -> bool:
        """True where the tabs, or the box in their place, and a button stand beside each other in so many pixels."""
        room = width - part.sizeHint().width() - Space.LARGE
        is_box = self._fold.needs() > width
        return self._is_stacked or (room >= MOST_OF_BOX * width if is_box else self._fold.needs() <= room)

    def field(self, name: str) -> WordsField:
        """Return one of the fields: finding, feedback or remedy."""
        return self._groups[name].field

    def words(self, name: str) -> str:
        """Return what stands in one of the fields."""
        return self._groups[name].field.words

    def fill(self, finding: str, feedback: str, remedy: str) -> None:
        """Put words into the fields without telling anybody."""
        for name, words in zip(NAMES, (finding, feedback, remedy), strict=True):
            self._groups[name].field.fill(words)
        self._mark_filled()

    def forget_undo(self) -> None:
        """Let undo never bring back the words of another cell."""
        for group in self._groups.values():
            group.field.forget_undo()

    def set_stacked(self, *, is_stacked: bool) -> None:
        """Show all three below each other, or one of them with tabs for the others."""
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        self._fold.setVisible(not is_stacked)
        for name, group in self._groups.items():
            group.label.setVisible(is_stacked)
            group.field.set_lines(self._lines_of(name))
        self._show_tab(self._tabs.currentIndex())

    def set_low(self, *, is_low: bool, writing: int = LOW_LINES_WRITING) -> None:
        """Make the fields lower, for a very low pane, and `writing` lines high while one writes."""
        if (is_low, writing) != (self._is_low, self._writing):
            self._is_low, self._writing = is_low, writing
            for name, group in self._groups.items():
                group.field.set_lines(self._lines_of(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # In a very low pane there is room for the levels or for writing, and one does one after the other.
        if self._is_low and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            for group in self._groups.values():
                if group.field is watched:
                    group.field.set_lines(self._writing if event.type() == QEvent.Type.FocusIn else LOW_LINES)
        return super().eventFilter(watched, event)

    def show_reason(self, name: str, words: str) -> None:
        """Say at a field why the criterion cannot be closed, and bring that field up."""
        self.clear_reasons()
        self._groups[name].show_reason(words)
        self._tabs.setCurrentIndex(NAMES.index(name))

    def clear_reasons(self) -> None:
        """Take all reasons away."""
        for group in self._groups.values():
            group.show_reason("")

    def reason(self, name: str) -> str:
        """What is said at a field."""
        return self._groups[name].reason

    def focus(self, name: str) -> None:
        """Put the caret at the end of a field."""
        self._tabs.setCurrentIndex(NAMES.index(name))
        self._groups[name].field.setFocus()

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Let the fields be read but not written."""
        for group in self._groups.values():
            group.field.setReadOnly(is_read_only)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        # Tab goes through all three, also through those behind another one.
        writing = [place for place, name in enumerate(NAMES) if self.field(name).hasFocus()]
        following = writing[0] + (1 if is_next else -1) if writing else -1
        if self._is_stacked or following not in range(len(NAMES)):
            return super().focusNextPrevChild(is_next)
        self.focus(NAMES[following])
        return True

    def _lines_of(self, name: str) -> int:
        if self._is_low:
            return self._writing if self.field(name).hasFocus() else LOW_LINES
        return FINDING_LINES if name == "finding" or not self._is_stacked else OTHER_LINES

    @Slot(int)
    def _show_tab(self, place: int) -> None:
        for at, group in enumerate(self._groups.values()):
            group.setVisible(self._is_stacked or at == place)

    @Slot()
    def _tell_typed(self) -> None:
        self.clear_reasons()
        self._mark_filled()
        self.typed.emit()

    def _mark_filled(self) -> None:
        # A tab that hides words says so.
        for place, (name, group) in enumerate(self._groups.items()):
            label = text(f"case.rubric.{name}")
            self._fold.name(place, f"{label} •" if group.field.words.strip() else label)
