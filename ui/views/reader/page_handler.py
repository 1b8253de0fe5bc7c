"""What pages hand mouse and keys to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent


class PageHandler(Protocol):
    """Acts on mouse and keys."""

    def answer_mouse(self, event: QMouseEvent) -> bool:
        """Act on what the mouse does; False where it means nothing."""
        ...

    def answer_key(self, event: QKeyEvent) -> bool:
        """Act on a key; False where it means nothing."""
        ...
