"""Pictures of the window, light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import NotPermittedError
from ui.demo.driver import Looks
from ui.theme import ThemeChoice

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.demo.driver import Script
    from ui.theme import Theme

FOLDER = "pictures"
SCREENS = (
    "inbox",
    "declaration",
    "before",
    "read",
    "judge",
    "ethics",
    "outcome",
    "sign",
    "sealed",
    "hand-over",
    "settings",
)
"""What pictures are taken of, in order."""

_SETTLE = Looks(12)


class Pictures:
    """Takes pictures into a folder.

    Args:
        window: what is taken.
        theme: the window's colors.
        folder: where the pictures go.
    """

    def __init__(self, window: QWidget, theme: Theme, folder: Path) -> None:
        self._window = window
        self._theme = theme
        self._folder = folder
        self._taken: list[Path] = []

    @property
    def taken(self) -> tuple[Path, ...]:
        """The pictures so far."""
        return tuple(self._taken)

    def turn_to(self, choice: ThemeChoice) -> None:
        """Show the window in other colors."""
        if choice is not self._theme.choice:
            self._theme.choose(choice)
            self._theme.finish()

    def take(self, screen: str) -> Script:
        """Take the screen now shown, in the colors now shown.

        Raises:
            NotPermittedError: the picture cannot be written.
        """
        yield _SETTLE
        path = self._folder / f"{SCREENS.index(screen) + 1:02}-{screen}-{self._theme.choice}.png"
        if not self._window.grab().save(str(path)):
            raise NotPermittedError(str(path))
        self._taken.append(path)

    def take_both(self, screen: str) -> Script:
        """Take the screen now shown in these colors and in the others."""
        yield from self.take(screen)
        others = {ThemeChoice.LIGHT: ThemeChoice.DARK, ThemeChoice.DARK: ThemeChoice.LIGHT}
        self._theme.choose(others[self._theme.choice])
        self._theme.finish()
        yield from self.take(screen)
