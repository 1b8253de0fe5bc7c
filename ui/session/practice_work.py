"""What is asked of the workspace about practice cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.changes import Changes
    from reviewer.progress import Progress
    from reviewer.submission.findings import LoadResult
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


def load_practice(desk: Desk, progress: Progress) -> tuple[tuple[LoadResult, ...], Changes]:
    """Take the samples in."""
    from reviewer.workflow import practicing

    return practicing.load_practice(desk, progress)


def remove_practice(desk: Desk, _progress: Progress) -> tuple[tuple[CaseKey, ...], Changes]:
    """Take all practice cases away."""
    from reviewer.workflow import practicing

    return practicing.remove_practice(desk)


@dataclass(frozen=True)
class BeginAfresh:
    """Put one practice case back to how it was loaded."""

    key: CaseKey

    def __call__(self, desk: Desk, progress: Progress) -> tuple[CaseKey, Changes]:
        """Do it."""
        from reviewer.workflow import practicing

        return practicing.begin_afresh(desk, self.key, progress)
