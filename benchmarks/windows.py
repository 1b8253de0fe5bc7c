"""Windows that tell when they are painted: the programs that `benchmarks.starting` starts.

Each writes the moment (of `time.monotonic`, which all processes share) to standard output and ends.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication


class _Watch(QObject):
    """Ends the program once a widget of the kind asked for was painted."""

    def __init__(self, application: QApplication, is_awaited: Callable[[QObject], bool]) -> None:
        super().__init__(application)
        self._is_awaited = is_awaited
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and self._is_awaited(watched):
            # After the painting that is about to begin.
            QTimer.singleShot(0, self._tell)
        return False

    @Slot()
    def _tell(self) -> None:
        sys.stdout.write(str(time.monotonic()))
        sys.stdout.flush()
        os._exit(0)


def show_empty_window() -> None:
    """Show an empty main window: the floor."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    _Watch(application, lambda watched: watched is window)
    window.show()
    application.exec()


def show_window_and_read(workspace: str) -> None:
    """Derive the workspace's key and read its cases' names with bare SQLCipher, then show an empty window."""
    from benchmarks.database import open_bare

    connection = open_bare(workspace, os.environ["REVIEWER_BENCHMARK"])
    connection.execute("SELECT submission_id, candidate_name FROM review_case").fetchall()
    show_empty_window()


def open_to_unlock(workspace: str) -> None:
    """Open the program and wait until the passphrase can be typed."""
    _open(workspace, _is_passphrase_field)


def open_to_inbox(workspace: str) -> None:
    """Open the program with the passphrase given and wait until all cases stand in the inbox."""
    os.environ["REVIEWER_PASSPHRASE"] = os.environ["REVIEWER_BENCHMARK"]
    _open(workspace, _is_full_table)


def _open(workspace: str, is_awaited: Callable[[QObject], bool]) -> None:
    from ui import app

    make_application = app.make_application

    def make_watched() -> QApplication:
        application = make_application()
        _Watch(application, is_awaited)
        return application

    app.make_application = make_watched  # type: ignore[assignment]  # the program's own start, watched
    sys.exit(app.main(["open", workspace]))


def _is_passphrase_field(watched: QObject) -> bool:
    from PySide6.QtWidgets import QLineEdit

    return isinstance(watched, QLineEdit) and watched.echoMode() != QLineEdit.EchoMode.Normal and watched.hasFocus()


def _is_full_table(watched: QObject) -> bool:
    from PySide6.QtWidgets import QTableView

    view = watched.parent()
    return isinstance(view, QTableView) and view.model() is not None and view.model().rowCount() >= 1_000  # noqa: PLR2004 - as many cases as were loaded
