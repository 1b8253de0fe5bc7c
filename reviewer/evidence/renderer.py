"""The renderer: the program of a process that draws documents and can do nothing else.

It gets bytes, never a path or a key, on its standard input and gives pixels back on its standard output.
Started as `python -m reviewer.evidence.renderer`, or by the built program with `--render-documents`.
"""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

import pypdfium2
import pypdfium2.raw

from reviewer.evidence.exchange import ExchangeError, receive, send

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY_BYTES = 2 * 1024 * 1024 * 1024
MOST_PAGES = 500
MOST_PIXELS_A_PAGE = 24_000_000
BYTES_A_PIXEL = 4
WHITE = (255, 255, 255, 255)


def main() -> int:
    """Answer questions until the other side closes the pipe."""
    _give_up_powers()
    serve(sys.stdin.buffer, sys.stdout.buffer)
    return 0


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions one after another, until there are no more or nobody listens."""
    while True:
        try:
            head, document = receive(questions)
            _answer(head, document, answers)
        except (ExchangeError, BrokenPipeError):
            return


def _answer(head: dict[str, object], document: bytes, answers: IO[bytes]) -> None:
    scale = head.get("scale")
    if head.get("do") != "pages" or not isinstance(scale, int | float):
        send(answers, {"fault": "unknown"})
        return
    try:
        for page, pixels in _pages(document, float(scale)):
            send(answers, page, pixels)
    except pypdfium2.PdfiumError:
        send(answers, {"fault": "damaged"})
    except MemoryError:
        send(answers, {"fault": "too_large"})
    else:
        send(answers, {"end": True})


def _pages(document: bytes, scale: float) -> Iterator[tuple[dict[str, object], memoryview]]:
    with pypdfium2.PdfDocument(document) as opened:
        if len(opened) > MOST_PAGES:
            raise MemoryError
        for number in range(len(opened)):
            yield _page(opened, number, scale)


def _page(opened: pypdfium2.PdfDocument, number: int, scale: float) -> tuple[dict[str, object], memoryview]:
    page = opened[number]
    width, height = page.get_size()
    fitting = min(scale, (MOST_PIXELS_A_PAGE / max(1.0, width * height)) ** 0.5)
    # Pages without a background would be transparent, and a dark window would show through.
    bitmap = page.render(
        scale=fitting,
        fill_color=WHITE,
        force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx,
        may_draw_forms=False,
    )
    row = bitmap.width * BYTES_A_PIXEL
    pixels = memoryview(bitmap.buffer).cast("B")
    if bitmap.stride != row:
        rows = (pixels[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        pixels = memoryview(b"".join(rows))
    head: dict[str, object] = {"page": number, "width": bitmap.width, "height": bitmap.height, "points": width}
    return head, pixels[: row * bitmap.height]


def _give_up_powers() -> None:
    """Take from this process what drawing does not need: more memory, and opening any file or connection."""
    if sys.platform == "win32":
        return
    import resource

    for limit, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            # Not every system knows every limit; the others still hold.
            continue


if __name__ == "__main__":
    sys.exit(main())
