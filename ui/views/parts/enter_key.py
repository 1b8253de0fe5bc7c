"""Enter presses the button that has the focus, as Space does: in a window Qt leaves it unanswered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_WRITES = "choice"
"""The role of buttons at which Enter goes on to the words instead."""

SPACE_ONLY = "space_only"
"""Property of a button that declares something: Enter, pressed once too often on the screen before, is not enough."""


def is_plain_enter(event: QKeyEvent) -> bool:
    """Tell whether a key is Enter alone: a line that has taken it keeps it from the screen around."""
    return event.key() in ENTERS and event.modifiers() in _PLAIN


def presses_button(event: QKeyEvent) -> bool:
    """Tell whether a key is Enter at a button that it presses."""
    focused = QApplication.focusWidget()
    if not isinstance(focused, QPushButton | QToolButton):
        return False
    is_pressed = focused.property("role") != _WRITES and not focused.property(SPACE_ONLY)
    return is_pressed and event.key() in ENTERS and event.modifiers() in _PLAIN


def press_button(event: QKeyEvent) -> bool:
    """Press the focused button by Enter; False where the key means something else.

    A key held down presses nothing: it may still be held from the screen before.
    """
    focused = QApplication.focusWidget()
    if not presses_button(event) or not isinstance(focused, QPushButton | QToolButton):
        return False
    if not event.isAutoRepeat():
        focused.click()
    return True
