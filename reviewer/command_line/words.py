"""The words that commands take: files, ids, and what several commands call the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Callable

    Option = Callable[[Callable[..., Any]], Callable[..., Any]]


class NamedPath(click.Path):
    """A file or folder that must be named: no words at all would be the folder one happens to be in.

    Args:
        path_type: Path; str keeps a name as it was given.
    """

    def __init__(self, path_type: type[Path | str] = Path) -> None:
        # Whether a file can be read is its door's to tell, with the exit code that belongs to it.
        super().__init__(path_type=path_type, readable=False)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path.

        Raises:
            click.BadParameter: nothing is named.
        """
        if not os.fspath(value).strip():
            self.fail(text("command.no_path"), param, ctx)
        return super().convert(value, param, ctx)


class Words(click.types.StringParamType):
    """What a reviewer writes freely; it may be empty."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the words as they stand.

        Raises:
            click.BadParameter: some of it is no text in any encoding that we know.
        """
        written = super().convert(value, param, ctx)
        try:
            written.encode()
        except UnicodeEncodeError:
            self.fail(text("command.no_text"), param, ctx)
        return written


class Word(Words):
    """An id or another word that must be there: no letters at all are not the same as leaving it out."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word as it stands.

        Raises:
            click.BadParameter: nothing stands there, or it is no text.
        """
        written = super().convert(value, param, ctx)
        if not written.strip():
            self.fail(text("command.no_word"), param, ctx)
        return written


class WholeNumber(click.types.IntParamType):
    """A number from 0, in the digits that every keyboard has."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number.

        Raises:
            click.BadParameter: it is none, or written otherwise.
        """
        written = Word().convert(value, param, ctx)
        if not (written.isascii() and written.isdigit()):
            self.fail(text("command.no_number"), param, ctx)
        return int(written)


submission_argument = click.argument("submission", metavar="SUBMISSION", type=Word())
item_option = click.option("--item", required=True, metavar="I", type=Word(), help=text("command.help.item"))
file_argument = click.argument("file", metavar="FILE", type=NamedPath())


def out_option(metavar: str, help_key: str = "command.help.out_file") -> Option:
    """Make the option that says where to write."""
    return click.option("--out", required=True, metavar=metavar, type=NamedPath(), help=text(help_key))
