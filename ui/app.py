"""Wiring: the window for `reviewer`, `reviewer open` and `reviewer demo`; all other commands go to the command line."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import (
    LibraryMissingError,
    NoDisplayError,
    OpenUsageError,
    PassphraseFileError,
    ReviewerError,
    WorkspaceMissingError,
)
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtWidgets import QApplication

    from ui.shell.main_window import MainWindow

WINDOW_COMMANDS = frozenset({"open", "demo"})
OPTIONS_WITH_VALUE = frozenset({"--workspace", "--passphrase-file"})
FLAGS = frozenset({"--json", "--debug"})
RENDER_OPTION = "--render-documents"
"""With it alone the built program is the process that draws documents; see `reviewer.evidence.reader`."""

SYSTEM_LIBRARIES = (
    "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"
)
"""Debian packages that Qt's window needs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the window is to open; None is the default workspace."""

    workspace: Path | None
    passphrase_file: Path | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run one command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [RENDER_OPTION]:
        from reviewer.evidence.renderer import main as render

        return render()
    command = _command(given)
    if command == "demo":
        from ui.demo.running import Wiring
        from ui.demo.running import main as run_demo

        return run_demo(given, Wiring(make_application, make_window))
    if not _is_for_window(given, command):
        from reviewer.command_line import main as run_command

        return run_command(given)
    try:
        return _open_window(_asked(given, command))
    except ReviewerError as failure:
        return _refuse(failure)


def _is_for_window(arguments: list[str], command: str | None) -> bool:
    if command not in {None, *WINDOW_COMMANDS}:
        return False
    options = {word.split("=", 1)[0] for word in arguments if word.startswith("-")}
    # An option that the window does not know is the command line's to answer or to refuse.
    return options <= OPTIONS_WITH_VALUE | FLAGS


def _command(arguments: list[str]) -> str | None:
    """Return the first word that is neither an option nor an option's value."""
    return next(_words(arguments), None)


def _words(arguments: list[str]) -> Iterator[str]:
    rest = iter(arguments)
    for word in rest:
        if word in OPTIONS_WITH_VALUE:
            next(rest, None)
        elif not word.startswith("-"):
            yield word


def _option(arguments: list[str], name: str) -> Path | None:
    value: Path | None = None
    for number, word in enumerate(arguments):
        if word == name and number + 1 < len(arguments):
            value = Path(arguments[number + 1])
        elif word.startswith(f"{name}="):
            value = Path(word.split("=", 1)[1])
    return value


def _asked(arguments: list[str], command: str | None) -> Asked:
    """Read what the window is to open.

    Raises:
        UsageError: `open` names no file, or more than one.
        WorkspaceMissingError: there is no such file.
    """
    passphrase_file = _option(arguments, "--passphrase-file")
    named = _option(arguments, "--workspace")
    if command == "open":
        words = list(_words(arguments))[1:]
        if len(words) != 1:
            raise OpenUsageError
        return Asked(_existing(Path(words[0])), passphrase_file)
    if named is None and os.environ.get("REVIEWER_WORKSPACE"):
        named = Path(os.environ["REVIEWER_WORKSPACE"])
    return Asked(named, passphrase_file)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise WorkspaceMissingError(str(path))
    return path


def _refuse(failure: ReviewerError) -> int:
    sys.stderr.write(text(failure.text_key, **{"subject": failure.subject} | failure.details) + "\n")
    return failure.exit_code


def _passphrase(asked: Asked) -> str:
    """Return the passphrase given from outside, or nothing: then the window asks.

    Raises:
        PassphraseFileError: the file cannot be read.
    """
    if asked.passphrase_file is None:
        return os.environ.get("REVIEWER_PASSPHRASE", "")
    try:
        return asked.passphrase_file.read_text(encoding="utf-8-sig").split("\n", 1)[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as failure:
        raise PassphraseFileError(str(asked.passphrase_file)) from failure


def _must_have_display() -> None:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise NoDisplayError


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Make the one application object.

    Raises:
        LibraryMissingError: the system lacks a library that Qt needs.
    """
    try:
        from PySide6.QtWidgets import QApplication

        from ui.theme import STYLE
    except ImportError as failure:
        missing = str(failure).split(":", 1)[0]
        raise LibraryMissingError(missing, packages=SYSTEM_LIBRARIES) from failure
    # Told by the command line, Qt takes the style without handing it to Python, which would cost time at the start.
    application = QApplication(["reviewer", "-style", STYLE, *arguments])
    application.setProperty("style", STYLE)
    application.setApplicationName("reviewer")
    application.setApplicationDisplayName("Reviewer")
    application.setDesktopFileName("reviewer")
    return application


def make_window(application: QApplication) -> MainWindow:
    """Wire the window: theme, jobs, workspace, failures."""
    from ui.failures import Unforeseen
    from ui.jobs import Runner
    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings
    from ui.shell.main_window import MainWindow
    from ui.theme import Theme, ThemeChoice
    from ui.views.parts.focus_ring import FocusRing

    settings = LayoutSettings()
    known = {str(choice) for choice in ThemeChoice}
    choice = ThemeChoice(settings.theme) if settings.theme in known else ThemeChoice.SYSTEM
    theme = Theme(application, choice, settings.text_percent)
    FocusRing(application)
    runner = Runner(application)
    window = MainWindow(WorkspaceSession(runner, application), settings, theme)
    unforeseen = Unforeseen(window)
    unforeseen.happened.connect(window.tell_unforeseen)
    unforeseen.install()
    return window


def _open_window(asked: Asked) -> int:
    _must_have_display()
    passphrase = _passphrase(asked)
    application = make_application()
    window = make_window(application)
    from ui.shell.starting import Start

    start = Start(window, asked.workspace, passphrase)
    window.show()
    start.begin()
    return application.exec()
