"""Runs the demonstration from the command line: makes room, opens the window, tells what is left behind."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.errors import EnvironmentFailedError, NotPermittedError, ReviewerError
from reviewer.text import text
from ui.demo.asked import read_arguments
from ui.demo.samples import read_samples

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication

    from ui.demo.asked import Asked
    from ui.demo.samples import Samples
    from ui.shell.main_window import MainWindow

SIZE = (1440, 900)
_STOPPED = 1


@dataclass(frozen=True, slots=True)
class Wiring:
    """What makes the application and its window; `ui.app` hands it in."""

    make_application: Callable[[], QApplication]
    make_window: Callable[[QApplication], MainWindow]


def main(arguments: Sequence[str], wiring: Wiring) -> int:
    """Run the demonstration; return the exit code."""
    if {"--help", "-h"} & set(arguments):
        sys.stdout.write(text("demo.help") + "\n")
        return 0
    is_debug = "--debug" in arguments
    try:
        asked = read_arguments(arguments)
        samples = read_samples()
        _make_room(asked, samples)
        with tempfile.TemporaryDirectory(prefix="reviewer-demo-") as settings:
            return _run(asked, samples, wiring, Path(settings))
    except ReviewerError as failure:
        return _refuse(failure, is_debug=is_debug)


def _run(asked: Asked, samples: Samples, wiring: Wiring, settings: Path) -> int:
    if asked.is_headless:
        # Pictures are to be the same on every machine, and Qt complains of a locale without UTF-8.
        os.environ |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    if asked.is_new_passphrase:
        _tell(text("demo.passphrase", passphrase=asked.passphrase))
    application = wiring.make_application()
    if asked.is_headless:
        _silence_the_plugin()
    _keep_settings_in(settings)
    window = wiring.make_window(application)
    from ui.demo.show import Show

    show = Show(window, application, asked, samples)
    window.resize(*SIZE)
    window.show()
    show.begin()
    _tell(text("demo.begins", folder=asked.folder))
    code = application.exec()
    window.close()
    _write_settings()
    if show.error is not None:
        return _refuse(show.error, is_debug=asked.is_debug)
    if not show.is_finished:
        _tell(text("demo.closed"))
        return _STOPPED
    return code


def _make_room(asked: Asked, samples: Samples) -> None:
    """Take away what an earlier demonstration left, and nothing else.

    Raises:
        WorkspaceError: the workspace of an earlier demonstration is still open.
        EnvironmentFailedError: the folder cannot be written.
    """
    from ui.demo.pictures import FOLDER, SCREENS
    from ui.demo.script import letter_name
    from ui.session.demo_session import make_room_for
    from ui.theme import ThemeChoice

    make_room_for(asked.workspace)
    pictures = asked.folder / FOLDER
    names = [
        f"{number + 1:02}-{screen}-{choice}.png" for number, screen in enumerate(SCREENS) for choice in ThemeChoice
    ]
    try:
        pictures.mkdir(parents=True, exist_ok=True)
        for file in (
            *(asked.folder / letter_name(case) for case in samples.cases),
            asked.folder / f"decisions-{samples.reviewer_id}-0001.zip",
            *(pictures / name for name in names),
        ):
            file.unlink(missing_ok=True)
    except PermissionError as failure:
        raise NotPermittedError(str(asked.folder)) from failure
    except OSError as failure:
        raise EnvironmentFailedError(str(asked.folder), reason=failure.strerror or "") from failure


def _keep_settings_in(folder: Path) -> None:
    # A demonstration must not change the layout or the list of workspaces of whoever runs it.
    from PySide6.QtCore import QSettings

    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def _write_settings() -> None:
    """Write what is remembered while its folder is still there; written at the end, it would make the folder anew."""
    from PySide6.QtCore import QSettings

    QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "reviewer", "window").sync()


def _silence_the_plugin() -> None:
    """Keep Qt's off-screen plugin from telling, again and again, that its windows have no frame to size."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def tell(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if "propagateSizeHints" not in words:
            _tell(words)

    qInstallMessageHandler(tell)


def _refuse(failure: Exception, *, is_debug: bool) -> int:
    from ui.failures import sentence

    if is_debug:
        sys.stderr.write("".join(traceback.format_exception(failure)))
    _tell(sentence(failure))
    return failure.exit_code if isinstance(failure, ReviewerError) else _STOPPED


def _tell(words: str) -> None:
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
