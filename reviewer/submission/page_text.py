"""The words of one page with the place of each character: what selecting, marking and citing need."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Rect = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's top left."""

_BOX = struct.Struct("<4f")
_WORD = re.compile(r"\w+", re.UNICODE)
# Letters of one line may stand somewhat higher or lower than each other.
_SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page in reading order; `boxes` holds four 32-bit floats for each code point.

    What was not on the page itself (ends of lines, spaces between columns) has an empty box.
    """

    text: str = ""
    boxes: bytes = field(default=b"", repr=False)

    def box(self, index: int) -> Rect:
        """Return the box of the character at a code point."""
        return _BOX.unpack_from(self.boxes, index * _BOX.size)

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        """Return what covers the characters from `start` up to `end`: one rectangle for each run on a line."""
        merged: list[Rect] = []
        for box in self._boxes(start, end):
            if merged and _is_same_line(merged[-1], box):
                merged[-1] = _around(merged[-1], box)
            else:
                merged.append(box)
        return tuple(merged)

    def bounds(self, start: int, end: int) -> Rect | None:
        """Return the one rectangle around a range of characters, or None where nothing of it is on the page."""
        whole: Rect | None = None
        for box in self._boxes(start, end):
            whole = box if whole is None else _around(whole, box)
        return whole

    def index_at(self, x: float, y: float) -> int | None:
        """Return the character under a point, or the nearest one; None on a page without text."""
        nearest, best = None, float("inf")
        for index, box in enumerate(_BOX.iter_unpack(self.boxes)):
            if box[2] <= box[0] and box[3] <= box[1]:
                continue
            across, down = _distance(x, box[0], box[2]), _distance(y, box[1], box[3])
            # The line counts for more than the place in it: right of a line's end is that line's end.
            apart = across + 100 * down
            if apart < best:
                nearest, best = index, apart
                if not apart:
                    break
        return nearest

    def caret_at(self, x: float, y: float) -> int | None:
        """Return the place between two characters that a point means: after the one under it in its right half."""
        index = self.index_at(x, y)
        if index is None:
            return None
        left, _, right, _ = self.box(index)
        return index + 1 if x > (left + right) / 2 else index

    def word_at(self, index: int) -> tuple[int, int]:
        """Return where the word around a character begins and ends; just that character where it is in none."""
        for match in _WORD.finditer(self.text, max(0, index - 200)):
            if match.start() <= index < match.end():
                return match.span()
            if match.start() > index:
                break
        return index, min(index + 1, len(self.text))

    def line_at(self, index: int) -> tuple[int, int]:
        """Return where the line around a character begins and ends."""
        end = self.text.find("\n", index)
        return self.text.rfind("\n", 0, index) + 1, len(self.text) if end < 0 else end

    def inside(self, rect: Rect) -> Iterator[int]:
        """Yield the characters whose middle lies in a rectangle."""
        left, top, right, bottom = rect
        for index, (x0, y0, x1, y1) in enumerate(_BOX.iter_unpack(self.boxes)):
            has_area = x1 > x0 or y1 > y0
            if has_area and left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom:
                yield index

    def _boxes(self, start: int, end: int) -> Iterator[Rect]:
        for index in range(max(0, start), min(end, len(self.boxes) // _BOX.size)):
            box = self.box(index)
            if box[2] > box[0] or box[3] > box[1]:
                yield box


def packed(boxes: Iterator[Rect]) -> bytes:
    """Return boxes as `PageText` keeps them."""
    return b"".join(_BOX.pack(*box) for box in boxes)


def _is_same_line(one: Rect, other: Rect) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    lowest = min(one[3] - one[1], other[3] - other[1])
    return shared > _SAME_LINE * lowest


def _around(one: Rect, other: Rect) -> Rect:
    return (min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3]))


def _distance(value: float, low: float, high: float) -> float:
    return max(low - value, 0.0, value - high)
