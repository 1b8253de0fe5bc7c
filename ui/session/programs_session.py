"""The programs in use and the reviewer's training, for the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.workspace_session import Session

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from reviewer.changes import Changes
    from reviewer.program.model import ProgramDefinition
    from reviewer.progress import Progress
    from reviewer.review.training import Training
    from reviewer.workflow.desk import Desk
    from ui.session.workspace_session import WorkspaceSession


class ProgramsSession(Session):
    """Lists, installs, prints, and keeps the training.

    Signals:
        listed: the `ProgramDefinition`s in use, by program and edition, and the `Training`s of the reviewer.
        installed: name and edition of what was just installed.
        training_kept: the training is saved.
        sheet_saved: the path of a rule sheet just written.
    """

    listed = Signal(object, object)
    installed = Signal(str, str)
    training_kept = Signal()
    sheet_saved = Signal(object)

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("programs-session")

    def refresh(self) -> None:
        """Ask for the programs; they come in `listed`."""
        if self.workspace.is_open:
            self._ask(_list).done.connect(self._take_listed)

    def install(self, path: Path) -> None:
        """Install a definition file; `installed` follows, or `failed` with every problem listed."""
        self._change(_Installing(path)).done.connect(self._take_installed)

    def save_rule_sheet(self, program: str, edition: str, pathway: str, out: Path) -> None:
        """Write the rules of one pathway as a PDF."""
        self._ask(_SavingSheet(program, edition, pathway, out)).done.connect(self.sheet_saved)

    def set_training(self, program: str, edition: str, until: date | None, *, is_trained: bool) -> None:
        """Keep on which edition the reviewer was trained, and until when."""
        self._change(_Training(program, edition, until, is_trained)).done.connect(self._take_training)

    @Slot(object)
    def _take_listed(self, found: tuple[tuple[ProgramDefinition, ...], tuple[Training, ...]]) -> None:
        self.listed.emit(*found)

    @Slot(object)
    def _take_installed(self, outcome: tuple[ProgramDefinition, Changes]) -> None:
        self.installed.emit(outcome[0].name, outcome[0].edition)
        self.refresh()

    @Slot(object)
    def _take_training(self, _outcome: object) -> None:
        self.training_kept.emit()
        self.refresh()


def _list(desk: Desk, _progress: Progress) -> tuple[tuple[ProgramDefinition, ...], tuple[Training, ...]]:
    from reviewer.workflow import programs

    return programs.list_programs(desk), programs.training(desk)


@dataclass(frozen=True)
class _Installing:
    path: Path

    def __call__(self, desk: Desk, _progress: Progress) -> object:
        from reviewer.workflow import programs

        return programs.install_program(desk, self.path)


@dataclass(frozen=True)
class _SavingSheet:
    program: str
    edition: str
    pathway: str
    out: Path

    def __call__(self, desk: Desk, _progress: Progress) -> Path:
        from reviewer.workflow import printing

        return printing.save_rule_sheet(desk, self.program, self.edition, self.pathway, self.out)


@dataclass(frozen=True)
class _Training:
    program: str
    edition: str
    until: date | None
    is_trained: bool

    def __call__(self, desk: Desk, _progress: Progress) -> object:
        from reviewer.review.training import Training
        from reviewer.workflow import programs

        here = (self.program, self.edition)
        others = [one for one in programs.training(desk) if (one.program, one.edition) != here]
        mine = [Training(self.program, self.edition, self.until)] if self.is_trained else []
        return programs.set_training(desk, [*others, *mine])
