"""The keys of a case that belong to no text: letters choose, Delete clears, page keys move, Enter writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.views.case.screen import CaseScreen

_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def answer_key(screen: CaseScreen, event: QKeyEvent) -> bool:
    """Act on a key that nothing with the focus took; False where it means nothing here."""
    if not screen.pages.is_open or screen.pages.step not in ("read", "judge", "ethics"):
        return False
    key, bench = Qt.Key(event.key()), screen.pages.workbench
    if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _ARROWS:
        bench.step_standard(_ARROWS[key])
        return True
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in _ENTERS:
        screen.finish()
        return True
    if event.modifiers() not in _PLAIN:
        return False
    if key in _STEPS:
        bench.step_standard(_STEPS[key])
        return True
    return _answer_plain(screen, key, event)


def _answer_plain(screen: CaseScreen, key: Qt.Key, event: QKeyEvent) -> bool:
    bench, step = screen.pages.workbench, screen.pages.step
    if key in _ENTERS:
        bench.focus_writing()
        return True
    if event.isAutoRepeat() or step == "read" or not screen.has_typed_keys:
        return False
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        if step == "judge":
            bench.rubric.clear_level()
        else:
            bench.ethics.clear_answer()
        return True
    if step == "judge":
        return bench.rubric.levels.choose_by_key(event.text()) if event.text() else False
    return bench.ethics.answer_by_key(event.text()) if event.text() else False
