"""What goes into one decision package, as frozen values in the words of `decisions/1`.

There is no place in here for a candidate's e-mail or address, for private notes, sureness, doubts,
reading times or page coverage: what has no member cannot leave the laptop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.export.profiles import OFFICE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from reviewer.export.profiles import Profile
    from reviewer.review.determination import ItemChange, LevelChange, RuleResult
    from reviewer.review.judgment import Citation, ConflictDeclaration, JudgmentText
    from reviewer.vocabulary import CaseKey, Cell


class AnswerSource(StrEnum):
    """Who gave an answer of a checklist."""

    COMPUTED = "computed"
    REVIEWER = "reviewer"


class AlertKind(StrEnum):
    """What the office is alerted to."""

    PERSONAL_DATA = "personal_data"
    ETHICS = "ethics"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ChecklistAnswer:
    """One answered item of the eligibility or ethics checklist."""

    id: str
    answer: str
    note: str
    source: AnswerSource
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class PackagedJudgment:
    """The judgment in force for one cell; `judged_at` None for a cell that the program set to not claimed."""

    cell: Cell
    text: JudgmentText
    judged_at: str | None


@dataclass(frozen=True, slots=True)
class ActivityRuling:
    """Points of one activity: claimed, proposed by the program, allowed by the reviewer."""

    activity_id: str
    points_claimed: Decimal | None
    points_proposed: Decimal | None
    points_allowed: Decimal | None
    because: str = ""


@dataclass(frozen=True, slots=True)
class MilestoneRuling:
    """Whether one milestone counts; `attempt` None where the submission numbers none."""

    ref: str
    attempt: int | None
    counts: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class ExperienceRuling:
    """Whether one row of experience counts; rows count from 1."""

    row: int
    counts: bool
    because: str = ""


@dataclass(frozen=True, slots=True)
class PackagedDetermination:
    """One sealed determination with the record that it rests on.

    `bundle_sha256` is the content digest of the judged bundle, `program_sha256` that of the pinned
    definition file; `supersedes` the version of the same determination that this one replaces;
    `rules`, `smallest_changes` and `margin` the explanation as of the signing.
    """

    key: CaseKey
    bundle_sha256: str
    program: str
    edition: str
    program_sha256: str
    pathway: str
    candidate_id: str
    determination_id: str
    version: int
    recommended: str
    outcome: str
    signed_at: str
    supersedes: int | None = None
    because: str = ""
    declarations: tuple[ConflictDeclaration, ...] = ()
    eligibility: tuple[ChecklistAnswer, ...] = ()
    ethics: tuple[ChecklistAnswer, ...] = ()
    judgments: tuple[PackagedJudgment, ...] = ()
    activities: tuple[ActivityRuling, ...] = ()
    milestones: tuple[MilestoneRuling, ...] = ()
    experience: tuple[ExperienceRuling, ...] = ()
    rules: tuple[RuleResult, ...] = ()
    smallest_changes: tuple[tuple[LevelChange | ItemChange, ...], ...] = ()
    margin: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Alert:
    """Something that the office must know at once."""

    submission_id: str
    raised_at: str
    kind: AlertKind
    note: str


@dataclass(frozen=True, slots=True, order=True)
class Question:
    """A question to the office about a submission."""

    submission_id: str
    asked_at: str
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Recusal:
    """A case that the reviewer does not judge, and the kind of conflict."""

    key: CaseKey
    kind: str
    at: str


@dataclass(frozen=True, slots=True, order=True)
class ConfidentialNote:
    """A note to the office that never appears in a letter."""

    submission_id: str
    text: str


@dataclass(frozen=True, slots=True)
class PackageContent:
    """Everything of one package but what follows from it: digests, heads, tables and the signature.

    `journals` maps each case of a determination, and other cases if wished, to its journal's lines
    (without line feeds) up to the first export of this set; `letters` maps each determination's case to
    the sealed letter and may read lazily: each is asked for twice. `sequence` and `made_at` repeat when
    the same set is exported again; so must `generator_version`. A copy needs no letters or journals where its
    `profile` holds none; `pseudonym_key` is the workspace's own, needed where the profile hides names.
    """

    reviewer_id: str
    reviewer_name: str
    sequence: int
    made_at: str
    cover_pdf: bytes
    determinations: tuple[PackagedDetermination, ...] = ()
    letters: Mapping[CaseKey, bytes] = field(default_factory=dict)
    journals: Mapping[CaseKey, tuple[bytes, ...]] = field(default_factory=dict)
    alerts: tuple[Alert, ...] = ()
    questions: tuple[Question, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    confidential_notes: tuple[ConfidentialNote, ...] = ()
    generator_version: str = __version__
    profile: Profile = OFFICE
    pseudonym_key: bytes = field(default=b"", repr=False)

    @property
    def submissions(self) -> tuple[CaseKey, ...]:
        """The cases determined or recused, each once, sorted."""
        determined = {determination.key for determination in self.determinations}
        return tuple(sorted(determined | {recusal.key for recusal in self.recusals}))
