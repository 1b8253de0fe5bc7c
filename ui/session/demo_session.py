"""Making room for a demonstration, before there is a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_room_for(workspace: Path) -> None:
    """Take away the workspace that an earlier demonstration left.

    Raises:
        WorkspaceError: it is in use, or the file is something else.
        EnvironmentFailedError: the folder cannot be written to.
    """
    from reviewer.workflow import opening

    opening.discard(workspace)
