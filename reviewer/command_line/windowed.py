"""The commands that open a window: told of here, done by `ui`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from reviewer.command_line.frame import shared_options
from reviewer.command_line.words import NamedPath, file_argument
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.command_line.frame import Asked


@click.command("open", help=text("command.help.open"))
@file_argument
@shared_options
def open_(_asked: Asked, **_file: object) -> NoReturn:
    """Refuse to open a window where there is none."""
    raise click.UsageError(text("command.needs_window", command="open"))


@click.command(help=text("command.help.demo"))
@click.option("--headless", is_flag=True, help=text("command.help.headless"))
@click.option("--out", metavar="DIR", type=NamedPath(), help=text("command.help.out_folder"))
@shared_options
def demo(_asked: Asked, **_how: object) -> NoReturn:
    """Refuse to go through the samples where there is no window."""
    raise click.UsageError(text("command.needs_window", command="demo"))


COMMANDS = (open_, demo)
