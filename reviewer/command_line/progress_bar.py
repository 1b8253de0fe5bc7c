"""A progress bar on a terminal, for anything over a second."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUIET_SECONDS = 1.0


class Bar:
    """Progress that is drawn on standard error once the work has taken a second."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._started = time.monotonic()
        self._percent = -1

    def step(self, done: int, total: int, subject: str = "") -> None:  # noqa: ARG002 - the bar names the work, not the file
        """Draw how much is done, at most once for each percent."""
        percent = 100 * done // total if total else 0
        if percent == self._percent or time.monotonic() - self._started < _QUIET_SECONDS or not sys.stderr.isatty():
            return
        self._percent = percent
        click.echo(f"\r{self._label} {percent:3d} %", nl=False, err=True)

    def end(self) -> None:
        """Clear the line."""
        if self._percent >= 0:
            click.echo("\r" + " " * (len(self._label) + 6) + "\r", nl=False, err=True)


@contextlib.contextmanager
def bar(label: str) -> Iterator[Bar]:
    """Show progress while a command works."""
    shown = Bar(label)
    try:
        yield shown
    finally:
        shown.end()
