"""Personal data found in a document: covered on the screen, kept out of search and quotes.

The alert to the office is a use case of its own; marking only covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import CitationRefusedError, UnknownDocumentError
from reviewer.submission.covering import is_covered
from reviewer.text import text
from reviewer.workflow import folding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.submission.flow import Place
    from reviewer.submission.page_text import Rect
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workflow.viewing import DocumentViewer
    from reviewer.workspace.passages import PrivatePart

_WORDS_IN_A_ROW = 3
_DIGITS_THAT_TELL = 4


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
        span: the characters in the place's text that are covered.

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


def is_marked(parts: Iterable[PrivatePart], place: Place, start: int, end: int) -> bool:
    """Tell whether a range of a place's text touches what was marked in just that place."""
    for part in parts:
        if part.place != place:
            continue
        if part.start is None or part.end is None:
            # A region without text covers no words; a whole place covers all.
            if part.rect is None:
                return True
        elif start < part.end and part.start < end:
            return True
    return False


def require_quotable(
    desk: Desk, viewer: DocumentViewer, path: str, sha256: str, place: Place, span: tuple[int, int] | None
) -> None:
    """Refuse a quote of what is covered.

    Raises:
        CitationRefusedError: it touches personal data.
    """
    parts = desk.workspace.private_parts(sha256)
    if not parts:
        return
    start, end = span or (0, 1)
    words, covered = viewer.place_text(sha256, place) or "", viewer.place_text(sha256, place, parts) or ""
    # The same words may have been marked in a place of another name, such as a line of a text.
    if is_marked(parts, place, start, end) or is_covered(words, covered, start, end):
        raise CitationRefusedError(path, reason=text("review.citing.private"))


def repeats(note: str, covered: str) -> bool:
    """Tell whether a note gives away covered words: three of them in a row, all of them, or a number or address."""
    told, hidden = folding.plain(note).split(), folding.plain(covered).split()
    if any(_is_telling(word) and word in told for word in hidden):
        return True
    length = min(_WORDS_IN_A_ROW, len(hidden))
    runs = {tuple(hidden[at : at + length]) for at in range(len(hidden) - length + 1)} if length else set()
    return any(tuple(told[at : at + length]) in runs for at in range(len(told) - length + 1))


def _is_telling(word: str) -> bool:
    return "@" in word or sum(letter.isdigit() for letter in word) >= _DIGITS_THAT_TELL


def _digest(desk: Desk, key: CaseKey, path: str) -> str:
    for file in desk.workspace.evidence_list(key):
        if file.path == path:
            return file.sha256
    raise UnknownDocumentError(path)
