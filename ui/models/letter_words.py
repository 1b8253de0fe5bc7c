"""The words of a letter as paragraphs: a page breaks its lines, and a screen breaks them where it needs to."""

from __future__ import annotations

import re
from itertools import pairwise

FULL = 0.78
FULL_AFTER_SENTENCE = 0.92
"""Share of the longest line that a line with the next word would fill, from which on it was broken for want of room.

A line that ends a sentence must be fuller, as it may well end a paragraph.
"""
_POINT = re.compile(r"(?:•|\d+\.)\s")
_ENDS_SENTENCE = (".", "?", "!")
_ENDS_LINE = (":", ")", "”", '"')


def flowing(page: str) -> str:
    """Return the words of a page with each paragraph on one line."""
    lines = [line.strip() for line in page.strip().splitlines()]
    widest = max((len(line) for line in lines), default=0)
    written = lines[:1]
    for before, line in pairwise(lines):
        if _goes_on(before, line, widest):
            written[-1] = f"{written[-1]} {line}"
        else:
            written.append(line)
    return "\n".join(written)


def _goes_on(before: str, line: str, widest: int) -> bool:
    if not before or not line or _POINT.match(line):
        return False
    begins_anew = not line[0].islower()
    if begins_anew and before.endswith(_ENDS_LINE):
        return False
    begins_anew = begins_anew and before.endswith(_ENDS_SENTENCE)
    wanted = len(before) + 1 + len(line.split(maxsplit=1)[0])
    return wanted >= widest * (FULL_AFTER_SENTENCE if begins_anew else FULL)
