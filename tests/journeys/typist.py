"""Types into the real window without ever pausing: `python -m tests.journeys.typist WORKSPACE PASSPHRASE STEP FIELD`.

It says on standard output how many letters were typed whenever that changes, and how many there were whenever the
window heard that something was saved. It never stops by itself.
"""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from tests.judged import STRONG
from ui.app import make_application, make_window
from ui.views.case.screen import CaseScreen

if TYPE_CHECKING:
    from ui.shell.main_window import MainWindow

WORDS = "The learners asked for less and did more of it; "
"""What is typed, over and over."""

MILLISECONDS_BETWEEN_LETTERS = 15


class Typist(QObject):
    """Opens a case, goes to its first criterion and types."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._letters = cycle(WORDS)
        self._typed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(MILLISECONDS_BETWEEN_LETTERS)
        self._timer.timeout.connect(self._type)
        window.unlock_screen.ready.connect(self._open)

    @property
    def _case(self) -> CaseScreen:
        screen = self._window.screen_named("case")
        assert isinstance(screen, CaseScreen)
        return screen

    @Slot()
    def _open(self) -> None:
        self._case.session.opened.connect(self._begin)
        self._case.session.saved.connect(self._tell_saved)
        self._window.show_screen("case", STRONG)

    @Slot()
    def _begin(self) -> None:
        self._case.pages.go_to_step(sys.argv[3])
        self._timer.start()

    @Slot()
    def _type(self) -> None:
        field = self._case.findChild(QPlainTextEdit, sys.argv[4])
        assert field is not None
        QTest.keyClicks(field, next(self._letters))
        self._typed += 1
        _say(f"typed {self._typed}")

    @Slot()
    def _tell_saved(self) -> None:
        _say(f"saved {self._typed}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Type until killed."""
    application = make_application()
    window = make_window(application)
    window.show()
    typist = Typist(window)
    typist.setObjectName("typist")
    window.workspace.open(Path(sys.argv[1]), sys.argv[2])
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
