"""Whether what a citation points at is still there, word for word."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reviewer.vocabulary import SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.review.judgment import Citation
    from reviewer.submission.model import Submission


def is_as_cited(citation: Citation, submission: Submission, digests: Mapping[str, str]) -> bool:
    """Tell whether the bytes or words that a citation names have the digest, and the quote, that it gives.

    Args:
        citation: from a judgment or an answer.
        submission: the case's submission, which holds narratives, attestations and answers.
        digests: SHA-256 of each evidence file, by path. The words inside a document are not read here.
    """
    if citation.source is SourceKind.DOCUMENT:
        return digests.get(citation.path) == citation.sha256
    words = _words(citation, submission)
    if words is None or hashlib.sha256(words.encode()).hexdigest() != citation.sha256:
        return False
    return citation.start is None or words[citation.start : citation.end] == citation.quote


def _words(citation: Citation, submission: Submission) -> str | None:
    place, _, number = citation.path.partition(":")[2].rpartition(":")
    if not number.isdecimal():
        return None
    if citation.source is SourceKind.ANSWER:
        return _numbered([point.response for point in submission.response_to], int(number))
    project = submission.project(place)
    if project is None:
        return None
    if citation.source is SourceKind.NARRATIVE:
        claim = project.claim(int(number))
        return claim.narrative if claim else None
    return _numbered([attestation.statement for attestation in project.attestations], int(number))


def _numbered(texts: list[str], number: int) -> str | None:
    return texts[number - 1] if 1 <= number <= len(texts) else None
