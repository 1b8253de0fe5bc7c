"""Holds the desk, the open workspace, on the one thread that may touch it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewer.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.changes import Changes
    from reviewer.clock import Clock
    from reviewer.progress import Progress
    from reviewer.workflow.desk import Desk


class Opened(NamedTuple):
    """A workspace that is open now; `is_new` right after it was made."""

    path: Path
    is_new: bool = False


class DeskKeeper:
    """Opens, lends and closes the desk; every method runs on the workspace's thread.

    The use cases are imported here, by the first job, so that the window need not wait for them.

    Args:
        clock: the clock that use cases are given.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._desk: Desk | None = None

    def default_path(self, _progress: Progress) -> Path:
        """Return where the workspace lies unless another is named."""
        from reviewer.workflow import opening

        return opening.default_workspace_path()

    def create(self, path: Path, passphrase: str, reviewer_id: str, reviewer_name: str, _progress: Progress) -> Opened:
        """Make a workspace and keep its desk."""
        from reviewer.workflow import opening

        self.close()
        self._desk, _ = opening.create(path, passphrase, reviewer_id, reviewer_name, clock=self._clock)
        return Opened(path, is_new=True)

    def open(self, path: Path, passphrase: str, _progress: Progress) -> Opened:
        """Open a workspace and keep its desk."""
        from reviewer.workflow import opening

        self.close()
        self._desk, _ = opening.open_desk(path, passphrase, clock=self._clock)
        return Opened(path)

    def recover(self, path: Path, recovery_key: str, new_passphrase: str, _progress: Progress) -> Opened:
        """Open a workspace with its recovery key, under a new passphrase, and keep its desk."""
        from reviewer.workflow import opening

        self.close()
        self._desk, _ = opening.recover(path, recovery_key, new_passphrase, clock=self._clock)
        return Opened(path)

    def at_desk(self, work: Callable[[Desk, Progress], object], progress: Progress) -> object:
        """Do work with the desk.

        Raises:
            Cancelled: the workspace was locked while this waited for its turn.
        """
        if self._desk is None:
            raise Cancelled
        return work(self._desk, progress)

    def close(self, _progress: Progress | None = None) -> None:
        """Close the workspace, if one is open."""
        if self._desk is None:
            return
        from reviewer.workflow import opening

        desk, self._desk = self._desk, None
        opening.close_desk(desk)


def change_passphrase(old: str, new: str, desk: Desk, _progress: Progress) -> tuple[None, Changes]:
    """Put the workspace under a new passphrase."""
    from reviewer.workflow import opening

    return opening.change_passphrase(desk, new, old=old)


def save_recovery_sheet(path: Path, desk: Desk, _progress: Progress) -> Path:
    """Write the recovery sheet."""
    from reviewer.workflow import opening

    return opening.save_recovery_sheet(desk, path)
