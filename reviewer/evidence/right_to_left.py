"""Puts the letters of one drawn sign back in order: PDFium turns lines of Arabic and Hebrew around, signs included.

A sign for two letters, such as lam with alef, so comes out as alef with lam. Which letters came from one sign is
told by their boxes, which are the same.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_STRETCH = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]{2,}")
# Letters that no sign joins to the next one, so that only the last letter of a sign can be one.
_LAST = frozenset("\u0621\u0622\u0623\u0624\u0625\u0627\u0629\u062f\u0630\u0631\u0632\u0648\u0649\u0671\u0698\u06d2")
# The one word with a sign of its own that begins with such a letter.
_WORD = "\u0627\u0644\u0644\u0647"


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
    return "".join(sign[::-1] if _is_turned(sign) else sign for sign in letters)


def _is_turned(sign: str) -> bool:
    if len(sign) < 2:  # noqa: PLR2004 - nothing to turn
        return False
    if sign in (_WORD, _WORD[::-1]):
        return sign != _WORD
    return bool(unicodedata.combining(sign[0])) or (sign[0] in _LAST and sign[-1] not in _LAST)
