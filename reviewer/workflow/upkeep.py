"""Looking after the workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.errors import WorkspaceDamagedError
from reviewer.submission.findings import Finding
from reviewer.workspace import store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.progress import Progress
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from reviewer.workspace.values import CheckResult


def check(desk: Desk) -> CheckResult:
    """Check cipher pages, foreign keys, evidence digests, journal chains and citations of the workspace.

    Quotes of documents are compared with the text that was read for searching, as when a case opens; signing reads the
    documents themselves again. Nothing is drawn, so that checking a large workspace takes no longer than reading it.
    """
    found = desk.workspace.check()
    named = {problem.where.partition(",")[0] for problem in found.problems}
    # What is damaged is told already, and cannot be relied on for more.
    sound = [key for key in _cases(desk) if str(key) not in named]
    return replace(found, problems=(*found.problems, *(problem for key in sound for problem in _misquoted(desk, key))))


def _cases(desk: Desk) -> tuple[CaseKey, ...]:
    try:
        return desk.workspace.cases()
    except WorkspaceDamagedError:
        return ()


def _misquoted(desk: Desk, key: CaseKey) -> list[Finding]:
    # Citing brings the reader of documents with it, which opening a workspace does without.
    from reviewer.workflow import cited

    try:
        broken = cited.broken_citations(desk, key)
    except WorkspaceDamagedError:
        return []
    return [Finding(f"{key}, {one.where}", "citation", cited.told(one)) for one in broken]


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
