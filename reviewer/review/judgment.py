"""What a reviewer records: judgments, answers, declarations, and drafts of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from reviewer.vocabulary import Cell, CitationKind, SourceKind


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in the evidence that a judgment rests on, as the package contract says.

    `path` is a document's path, `narrative:P:N`, `attestation:P:K` or `answer:N`; `sha256` the digest
    of those bytes or that text; `start` and `end` count code points; `rect` is in points from the
    page's top left. What does not apply is None. For `looked_in`, `quote` says what was looked for.
    """

    kind: CitationKind
    source: SourceKind
    path: str
    sha256: str
    quote: str
    place: str | int | None = None
    start: int | None = None
    end: int | None = None
    rect: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class JudgmentText:
    """What a reviewer says of one cell.

    `finding` is for the file; `feedback` and `remedy` (what would satisfy) are what the candidate
    reads; `prompts` are the ids of the prompts ticked; `same_as` is another cell whose weakness this
    one only repeats.
    """

    level: str | None = None
    finding: str = ""
    feedback: str = ""
    remedy: str = ""
    fix: str | None = None
    same_as: Cell | None = None
    prompts: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivateNotes:
    """What stays on the laptop and never enters the journal or a package: notes and doubts.

    `sureness` is 1 (not sure) to 3 (sure), or None; `comes_back` asks for another look before signing.
    """

    note: str = ""
    sureness: int | None = None
    comes_back: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed for a cell and not closed yet; saved outside the journal."""

    text: JudgmentText
    saved_at: str


@dataclass(frozen=True, slots=True)
class Judgment:
    """A closed criterion: in the journal, superseded but never overwritten."""

    text: JudgmentText
    judged_at: str


@dataclass(frozen=True, slots=True)
class EthicsAnswer:
    """The reviewer's answer to one item of the ethics checklist."""

    answer: str
    note: str
    citations: tuple[Citation, ...]
    answered_at: str


@dataclass(frozen=True, slots=True)
class EthicsDraft:
    """An answer that was begun and not given yet; saved outside the journal."""

    answer: str | None
    note: str
    saved_at: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class EligibilityCorrection:
    """The reviewer's correction of a computed eligibility check, with the reason."""

    answer: str
    note: str
    corrected_at: str


@dataclass(frozen=True, slots=True)
class PointsRuling:
    """The points or hours that the reviewer allows for one activity; `because` where it is less than claimed."""

    allowed: Decimal
    because: str
    ruled_at: str


@dataclass(frozen=True, slots=True)
class CountsRuling:
    """Whether one row of experience, or one milestone, counts; `because` where it does not."""

    counts: bool
    because: str
    ruled_at: str


@dataclass(frozen=True, slots=True)
class OfficeQuestion:
    """A question to the office; `answered` and `answered_at` are None while it waits. `n` is its journal line."""

    n: int
    text: str
    asked_at: str
    answered: str | None = None
    answered_at: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeAlert:
    """Something that the office must know at once: `kind` personal_data, ethics or other. `n` is its journal line."""

    n: int
    kind: str
    note: str
    raised_at: str


@dataclass(frozen=True, slots=True)
class EditionMove:
    """A case moved to another edition; `reworded` are the Standards whose words differ between the two."""

    from_edition: str
    to_edition: str
    because: str
    reworded: tuple[int, ...]
    moved_at: str


@dataclass(frozen=True, slots=True)
class ConflictDeclaration:
    """A conflict-of-interest declaration; `occasion` is `opening` or `signing`."""

    kind: str
    note: str
    occasion: str
    declared_at: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed determination, as the package carries it.

    `letter_sha256` is the digest of the letter sealed with it; `supersedes` the version that it
    replaces, or None.
    """

    determination_id: str
    version: int
    supersedes: int | None
    recommended: str
    outcome: str
    because: str
    signed_at: str
    letter_sha256: str


@dataclass(frozen=True, slots=True, order=True)
class MilestoneKey:
    """One milestone of a submission; written `REF` or `REF@ATTEMPT`."""

    ref: str
    attempt: int | None = None

    def __str__(self) -> str:
        return self.ref if self.attempt is None else f"{self.ref}@{self.attempt}"


@dataclass(frozen=True, slots=True, order=True)
class AttestationKey:
    """One attestation of a project, counted from 1; written `PROJECT:NUMBER`."""

    project_id: str
    number: int

    def __str__(self) -> str:
        return f"{self.project_id}:{self.number}"


@dataclass(frozen=True, slots=True)
class AttestationCheck:
    """Whether the signed attestation says what was typed of it; `because` where it does not."""

    agrees: bool
    because: str
    checked_at: str


@dataclass(frozen=True, slots=True)
class Record:
    """All that was recorded for one case so far.

    `activities` holds rulings by activity id, `experience` by row (from 1), `milestones` by ref and attempt;
    `attestations` says of those whose signed page was looked at whether it agrees with what was typed.
    `confidential_note` is for the office alone and never in a letter.
    """

    declarations: tuple[ConflictDeclaration, ...] = ()
    judgments: Mapping[Cell, Judgment] = field(default_factory=dict)
    drafts: Mapping[Cell, Draft] = field(default_factory=dict)
    private: Mapping[Cell, PrivateNotes] = field(default_factory=dict)
    ethics: Mapping[str, EthicsAnswer] = field(default_factory=dict)
    eligibility: Mapping[str, EligibilityCorrection] = field(default_factory=dict)
    sealed: tuple[Sealed, ...] = ()
    is_open: bool = True
    recused_kind: str | None = None
    exported_versions: frozenset[int] = frozenset()
    last_saved_at: str | None = None
    ethics_drafts: Mapping[str, EthicsDraft] = field(default_factory=dict)
    activities: Mapping[str, PointsRuling] = field(default_factory=dict)
    experience: Mapping[int, CountsRuling] = field(default_factory=dict)
    milestones: Mapping[MilestoneKey, CountsRuling] = field(default_factory=dict)
    questions: tuple[OfficeQuestion, ...] = ()
    alerts: tuple[OfficeAlert, ...] = ()
    moves: tuple[EditionMove, ...] = ()
    confidential_note: str = ""
    attestations: Mapping[AttestationKey, AttestationCheck] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """True while a question to the office has no answer."""
        return any(question.answered is None for question in self.questions)
