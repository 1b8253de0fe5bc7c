"""Pictures of the reviewer's own: a logo, a signature. Checked before the page engine decodes them."""

from __future__ import annotations

import struct
import zlib
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Image

from reviewer.errors import PictureError
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
LARGEST_BYTES = 4 * 1024 * 1024
LARGEST_SIDE = 4000
"""Pixels; a page at 300 dots an inch needs no more."""
# Start-of-frame markers; C4, C8 and CC between them are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_MARK = 0xFF
_PNG_HEADER = 24


def check_picture(data: bytes, name: str) -> None:
    """Make sure that a picture can be put on a page.

    Args:
        data: the bytes of a PNG or JPEG file.
        name: what the reviewer calls it, for the sentence.

    Raises:
        PictureError: it is no PNG or JPEG, too large, or damaged.
    """
    _reader(data, name)


def picture(data: bytes, name: str, *, widest: float, highest: float) -> Image:
    """Return a picture scaled down to fit `widest` by `highest` points, never up beyond its 96 dots an inch.

    Raises:
        PictureError: as `check_picture`.
    """
    width, height = _reader(data, name).getSize()
    scale = min(widest / width, highest / height, 72 / 96)
    return Image(BytesIO(data), width=width * scale, height=height * scale, mask="auto", hAlign="LEFT")


@lru_cache(maxsize=4)
def _reader(data: bytes, name: str) -> ImageReader:
    if len(data) > LARGEST_BYTES:
        raise _refused(name, "picture_bytes", megabytes=LARGEST_BYTES // 1024 // 1024)
    size = _size(data)
    if size is None:
        raise _refused(name, "picture_kind")
    if min(size) < 1 or max(size) > LARGEST_SIDE:
        raise _refused(name, "picture_side", side=LARGEST_SIDE)
    try:
        reader = ImageReader(BytesIO(data))
        reader.getRGBData()  # type: ignore[no-untyped-call]
    # What the decoder raises for damaged pictures is not documented; these are what damaged files give.
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
        TypeError,
        struct.error,
        zlib.error,
    ) as bad:
        raise _refused(name, "picture_damaged") from bad
    return reader


def _size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels from the header, None when the bytes are no PNG or JPEG."""
    if data.startswith(_PNG) and data[12:16] == b"IHDR" and len(data) >= _PNG_HEADER:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(_JPEG):
        return next(_frame_sizes(data), None)
    return None


def _frame_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    position = len(b"\xff\xd8")
    while position + 9 <= len(data) and data[position] == _MARK:
        marker = data[position + 1]
        if marker == _MARK:  # padding
            position += 1
            continue
        if marker in _STANDALONE:
            position += 2
            continue
        length, _bits, height, width = struct.unpack(">HBHH", data[position + 2 : position + 9])
        if marker in _FRAMES:
            yield width, height
        position += 2 + length


def _refused(name: str, reason: str, **values: object) -> PictureError:
    return PictureError(name, reason=text(f"letter.reason.{reason}", **values))
