"""Looking after the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.workspace import store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk
    from reviewer.workspace.values import CheckResult


def check(desk: Desk) -> CheckResult:
    """Check cipher pages, foreign keys, evidence digests and journal chains of the workspace."""
    return desk.workspace.check()


def due_backup(desk: Desk) -> Callable[[Progress], Path] | None:
    """Return what makes the daily backup, or None where none is due; it needs neither the desk nor its thread."""
    due = desk.workspace.due_backup()
    return due.run if due else None


def holds_cases(desk: Desk) -> bool:
    """Tell whether there is a case; a copy of an empty workspace would only put off the first one that holds any."""
    return bool(desk.workspace.cases())


def backup(path: Path, passphrase: str, out: Path) -> Path:
    """Write a consistent encrypted copy of a workspace, also while it is open elsewhere."""
    return store.backup(path, passphrase, out)


def restore(backup_path: Path, passphrase: str, out: Path) -> Path:
    """Make a workspace of a backup; nothing that exists is overwritten."""
    return store.restore(backup_path, passphrase, out)
