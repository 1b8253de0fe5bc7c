"""Reads a ZIP file's directory: what it says it holds, before any content is looked at.

The standard library's zipfile is lenient where readers disagree (a name cut at NUL, a second end
record, members that overlap), and it decodes names before they can be judged; so the directory is
read here, strictly, and one problem more is better than one reading too many.

Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from reviewer.bundle.archive import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.errors import BundleUnreadableError

END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
ENTRY = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")

UNICODE_PATH = struct.Struct("<BL")

LONGEST_COMMENT = 0xFFFF
LONGEST_AFTER_END = 4 * 1024 * 1024
LARGEST_DIRECTORY = 64 * 1024 * 1024
USE_64 = 0xFFFFFFFF
USE_64_SHORT = 0xFFFF
UTF8_NAME = 0x800
EXTRA_ZIP64 = 0x0001
EXTRA_UNICODE_PATH = 0x7075


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the directory, sizes and offset in bytes."""

    raw_name: bytes
    flags: int
    method: int
    crc: int
    packed_bytes: int
    size_bytes: int
    offset: int
    mode: int
    extra: bytes

    @property
    def name(self) -> str:
        """Return the name as text.

        A name without the UTF-8 flag is taken as UTF-8 where it reads as such, because many tools
        forget the flag, and else as code page 437; bytes that a flagged name must not have stay
        visible as surrogates.
        """
        if self.flags & UTF8_NAME:
            return self.raw_name.decode("utf-8", "surrogateescape")
        told = self._unicode_path()
        if told is not None:
            return told
        try:
            return self.raw_name.decode("utf-8")
        except UnicodeDecodeError:
            return self.raw_name.decode("cp437")

    def _unicode_path(self) -> str | None:
        for kind, body in extra_fields(self.extra):
            if kind == EXTRA_UNICODE_PATH and len(body) > UNICODE_PATH.size:
                version, crc = UNICODE_PATH.unpack_from(body)
                if version == 1 and crc == zlib.crc32(self.raw_name):
                    return body[UNICODE_PATH.size :].decode("utf-8", "surrogateescape")
        return None


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries in the order of the directory, which starts at `start`."""

    entries: tuple[Entry, ...]
    start: int


@dataclass(frozen=True, slots=True)
class _End:
    count: int
    size: int
    start: int
    stop: int


def read_directory(file: BinaryIO, size_bytes: int, archive_name: str, most_entries: int) -> Directory:
    """Read the directory of a ZIP file of `size_bytes`.

    Raises:
        BundleUnreadableError: it is no ZIP file, is damaged, or claims more than `most_entries`.
    """
    end = _find_end(file, size_bytes, archive_name)
    if end.count > most_entries:
        raise refused(archive_name, "too-large", "too_many_entries", count=end.count, limit=most_entries)
    if end.size > LARGEST_DIRECTORY:
        raise refused(archive_name, "too-large", "directory_too_large", limit=LARGEST_DIRECTORY)
    if end.start + end.size != end.stop:
        raise _damaged(archive_name)
    file.seek(end.start)
    listed = file.read(end.size)
    return Directory(tuple(_entries(listed, end, archive_name)), end.start)


def _find_end(file: BinaryIO, size_bytes: int, archive_name: str) -> _End:
    tail_bytes = min(size_bytes, END.size + LONGEST_COMMENT)
    file.seek(size_bytes - tail_bytes)
    tail = file.read(tail_bytes)
    found = list(_end_records(tail))
    if len(found) > 1:
        raise _damaged(archive_name)
    if not found:
        beyond = _bytes_after_end(file, size_bytes)
        if beyond:
            raise refused(archive_name, "damaged", "goes_on", count=beyond)
        file.seek(0)
        is_zip = file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"} or b"PK\x05\x06" in tail
        code, key = ("truncated", "truncated") if is_zip else ("not-a-bag", "not_a_zip")
        raise refused(archive_name, code, key)
    stop = size_bytes - tail_bytes + found[0]
    _, disk, first_disk, here, count, size, start, _ = END.unpack_from(tail, found[0])
    large = _end_64(file, stop, archive_name)
    if large is None:
        if disk or first_disk or here != count:
            raise _damaged(archive_name)
        return _End(count, size, start, stop)
    said = ((count, large.count, USE_64_SHORT), (size, large.size, USE_64), (start, large.start, USE_64))
    if any(small not in (full, unsaid) for small, full, unsaid in said):
        raise _damaged(archive_name)
    return large


def _end_records(tail: bytes) -> Iterator[int]:
    """Yield each place where an end record stands whose comment ends with the file."""
    place = tail.find(b"PK\x05\x06")
    while place >= 0:
        if place + END.size <= len(tail):
            comment_bytes = END.unpack_from(tail, place)[-1]
            if place + END.size + comment_bytes == len(tail):
                yield place
        place = tail.find(b"PK\x05\x06", place + 1)


def _bytes_after_end(file: BinaryIO, size_bytes: int) -> int:
    """Return how many bytes follow a whole ZIP file, 0 where no such end stands in what is looked through."""
    tail_bytes = min(size_bytes, LONGEST_AFTER_END)
    file.seek(size_bytes - tail_bytes)
    tail = file.read(tail_bytes)
    place = tail.rfind(b"PK\x05\x06")
    while place >= 0:
        stop = size_bytes - tail_bytes + place
        if place + END.size <= len(tail):
            size, start, comment_bytes = (int(number) for number in END.unpack_from(tail, place)[5:])
            # The end of a ZIP file inside this one, such as a document, counts from another beginning.
            if start + size == stop and _is_directory(file, start):
                return max(0, size_bytes - stop - END.size - comment_bytes)
        place = tail.rfind(b"PK\x05\x06", 0, place)
    return 0


def _is_directory(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    return file.read(4) in {b"PK\x01\x02", b"PK\x05\x06"}


def _end_64(file: BinaryIO, stop: int, archive_name: str) -> _End | None:
    """Read the end record with 64-bit numbers; None where no locator stands before the plain one."""
    place = stop - LOCATOR_64.size
    if place < 0:
        return None
    file.seek(place)
    signature, disk, record, disks = LOCATOR_64.unpack(file.read(LOCATOR_64.size))
    if signature != b"PK\x06\x07":
        return None
    if disk or disks != 1 or record + END_64.size > place:
        raise _damaged(archive_name)
    file.seek(record)
    fields = END_64.unpack(file.read(END_64.size))
    signature, record_bytes, _, _, disk, first_disk, here, count, size, start = fields
    if signature != b"PK\x06\x06" or disk or first_disk or here != count or record + 12 + record_bytes != place:
        raise _damaged(archive_name)
    return _End(count, size, start, record)


def _entries(listed: bytes, end: _End, archive_name: str) -> Iterator[Entry]:
    place = 0
    for _ in range(end.count):
        if place + ENTRY.size > len(listed):
            raise _damaged(archive_name)
        fields = ENTRY.unpack_from(listed, place)
        name_bytes, extra_bytes, comment_bytes = fields[10:13]
        name_at = place + ENTRY.size
        extra_at = name_at + name_bytes
        place = extra_at + extra_bytes + comment_bytes
        if fields[0] != b"PK\x01\x02" or place > len(listed):
            raise _damaged(archive_name)
        entry = Entry(
            raw_name=listed[name_at:extra_at],
            flags=fields[3],
            method=fields[4],
            crc=fields[7],
            packed_bytes=fields[8],
            size_bytes=fields[9],
            offset=fields[16],
            mode=fields[15] >> 16,
            extra=listed[extra_at : extra_at + extra_bytes],
        )
        yield _with_large_sizes(entry, archive_name)
    if place != len(listed):
        raise _damaged(archive_name)


def _with_large_sizes(entry: Entry, archive_name: str) -> Entry:
    """Return the entry with the 64-bit sizes of its extra field, where it says to look there."""
    wanted = [name for name in ("size_bytes", "packed_bytes", "offset") if getattr(entry, name) == USE_64]
    if not wanted:
        return entry
    body = next((body for kind, body in extra_fields(entry.extra) if kind == EXTRA_ZIP64), None)
    # Without that field the archive may mean what it says: a file one byte short of 4 GiB.
    if body is None:
        return entry
    if len(body) < 8 * len(wanted):
        raise _damaged(archive_name)
    return replace(entry, **dict(zip(wanted, struct.unpack_from(f"<{len(wanted)}Q", body), strict=True)))


def extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and body of each well-formed extra field."""
    place = 0
    while place + 4 <= len(extra):
        kind, body_bytes = struct.unpack_from("<HH", extra, place)
        place += 4 + body_bytes
        if place > len(extra):
            return
        yield kind, extra[place - body_bytes : place]


def _damaged(archive_name: str) -> BundleUnreadableError:
    return refused(archive_name, "damaged", "damaged")
