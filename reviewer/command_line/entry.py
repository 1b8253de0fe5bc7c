"""The door for the command line: runs one command and turns what happens into an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from reviewer.command_line import cases, deciding, inspecting, judging, output, ruling, upkeep, windowed
from reviewer.command_line.frame import Asked, reviewer
from reviewer.errors import EnvironmentFailedError, ReviewerError
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130
_UNEXPECTED = 1

for _module in (cases, judging, ruling, deciding, upkeep, inspecting, windowed):
    for _command in _module.COMMANDS:
        reviewer.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code of the command-line contract.

    Args:
        arguments: without the program's own name; None for those of this process.
    """
    _hold_standard_streams()
    for stream in (sys.stdout, sys.stderr):
        # A console of another encoding must not stop a name from being printed.
        stream.reconfigure(errors="backslashreplace") if hasattr(stream, "reconfigure") else None
    asked = Asked()
    try:
        result = reviewer.main(
            args=None if arguments is None else list(arguments), prog_name="reviewer", standalone_mode=False, obj=asked
        )
    except SystemExit:
        # How click ends when nobody reads its output any more.
        return _explain(BrokenPipeError(), asked)
    except (Exception, KeyboardInterrupt) as failure:  # noqa: BLE001 - no traceback reaches a user for any input
        return _explain(failure, asked)
    return result if isinstance(result, int) else 0


def _hold_standard_streams() -> None:
    """Put something in the place of streams that were closed, so that no file of ours gets their number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _explain(failure: BaseException, asked: Asked) -> int:
    if asked.debug:
        traceback.print_exception(failure)
    match failure:
        case KeyboardInterrupt() | click.Abort():
            output.tell(text("command.interrupted"))
            return _INTERRUPTED
        case click.ClickException():
            return _usage(failure)
        case BrokenPipeError():
            _give_up_output()
            return 0
        case ReviewerError():
            return output.refusal(failure, as_json=asked.as_json)
        case OSError():
            # What the doors did not translate is the output itself: a full disk behind `>`.
            if failure.filename is None:
                _give_up_output()
            place = failure.filename or text("command.output")
            reason = failure.strerror or type(failure).__name__
            return output.refusal(EnvironmentFailedError(str(place), reason=reason), as_json=False)
    output.tell(text("error.unexpected"))
    output.tell(text("command.unexpected", kind=type(failure).__name__))
    return _UNEXPECTED


def _give_up_output() -> None:
    """Nobody takes the output any more; the interpreter must not try to flush what is left at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(failure: click.ClickException) -> int:
    """Tell what the words were meant to be, in our own way."""
    context = failure.ctx if isinstance(failure, click.UsageError) else None
    output.tell(failure.format_message())
    if isinstance(failure, click.NoSuchOption) and context is not None:
        known = ", ".join(name for option in context.command.params for name in option.opts if name.startswith("-"))
        output.tell(text("command.known_options", known=known))
    if context is not None:
        output.tell(context.get_usage())
        output.tell(text("command.more_help", command=context.command_path))
    return failure.exit_code
