"""What a page of a document looks like, as values: pixels, ready to be put on a screen or on paper."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageImage:
    """One drawn page.

    `width` and `height` are in pixels; `pixels` holds four bytes each (blue, green, red, unused), row after
    row from the top, without gaps. `width_points` is the width of the paper, 72 to the inch.
    """

    width: int
    height: int
    pixels: bytes = field(repr=False)
    width_points: float

    @property
    def pixels_per_point(self) -> float:
        """How many pixels stand side by side in a point."""
        return self.width / self.width_points
