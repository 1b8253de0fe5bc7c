"""Icons in the ink of the scheme now shown, from shapes in `resources/icons`."""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from reviewer.resource_files import resource_text
from ui.theme import color

SIZES = (16, 20, 32, 40)
"""In pixels: 16 and 20, and twice that for screens of twice the sharpness."""


def icon(name: str) -> QIcon:
    """Return one icon: `cover` or `lock`."""
    shape = Template(resource_text("icons", f"{name}.svg"))
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, "ink"), (QIcon.Mode.Disabled, "outline")):
        for size in SIZES:
            made.addPixmap(_drawn(shape.substitute(ink=color(ink).name()), size), mode)
    return made


def _drawn(shape: str, size: int) -> QPixmap:
    bytes_read = QBuffer()
    bytes_read.setData(QByteArray(shape.encode()))
    reader = QImageReader(bytes_read, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    return QPixmap.fromImageReader(reader)
