"""Journal lines: canonical JSON, each chained to the one before by SHA-256."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from reviewer.workspace.values import Entry
from reviewer.workspace.written import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_PREV: Final = "0" * 64


def chained(n: int, at: str, event: str, body: Mapping[str, object], prev: str) -> tuple[Entry, bytes]:
    """Make the entry that follows the one with hash `prev`, and its line."""
    # RFC 8785 sorts the members: at, body, event, hash, n, prev. So the body is written only once.
    head = b'{"at":%b,"body":%b,"event":%b' % (canonical(at), canonical(body), canonical(event))
    tail = b'"n":%d,"prev":"%b"}' % (n, prev.encode())
    digest = hashlib.sha256(head + b"," + tail).hexdigest()
    return Entry(n, at, event, body, prev, digest), b'%b,"hash":"%b",%b' % (head, digest.encode(), tail)


def entry_of(line: bytes) -> Entry:
    """Read a line that this module wrote."""
    members: dict[str, Any] = json.loads(line)
    return Entry(**members)


def has_hash(line: bytes, digest: str) -> bool:
    """Tell whether a stored line is the one that its hash was taken of."""
    return hashlib.sha256(line.replace(b'"hash":"%b",' % digest.encode(), b"", 1)).hexdigest() == digest


def is_whole(line: bytes, n: int, prev: str) -> bool:
    """Tell whether a stored line is, byte for byte, what follows `prev` as entry `n`."""
    try:
        entry = entry_of(line)
        _, expected = chained(n, entry.at, entry.event, entry.body, prev)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return line == expected
