"""Puts the letters of one drawn sign back in order: PDFium turns lines of Arabic and Hebrew around, signs included.

A sign for two letters, such as lam with alef, so comes out as alef with lam, and one that stands for a whole word
backwards. Which letters came from one sign is told by their boxes, which are the same. Only what PDFium itself took
apart, the ready-made forms of Unicode, it gives in order.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_STRETCH = re.compile(f"[{_RIGHT}](?:[{_RIGHT} ]*[{_RIGHT}])")
_FORMS = frozenset(
    form
    for code in (*range(0xFB1D, 0xFE00), *range(0xFE70, 0xFEFF))
    if len(form := unicodedata.normalize("NFKD", chr(code))) > 1
)


def is_right_to_left(written: str) -> bool:
    """Tell whether there may be anything to put in order."""
    return _STRETCH.search(written) is not None


def in_order(written: str, box_of: Callable[[int], bytes]) -> str:
    """Return a page's text with the letters of each sign in order; no letter changes its box.

    Args:
        written: the text as PDFium gives it.
        box_of: gives the box of a letter by its place in the text, all zeros where it has none.
    """
    return _STRETCH.sub(lambda stretch: _in_order(stretch[0], stretch.start(), box_of), written)


def _in_order(stretch: str, start: int, box_of: Callable[[int], bytes]) -> str:
    boxes = [box_of(start + place) for place in range(len(stretch))]
    signs = groupby(range(len(stretch)), key=lambda place: boxes[place] if any(boxes[place]) else place)
    letters = ("".join(stretch[place] for place in places) for _, places in signs)
    return "".join(sign if sign in _FORMS else sign[::-1] for sign in letters)
