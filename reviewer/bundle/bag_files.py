"""Finds the bag in a container and judges the names and declared sizes of its files."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.bundle.paths import collision_key, unsafe_because

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.bundle.archive import Member
    from reviewer.bundle.limits import Limits
    from reviewer.bundle.notes import Notes

DECLARATION = "bagit.txt"
PAYLOAD = "data/"
SUBMISSION = "data/submission.json"


@dataclass(frozen=True, slots=True)
class BagFiles:
    """The files of one bag by their path from its root.

    `unread` names the files whose content must not be looked at; they are there all the same.
    """

    members: Mapping[str, Member]
    unread: frozenset[str]

    def readable(self, path: str) -> Member | None:
        """Return the member of that path where its content may be read."""
        return None if path in self.unread else self.members.get(path)

    @property
    def payload(self) -> tuple[str, ...]:
        """Return the paths of all payload files."""
        return tuple(path for path in self.members if path.startswith(PAYLOAD))


def find_bag(members: Iterable[Member], archive_name: str, limits: Limits, notes: Notes) -> BagFiles:
    """Find the bag at the container's root or in its one top folder; note what is wrong with its files.

    Args:
        members: what the container holds.
        archive_name: the container as the reviewer knows it.
        limits: how much may be in it.
        notes: takes in every problem.

    Returns:
        The files, none where there is no bag.
    """
    safe = [member for member in members if _is_safe(member, notes)]
    root = _find_root([member for member in safe if not member.is_folder], archive_name, notes)
    # Where there is no bag, what is wrong with the files is still told.
    inside = [member for member in safe if member.name.startswith(root or "")]
    inside = [member for member in inside if _is_safe_inside(member, root or "", notes)]
    _note_faults(inside, root or "", notes)
    files: dict[str, Member] = {}
    for member in inside:
        path = member.name.removeprefix(root or "")
        if member.is_folder:
            continue
        if path in files:
            notes.problem(path, "duplicate-member", "duplicate_member", name=path)
        files.setdefault(path, member)
    _note_collisions(files, notes)
    too_large = _note_sizes(files, archive_name, limits, notes)
    faulty = {path for path, member in files.items() if member.faults}
    return BagFiles({}, frozenset()) if root is None else BagFiles(files, frozenset(faulty | too_large))


def _is_safe(member: Member, notes: Notes) -> bool:
    why = unsafe_because(member.name)
    if why is not None:
        notes.problem(member.name, "unsafe-path", f"path_{why}", name=member.name)
    return why is None


def _is_safe_inside(member: Member, root: str, notes: Notes) -> bool:
    # `bag/C:x` names a drive only once the bag's folder is taken away.
    path = member.name.removeprefix(root)
    why = unsafe_because(path) if path else None
    if why is not None:
        notes.problem(member.name, "unsafe-path", f"path_{why}", name=member.name)
    return why is None


def _note_faults(members: Iterable[Member], root: str, notes: Notes) -> None:
    for member in members:
        for fault in member.faults:
            where = member.name if fault.by_raw_name else member.name.removeprefix(root)
            notes.add_problem(where, fault.code, fault.message)


def _find_root(files: list[Member], archive_name: str, notes: Notes) -> str | None:
    names = {member.name for member in files}
    if DECLARATION in names:
        return ""
    tops = list(dict.fromkeys(name.partition("/")[0] for name in names))
    bags = sorted(top for top in tops if f"{top}/{DECLARATION}" in names)
    if len(bags) == 1:
        beside = sorted(top for top in tops if top != bags[0])
        if beside:
            listed = ", ".join(beside[:20])
            notes.problem(archive_name, "not-a-bag", "beside_the_bag", name=archive_name, folder=bags[0], others=listed)
        return f"{bags[0]}/"
    key = "several_bags" if bags else "no_bag"
    notes.problem(archive_name, "not-a-bag", key, name=archive_name, folders=", ".join(bags))
    return None


def _note_collisions(files: Mapping[str, Member], notes: Notes) -> None:
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for path in files:
        alike[collision_key(path)].append(path)
    for paths in alike.values():
        for path in paths[1:]:
            notes.problem(path, "name-collision", "name_collision", name=path, other=paths[0])
    folders = {collision_key(folder): folder for folder in _folders(files)}
    for key in alike.keys() & folders.keys():
        path = alike[key][0]
        notes.problem(path, "name-collision", "file_and_folder", name=path, other=f"{folders[key]}/")


def _folders(paths: Iterable[str]) -> set[str]:
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def _note_sizes(files: Mapping[str, Member], archive_name: str, limits: Limits, notes: Notes) -> set[str]:
    """Note what passes the limits by its declared size; return the paths that must not be read."""
    too_large: set[str] = set()
    for path, member in files.items():
        if len(path.encode("utf-8")) > limits.path_bytes:
            notes.problem(path, "too-large", "path_too_long", name=path, limit=limits.path_bytes)
        size, limit = member.size_bytes, limits.json_bytes if path == SUBMISSION else limits.file_bytes
        if size > limit:
            too_large.add(path)
            notes.problem(path, "too-large", "file_too_large", name=path, size=size, limit=limit)
        if _is_bomb(member, limits):
            too_large.add(path)
            ratio = member.size_bytes // max(member.packed_bytes, 1)
            notes.problem(path, "bomb", "bomb", name=path, ratio=ratio, limit=limits.ratio)
    evidence = [path for path in files if path.startswith(PAYLOAD) and path != SUBMISSION]
    for count in (len(evidence), len(files) - len(evidence)):
        if count > limits.files:
            notes.problem(archive_name, "too-large", "too_many_files", count=count, limit=limits.files)
    total = sum(member.size_bytes for member in files.values())
    if total > limits.unpacked_bytes:
        notes.problem(archive_name, "too-large", "bundle_too_large", size=total, limit=limits.unpacked_bytes)
        # The words are still checked, so that the office hears everything else at once.
        too_large.update(path for path in evidence)
    return too_large


def _is_bomb(member: Member, limits: Limits) -> bool:
    is_large = member.size_bytes > limits.ratio_from_bytes
    return is_large and member.size_bytes > limits.ratio * member.packed_bytes
