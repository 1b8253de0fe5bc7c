"""The explanation of a case: its tree for the screen, and its pages to print and save."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from ui.session.letter_session import LetterSession, ShownLetter

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from reviewer.progress import Progress
    from reviewer.review.reasons import Branch
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from ui.session.workspace_session import DeskWork, WorkspaceSession


class ExplanationSession(LetterSession):
    """Has the tree of one case, and the explanation page as a letter session has its letter.

    Signals:
        explained: the `CaseKey` and the `Branch` of the case that was asked for last.
    """

    explained = Signal(object, object)

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("explanation-session")
        self._explained_key: CaseKey | None = None

    def explain(self, key: CaseKey) -> None:
        """Ask for the tree of a case; `explained` follows."""
        if self._key != key:
            self.forget()
        # The page asked for later is of the same case.
        self._key = self._explained_key = key
        self._ask(_Explaining(key)).done.connect(self._take_explained)

    @Slot()
    def forget(self) -> None:
        self._explained_key = None
        super().forget()

    @Slot(object)
    def _take_explained(self, found: tuple[CaseKey, Branch]) -> None:
        if found[0] == self._explained_key:
            self.explained.emit(*found)

    def _writing(self, key: CaseKey, outcome: str | None) -> DeskWork:
        return _Writing(key, outcome)

    def _saving(self, key: CaseKey, path: Path) -> DeskWork:
        return _Saving(key, path)


@dataclass(frozen=True)
class _Explaining:
    key: CaseKey

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[CaseKey, Branch]:
        from reviewer.workflow import deciding

        return self.key, deciding.reasons_for(desk, self.key)


@dataclass(frozen=True)
class _Writing:
    key: CaseKey
    outcome: str | None

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[tuple[CaseKey, str | None], ShownLetter]:
        from reviewer.workflow import printing

        pdf = printing.explanation_pdf(desk, self.key)
        letter = ShownLetter(self.key, pdf.data, pdf.pages, pdf.sha256, (), is_draft=False)
        return (self.key, self.outcome), letter


@dataclass(frozen=True)
class _Saving:
    key: CaseKey
    path: Path

    def __call__(self, desk: Desk, _progress: Progress) -> Path:
        from reviewer.workflow import printing

        return printing.save_explanation(desk, self.key, self.path)
