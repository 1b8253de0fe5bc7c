"""What the reader asks of the viewer of documents: each runs in the second pool and needs no workspace."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from reviewer.submission.pages import PageFault, PageImage, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from reviewer.submission.page_text import PageText
    from reviewer.workflow.viewing import DocumentViewer

_BYTES_A_PIXEL = 4
_MOST_PIXELS = 16_000_000
"""So many are drawn in one go: more than any screen has, less than the renderer may answer."""


class ViewerKeeper:
    """Holds the viewer, made at the first use off the window's thread; may be asked from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._viewer: DocumentViewer | None = None

    @property
    def viewer(self) -> DocumentViewer:
        """The viewer, made now if need be."""
        from reviewer.workflow.viewing import DocumentViewer

        with self._lock:
            if self._viewer is None:
                self._viewer = DocumentViewer()
            return self._viewer

    def close(self, _progress: object = None) -> None:
        """Stop the viewer and forget every document; a later use makes another."""
        with self._lock:
            viewer, self._viewer = self._viewer, None
        if viewer is not None:
            viewer.close()


@dataclass(frozen=True, slots=True)
class ImageAsk:
    """A part of a page, as an image; `key` is the asker's own name for it.

    `page` counts from 1, `scale` is in pixels per point, `tile` None is the whole page, `turns` are quarter turns.
    """

    document_id: str
    key: Hashable
    page: int
    scale: float
    tile: Tile | None
    turns: int

    def answer(self, viewer: DocumentViewer, is_wanted: Callable[[], bool]) -> QImage | PageFault | None:
        """Draw it; None where nobody wants it any more."""
        drawn = viewer.image(self.document_id, self.page, self.scale, self.tile, self.turns, is_wanted=is_wanted)
        return image_of(drawn) if isinstance(drawn, PageImage) else drawn


@dataclass(frozen=True, slots=True)
class TextAsk:
    """The words of a page with their places."""

    document_id: str
    page: int

    def answer(self, viewer: DocumentViewer, is_wanted: Callable[[], bool]) -> PageText | None:
        """Read them."""
        return viewer.text(self.document_id, self.page) if is_wanted() else None


@dataclass(frozen=True, slots=True)
class PictureAsk:
    """A picture inside a flowing document, at most so many pixels wide."""

    document_id: str
    number: int
    width: int

    def answer(self, viewer: DocumentViewer, is_wanted: Callable[[], bool]) -> QImage | PageFault | None:
        """Draw it."""
        if not is_wanted():
            return None
        drawn = viewer.picture(self.document_id, self.number, self.width)
        return image_of(drawn) if isinstance(drawn, PageImage) else drawn


Ask = ImageAsk | TextAsk | PictureAsk


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer; `is_closed` where the document was pushed out of the viewer and has to be opened again."""

    ask: Ask
    value: object
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Answering:
    """Asks the viewer, in the second pool."""

    keeper: ViewerKeeper
    ask: Ask
    is_wanted: Callable[[Ask], bool]

    def __call__(self, _progress: object) -> Answered:
        viewer = self.keeper.viewer
        if not viewer.is_open(self.ask.document_id):
            return Answered(self.ask, None, is_closed=True)
        return Answered(self.ask, self.ask.answer(viewer, self._is_still_wanted))

    def _is_still_wanted(self) -> bool:
        return self.is_wanted(self.ask)


def drawn_together(viewer: DocumentViewer, asks: Iterable[ImageAsk]) -> Iterator[Answered]:
    """Draw parts of pages, those of the same page in one go."""
    for same in _of_same_page(asks):
        tiles = [ask.tile for ask in same if ask.tile is not None]
        whole = _around(tiles) if len(tiles) == len(same) else None
        if whole is None or whole.width * whole.height > _MOST_PIXELS:
            yield from (Answered(ask, ask.answer(viewer, _always)) for ask in same)
            continue
        drawn = viewer.image(same[0].document_id, same[0].page, same[0].scale, whole, same[0].turns)
        for ask, tile in zip(same, tiles, strict=True):
            yield Answered(ask, _part(drawn, tile, whole) if isinstance(drawn, PageImage) else drawn)


def _of_same_page(asks: Iterable[ImageAsk]) -> Iterable[list[ImageAsk]]:
    groups: dict[tuple[int, float, int], list[ImageAsk]] = {}
    for ask in asks:
        groups.setdefault((ask.page, ask.scale, ask.turns), []).append(ask)
    return groups.values()


def _around(tiles: Sequence[Tile]) -> Tile:
    """Return the smallest part of a page that holds all of these."""
    left, top = min(tile.x for tile in tiles), min(tile.y for tile in tiles)
    right, bottom = max(tile.x + tile.width for tile in tiles), max(tile.y + tile.height for tile in tiles)
    return Tile(left, top, right - left, bottom - top)


def _part(drawn: PageImage, tile: Tile, whole: Tile) -> QImage:
    """Return what of a drawing belongs to a tile; one as wide as all keeps the pixels of all as long as it lives."""
    if tile.width < whole.width:
        return image_of(drawn).copy(tile.x - whole.x, tile.y - whole.y, tile.width, tile.height)
    stride = whole.width * _BYTES_A_PIXEL
    rows = memoryview(drawn.pixels)[(tile.y - whole.y) * stride :][: tile.height * stride]
    return QImage(rows, tile.width, tile.height, stride, QImage.Format.Format_RGB32)


def _always() -> bool:
    return True


def image_of(page: PageImage) -> QImage:
    """Return a drawing as an image, which keeps the pixels as long as it lives."""
    stride = page.width * _BYTES_A_PIXEL
    return QImage(page.pixels, page.width, page.height, stride, QImage.Format.Format_RGB32)
