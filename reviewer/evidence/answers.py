"""What the renderers answer, checked for shape, and the sentences for what they cannot do."""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.evidence import flow_json
from reviewer.evidence.exchange import ExchangeError
from reviewer.submission.page_text import PageText
from reviewer.submission.pages import DocumentFace, DocumentStatus, OutlineEntry, PageFault, PageImage, PageSize
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.submission.kinds import FileKind

_MOST_PAGES = 5_000
_BYTES_A_BOX = 16
_DEEPEST_OUTLINE = 64
_LONGEST_SIDE = 200_000.0
# A page that ended the renderer is not tried again until the document is opened anew.
_FATAL = ("hung", "died")


@dataclass(frozen=True, slots=True)
class FatalFault(PageFault):
    """A page over which the renderer ended."""


def fault(code: str) -> PageFault:
    """Return what stands for a page over which the renderer gave this fault."""
    made = FatalFault if code in _FATAL else PageFault
    return made(sentence(code))


def reason(code: str) -> str:
    """Return what a fault means, for the end of a sentence; one that is not known is damage."""
    return text(f"evidence.fault.{code if code in _KNOWN_FAULTS else 'damaged'}")


def sentence(code: str) -> str:
    """Return what a fault means for the reviewer."""
    told = reason(code)
    return f"{told[:1].upper()}{told[1:]}."


_KNOWN_FAULTS = frozenset(
    {
        *("damaged", "too_large", "hung", "died", "unknown", "password", "wrong_password", "encrypted"),
        *("unsupported", "no_page", "closed", "empty"),
        *("old_office", "sound", "film", "drawing", "archive", "open_document"),
    }
)
_KNOWN_TYPES = {
    "application/x-ole-storage": "old_office",
    "application/zip": "archive",
    "image/svg+xml": "drawing",
    "audio": "sound",
    "video": "film",
}
_STATUS = {
    "password": DocumentStatus.PASSWORD,
    "wrong_password": DocumentStatus.PASSWORD,
    "unsupported": DocumentStatus.UNSUPPORTED,
    "encrypted": DocumentStatus.UNSUPPORTED,
}


def refused(kind: FileKind, code: str, media_type: str = "") -> DocumentFace:
    """Return the face of a document that is not shown; its media type tells what it is, where it is a known one."""
    status = _STATUS.get(code, DocumentStatus.DAMAGED)
    told = _KNOWN_TYPES.get(media_type) or _KNOWN_TYPES.get(media_type.partition("/")[0]) or _open_document(media_type)
    return DocumentFace(kind, status, message=sentence(told if code == "unsupported" and told else code))


def _open_document(media_type: str) -> str:
    return "open_document" if media_type.startswith("application/vnd.oasis.opendocument.") else ""


def page_sizes(content: bytes, count: object) -> tuple[PageSize, ...]:
    """Read sizes of pages; where there are fewer than pages, the others are taken to be like the first.

    Raises:
        ValueError, TypeError: they are not of the agreed shape.
    """
    try:
        known = tuple(PageSize(float(width), float(height)) for width, height in json.loads(content))
    except RecursionError as broken:
        raise ValueError(count) from broken
    if not isinstance(count, int) or not known or not len(known) <= count <= _MOST_PAGES:
        raise ValueError(count)
    if not all(0 < length <= _LONGEST_SIDE for size in known for length in (size.width, size.height)):
        raise ValueError(known)
    return known + (known[0],) * (count - len(known))


def image(answer: dict[str, object], pixels: bytes, points: float) -> PageImage | PageFault:
    """Read a drawn page of a width in points, or say that the renderer did not keep to the rules."""
    try:
        return strict_image(answer | {"points": points}, pixels)
    except ExchangeError:
        return fault("died")


def strict_image(answer: dict[str, object], pixels: bytes) -> PageImage:
    """Read a drawn page.

    Raises:
        ExchangeError: it is not of the agreed shape.
    """
    width, height, points = answer.get("width"), answer.get("height"), answer.get("points")
    if not isinstance(width, int) or not isinstance(height, int) or not isinstance(points, int | float):
        raise ExchangeError
    if not 0 < points < math.inf or min(width, height) < 1 or len(pixels) != width * height * 4:
        raise ExchangeError
    return PageImage(width, height, pixels, float(points))


def page_text(answer: dict[str, object], content: bytes) -> PageText:
    """Read the words of a page with their places; none where they are not of the agreed shape."""
    length = answer.get("bytes")
    if not isinstance(length, int) or not 0 <= length <= len(content):
        return PageText()
    words, boxes = content[:length].decode("utf-8", "replace"), content[length:]
    if len(boxes) != len(words) * _BYTES_A_BOX:
        return PageText()
    numbers = struct.unpack(f"<{len(words) * 4}f", boxes)
    return PageText(words, boxes) if all(map(math.isfinite, numbers)) else PageText()


def outline(content: bytes, pages: int) -> tuple[OutlineEntry, ...]:
    """Read the table of contents of a document of so many pages.

    Raises:
        ExchangeError: it is not of the agreed shape.
    """
    try:
        return tuple(outline_entry(entry, pages) for entry in json.loads(content))
    except (ValueError, TypeError, RecursionError) as broken:
        raise ExchangeError from broken


def outline_entry(entry: object, pages: int) -> OutlineEntry:
    """Read a line of a table of contents.

    Raises:
        ExchangeError: it is not of the agreed shape.
        ValueError: it has more or fewer parts.
    """
    if not isinstance(entry, list):
        raise ExchangeError
    title, depth, page = entry
    if not isinstance(title, str) or not isinstance(depth, int) or not 0 <= depth <= _DEEPEST_OUTLINE:
        raise ExchangeError
    if page is not None and (not isinstance(page, int) or not 1 <= page <= pages):
        raise ExchangeError
    return OutlineEntry(flow_json.whole(title), depth, page)


def texts(content: bytes, count: int) -> tuple[str | None, ...]:
    """Return the words of pages, None for each that has to be asked for by itself."""
    try:
        found = json.loads(content)
    except ValueError:
        return (None,) * count
    if not isinstance(found, list) or len(found) != count:
        return (None,) * count
    return tuple(written if isinstance(written, str) else None for written in found)
