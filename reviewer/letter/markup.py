"""Foreign text made fit for a page: nothing in it acts, nothing in it vanishes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import escape
from itertools import groupby

from reviewer.letter import scripts, typefaces

_JOINERS = "\u200c\u200d"
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


@lru_cache(maxsize=4096)
def markup(written: str) -> str:
    """Return one paragraph's text as markup: escaped, in fonts that can draw it.

    Characters without a picture act on others (direction, joining) or hide; they are dropped. A
    character that no font has is written out as its code point, and `missing_characters` names it.
    """
    if written.isascii() and written.isprintable():
        return escape(written, quote=False)
    shown = scripts.set_for_page(_plain(written))
    runs = groupby(shown, key=_font_of)
    return "".join(_in_font(font, "".join(characters)) for font, characters in runs)


def missing_characters(written: str) -> tuple[str, ...]:
    """Return the characters of a text that no embedded font can draw, sorted, each once."""
    shown = scripts.set_for_page(_plain(written))
    return tuple(sorted({character for character in shown if _font_of(character) is None}))


def code_point(character: str) -> str:
    """Write a character as `U+4E2D`."""
    return f"U+{ord(character):04X}"


def _plain(written: str) -> str:
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", written))
    return "".join(character for character in composed if character in _JOINERS or not _acts(character))


def _acts(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}


def _font_of(character: str) -> str | None:
    code = ord(character)
    if code in typefaces.covered():
        return ""
    return typefaces.fallback_of().get(code)


def _in_font(font: str | None, characters: str) -> str:
    if font is None:
        return "".join(f"[{code_point(character)}]" for character in characters)
    escaped = escape(characters, quote=False)
    return f'<font name="{font}">{escaped}</font>' if font else escaped
