"""Pictures, decoded by Pillow: each frame is a page, turned as its camera says."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from reviewer.evidence.opened import (
    MOST_PAGES,
    MOST_PIXELS_A_PAGE,
    MOST_PIXELS_DECODED,
    Drawn,
    RefusedError,
    whole_pixels,
)
from reviewer.submission.pages import PageSize

if TYPE_CHECKING:
    from reviewer.submission.pages import OutlineEntry, Tile

# Only what reviewers meet: each decoder less is one less to trust.
FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP", "HEIF")
_SCREEN_DOTS = 96.0
_LONGEST_SIDE = 100_000.0  # points
_DEEP_WHITE = 65_536.0
_FEWEST_DOTS, _MOST_DOTS = 50.0, 1200.0
_QUARTERS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
# What decoders raise over damaged pictures; MemoryError is the caller's.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, RuntimeError, OverflowError)


def get_ready() -> None:
    """Load the decoders while files can still be opened."""
    pillow_heif.register_heif_opener(thumbnails=False)
    Image.init()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS_DECODED
    warnings.simplefilter("error", Image.DecompressionBombWarning)


class ImageDocument:
    """An opened picture.

    Raises:
        RefusedError: it is damaged or too large.
    """

    def __init__(self, content: bytes) -> None:
        self._image = open_picture(content)
        frames = min(getattr(self._image, "n_frames", 1), MOST_PAGES)
        self._decoded: tuple[int, int, Image.Image] | None = None
        self._sizes = tuple(self._size(frame) for frame in range(max(1, frames)))
        self.count = len(self._sizes)

    def size(self, page: int) -> PageSize:
        """Return how large a frame is on paper."""
        return self._sizes[page]

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Return nothing: pictures have no table of contents."""
        return ()

    def draw(self, page: int, scale: float, tile: Tile | None, turns: int) -> Drawn:
        """Draw a frame, or a part of it, on white."""
        size = self.size(page)
        if tile is None:
            scale = min(scale, (MOST_PIXELS_A_PAGE / max(1.0, size.width * size.height)) ** 0.5)
        across, down = whole_pixels(size.width, size.height, scale, turns)
        left, top, width, height = (tile.x, tile.y, tile.width, tile.height) if tile else (0, 0, across, down)
        if width < 1 or height < 1 or width * height > MOST_PIXELS_A_PAGE:
            raise RefusedError("too_large")
        picture = self._frame(page, turns % 4)
        return Drawn(width, height, (_part(picture, (across, down), (left, top, width, height)),))

    def text(self, page: int) -> tuple[str, bytes]:  # noqa: ARG002 - as every document of pages
        """Return nothing: what a scan says is not known."""
        return "", b""

    def plain(self, page: int) -> str:  # noqa: ARG002 - as every document of pages
        """Return nothing."""
        return ""

    def close(self) -> None:
        """Let go of the picture."""
        self._decoded = None
        self._image.close()

    def _size(self, frame: int) -> PageSize:
        try:
            self._image.seek(frame)
            width, height = self._image.size
            # Orientations 5 to 8 lie on their side; of TIFF, Pillow gives the size upright.
            if self._image.format != "TIFF" and self._image.getexif().get(0x0112, 1) in (5, 6, 7, 8):
                width, height = height, width
        except _DAMAGE as failure:
            if not frame:
                raise RefusedError("damaged") from failure
            width, height = self._image.size
        if width * height > MOST_PIXELS_DECODED:
            raise RefusedError("too_large")
        points = 72.0 / self._dots()
        if max(width, height) * points > _LONGEST_SIDE:
            raise RefusedError("too_large")
        return PageSize(width * points, height * points)

    def _dots(self) -> float:
        given = self._image.info.get("dpi", (_SCREEN_DOTS, _SCREEN_DOTS))
        try:
            dots = float(given[0])
        except (TypeError, ValueError, IndexError, ZeroDivisionError):
            return _SCREEN_DOTS
        return dots if _FEWEST_DOTS <= dots <= _MOST_DOTS else _SCREEN_DOTS

    def _frame(self, frame: int, turns: int) -> Image.Image:
        if self._decoded is None or self._decoded[:2] != (frame, turns):
            self._decoded = None
            try:
                self._image.seek(frame)
                picture = flattened(self._image)
            except _DAMAGE as failure:
                raise RefusedError("no_page") from failure
            self._decoded = (frame, turns, picture.transpose(_QUARTERS[turns]) if turns else picture)
        return self._decoded[2]


def open_picture(content: bytes) -> Image.Image:
    """Open a picture without decoding it yet.

    Raises:
        RefusedError: it is damaged or too large.
    """
    try:
        return Image.open(io.BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as failure:
        raise RefusedError("too_large") from failure
    except (UnidentifiedImageError, *_DAMAGE) as failure:
        raise RefusedError("damaged") from failure


def flattened(image: Image.Image) -> Image.Image:
    """Decode a picture upright, in three colors on white.

    Raises:
        OSError, ValueError, SyntaxError: it is damaged.
    """
    is_deep = image.mode.startswith("I;16") or image.mode in ("I", "F")
    picture = ImageOps.exif_transpose(_in_eight_bits(image) if is_deep else image.copy())
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        white = Image.new("RGBA", layered.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(white, layered)
    return picture.convert("RGB")


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Scale more than eight bits a pixel, which would be cut off otherwise."""
    low, high = (float(end) for end in image.getextrema() if not isinstance(end, tuple))
    if image.mode != "F" and low >= 0 and high < _DEEP_WHITE:
        low, high = 0.0, _DEEP_WHITE - 1.0
    scale = 255 / ((high - low) or 1)
    return image.convert("F").point(lambda value: value * scale + (0.5 - low * scale)).convert("L")


def draw_whole(content: bytes, width: int) -> Drawn:
    """Draw an embedded picture, at most so many pixels wide.

    Raises:
        RefusedError: it is damaged or too large.
    """
    opened = open_picture(content)
    if opened.size[0] * opened.size[1] > MOST_PIXELS_DECODED:
        raise RefusedError("too_large")
    try:
        picture = flattened(opened)
    except _DAMAGE as failure:
        raise RefusedError("damaged") from failure
    shrink = min(1.0, width / picture.width, (MOST_PIXELS_A_PAGE / (picture.width * picture.height)) ** 0.5)
    across, down = max(1, round(picture.width * shrink)), max(1, round(picture.height * shrink))
    return Drawn(across, down, (_part(picture, (across, down), (0, 0, across, down)),))


def _part(picture: Image.Image, whole: tuple[int, int], part: tuple[int, int, int, int]) -> bytes:
    """Return a part of a picture drawn at a size, white where it lies outside."""
    left, top, width, height = part
    shown = (max(0, left), max(0, top), min(whole[0], left + width), min(whole[1], top + height))
    canvas = Image.new("RGB", (width, height), (255, 255, 255))
    if shown[2] > shown[0] and shown[3] > shown[1]:
        across, down = picture.width / whole[0], picture.height / whole[1]
        box = (shown[0] * across, shown[1] * down, shown[2] * across, shown[3] * down)
        size = (shown[2] - shown[0], shown[3] - shown[1])
        is_smaller = across > 1 or down > 1
        how = Image.Resampling.LANCZOS if is_smaller else Image.Resampling.BICUBIC
        canvas.paste(picture.resize(size, how, box=box, reducing_gap=2.0), (shown[0] - left, shown[1] - top))
    # What shows pixels may take the fourth byte for how much they cover.
    return canvas.convert("RGBA").tobytes("raw", "BGRA")
