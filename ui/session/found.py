"""What comes back from documents, as far as the window looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from reviewer.submission.flow import Place
    from reviewer.submission.page_text import Rect
    from reviewer.vocabulary import CaseKey


class Hit(Protocol):
    """Where words were found: a place, a range of its text, and the words around it."""

    @property
    def place(self) -> Place: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def excerpt(self) -> str: ...


class CaseHit(Protocol):
    """Where words were found in a case: `path` is a document's, or `narrative:P:N`, `attestation:P:K`, `answer:N`."""

    @property
    def key(self) -> CaseKey: ...
    @property
    def path(self) -> str: ...
    @property
    def hit(self) -> Hit: ...


@dataclass(frozen=True, slots=True)
class ToCover:
    """What is to be covered: a whole place, or a rectangle of a page (points) with the characters in it, or words."""

    place: Place
    rect: Rect | None = None
    span: tuple[int, int] | None = None


class PrivatePart(Protocol):
    """What is covered in a document: a whole place, or a rectangle or range of it."""

    @property
    def part_id(self) -> int: ...
    @property
    def place(self) -> Place: ...
    @property
    def rect(self) -> Rect | None: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...
