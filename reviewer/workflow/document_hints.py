"""Hints that only the documents themselves can give: pages that are not there, names that must not show up.

They come from the index, so a document that was not read yet gives none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.sheet_rows import HintRow, HintWords
from reviewer.submission import kinds
from reviewer.submission.pages import DocumentStatus
from reviewer.text import counted, text
from reviewer.workflow import folding, page_references, viewing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewer.submission.flow import Place
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.viewing import Hit
    from reviewer.workspace.passages import FoundPlace


def document_hints(desk: Desk, key: CaseKey) -> tuple[HintRow, ...]:
    """Return what the documents of a case show that a reviewer should look at."""
    return (*_missing_pages(desk, key), *_confidential_names(desk, key))


def _missing_pages(desk: Desk, key: CaseKey) -> Iterator[HintRow]:
    digests = {file.path: file.sha256 for file in desk.workspace.evidence_list(key)}
    counts: dict[str, int | None] = {}
    for pointer, cell, ref in page_references.references(desk.submission(key)):
        if ref.page is None or ref.path not in digests:
            continue
        if ref.path not in counts:
            counts[ref.path] = _page_count(desk, key, ref.path, digests[ref.path])
        count = counts[ref.path]
        message = "" if count is None else page_references.missing_page(ref, count)
        if message:
            yield HintRow(page_references.MISSING_PAGE, pointer, message, cell)


def _page_count(desk: Desk, key: CaseKey, path: str, sha256: str) -> int | None:
    known = desk.workspace.indexed(sha256)
    if known is None or known[0] != DocumentStatus.SHOWN:
        return None
    first = desk.workspace.evidence_head(key, path, kinds.SAMPLE_BYTES)
    last = desk.workspace.evidence_tail(key, path, kinds.SAMPLE_BYTES)
    return known[1] if kinds.kind_of(first, path, last) in page_references.WITH_PAGES else None


def names_in(desk: Desk, key: CaseKey, path: str) -> tuple[Hit, ...]:
    """Return where names that the candidate wants kept confidential stand in one document, as far as it is indexed."""
    every = (name for project in desk.submission(key).projects for name in project.confidential_names)
    found = (hit for name in dict.fromkeys(every) for at, hit in _name_hits(desk, key, name) if at == path)
    return tuple(found)


def _confidential_names(desk: Desk, key: CaseKey) -> Iterator[HintRow]:
    documents = {file.path for file in desk.workspace.evidence_list(key)}
    titles = {document.path: document.title for document in desk.submission(key).documents}
    every = (name for project in desk.submission(key).projects for name in project.confidential_names)
    for name in dict.fromkeys(every):
        places: dict[str, dict[Place, Hit]] = {}
        for path, hit in _name_hits(desk, key, name):
            if path in documents:
                places.setdefault(path, {}).setdefault(hit.place, hit)
        for path, hits in places.items():
            yield _name_hint(name, path, titles.get(path) or path, tuple(hits.values()))


def _name_hint(name: str, path: str, title: str, hits: Sequence[Hit]) -> HintRow:
    """Return one hint for a name in a document, at the first of its places."""
    first, others = hits[0], len(hits) - 1
    where = _where(title, first.place)
    message = (
        counted("review.hint.confidential_name_in_places", others, name=name, place=where)
        if others
        else text("review.hint.confidential_name_in_document", name=name, place=where)
    )
    words = HintWords(path, first.place, first.start, first.end)
    return HintRow("confidential-name", f"{path}#{name}", message, None, words)


def _where(name: str, place: Place) -> str:
    if place is None:
        return name
    kind = "page" if isinstance(place, int) else "place"
    return text(f"review.hint.document_{kind}", name=name, place=place)


def _name_hits(desk: Desk, key: CaseKey, name: str) -> Iterator[tuple[str, Hit]]:
    """Yield where a name stands as a word of its own: path and hit, in the order of places."""
    query = folding.query(name)
    places = desk.workspace.search(query, key) if query else ()
    for found in sorted(places, key=_page_of):
        for hit in viewing.hits_in(found.place, found.content, name):
            if not _is_inside_a_word(found.content, hit):
                yield found.path, hit


def _page_of(found: FoundPlace) -> int:
    return found.place if isinstance(found.place, int) else 0


def _is_inside_a_word(content: str, hit: Hit) -> bool:
    around = (content[hit.start - 1 : hit.start], content[hit.end : hit.end + 1])
    return any(letter.isalnum() for letter in around)
