"""Wiring: the window for `reviewer`, `reviewer open` and `reviewer demo`; all other commands go to the command line.

Modules that the first window needs have named tuples for values: making data classes would hold it up by 5 ms.
"""

from __future__ import annotations

import builtins
import gc
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewer.errors import (
    LibraryMissingError,
    NoDisplayError,
    OpenUsageError,
    ReviewerError,
    WorkspaceMissingError,
)
from reviewer.given import first_line, named_path
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QApplication

    from ui.shell.main_window import MainWindow

WINDOW_COMMANDS = frozenset({"open", "demo"})
OPTIONS_WITH_VALUE = frozenset({"--workspace", "--passphrase-file"})
FLAGS = frozenset({"--json", "--debug"})
INTERRUPTED = 130
RENDER_OPTION = "--render-documents"
"""With it alone the built program is the process that draws documents; see `reviewer.evidence.reader`."""

SYSTEM_LIBRARIES = (
    "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"
)
"""Debian packages that Qt's window needs."""


class Spoken(NamedTuple):
    """The arguments as words, options with their values, and what else begins with a dash."""

    words: tuple[str, ...]
    options: Mapping[str, str]
    flags: frozenset[str]

    @property
    def command(self) -> str | None:
        """The first word, None where there is none."""
        return self.words[0] if self.words else None


class Asked(NamedTuple):
    """What the window is to open; None is the default workspace."""

    workspace: Path | None
    passphrase_file: Path | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window or run one command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [RENDER_OPTION]:
        from reviewer.evidence.renderer import main as render

        return render()
    try:
        return _run(given, _spoken(given))
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(given: list[str], spoken: Spoken) -> int:
    if spoken.command == "demo":
        _end_at_ctrl_c()
        from ui.demo.running import Wiring
        from ui.demo.running import main as run_demo

        return run_demo(given, Wiring(make_application, make_window))
    if not _is_for_window(spoken):
        from reviewer.command_line import main as run_command

        return run_command(given)
    try:
        return _open_window(_asked(spoken))
    except ReviewerError as failure:
        return _refuse(failure, is_debug="--debug" in spoken.flags)


def _end_at_ctrl_c() -> None:
    # Between Qt and Python an interruption would be lost in whatever slot it meets; all work is on the disk anyway.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _spoken(arguments: Iterable[str]) -> Spoken:
    """Part arguments into words and options; an option without its value has an empty one."""
    words, options, flags = list[str](), dict[str, str](), set[str]()
    rest = iter(arguments)
    for word in rest:
        name, is_joined, value = word.partition("=")
        if word == "--":
            words.extend(rest)
        elif name in OPTIONS_WITH_VALUE:
            options[name] = value if is_joined else next(rest, "")
        elif word.startswith("-"):
            flags.add(word)
        else:
            words.append(word)
    return Spoken(tuple(words), options, frozenset(flags))


def _is_for_window(spoken: Spoken) -> bool:
    # An option that the window does not know is the command line's to answer or to refuse.
    return spoken.command in {None, *WINDOW_COMMANDS} and spoken.flags <= FLAGS


def _asked(spoken: Spoken) -> Asked:
    """Read what the window is to open.

    Raises:
        UsageError: `open` names no file, or more than one, or an option names nothing.
        WorkspaceMissingError: there is no such file.
        EnvironmentFailedError: the system cannot look there.
    """
    passphrase_file = _named(spoken.options, "--passphrase-file")
    named = _named(spoken.options, "--workspace")
    if spoken.command == "open":
        if len(spoken.words) != 2 or not spoken.words[1].strip():  # noqa: PLR2004 - the command and its file
            raise OpenUsageError
        named = Path(spoken.words[1])
    named = named or _named(os.environ, "REVIEWER_WORKSPACE")
    if named is not None and not _is_there(named) and spoken.command == "open":
        raise WorkspaceMissingError(str(named))
    return Asked(named, passphrase_file)


def _named(given: Mapping[str, str], name: str) -> Path | None:
    return named_path(given[name], name) if name in given else None


def _is_there(path: Path) -> bool:
    from reviewer import files

    with files.translated(path):
        return files.is_there(path)


def _refuse(failure: ReviewerError, *, is_debug: bool) -> int:
    if is_debug:
        traceback.print_exception(failure)
    sys.stderr.write(text(failure.text_key, **{"subject": failure.subject} | failure.details) + "\n")
    return failure.exit_code


def _passphrase(asked: Asked) -> str:
    """Return the passphrase given from outside, or nothing: then the window asks.

    Raises:
        PassphraseFileError: the file cannot be read.
    """
    if asked.passphrase_file is None:
        return os.environ.get("REVIEWER_PASSPHRASE", "")
    return first_line(asked.passphrase_file)


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

        _import_as_before()
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


def _import_as_before() -> None:
    # PySide puts itself before every import, and reads the source of each module for a mention of itself: for its
    # switch `__feature__`, which this program does not use.
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


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
    theme = Theme(application, choice, settings.text_percent, had_contrast=settings.had_contrast)
    FocusRing(application)
    runner = Runner(application)
    window = MainWindow(WorkspaceSession(runner, application), settings, theme)
    unforeseen = Unforeseen(window)
    unforeseen.happened.connect(window.tell_unforeseen)
    unforeseen.install()
    return window


def _open_window(asked: Asked) -> int:
    _end_at_ctrl_c()
    _must_have_display()
    passphrase = _passphrase(asked)
    # What the start makes is there to stay: rounds over it would find nothing. `ui.garbage` takes over.
    gc.disable()
    application = make_application()
    window = make_window(application)
    from ui.shell.starting import Start

    start = Start(window, asked.workspace, passphrase)
    window.show()
    start.begin()
    return application.exec()
