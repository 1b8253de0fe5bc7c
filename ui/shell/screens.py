"""Makes each screen when it is first needed, so that the first window is shown early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings
    from ui.theme import Theme
    from ui.views.parts.screen import Screen


@dataclass(frozen=True, slots=True)
class Needs:
    """What screens are made from."""

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
    return CaseScreen(needs.workspace, needs.settings, needs.parent, later)


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
