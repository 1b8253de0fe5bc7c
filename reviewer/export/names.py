"""Names inside a decision package, and the words of its format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reviewer.vocabulary import CaseKey

DECISIONS_FORMAT: Final = "decisions/1"
DECISION_NAMESPACE: Final = "reviewer-decision"
GENERATOR_NAME: Final = "reviewer"
HIGHEST_SEQUENCE: Final = 9999

BAG_DECLARATION: Final = "bagit.txt"
BAG_INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
SIGNATURE: Final = "tagmanifest-sha256.txt.sig"
ALLOWED_SIGNERS: Final = "allowed_signers"

COVER: Final = "data/cover.pdf"
DECISIONS: Final = "data/decisions.json"
DETERMINATIONS_TABLE: Final = "data/determinations.csv"
JUDGMENTS_TABLE: Final = "data/judgments.csv"

SIGNED_TAG_FILES: Final = (ALLOWED_SIGNERS, BAG_INFO, BAG_DECLARATION, MANIFEST)
"""Tag files that the tag manifest lists, sorted by the bytes of their names."""

_REVIEWER_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)


def is_reviewer_id(written: str) -> bool:
    """True for 1 to 64 letters, digits, `.`, `_` and `-`, the first a letter or digit.

    Other characters would act as patterns or options in `allowed_signers`.
    """
    return _REVIEWER_ID.fullmatch(written) is not None


def package_folder(reviewer_id: str, sequence: int, copy_for: str = "") -> str:
    """Return the name of the package's one top folder, which is also its file name before `.zip`.

    Args:
        reviewer_id: who signs it.
        sequence: its number; copies are numbered apart from what the office gets.
        copy_for: the profile of a copy, empty for the office's own package.
    """
    return f"decisions-{reviewer_id}-{sequence:04d}{copy_for and f'-{copy_for}'}"


def letter_path(key: CaseKey) -> str:
    """Return where the letter of a case lies, from the bag's root."""
    return f"data/letters/{key.submission_id}-r{key.revision}.pdf"


def journal_path(key: CaseKey) -> str:
    """Return where the journal of a case lies, from the bag's root."""
    return f"data/journal/{key.submission_id}-r{key.revision}.jsonl"
