"""Reads every file of a bag once, in a stream, and keeps what must be known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.bundle.bag_files import PAYLOAD, SUBMISSION
from reviewer.bundle.tag_files import new_hash
from reviewer.errors import BundleUnreadableError, MemberUnreadableError
from reviewer.submission.kinds import Content, content_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.bundle.archive import Archive, Member
    from reviewer.bundle.bag_files import BagFiles
    from reviewer.bundle.notes import Notes
    from reviewer.progress import Progress

TAIL_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class FileRead:
    """What reading one file told: its size, its hexadecimal digests by hashlib's name, what it is."""

    size_bytes: int
    digests: Mapping[str, str]
    content: Content | None


class Streamer:
    """Reads the files of one bag, telling how far it is."""

    def __init__(self, archive: Archive, files: BagFiles, notes: Notes, progress: Progress) -> None:
        self._archive = archive
        self._files = files
        self._notes = notes
        self._progress = progress
        self._done = 0
        self._total = sum(member.size_bytes for path, member in files.members.items() if path not in files.unread)

    def read_whole(self, path: str, most_bytes: int) -> bytes | None:
        """Return a small file's bytes; None where it is absent or, noted, unreadable or too large."""
        member = self._files.readable(path)
        if member is None:
            return None
        if member.size_bytes > most_bytes:
            self._notes.problem(
                path, "too-large", "file_too_large", name=path, size=member.size_bytes, limit=most_bytes
            )
            return None
        try:
            return b"".join(self._archive.chunks(member))
        except (MemberUnreadableError, BundleUnreadableError):
            # Streaming it with all others finds the same and notes it.
            return None

    def tick(self) -> None:
        """Tell that work goes on where no bytes are read; learns of a wish to stop."""
        self._progress.step(self._done, self._total, SUBMISSION)

    def read_all(self, algorithms: Mapping[str, frozenset[str]]) -> dict[str, FileRead]:
        """Stream every readable file once.

        Args:
            algorithms: hashlib's names of the digests wanted of each path.

        Returns:
            What each file is, without those that could not be read, which are noted.

        Raises:
            Cancelled: the reviewer called the work off.
        """
        found: dict[str, FileRead] = {}
        for path, member in self._files.members.items():
            if path in self._files.unread:
                continue
            try:
                found[path] = self._read(path, member, algorithms.get(path, frozenset()))
            except (MemberUnreadableError, BundleUnreadableError) as error:
                self._notes.add_problem(path, str(error.details["code"]), str(error.details["reason"]))
        return found

    def _read(self, path: str, member: Member, algorithms: frozenset[str]) -> FileRead:
        hashes = {name: new_hash(name) for name in sorted(algorithms)}
        first = last = b""
        self._progress.step(self._done, self._total, path)
        for chunk in self._archive.chunks(member):
            for one in hashes.values():
                one.update(chunk)
            self._done += len(chunk)
            first = first or chunk
            last = chunk
            self._progress.step(self._done, self._total, path)
        content = content_of(first, path, last[-TAIL_BYTES:]) if path.startswith(PAYLOAD) else None
        return FileRead(member.size_bytes, {name: one.hexdigest() for name, one in hashes.items()}, content)
