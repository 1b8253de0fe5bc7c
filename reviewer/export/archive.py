"""The one ZIP that our rules give for a set of files.

Members are stored, sorted by the bytes of their names, dated 1980-01-01 and of mode 0644; there are no
extra fields, comments or entries for folders, and names are ASCII. Written here because the standard
library's writer may change its headers with the Python version.

Source: PKWARE APPNOTE.TXT 6.3.3, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LARGEST_PACKAGE_BYTES: Final = 2**31 - 1
LARGEST_TEXT_BYTES: Final = 64 * 2**20
"""Largest JSON, CSV or journal file that is read back whole."""
MOST_FILES: Final = 20_000

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_CENTRAL_HEADER = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION_NEEDED = 20
_MADE_BY_UNIX = 3 << 8 | _VERSION_NEEDED
_NO_FLAGS = 0
_STORED = 0
_MIDNIGHT = 0
_FIRST_OF_1980 = 1 << 5 | 1
_REGULAR_FILE_0644 = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive; `chunks` gives its bytes anew each time."""

    name: str
    size_bytes: int
    crc32: int
    chunks: Callable[[], Iterable[bytes]]


def zip_pieces(members: Sequence[Member]) -> Iterator[bytes]:
    """Yield the archive's bytes in order, piece by piece.

    Raises:
        struct.error: the archive would pass 4 GiB or 65,535 members.
    """
    offset = 0
    central: list[bytes] = []
    for member in sorted(members, key=lambda member: member.name.encode()):
        header = _local_header(member)
        central.append(_central_header(member, offset))
        yield header
        yield from member.chunks()
        offset += len(header) + member.size_bytes
    directory = b"".join(central)
    yield directory
    yield _END.pack(b"PK\5\6", 0, 0, len(central), len(central), len(directory), offset, 0)


def zip_size_bytes(members: Sequence[Member]) -> int:
    """Return how long the archive will be."""
    headers = _LOCAL_HEADER.size + _CENTRAL_HEADER.size
    return _END.size + sum(headers + 2 * len(member.name) + member.size_bytes for member in members)


def _common(member: Member) -> tuple[int, ...]:
    sizes = (member.size_bytes, member.size_bytes)
    return (_VERSION_NEEDED, _NO_FLAGS, _STORED, _MIDNIGHT, _FIRST_OF_1980, member.crc32, *sizes)


def _local_header(member: Member) -> bytes:
    name = member.name.encode("ascii")
    return _LOCAL_HEADER.pack(b"PK\3\4", *_common(member), len(name), 0) + name


def _central_header(member: Member, offset: int) -> bytes:
    name = member.name.encode("ascii")
    tail = (len(name), 0, 0, 0, 0, _REGULAR_FILE_0644, offset)
    return _CENTRAL_HEADER.pack(b"PK\1\2", _MADE_BY_UNIX, *_common(member), *tail) + name
