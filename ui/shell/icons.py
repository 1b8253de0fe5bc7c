"""Icons from one kept library, imported only after the first window is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import qtawesome

from ui.theme import color

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_NAMES = {
    "cover": "mdi6.eye-off-outline",
    "lock": "mdi6.lock-outline",
}


def icon(name: str) -> QIcon:
    """Return one icon in the ink of the scheme now shown."""
    ink = color("ink")
    return cast("QIcon", qtawesome.icon(_NAMES[name], color=ink, color_disabled=color("outline")))
