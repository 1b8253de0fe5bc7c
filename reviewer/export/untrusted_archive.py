"""Reads a foreign ZIP under caps, in memory and stream, and writes nothing to disk."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reviewer.export.archive import LARGEST_PACKAGE_BYTES, LARGEST_TEXT_BYTES, MOST_FILES, Member, zip_pieces
from reviewer.export.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from reviewer.submission.findings import Finding

_CHUNK_BYTES = 2**20
_END = struct.Struct("<4s4H2IH")
_ZIP64_LOCATOR_BYTES = 20
_LARGEST_DIRECTORY_BYTES = MOST_FILES * 512
_ENCRYPTED = 1
_READABLE = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
# What the standard library may raise at a file that is not the ZIP it says it is.
_ZIP_FAILURES: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class UntrustedFile:
    """One member as read; `data` None for a PDF, which is only digested."""

    size_bytes: int
    sha256: str
    crc32: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a ZIP holds, by member name, and what is wrong with it as a ZIP.

    `damaged` names members that are there but cannot be read.
    """

    files: dict[str, UntrustedFile]
    damaged: frozenset[str]
    problems: tuple[Finding, ...]


def read_archive(untrusted: BinaryIO, name: str) -> Reading:
    """Read every member of a foreign ZIP; never raises for what the file holds."""
    fault = _fault_in_the_end(untrusted)
    if fault is not None:
        return Reading({}, frozenset(), (problem(fault, name),))
    try:
        with zipfile.ZipFile(untrusted) as archive:
            return _members(archive)
    except _ZIP_FAILURES:
        return Reading({}, frozenset(), (problem("not-a-zip", name),))


def is_as_written(untrusted: BinaryIO, reading: Reading, untrusted_again: BinaryIO) -> bool:
    """True when the file is, byte for byte, the one ZIP that our rules give for its members.

    Args:
        untrusted: the file.
        reading: what `read_archive` made of it.
        untrusted_again: the same file, opened a second time.
    """
    try:
        with zipfile.ZipFile(untrusted_again) as archive:
            members = [
                Member(name, file.size_bytes, file.crc32, _Chunks(archive, name))
                for name, file in reading.files.items()
            ]
            untrusted.seek(0)
            return all(untrusted.read(len(piece)) == piece for piece in zip_pieces(members)) and not untrusted.read(1)
    except _ZIP_FAILURES:
        return False


@dataclass(frozen=True, slots=True)
class _Chunks:
    """Reads one member again, each time it is called."""

    archive: zipfile.ZipFile
    name: str

    def __call__(self) -> Iterator[bytes]:
        with self.archive.open(self.name) as member:
            while chunk := member.read(_CHUNK_BYTES):
                yield chunk


def _fault_in_the_end(untrusted: BinaryIO) -> str | None:
    """Look at the last bytes before the standard library believes them.

    Our packages end with the 22 bytes that close a ZIP: no comment, no ZIP64, a directory of bounded size.
    """
    size = untrusted.seek(0, 2)
    if size > LARGEST_PACKAGE_BYTES:
        return "too-large"
    untrusted.seek(max(0, size - _END.size - _ZIP64_LOCATOR_BYTES))
    tail = untrusted.read()
    end = tail[-_END.size :]
    if len(end) < _END.size or not end.startswith(b"PK\5\6") or tail.startswith(b"PK\6\7"):
        return "not-a-zip"
    _, _, _, _, _, directory_bytes, _, _ = _END.unpack(end)
    return "too-large" if directory_bytes > _LARGEST_DIRECTORY_BYTES else None


def _members(archive: zipfile.ZipFile) -> Reading:
    files: dict[str, UntrustedFile] = {}
    damaged: set[str] = set()
    problems = [
        problem("duplicate-member", _in_the_folder(name))
        for name, count in sorted(Counter(archive.namelist()).items())
        if count > 1
    ]
    left = LARGEST_PACKAGE_BYTES
    for member in archive.infolist()[:MOST_FILES]:
        try:
            files[member.filename] = file = _file(archive, member, left)
            left -= file.size_bytes
        except _TooLargeError:
            damaged.add(member.filename)
            problems.append(problem("too-large", _in_the_folder(member.filename)))
        except _ZIP_FAILURES:
            damaged.add(member.filename)
            problems.append(problem("damaged-file", _in_the_folder(member.filename)))
    return Reading(files, frozenset(damaged), tuple(problems))


def _in_the_folder(name: str) -> str:
    """Return a member's name as it is below the top folder, the way that all other problems name it."""
    return name.partition("/")[2] or name


class _TooLargeError(Exception):
    """A member passes a cap."""


def _file(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> UntrustedFile:
    if member.compress_type not in _READABLE or member.flag_bits & _ENCRYPTED:
        raise zipfile.BadZipFile
    keeps = not member.filename.endswith(".pdf")
    cap = min(left, LARGEST_TEXT_BYTES) if keeps else left
    digest, crc32, size, kept = hashlib.sha256(), 0, 0, []
    with archive.open(member) as untrusted:
        while chunk := untrusted.read(_CHUNK_BYTES):
            size += len(chunk)
            if size > cap:
                raise _TooLargeError
            digest.update(chunk)
            crc32 = zlib.crc32(chunk, crc32)
            if keeps:
                kept.append(chunk)
    return UntrustedFile(size, digest.hexdigest(), crc32, b"".join(kept) if keeps else None)
