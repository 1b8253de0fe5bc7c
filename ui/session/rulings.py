"""What a reviewer rules, asks and tells the office, as values that carry themselves out in the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from decimal import Decimal

    from reviewer.review.judgment import MilestoneKey
    from reviewer.review.moving import Move
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


class Ruling(Protocol):
    """Something that is recorded for a case; the workflow is imported when it is carried out."""

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

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import ruling

        ruling.allow_activity(desk, key, self.activity_id, self.points, self.because)


@dataclass(frozen=True, slots=True)
class RuleExperience:
    """Whether a row of experience counts; rows count from 1."""

    row: int
    counts: bool
    because: str = ""

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import ruling

        ruling.rule_experience(desk, key, self.row, counts=self.counts, because=self.because)


@dataclass(frozen=True, slots=True)
class RuleMilestone:
    """Whether a milestone counts."""

    milestone: MilestoneKey
    counts: bool
    because: str = ""

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import ruling

        ruling.rule_milestone(desk, key, self.milestone, counts=self.counts, because=self.because)


@dataclass(frozen=True, slots=True)
class AskOffice:
    """A question to the office; the case waits for the answer."""

    words: str

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.ask(desk, key, self.words)


@dataclass(frozen=True, slots=True)
class KeepAnswer:
    """The office's answer to the oldest question that waits."""

    words: str

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.answered(desk, key, self.words)


@dataclass(frozen=True, slots=True)
class AlertOffice:
    """Something that the office must know at once; `kind` personal_data, ethics or other."""

    kind: str
    words: str

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.alert(desk, key, self.kind, self.words)


@dataclass(frozen=True, slots=True)
class KeepConfidentialNote:
    """What only the office reads: in the package, never in a letter."""

    words: str = field(repr=False)

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.save_confidential_note(desk, key, self.words)


@dataclass(frozen=True, slots=True)
class MoveEdition:
    """The case is judged under another edition from now on; every judgment stays."""

    edition: str
    because: str

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
