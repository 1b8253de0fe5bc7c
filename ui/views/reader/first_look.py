"""What of a document will be seen first, so that it can be drawn while it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.models.document_view import PagePlace
from ui.models.page_layout import PIXELS_PER_POINT, Fit, PageLayout, fitting_scale
from ui.models.tiles import tile_of, tiles_in
from ui.session.asking import ImageAsk
from ui.theme import Space

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.submission.pages import DocumentFace


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The room that pages will be shown in, in device-independent pixels, and the pixels of the screen in each."""

    width: int
    height: int
    ratio: float

    def asks(self, document_id: str, face: DocumentFace, view: str) -> Iterator[ImageAsk]:
        """Yield what will be in sight at the place that is remembered, the beginning where none is.

        Args:
            document_id: the document.
            face: it, as it was opened.
            view: how it was looked at last.
        """
        place, sizes = PagePlace.read(view), face.pages
        if not sizes:
            return
        scale = place.zoom * PIXELS_PER_POINT
        if place.fit is not Fit.FREE:
            scale = fitting_scale(sizes, place.page, place.fit, place.turns, (self.width, self.height))
        layout = PageLayout(sizes, scale, place.turns, self.width)
        top = layout.box(max(1, min(place.page, len(sizes)))).top + place.top * scale
        above = Space.SMALL if place.top == 0.0 else 0
        down = max(0.0, min(top - above, layout.height - self.height))
        seen = (0.0, round(down), float(self.width), round(down) + float(self.height))
        for box in layout.between(seen[1], seen[3]):
            for key in tiles_in(layout, box, seen, self.ratio):
                yield ImageAsk(document_id, key, key.page, key.scale, tile_of(key, sizes[key.page - 1]), key.turns)
