"""The door for reading documents: asks the renderers, and turns whatever happens into values that can be shown."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reviewer.errors import DocumentUnreadableError
from reviewer.evidence import answers, flow_json
from reviewer.evidence.exchange import ExchangeError
from reviewer.evidence.process import RENDER_OPTION, RefusedByRendererError, RendererProcess
from reviewer.submission.flow import FlowDocument
from reviewer.submission.kinds import SAMPLE_BYTES, FileKind, content_of
from reviewer.submission.page_text import PageText
from reviewer.submission.pages import (
    DocumentFace,
    DocumentStatus,
    Layout,
    OutlineEntry,
    PageFault,
    PageImage,
    PageSize,
    Tile,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["RENDER_OPTION", "Asking", "DocumentReader", "Opening"]

SECONDS_FOR_A_PAGE = 10.0
SECONDS_FOR_A_DOCUMENT = 30.0
_PAGES, _WORDS = "pages", "words"
_PAGE_KINDS = (FileKind.PDF, FileKind.IMAGE)
_LONGEST_PASSWORD = 500
# Drawings may run scripts and load from anywhere.
_DRAWING = "image/svg+xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Opening:
    """A document to open: an id of the caller's, its file name, its bytes, and what the reviewer chose for it."""

    document_id: str
    name: str
    content: bytes = field(repr=False)
    password: str = field(default="", repr=False)
    encoding: str = ""
    exact_pages: int | None = None
    """How many pages are measured at once; the others are taken to be like the first until `whole_face`."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What to draw: a page from 1, pixels per point, a part of it in pixels, quarter turns clockwise."""

    page: int
    scale: float
    tile: Tile | None = None
    turns: int = 0


@dataclass(slots=True)
class _Open:
    opening: Opening
    face: DocumentFace
    bad_pages: set[int] = field(default_factory=set)
    flow: FlowDocument | None = None


class DocumentReader:
    """Renderers in the background, one for pages and one for words.

    May be used from any thread; each renderer answers one question after another. Nothing that a document does
    raises here: what cannot be shown is a value that says why.

    Args:
        seconds: how long one page may take before the renderer is stopped.
        document_seconds: the same for opening a document.
    """

    def __init__(self, seconds: float = SECONDS_FOR_A_PAGE, document_seconds: float = SECONDS_FOR_A_DOCUMENT) -> None:
        self._seconds = seconds
        self._document_seconds = document_seconds
        self._locks = {role: threading.Lock() for role in (_PAGES, _WORDS)}
        self._processes = {role: RendererProcess(role) for role in (_PAGES, _WORDS)}
        self._open: dict[str, _Open] = {}

    def warm_up(self) -> None:
        """Start the renderer for pages, so that the first page does not wait for it."""
        with self._locks[_PAGES]:
            try:
                self._processes[_PAGES].start()
            except RefusedByRendererError:
                # The first document will say so.
                return

    def close(self) -> None:
        """Forget every document and stop the renderers; the next question would start another."""
        self._open.clear()
        for role, process in self._processes.items():
            with self._locks[role]:
                process.stop()

    def process_ids(self) -> tuple[int, ...]:
        """Return the processes that run now."""
        return tuple(process.pid for process in self._processes.values() if process.pid is not None)

    # Opening ----------------------------------------------------------------------------------------

    def open(self, opening: Opening) -> DocumentFace:
        """Open a document, or open it again with another password or encoding."""
        content = content_of(opening.content[:SAMPLE_BYTES], opening.name, opening.content[-SAMPLE_BYTES:])
        kind = content.kind
        if not opening.content:
            return answers.refused(kind, "empty")
        is_wrapped = opening.content.startswith(_OLD_OFFICE)
        if content.media_type == _DRAWING or (kind is FileKind.OTHER and not is_wrapped):
            return answers.refused(kind, "unsupported", content.media_type)
        role = _PAGES if kind in _PAGE_KINDS else _WORDS
        with self._locks[role]:
            self._open.pop(opening.document_id, None)
            try:
                face = self._opened(role, opening, kind)
            except RefusedByRendererError as refused:
                return answers.refused(kind, refused.fault, content.media_type)
            except ExchangeError:
                self._processes[role].stop()
                return answers.refused(kind, "died")
            self._open[opening.document_id] = _Open(opening, face)
            return face

    def is_open(self, document_id: str) -> bool:
        """Tell whether pages of a document can be asked for."""
        return document_id in self._open

    def forget(self, document_id: str) -> None:
        """Close one document."""
        opened = self._open.pop(document_id, None)
        if opened is None:
            return
        role = _role(opened)
        with self._locks[role]:
            if self._processes[role].is_running:
                self._quietly(role, {"do": "forget", "id": document_id})

    # Asking -----------------------------------------------------------------------------------------

    def image(
        self, document_id: str, asking: Asking, is_wanted: Callable[[], bool] | None = None
    ) -> PageImage | PageFault | None:
        """Draw a page or a part of it; None where it is not wanted any more once its turn comes."""
        tile = asking.tile
        head: dict[str, object] = {"do": "image", "scale": asking.scale, "turns": asking.turns % 4}
        if tile is not None:
            head["tile"] = [tile.x, tile.y, tile.width, tile.height]
        answered = self._ask_page(document_id, asking.page, head, is_wanted)
        if answered is None or isinstance(answered, PageFault):
            return answered
        answer, pixels = answered
        opened = self._open.get(document_id)
        size = opened.face.pages[asking.page - 1] if opened else PageSize(1.0, 1.0)
        width = answer.get("width")
        across = size.height if asking.turns % 2 else size.width
        points = width / asking.scale if tile is not None and isinstance(width, int) else across
        return answers.image(answer, pixels, points)

    def text(self, document_id: str, page: int, is_wanted: Callable[[], bool] | None = None) -> PageText:
        """Return the words of a page with their places; none where they cannot be read."""
        answered = self._ask_page(document_id, page, {"do": "text"}, is_wanted)
        if answered is None or isinstance(answered, PageFault):
            return PageText()
        return answers.page_text(*answered)

    def plain(self, document_id: str, page: int) -> str | PageFault:
        """Return the words of a page alone, the same as `text` has."""
        answered = self._ask_page(document_id, page, {"do": "plain"}, None)
        if answered is None or isinstance(answered, PageFault):
            return answered or answers.fault("closed")
        return answered[1].decode("utf-8", "replace")

    def plains(self, document_id: str, first: int, count: int) -> tuple[str | PageFault, ...]:
        """Return the words of so many pages from one on; asked at once, since most of them take no time at all."""
        opened = self._open.get(document_id)
        if opened is None:
            return (answers.fault("closed"),) * count
        answered = None
        if not opened.bad_pages:
            answered = self._ask(opened, {"do": "plains", "page": first - 1, "count": count}, None)
        texts = answers.texts(answered[1], count) if isinstance(answered, tuple) else (None,) * count
        # A page that fails says so for itself, and does not take the others with it.
        return tuple(
            self.plain(document_id, first + place) if written is None else written
            for place, written in enumerate(texts)
        )

    def outline(self, document_id: str) -> tuple[OutlineEntry, ...]:
        """Return a PDF's table of contents; none where it has none."""
        answered = self._ask_page(document_id, 1, {"do": "outline"}, None)
        if answered is None or isinstance(answered, PageFault):
            return ()
        opened = self._open.get(document_id)
        try:
            return answers.outline(answered[1], len(opened.face.pages)) if opened else ()
        except ExchangeError:
            return ()

    def whole_face(self, document_id: str) -> DocumentFace | None:
        """Return what an open document is with every page measured and its table of contents, None if it is closed."""
        opened = self._open.get(document_id)
        if opened is None or opened.face.layout is not Layout.PAGES:
            return None if opened is None else opened.face
        answered = self._ask_page(document_id, 1, {"do": "sizes"}, None)
        sizes = opened.face.pages
        if answered is not None and not isinstance(answered, PageFault):
            with contextlib.suppress(ValueError, TypeError):
                measured = answers.page_sizes(answered[1], len(sizes))
                sizes = measured if len(measured) == len(sizes) else sizes
        opened.face = replace(opened.face, pages=sizes, outline=self.outline(document_id))
        return opened.face

    def flow(self, document_id: str) -> FlowDocument:
        """Return the blocks of a document that has no pages; none where they cannot be read."""
        opened = self._open.get(document_id)
        if opened is None or opened.face.layout is not Layout.FLOW:
            return FlowDocument()
        if opened.flow is None:
            answered = self._ask(opened, {"do": "flow"}, None)
            if answered is None or isinstance(answered, PageFault):
                return FlowDocument()
            try:
                opened.flow = flow_json.read(answered[1])
            except ExchangeError:
                return FlowDocument()
        return opened.flow

    def picture(self, document_id: str, number: int, width: int) -> PageImage | PageFault:
        """Draw a picture embedded in a flowing document, at most so many pixels wide."""
        opened = self._open.get(document_id)
        if opened is None:
            return answers.fault("closed")
        answered = self._ask(opened, {"do": "picture", "number": number, "width": width}, None)
        if answered is None or isinstance(answered, PageFault):
            return answered or answers.fault("closed")
        points = answered[0].get("width")
        return answers.image(answered[0], answered[1], float(points) if isinstance(points, int) else 0.0)

    def pages(self, document: bytes, scale: float, subject: str = "") -> tuple[PageImage, ...]:
        """Draw all pages of a PDF of our own, such as a letter.

        Args:
            document: the bytes of the PDF.
            scale: pixels per point (1/72 inch); pages that would be huge are drawn smaller.
            subject: what to call it when it cannot be drawn.

        Raises:
            DocumentUnreadableError: it is damaged, too large, or the renderer died or hung over it; the next works.
        """
        with self._locks[_PAGES]:
            process = self._processes[_PAGES]
            try:
                process.start()
                answer, pixels = process.ask({"do": "pages", "scale": scale}, document, self._seconds)
                drawn: list[PageImage] = []
                while answer.get("end") is not True:
                    drawn.append(answers.strict_image(answer, pixels))
                    answer, pixels = process.ask_on(self._seconds)
                return tuple(drawn)
            except RefusedByRendererError as refused:
                raise DocumentUnreadableError(subject, reason=answers.reason(refused.fault)) from refused
            except ExchangeError as broken:
                process.stop()
                raise DocumentUnreadableError(subject, reason=answers.reason("died")) from broken

    # Behind the door --------------------------------------------------------------------------------

    def _opened(self, role: str, opening: Opening, kind: FileKind) -> DocumentFace:
        """Send a document to its renderer and return what it is.

        Raises:
            RefusedByRendererError: it cannot be shown.
            ExchangeError: the answer is not of the agreed shape.
        """
        process = self._processes[role]
        process.start()
        extension = opening.name.rpartition(".")[2][-20:]
        head: dict[str, object] = {"do": "open", "role": role, "id": opening.document_id, "name": f"x.{extension}"}
        head |= {"password": opening.password[:_LONGEST_PASSWORD], "encoding": opening.encoding}
        if opening.exact_pages is not None:
            head["exact"] = max(1, opening.exact_pages)
        answer, content = process.ask(head, opening.content, self._document_seconds)
        try:
            shown_kind = FileKind(str(answer.get("kind")))
            if role == _WORDS:
                parts, encoding = answer.get("parts"), str(answer.get("encoding", ""))
                count = parts if isinstance(parts, int) else 1
                return DocumentFace(shown_kind, DocumentStatus.SHOWN, Layout.FLOW, parts=count, encoding=encoding)
            sizes = answers.page_sizes(content, answer.get("count"))
        except (ValueError, TypeError) as broken:
            raise ExchangeError from broken
        return DocumentFace(kind, DocumentStatus.SHOWN, Layout.PAGES, sizes, parts=len(sizes))

    def _ask_page(
        self, document_id: str, page: int, head: dict[str, object], is_wanted: Callable[[], bool] | None
    ) -> tuple[dict[str, object], bytes] | PageFault | None:
        opened = self._open.get(document_id)
        if opened is None:
            return answers.fault("closed")
        if not 1 <= page <= len(opened.face.pages) or page in opened.bad_pages:
            return answers.fault("no_page")
        answered = self._ask(opened, head | {"page": page - 1}, is_wanted)
        if isinstance(answered, answers.FatalFault):
            opened.bad_pages.add(page)
        return answered

    def _ask(
        self, opened: _Open, head: dict[str, object], is_wanted: Callable[[], bool] | None
    ) -> tuple[dict[str, object], bytes] | PageFault | None:
        """Ask about an open document, once more where the renderer does not have it any more."""
        role = _role(opened)
        with self._locks[role]:
            if is_wanted is not None and not is_wanted():
                return None
            asked = head | {"id": opened.opening.document_id}
            try:
                return self._asked(role, opened, asked)
            except RefusedByRendererError as refused:
                return answers.fault(refused.fault)
            except ExchangeError:
                self._processes[role].stop()
                return answers.fault("died")

    def _asked(self, role: str, opened: _Open, head: dict[str, object]) -> tuple[dict[str, object], bytes]:
        process = self._processes[role]
        process.start()
        try:
            return process.ask(head, b"", self._seconds)
        except RefusedByRendererError as refused:
            if refused.fault != "not_open":
                raise
        self._opened(role, opened.opening, opened.face.kind)
        return process.ask(head, b"", self._seconds)

    def _quietly(self, role: str, head: dict[str, object]) -> None:
        try:
            self._processes[role].ask(head, b"", self._seconds)
        except RefusedByRendererError:
            # It is gone either way.
            return


def _role(opened: _Open) -> str:
    return _PAGES if opened.face.layout is Layout.PAGES else _WORDS
