"""An unpacked bag as an archive of untrusted members; links are never followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.bundle.archive import CHUNK_BYTES, Fault, Member, refused, translating, unreadable
from reviewer.bundle.notes import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

# A link must not be followed, and a pipe must not make us wait for someone to write into it.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class FolderArchive:
    """The files below one folder.

    Args:
        path: the folder.
        most_entries: number of entries past which the folder is not read.

    Raises:
        BundleUnreadableError: it holds too many entries.
    """

    def __init__(self, path: Path, most_entries: int) -> None:
        self._root = path
        self._identities: list[tuple[int, int]] = []
        self._most_entries = most_entries
        self.members = tuple(self._walk())

    def close(self) -> None:
        """Do nothing: no file stays open."""

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Stream one file, checked against the size that it had when the folder was listed.

        Raises:
            MemberUnreadableError: the file is gone, another one, or of another size.
        """
        with translating(member.name):
            handle = self._open(member)
            with os.fdopen(handle, "rb", buffering=0) as file:
                left = member.size_bytes
                while chunk := file.read(min(CHUNK_BYTES, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        break
                    yield chunk
        if left:
            raise unreadable(member.name, "damaged", "file_changed")

    def _open(self, member: Member) -> int:
        try:
            handle = os.open(self._root / member.name, OPEN_FLAGS)
        except PermissionError:
            raise
        except OSError as error:
            raise unreadable(member.name, "damaged", "file_changed") from error
        status = os.fstat(handle)
        if (status.st_dev, status.st_ino) != self._identities[member.number] or not stat.S_ISREG(status.st_mode):
            os.close(handle)
            raise unreadable(member.name, "damaged", "file_changed")
        return handle

    def _walk(self) -> Iterator[Member]:
        folders = [""]
        while folders:
            folder = folders.pop()
            with os.scandir(self._root / folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
            for entry in entries:
                name = f"{folder}{entry.name}"
                status = Path(entry.path).lstat()
                if stat.S_ISDIR(status.st_mode):
                    folders.append(f"{name}/")
                yield self._member(name, status)

    def _member(self, name: str, status: os.stat_result) -> Member:
        number = len(self._identities)
        if number >= self._most_entries:
            raise refused(self._root.name, "too-large", "too_many_entries", count=number + 1, limit=number)
        self._identities.append((status.st_dev, status.st_ino))
        if stat.S_ISDIR(status.st_mode):
            return Member(f"{name}/", number, 0, 0, is_folder=True)
        return Member(name, number, status.st_size, status.st_size, faults=_kind_faults(name, status))


def _kind_faults(name: str, status: os.stat_result) -> tuple[Fault, ...]:
    if stat.S_ISLNK(status.st_mode):
        return (Fault("symlink", sentence("problem.symlink", name=name), by_raw_name=True),)
    if not stat.S_ISREG(status.st_mode):
        return (Fault("device", sentence("problem.device", name=name), by_raw_name=True),)
    return ()
