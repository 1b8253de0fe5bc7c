"""What a document looks like, as values: what it is, its pages as pixels, and the words on them with their places.

Lengths are in points (72 to the inch) from the page's top left, as the page is meant to be seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.submission.kinds import FileKind


class DocumentStatus(StrEnum):
    """What became of opening a document; ids of the command-line contract."""

    SHOWN = "shown"
    PASSWORD = "password"  # noqa: S105 - an id, not a secret
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"


class Layout(StrEnum):
    """How a document is shown: as pages of pixels, as blocks of text that flow, or not at all."""

    PAGES = "pages"
    FLOW = "flow"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of one page."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of a document's own table of contents; `depth` is 0 for the top, `page` counts from 1 or is None."""

    title: str
    depth: int
    page: int | None
    top: float | None = None


@dataclass(frozen=True, slots=True)
class DocumentFace:
    """What the renderer made of a document when it was opened.

    `message` says what is wrong where the status is not `shown`; `encoding` is the one that a text was read in, empty
    where there is nothing to choose. `parts` counts pages, slides or sheets, 1 for a text that just flows.
    """

    kind: FileKind
    status: DocumentStatus
    layout: Layout = Layout.NONE
    pages: tuple[PageSize, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    message: str = ""
    encoding: str = ""
    parts: int = 0

    @property
    def is_shown(self) -> bool:
        """True when there is something to look at."""
        return self.status is DocumentStatus.SHOWN


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a page in pixels of the whole page as it is drawn, from its top left."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PageImage:
    """One drawn page, or a part of it.

    `width` and `height` are in pixels; `pixels` holds four bytes each (blue, green, red, 255), row after
    row from the top, without gaps. `width_points` is the width of the paper shown, 72 to the inch.
    """

    width: int
    height: int
    pixels: bytes = field(repr=False)
    width_points: float

    @property
    def pixels_per_point(self) -> float:
        """How many pixels stand side by side in a point."""
        return self.width / self.width_points


@dataclass(frozen=True, slots=True)
class PageFault:
    """Stands for what could not be drawn or read; `message` says why, in a sentence."""

    message: str
