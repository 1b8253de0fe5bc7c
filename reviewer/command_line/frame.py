"""What every command shares: options, the passphrase, the open workspace, exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reviewer import __version__
from reviewer.clock import SystemClock
from reviewer.command_line import output
from reviewer.command_line.progress_bar import bar
from reviewer.command_line.words import NamedPath
from reviewer.errors import ReviewerError
from reviewer.given import first_line, named_path
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewer.workflow.desk import Desk

Command = TypeVar("Command", bound="Callable[..., Any]")

_WORKSPACE = "REVIEWER_WORKSPACE"
_OPTIONS = ("workspace", "as_json", "debug", "passphrase_file")


@dataclass(slots=True)
class Asked:
    """The options that may stand before or after the command."""

    workspace: Path | None = None
    as_json: bool = False
    debug: bool = False
    passphrase_file: Path | None = None

    def take(self, options: dict[str, Any]) -> None:
        """Take the shared options out of a command's own; what is named later wins."""
        for name in _OPTIONS:
            value = options.pop(name)
            if value:
                setattr(self, name, value)

    def answer(self, document: output.Shown, *sentences: str) -> None:
        """Print what a command did: the document where JSON is asked for, else the sentences."""
        if self.as_json:
            output.emit_json(document)
            return
        for sentence in sentences:
            output.say(sentence)

    def answer_state(self, state: str, key: str = "command.state.done") -> None:
        """Print the state that a case is in now; `key` is the sentence that says so."""
        self.answer({"state": str(state)}, text(key, state=text(f"state.{state}")))

    def workspace_path(self) -> Path:
        """Return the workspace that is meant: the option, the environment, or the default place."""
        from reviewer.workflow import opening

        if self.workspace is not None:
            return self.workspace
        if (named := os.environ.get(_WORKSPACE)) is not None:
            return named_path(named, _WORKSPACE)
        return opening.default_workspace_path()

    def can_open_unasked(self) -> bool:
        """Tell whether there is a workspace, and a passphrase for it without asking for one."""
        is_given = self.passphrase_file is not None or "REVIEWER_PASSPHRASE" in os.environ
        return is_given and self.workspace_path().is_file()

    def passphrase(self, prompt_key: str = "command.prompt.passphrase", *, confirm: bool = False) -> str:
        """Return the passphrase from the file, the environment, or a prompt on a terminal; never an argument."""
        if self.passphrase_file is not None:
            return first_line(self.passphrase_file)
        if "REVIEWER_PASSPHRASE" in os.environ:
            return os.environ["REVIEWER_PASSPHRASE"]
        return prompted(prompt_key, confirm=confirm)

    @contextlib.contextmanager
    def desk_if_unasked(self) -> Iterator[Desk | None]:
        """Open the workspace where that takes no question; commands that need none work without."""
        if not self.can_open_unasked():
            yield None
            return
        with self.desk() as desk:
            yield desk

    @contextlib.contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the workspace for one command."""
        from reviewer.workflow import opening

        path = self.workspace_path()
        opening.look_at(path)
        desk, _ = opening.open_desk(path, self.passphrase(), clock=SystemClock())
        try:
            _back_up(desk)
            yield desk
        finally:
            opening.close_desk(desk)


def _back_up(desk: Desk) -> None:
    """Make the daily backup as the window does, where one is due; without it the command goes on."""
    from reviewer.workflow import upkeep

    try:
        due = upkeep.due_backup(desk) if upkeep.holds_cases(desk) else None
        if due is not None:
            with bar(text("command.progress.back_up")) as progress:
                due(progress)
    except ReviewerError as failure:
        output.tell(text("command.backup.missed", reason=output.sentence_of(failure)))


def prompted(prompt_key: str, no_terminal_key: str = "command.no_passphrase", *, confirm: bool = False) -> str:
    """Ask for a passphrase on a terminal.

    Raises:
        click.UsageError: there is no terminal to ask on; `no_terminal_key` names the sentence that says what else does.
    """
    if sys.stdin is None or not sys.stdin.isatty():
        raise click.UsageError(text(no_terminal_key))
    answer: str = click.prompt(text(prompt_key), hide_input=True, confirmation_prompt=confirm, err=True)
    return answer


def shared_options(command: Command) -> Command:
    """Give a command the options that may stand before or after it, and hand it what was asked."""

    @wraps(command)
    def run(**options: Any) -> Any:  # noqa: ANN401 - click hands over whatever the command declares
        asked = click.get_current_context().ensure_object(Asked)
        asked.take(options)
        return command(asked, **options)

    decorated: Any = run
    for option in (
        click.option("--passphrase-file", type=NamedPath(), help=text("command.help.passphrase_file")),
        click.option("--debug", is_flag=True, help=text("command.help.debug")),
        click.option("--json", "as_json", is_flag=True, help=text("command.help.json")),
        click.option("--workspace", type=NamedPath(), help=text("command.help.workspace")),
    ):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


class Commands(click.Group):
    """The commands; a word that is none of them is answered with those that are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named.

        Raises:
            click.UsageError: there is none of that name; names those that there are.
        """
        word = args[0]
        if word not in self.commands and not word.startswith("-"):
            known = ", ".join(sorted(self.commands))
            raise click.UsageError(text("command.unknown", word=output.shortened(word), known=known), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    help=text("command.help.reviewer"),
    epilog=text("command.help.window"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="reviewer")
@shared_options
def reviewer(_asked: Asked) -> None:
    """Gather the shared options that stand before the command."""
