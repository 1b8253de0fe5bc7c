"""Signing a determination and opening it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.workspace_session import Session

if TYPE_CHECKING:
    from reviewer.changes import Changes
    from reviewer.progress import Progress
    from reviewer.review.judgment import Sealed
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk
    from ui.session.workspace_session import WorkspaceSession


@dataclass(frozen=True, slots=True)
class Signature:
    """What the reviewer signs: the declaration renewed, and the outcome; None for the recommended one."""

    conflict: str
    conflict_note: str = ""
    outcome: str | None = None
    because: str = ""


class SigningSession(Session):
    """Seals outcome and letter together, and reopens.

    Signals:
        signed: a `Sealed`, or None where a late conflict recused.
        reopened: the case is open again.
    """

    signed = Signal(object)
    reopened = Signal()

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("signing-session")

    def sign(self, key: CaseKey, signature: Signature) -> None:
        """Renew the declaration, then seal; `signed` follows, or `failed` with nothing changed."""
        self._change(_Signing(key, signature)).done.connect(self._take_signed)

    def reopen(self, key: CaseKey, because: str) -> None:
        """Open a sealed determination again, with the reason; `reopened` follows."""
        self._change(_Reopening(key, because)).done.connect(self._take_reopened)

    @Slot(object)
    def _take_signed(self, outcome: tuple[Sealed | None, Changes]) -> None:
        self.signed.emit(outcome[0])

    @Slot(object)
    def _take_reopened(self, _outcome: object) -> None:
        self.reopened.emit()


@dataclass(frozen=True)
class _Signing:
    key: CaseKey
    signature: Signature

    def __call__(self, desk: Desk, _progress: Progress) -> object:
        from reviewer.workflow import deciding

        given = self.signature
        return deciding.sign(
            desk,
            self.key,
            conflict=given.conflict,
            conflict_note=given.conflict_note,
            outcome=given.outcome,
            because=given.because,
        )


@dataclass(frozen=True)
class _Reopening:
    key: CaseKey
    because: str

    def __call__(self, desk: Desk, _progress: Progress) -> object:
        from reviewer.workflow import deciding

        return deciding.reopen(desk, self.key, self.because)
