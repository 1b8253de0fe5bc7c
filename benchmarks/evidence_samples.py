"""Documents made up for measuring how they are read, and what bare PDFium makes of them."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

from reviewer.vocabulary import CaseKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pypdfium2

KEY = CaseKey("CPT-2026-9001", 1)
OTHER_KEY = CaseKey("CPT-2026-9002", 1)
"""The case that is turned to in between."""
PATH = "evidence/p1/long.pdf"
_LINES = 46
_WORDS = "the crew of line {line} on page {page} counted {count} stops a week before and fewer after the new guide"
_ACROSS, _DOWN = 700, 500
_BYTES_A_PICTURE = _ACROSS * _DOWN * 3


def long_pdf(pages: int) -> bytes:
    """Make a PDF of full pages of text."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), pageCompression=1)
    for page in range(1, pages + 1):
        for line in range(_LINES):
            canvas.drawString(54, 740 - 15 * line, _WORDS.format(line=line, page=page, count=line * page % 97))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def large_pdf(size_bytes: int) -> bytes:
    """Make a PDF of about so many bytes: one picture that does not shrink on each page, as of a scanner."""
    pages = max(1, size_bytes // _BYTES_A_PICTURE)
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(_objects(pages), start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


def _objects(pages: int) -> Iterator[bytes]:
    """Yield the objects of such a file from the first on: catalog, pages, then page, contents and picture of each."""
    kids = b" ".join(b"%d 0 R" % (3 + 3 * page) for page in range(pages))
    yield b"<< /Type /Catalog /Pages 2 0 R >>"
    yield b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids)
    source = random.Random(pages)
    drawn = b"q 612 0 0 437 0 200 cm /P Do Q"
    for page in range(pages):
        at = 3 + 3 * page
        named = b"/Resources << /XObject << /P %d 0 R >> >>" % (at + 2)
        yield b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] %s /Contents %d 0 R >>" % (named, at + 1)
        yield b"<< /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn)
        shape = b"/Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8" % (_ACROSS, _DOWN)
        picture = source.randbytes(_BYTES_A_PICTURE)
        yield (
            b"<< /Type /XObject /Subtype /Image %s /Length %d >> stream\n"
            % (
                shape,
                len(picture),
            )
            + picture
            + b"\nendstream"
        )


def bare_page(pdf: bytes, scale: float) -> pypdfium2.PdfBitmap:
    """Draw the first page with bare PDFium, in the order of colors that a window takes as it is."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[0].render(scale=scale, prefer_bgrx=True)


def bare_text(pdf: bytes) -> list[str]:
    """Read all words with bare PDFium."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]
