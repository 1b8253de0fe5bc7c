"""Where the pages of a document lie below each other, in device-independent pixels, and how a turned page maps."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from reviewer.submission.pages import PageSize

if TYPE_CHECKING:
    from reviewer.submission.page_text import Rect

GAP = 12
"""Room around and between pages."""
PIXELS_PER_POINT = 96 / 72
"""At 100 %."""
LEAST_ZOOM, MOST_ZOOM = 0.1, 8.0
_SMALL_WIDTH, _MOST_FITTING = 400.0, 2.0
"""A page narrower than so many points, mostly a small picture, is made no larger than this only to fit."""


class Fit(StrEnum):
    """What a page is made to fit, or that its size was chosen."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class PageBox:
    """One page as it lies: its number from 1, and its place in the whole."""

    number: int
    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class PageLayout:
    """All pages below each other.

    `scale` is in device-independent pixels per point; `turns` are quarter turns clockwise; `room` is the width that
    the pages are centered in.
    """

    sizes: tuple[PageSize, ...]
    scale: float
    turns: int = 0
    room: float = 0.0
    _tops: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _widest: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        heights = (self._turned(size).height * self.scale + GAP for size in self.sizes)
        object.__setattr__(self, "_tops", tuple(accumulate(heights, initial=float(GAP))))
        widest = max((self._turned(size).width for size in self.sizes), default=0.0)
        object.__setattr__(self, "_widest", widest * self.scale)

    @property
    def height(self) -> float:
        """How high everything is."""
        return self._tops[-1]

    @property
    def width(self) -> float:
        """How wide everything is, with the room around."""
        return max(self.room, self._widest + 2 * GAP)

    def box(self, number: int) -> PageBox:
        """Return where a page lies."""
        size = self._turned(self.sizes[number - 1])
        width, height = size.width * self.scale, size.height * self.scale
        return PageBox(number, (self.width - width) / 2, self._tops[number - 1], width, height)

    def between(self, top: float, bottom: float) -> tuple[PageBox, ...]:
        """Return the pages of which something lies between two heights."""
        first = max(0, bisect_right(self._tops, top) - 1)
        boxes = []
        for number in range(first + 1, len(self.sizes) + 1):
            box = self.box(number)
            if box.top >= bottom:
                break
            if box.bottom > top:
                boxes.append(box)
        return tuple(boxes)

    def at(self, height: float) -> int:
        """Return the number of the page at a height, or of the one right above it; 0 where there are no pages."""
        return min(len(self.sizes), max(1, bisect_right(self._tops, height))) if self.sizes else 0

    def to_page(self, x: float, y: float) -> tuple[int, float, float]:
        """Return the page nearest to a place, and the place on it in points of the page as it is not turned."""
        number = self.at(y)
        box = self.box(number)
        across = min(max(x - box.left, 0.0), box.width) / self.scale
        down = min(max(y - box.top, 0.0), box.height) / self.scale
        return number, *unturned(across, down, self.sizes[number - 1], self.turns)

    def to_view(self, number: int, rect: Rect) -> Rect:
        """Return where a rectangle of a page lies in the whole."""
        box = self.box(number)
        x0, y0, x1, y1 = turned(rect, self.sizes[number - 1], self.turns)
        return (
            box.left + x0 * self.scale,
            box.top + y0 * self.scale,
            box.left + x1 * self.scale,
            box.top + y1 * self.scale,
        )

    def _turned(self, size: PageSize) -> PageSize:
        return PageSize(size.height, size.width) if self.turns % 2 else size


def fitting_scale(sizes: tuple[PageSize, ...], page: int, fit: Fit, turns: int, room: tuple[float, float]) -> float:
    """Return the scale at which a page fits a room of so much width and height.

    The width is that of the widest page, so that pages keep their sizes to each other; the height is that of `page`.
    """
    if not sizes:
        return PIXELS_PER_POINT
    widest = max(size.height if turns % 2 else size.width for size in sizes)
    size = sizes[max(0, min(page, len(sizes)) - 1)]
    highest = size.width if turns % 2 else size.height
    by_width = (room[0] - 2 * GAP) / max(widest, 1.0)
    by_height = (room[1] - 2 * GAP) / max(highest, 1.0)
    scale = by_width if fit is Fit.WIDTH else min(by_width, by_height)
    most = _MOST_FITTING if widest < _SMALL_WIDTH else MOST_ZOOM
    return min(most, bounded(scale / PIXELS_PER_POINT)) * PIXELS_PER_POINT


def bounded(zoom: float) -> float:
    """Keep a zoom within what is useful."""
    return max(LEAST_ZOOM, min(MOST_ZOOM, zoom))


def turned(rect: Rect, size: PageSize, turns: int) -> Rect:
    """Turn a rectangle with its page."""
    x0, y0, x1, y1 = rect
    match turns % 4:
        case 1:
            return (size.height - y1, x0, size.height - y0, x1)
        case 2:
            return (size.width - x1, size.height - y1, size.width - x0, size.height - y0)
        case 3:
            return (y0, size.width - x1, y1, size.width - x0)
    return rect


def unturned(x: float, y: float, size: PageSize, turns: int) -> tuple[float, float]:
    """Turn a place on a turned page back; `size` is that of the page as it is not turned."""
    match turns % 4:
        case 1:
            return y, size.height - x
        case 2:
            return size.width - x, size.height - y
        case 3:
            return size.width - y, x
    return x, y
