"""What the renderer's parts agree on: an opened document, and the ways in which opening one ends otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.submission.flow import FlowDocument
    from reviewer.submission.pages import OutlineEntry, PageSize, Tile

MOST_PAGES = 5_000
MOST_PIXELS_A_PAGE = 24_000_000
MOST_PIXELS_DECODED = 120_000_000
MOST_BLOCKS = 20_000
MOST_CHARACTERS = 4_000_000
MOST_UNPACKED_BYTES = 600 * 1024 * 1024
BYTES_A_PIXEL = 4


class RefusedError(Exception):
    """A document cannot be shown.

    Args:
        fault: `damaged`, `password`, `wrong_password`, `too_large`, `unsupported` or `no_page`.
    """

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pixels, four bytes each, without gaps, in pieces from the top; a piece holds until the next is asked for."""

    width: int
    height: int
    pieces: Iterable[memoryview | bytes] = field(repr=False)


class PagedDocument(Protocol):
    """A document of pages. Every method may raise RefusedError, for that page only."""

    count: int

    def size(self, page: int) -> PageSize:
        """Return how large a page is; `page` counts from 0."""

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Return the document's own table of contents."""

    def draw(self, page: int, scale: float, tile: Tile | None, turns: int) -> Drawn:
        """Draw a page, or a part of it; `page` counts from 0."""

    def text(self, page: int) -> tuple[str, bytes]:
        """Return a page's text and the boxes of its characters, as `PageText` keeps them."""

    def plain(self, page: int) -> str:
        """Return a page's text alone."""

    def close(self) -> None:
        """Let go of everything."""


@dataclass(frozen=True, slots=True)
class FlowingDocument:
    """A document of blocks; `pictures` are the bytes of those embedded, `parts` counts slides or sheets."""

    flow: FlowDocument
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    parts: int = 1
    encoding: str = ""


def whole_pixels(width: float, height: float, scale: float, turns: int) -> tuple[int, int]:
    """Return how many pixels a whole page has at a scale, after quarter turns."""
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    return (down, across) if turns % 2 else (across, down)
