"""The first moments of the window: which workspace to offer, and what may wait until it is shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ui.garbage import pass_over_modules

if TYPE_CHECKING:
    from pathlib import Path

    from ui.shell.main_window import MainWindow


MILLISECONDS_BEFORE_THE_REST = 300
"""Icons and listening for sleep wait until the window has been painted and answers."""


class Start(QObject):
    """Finds the workspace to open and brings in the rest after the window is shown.

    Args:
        window: the window, not yet shown.
        path: the workspace asked for, or None for the default one.
        passphrase: given from outside, or empty: then the reviewer types it.
    """

    def __init__(self, window: MainWindow, path: Path | None, passphrase: str) -> None:
        super().__init__(window)
        self.setObjectName("start")
        self._window = window
        self._path = path
        self._passphrase = passphrase
        self._is_asked = False
        self._is_settled = False
        window.workspace.default_found.connect(self._take_default)

    def begin(self) -> None:
        """Offer what is known at once; ask for the rest off the window's thread."""
        pass_over_modules()
        recent = tuple(path for path in self._window.settings.recent_workspaces if _is_there(path))
        if self._path is not None:
            self._offer(self._path, recent)
        elif recent and not self._passphrase:
            self._window.unlock_screen.offer(recent, recent[0])
        if self._passphrase or (self._path is None and not recent):
            QTimer.singleShot(0, self, self._find_default)
        self._window.workspace.runner.busy_changed.connect(self._prepare_after)
        QTimer.singleShot(MILLISECONDS_BEFORE_THE_REST, self, self._look_again)

    @Slot()
    def _find_default(self) -> None:
        if not self._is_asked:
            self._is_asked = True
            self._window.workspace.find_default()

    @Slot(object)
    def _take_default(self, default: Path) -> None:
        if self._window.workspace.is_open or self._path is not None:
            return
        recent = tuple(path for path in self._window.settings.recent_workspaces if _is_there(path))
        if recent and not self._passphrase:
            self._window.unlock_screen.place_new_at(default)
            return
        self._offer(default, recent)

    def _offer(self, path: Path, recent: tuple[Path, ...]) -> None:
        exists = _is_there(path)
        known = tuple(dict.fromkeys((path, *recent))) if exists else ()
        self._window.unlock_screen.offer(known, path)
        self._window.unlock_screen.enter()
        if exists and self._passphrase:
            passphrase, self._passphrase = self._passphrase, ""
            self._window.workspace.open(path, passphrase)

    @Slot()
    def _look_again(self) -> None:
        self._window.settings.had_contrast = self._window.theme.follow_system()
        # Brings in what opening needs while the passphrase is typed, not while the window is being painted.
        self._find_default()
        QTimer.singleShot(0, self, self._bring_in_the_rest)

    @Slot()
    def _bring_in_the_rest(self) -> None:
        self._window.decorate()
        from ui.shell.sleep import SleepWatch

        sleep = SleepWatch(self)
        sleep.falling_asleep.connect(self._window.fall_asleep)
        sleep.begin()
        self._is_settled = True
        if not self._window.workspace.runner.is_busy:
            self._window.prepare()

    @Slot(bool)
    def _prepare_after(self, is_busy: bool) -> None:
        # Opening comes first: two threads at Python's work slow each other down.
        if not is_busy and (self._is_settled or self._window.workspace.is_open):
            self._window.prepare()


def _is_there(path: Path) -> bool:
    # As `Path.exists`, but a folder that may not be looked into, or a drive that is away, stops no start.
    return os.path.exists(path)  # noqa: PTH110
