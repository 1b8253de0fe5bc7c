"""Drawn parts of pages, the ones used last; never more than a fixed number of bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from reviewer.submission.pages import PageFault
from ui.models.tiles import tile_of, tiles_in, wanted
from ui.session.asking import ImageAsk, TextAsk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from PySide6.QtGui import QImage

    from reviewer.submission.page_text import Rect
    from reviewer.submission.pages import PageSize
    from ui.models.page_layout import PageLayout
    from ui.models.tiles import TileKey

MOST_BYTES = 96 * 1024 * 1024
MOST_PREVIEWS = 48


def image_ask(document_id: str, key: TileKey, sizes: tuple[PageSize, ...]) -> ImageAsk:
    """Ask for what a key names."""
    return ImageAsk(document_id, key, key.page, key.scale, tile_of(key, sizes[key.page - 1]), key.turns)


def needed(
    document_id: str, layout: PageLayout, seen: Rect, ratio: float, store: TileStore, texts: Collection[int]
) -> tuple[ImageAsk | TextAsk, ...]:
    """Return what to ask for, the most urgent first.

    Args:
        document_id: the document.
        layout: where its pages lie.
        seen: what the viewport shows of the whole, in device-independent pixels.
        ratio: pixels of the screen per device-independent pixel.
        store: what is drawn by now.
        texts: the pages whose words are known.
    """
    keys = store.missing(wanted(layout, seen, ratio))
    images = [image_ask(document_id, key, layout.sizes) for key in keys]
    boxes = layout.between(seen[1], seen[3])
    seen_tiles = {key for box in boxes for key in tiles_in(layout, box, seen, ratio)}
    pages = [box.number for box in boxes]
    around = (pages[0] - 1, pages[-1] + 1) if pages else ()
    near = [*pages, *(page for page in around if 1 <= page <= len(layout.sizes))]
    words = [TextAsk(document_id, page) for page in near if page not in texts]
    first = sum(tile in seen_tiles for tile in keys)
    at_once = sum(ask.page in pages for ask in words)
    # The words of what is seen come right after it: one may want to select at once.
    return (*images[:first], *words[:at_once], *images[first:], *words[at_once:])


class TileStore:
    """Keeps images by what they show; pages in small are kept apart, since they also stand in the strip."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._tiles: OrderedDict[TileKey, QImage] = OrderedDict()
        self._previews: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._bytes = 0
        self._faults: dict[int, str] = {}

    def take(self, key: TileKey, drawn: QImage | PageFault) -> None:
        """Keep a drawing, or why a page cannot be drawn."""
        if isinstance(drawn, PageFault):
            self._faults[key.page] = drawn.message
        elif key.is_preview:
            self._previews[key.page, key.turns] = drawn
            while len(self._previews) > MOST_PREVIEWS:
                self._previews.popitem(last=False)
        else:
            self._drop(key)
            self._tiles[key] = drawn
            self._bytes += drawn.sizeInBytes()
            while self._bytes > self._most_bytes and len(self._tiles) > 1:
                self._drop(next(iter(self._tiles)))

    def tile(self, key: TileKey) -> QImage | None:
        """Return a part of a page, and keep it a while longer."""
        image = self._tiles.get(key)
        if image is not None:
            self._tiles.move_to_end(key)
        return image

    def preview(self, page: int, turns: int) -> QImage | None:
        """Return a page in small."""
        return self._previews.get((page, turns))

    def fault(self, page: int) -> str:
        """Say why a page cannot be drawn; empty where it can."""
        return self._faults.get(page, "")

    def missing(self, keys: Iterable[TileKey]) -> tuple[TileKey, ...]:
        """Return which of these are not here and might be drawn."""
        return tuple(key for key in keys if key.page not in self._faults and not self._has(key))

    def clear(self) -> None:
        """Forget everything."""
        self._tiles.clear()
        self._previews.clear()
        self._faults.clear()
        self._bytes = 0

    @property
    def size_bytes(self) -> int:
        """How many bytes the parts of pages take."""
        return self._bytes

    def _has(self, key: TileKey) -> bool:
        return (key.page, key.turns) in self._previews if key.is_preview else key in self._tiles

    def _drop(self, key: TileKey) -> None:
        image = self._tiles.pop(key, None)
        if image is not None:
            self._bytes -= image.sizeInBytes()
