"""What a document looks like, as values: plain text that can be shown, or a page that says why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.submission.kinds import SAMPLE_BYTES, FileKind, encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_PREVIEW_BYTES = 4 * 1024 * 1024

ENCODINGS = (
    *("utf-8", "utf-16", "cp1252", "iso8859-15", "cp1250", "iso8859-2", "cp1251", "koi8-r", "cp1253", "cp1254"),
    *("cp1255", "cp1256", "cp1257", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "cp437"),
)
"""What a text may be read in when the guess was wrong."""

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


def text_preview(content: bytes, *, is_cut: bool = False, encoding: str = "") -> TextPreview | None:
    """Decode a text file for reading.

    Args:
        content: its bytes, at most `LONGEST_PREVIEW_BYTES` of them.
        is_cut: whether the file goes on after them.
        encoding: the one that the reviewer chose; otherwise it is guessed.

    Returns:
        The text with control characters made visible, or None where the bytes are no text.
    """
    read_as = encoding if encoding in ENCODINGS else encoding_of(content[:SAMPLE_BYTES])
    if read_as is None:
        return None
    written = content.decode(read_as, "replace").replace("\r\n", "\n").replace("\r", "\n")
    return TextPreview(made_visible(written), read_as.removesuffix("-sig"), is_cut)


def made_visible(written: str) -> str:
    """Return a foreign text with signs in place of letters that print nothing but change what is read."""
    return written.translate(_VISIBLE)


def text_preview_of(chunks: Iterable[bytes]) -> TextPreview | None:
    """Decode the beginning of a text file that comes in pieces; see `text_preview`."""
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > LONGEST_PREVIEW_BYTES:
            return text_preview(bytes(content[:LONGEST_PREVIEW_BYTES]), is_cut=True)
    return text_preview(bytes(content))
