"""Search across a case and across the workspace: the index is filled in the background and lies in the encrypted file.

Filling goes in three steps, so that nothing waits: `next_to_index` and `keep_indexed` take the desk and are quick;
`read_for_index` asks the renderer and runs beside.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.errors import UnknownDocumentError, WorkspaceError
from reviewer.submission.pages import DocumentStatus
from reviewer.workflow import folding, viewing
from reviewer.workspace.passages import IndexedPlace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.submission.model import Submission
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.viewing import DocumentViewer, Fetched, Hit
    from reviewer.workspace.passages import FoundPlace, PrivatePart

_LARGEST_TO_INDEX = 256 * 1024 * 1024
_HITS_A_PLACE = 20


@dataclass(frozen=True, slots=True)
class CaseHit:
    """Where words were found: `path` is a document's, or `narrative:P:N`, `attestation:P:K`, `answer:N`."""

    key: CaseKey
    path: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a document says without what is covered in it; `parts` counts its pages, slides or sheets."""

    sha256: str
    status: DocumentStatus
    parts: int
    places: tuple[IndexedPlace, ...] = ()
    covered: tuple[PrivatePart, ...] = ()


def next_to_index(desk: Desk) -> Fetched | None:
    """Return a document that is not in the index yet, or None when all are; a case's own words are put in at once."""
    while (key := desk.workspace.case_to_index()) is not None:
        desk.workspace.keep_words(key, _words(desk.submission(key)))
    while (waiting := desk.workspace.next_to_index()) is not None:
        try:
            if desk.workspace.evidence_size(waiting.key, waiting.path) <= _LARGEST_TO_INDEX:
                return viewing.fetch(desk, waiting.key, waiting.path)
            status = DocumentStatus.UNSUPPORTED
        except (WorkspaceError, UnknownDocumentError):
            # A damaged blob is `check`'s to tell of; the others are still to be searched.
            status = DocumentStatus.DAMAGED
        desk.workspace.keep_text(waiting.sha256, status, 0, ())
    return None


def read_for_index(viewer: DocumentViewer, fetched: Fetched) -> Indexed:
    """Read all the text of a document; takes the renderer's time, not the workspace's."""
    face = viewer.open(fetched)
    if not face.is_shown:
        return Indexed(fetched.id, face.status, 0, covered=fetched.covered)
    places = tuple(
        IndexedPlace(place, written, folding.for_index(written))
        for place, written in viewer.places(fetched.id, fetched.covered)
    )
    return Indexed(fetched.id, face.status, face.parts, places, fetched.covered)


def keep_indexed(desk: Desk, indexed: Indexed) -> None:
    """Put what was read into the index; where something else is covered by now, it is left to be read again."""
    if desk.workspace.private_parts(indexed.sha256) == indexed.covered:
        desk.workspace.keep_text(indexed.sha256, indexed.status, indexed.parts, indexed.places)


def index_all(desk: Desk, viewer: DocumentViewer) -> int:
    """Fill the index to the end, here and now; returns how many documents were read."""
    count = 0
    while (fetched := next_to_index(desk)) is not None:
        keep_indexed(desk, read_for_index(viewer, fetched))
        viewer.forget(fetched.id)
        count += 1
    return count


def find_in_case(desk: Desk, key: CaseKey, words: str) -> tuple[CaseHit, ...]:
    """Find words in the narratives and documents of a case, as far as they are in the index."""
    return _found(desk, words, key)


def find_everywhere(desk: Desk, words: str) -> tuple[CaseHit, ...]:
    """Find words in all cases."""
    return _found(desk, words, None)


def find_in_document(desk: Desk, sha256: str, words: str) -> tuple[Hit, ...] | None:
    """Find words in one document as the index has it, in the order of its places; None where it is not there.

    Unlike the search of a case it finds parts of words too, as one types them.
    """
    known = desk.workspace.indexed(sha256)
    if known is None or known[0] != DocumentStatus.SHOWN:
        return None
    places = desk.workspace.indexed_places(sha256)
    return tuple(hit for place, written in places for hit in viewing.hits_in(place, written, words))


def _found(desk: Desk, words: str, key: CaseKey | None) -> tuple[CaseHit, ...]:
    query = folding.query(words)
    if not query:
        return ()
    places = desk.workspace.search(query, key)
    return tuple(CaseHit(found.key, found.path, hit) for found in places for hit in _hits(found, words))


def _hits(found: FoundPlace, words: str) -> Iterator[Hit]:
    """Yield where the words stand as they were typed; where they stand apart, the first place of the first word."""
    hits = list(viewing.hits_in(found.place, found.content, words))[:_HITS_A_PLACE]
    if not hits:
        hits = list(viewing.hits_in(found.place, found.content, words.split(maxsplit=1)[0]))[:1]
    yield from hits


def _words(submission: Submission) -> Iterator[tuple[str, str, IndexedPlace]]:
    for path, written in candidate_words(submission):
        sha256 = hashlib.sha256(written.encode()).hexdigest()
        yield path, sha256, IndexedPlace(None, written, folding.for_index(written))


def candidate_words(submission: Submission) -> Iterator[tuple[str, str]]:
    """Yield the candidate's and the attesters' own words with the names by which citations call them."""
    for project in submission.projects:
        for claim in project.claims:
            yield f"narrative:{project.project_id}:{claim.standard}", claim.narrative
        for number, attestation in enumerate(project.attestations, start=1):
            yield f"attestation:{project.project_id}:{number}", attestation.statement
    for number, point in enumerate(submission.response_to, start=1):
        yield f"answer:{number}", point.response
