"""Windows that tell when they are painted: the programs that `benchmarks.starting` starts.

Each writes the moment (of `time.monotonic`, which all processes share) to standard output and ends. Nothing is
imported here before it is needed, as the program's own start is what is measured.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from ui.shell.main_window import MainWindow


def show_empty_window() -> None:
    """Show an empty main window: the floor."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    from benchmarks.watch import Watch

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    Watch(window, window.isVisible)
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
    _open(workspace, _watch_passphrase_field)


def open_to_inbox(workspace: str) -> None:
    """Open the program with the passphrase given and wait until all cases stand in the inbox."""
    os.environ["REVIEWER_PASSPHRASE"] = os.environ["REVIEWER_BENCHMARK"]
    _open(workspace, _watch_inbox)


def _open(workspace: str, watch: Callable[[MainWindow], None]) -> None:
    from ui import app

    make_window = app.make_window

    def make_watched(application: QApplication) -> MainWindow:
        window = make_window(application)
        watch(window)
        return window

    app.make_window = make_watched  # the program's own start, watched
    sys.exit(app.main(["open", workspace]))


def _watch_passphrase_field(window: MainWindow) -> None:
    from PySide6.QtWidgets import QLineEdit

    from benchmarks.watch import Watch

    field = window.findChild(QLineEdit, "unlock-passphrase-line")
    assert field is not None  # noqa: S101 - the first page has it
    Watch(field, field.hasFocus)


def _watch_inbox(window: MainWindow) -> None:
    def watch_table() -> None:
        from PySide6.QtWidgets import QTableView

        from benchmarks.watch import Watch

        table = window.findChild(QTableView, "inbox-table")
        assert table is not None  # noqa: S101 - the inbox is shown
        Watch(table.viewport(), lambda: table.model().rowCount() >= 1_000)  # noqa: PLR2004 - as many as were loaded

    window.unlock_screen.ready.connect(watch_table)
