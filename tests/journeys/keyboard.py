"""A reviewer without a mouse: every key goes to whatever has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

_MOST_TABS = 120


class Keyboard:
    """Presses keys, and finds its way with the Tab key alone."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._qtbot = qtbot
        self._window = window

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        return focused

    def press(self, keys: str) -> None:
        """Press keys as they are written in a menu, such as `Ctrl+Return`."""
        pressed = QKeySequence(keys)[0]  # type: ignore[index] # the stubs lack it
        QTest.keyClick(self.focus, pressed.key(), pressed.keyboardModifiers())

    def type(self, words: str) -> None:
        """Type words."""
        QTest.keyClicks(self.focus, words)

    def tab_to(self, name: str) -> None:
        """Go on with Tab until the part of this name has the focus."""
        passed = []
        for _ in range(_MOST_TABS):
            if self.focus.objectName() == name:
                return
            passed.append(self.focus.objectName())
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        message = f"Tab does not lead to {name}: {', '.join(passed)}"
        raise AssertionError(message)

    def answer_dialog(self, name: str, path: Path) -> None:
        """Put a path into the dialog that asks for a file, and confirm."""
        self._qtbot.waitUntil(lambda: self._dialog(name) is not None)
        dialog = self._dialog(name)
        assert dialog is not None
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setFocus()
        line.selectAll()
        # The popup in which Qt offers names is nothing that the off-screen platform could show.
        line.setCompleter(None)  # type: ignore[arg-type] # None takes it away
        line.insert(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)
        self._qtbot.waitUntil(lambda: self._dialog(name) is None)
        # Off screen there is no window manager to bring the window back to the front.
        self._window.activateWindow()
        self._qtbot.waitUntil(self._window.isActiveWindow)

    @staticmethod
    def _dialog(name: str) -> QFileDialog | None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QFileDialog) and widget.objectName() == name and widget.isVisible():
                return widget
        return None
