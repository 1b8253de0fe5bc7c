"""What checking a bundle found: problems refuse it, warnings and notices do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.vocabulary import LoadStatus


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing found.

    `code` is a stable word of the command-line contract; `where` is a JSON pointer inside
    `submission.json`, otherwise the path from the bag's root (raw names of unsafe members escaped);
    `message` says what is wrong and what the office can do about it.
    """

    where: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one bundle in one pass."""

    problems: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()

    @property
    def is_acceptable(self) -> bool:
        """True when nothing refuses the bundle."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of one bundle; id and revision None where they could not be read."""

    path: Path
    submission_id: str | None
    revision: int | None
    status: LoadStatus
    report: Report
