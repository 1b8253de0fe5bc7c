"""What a reviewer has open: the workspace, and the cases read from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.program import catalog

if TYPE_CHECKING:
    from reviewer.clock import Clock
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.judgment import Record
    from reviewer.submission.findings import Report
    from reviewer.submission.model import Submission
    from reviewer.vocabulary import CaseKey
    from reviewer.workspace.store import Workspace
    from reviewer.workspace.values import InboxFacts

_SUBMISSIONS_KEPT = 8


@dataclass(frozen=True, slots=True)
class Desk:
    """An open workspace and the clock; every use case takes it first."""

    workspace: Workspace
    clock: Clock
    _submissions: dict[CaseKey, Submission] = field(default_factory=dict, repr=False)
    _programs: dict[CaseKey, ProgramDefinition] = field(default_factory=dict, repr=False)
    _editions: dict[tuple[str, str], ProgramDefinition] = field(default_factory=dict, repr=False)

    def submission(self, key: CaseKey) -> Submission:
        """Return a stored submission; the last few are kept, for they never change."""
        if key not in self._submissions:
            while len(self._submissions) >= _SUBMISSIONS_KEPT:
                self._submissions.pop(next(iter(self._submissions)))
            self._submissions[key] = self.workspace.submission(key)
        return self._submissions[key]

    def program(self, key: CaseKey) -> ProgramDefinition:
        """Return the program text that a case is pinned to."""
        if key not in self._programs:
            pin = self.workspace.pin(key)
            self._programs[key] = catalog.read_pinned(pin.definition, pin.letters)
        return self._programs[key]

    def program_of(self, facts: InboxFacts) -> ProgramDefinition:
        """Return the program of an inbox row; one reading serves all cases of the same edition."""
        edition = (facts.program, facts.edition)
        # Cases of one edition may be pinned to different texts of it; the inbox only needs their shared parts.
        if edition not in self._editions:
            self._editions[edition] = self.program(facts.key)
        return self._editions[edition]

    def case_file(self, key: CaseKey) -> CaseFile:
        """Return everything that the pure rooms need to know of one case."""
        return CaseFile(
            program=self.program(key),
            submission=self.submission(key),
            record=self.workspace.record(key),
            findings=self.workspace.findings(key),
            revisions=self.workspace.revisions(key.submission_id),
            reviewer_id=self.workspace.reviewer.reviewer_id,
            is_practice=self.workspace.is_practice(key),
        )

    def forget_program(self, key: CaseKey) -> None:
        """Drop what was read of a case's program, when the case moves to another edition."""
        self._programs.pop(key, None)

    def forget(self) -> None:
        """Drop what was read, when the workspace locks."""
        self._submissions.clear()
        self._programs.clear()
        self._editions.clear()


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case as the pure rooms take it."""

    program: ProgramDefinition
    submission: Submission
    record: Record
    findings: Report
    revisions: tuple[int, ...]
    reviewer_id: str
    is_practice: bool = False
