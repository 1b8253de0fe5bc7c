"""Whether every citation still stands on the stored bytes: looked at when a case opens, required before signing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reviewer.errors import CitationsBrokenError, WorkspaceDamagedError
from reviewer.submission.covering import BLOT
from reviewer.submission.findings import Finding, Report
from reviewer.submission.pages import DocumentFace, DocumentStatus
from reviewer.text import text
from reviewer.vocabulary import CitationKind, SourceKind
from reviewer.workflow import citing, privacy, viewing
from reviewer.workspace.cited import is_as_cited

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewer.review.judgment import Citation, Record
    from reviewer.vocabulary import CaseKey, Cell
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.viewing import DocumentViewer


@dataclass(frozen=True, slots=True)
class BrokenCitation:
    """A citation that does not match any more: of a cell or of an ethics item, and why."""

    citation: Citation
    cell: Cell | None
    item: str | None
    reason: str

    @property
    def where(self) -> str:
        """What it belongs to, as the command line names it."""
        return str(self.cell) if self.cell is not None else f"ethics:{self.item}"


def broken_citations(desk: Desk, key: CaseKey) -> tuple[BrokenCitation, ...]:
    """Check every citation of a case against what the workspace knows, without asking the renderer: for opening.

    Of a document that is not in the index yet only the digest is looked at.
    """
    digests = {file.path: file.sha256 for file in desk.workspace.evidence_list(key)}
    return tuple(_broken(desk, key, digests, _FromIndex(desk)))


def require_sound(desk: Desk, key: CaseKey, viewer: DocumentViewer | None = None) -> None:
    """Check every citation of a case against the stored bytes themselves: before signing and exporting.

    Raises:
        CitationsBrokenError: lists every citation that does not match; details carry the report.
    """
    record = desk.workspace.record(key)
    cited = {citation.path for citation, _, _ in _all(record) if citation.source is SourceKind.DOCUMENT}
    stored = {file.path for file in desk.workspace.evidence_list(key)}
    digests = {path: _digest(desk, key, path) for path in cited & stored}
    texts = _FromBytes(desk, viewer)
    try:
        broken = tuple(_broken(desk, key, digests, texts))
    finally:
        texts.close()
    if broken:
        problems = tuple(Finding(one.where, "citation", told(one)) for one in broken)
        raise CitationsBrokenError(str(key), report=Report(problems=problems), count=len(broken), broken=broken)


def told(broken: BrokenCitation) -> str:
    """Say which citation does not match, and why."""
    return text("review.cited.broken", path=broken.citation.path, quote=broken.citation.quote, reason=broken.reason)


def _broken(desk: Desk, key: CaseKey, digests: Mapping[str, str], texts: _Texts) -> Iterator[BrokenCitation]:
    submission = desk.submission(key)
    for citation, cell, item in _all(desk.workspace.record(key)):
        if not is_as_cited(citation, submission, digests):
            reason = "document" if citation.source is SourceKind.DOCUMENT else "words"
        elif citation.source is SourceKind.DOCUMENT and citation.kind is CitationKind.PASSAGE:
            reason = _fault(desk, key, citation, texts)
        else:
            continue
        if reason:
            yield BrokenCitation(citation, cell, item, text(f"review.cited.{reason}"))


def _fault(desk: Desk, key: CaseKey, citation: Citation, texts: _Texts) -> str:
    """Return why a passage does not match, empty where it does or nothing can be said."""
    start, end = citation.start, citation.end
    if start is None or end is None:
        return ""
    parts = desk.workspace.private_parts(citation.sha256)
    if privacy.is_marked(parts, citation.place, start, end):
        return "private"
    words = texts.text_of(key, citation)
    if words is None or citing.is_same_quote(words[start:end], citation.quote):
        return ""
    # A place that was called by a heading is none any more once the heading is covered.
    is_hidden = not words or (BLOT in words[start:end] and BLOT not in citation.quote)
    return "private" if parts and is_hidden else "quote"


def _all(record: Record) -> Iterator[tuple[Citation, Cell | None, str | None]]:
    for cell, judgment in record.judgments.items():
        yield from ((citation, cell, None) for citation in judgment.text.citations)
    for item, answer in record.ethics.items():
        yield from ((citation, None, item) for citation in answer.citations)


def _digest(desk: Desk, key: CaseKey, path: str) -> str:
    """Return the digest of the bytes as they are now, empty where they cannot be read to their end."""
    digest = hashlib.sha256()
    try:
        for chunk in desk.workspace.evidence_chunks(key, path):
            digest.update(chunk)
    except WorkspaceDamagedError:
        # The workspace found it first; whose citations it breaks is to be told here.
        return ""
    return digest.hexdigest()


class _Texts(Protocol):
    """Where the text of a cited place comes from, without what is covered in it."""

    def text_of(self, key: CaseKey, citation: Citation) -> str | None:
        """Return the text of a citation's place, None where it cannot be told."""


class _FromIndex:
    """The text that was read for searching."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def text_of(self, key: CaseKey, citation: Citation) -> str | None:  # noqa: ARG002 - as the other needs it
        """Return it from the index, where that has it: of the whole document only what stands before all headings."""
        words = self._desk.workspace.indexed_text(citation.sha256, citation.place)
        is_all_there = words is not None and (citation.place is not None or (citation.end or 0) <= len(words))
        return words if is_all_there else None


class _FromBytes:
    """Reads the stored documents again, each once."""

    def __init__(self, desk: Desk, viewer: DocumentViewer | None) -> None:
        self._desk = desk
        self._viewer = viewer
        self._own: DocumentViewer | None = None
        self._faces: dict[str, DocumentFace] = {}

    def text_of(self, key: CaseKey, citation: Citation) -> str | None:
        """Return it from the document; an empty text where the place is not there."""
        viewer = self._viewer or self._own or viewing.DocumentViewer()
        if self._viewer is None:
            self._own = viewer
        face = self._faces.get(citation.sha256)
        if face is None or not viewer.is_open(citation.sha256):
            face = viewer.open(viewing.fetch(self._desk, key, citation.path))
            self._faces[citation.sha256] = face
        if face.status is DocumentStatus.PASSWORD:
            # It was open when it was cited, and its bytes are the same.
            return None
        covered = self._desk.workspace.private_parts(citation.sha256)
        return (viewer.place_text(citation.sha256, citation.place, covered) or "") if face.is_shown else ""

    def close(self) -> None:
        """Stop the renderer, where it is our own."""
        if self._own is not None:
            self._own.close()
