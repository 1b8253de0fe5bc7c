"""Commands for the workspace itself and the programs: new, check, backup, restore, recover, programs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from reviewer.clock import SystemClock
from reviewer.command_line import output
from reviewer.command_line.frame import prompted, shared_options
from reviewer.command_line.words import NamedPath, Words, file_argument, out_option
from reviewer.given import first_line, whole
from reviewer.text import counted, text

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.command_line.frame import Asked
    from reviewer.program.model import ProgramDefinition

_new_passphrase_file = click.option(
    "--new-passphrase-file",
    metavar="FILE",
    type=NamedPath(),
    help=text("command.help.new_passphrase_file"),
)


@click.command(help=text("command.help.new"))
@file_argument
@click.option("--reviewer-id", required=True, metavar="ID", type=Words(), help=text("command.help.reviewer_id"))
@click.option("--reviewer-name", required=True, metavar="NAME", type=Words(), help=text("command.help.reviewer_name"))
@click.option("--recovery-sheet", metavar="PDF", type=NamedPath(), help=text("command.help.recovery_sheet"))
@shared_options
def new(asked: Asked, file: Path, reviewer_id: str, reviewer_name: str, recovery_sheet: Path | None) -> None:
    """Create an encrypted workspace and the reviewer's signing key."""
    from reviewer.workflow import opening

    opening.may_create(file, reviewer_id, reviewer_name)
    if recovery_sheet is not None:
        opening.may_write_sheet(recovery_sheet)
    passphrase = asked.passphrase("command.prompt.new_passphrase", confirm=True)
    desk, _ = opening.create(file, passphrase, reviewer_id, reviewer_name, clock=SystemClock())
    is_whole = False
    try:
        if recovery_sheet is not None:
            opening.save_recovery_sheet(desk, recovery_sheet)
        profile = desk.workspace.reviewer
        is_whole = True
    finally:
        opening.close_desk(desk)
        if not is_whole:
            # Without its sheet it would not be what was asked for, and the name would be taken.
            file.unlink()
    path = file.absolute()
    asked.answer(
        {"workspace": output.named(path), "reviewer_id": profile.reviewer_id, "public_key": profile.public_key},
        text("command.new.done", path=path),
        text("command.new.public_key", public_key=profile.public_key),
    )


@click.command(help=text("command.help.check"))
@shared_options
def check(asked: Asked) -> int:
    """Check the integrity of the workspace."""
    from reviewer.workflow import upkeep

    with asked.desk() as desk:
        checked = upkeep.check(desk)
    problems = output.findings_json(checked.problems)
    word = "healthy" if checked.is_healthy else "unhealthy"
    asked.answer(
        {"healthy": checked.is_healthy, "problems": problems, "entries": checked.entries},
        *(f"{problem.where}  {problem.message}" for problem in checked.problems),
        counted(f"command.check.{word}", checked.entries),
    )
    return int(not checked.is_healthy)


@click.command(help=text("command.help.backup"))
@out_option("FILE")
@shared_options
def backup(asked: Asked, out: Path) -> None:
    """Write a consistent encrypted copy, also while the window is open."""
    from reviewer.workflow import opening, upkeep

    path = asked.workspace_path()
    opening.look_at(path)
    _tell_path(asked, upkeep.backup(path, asked.passphrase(), out), "command.backup.done")


@click.command(help=text("command.help.restore"))
@file_argument
@out_option("WORKSPACE")
@shared_options
def restore(asked: Asked, file: Path, out: Path) -> None:
    """Make a workspace of a backup."""
    from reviewer.workflow import opening, upkeep

    opening.look_at(file)
    _tell_path(asked, upkeep.restore(file, asked.passphrase(), out), "command.restore.done")


def _tell_path(asked: Asked, path: Path, key: str) -> None:
    asked.answer({"path": output.named(path)}, text(key, path=path))


@click.command("change-passphrase", help=text("command.help.change_passphrase"))
@_new_passphrase_file
@shared_options
def change_passphrase(asked: Asked, new_passphrase_file: Path | None) -> None:
    """Encrypt the workspace anew under another passphrase."""
    from reviewer.workflow import opening

    with asked.desk() as desk:
        opening.change_passphrase(desk, _new_passphrase(new_passphrase_file))
    asked.answer({}, text("command.change_passphrase.done"))


@click.command(help=text("command.help.recover"))
@file_argument
@click.option("--key-file", metavar="FILE", type=NamedPath(), help=text("command.help.key_file"))
@_new_passphrase_file
@shared_options
def recover(asked: Asked, file: Path, key_file: Path | None, new_passphrase_file: Path | None) -> None:
    """Open a workspace with the recovery sheet's key and set a new passphrase."""
    from reviewer.workflow import opening

    opening.look_at(file)
    key = os.environ.get("REVIEWER_RECOVERY_KEY") if key_file is None else whole(key_file)
    key = key or prompted("command.prompt.recovery_key", "command.no_recovery_key")
    desk, _ = opening.recover(file, key, _new_passphrase(new_passphrase_file, asked), clock=SystemClock())
    opening.close_desk(desk)
    asked.answer({}, text("command.recover.done"))


def _new_passphrase(file: Path | None, asked: Asked | None = None) -> str:
    if file is not None:
        return first_line(file)
    if "REVIEWER_NEW_PASSPHRASE" in os.environ:
        return os.environ["REVIEWER_NEW_PASSPHRASE"]
    if asked is not None:
        return asked.passphrase("command.prompt.new_passphrase", confirm=True)
    return prompted("command.prompt.new_passphrase", "command.no_new_passphrase", confirm=True)


@click.command(help=text("command.help.programs"))
@click.argument("file", metavar="[FILE]", required=False, type=NamedPath())
@click.option("--install", is_flag=True, help=text("command.help.install"))
@shared_options
def programs(asked: Asked, file: Path | None, *, install: bool) -> None:
    """List the program definitions, validate one, or install one."""
    if install and file is None:
        raise click.UsageError(text("command.programs.which"))
    rows = _listed_programs(asked) if file is None else (_one_program(asked, file, install=install),)
    if asked.as_json:
        output.emit_json(
            [
                {
                    "program": row.id,
                    "edition": row.edition,
                    "scheme_kind": row.scheme_kind,
                    "sha256": row.sha256,
                    "unverified_rules": row.unverified_rules,
                }
                for row in rows
            ]
        )
    else:
        headings = output.headings("command.programs", "program", "edition", "scheme", "unverified", "sha256")
        output.emit_table(
            headings,
            [
                (row.id, row.edition, text(f"case.scheme.{row.scheme_kind}"), row.unverified_rules, row.sha256[:12])
                for row in rows
            ],
        )


def _listed_programs(asked: Asked) -> tuple[ProgramDefinition, ...]:
    from reviewer.workflow import programs as in_use

    with asked.desk_if_unasked() as desk:
        return in_use.list_programs(desk)


def _one_program(asked: Asked, file: Path, *, install: bool) -> ProgramDefinition:
    from reviewer.workflow import programs as in_use

    if not install:
        return in_use.validate_program(file)
    in_use.validate_program(file)
    with asked.desk() as desk:
        return in_use.install_program(desk, file)[0]


COMMANDS = (new, check, backup, restore, change_passphrase, recover, programs)
