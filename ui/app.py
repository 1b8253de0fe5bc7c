"""Wiring: the window for nothing, `open` and `demo`; every other command goes to the command line."""

from __future__ import annotations

import os
import sys

from reviewer.errors import NoDisplayError
from reviewer.text import text

WINDOW_COMMANDS = frozenset({"open", "demo"})
OPTIONS_WITH_VALUE = frozenset({"--workspace", "--passphrase-file"})
OPTIONS_THAT_ANSWER = frozenset({"--help", "--version"})


def main(arguments: list[str] | None = None) -> int:
    """Open the window or run one command; return the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if _wants_window(given):
        return _open_window()
    from reviewer.command_line import main as run_command

    return run_command(given)


def _wants_window(arguments: list[str]) -> bool:
    if OPTIONS_THAT_ANSWER & set(arguments):
        return False
    command = _command(arguments)
    return command is None or command in WINDOW_COMMANDS


def _command(arguments: list[str]) -> str | None:
    """Return the first word that is neither an option nor an option's value."""
    words = iter(arguments)
    for word in words:
        if word in OPTIONS_WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _open_window() -> int:
    if not _has_display():
        sys.stderr.write(text("error.environment.no_display") + "\n")
        return NoDisplayError.exit_code
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    application.setApplicationName("reviewer")
    window = QMainWindow()
    window.setObjectName("main-window")
    window.setWindowTitle("Reviewer")
    window.resize(1280, 800)
    window.show()
    return application.exec()
