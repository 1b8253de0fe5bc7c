"""Turns a sample into a practice case: the same submission under an id that no office can give, due on no day."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from reviewer.submission.reading import submission_from_bytes

if TYPE_CHECKING:
    from reviewer.submission.model import Submission

# No office's id holds this sign, so that a real bundle and a practice case never meet.
_PREFIX = "practice+"


def practice_id(submission_id: str) -> str:
    """Return the id that a sample has as a practice case."""
    return f"{_PREFIX}{submission_id}"


def as_practice(content: bytes, *, bundle_sha256: str) -> tuple[bytes, Submission]:
    """Return the bytes of a practice case's `submission.json`, and the submission read from them.

    Args:
        content: the bytes of an accepted sample.
        bundle_sha256: content digest of the sample; the practice case gets one that no bundle has.
    """
    members = json.loads(content.decode("utf-8-sig"))
    members["submission_id"] = practice_id(members["submission_id"])
    # Nobody waits for it.
    members.pop("due_on", None)
    written = json.dumps(members, ensure_ascii=False, indent=1).encode()
    digest = hashlib.sha256(f"{_PREFIX}{bundle_sha256}".encode()).hexdigest()
    return written, submission_from_bytes(written, bundle_sha256=digest)
