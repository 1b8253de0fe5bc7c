"""What checking a bundle found: problems refuse it, warnings and notices do not."""

from __future__ import annotations

from dataclasses import dataclass


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
