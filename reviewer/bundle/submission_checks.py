"""Refuses what a schema cannot say: ids twice, citations that lead nowhere, unknown programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.bundle.members import Placed, child, citations, each, written
from reviewer.bundle.paths import composed, unsafe_because

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.bundle.known import KnownPrograms
    from reviewer.bundle.members import Members
    from reviewer.bundle.notes import Notes


def check_ids(members: Members, notes: Notes) -> None:
    """Note every id that is given a second time where it must identify."""
    _note_repeated(each(members, "projects"), ("project_id",), notes)
    for project in each(members, "projects"):
        _note_repeated(each(project.members, "claims", project.pointer), ("standard",), notes)
    _note_repeated(each(members, "activities"), ("activity_id",), notes)
    _note_repeated(each(members, "documents"), ("path",), notes)
    _note_repeated(each(members, "milestones"), ("ref", "attempt"), notes)


def _note_repeated(objects: Iterable[Placed], names: tuple[str, ...], notes: Notes) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for pointer, members in objects:
        values = tuple(members.get(name) for name in names)
        is_plain = all(isinstance(value, str | int | None) and not isinstance(value, bool) for value in values)
        if values[0] is None or not is_plain:
            continue
        first = seen.setdefault(values, pointer)
        if first != pointer:
            value = ", ".join(str(value) for value in values if value is not None)
            where = f"{pointer}/{names[0]}"
            notes.problem(where, "duplicate-id", "duplicate_id", value=value, first=f"{first}/{names[0]}")


def check_program(members: Members, known: KnownPrograms, notes: Notes) -> None:
    """Note a program, edition or pathway that no program definition is for, naming those that are known."""
    program, edition, pathway = (written(members, name) for name in ("program", "edition", "pathway"))
    if program is None:
        return
    if program not in known.editions:
        listed = "; ".join(f"{name} {', '.join(editions)}" for name, editions in sorted(known.editions.items()))
        notes.problem("/program", "unknown-program", "unknown_program", program=program, known=listed)
        return
    if edition is None:
        return
    if edition not in known.editions[program]:
        listed = ", ".join(known.editions[program])
        notes.problem("/edition", "unknown-program", "unknown_edition", program=program, edition=edition, known=listed)
        return
    pathways = known.pathways.get((program, edition), ())
    if pathway in {"initial", "recertification", "preparation", "appeal"} and pathway not in pathways:
        listed = ", ".join(pathways)
        notes.problem(
            "/pathway",
            "unknown-program",
            "unknown_pathway",
            program=program,
            edition=edition,
            pathway=pathway,
            known=listed,
        )


class DocumentList:
    """What `documents` lists, against what is in the bag.

    Args:
        members: the members of `submission.json`.
        payload: paths of the payload files, from the bag's root, as the container names them.
    """

    def __init__(self, members: Members, payload: Iterable[str]) -> None:
        self._members = members
        self._payload = set(payload)
        self._composed = {composed(path): path for path in self._payload}
        self.listed = {
            path: pointer
            for pointer, document in each(members, "documents")
            if (path := written(document, "path")) is not None
        }

    def file_of(self, path: str) -> str | None:
        """Return the payload file of a path as documents and citations write it, or None."""
        wanted = f"data/{path}"
        return wanted if wanted in self._payload else self._composed.get(composed(wanted))

    def files(self) -> Mapping[str, str]:
        """Find the listed path of each payload file that `documents` lists."""
        found = ((self.file_of(path), path) for path in self.listed)
        return {file: path for file, path in found if file is not None}

    def check(self, missing: frozenset[str], notes: Notes) -> None:
        """Note unsafe paths, documents without a file, and citations of what is not listed.

        Args:
            missing: paths from the bag's root whose absence is noted already.
            notes: takes in the problems.
        """
        claimed: dict[str, str] = {}
        for path, pointer in self.listed.items():
            why = unsafe_because(path)
            if why is not None:
                notes.problem(f"{pointer}/path", "unsafe-path", f"path_{why}", name=path)
                continue
            file = self.file_of(path)
            if file is not None and claimed.setdefault(file, path) != path:
                where, other = f"{pointer}/path", claimed[file]
                notes.problem(where, "name-collision", "name_collision", name=path, other=other)
            elif file is None and f"data/{path}" not in missing:
                notes.problem(f"{pointer}/path", "missing-file", "document_missing", name=path)
            elif file is not None and file != f"data/{path}":
                notes.warn(f"{pointer}/path", "name-form", "name_form_document", name=path, other=file)
        for pointer, path in citations(self._members):
            if path not in self.listed:
                notes.problem(pointer, "dangling-evidence", "dangling_evidence", name=path)
        package = written(child(self._members, "appeal_of"), "package")
        if package is not None and package not in self.listed and self.file_of(package) is None:
            notes.problem("/appeal_of/package", "dangling-evidence", "dangling_evidence", name=package)
