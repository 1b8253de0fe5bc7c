"""What the window remembers between starts: its layout and looks, never anything of a case.

Kept in the platform's plain settings; whatever is confidential belongs in the workspace.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSplitter, QWidget

LOCK_MINUTES = 15
MOST_LOCK_MINUTES = 240
RECENT_WORKSPACES = 5


class LayoutSettings:
    """Window geometry, splitters, theme, text size, lock time and the paths of recent workspaces."""

    def __init__(self) -> None:
        self._stored = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "reviewer", "window")

    @property
    def theme(self) -> str:
        """The chosen scheme; empty before the first choice."""
        return str(self._stored.value("looks/theme", ""))

    @theme.setter
    def theme(self, choice: str) -> None:
        self._stored.setValue("looks/theme", choice)

    @property
    def had_contrast(self) -> bool:
        """Whether the desktop asked for high contrast when the window last asked it."""
        return bool(self._number("looks/had_contrast", 0))

    @had_contrast.setter
    def had_contrast(self, is_on: bool) -> None:
        if is_on != self.had_contrast:
            self._stored.setValue("looks/had_contrast", int(is_on))

    @property
    def text_percent(self) -> int:
        """The chosen size of text, in percent."""
        return self._number("looks/text_percent", 100)

    @text_percent.setter
    def text_percent(self, percent: int) -> None:
        self._stored.setValue("looks/text_percent", percent)

    @property
    def lock_minutes(self) -> int:
        """Minutes without any activity before the workspace locks itself; 0 means never."""
        return max(0, min(MOST_LOCK_MINUTES, self._number("lock/minutes", LOCK_MINUTES)))

    @lock_minutes.setter
    def lock_minutes(self, minutes: int) -> None:
        self._stored.setValue("lock/minutes", minutes)

    @property
    def recent_workspaces(self) -> tuple[Path, ...]:
        """Workspaces opened last, the latest first."""
        written = self._stored.value("workspaces/recent", [])
        # A list of one comes back as a plain text.
        paths = [written] if isinstance(written, str) else list(written) if isinstance(written, list) else []
        return tuple(Path(str(path)) for path in paths if path)

    def remember_workspace(self, path: Path) -> None:
        """Put a workspace first among the recent ones."""
        others = [recent for recent in self.recent_workspaces if recent != path]
        kept = [path, *others][:RECENT_WORKSPACES]
        self._stored.setValue("workspaces/recent", [str(recent) for recent in kept])

    @property
    def export_folder(self) -> Path | None:
        """The folder that packages were written to last; None before the first."""
        written = str(self._stored.value("export/folder", ""))
        return Path(written) if written else None

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        self._stored.setValue("export/folder", str(folder))

    @property
    def has_typed_keys(self) -> bool:
        """True while single letters and digits set levels and file passages."""
        return str(self._stored.value("keys/typed", "true")) != "false"

    @has_typed_keys.setter
    def has_typed_keys(self, is_on: bool) -> None:
        self._stored.setValue("keys/typed", "true" if is_on else "false")

    def save_geometry(self, window: QWidget) -> None:
        """Remember where the window stands and how large it is."""
        self._stored.setValue("window/geometry", window.saveGeometry())

    def restore_geometry(self, window: QWidget) -> bool:
        """Put the window where it stood; False when nothing is remembered."""
        stored = self._stored.value("window/geometry")
        return isinstance(stored, QByteArray) and window.restoreGeometry(stored)

    def save_splitter(self, name: str, splitter: QSplitter) -> None:
        """Remember how a splitter divides its room."""
        self._stored.setValue(f"splitters/{name}", splitter.saveState())

    def restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        """Divide the room as remembered; False when nothing is remembered."""
        stored = self._stored.value(f"splitters/{name}")
        return isinstance(stored, QByteArray) and splitter.restoreState(stored)

    def _number(self, name: str, otherwise: int) -> int:
        try:
            return int(str(self._stored.value(name, otherwise)))
        except ValueError:
            return otherwise
