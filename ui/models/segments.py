"""Which characters of a source stand where in a text widget, so that what is selected can be cited and found again.

A text widget counts in UTF-16 units, citations count code points.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

_PLANE_END = 0xFFFF


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a source that stand unchanged in the widget.

    `position` is where they begin in the widget, `source` whose words they are, `start` where they begin in it.
    """

    position: int
    words: str
    source: Hashable
    start: int

    @property
    def end_position(self) -> int:
        """Where they end in the widget."""
        return self.position + units(self.words)

    @property
    def end(self) -> int:
        """Where they end in the source."""
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one source from `start` up to `end`."""

    source: Hashable
    start: int
    end: int


@dataclass(slots=True)
class Segments:
    """The segments of a widget, in the order of their positions."""

    _all: list[Segment] = field(default_factory=list)
    _positions: list[int] = field(default_factory=list)

    def add(self, segment: Segment) -> None:
        """Take one more, further down than all before."""
        if segment.words:
            self._all.append(segment)
            self._positions.append(segment.position)

    def clear(self) -> None:
        """Forget all."""
        self._all.clear()
        self._positions.clear()

    def stretches(self, first: int, last: int) -> tuple[Stretch, ...]:
        """Return what lies between two positions of the widget, one stretch for each source, in order."""
        found: dict[Hashable, Stretch] = {}
        for segment in self._between(first, last):
            start = segment.start + points(segment.words, max(0, first - segment.position))
            end = segment.start + points(segment.words, last - segment.position)
            known = found.get(segment.source)
            low, high = (min(known.start, start), max(known.end, end)) if known else (start, end)
            if high > low:
                found[segment.source] = Stretch(segment.source, low, high)
        return tuple(found.values())

    def ranges(self, stretch: Stretch) -> Iterator[tuple[int, int]]:
        """Yield where in the widget the characters of a stretch stand."""
        for segment in self._all:
            if segment.source == stretch.source and segment.start < stretch.end and stretch.start < segment.end:
                low = max(stretch.start - segment.start, 0)
                high = min(stretch.end - segment.start, len(segment.words))
                first = segment.position + units(segment.words[:low])
                yield first, first + units(segment.words[low:high])

    def _between(self, first: int, last: int) -> Iterator[Segment]:
        place = max(0, bisect_right(self._positions, first) - 1)
        for segment in self._all[place:]:
            if segment.position >= last:
                break
            if segment.end_position > first:
                yield segment


def segments_of(position: int, raw: str, source: Hashable, start: int) -> Iterator[Segment]:
    """Yield the segments of words whose line ends of two characters are shown as one.

    Args:
        position: where they begin in the widget.
        raw: the words as they are in the source.
        source: whose words they are.
        start: where they begin in it.
    """
    for line in raw.split("\r\n"):
        yield Segment(position, line, source, start)
        position += units(line) + 1
        start += len(line) + 2


def units(words: str) -> int:
    """Count UTF-16 units."""
    return len(words) if words.isascii() else len(words) + sum(ord(letter) > _PLANE_END for letter in words)


def points(words: str, unit_count: int) -> int:
    """Return how many code points so many UTF-16 units are, at most all of them."""
    if words.isascii() or unit_count <= 0:
        return max(0, min(unit_count, len(words)))
    counted = 0
    for place, letter in enumerate(words):
        if counted >= unit_count:
            return place
        counted += 2 if ord(letter) > _PLANE_END else 1
    return len(words)
