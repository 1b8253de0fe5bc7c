"""The rows that a window or the command line shows: values only, ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.judgment import MilestoneKey

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from reviewer.program.model import ConflictKind, EthicsChoice, Fix, Level, Outcome, Prompt, Provenance, Standard
    from reviewer.review.comparing import AttestationRow
    from reviewer.review.determination import Determination
    from reviewer.review.judgment import (
        Citation,
        ConflictDeclaration,
        EditionMove,
        EthicsAnswer,
        EthicsDraft,
        JudgmentText,
        OfficeAlert,
        OfficeQuestion,
        PrivateNotes,
        Sealed,
    )
    from reviewer.submission.flow import Place
    from reviewer.submission.kinds import FileKind
    from reviewer.submission.model import EvidenceRef, Submission
    from reviewer.vocabulary import Attested, CaseKey, CaseState, Cell, Holds, RuleStatus


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One case in the inbox; `program_name` is the short one of its definition, `due_on` `YYYY-MM-DD` or None.

    `replaced_by` is the newest revision where this is an older one; `is_handed_over`, in the list of what can be handed
    over, says that the office has all there is to tell of this case, `is_practice` that it is there to practice on.
    """

    key: CaseKey
    program: str
    program_name: str
    edition: str
    pathway: str
    candidate: str
    state: CaseState
    due_on: str | None
    judged: int
    to_judge: int
    replaced_by: int | None = None
    doubts: int = 0
    is_handed_over: bool = False
    is_practice: bool = False

    @property
    def is_latest(self) -> bool:
        """True while no newer revision is there."""
        return self.replaced_by is None


@dataclass(frozen=True, slots=True)
class CellRow:
    """One cell of the matrix.

    `closed` is the judgment in force; `draft` what was typed since, if anything; `shown` is the text to
    put on the screen (the draft where there is one). `level` is the closed level, `not_claimed`, or None.
    """

    cell: Cell
    is_claimed: bool
    level: str | None
    attested: Attested | None
    closed: JudgmentText | None
    draft: JudgmentText | None
    private: PrivateNotes
    closed_at: str | None
    saved_at: str | None

    @property
    def shown(self) -> JudgmentText | None:
        """Return what is to stand in the fields."""
        return self.draft or self.closed

    @property
    def is_judged(self) -> bool:
        """True when the cell is closed, or needs no judgment."""
        return self.closed is not None or not self.is_claimed


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One Standard over all projects: `shown` of `needed`; `spare` may be negative."""

    standard: int
    needed: int
    shown: int
    spare: int
    status: RuleStatus


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One eligibility check, computed and perhaps corrected.

    `answer` is what counts; `computed` what the rules say; `because` tells from which numbers; `rows` are the ids of
    the activities or milestones that it is computed from, empty for all other checks; `confirmed` is what `because`
    said when the reviewer confirmed it, empty until then.
    """

    id: str
    title: str
    answer: Holds
    computed: Holds
    because: str
    note: str
    status: RuleStatus
    source: str
    rows: tuple[str, ...] = ()
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class EthicsRow:
    """One item of the ethics checklist: `answer` None until answered, `draft` begun since, `shows` codes of hints."""

    id: str
    title: str
    explanation: str
    answer: EthicsAnswer | None
    draft: EthicsDraft | None = None
    shows: tuple[str, ...] = ()

    @property
    def given(self) -> str | None:
        """Return the answer to show: the one begun, else the one given."""
        return self.draft.answer if self.draft else self.answer.answer if self.answer else None

    @property
    def note(self) -> str:
        """Return the note to show."""
        return self.draft.note if self.draft else self.answer.note if self.answer else ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return what is cited to show."""
        return self.draft.citations if self.draft else self.answer.citations if self.answer else ()


@dataclass(frozen=True, slots=True)
class HintWords:
    """The words that a hint is about: `path` is a document's or `narrative:P:N`, the range counts in its place."""

    path: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HintRow:
    """Something a reviewer should look at; never a verdict. `place` says where, `words` which words it is about."""

    code: str
    place: str
    message: str
    cell: Cell | None = None
    words: HintWords | None = None


@dataclass(frozen=True, slots=True)
class ExperienceSum:
    """How the experience months were counted; `months` written as a decimal."""

    months: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExperienceRowShown:
    """One row of experience as it counts; `number` from 1, `ruled` None where nothing was ruled.

    `months` is what the row alone covers, written as a decimal; overlaps are counted once in the sum.
    """

    number: int
    employer: str
    role: str
    start: str
    end: str | None
    share: str
    duties: str
    months: str
    counts: bool
    ruled: bool | None
    because: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One claimed activity.

    `claimed` is what the candidate asks for, `proposed` what the rules propose (None where they cannot),
    `allowed` the reviewer's ruling (None where there is none), `counted` what goes into the total: the
    ruling, else the proposal. `flags` are short codes, `notes` say the same in sentences, in one order.
    """

    activity_id: str
    ledger: str
    ledger_name: str
    kind: str
    title: str
    provider: str
    start: date
    end: date
    quantity: Decimal
    unit: str
    claimed: Decimal | None
    proposed: Decimal | None
    allowed: Decimal | None
    counted: Decimal | None
    because: str
    flags: tuple[str, ...]
    notes: tuple[str, ...]
    evidence: tuple[EvidenceRef, ...]

    @property
    def is_judged(self) -> bool:
        """True when it counts with some number, be it nothing."""
        return self.counted is not None


@dataclass(frozen=True, slots=True)
class LedgerSum:
    """What one ledger adds up to; `ledger` is empty where the program knows none."""

    ledger: str
    name: str
    claimed: Decimal
    counted: Decimal


@dataclass(frozen=True, slots=True)
class ActivitySum:
    """How the points or hours add up; `unit` is points or hours, `open_count` activities without a number yet."""

    unit: str
    needed: Decimal | None
    claimed: Decimal
    counted: Decimal
    ledgers: tuple[LedgerSum, ...]
    open_count: int
    status: RuleStatus


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """One milestone; `proposed` says whether the rules let it count (None where they cannot tell).

    `ruled` is the reviewer's ruling or None, `counts` what holds: the ruling, else the proposal.
    """

    ref: str
    attempt: int | None
    kind: str
    completed_on: date
    score: Decimal | None
    attended_minutes: int | None
    scheduled_minutes: int | None
    proposed: bool | None
    ruled: bool | None
    counts: bool | None
    because: str
    flags: tuple[str, ...]
    notes: tuple[str, ...]
    evidence: tuple[EvidenceRef, ...]

    @property
    def key(self) -> MilestoneKey:
        """Return what names the milestone."""
        return MilestoneKey(self.ref, self.attempt)

    @property
    def is_judged(self) -> bool:
        """True when it is known whether it counts."""
        return self.counts is not None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """The period of a renewal, both days included; `due_on` None where the program knows no due date."""

    first: date
    last: date
    due_on: date | None
    status: RuleStatus


@dataclass(frozen=True, slots=True)
class RecognizeRow:
    """A name to recognize before the conflict declaration; `kind` says whose it is."""

    kind: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One evidence file of a case; `kind` is what its content shows, `media_type` what the candidate says.

    `cited_by` are the cells whose claims cite it; `is_listed` is False for a file that `documents` does not name.
    """

    path: str
    title: str
    kind: FileKind
    size_bytes: int
    sha256: str
    media_type: str
    project_id: str | None
    cited_by: tuple[Cell, ...]
    is_listed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one case, ready to show.

    `levels` are those that a judgment can have, best first; `not_applicable` stands apart, None where the
    program does not know it. `sealed` is the signed determination in force, None while the case is open.
    `layout` is matrix, activities or milestones; what a pathway does not have is empty.
    `has_code` is False where the program has no code of ethics, `is_practice` True for a case to practice on.
    """

    key: CaseKey
    state: CaseState
    submission: Submission
    program_name: str
    edition: str
    scheme_kind: str
    standards: tuple[Standard, ...]
    levels: tuple[Level, ...]
    prompts: dict[int, tuple[Prompt, ...]]
    cells: tuple[CellRow, ...]
    coverage: tuple[CoverageRow, ...]
    eligibility: tuple[ChecklistRow, ...]
    ethics: tuple[EthicsRow, ...]
    hints: tuple[HintRow, ...]
    experience: ExperienceSum
    recognize: tuple[RecognizeRow, ...]
    declarations: tuple[ConflictDeclaration, ...]
    determination: Determination
    sealed: Sealed | None
    judged: int
    to_judge: int
    revisions: tuple[int, ...]
    saved_at: str | None
    fixes: tuple[Fix, ...] = ()
    ethics_choices: tuple[EthicsChoice, ...] = ()
    conflict_kinds: tuple[ConflictKind, ...] = ()
    conflict_provenance: Provenance | None = None
    outcomes: tuple[Outcome, ...] = ()
    outcome_hidden_until_judged: bool = True
    changes_hidden_until_signed: bool = True
    not_applicable: Level | None = None
    layout: str = "matrix"
    pathway_name: str = ""
    activities: tuple[ActivityRow, ...] = ()
    activity_sum: ActivitySum | None = None
    milestones: tuple[MilestoneRow, ...] = ()
    experience_rows: tuple[ExperienceRowShown, ...] = ()
    period: PeriodRow | None = None
    questions: tuple[OfficeQuestion, ...] = ()
    alerts: tuple[OfficeAlert, ...] = ()
    moves: tuple[EditionMove, ...] = ()
    confidential_note: str = ""
    second_reader: str = ""
    attestations: tuple[AttestationRow, ...] = ()
    has_code: bool = True
    is_practice: bool = False

    def cell(self, cell: Cell) -> CellRow:
        """Return the row of one cell.

        Raises:
            KeyError: the submission has no such project, or the program no such Standard.
        """
        for row in self.cells:
            if row.cell == cell:
                return row
        raise KeyError(str(cell))
