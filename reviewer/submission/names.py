"""Foreign names made visible: nothing in them can hide, reorder a line or break it."""

from __future__ import annotations

_SURROGATE_BYTES = range(0xDC80, 0xDD00)


def visible(name: str, longest: int = 0) -> str:
    r"""Write control, bidirectional and other characters that print nothing as escapes.

    Args:
        name: a name or text that came with a bundle.
        longest: length in characters above which the middle is left out; 0 keeps everything.

    Returns:
        `name` with, for example, U+202E as `\u202e`; a byte that is not UTF-8 as `\xff`.
    """
    if 0 < longest < len(name):
        half = (longest - 1) // 2
        name = f"{name[:half]}…{name[-half:]}"
    if name.isprintable():
        return name
    return "".join(letter if letter.isprintable() else _escape(ord(letter)) for letter in name)


def escape_pointer(name: str) -> str:
    """Write a member's name as one part of a JSON pointer (RFC 6901)."""
    return name.replace("~", "~0").replace("/", "~1")


def _escape(point: int) -> str:
    # os.fsdecode keeps a byte that is not UTF-8 as one of these.
    if point in _SURROGATE_BYTES:
        return f"\\x{point - 0xDC00:02x}"
    return chr(point).encode("unicode_escape").decode("ascii")
