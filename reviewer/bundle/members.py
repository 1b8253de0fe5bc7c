"""Walks the members of `submission.json` before it is known that they satisfy the schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

Members: TypeAlias = Mapping[str, object]


class Placed(NamedTuple):
    """One object and its JSON pointer."""

    pointer: str
    members: Members


class Citation(NamedTuple):
    """A path that the candidate cites, and the JSON pointer of that path."""

    pointer: str
    path: str


def each(members: Members, name: str, pointer: str = "") -> Iterator[Placed]:
    """Yield every object of the array `name`; what is no object is passed over."""
    listed = members.get(name)
    for index, member in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(member, dict):
            yield Placed(f"{pointer}/{name}/{index}", member)


def child(members: Members, name: str) -> Members:
    """Return the object `name`, empty where there is none."""
    member = members.get(name)
    return member if isinstance(member, dict) else {}


def written(members: Members, name: str) -> str | None:
    """Return the text `name`, or None."""
    member = members.get(name)
    return member if isinstance(member, str) else None


def claims(members: Members) -> Iterator[Placed]:
    """Yield every claim of every project."""
    for project in each(members, "projects"):
        yield from each(project.members, "claims", project.pointer)


def citations(members: Members) -> Iterator[Citation]:
    """Yield every citation of a claim, an attestation, the ethics statement, an activity or a milestone."""
    for holder in _citing(members):
        for reference in each(holder.members, "evidence", holder.pointer):
            path = written(reference.members, "path")
            if path is not None:
                yield Citation(f"{reference.pointer}/path", path)


def _citing(members: Members) -> Iterator[Placed]:
    for project in each(members, "projects"):
        yield from each(project.members, "claims", project.pointer)
        yield from each(project.members, "attestations", project.pointer)
    yield Placed("/ethics", child(members, "ethics"))
    yield from each(members, "activities")
    yield from each(members, "milestones")
