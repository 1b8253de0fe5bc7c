"""Icons in the ink of the scheme now shown, from shapes in `resources/icons`."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from reviewer.resource_files import resource_text
from ui.theme import color, points

SIDE_POINTS = 12.0
SHARPNESS = (1, 2)
"""Screens of one and of two pixels for each that is counted."""


def icon_side() -> int:
    """Return how wide and high an icon stands beside words: 16 pixels, and more with larger letters."""
    return round(points(SIDE_POINTS) * 4 / 3)


def icon(name: str) -> QIcon:
    """Return one icon: `cover` or `lock`."""
    shape = Template(resource_text("icons", f"{name}.svg"))
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, "ink"), (QIcon.Mode.Disabled, "outline")):
        for sharpness in SHARPNESS:
            made.addPixmap(_drawn(shape.substitute(ink=color(ink).name()), icon_side() * sharpness), mode)
    return made


def _drawn(shape: str, size: int) -> QPixmap:
    bytes_read = QBuffer()
    bytes_read.setData(QByteArray(shape.encode()))
    reader = QImageReader(bytes_read, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImageReader(reader)
