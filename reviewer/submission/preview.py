"""What a document looks like, as values: plain text that can be shown, or a page that says why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.submission.kinds import SAMPLE_BYTES, FileKind, encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_PREVIEW_BYTES = 4 * 1024 * 1024

# Letters that print nothing but change what is read; line feed and tab stay.
_VISIBLE: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_VISIBLE |= {0x7F: "\u2421", 0x202D: "⟦LRO⟧", 0x202E: "⟦RLO⟧", 0xFEFF: ""}


@dataclass(frozen=True, slots=True)
class TextPreview:
    """A plain text as it is shown; `encoding` is the one that it was read in, line ends are LF.

    `is_cut` says that the file goes on after what is shown.
    """

    text: str
    encoding: str
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class PlainPage:
    """Stands for a document that is not shown: what it is, and what the reviewer can do about it."""

    kind: FileKind
    size_bytes: int
    sha256: str
    media_type: str
    advice: str


def text_preview(content: bytes, *, is_cut: bool = False) -> TextPreview | None:
    """Decode a text file for reading.

    Args:
        content: its bytes, at most `LONGEST_PREVIEW_BYTES` of them.
        is_cut: whether the file goes on after them.

    Returns:
        The text with control characters made visible, or None where the bytes are no text.
    """
    encoding = encoding_of(content[:SAMPLE_BYTES])
    if encoding is None:
        return None
    written = content.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    return TextPreview(written.translate(_VISIBLE), encoding.removesuffix("-sig"), is_cut)


def text_preview_of(chunks: Iterable[bytes]) -> TextPreview | None:
    """Decode the beginning of a text file that comes in pieces; see `text_preview`."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > LONGEST_PREVIEW_BYTES:
            return text_preview(bytes(content[:LONGEST_PREVIEW_BYTES]), is_cut=True)
    return text_preview(bytes(content))
