"""The program definitions that ship with the program, and how any definition is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from reviewer.errors import ProgramRefusedError, UnknownProgramError
from reviewer.program.building import build_program
from reviewer.program.checking import problems_of
from reviewer.program.parsing import parse_definition
from reviewer.program.problems import ProgramProblem
from reviewer.resource_files import resource
from reviewer.text import counted, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

    from reviewer.program.model import ProgramDefinition

DEFINITION_NAME = "program.toml"
LETTERS_NAME = "letters"


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """One edition as it is stored: `sha256` is the digest of the definition's bytes."""

    program: str
    edition: str
    definition: bytes
    letters: Mapping[str, bytes]
    sha256: str


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What the known definitions name, for checking a bundle.

    `words` holds, for one program and edition, the vocabularies by the member that uses them:
    `declarations.kind`, `activities.ledger`, `activities.kind`, `milestones.ref`.
    """

    editions: Mapping[str, tuple[str, ...]]
    pathways: Mapping[tuple[str, str], tuple[str, ...]]
    standards: Mapping[tuple[str, str], frozenset[int]]
    words: Mapping[tuple[str, str], Mapping[str, frozenset[str]]]


@cache
def shipped() -> tuple[ProgramFile, ...]:
    """Return every edition that ships with the program, by program and edition."""
    folders = (folder for program in _folders(resource("programs")) for folder in _folders(program))
    files = [_stored(folder) for folder in folders if (folder / DEFINITION_NAME).is_file()]
    return tuple(sorted(files, key=lambda file: (file.program, file.edition)))


def _folders(folder: Traversable) -> list[Traversable]:
    return [entry for entry in folder.iterdir() if entry.is_dir()]


def _stored(folder: Traversable) -> ProgramFile:
    definition = (folder / DEFINITION_NAME).read_bytes()
    letters_folder = folder / LETTERS_NAME
    letters = (
        {entry.name: entry.read_bytes() for entry in letters_folder.iterdir() if entry.is_file()}
        if letters_folder.is_dir()
        else {}
    )
    # The tests hold what ships against the checker, which takes longer than everything else here.
    program = read_pinned(definition, letters)
    return ProgramFile(program.id, program.edition, definition, letters, program.sha256)


def beside(installed: Iterable[ProgramFile]) -> tuple[ProgramFile, ...]:
    """Return the shipped editions and those installed, by program and edition.

    An installed text takes the place of a shipped one of the same program and edition.
    """
    in_use = {(file.program, file.edition): file for file in (*shipped(), *installed)}
    return tuple(in_use[edition] for edition in sorted(in_use))


def find(program: str, edition: str) -> ProgramDefinition:
    """Return one shipped edition.

    Raises:
        UnknownProgramError: no such program or edition ships; details name those that do.
    """
    file = find_file(program, edition)
    return read_definition(file.definition, file.letters)


def find_file(program: str, edition: str) -> ProgramFile:
    """Return one shipped edition as it is stored.

    Raises:
        UnknownProgramError: no such program or edition ships; details name those that do.
    """
    for file in shipped():
        if (file.program, file.edition) == (program, edition):
            return file
    known_editions = ", ".join(f"{file.program} {file.edition}" for file in shipped())
    raise UnknownProgramError(f"{program} {edition}", word=f"{program} {edition}", known=known_editions)


def read_definition(
    definition: bytes, letters: Mapping[str, bytes] | None = None, *, subject: str = DEFINITION_NAME
) -> ProgramDefinition:
    """Check and read one definition with its letter files (their names to their bytes, UTF-8).

    Raises:
        ProgramRefusedError: something is wrong with it; `details["problems"]` lists every
            `ProgramProblem`. `subject` is the file as the reviewer knows it.
    """
    return _read(definition, tuple(sorted((letters or {}).items())), subject)


def read_pinned(definition: bytes, letters: Mapping[str, bytes]) -> ProgramDefinition:
    """Read a definition that was checked before a case was pinned to it, without checking it again.

    This spares the start of the program the checker, which takes longer than everything else here.
    """
    return _read_checked(definition, tuple(sorted(letters.items())))


@lru_cache(maxsize=64)
def _read_checked(definition: bytes, letters: tuple[tuple[str, bytes], ...]) -> ProgramDefinition:
    tables = parse_definition(definition)
    if isinstance(tables, ProgramProblem):
        raise refused(DEFINITION_NAME, (tables,))
    digest = hashlib.sha256(definition).hexdigest()
    return build_program(tables, sha256=digest, letters={name: content.decode("utf-8") for name, content in letters})


@lru_cache(maxsize=64)
def _read(definition: bytes, letters: tuple[tuple[str, bytes], ...], subject: str) -> ProgramDefinition:
    tables = parse_definition(definition)
    if isinstance(tables, ProgramProblem):
        raise refused(subject, (tables,))
    unreadable_letters = tuple(
        ProgramProblem(f"{LETTERS_NAME}/{name}", text("program.problem.letter_not_utf8"))
        for name, content in letters
        if not _is_text(content)
    )
    problems = (*problems_of(tables), *unreadable_letters)
    if problems:
        raise refused(subject, problems)
    return _read_checked(definition, letters)


def _is_text(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def refused(subject: str, problems: tuple[ProgramProblem, ...]) -> ProgramRefusedError:
    """Return the refusal that lists all problems of the file `subject`."""
    told = "\n".join(f"{problem.where or subject}: {problem.message}" for problem in problems)
    count = counted("program.problem_count", len(problems))
    return ProgramRefusedError(subject, problems=problems, count=count, told=told)


def known(programs: Iterable[ProgramDefinition] | None = None) -> KnownWords:
    """Return what the given definitions name, those that ship where none are given."""
    definitions = tuple(programs) if programs is not None else _all_shipped()
    editions: dict[str, tuple[str, ...]] = {}
    for program in definitions:
        editions[program.id] = (*editions.get(program.id, ()), program.edition)
    return KnownWords(
        editions=editions,
        pathways={_key(program): tuple(program.pathways) for program in definitions},
        standards={_key(program): frozenset(each.number for each in program.standards) for program in definitions},
        words={
            _key(program): {member: frozenset(words) for member, words in program.vocabularies.items()}
            for program in definitions
        },
    )


def _all_shipped() -> tuple[ProgramDefinition, ...]:
    return tuple(read_definition(file.definition, file.letters) for file in shipped())


def _key(program: ProgramDefinition) -> tuple[str, str]:
    return program.id, program.edition
