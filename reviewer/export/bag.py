"""The text files of a package's bag, as our rules write them.

Source: RFC 8493 (BagIt 1.0). Paths in a package are ASCII without percent signs or line breaks, so
nothing in a manifest needs escaping.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reviewer.export.names import DECISION_NAMESPACE, DECISIONS_FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.vocabulary import CaseKey

BAG_DECLARATION_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag_info(
    reviewer_id: str, sequence: int, journal_head: str, payload_sizes: Iterable[int], copy_for: str = ""
) -> bytes:
    """Write `bag-info.txt`; `payload_sizes` in bytes, one for each file below `data/`.

    `copy_for` is the profile of a copy, empty for the office's own package.
    """
    sizes = tuple(payload_sizes)
    lines = (
        f"Decision-Format: {DECISIONS_FORMAT}",
        *((f"Decision-Profile: {copy_for}",) if copy_for else ()),
        f"Reviewer-Id: {reviewer_id}",
        f"Package-Sequence: {sequence:04d}",
        f"Journal-Head: {journal_head}",
        f"Payload-Oxum: {sum(sizes)}.{len(sizes)}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def manifest(digests: Mapping[str, str]) -> bytes:
    """Write a manifest, one line a file, sorted by the bytes of the paths; digests in lowercase hex."""
    lines = (f"{digests[path]}  {path}\n" for path in sorted(digests, key=str.encode))
    return "".join(lines).encode()


def allowed_signers(reviewer_id: str, public_key_line: str) -> bytes:
    """Write the one line by which `ssh-keygen -Y verify` knows the reviewer's key."""
    return f'{reviewer_id} namespaces="{DECISION_NAMESPACE}" {public_key_line}\n'.encode()


def head_over(heads: Mapping[CaseKey, str]) -> str:
    """Return the Journal-Head: SHA-256 over the sorted lines of cases and their journals' heads."""
    lines = sorted(f"{key} {head}\n" for key, head in heads.items())
    return hashlib.sha256("".join(lines).encode()).hexdigest()
