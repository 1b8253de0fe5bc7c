"""The programs in use: those that ship, those that an office sent, and what the reviewer was trained on."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from reviewer import files
from reviewer.changes import Changes
from reviewer.program import catalog
from reviewer.program.catalog import ProgramFile
from reviewer.program.problems import ProgramProblem
from reviewer.review.training import Training
from reviewer.text import text
from reviewer.workspace.values import ProgramPin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reviewer.program.model import ProgramDefinition
    from reviewer.workflow.desk import Desk

_TRAINING = "training"


def files_in_use(desk: Desk | None = None) -> tuple[ProgramFile, ...]:
    """Return the editions that ship and those installed; an installed text takes the place of a shipped one."""
    installed = () if desk is None else desk.workspace.installed_programs()
    return catalog.beside(
        ProgramFile(pin.program, pin.edition, pin.definition, pin.letters, pin.sha256) for pin in installed
    )


def list_programs(desk: Desk | None = None) -> tuple[ProgramDefinition, ...]:
    """Return the program definitions in use, by program and edition."""
    return tuple(catalog.read_pinned(file.definition, file.letters) for file in files_in_use(desk))


def validate_program(path: Path) -> ProgramDefinition:
    """Read one definition file, with the letters in the folder `letters` beside it.

    Raises:
        ProgramRefusedError: something is wrong with it; every problem is listed.
        EnvironmentFailedError: the file cannot be read.
    """
    definition, letters = _read(path)
    return catalog.read_definition(definition, letters, subject=path.name)


def install_program(desk: Desk, path: Path) -> tuple[ProgramDefinition, Changes]:
    """Install a definition file from the office; cases that are here stay under their own text.

    Raises:
        ProgramRefusedError: something is wrong with it; every problem is listed and nothing is installed.
        EnvironmentFailedError: the file cannot be read.
    """
    definition, letters = _read(path)
    program = catalog.read_definition(definition, letters, subject=path.name)
    desk.workspace.install_program(ProgramPin(program.id, program.edition, program.sha256, definition, letters))
    return program, Changes(profile=True)


def _read(path: Path) -> tuple[bytes, dict[str, bytes]]:
    beside = path.parent / catalog.LETTERS_NAME
    with files.translated(path):
        if not files.is_there(path) or not path.is_file():
            raise catalog.refused(path.name, (ProgramProblem("", text("program.problem.no_file")),))
        definition = path.read_bytes()
        is_folder = path.name == catalog.DEFINITION_NAME and beside.is_dir()
        letters = {file.name: file.read_bytes() for file in sorted(beside.glob("*.toml"))} if is_folder else {}
    return definition, letters


def training(desk: Desk) -> tuple[Training, ...]:
    """Return the programs and editions that the reviewer was trained on."""
    stored = json.loads(desk.workspace.get_setting(_TRAINING) or b"[]")
    return tuple(
        Training(one["program"], one["edition"], date.fromisoformat(one["until"]) if one["until"] else None)
        for one in stored
    )


def set_training(desk: Desk, profile: Sequence[Training]) -> tuple[None, Changes]:
    """Keep the programs and editions that the reviewer was trained on."""
    stored = [
        {
            "program": one.program,
            "edition": one.edition,
            "until": one.valid_until.isoformat() if one.valid_until else None,
        }
        for one in sorted(profile, key=lambda one: (one.program, one.edition))
    ]
    desk.workspace.set_setting(_TRAINING, json.dumps(stored).encode())
    return None, Changes(profile=True)
