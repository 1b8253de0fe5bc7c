"""Looking at documents: fetching their bytes in the workspace's thread, drawing and reading them in any other."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.errors import UnknownDocumentError
from reviewer.evidence.reader import Asking, DocumentReader, Opening
from reviewer.submission.covering import covered_flow, covered_page
from reviewer.submission.flow import BlockKind
from reviewer.submission.pages import DocumentFace, Layout, PageFault, PageImage
from reviewer.workflow import folding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reviewer.submission.covering import Covered
    from reviewer.submission.flow import FlowDocument, Place
    from reviewer.submission.page_text import PageText
    from reviewer.submission.pages import Tile
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workspace.passages import PrivatePart

_SILENT = (BlockKind.NOTE, BlockKind.PICTURE)
_KEPT_DOCUMENTS = 6
_FIRST_PAGES = 16
_PAGES_AT_ONCE = 16
_FEWEST_KEPT = 2
_KEPT_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of one document, on their way from the workspace to the viewer; `id` is their SHA-256.

    `covered` is what is marked as private in it.
    """

    id: str
    path: str
    content: bytes = field(repr=False)
    password: str = field(default="", repr=False)
    covered: tuple[PrivatePart, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found in a document: the place, a range of its text's code points, and the words around it.

    `found_from` and `found_to` tell where in `excerpt` the words stand.
    """

    place: Place
    start: int
    end: int
    excerpt: str
    found_from: int
    found_to: int


def fetch(desk: Desk, key: CaseKey, path: str) -> Fetched:
    """Read one document from the workspace, with the password that was remembered for it.

    Raises:
        UnknownDocumentError: the case has no document of that path.
    """
    stored = next((file for file in desk.workspace.evidence_list(key) if file.path == path), None)
    if stored is None:
        raise UnknownDocumentError(path)
    content = b"".join(desk.workspace.evidence_chunks(key, path))
    sha256, workspace = stored.sha256, desk.workspace
    return Fetched(sha256, path, content, workspace.document_password(sha256), workspace.private_parts(sha256))


def remember_password(desk: Desk, key: CaseKey, path: str, password: str) -> None:
    """Keep the password that opens a document, inside the encrypted workspace; nothing forgets it.

    Raises:
        UnknownDocumentError: the case has no document of that path.
    """
    stored = next((file for file in desk.workspace.evidence_list(key) if file.path == path), None)
    if stored is None:
        raise UnknownDocumentError(path)
    desk.workspace.keep_document_password(stored.sha256, password)


def save_view(desk: Desk, key: CaseKey, path: str, view: str) -> None:
    """Remember how a document of a case is looked at; `view` is the window's own text."""
    desk.workspace.keep_document_view(key, path, view)


def saved_view(desk: Desk, key: CaseKey, path: str) -> str:
    """Return how a document of a case was last looked at, empty where it never was."""
    return desk.workspace.document_view(key, path)


def mark_opened(desk: Desk, key: CaseKey, path: str, places: Iterable[Place]) -> None:
    """Remember which places of a document were on the screen; it never leaves the laptop."""
    desk.workspace.keep_opened(key, path, places)


class DocumentViewer:
    """Opens, draws, reads and searches documents, in processes of their own. Any thread may ask it.

    It keeps the last few documents; what was pushed out answers that it is not open any more.
    """

    def __init__(self, reader: DocumentReader | None = None) -> None:
        self._reader = reader or DocumentReader()
        self._lock = threading.Lock()
        self._kept: dict[str, int] = {}
        self._faces: dict[str, DocumentFace] = {}

    def warm_up(self) -> None:
        """Start what draws pages, so that the first document opens at once."""
        self._reader.warm_up()

    def process_ids(self) -> tuple[int, ...]:
        """Return the processes that draw and read now."""
        return self._reader.process_ids()

    def close(self) -> None:
        """Forget every document and stop the processes; a later call starts them again."""
        with self._lock:
            self._kept.clear()
            self._faces.clear()
        self._reader.close()

    def open(self, fetched: Fetched, *, password: str = "", encoding: str = "") -> DocumentFace:
        """Open a document, or open it again with another password or, for a text, another encoding."""
        opening = Opening(fetched.id, fetched.path, fetched.content, password or fetched.password, encoding)
        face = self._kept_open(opening)
        return (self.whole_face(fetched.id) or face) if face.is_shown else face

    def open_quickly(self, fetched: Fetched, *, password: str = "", encoding: str = "") -> DocumentFace:
        """Open a document for its first pages: the later ones are taken to be like the first, contents are left out.

        `whole_face` brings both, once something is on the screen.
        """
        password = password or fetched.password
        return self._kept_open(Opening(fetched.id, fetched.path, fetched.content, password, encoding, _FIRST_PAGES))

    def whole_face(self, document_id: str) -> DocumentFace | None:
        """Return what an open document is, every page measured and with its table of contents; None if it is closed."""
        face = self._reader.whole_face(document_id)
        with self._lock:
            if face is not None and document_id in self._faces:
                self._faces[document_id] = face
        return face

    def is_open(self, document_id: str) -> bool:
        """Tell whether pages of a document can be asked for without fetching it again."""
        return self._reader.is_open(document_id)

    def face(self, document_id: str) -> DocumentFace | None:
        """Return what an open document is, or None."""
        with self._lock:
            return self._faces.get(document_id)

    def forget(self, document_id: str) -> None:
        """Close one document."""
        with self._lock:
            self._kept.pop(document_id, None)
            self._faces.pop(document_id, None)
        self._reader.forget(document_id)

    def image(
        self,
        document_id: str,
        page: int,
        scale: float,
        tile: Tile | None = None,
        turns: int = 0,
        *,
        is_wanted: Callable[[], bool] | None = None,
    ) -> PageImage | PageFault | None:
        """Draw a page, or a part of it.

        Args:
            document_id: which document.
            page: from 1.
            scale: pixels per point (1/72 inch).
            tile: the part, in pixels of the whole page drawn at that scale; without one a page that would be huge is
                drawn smaller.
            turns: quarter turns clockwise; the tile is a part of the turned page.
            is_wanted: asked when the turn comes; None is returned where it says no.
        """
        return self._reader.image(document_id, Asking(page, scale, tile, turns), is_wanted)

    def text(self, document_id: str, page: int) -> PageText:
        """Return the words of a page, each character with its box; of the page as it is not turned."""
        return self._reader.text(document_id, page)

    def flow(self, document_id: str) -> FlowDocument:
        """Return the blocks of a document that has no pages of its own."""
        return self._reader.flow(document_id)

    def picture(self, document_id: str, number: int, width: int) -> PageImage | PageFault:
        """Draw a picture embedded in a flowing document, at most so many pixels wide."""
        return self._reader.picture(document_id, number, width)

    def places(self, document_id: str, covered: Sequence[Covered] = ()) -> Iterator[tuple[Place, str]]:
        """Yield every place of a document with its text: pages, headings, slides or sheets.

        A flowing document's text outside of headings, sheets and slides comes under None, first. What is covered is
        blotted out.
        """
        face = self.face(document_id)
        if face is None:
            return
        if face.layout is Layout.PAGES:
            for first in range(1, len(face.pages) + 1, _PAGES_AT_ONCE):
                count = min(_PAGES_AT_ONCE, len(face.pages) + 1 - first)
                for page, written in enumerate(self._reader.plains(document_id, first, count), first):
                    yield page, "" if isinstance(written, PageFault) else covered_page(page, written, covered)
            return
        yield from _flow_places(covered_flow(self.flow(document_id), covered))

    def place_text(self, document_id: str, place: Place, covered: Sequence[Covered] = ()) -> str | None:
        """Return the text that offsets in a place count in, or None where the document has no such place.

        What is covered is blotted out.
        """
        face = self.face(document_id)
        if face is None:
            return None
        if face.layout is Layout.FLOW:
            return covered_flow(self.flow(document_id), covered).text_of(place)
        if not isinstance(place, int) or not 1 <= place <= len(face.pages):
            return None
        written = self._reader.plain(document_id, place)
        return "" if isinstance(written, PageFault) else covered_page(place, written, covered)

    def find(
        self,
        document_id: str,
        words: str,
        *,
        covered: Sequence[Covered] = (),
        is_wanted: Callable[[], bool] | None = None,
    ) -> tuple[Hit, ...]:
        """Find words in an open document, whatever their accents and case, in the order of its places.

        What is covered is neither found nor in the words around a hit.
        """
        hits: list[Hit] = []
        for place, written in self.places(document_id, covered):
            if is_wanted is not None and not is_wanted():
                break
            hits += hits_in(place, written, words)
        return tuple(hits)

    def _kept_open(self, opening: Opening) -> DocumentFace:
        face = self._reader.open(opening)
        if face.is_shown:
            self._keep(opening.document_id, len(opening.content), face)
        return face

    def _keep(self, document_id: str, size_bytes: int, face: DocumentFace) -> None:
        with self._lock:
            self._kept.pop(document_id, None)
            self._kept[document_id] = size_bytes
            self._faces[document_id] = face
            gone: list[str] = []
            while len(self._kept) > _KEPT_DOCUMENTS or (
                len(self._kept) > _FEWEST_KEPT and sum(self._kept.values()) > _KEPT_BYTES
            ):
                oldest = next(iter(self._kept))
                del self._kept[oldest], self._faces[oldest]
                gone.append(oldest)
        for oldest in gone:
            self._reader.forget(oldest)


def hits_in(place: Place, written: str, words: str) -> Iterator[Hit]:
    """Yield where words stand in the text of one place."""
    for start, end in folding.places_of(written, words):
        yield Hit(place, start, end, *folding.excerpt(written, start, end))


def _flow_places(flow: FlowDocument) -> Iterator[tuple[Place, str]]:
    outside = [block for block in flow.blocks if block.place is None and block.text and block.kind not in _SILENT]
    if outside:
        # What stands outside of headings is found by its offset in the whole document.
        words, end = flow.text, outside[-1].whole_start + len(outside[-1].text)
        for block in flow.blocks:
            start, stop = block.whole_start, block.whole_start + len(block.text)
            if block.place is not None and block.kind not in _SILENT and start < end:
                words = f"{words[:start]}{' ' * (stop - start)}{words[stop:]}"
        yield None, words[:end]
    for place in flow.places():
        written = flow.text_of(place)
        if written:
            yield place, written
