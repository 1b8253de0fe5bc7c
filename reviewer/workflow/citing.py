"""Pointing at the words that a judgment rests on."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from reviewer.errors import CitationRefusedError
from reviewer.review.judgment import Citation
from reviewer.submission.preview import TextPreview
from reviewer.text import text
from reviewer.vocabulary import CitationKind, SourceKind
from reviewer.workflow import reading

if TYPE_CHECKING:
    from reviewer.submission.model import Submission
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk

_WORDS = re.compile(
    r"(?P<source>narrative|attestation):(?P<project>[A-Za-z0-9._-]+):(?P<number>[1-9][0-9]{0,3})=(?P<quote>.*)",
    re.DOTALL,
)


def cite(desk: Desk, key: CaseKey, kind: CitationKind, written: str) -> Citation:
    """Make a citation of `SOURCE=QUOTE`, or for `looked_in` of `SOURCE=WHAT`.

    SOURCE is `PATH[#PLACE]`, `narrative:PROJECT:STANDARD` or `attestation:PROJECT:NUMBER` (from 1). The longest
    listed path that is a prefix wins. A quote must stand in the words where these can be read here.

    Raises:
        CitationRefusedError: the case has no such source, or the quote does not stand in it.
    """
    match = _WORDS.fullmatch(written)
    if match:
        return _cite_words(desk.submission(key), kind, match)
    return _cite_document(desk, key, kind, written)


def _cite_words(submission: Submission, kind: CitationKind, match: re.Match[str]) -> Citation:
    source, quote = SourceKind(match["source"]), match["quote"]
    path = f"{source}:{match['project']}:{match['number']}"
    words = _words(submission, source, match["project"], int(match["number"]))
    if words is None:
        raise CitationRefusedError(path, reason=text("review.citing.no_such_source"))
    start, end = _range(path, words, quote) if kind is CitationKind.PASSAGE else (None, None)
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


def _cite_document(desk: Desk, key: CaseKey, kind: CitationKind, written: str) -> Citation:
    rows = {row.path: row for row in reading.documents(desk, key)}
    fitting = [path for path in rows if written.startswith((f"{path}=", f"{path}#"))]
    if not fitting:
        raise CitationRefusedError(written.partition("=")[0], reason=text("review.citing.no_such_source"))
    path = max(fitting, key=len)
    place, _, quote = written[len(path) :].removeprefix("#").partition("=")
    shown = reading.document_text(desk, key, path)
    start = end = None
    if kind is CitationKind.PASSAGE and isinstance(shown, TextPreview):
        start, end = _range(path, shown.text, quote)
    return Citation(kind, SourceKind.DOCUMENT, path, rows[path].sha256, quote, _place(place), start, end)


def _place(written: str) -> str | int | None:
    if written.isascii() and written.isdigit():
        return int(written)
    return written or None


def _range(path: str, words: str, quote: str) -> tuple[int, int]:
    start = words.find(quote) if quote else -1
    if start < 0:
        raise CitationRefusedError(path, reason=text("review.citing.not_there", quote=quote))
    return start, start + len(quote)
