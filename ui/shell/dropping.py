"""Files that are dropped on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDropEvent


def accept_copy(event: QDropEvent) -> None:
    """Take files as copies: after a move the file manager would delete the bundle."""
    from PySide6.QtCore import Qt

    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def local_paths(urls: list[QUrl]) -> tuple[Path, ...]:
    """Return what was dropped and lies on this computer."""
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
