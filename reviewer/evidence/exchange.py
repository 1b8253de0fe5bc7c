"""How this process and the renderer speak: one line of JSON, then as many bytes as it says.

A question is `{"do": "pages", "scale": 2.0, "size": 12345}` and the document. An answer is one
`{"page": …, "size": …}` with its pixels for each page and `{"end": true}`, or `{"fault": "damaged"}`.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_LINE = 4096
LONGEST_BODY = 512 * 1024 * 1024


class ExchangeError(Exception):
    """The other side is gone, or does not keep to the rules."""


def send(out: IO[bytes], head: dict[str, object], body: bytes | memoryview = b"") -> None:
    """Write one message.

    Raises:
        OSError: the other side is gone.
    """
    send_pieces(out, head, len(body), (body,))


def send_pieces(out: IO[bytes], head: dict[str, object], size: int, pieces: Iterable[bytes | memoryview]) -> None:
    """Write one message of so many bytes, each piece as it comes.

    Raises:
        OSError: the other side is gone.
    """
    line = json.dumps(head | {"size": size}, separators=(",", ":")).encode()
    out.write(line + b"\n")
    for piece in pieces:
        out.write(piece)
    out.flush()


def receive(source: IO[bytes], longest: int = LONGEST_BODY) -> tuple[dict[str, object], bytes]:
    """Read one message.

    Raises:
        ExchangeError: it is cut off, too long, or not as agreed.
    """
    line = source.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise ExchangeError
    try:
        head = json.loads(line)
    except (ValueError, RecursionError) as broken:
        raise ExchangeError from broken
    size = head.get("size") if isinstance(head, dict) else None
    if not isinstance(size, int) or not 0 <= size <= longest:
        raise ExchangeError
    body = source.read(size)
    if len(body) != size:
        raise ExchangeError
    return head, body
