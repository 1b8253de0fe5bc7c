"""Which paths are safe, and which two paths would be one on some machine."""

from __future__ import annotations

import re
import unicodedata

_DRIVE = re.compile(r"[A-Za-z]:")


def unsafe_because(path: str) -> str | None:
    """Tell why a path must not be used, or None where it is safe.

    Returns:
        The last part of a text key: `bundle.problem.path_<this>`.
    """
    parts = path.removesuffix("/").split("/")
    if not path or path == "/":
        return "empty"
    if "\0" in path or _has_surrogates(path):
        return "unreadable"
    if path.startswith("/"):
        return "absolute"
    if "\\" in path:
        return "backslash"
    if _DRIVE.match(path) or any(_DRIVE.fullmatch(part) for part in parts):
        return "drive"
    if ".." in parts:
        return "upward"
    if "." in parts or "" in parts:
        return "roundabout"
    return None


def composed(path: str) -> str:
    """Return the path in Unicode form NFC, as Windows and Linux mostly have it."""
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def collision_key(path: str) -> str:
    """Return what two paths share when case is folded and Unicode is normalized."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _has_surrogates(path: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in path) if not path.isascii() else False
