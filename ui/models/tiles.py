"""Which parts of which pages have to be drawn for what is seen, in the order of their need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.submission.pages import Tile
from ui.models.page_layout import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.submission.page_text import Rect
    from reviewer.submission.pages import PageSize
    from ui.models.page_layout import PageBox, PageLayout

WIDE, HIGH = 1_280, 512
"""Width and height of a tile in pixels of the screen: a page as wide as a pane takes few, and each comes quickly."""
PREVIEW_WIDTH = 220
"""Width in pixels of what stands for a page until its tiles are there, and in the strip of pages."""


@dataclass(frozen=True, slots=True)
class TileKey:
    """A part of a page at a scale in pixels per point; column and row count from 0, -1 is the page in small."""

    page: int
    scale: float
    turns: int
    column: int
    row: int

    @property
    def is_preview(self) -> bool:
        """True for a whole page in small."""
        return self.column < 0


def preview_key(size: PageSize, page: int, turns: int) -> TileKey:
    """Return the key of a page in small."""
    across = size.height if turns % 2 else size.width
    return TileKey(page, round(PREVIEW_WIDTH / max(across, 1.0), 4), turns, -1, -1)


def tile_of(key: TileKey, size: PageSize) -> Tile | None:
    """Return what to draw for a key; None is the whole page."""
    if key.is_preview:
        return None
    width, height = pixel_size(size, key.scale, key.turns)
    left, top = key.column * WIDE, key.row * HIGH
    return Tile(left, top, min(WIDE, width - left), min(HIGH, height - top))


def pixel_size(size: PageSize, scale: float, turns: int) -> tuple[int, int]:
    """Return how many pixels a page has at a scale; never none."""
    width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    return (height, width) if turns % 2 else (width, height)


def tiles_in(layout: PageLayout, box: PageBox, seen: Rect, ratio: float) -> Iterator[TileKey]:
    """Yield the tiles of a page that a rectangle of the whole shows, from the top.

    Args:
        layout: where the pages lie.
        box: the page.
        seen: the rectangle, in device-independent pixels of the whole.
        ratio: pixels of the screen per device-independent pixel.
    """
    scale = round(layout.scale * ratio, 4)
    width, height = pixel_size(layout.sizes[box.number - 1], scale, layout.turns)
    left, right = _span((seen[0] - box.left) * ratio, (seen[2] - box.left) * ratio, width, WIDE)
    top, bottom = _span((seen[1] - box.top) * ratio, (seen[3] - box.top) * ratio, height, HIGH)
    for row in range(top, bottom):
        for column in range(left, right):
            yield TileKey(box.number, scale, layout.turns, column, row)


def wanted(layout: PageLayout, seen: Rect, ratio: float) -> tuple[TileKey, ...]:
    """Return what to draw: what is seen first, then small pages, then what comes next when scrolling or turning."""
    pages = layout.between(seen[1], seen[3])
    seen_keys = [key for box in pages for key in tiles_in(layout, box, seen, ratio)]
    keys: list[TileKey] = []
    previews = [preview_key(layout.sizes[box.number - 1], box.number, layout.turns) for box in pages]
    height = seen[3] - seen[1]
    below = (seen[0], seen[3], seen[2], seen[3] + height)
    above = (seen[0], seen[1] - height, seen[2], seen[1])
    current = layout.at(seen[1] + height / 3)
    turned_to = [layout.box(page).top - GAP for page in (current + 1, current - 1) if 0 < page <= len(layout.sizes)]
    for near in (below, *((seen[0], top, seen[2], top + height) for top in turned_to), above):
        for box in layout.between(near[1], near[3]):
            previews.append(preview_key(layout.sizes[box.number - 1], box.number, layout.turns))
            keys.extend(tiles_in(layout, box, near, ratio))
    return tuple(dict.fromkeys([*seen_keys, *previews[: len(pages)], *keys, *previews]))


def _span(low: float, high: float, pixels: int, side: int) -> tuple[int, int]:
    first = max(0, int(low) // side)
    last = min((pixels - 1) // side, int(high) // side)
    return (first, last + 1) if high > 0 and low < pixels else (0, 0)
