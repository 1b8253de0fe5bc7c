"""How large a bundle may be, for the settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.session.workspace_session import Session

if TYPE_CHECKING:
    from reviewer.changes import Changes
    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk
    from ui.session.workspace_session import WorkspaceSession

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BundleLimits:
    """What a bundle may have at most: megabytes in all and in one file, both unpacked, and files."""

    megabytes: int
    file_megabytes: int
    files: int


class LimitsSession(Session):
    """Reads and keeps the limits.

    Signals:
        read: `BundleLimits` as they are.
        kept: `BundleLimits` just saved.
    """

    read = Signal(object)
    kept = Signal(object)

    def __init__(self, workspace: WorkspaceSession, parent: QObject | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("limits-session")

    def refresh(self) -> None:
        """Ask for the limits; they come in `read`."""
        if self.workspace.is_open:
            self._ask(_read).done.connect(self.read)

    def keep(self, limits: BundleLimits | None) -> None:
        """Save other limits; None goes back to the usual ones."""
        self._change(_Keeping(limits)).done.connect(self._take_kept)

    @Slot(object)
    def _take_kept(self, outcome: tuple[BundleLimits, Changes]) -> None:
        self.kept.emit(outcome[0])


def _read(desk: Desk, _progress: Progress | None = None) -> BundleLimits:
    from reviewer.workflow import loading

    found = loading.bundle_limits(desk)
    return BundleLimits(found.unpacked_bytes // _MEGABYTE, found.file_bytes // _MEGABYTE, found.files)


@dataclass(frozen=True)
class _Keeping:
    limits: BundleLimits | None

    def __call__(self, desk: Desk, _progress: Progress) -> tuple[BundleLimits, Changes]:
        from reviewer.workflow import loading

        wanted = None
        if self.limits is not None:
            wanted = replace(
                loading.bundle_limits(desk),
                unpacked_bytes=self.limits.megabytes * _MEGABYTE,
                file_bytes=self.limits.file_megabytes * _MEGABYTE,
                files=self.limits.files,
            )
        _, changes = loading.set_bundle_limits(desk, wanted)
        return _read(desk), changes
