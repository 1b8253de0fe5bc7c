"""A ZIP file as an archive of untrusted members, streamed and never unpacked."""

from __future__ import annotations

import os
import stat
import struct
import zlib
from typing import TYPE_CHECKING, BinaryIO

from reviewer.bundle.archive import CHUNK_BYTES, Fault, Member, translating, unreadable
from reviewer.bundle.notes import sentence
from reviewer.bundle.zip_directory import (
    EXTRA_ZIP64,
    LOCAL,
    USE_64,
    Directory,
    Entry,
    extra_fields,
    read_directory,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORED = 0
DEFLATED = 8
AES = 99
ENCRYPTED_FLAGS = 0x1 | 0x40 | 0x2000
SIZES_FOLLOW = 0x8
BOTH_SIZES = struct.Struct("<QQ")
PACKED_CHUNK_BYTES = 256 * 1024


class ZipArchive:
    """An opened ZIP file.

    Args:
        path: the file.
        most_entries: number of entries past which the directory is not read.

    Raises:
        BundleUnreadableError: no ZIP file, damaged, or too many entries.
    """

    def __init__(self, path: Path, most_entries: int) -> None:
        self._name = path.name
        self._file: BinaryIO = path.open("rb", buffering=0)
        try:
            size_bytes = os.fstat(self._file.fileno()).st_size
            directory = read_directory(self._file, size_bytes, self._name, most_entries)
            self._entries = directory.entries
            self._starts: dict[int, int] = {}
            self.members = self._judge(directory)
        except BaseException:
            self._file.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Stream one member, checked against its declared size and CRC.

        Raises:
            MemberUnreadableError: damaged, shorter or longer than declared.
        """
        entry = self._entries[member.number]
        read = self._stored if entry.method == STORED else self._inflated
        crc = 0
        with translating(member.name):
            for chunk in read(entry, member.name):
                crc = zlib.crc32(chunk, crc)
                yield chunk
        if crc != entry.crc:
            raise unreadable(member.name, "damaged", "crc")

    def _stored(self, entry: Entry, name: str) -> Iterator[bytes]:
        return self._bytes_of(entry, name, entry.size_bytes, CHUNK_BYTES)

    def _inflated(self, entry: Entry, name: str) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        produced = 0
        try:
            for packed in self._bytes_of(entry, name, entry.packed_bytes, PACKED_CHUNK_BYTES):
                pending = packed
                while pending:
                    # One byte more than declared is enough to know that the size is a lie.
                    room = min(CHUNK_BYTES, entry.size_bytes - produced + 1)
                    chunk = inflater.decompress(pending, room)
                    produced += len(chunk)
                    if produced > entry.size_bytes:
                        raise unreadable(name, "bomb", "longer_than_declared", size=entry.size_bytes)
                    if chunk:
                        yield chunk
                    pending = inflater.unconsumed_tail
                if inflater.unused_data:
                    raise unreadable(name, "damaged", "member_damaged")
        except zlib.error as error:
            raise unreadable(name, "damaged", "member_damaged") from error
        if not inflater.eof or produced != entry.size_bytes:
            raise unreadable(name, "truncated", "member_truncated")

    def _bytes_of(self, entry: Entry, name: str, left: int, most: int) -> Iterator[bytes]:
        """Read a member's bytes as they stand in the file, `most` at a time."""
        place = self._starts[entry.offset]
        while left:
            # Two members may be read by turns, so each read says where.
            self._file.seek(place)
            chunk = self._file.read(min(most, left))
            if not chunk:
                raise unreadable(name, "truncated", "member_truncated")
            place += len(chunk)
            left -= len(chunk)
            yield chunk

    def _judge(self, directory: Directory) -> tuple[Member, ...]:
        faults = [self._faults(entry) for entry in directory.entries]
        for number, other in self._overlapping(directory):
            entry = directory.entries[number]
            if other is None:
                faults[number].append(_fault("overlap", "overlap_directory", entry))
            else:
                faults[number].append(_fault("overlap", "overlap", entry, other=directory.entries[other].name))
        return tuple(
            Member(
                name=entry.name,
                number=number,
                size_bytes=entry.size_bytes,
                packed_bytes=entry.packed_bytes,
                is_folder=_is_folder(entry),
                faults=tuple(faults[number]),
            )
            for number, entry in enumerate(directory.entries)
        )

    def _faults(self, entry: Entry) -> list[Fault]:
        faults = _kind_faults(entry)
        if _is_folder(entry):
            return faults
        if entry.flags & ENCRYPTED_FLAGS or entry.method == AES:
            faults.append(_fault("encrypted-member", "encrypted", entry))
        elif entry.method not in {STORED, DEFLATED}:
            faults.append(_fault("compression", "compression", entry, method=entry.method))
        elif entry.method == STORED and entry.packed_bytes != entry.size_bytes:
            faults.append(_fault("damaged", "headers_differ", entry))
        return faults + self._local_faults(entry)

    def _local_faults(self, entry: Entry) -> list[Fault]:
        """Compare the header before the content with the directory: readers trust the one or the other."""
        self._file.seek(entry.offset)
        header = self._file.read(LOCAL.size)
        if len(header) < LOCAL.size or not header.startswith(b"PK\x03\x04"):
            return [_fault("truncated", "no_local_header", entry)]
        _, _, flags, method, _, _, crc, packed, size, name_bytes, extra_bytes = LOCAL.unpack(header)
        rest = self._file.read(name_bytes + extra_bytes)
        self._starts[entry.offset] = entry.offset + LOCAL.size + name_bytes + extra_bytes
        if rest[:name_bytes] != entry.raw_name:
            other = rest[:name_bytes].decode("utf-8", "surrogateescape")
            return [_fault("unsafe-path", "two_names", entry, other=other)]
        same = method == entry.method and not (flags ^ entry.flags) & (ENCRYPTED_FLAGS | SIZES_FOLLOW)
        if same and not flags & SIZES_FOLLOW:
            sizes = _local_sizes(packed, size, rest[name_bytes:])
            same = (crc, *sizes) == (entry.crc, entry.packed_bytes, entry.size_bytes)
        return [] if same else [_fault("damaged", "headers_differ", entry)]

    def _overlapping(self, directory: Directory) -> Iterator[tuple[int, int | None]]:
        """Yield the number of each member that begins inside another one, with that other's number.

        None stands for the directory itself.
        """
        spans = sorted(
            (entry.offset, self._starts.get(entry.offset, entry.offset) + entry.packed_bytes, number)
            for number, entry in enumerate(directory.entries)
            if not _is_folder(entry)
        )
        furthest, owner = 0, -1
        for start, stop, number in spans:
            if start < furthest:
                yield number, owner
            if stop > directory.start:
                yield number, None
            if stop > furthest:
                furthest, owner = stop, number


def _is_folder(entry: Entry) -> bool:
    return entry.raw_name.endswith(b"/") or (stat.S_ISDIR(entry.mode) and entry.size_bytes == 0)


def _kind_faults(entry: Entry) -> list[Fault]:
    kind = stat.S_IFMT(entry.mode)
    if kind == stat.S_IFLNK:
        return [Fault("symlink", sentence("problem.symlink", name=entry.name), by_raw_name=True)]
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        return [Fault("device", sentence("problem.device", name=entry.name), by_raw_name=True)]
    return []


def _local_sizes(packed: int, size: int, extra: bytes) -> tuple[int, int]:
    if USE_64 not in (packed, size):
        return packed, size
    body = next((body for kind, body in extra_fields(extra) if kind == EXTRA_ZIP64), b"")
    if len(body) < BOTH_SIZES.size:
        return packed, size
    large_size, large_packed = BOTH_SIZES.unpack_from(body)
    return large_packed, large_size


def _fault(code: str, key: str, entry: Entry, **values: object) -> Fault:
    return Fault(code, sentence(f"problem.{key}", name=entry.name, **values), by_raw_name=code == "unsafe-path")
