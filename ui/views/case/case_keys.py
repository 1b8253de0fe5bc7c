"""The keys of a case that belong to no text: letters choose, Delete clears, page keys move, Enter writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from ui.models.row_kinds import ROW_KINDS
from ui.views.parts.enter_key import ENTERS, presses_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ui.views.case.case_pages import CasePages

JUDGING_STEPS = ("judge", *ROW_KINDS)
"""Steps in which letters judge a cell or rule on a row."""
_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def answer_key(pages: CasePages, finish: Callable[[], None], event: QKeyEvent, *, has_letters: bool) -> bool:
    """Act on a key that nothing with the focus took; False where it means nothing here.

    Args:
        pages: the pages of the case.
        finish: closes the criterion or answers the item.
        event: the key.
        has_letters: whether the reviewer lets single letters choose.
    """
    if not pages.is_open or pages.step not in ("read", "ethics", *JUDGING_STEPS):
        return False
    key, bench = Qt.Key(event.key()), pages.workbench
    if event.modifiers() == Qt.KeyboardModifier.AltModifier and key in _ARROWS:
        bench.step_standard(_ARROWS[key])
        return True
    if event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in ENTERS:
        finish()
        return True
    if event.matches(QKeySequence.StandardKey.Undo) and pages.step == "judge" and not bench.board.has_rows:
        bench.rubric.undo_level()
        return True
    if event.modifiers() not in _PLAIN or presses_button(event):
        return False
    if key in _STEPS:
        bench.step_standard(_STEPS[key])
        return True
    return _answer_plain(pages, key, event, has_letters=has_letters)


def _answer_plain(pages: CasePages, key: Qt.Key, event: QKeyEvent, *, has_letters: bool) -> bool:
    bench, step = pages.workbench, pages.step
    if key in ENTERS:
        bench.focus_writing()
        return True
    if event.isAutoRepeat() or step == "read" or not has_letters:
        return False
    if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        if step in JUDGING_STEPS:
            bench.clear_choice()
        else:
            bench.ethics.clear_answer()
        return True
    if step in JUDGING_STEPS:
        return bench.choose_by_key(event.text()) if event.text() else False
    return bench.ethics.answer_by_key(event.text()) if event.text() else False
