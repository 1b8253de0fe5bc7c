"""The renderer: the program of a process that reads and draws documents and can do nothing else.

It gets bytes, never a path or a key, on its standard input and gives pixels and text back on its standard output.
Started as `python -m reviewer.evidence.renderer`, or by the built program with `--render-documents`. The first
question says for which role; then the process gives up its powers and the documents come.
"""

from __future__ import annotations

import itertools
import json
import os
import queue
import sys
import threading
import zipfile
from collections import OrderedDict
from typing import IO, TYPE_CHECKING, Any

from reviewer.evidence import confinement, documents, flow_json
from reviewer.evidence.exchange import ExchangeError, receive, send, send_pieces
from reviewer.evidence.opened import BYTES_A_PIXEL, MOST_PIXELS_A_PAGE, FlowingDocument, PagedDocument, RefusedError
from reviewer.submission.pages import Tile

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.evidence.opened import Drawn

    _Question = tuple[dict[str, Any], bytes]

__all__ = ["MOST_PIXELS_A_PAGE", "main", "serve"]

MOST_PAGES_AT_ONCE = 500
_KEPT_OPEN = 6


def main() -> int:
    """Answer questions until the other side closes the pipe."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    try:
        head, _ = receive(questions)
        role = str(head.get("role"))
        documents.get_ready(role)
        send(answers, {"ready": role, "held": list(confinement.confine())})
    except (ExchangeError, BrokenPipeError):
        return 1
    waiting: queue.SimpleQueue[_Question] = queue.SimpleQueue()
    # Only now: threads that are older than the confinement would be outside of it.
    threading.Thread(target=_listen, args=(questions, waiting), daemon=True).start()

    def taken() -> _Question:
        question = waiting.get()
        confinement.allow_time()
        return question

    _answer_all(taken, answers)
    # The listening thread holds the pipe, which an orderly end would wait for.
    os._exit(0)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer questions one after another, until there are no more or nobody listens."""
    _answer_all(lambda: receive(questions), answers)


def _listen(questions: IO[bytes], waiting: queue.SimpleQueue[_Question]) -> None:
    """Take in questions; when the window is gone, end this process in the middle of whatever it does."""
    try:
        while True:
            waiting.put(receive(questions))
    except (ExchangeError, OSError, MemoryError):
        os._exit(1)


def _answer_all(taken: Callable[[], _Question], answers: IO[bytes]) -> None:
    server = _Server(answers)
    while True:
        try:
            server.answer(*taken())
        except (ExchangeError, BrokenPipeError):
            return


class _Server:
    """Holds the documents that are open and answers questions about them."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._paged: OrderedDict[str, PagedDocument] = OrderedDict()
        self._flowing: OrderedDict[str, FlowingDocument] = OrderedDict()
        self._questions: dict[str, Callable[[dict[str, Any], bytes], None]] = {
            "pages": self._all_pages,
            "open": self._open,
            "image": self._image,
            "text": self._text,
            "plain": self._plain,
            "plains": self._plains,
            "outline": self._outline,
            "sizes": self._all_sizes,
            "flow": self._flow,
            "picture": self._picture,
            "forget": self._forget,
        }

    def answer(self, head: dict[str, Any], body: bytes) -> None:
        """Answer one question, whatever the document does."""
        question = self._questions.get(str(head.get("do")), _unknown)
        try:
            question(head, body)
        except (ExchangeError, BrokenPipeError):
            raise
        except RefusedError as refused:
            self._send({"fault": refused.fault})
        except (MemoryError, zipfile.LargeZipFile):
            self._send({"fault": "too_large"})
        except Exception:  # noqa: BLE001 - libraries raise anything over damaged documents
            self._send({"fault": "damaged"})

    def _send(self, head: dict[str, object], body: bytes | memoryview = b"") -> None:
        send(self._answers, head | {"peak": confinement.peak_bytes()}, body)

    def _send_drawn(self, head: dict[str, object], drawn: Drawn) -> None:
        pieces = iter(drawn.pieces)
        # What fails is to fail before anything is sent.
        first = next(pieces)
        head |= {"width": drawn.width, "height": drawn.height, "peak": confinement.peak_bytes()}
        size = drawn.width * drawn.height * BYTES_A_PIXEL
        try:
            send_pieces(self._answers, head, size, itertools.chain((first,), pieces))
        except (RefusedError, MemoryError) as failure:
            # Half an answer cannot be taken back.
            raise ExchangeError from failure

    def _all_pages(self, head: dict[str, Any], body: bytes) -> None:
        scale = _positive(head.get("scale"))
        opened = documents.open_pages(body, "")
        try:
            if opened.count > MOST_PAGES_AT_ONCE:
                raise RefusedError("too_large")
            for page in range(opened.count):
                drawn = opened.draw(page, scale, None, 0)
                shape: dict[str, object] = {"page": page, "points": opened.size(page).width}
                self._send_drawn(shape, drawn)
            self._send({"end": True})
        finally:
            opened.close()

    def _open(self, head: dict[str, Any], body: bytes) -> None:
        name, password, encoding = (str(head.get(part, "")) for part in ("name", "password", "encoding"))
        document_id = str(head["id"])
        self._let_go(document_id)
        if head.get("role") == documents.PAGES:
            paged = documents.open_pages(body, password)
            self._make_room(self._paged)
            self._paged[document_id] = paged
            known = documents.known_content(body, name).kind.value
            self._send({"kind": known, "count": paged.count}, _sizes(paged, int(head.get("exact", paged.count))))
        else:
            kind, flowing = documents.open_words(body, name, password, encoding)
            self._make_room(self._flowing)
            self._flowing[document_id] = flowing
            self._send({"kind": kind.value, "parts": flowing.parts, "encoding": flowing.encoding})

    def _make_room(self, kept: OrderedDict[str, Any]) -> None:
        while len(kept) >= _KEPT_OPEN:
            self._let_go(next(iter(kept)))

    def _let_go(self, document_id: str) -> None:
        paged = self._paged.pop(document_id, None)
        if paged is not None:
            paged.close()
        self._flowing.pop(document_id, None)

    def _image(self, head: dict[str, Any], _: bytes) -> None:
        paged, page = self._paged_page(head)
        tile = head.get("tile")
        wanted = None if tile is None else Tile(*(int(part) for part in tile))
        drawn = paged.draw(page, _positive(head.get("scale")), wanted, int(head.get("turns", 0)))
        self._send_drawn({}, drawn)

    def _text(self, head: dict[str, Any], _: bytes) -> None:
        paged, page = self._paged_page(head)
        words, boxes = paged.text(page)
        encoded = words.encode("utf-8", "replace")
        self._send({"bytes": len(encoded)}, encoded + boxes)

    def _plain(self, head: dict[str, Any], _: bytes) -> None:
        paged, page = self._paged_page(head)
        self._send({}, paged.plain(page).encode("utf-8", "replace"))

    def _plains(self, head: dict[str, Any], _: bytes) -> None:
        paged, first = self._paged_page(head)
        last = min(paged.count, first + max(1, int(head.get("count", 1))))
        self._send({}, json.dumps([_plain_or_none(paged, page) for page in range(first, last)]).encode())

    def _outline(self, head: dict[str, Any], _: bytes) -> None:
        entries = [[entry.title[:500], entry.depth, entry.page] for entry in self._paged_of(head).outline()]
        self._send({}, json.dumps(entries).encode())

    def _all_sizes(self, head: dict[str, Any], _: bytes) -> None:
        paged = self._paged_of(head)
        self._send({}, _sizes(paged, paged.count))

    def _flow(self, head: dict[str, Any], _: bytes) -> None:
        self._send({}, flow_json.written(self._flowing_of(head).flow))

    def _picture(self, head: dict[str, Any], _: bytes) -> None:
        from reviewer.evidence.image_document import draw_whole

        pictures = self._flowing_of(head).pictures
        number = int(head["number"])
        if not 0 <= number < len(pictures):
            raise RefusedError("no_page")
        drawn = draw_whole(pictures[number], max(1, int(head["width"])))
        self._send_drawn({}, drawn)

    def _forget(self, head: dict[str, Any], _: bytes) -> None:
        self._let_go(str(head.get("id")))
        self._send({})

    def _paged_of(self, head: dict[str, Any]) -> PagedDocument:
        document_id = str(head.get("id"))
        if document_id not in self._paged:
            raise RefusedError("not_open")
        self._paged.move_to_end(document_id)
        return self._paged[document_id]

    def _paged_page(self, head: dict[str, Any]) -> tuple[PagedDocument, int]:
        paged, page = self._paged_of(head), int(head.get("page", -1))
        if not 0 <= page < paged.count:
            raise RefusedError("no_page")
        return paged, page

    def _flowing_of(self, head: dict[str, Any]) -> FlowingDocument:
        document_id = str(head.get("id"))
        if document_id not in self._flowing:
            raise RefusedError("not_open")
        self._flowing.move_to_end(document_id)
        return self._flowing[document_id]


def _sizes(paged: PagedDocument, most: int) -> bytes:
    sizes = (paged.size(page) for page in range(min(most, paged.count)))
    return json.dumps([[size.width, size.height] for size in sizes]).encode()


def _plain_or_none(paged: PagedDocument, page: int) -> str | None:
    try:
        return paged.plain(page)
    except RefusedError:
        return None


def _unknown(_head: dict[str, Any], _body: bytes) -> None:
    raise RefusedError("unknown")


def _positive(value: object) -> float:
    if not isinstance(value, int | float) or not 0 < value < 1000:  # noqa: PLR2004 - no screen has more dots a point
        raise RefusedError("unknown")
    return float(value)


if __name__ == "__main__":
    sys.exit(main())
