"""Makes each screen when it is first needed, or in small steps before, so that the first window is shown early."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings
    from ui.theme import Theme
    from ui.views.parts.screen import Screen


class Needs(NamedTuple):
    """What screens are made from; `parent` is where they stay, as Qt restyles all that is in a widget that moves."""

    workspace: WorkspaceSession
    settings: LayoutSettings
    theme: Theme
    parent: QWidget


def _make_inbox(needs: Needs) -> Screen:
    from ui.views.inbox.screen import InboxScreen

    return InboxScreen(needs.workspace, needs.settings, needs.parent)


def _make_case(needs: Needs) -> Screen:
    from ui.views.case.screen import CaseScreen
    from ui.views.later_steps import later_steps

    later = later_steps(needs.workspace, needs.settings, needs.parent)
    return CaseScreen(needs.workspace, needs.settings, needs.parent, later, is_whole=False)


def _make_export(needs: Needs) -> Screen:
    from ui.views.export.screen import ExportScreen

    return ExportScreen(needs.workspace, needs.settings, needs.parent)


def _make_settings(needs: Needs) -> Screen:
    from ui.views.settings.screen import SettingsScreen

    return SettingsScreen(needs.workspace, needs.settings, needs.theme, needs.parent)


MAKERS = {
    "inbox": _make_inbox,
    "case": _make_case,
    "export": _make_export,
    "settings": _make_settings,
}
"""Screen names and what makes them."""


class ScreenMaker:
    """Makes screens at once, or step by step; one that was begun is finished either way.

    Args:
        needs: what screens are made from.
        take: gets the name and the whole screen.
    """

    def __init__(self, needs: Needs, take: Callable[[str, Screen], None]) -> None:
        self._needs = needs
        self._take = take
        self._begun: dict[str, tuple[Screen, Iterator[None]]] = {}
        self._made: set[str] = set()

    def make(self, name: str) -> None:
        """Make a screen now."""
        for _ in self.steps(name):
            pass

    def steps(self, name: str) -> Iterator[None]:
        """Make a screen in steps short enough for the window's thread."""
        if name in self._made:
            return
        if name not in self._begun:
            screen = MAKERS[name](self._needs)
            self._begun[name] = screen, screen.stages()
            yield
        # Meanwhile somebody else may have asked for it at once.
        if name in self._begun:
            for _ in self._begun[name][1]:
                yield
        if name in self._begun:
            screen, _ = self._begun.pop(name)
            self._made.add(name)
            self._take(name, screen)
