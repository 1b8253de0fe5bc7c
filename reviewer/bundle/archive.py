"""A bundle's container, ZIP or folder, as a list of untrusted members that can be streamed."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reviewer.bundle.notes import sentence
from reviewer.errors import BundleUnreadableError, MemberUnreadableError, NotPermittedError

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a member before its content is read.

    `by_raw_name` says that the place is the name as the container has it, because a path from the
    bag's root would mislead.
    """

    code: str
    message: str
    by_raw_name: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the container.

    `name` is as the container has it, with `/`; `size_bytes` and `packed_bytes` as declared;
    `number` is its place in the container; a member with faults must not be read.
    """

    name: str
    number: int
    size_bytes: int
    packed_bytes: int
    is_folder: bool = False
    faults: tuple[Fault, ...] = ()


class Archive(Protocol):
    """An opened container."""

    members: tuple[Member, ...]

    def chunks(self, member: Member) -> Iterator[bytes]:
        """Stream one member's content in pieces of at most about a mebibyte.

        Raises:
            MemberUnreadableError: the content is not what the container declares.
        """
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...


def unreadable(name: str, code: str, key: str, /, **values: object) -> MemberUnreadableError:
    """Return the error for a member whose content cannot be read; `key` names its sentence."""
    return MemberUnreadableError(name, code=code, reason=sentence(f"problem.{key}", name=name, **values))


def refused(name: str, code: str, key: str, /, **values: object) -> BundleUnreadableError:
    """Return the error for a container that cannot be read at all; `key` names its sentence."""
    return BundleUnreadableError(name, code=code, reason=sentence(f"problem.{key}", name=name, **values))


@contextmanager
def translating(name: str) -> Iterator[None]:
    """Turn the system's errors into ours; `name` is the file that they happen to."""
    try:
        yield
    except PermissionError as error:
        raise NotPermittedError(name) from error
    except OSError as error:
        reason = error.strerror or errno.errorcode.get(error.errno or 0, "?")
        raise refused(name, "unreadable", "unreadable", reason=reason) from error
