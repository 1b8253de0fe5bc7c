"""Looking after the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.workspace import store

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.workflow.desk import Desk
    from reviewer.workspace.values import CheckResult


def check(desk: Desk) -> CheckResult:
    """Check cipher pages, foreign keys, evidence digests and journal chains of the workspace."""
    return desk.workspace.check()


def backup_if_due(desk: Desk) -> Path | None:
    """Make the daily backup where the last one is older; returns it, or None."""
    return desk.workspace.backup_if_due()


def backup(path: Path, passphrase: str, out: Path) -> Path:
    """Write a consistent encrypted copy of a workspace, also while it is open elsewhere."""
    return store.backup(path, passphrase, out)


def restore(backup_path: Path, passphrase: str, out: Path) -> Path:
    """Make a workspace of a backup; nothing that exists is overwritten."""
    return store.restore(backup_path, passphrase, out)
