"""What goes into the workspace and what comes out of it, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reviewer.submission.findings import Finding
    from reviewer.vocabulary import CaseKey


@dataclass(frozen=True, slots=True)
class NewReviewer:
    """Who makes a workspace: `private_key` is the Ed25519 seed, `public_key` its OpenSSH line."""

    reviewer_id: str
    name: str
    private_key: bytes = field(repr=False)
    public_key: str


@dataclass(frozen=True, slots=True)
class ReviewerProfile:
    """Whose workspace it is."""

    reviewer_id: str
    name: str
    public_key: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One evidence file to keep; `chunks` starts its bytes anew at each call and checks their digest."""

    path: str
    size_bytes: int
    sha256: str
    is_listed: bool
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One evidence file of a case; `path` is relative to `data/`."""

    path: str
    size_bytes: int
    sha256: str
    is_listed: bool


@dataclass(frozen=True, slots=True)
class ProgramPin:
    """The program text that a case is judged under; `sha256` is that of `definition`."""

    program: str
    edition: str
    sha256: str
    definition: bytes = field(repr=False)
    letters: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What the inbox shows of a case without reading it again, as the use case counts it at loading.

    `to_judge` counts the cells, activities or milestones to judge; `eligibility_open` names the checks that could not
    be computed and wait for the reviewer. `rows_proposed` counts the activities or milestones that count as judged
    without a ruling, `rows_open` names those that wait for one.
    """

    to_judge: int = 0
    eligibility_open: tuple[str, ...] = ()
    rows_proposed: int = 0
    rows_open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's journal; `n` counts from 1."""

    n: int
    at: str
    event: str
    body: Mapping[str, object]
    prev: str
    hash: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a case may be changed now: open while neither sealed nor recused."""

    is_declared: bool
    is_open: bool
    is_recused: bool = False


@dataclass(frozen=True, slots=True)
class InboxFacts:
    """What the inbox needs to know of one case.

    `judged` counts closed cells; `ethics` and `eligibility` hold the answers in force as (item, answer);
    `sealed_version` is the last determination's, `is_open` says whether it was reopened since;
    `is_exported` and `is_acknowledged` are about that last determination; `doubts` counts cells to come back to;
    `attestations_differ` that a signed attestation was found not to say what was typed of it;
    `is_waiting` that a question to the office has no answer, `is_practice` that the case is there to practice on.
    """

    key: CaseKey
    program: str
    edition: str
    pathway: str
    candidate_id: str
    candidate: str
    due_on: str | None
    to_judge: int
    judged: int
    ethics: tuple[tuple[str, str], ...]
    eligibility_open: tuple[str, ...]
    eligibility: tuple[tuple[str, str], ...]
    is_declared: bool
    recused_kind: str | None
    is_open: bool
    sealed_version: int | None
    is_exported: bool
    is_acknowledged: bool
    doubts: int
    is_waiting: bool = False
    attestations_differ: bool = False
    is_practice: bool = False


@dataclass(frozen=True, slots=True, order=True)
class ExportItem:
    """One thing in a package.

    `kind` is `determination` (`number` is its version), `recusal` (0), `question` or `alert` (its journal line).
    """

    kind: str
    key: CaseKey
    number: int


@dataclass(frozen=True, slots=True, order=True)
class ExportHead:
    """How long a case's journal was when it was exported, and its last hash then."""

    key: CaseKey
    length: int
    head: str


@dataclass(frozen=True, slots=True)
class StoredExport:
    """One package that was made, as needed to make it again byte for byte.

    `generator_version` is the version of the program that made it first.
    """

    sequence: int
    profile: str
    made_at: str
    generator_version: str
    items: tuple[ExportItem, ...]
    heads: tuple[ExportHead, ...]
    package_sha256: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check of the whole workspace found; `entries` counts the journal lines read."""

    problems: tuple[Finding, ...]
    entries: int

    @property
    def is_healthy(self) -> bool:
        """True when nothing was found."""
        return not self.problems
