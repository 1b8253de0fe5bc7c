"""Taking a workspace of samples away: all of it, nothing else, and never one that is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.errors import NotAWorkspaceError, WorkspaceInUseError
from reviewer.workspace.discarding import discard
from tests.workspace.builders import new_workspace, reopened

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workspace.store import Workspace


def test_a_discarded_workspace_is_gone_with_its_backups_and_can_be_made_anew(path: Path) -> None:
    with new_workspace(path) as workspace:
        due = workspace.due_backup()
        assert due is not None
        due.run()
    path.with_name("diary").write_bytes(b"a diary")
    discard(path)
    assert [file.name for file in path.parent.iterdir()] == ["diary"]
    discard(path)
    new_workspace(path).close()


def test_a_workspace_in_use_is_not_discarded(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceInUseError):
        discard(workspace.path)
    workspace.close()
    reopened(workspace.path).close()


def test_something_else_is_not_discarded(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    diary.write_bytes(b"dear diary " * 5000)
    with pytest.raises(NotAWorkspaceError):
        discard(diary)
    assert diary.exists()
