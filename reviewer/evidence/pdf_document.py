"""PDF, drawn and read by PDFium. Nothing in a document is run: no scripts, no actions, no forms."""

from __future__ import annotations

import ctypes
import struct
import time
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from reviewer.evidence.opened import BYTES_A_PIXEL, MOST_PAGES, MOST_PIXELS_A_PAGE, Drawn, RefusedError, whole_pixels
from reviewer.evidence.right_to_left import in_order, is_right_to_left
from reviewer.submission.pages import OutlineEntry, PageSize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.submission.pages import Tile

_WHITE = 0xFFFFFFFF
_LARGEST_POINTS = 14_400.0  # 200 inches, the most that PDF 1.7 allows
_FINE = 100  # device units a point while places are converted
_MOST_OUTLINE_ENTRIES = 2_000
_LOADED_PAGES = 4
_FAR = 1e6  # points
_AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PIECE_BYTES = 512 * 1024
_SECONDS_IN_PIECES = 0.02
# PDFium leaves out the faint upper edge of a letter that begins right above what it draws.
_ROWS_ABOVE = 4
# Used again and again: memory that is new has to be cleared by the system first.
_kept = (ctypes.c_ubyte * _PIECE_BYTES)()
_NOTHING = struct.pack("<4f", 0, 0, 0, 0)
# PDFium gives these two for a hyphen at the end of a line.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}


class PdfDocument:
    """An opened PDF.

    Raises:
        RefusedError: it is damaged, or wants another password.
    """

    def __init__(self, content: bytes, password: str = "") -> None:
        try:
            self._document = pypdfium2.PdfDocument(content, password=password or None)
        except pypdfium2.PdfiumError as failure:
            raise RefusedError(_fault(failure, password)) from failure
        self._pages: dict[int, pypdfium2.PdfPage] = {}
        self._sizes: dict[int, PageSize] = {}
        self.count = len(self._document)
        if not 0 < self.count <= MOST_PAGES:
            self._document.close()
            raise RefusedError("too_large" if self.count else "damaged")

    def size(self, page: int) -> PageSize:
        """Return how large a page is; looked up when it is first asked for, for that takes its time."""
        if page not in self._sizes:
            self._sizes[page] = self._size(page)
        return self._sizes[page]

    def outline(self) -> tuple[OutlineEntry, ...]:
        """Return the bookmarks, as far as they can be read."""
        return tuple(self._bookmarks())

    def draw(self, page: int, scale: float, tile: Tile | None, turns: int) -> Drawn:
        """Draw a page, or a part of it, on white."""
        opened, size = self._page(page), self.size(page)
        # A whole page that would be huge is drawn smaller; a part is what was asked for.
        if tile is None:
            scale = min(scale, (MOST_PIXELS_A_PAGE / max(1.0, size.width * size.height)) ** 0.5)
        across, down = whole_pixels(size.width, size.height, scale, turns)
        left, top, width, height = (tile.x, tile.y, tile.width, tile.height) if tile else (0, 0, across, down)
        if width < 1 or height < 1 or width * height > MOST_PIXELS_A_PAGE:
            raise RefusedError("too_large")
        return Drawn(width, height, _pieces(opened, (across, down), (left, top, width, height), turns % 4))

    def text(self, page: int) -> tuple[str, bytes]:
        """Return a page's characters in reading order, and a box for each."""
        opened = self._page(page)
        textpage = opened.get_textpage()
        try:
            written = _written(textpage)
            boxes = _Boxes(textpage, _to_page(opened, self.size(page)), _indexes(textpage, written))
            return _joined(in_order(written, boxes.packed), boxes)
        finally:
            textpage.close()

    def plain(self, page: int) -> str:
        """Return the same text without the boxes."""
        textpage = self._page(page).get_textpage()
        try:
            written = _written(textpage)
            # Only pages that need it are worth the places of their letters.
            boxes = _Boxes(textpage, _AS_IT_IS, _indexes(textpage, written)) if is_right_to_left(written) else None
            return _cleaned(in_order(written, boxes.packed) if boxes else written)
        finally:
            textpage.close()

    def close(self) -> None:
        """Let go of the document."""
        for page in self._pages.values():
            page.close()
        self._pages.clear()
        self._document.close()

    def _page(self, number: int) -> pypdfium2.PdfPage:
        if number not in self._pages:
            while len(self._pages) >= _LOADED_PAGES:
                self._pages.pop(next(iter(self._pages))).close()
            try:
                self._pages[number] = self._document[number]
            except pypdfium2.PdfiumError as failure:
                raise RefusedError("no_page") from failure
        return self._pages[number]

    def _size(self, number: int) -> PageSize:
        size = pdfium.FS_SIZEF()
        if not pdfium.FPDF_GetPageSizeByIndexF(self._document, number, size):
            return PageSize(612.0, 792.0)
        # A page of no size, or of a mile, is still a page that can be turned.
        return PageSize(*(min(max(float(length), 1.0), _LARGEST_POINTS) for length in (size.width, size.height)))

    def _bookmarks(self) -> Iterator[OutlineEntry]:
        try:
            for count, bookmark in enumerate(self._document.get_toc(max_depth=8)):
                if count >= _MOST_OUTLINE_ENTRIES:
                    return
                target = bookmark.get_dest()
                page = target.get_index() if target else None
                number = None if page is None or not 0 <= page < self.count else page + 1
                yield OutlineEntry(bookmark.get_title(), bookmark.level, number)
        except pypdfium2.PdfiumError:
            # Bookmarks that lead in circles end here; the pages are whole.
            return


class _Boxes:
    """Gives the box of a character, seen as the page is."""

    def __init__(self, textpage: pypdfium2.PdfTextPage, to_page: tuple[float, ...], indexes: range | list[int]) -> None:
        self._textpage = textpage
        self._to_page = to_page
        self._indexes = indexes
        self._box = pdfium.FS_RECTF()
        self._pack = struct.Struct("<4f").pack

    def packed(self, place: int) -> bytes:
        """Return the box of a character of the text, an empty one where it is not on the page."""
        box = self._box
        if not pdfium.FPDFText_GetLooseCharBox(self._textpage, self._indexes[place], box) or box.right <= box.left:
            return _NOTHING
        a, b, c, d, e, f = self._to_page
        x0, y0 = a * box.left + c * box.top + e, b * box.left + d * box.top + f
        x1, y1 = a * box.right + c * box.bottom + e, b * box.right + d * box.bottom + f
        left, top, right, bottom = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        # A document may put its letters miles away, or nowhere that a number could say.
        is_near = left > -_FAR and top > -_FAR and right < _FAR and bottom < _FAR
        return self._pack(left, top, right, bottom) if is_near else _NOTHING


def _fault(failure: pypdfium2.PdfiumError, password: str) -> str:
    if getattr(failure, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "password" in str(failure).lower():
        return "wrong_password" if password else "password"
    return "damaged"


def _pieces(
    page: pypdfium2.PdfPage, whole: tuple[int, int], part: tuple[int, int, int, int], turns: int
) -> Iterator[memoryview]:
    """Draw a part of a page from the top, in pieces while that costs little: each is under way as the next is drawn.

    A page that takes its time would take it anew for each piece, so the rest of it is drawn in one.
    """
    left, top, width, height = part
    row, done, began = width * BYTES_A_PIXEL, 0, time.thread_time()
    while done < height:
        above = min(_ROWS_ABOVE, top + done) if top + done > 0 else 0
        rows = min(height - done, _PIECE_BYTES // row - above)
        if rows < 1 or time.thread_time() - began > _SECONDS_IN_PIECES:
            rows = height - done
        size, drawn = (above + rows) * row, above + rows
        pixels = _kept if size <= _PIECE_BYTES else (ctypes.c_ubyte * size)()
        bitmap = pdfium.FPDFBitmap_CreateEx(width, drawn, pdfium.FPDFBitmap_BGRx, pixels, row)
        if not bitmap:
            raise RefusedError("too_large")
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, drawn, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, -left, above - top - done, *whole, turns, pdfium.FPDF_ANNOT)
        pdfium.FPDFBitmap_Destroy(bitmap)
        yield memoryview(pixels).cast("B")[above * row : size]
        done += rows


def _to_page(page: pypdfium2.PdfPage, size: PageSize) -> tuple[float, ...]:
    """Return the matrix from PDF's own coordinates to points from the top left of the page as it is seen."""
    across, down = round(size.width * _FINE), round(size.height * _FINE)
    far = 1000.0

    def seen(x: float, y: float) -> tuple[float, float]:
        device_x, device_y = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, across, down, 0, x, y, device_x, device_y)
        return device_x.value / _FINE, device_y.value / _FINE

    (e, f), right, up = seen(0, 0), seen(far, 0), seen(0, far)
    return (right[0] - e) / far, (right[1] - f) / far, (up[0] - e) / far, (up[1] - f) / far, e, f


def _written(textpage: pypdfium2.PdfTextPage) -> str:
    """Return the page's text as PDFium has it, in code points."""
    count = textpage.count_chars()
    if count <= 0:
        return ""
    # Two units for a letter beyond the first plane, and the zero at the end.
    buffer = ctypes.create_string_buffer((2 * count + 1) * 2)
    units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    taken = pdfium.FPDFText_GetText(textpage, 0, count, units)
    return buffer.raw[: max(0, taken - 1) * 2].decode("utf-16-le", "replace")


def _indexes(textpage: pypdfium2.PdfTextPage, written: str) -> range | list[int]:
    """Return PDFium's number of each character of its text; it leaves out what it could not read."""
    count = textpage.count_chars()
    if len(written) == count:
        return range(count)
    indexes: list[int] = []
    unit = 0
    for letter in written:
        indexes.append(pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, unit))
        unit += 2 if ord(letter) > 0xFFFF else 1  # noqa: PLR2004 - the end of the first plane
    return indexes


def _joined(written: str, boxes: _Boxes) -> tuple[str, bytes]:
    """Clean the text as `_cleaned` does, each character with its box."""
    places = [boxes.packed(place) for place, letter in enumerate(written) if letter != "\r"]
    return _cleaned(written), b"".join(places)


def _cleaned(written: str) -> str:
    """Return the text with LF alone for ends of lines, and with hyphens that can be read."""
    return written.replace("\r", "").translate(_HYPHENS)
