"""Reading documents through workspace, isolated renderer and index, against bare PDFium in this process."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.desks import new_desk
from benchmarks.measuring import Measurement, in_turn, seconds
from benchmarks.samples import make_bundle
from reviewer.submission.pages import PageImage
from reviewer.vocabulary import CaseKey
from reviewer.workflow import loading, searching, viewing
from reviewer.workflow.viewing import DocumentViewer

if TYPE_CHECKING:
    from benchmarks.measuring import Setting
    from reviewer.workflow.desk import Desk

_KEY = CaseKey("CPT-2026-9001", 1)
_PATH = "evidence/p1/long.pdf"
_PAGES = 300
_LINES = 46
_SCALE = 2.0
_WORDS = "the crew of line {line} on page {page} counted {count} stops a week before and fewer after the new guide"


def time_to_first_page(setting: Setting) -> Measurement:
    """From the encrypted workspace to the pixels of the first page, the renderer being warm."""
    pdf = long_pdf(_PAGES)
    runs = 15
    with new_desk(setting.folder / "first.reviewer") as desk:
        _load(desk, setting.folder / "first.zip", pdf)
        viewer = DocumentViewer()
        viewer.warm_up()

        def ours() -> None:
            fetched = viewing.fetch(desk, _KEY, _PATH)
            viewer.open_quickly(fetched)
            _drawn(viewer, fetched.id, 1)
            viewer.forget(fetched.id)

        ours()
        floor, taken = in_turn(lambda: seconds(lambda: _bare_page(pdf)), lambda: seconds(ours), runs)
        viewer.close()
    return Measurement("evidence-first-page", "ms", floor * 1000, taken * 1000, "<= 2", runs)


def time_to_next_page(_: Setting) -> Measurement:
    """The pixels of the next page of an open document, without a window and without fetching ahead."""
    viewer = DocumentViewer()
    document = viewing.Fetched("long", _PATH, long_pdf(_PAGES))
    viewer.open(document)
    times = [seconds(partial(_drawn, viewer, document.id, page)) for page in range(1, _PAGES + 1)]
    viewer.close()
    return Measurement("evidence-next-page", "ms", None, median(times) * 1000, "<= 50", len(times))


def time_to_index(setting: Setting) -> Measurement:
    """The text of all pages, read by the renderer and put in the encrypted index."""
    pdf = long_pdf(_PAGES)
    runs = 5
    with new_desk(setting.folder / "index.reviewer") as desk:
        _load(desk, setting.folder / "index.zip", pdf)
        viewer = DocumentViewer()
        viewer.warm_up()
        fetched = viewing.fetch(desk, _KEY, _PATH)

        def ours() -> None:
            searching.keep_indexed(desk, searching.read_for_index(viewer, fetched))
            viewer.forget(fetched.id)

        ours()
        floor, taken = in_turn(lambda: seconds(lambda: _bare_text(pdf)), lambda: seconds(ours), runs)
        viewer.close()
    return Measurement("evidence-index", "ms", floor * 1000, taken * 1000, "<= 2", runs)


def time_to_search(setting: Setting) -> Measurement:
    """Words in a document of 300 pages, through the index."""
    with new_desk(setting.folder / "search.reviewer") as desk:
        _load(desk, setting.folder / "search.zip", long_pdf(_PAGES))
        viewer = DocumentViewer()
        searching.index_all(desk, viewer)
        viewer.close()
        asked = [f"page {page} counted" for page in range(1, _PAGES, 7)] + ["new guide", "crew"]
        times = [seconds(partial(searching.find_in_case, desk, _KEY, words)) for words in asked]
    return Measurement("evidence-search", "ms", None, median(times) * 1000, "<= 100", len(times))


def memory_to_page_through(_: Setting) -> Measurement:
    """How much this process and the renderer grow while a thousand pages are drawn and let go."""
    viewer = DocumentViewer()
    document = viewing.Fetched("long", _PATH, long_pdf(1000))
    viewer.open(document)
    for page in range(1, 51):
        _drawn(viewer, document.id, page)
    before = _memory(viewer)
    for page in range(1, 1001):
        _drawn(viewer, document.id, page)
        viewer.text(document.id, page)
    grown = _memory(viewer) - before
    viewer.close()
    return Measurement("evidence-memory", "MB", None, max(0.0, grown / 10**6), "<= 20", 1)


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


def _load(desk: Desk, path: Path, pdf: bytes) -> None:
    loading.load_bundles(desk, [make_bundle(path, documents={_PATH: pdf})])


def _drawn(viewer: DocumentViewer, document_id: str, page: int) -> PageImage:
    image = viewer.image(document_id, page, _SCALE)
    if not isinstance(image, PageImage):
        raise TypeError(image)
    return image


def _bare_page(pdf: bytes) -> bytes:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return bytes(opened[0].render(scale=_SCALE).buffer)


def _bare_text(pdf: bytes) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def _memory(viewer: DocumentViewer) -> int:
    return _resident("self") + sum(_resident(str(process)) for process in viewer.process_ids())


def _resident(process: str) -> int:
    return int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1]) * 4096
