"""What a reviewer rules, asks and tells the office, as values that carry themselves out in the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from reviewer.review.begun import (
    ALERT,
    ANSWER,
    CONFIDENTIAL_NOTE,
    EDITION,
    QUESTION,
    on_attestation,
    on_experience,
    on_row,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from reviewer.review.judgment import AttestationKey, MilestoneKey
    from reviewer.review.moving import Move
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


class Ruling(Protocol):
    """Something that is recorded for a case; the workflow is imported when it is carried out."""

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        ...

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        """Record it, or raise a `ReviewerError` with nothing recorded."""
        ...


class Question(Protocol):
    """Something that is read of a case."""

    def look_up(self, desk: Desk, key: CaseKey) -> object:
        """Return the answer."""
        ...


@dataclass(frozen=True, slots=True)
class AllowActivity:
    """What one claimed activity counts for, in the program's points or hours."""

    activity_id: str
    points: Decimal
    because: str = ""

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return on_row(self.activity_id)

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import ruling

        ruling.allow_activity(desk, key, self.activity_id, self.points, self.because)


@dataclass(frozen=True, slots=True)
class RuleExperience:
    """Whether a row of experience counts; rows count from 1."""

    row: int
    counts: bool
    because: str = ""

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return on_experience(self.row)

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import ruling

        ruling.rule_experience(desk, key, self.row, counts=self.counts, because=self.because)


@dataclass(frozen=True, slots=True)
class RuleMilestone:
    """Whether a milestone counts."""

    milestone: MilestoneKey
    counts: bool
    because: str = ""

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return on_row(str(self.milestone))

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import ruling

        ruling.rule_milestone(desk, key, self.milestone, counts=self.counts, because=self.because)


@dataclass(frozen=True, slots=True)
class CompareAttestation:
    """Whether a signed attestation says what was typed of it; None takes an earlier word back."""

    attestation: AttestationKey
    agrees: bool | None
    because: str = ""

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return on_attestation(self.attestation)

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import ruling

        ruling.compare_attestation(desk, key, self.attestation, agrees=self.agrees, because=self.because)


@dataclass(frozen=True, slots=True)
class AskOffice:
    """A question to the office; the case waits for the answer."""

    words: str

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return QUESTION

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.ask(desk, key, self.words)


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """The office's answer to the oldest question that waits."""

    words: str

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return ANSWER

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.answered(desk, key, self.words)


@dataclass(frozen=True, slots=True)
class AlertOffice:
    """Something that the office must know at once; `kind` personal_data, ethics or other."""

    kind: str
    words: str

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return ALERT

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.alert(desk, key, self.kind, self.words)


@dataclass(frozen=True, slots=True)
class KeepConfidentialNote:
    """What only the office reads: in the package, never in a letter."""

    words: str = field(repr=False)

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return CONFIDENTIAL_NOTE

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.save_confidential_note(desk, key, self.words)


@dataclass(frozen=True, slots=True)
class MoveEdition:
    """The case is judged under another edition from now on; every judgment stays."""

    edition: str
    because: str

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return EDITION

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import moving

        moving.move(desk, key, self.edition, self.because)


@dataclass(frozen=True, slots=True)
class OtherEditions:
    """Which editions the case could be moved to."""

    def look_up(self, desk: Desk, key: CaseKey) -> tuple[str, ...]:
        from reviewer.workflow import moving

        return moving.editions(desk, key)


@dataclass(frozen=True, slots=True)
class PreviewMove:
    """What moving the case to an edition would mean."""

    edition: str

    def look_up(self, desk: Desk, key: CaseKey) -> Move:
        from reviewer.workflow import moving

        return moving.preview(desk, key, self.edition)
