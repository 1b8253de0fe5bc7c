"""Collects what checking a bundle finds."""

from __future__ import annotations

from reviewer.submission.findings import Finding, Report
from reviewer.submission.names import visible
from reviewer.text import text

LONGEST_WHERE = 4_096
LONGEST_VALUE = 1_024
MOST_FINDINGS = 10_000


def sentence(key: str, /, **values: object) -> str:
    """Return a sentence of the catalog with foreign names in it made visible."""
    shown = {name: visible(value, LONGEST_VALUE) if isinstance(value, str) else value for name, value in values.items()}
    return text(f"bundle.{key}", **shown)


class Notes:
    """The findings of one bundle in the order found, each once.

    A bundle made to break things can hold millions of faults; past 10,000 of a kind one last
    finding says that there are more.
    """

    def __init__(self) -> None:
        self._problems: dict[Finding, None] = {}
        self._warnings: dict[Finding, None] = {}
        self._notices: dict[Finding, None] = {}

    def problem(self, where: str, code: str, key: str, /, **values: object) -> None:
        """Note what refuses the bundle; `key` names a sentence of `[bundle.problem]`."""
        if self.is_full:
            return
        self.add_problem(where, code, sentence(f"problem.{key}", **values))

    def add_problem(self, where: str, code: str, message: str) -> None:
        """Note what refuses the bundle, its sentence already written."""
        _add(self._problems, where, code, message)

    def warn(self, where: str, code: str, key: str, /, **values: object) -> None:
        """Note what the reviewer should know; `key` names a sentence of `[bundle.warning]`."""
        _add(self._warnings, where, code, sentence(f"warning.{key}", **values))

    def notice(self, where: str, code: str, key: str, /, **values: object) -> None:
        """Note what is merely so; `key` names a sentence of `[bundle.notice]`."""
        _add(self._notices, where, code, sentence(f"notice.{key}", **values))

    @property
    def is_full(self) -> bool:
        """True when so many problems were noted that no more are taken."""
        return len(self._problems) > MOST_FINDINGS

    @property
    def refuse(self) -> bool:
        """True when a problem was noted."""
        return bool(self._problems)

    def report(self) -> Report:
        """Return all findings so far."""
        return Report(tuple(self._problems), tuple(self._warnings), tuple(self._notices))


def _add(findings: dict[Finding, None], where: str, code: str, message: str) -> None:
    if len(findings) < MOST_FINDINGS:
        findings[Finding(visible(where, LONGEST_WHERE), code, message)] = None
    elif len(findings) == MOST_FINDINGS:
        findings[Finding("", "more", sentence("problem.more", count=MOST_FINDINGS))] = None
