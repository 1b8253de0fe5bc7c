"""Personal data found in a document: covered on the screen, kept out of search and quotes.

The alert to the office is a use case of its own; marking only covers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.errors import CitationRefusedError, UnknownDocumentError
from reviewer.text import text
from reviewer.workflow import folding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.submission.flow import Place
    from reviewer.submission.page_text import PageText, Rect
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workspace.passages import IndexedPlace, PrivatePart

_COVER = "█"


def private_parts(desk: Desk, key: CaseKey, path: str) -> tuple[PrivatePart, ...]:
    """Return what is covered in a document of a case.

    Raises:
        UnknownDocumentError: the case has no document of that path.
    """
    return desk.workspace.private_parts(_digest(desk, key, path))


def mark_private(
    desk: Desk, key: CaseKey, path: str, place: Place, rect: Rect | None = None, span: tuple[int, int] | None = None
) -> int:
    """Cover a page, or a rectangle of it with the characters inside; its text leaves the index at once.

    Args:
        desk: the open workspace.
        key: the case.
        path: the document.
        place: the page, heading, sheet or slide.
        rect: the part of a page, in points from its top left; None for the whole place.
        span: the characters in the place's text that are covered; see `span_in`.

    Returns:
        the number by which the part can be uncovered again.

    Raises:
        UnknownDocumentError: the case has no document of that path.
    """
    sha256 = _digest(desk, key, path)
    with desk.workspace.transaction():
        part_id = desk.workspace.add_private_part(sha256, place, rect, span)
        desk.workspace.forget_text(sha256)
    return part_id


def unmark_private(desk: Desk, key: CaseKey, path: str, part_id: int) -> None:
    """Uncover a part; the document is read for the index again.

    Raises:
        UnknownDocumentError: the case has no document of that path.
    """
    sha256 = _digest(desk, key, path)
    with desk.workspace.transaction():
        desk.workspace.remove_private_part(part_id)
        desk.workspace.forget_text(sha256)


def span_in(page: PageText, rect: Rect) -> tuple[int, int] | None:
    """Return the range that holds all characters in a rectangle of a page, or None where there are none."""
    inside = list(page.inside(rect))
    return (inside[0], inside[-1] + 1) if inside else None


def is_private(parts: Iterable[PrivatePart], place: Place, start: int | None, end: int | None) -> bool:
    """Tell whether a range of a place's text touches what is covered."""
    for part in parts:
        if part.place != place:
            continue
        if part.start is None or part.end is None:
            # A region without text covers no words; a whole place covers all.
            if part.rect is None:
                return True
        elif start is not None and end is not None and start < part.end and part.start < end:
            return True
    return False


def require_quotable(desk: Desk, path: str, sha256: str, place: Place, span: tuple[int, int] | None) -> None:
    """Refuse a quote of what is covered.

    Raises:
        CitationRefusedError: it touches personal data.
    """
    if is_private(desk.workspace.private_parts(sha256), place, *(span or (None, None))):
        raise CitationRefusedError(path, reason=text("review.citing.private"))


def without_private(place: IndexedPlace, parts: Iterable[PrivatePart]) -> IndexedPlace:
    """Return a place for the index with its covered characters blotted out, offsets unchanged."""
    content = place.content
    for part in parts:
        if part.place != place.place:
            continue
        if part.start is not None and part.end is not None:
            content = content[: part.start] + _COVER * (part.end - part.start) + content[part.end :]
        elif part.rect is None:
            content = _COVER * len(content)
    return place if content == place.content else replace(place, content=content, folded=folding.for_index(content))


def _digest(desk: Desk, key: CaseKey, path: str) -> str:
    for file in desk.workspace.evidence_list(key):
        if file.path == path:
            return file.sha256
    raise UnknownDocumentError(path)
