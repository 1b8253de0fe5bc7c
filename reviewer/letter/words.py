"""Foreign text made fit for a page: nothing in it acts, nothing in it vanishes.

Text never passes through the page engine's markup: each paragraph is handed over as runs of plain
characters with their fonts, so that a `<` or `&` is only ever a sign on paper.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from reviewer.letter import scripts, typefaces
from reviewer.letter.styles import styles

if TYPE_CHECKING:
    from reportlab.platypus.paraparser import ParaFrag

_JOINERS = "\u200c\u200d"
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")


class Words(Paragraph):
    """A paragraph that breaks its lines once for one width, however often the page engine asks."""

    _broken_for: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height in points; the height offered makes no difference to it."""
        # The engine drops the lines when it splits a paragraph.
        if self._broken_for is None or self._broken_for[0] != width or not hasattr(self, "blPara"):
            self._broken_for = width, super().wrap(width, height)
        return self._broken_for[1]


def words(style: str, written: str, *, label: str = "", bullet: str | None = None) -> Words:
    """Return one paragraph in a style by name, after a bold label or a bullet where one is given.

    Characters without a picture act on others (direction, joining) or hide; they are dropped. A
    character that no font has is written out as its code point, and `missing_characters` names it.
    """
    base = _model(style)
    fragments = [base.clone(text=run, fontName=font or base.fontName) for font, run in runs(written)]
    if label:
        bold = [base.clone(text=run, fontName=font or typefaces.BOLD) for font, run in runs(f"{label} ")]
        fragments = [*bold, *fragments]
    return Words("", styles()[style], bulletText=bullet, frags=fragments)


@cache
def _model(style: str) -> ParaFrag:
    """Return how the page engine itself describes one run of plain text in a style."""
    return Paragraph("x", styles()[style]).frags[0]


def runs(written: str) -> tuple[tuple[str, str], ...]:
    """Cut a text into runs, each after its fallback font; an empty name is the paragraph's own font."""
    shown = _shown(written)
    if typefaces.covered().issuperset(map(ord, set(shown))):
        return (("", shown),)
    cut = ((font, "".join(characters)) for font, characters in groupby(shown, key=_font_of))
    return tuple((font or "", characters if font is not None else _spelled(characters)) for font, characters in cut)


def missing_characters(written: str) -> tuple[str, ...]:
    """Return the characters of a text that no embedded font can draw, sorted, each once."""
    uncovered = set(map(ord, set(_shown(written)))) - typefaces.covered()
    return tuple(sorted(chr(code) for code in uncovered if code not in typefaces.fallback_of()))


def code_point(character: str) -> str:
    """Write a character as `U+4E2D`."""
    return f"U+{ord(character):04X}"


def paragraphs(written: str) -> list[str]:
    """Return the paragraphs of a text; every line that its writer began is kept apart."""
    return [line.strip() for line in written.splitlines() if line.strip()]


def _shown(written: str) -> str:
    if written.isascii() and written.isprintable():
        return written
    composed = unicodedata.normalize("NFC", _SPACES.sub(" ", written))
    acting = [character for character in set(composed) if character not in _JOINERS and _acts(character)]
    return scripts.set_for_page(composed.translate(dict.fromkeys(map(ord, acting))))


def _acts(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"}


def _font_of(character: str) -> str | None:
    code = ord(character)
    return "" if code in typefaces.covered() else typefaces.fallback_of().get(code)


def _spelled(characters: str) -> str:
    return "".join(f"[{code_point(character)}]" for character in characters)
