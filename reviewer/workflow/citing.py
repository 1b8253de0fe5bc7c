"""Pointing at the words that a judgment rests on."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from reviewer.errors import CitationRefusedError
from reviewer.review.judgment import Citation
from reviewer.submission.covering import cells_with_offsets
from reviewer.submission.pages import Layout
from reviewer.text import text
from reviewer.vocabulary import CitationKind, SourceKind
from reviewer.workflow import privacy, viewing
from reviewer.workflow.viewing import DocumentViewer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.submission.covering import Covered
    from reviewer.submission.flow import Place
    from reviewer.submission.model import Submission
    from reviewer.submission.page_text import Rect
    from reviewer.submission.pages import DocumentFace
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

_WORDS = re.compile(
    r"(?P<source>narrative|attestation):(?P<project>[A-Za-z0-9._-]+):(?P<number>[1-9][0-9]{0,3})=(?P<quote>.*)",
    re.DOTALL,
)


def cite(desk: Desk, key: CaseKey, kind: CitationKind, written: str, viewer: DocumentViewer | None = None) -> Citation:
    """Make a citation of `SOURCE=QUOTE`, or for `looked_in` of `SOURCE=WHAT`.

    SOURCE is `PATH[#PLACE]`, `narrative:PROJECT:STANDARD` or `attestation:PROJECT:NUMBER` (from 1). The longest
    listed path that is a prefix wins. A quote must stand in the words where these can be read; ends of lines are as
    good as spaces. Of a page without words, such as a scan, it is taken as it was typed.

    Raises:
        CitationRefusedError: the case has no such source or place, the quote does not stand in it, or it is private.
    """
    match = _WORDS.fullmatch(written)
    if match:
        return _cite_words(desk.submission(key), kind, match)
    with _some(viewer) as reads:
        return _cite_document(desk, key, kind, written, reads)


@contextmanager
def _some(viewer: DocumentViewer | None) -> Iterator[DocumentViewer]:
    """Give the viewer that is there, or one for the moment."""
    if viewer is not None:
        yield viewer
        return
    own = DocumentViewer()
    try:
        yield own
    finally:
        own.close()


def _cite_words(submission: Submission, kind: CitationKind, match: re.Match[str]) -> Citation:
    source, quote = SourceKind(match["source"]), match["quote"]
    path = f"{source}:{match['project']}:{match['number']}"
    words = _words(submission, source, match["project"], int(match["number"]))
    if words is None:
        raise CitationRefusedError(path, reason=text("review.citing.no_such_source"))
    start, end = _required(path, words, quote) if kind is CitationKind.PASSAGE else (None, None)
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Citation(kind, source, path, digest, quote, start=start, end=end)


def _words(submission: Submission, source: SourceKind, project_id: str, number: int) -> str | None:
    project = submission.project(project_id)
    if project is None:
        return None
    if source is SourceKind.NARRATIVE:
        claim = project.claim(number)
        return claim.narrative if claim else None
    return project.attestations[number - 1].statement if number <= len(project.attestations) else None


def _cite_document(desk: Desk, key: CaseKey, kind: CitationKind, written: str, viewer: DocumentViewer) -> Citation:
    digests = {file.path: file.sha256 for file in desk.workspace.evidence_list(key)}
    fitting = [path for path in digests if written.startswith((f"{path}=", f"{path}#"))]
    if not fitting:
        raise CitationRefusedError(written.partition("=")[0], reason=text("review.citing.no_such_source"))
    path = max(fitting, key=len)
    named, _, quote = written[len(path) :].removeprefix("#").partition("=")
    place = place_of(named)
    face = _opened(desk, key, path, viewer)
    sha256 = digests[path]
    if not face.is_shown:
        # What cannot be opened here may still be cited by whoever read it elsewhere.
        return Citation(kind, SourceKind.DOCUMENT, path, sha256, quote, place)
    # Where someone looked in vain may be said in words; where something stands may not.
    is_said = kind is not CitationKind.PASSAGE and isinstance(place, str)
    if place is not None and not is_said and viewer.place_text(sha256, place) is None:
        raise CitationRefusedError(path, reason=text("review.citing.no_such_place", place=place))
    if kind is not CitationKind.PASSAGE:
        return Citation(kind, SourceKind.DOCUMENT, path, sha256, quote, place)
    place, span = _found(viewer, sha256, face, place, quote, path, desk.workspace.private_parts(sha256))
    privacy.require_quotable(desk, viewer, path, sha256, place, span)
    start, end = span or (None, None)
    rect = _rect(viewer, sha256, face, place, span)
    return Citation(kind, SourceKind.DOCUMENT, path, sha256, quote, place, start, end, rect)


def _opened(desk: Desk, key: CaseKey, path: str, viewer: DocumentViewer) -> DocumentFace:
    fetched = viewing.fetch(desk, key, path)
    known = viewer.face(fetched.id) if viewer.is_open(fetched.id) else None
    return known or viewer.open(fetched)


def _found(
    viewer: DocumentViewer,
    sha256: str,
    face: DocumentFace,
    place: Place,
    quote: str,
    path: str,
    covered: Sequence[Covered] = (),
) -> tuple[Place, tuple[int, int] | None]:
    """Find a quote: in the place that is named, else in any; no range where a page has no words.

    What is under a heading that is covered is found in the whole document, so that nothing is called by that heading.

    Raises:
        CitationRefusedError: it does not stand there.
    """
    if place is not None:
        words = viewer.place_text(sha256, place) or ""
        return place, _required(path, words, quote) if words.strip() else None
    has_words = False
    # Where the quote itself touches what is covered, it is found in the second round, to be refused for that.
    for found_in, words in chain(viewer.places(sha256, covered) if covered else (), viewer.places(sha256)):
        has_words = has_words or bool(words.strip())
        span = span_of(words, quote)
        if span is not None:
            return _in_its_cell(viewer, sha256, face, found_in, span)
    if face.layout is Layout.FLOW:
        # It may run on from one heading into the next.
        return None, _required(path, viewer.place_text(sha256, None) or "", quote)
    if has_words:
        raise _not_there(path, quote)
    return None, None


def _in_its_cell(
    viewer: DocumentViewer, sha256: str, face: DocumentFace, place: Place, span: tuple[int, int]
) -> tuple[Place, tuple[int, int]]:
    """Say the cell, `Sheet!B2`, of a quote that lies in one cell of a sheet, and where in the cell it stands."""
    if face.layout is not Layout.FLOW or not isinstance(place, str):
        return place, span
    start, end = span
    for block in viewer.flow(sha256).blocks:
        for cell, offset in cells_with_offsets(block) if block.place == place else ():
            begins = block.start + offset
            is_inside = begins <= start and end <= begins + len(cell.text)
            if is_inside and (cell.place or "").startswith(f"{place}!"):
                return cell.place, (start - begins, end - begins)
    return place, span


def _rect(
    viewer: DocumentViewer, sha256: str, face: DocumentFace, place: Place, span: tuple[int, int] | None
) -> Rect | None:
    if face.layout is not Layout.PAGES or span is None or not isinstance(place, int):
        return None
    bounds = viewer.text(sha256, place).bounds(*span)
    if bounds is None:
        return None
    x0, y0, x1, y1 = (round(corner, 2) for corner in bounds)
    return x0, y0, x1, y1


def place_of(written: str) -> Place:
    """Return the place that was typed: a number is a page, a slide or a line; nothing is the whole document."""
    if written.isascii() and written.isdigit():
        return int(written)
    return written or None


def span_of(words: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text; ends of lines and runs of spaces are as good as a space."""
    if not quote.strip():
        return None
    start = words.find(quote)
    if start >= 0:
        return start, start + len(quote)
    match = re.search(r"\s+".join(re.escape(word) for word in quote.split()), words)
    return match.span() if match else None


def is_same_quote(words: str, quote: str) -> bool:
    """Tell whether a piece of a text is a quote of it, ends of lines being as good as spaces."""
    return words == quote or words.split() == quote.split()


def _required(path: str, words: str, quote: str) -> tuple[int, int]:
    span = span_of(words, quote)
    if span is None:
        raise _not_there(path, quote)
    return span


def _not_there(path: str, quote: str) -> CitationRefusedError:
    return CitationRefusedError(path, reason=text("review.citing.not_there", quote=quote))
