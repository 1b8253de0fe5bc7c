"""Keeps one demonstration going while the event loop runs, and tells its results when it is over."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.demo.driver import Driver
from ui.demo.pictures import FOLDER, Pictures
from ui.demo.results import told
from ui.demo.script import Demonstration

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.demo.asked import Asked
    from ui.demo.samples import Samples
    from ui.shell.main_window import MainWindow


class Show(QObject):
    """One demonstration in the window; off screen the program ends with it."""

    def __init__(self, window: MainWindow, application: QApplication, asked: Asked, samples: Samples) -> None:
        super().__init__(application)
        self.setObjectName("show")
        self.error: Exception | None = None
        self.is_finished = False
        self._application = application
        self._asked = asked
        self._pictures = Pictures(window, window.theme, asked.folder / FOLDER)
        self._demonstration = Demonstration(window, self._pictures, samples, asked)
        self._driver = Driver(self._demonstration.script(), self)
        self._driver.finished.connect(self._finish)
        self._driver.failed.connect(self._fail)
        application.aboutToQuit.connect(self._driver.stop)

    def begin(self) -> None:
        """Begin once the event loop runs."""
        self._driver.begin()

    @Slot()
    def _finish(self) -> None:
        self.is_finished = True
        sys.stdout.write(told(self._asked, self._demonstration.left, self._pictures.taken) + "\n")
        sys.stdout.flush()
        if self._asked.is_headless:
            self._application.quit()

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        self.error = error
        self._application.quit()
