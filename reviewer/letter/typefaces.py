"""The embedded fonts and which characters they can draw."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

from reviewer.resource_files import resource_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlab.pdfbase.pdfdoc import PDFDocument

REGULAR = "ReviewerSans"
BOLD = "ReviewerSans-Bold"
ITALIC = "ReviewerSans-Italic"
_FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ITALIC: "NotoSans-Italic.ttf",
}
# Asked in this order for what Noto Sans lacks; these have no bold or italic.
_FALLBACKS = {
    "ReviewerArabic": "NotoSansArabic-Regular.ttf",
    "ReviewerHebrew": "NotoSansHebrew-Regular.ttf",
    "ReviewerSymbols": "NotoSansSymbols2-Regular.ttf",
    "ReviewerMath": "NotoSansMath-Regular.ttf",
}


@cache
def load() -> None:
    """Make the fonts known to the page engine, once for the whole process."""
    # Streams as they are: text armor makes a file a quarter larger and takes as long as the packing.
    rl_config.useA85 = 0
    for name in _FALLBACKS:
        # A font without styles of its own stands in for all of them, so that bold text finds it.
        _known_as(name, bold=name, italic=name)
    for name in _FILES:
        _known_as(name, bold=BOLD, italic=ITALIC if name == REGULAR else name)


def _known_as(name: str, *, bold: str, italic: str) -> None:
    registerFont(_font(name))
    addMapping(name, 0, 0, name)
    addMapping(name, 1, 0, bold)
    addMapping(name, 0, 1, italic)
    addMapping(name, 1, 1, bold)


@cache
def fallback_of() -> Mapping[int, str]:
    """Return the fallback font by code point, for characters that Noto Sans lacks."""
    found: dict[int, str] = {}
    for name in reversed(_FALLBACKS):
        found |= dict.fromkeys(_font(name).face.charToGlyph, name)
    return {code: name for code, name in found.items() if code not in covered()}


@cache
def covered() -> frozenset[int]:
    """Return the code points that regular, bold and italic can all draw."""
    return frozenset.intersection(*(frozenset(_font(name).face.charToGlyph) for name in _FILES))


@cache
def _font(name: str) -> TTFont:
    data = BytesIO(resource_bytes("fonts", {**_FILES, **_FALLBACKS}[name]))
    # The layout of the first subset would otherwise depend on the user's own reportlab settings.
    return _Font(name, data, asciiReadable=True)


class _Widths(dict[str, float]):
    """Widths by character in thousandths of the size, as they are asked for."""

    def __init__(self, face: TTFontFace) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        width: float = self._face.charWidths.get(ord(character), self._face.defaultWidth)
        self[character] = width
        return width


class _Font(TTFont):
    """A font that measures a word in one pass over a table; most of the time of a page goes into measuring."""

    def __init__(self, name: str, data: BytesIO, *, asciiReadable: bool) -> None:  # noqa: N803 - the engine's own name
        super().__init__(name, data, asciiReadable=asciiReadable)
        self._widths = _Widths(self.face)

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - as above
        """Return the width of a text in points."""
        characters = text if isinstance(text, str) else text.decode(encoding)
        return 0.001 * size * sum(map(self._widths.__getitem__, characters))

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - as above
        """Add the font to a file; joined forms are read as the letters that they are forms of."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:") and isinstance(stream, PDFStream):
                stream.content = _FORM.sub(_read_as_letters, stream.content)


_FORM = re.compile(r"(?<=> )<(F[B-E][0-9A-F]{2})>")


def _read_as_letters(found: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", chr(int(found[1], 16)))
    return f"<{letters.encode('utf-16-be').hex().upper()}>"
