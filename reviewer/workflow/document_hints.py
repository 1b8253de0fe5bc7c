"""Hints that only the documents themselves can give: pages that are not there, names that must not show up.

They come from the index, so a document that was not read yet gives none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.review.sheet_rows import HintRow
from reviewer.submission import kinds
from reviewer.submission.pages import DocumentStatus
from reviewer.text import text
from reviewer.workflow import folding, page_references, viewing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

_MOST_PLACES = 20


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


def _confidential_names(desk: Desk, key: CaseKey) -> Iterator[HintRow]:
    documents = {file.path for file in desk.workspace.evidence_list(key)}
    for number, project in enumerate(desk.submission(key).projects):
        for name in dict.fromkeys(project.confidential_names):
            query = folding.query(name)
            for found in desk.workspace.search(query, key)[:_MOST_PLACES] if query else ():
                if found.path in documents and any(viewing.hits_in(found.place, found.content, name)):
                    place = "" if found.place is None else f"#{found.place}"
                    message = text("review.hint.confidential_name_in_document", name=name, place=f"{found.path}{place}")
                    yield HintRow("confidential-name", f"/projects/{number}{place}", message)
