"""The command that looks at files with the isolated renderer: inspect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from reviewer.command_line import output
from reviewer.command_line.frame import shared_options
from reviewer.command_line.words import NamedPath
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.command_line.frame import Asked


@click.command(help=text("command.help.inspect"))
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=NamedPath(str))
@shared_options
def inspect(asked: Asked, files: tuple[str, ...]) -> None:
    """Tell what the renderer makes of documents; needs no workspace."""
    from pathlib import Path

    from reviewer.workflow import inspecting

    looked_at = inspecting.inspect([Path(name) for name in files])
    rows = zip(files, looked_at, strict=True)
    if asked.as_json:
        output.emit_json(
            [
                {
                    "path": output.named(name),
                    "kind": row.kind.value,
                    "status": row.status.value,
                    "pages": row.pages,
                    "characters": row.characters,
                    "message": row.message,
                }
                for name, row in rows
            ]
        )
    else:
        headings = output.headings("command.inspect", "path", "kind", "status", "pages", "characters")
        shown = [(name, row) for name, row in rows]
        cells = [(output.named(name), row.kind, row.status, row.pages, row.characters) for name, row in shown]
        output.emit_table(headings, cells)
        for name, row in shown:
            if row.message:
                output.say(f"{output.named(name)}: {row.message}")


COMMANDS = (inspect,)
