"""One table of actions: menus, shortcuts and the overview of keys are all made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Callable

MENUS = ("file", "review", "go", "view", "help")


class ActionSpec(NamedTuple):
    """One action; its words are `ui.action.<id>`.

    `is_typed` actions belong to the widget that has the focus (a letter that sets a level): the table only
    lists them. `begins_group` puts a line above it in its menu.
    """

    id: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    is_typed: bool = False
    begins_group: bool = False


ACTIONS = (
    ActionSpec("load", "file", ("Ctrl+O",)),
    ActionSpec("load_folder", "file", ("Ctrl+Shift+O",)),
    ActionSpec("export", "file", ("Ctrl+E",)),
    ActionSpec("practice", "file", ("Ctrl+T",), begins_group=True),
    ActionSpec("practice_afresh", "file", ("Ctrl+Shift+T",)),
    ActionSpec("practice_remove", "file", ("Ctrl+Shift+Del",)),
    ActionSpec("save_letter", "file", ("Ctrl+S",), begins_group=True),
    ActionSpec("preview_letter", "file", ("Ctrl+Shift+P",)),
    ActionSpec("print_letter", "file", ("Ctrl+P",)),
    ActionSpec("settings", "file", ("Ctrl+,",), begins_group=True),
    ActionSpec("lock", "file", ("Ctrl+L",), begins_group=True),
    ActionSpec("quit", "file", ("Ctrl+Q",)),
    ActionSpec("open_case", "review", ("Ctrl+Down",)),
    ActionSpec("next_unfinished", "review", ("Ctrl+Shift+N",)),
    ActionSpec("done", "review", ("Ctrl+Return", "Ctrl+Enter"), begins_group=True),
    ActionSpec("next_unjudged", "review", ("Ctrl+J",)),
    ActionSpec("next_doubt", "review", ("Ctrl+D",)),
    ActionSpec("only_me", "review", ("Ctrl+M",)),
    ActionSpec("cite", "review", ("Ctrl+K",)),
    ActionSpec("choose_level", "review", ("M", "P", "N", "O", "X"), is_typed=True),
    ActionSpec("choose_answer", "review", ("K", "C", "S"), is_typed=True),
    ActionSpec("choose_ruling", "review", ("A", "P", "O", "R", "C", "N"), is_typed=True),
    ActionSpec("clear_level", "review", ("Del",), is_typed=True),
    ActionSpec("undo_level", "review", ("Ctrl+Z",), is_typed=True),
    ActionSpec("write", "review", ("Return",), is_typed=True),
    ActionSpec("leave_text", "review", ("Esc",), is_typed=True),
    ActionSpec("file_passage", "review", ("1", "9"), is_typed=True),
    ActionSpec("select_words", "review", ("Shift+Down",), is_typed=True),
    ActionSpec("page_standards", "review", ("PgUp", "PgDown"), is_typed=True),
    ActionSpec("inbox", "go", ("Ctrl+I",)),
    ActionSpec("step_before", "go", ("Ctrl+1",), begins_group=True),
    ActionSpec("step_read", "go", ("Ctrl+2",)),
    ActionSpec("step_judge", "go", ("Ctrl+3",)),
    ActionSpec("step_ethics", "go", ("Ctrl+4",)),
    ActionSpec("step_outcome", "go", ("Ctrl+5",)),
    ActionSpec("step_sign", "go", ("Ctrl+6",)),
    ActionSpec("step_handover", "go", ("Ctrl+7",)),
    ActionSpec("step_office", "go", ("Ctrl+8",)),
    ActionSpec("step_rows", "go", ("Ctrl+9",)),
    ActionSpec("standard_before", "go", ("Alt+Left",), begins_group=True),
    ActionSpec("standard_after", "go", ("Alt+Right",)),
    ActionSpec("words", "go", ("F6",)),
    ActionSpec("find", "go", ("Ctrl+F",)),
    ActionSpec("find_in_case", "go", ("Ctrl+Shift+F",)),
    ActionSpec("page_text", "go", ("F4",), is_typed=True),
    ActionSpec("page_turn", "go", ("Ctrl+PgUp", "Ctrl+PgDown"), is_typed=True),
    ActionSpec("refresh", "go", ("F5",)),
    ActionSpec("cover", "view", ("F9",)),
    ActionSpec("beside", "view", ("Ctrl+B",)),
    ActionSpec("detach", "view", ("Ctrl+Shift+D",)),
    ActionSpec("larger", "view", ("Ctrl++", "Ctrl+="), begins_group=True),
    ActionSpec("smaller", "view", ("Ctrl+-",)),
    ActionSpec("usual_size", "view", ("Ctrl+0",)),
    ActionSpec("shortcuts", "help", ("F1", "?")),
    ActionSpec("log", "help"),
)


class ActionSet(QObject):
    """The actions of one window.

    Signals:
        asked: the id of an action that was chosen from a menu or by its keys.
    """

    asked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("actions")
        self._actions: dict[str, QAction] = {}
        for spec in ACTIONS:
            if not spec.is_typed:
                self._actions[spec.id] = self._make(spec, window)

    def action(self, action_id: str) -> QAction:
        """Return one action, for a button that does the same."""
        return self._actions[action_id]

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for name in MENUS:
            menu = QMenu(text(f"ui.menu.{name}"), bar)
            menu.setObjectName(f"menu-{name}")
            for spec in ACTIONS:
                if spec.menu == name and not spec.is_typed:
                    if spec.begins_group:
                        menu.addSeparator()
                    menu.addAction(self._actions[spec.id])
            bar.addMenu(menu)

    def allow(self, is_allowed: Callable[[str], bool]) -> None:
        """Switch every action on or off."""
        for action_id, action in self._actions.items():
            action.setEnabled(is_allowed(action_id))

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(text(f"ui.action.{spec.id}"), window)
        action.setObjectName(f"action-{spec.id}")
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        action.setData(spec.id)
        action.triggered.connect(self._tell_asked)
        window.addAction(action)
        return action

    @Slot()
    def _tell_asked(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.asked.emit(str(action.data()))


def keys_shown(spec: ActionSpec) -> tuple[str, ...]:
    """Return the keys of an action as this system writes them."""
    return tuple(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in spec.shortcuts)
