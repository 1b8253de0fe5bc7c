"""Runs what a case asks in the workspace that is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.changes import NOTHING, Changes
from ui.session.case_work import CaseWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk
    from ui.jobs import Job
    from ui.session.workspace_session import WorkspaceSession


@dataclass(frozen=True, slots=True)
class _Reading:
    ask: Callable[[CaseWork], object]

    def __call__(self, desk: Desk, progress: Progress) -> object:
        del progress
        return self.ask(CaseWork(desk))


@dataclass(frozen=True, slots=True)
class _Finishing:
    ask: Callable[[CaseWork], object]

    def __call__(self, desk: Desk, progress: Progress) -> tuple[object, Changes]:
        del progress
        return self.ask(CaseWork(desk)), NOTHING


@dataclass(frozen=True, slots=True)
class WorkspaceCaseRunner:
    """Hands the work of a case to the workspace session."""

    workspace: WorkspaceSession

    def run(self, ask: Callable[[CaseWork], object], *, must_finish: bool) -> Job | None:
        """Start a piece of work; None while no workspace is open."""
        if not self.workspace.is_open:
            return None
        if must_finish:
            return self.workspace.change(_Finishing(ask))
        return self.workspace.ask(_Reading(ask))
