"""What the main window asks of every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Screen(QWidget):
    """One screen of the main window.

    A screen answers to actions of `ui.shell.actions` by their ids; one that it does not name, or that
    `can` denies, is switched off while the screen is shown.

    Signals:
        actions_changed: `handlers` or `can` would now answer otherwise.
        went_to: the screen asks to show another one: its name, and what about (a `CaseKey` or None).
        action_wanted: the screen asks for an action of the window, by its id.
        saved: something was saved at this moment (UTC text), for the header.
        titled: what the header should call this screen, such as the candidate and the program.
    """

    actions_changed = Signal()
    went_to = Signal(str, object)
    action_wanted = Signal(str)
    saved = Signal(str)
    titled = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "paper")

    @property
    def is_practice(self) -> bool:
        """True while a practice case is shown."""
        return False

    def stages(self) -> Iterator[None]:
        """Make what the constructor left out, in steps short enough for the window's thread; all are taken first."""
        yield from ()

    def extras(self) -> Iterator[None]:
        """Make what is otherwise made when it is first turned to, in such steps too."""
        yield from ()

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this screen does for which action id: bound methods without arguments."""
        return {}

    def can(self, action_id: str) -> bool:
        """Say whether an action makes sense right now."""
        return action_id in self.handlers()

    def enter(self) -> None:
        """Put the focus where work begins; called whenever the screen is shown."""

    def save_now(self) -> None:
        """Ask the session to save what is only on the screen; called before locking and closing."""

    def forget(self) -> None:
        """Show nothing of any case any more; called when the workspace is locked."""
