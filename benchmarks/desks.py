"""Workspaces to measure on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewer.clock import SystemClock
from reviewer.workflow import opening

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewer.workflow.desk import Desk

PASSPHRASE = "measured with care"  # noqa: S105 - it protects nothing


@contextmanager
def new_desk(path: Path) -> Iterator[Desk]:
    """Make a workspace, and close it at the end; the file stays."""
    desk, _ = opening.create(path, PASSPHRASE, "rev-01", "R. Viewer", clock=SystemClock())
    try:
        yield desk
    finally:
        opening.close_desk(desk)
