"""A submission as frozen values, in the words of the bundle contract `submission/1`.

Dates are `datetime.date`; months are `Month`; shares, points and hours are `Decimal`, never binary
floating point. Absent optional members are None or empty. Paths are as in `documents.path`
(`evidence/…`, relative to `data/`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.vocabulary import CaseKey

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, written `YYYY-MM`."""

    year: int
    month: int

    @classmethod
    def parse(cls, written: str) -> Month:
        """Read `YYYY-MM`."""
        year, month = written.split("-")
        return cls(int(year), int(month))

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month that a day lies in."""
        return cls(day.year, day.month)

    @property
    def index(self) -> int:
        """Count of months since year 0, so that differences are months."""
        return self.year * 12 + self.month - 1

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A pointer into one document, as the candidate cites it."""

    path: str
    page: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The person who seeks the certification."""

    candidate_id: str
    name: str
    email: str = ""
    postal_address: tuple[str, ...] = ()
    organization: str = ""
    language: str = ""
    instructors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExperienceRow:
    """One employment; `end` None while current; `share` of full time, more than 0, at most 1."""

    employer: str
    role: str
    start: Month
    end: Month | None
    share: Decimal
    duties: str = ""


@dataclass(frozen=True, slots=True)
class EthicsStatement:
    """The candidate's commitment to the code of ethics."""

    agreed: bool
    code_edition: str = ""
    signed_name: str = ""
    signed_on: date | None = None
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration of the candidate, such as `application_agreement`."""

    kind: str
    agreed: bool
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What the candidate says of one Standard in one project; blank lines part paragraphs."""

    standard: int
    narrative: str
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Attestation:
    """What one attester says of a project; `relation` is client, supervisor, peer or other."""

    attester_name: str
    relation: str
    organization: str = ""
    email: str = ""
    known_from: Month | None = None
    known_to: Month | None = None
    confirms: tuple[int, ...] = ()
    cannot_confirm: tuple[int, ...] = ()
    not_observed: tuple[int, ...] = ()
    statement: str = ""
    signed_on: date | None = None
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """One project described against the Standards; `client_kind` is internal, external or empty."""

    project_id: str
    title: str
    claims: tuple[Claim, ...]
    client: str = ""
    client_kind: str = ""
    role: str = ""
    start: Month | None = None
    end: Month | None = None
    summary: str = ""
    confidential_names: tuple[str, ...] = ()
    attestations: tuple[Attestation, ...] = ()

    def claim(self, standard: int) -> Claim | None:
        """Return the claim for a Standard, or None where the candidate makes none."""
        return next((claim for claim in self.claims if claim.standard == standard), None)


@dataclass(frozen=True, slots=True)
class Activity:
    """One claimed activity of a recertification; `unit` is hours, minutes, points, days or items."""

    activity_id: str
    kind: str
    title: str
    start: date
    quantity: Decimal
    unit: str
    ledger: str = ""
    provider: str = ""
    end: date | None = None
    points_claimed: Decimal | None = None
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of a program with coursework; `score` in percent."""

    kind: str
    ref: str
    completed_on: date
    score: Decimal | None = None
    attempt: int | None = None
    attended_minutes: int | None = None
    scheduled_minutes: int | None = None
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One evidence file as the candidate lists it."""

    path: str
    title: str
    media_type: str = ""
    project_id: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class AppealOf:
    """The determination that an appeal is about."""

    submission_id: str
    revision: int
    outcome: str
    reviewers: tuple[str, ...]
    determination_id: str = ""
    package: str = ""


@dataclass(frozen=True, slots=True)
class ResponsePoint:
    """A revision's answer to one point of the last letter."""

    response: str
    project_id: str = ""
    standard: int | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """One revision of one submission, accepted from a bundle.

    `bundle_sha256` is the content digest of the bundle; `unknown` maps the JSON pointer of each
    member that the contract does not name to its value.
    """

    submission_id: str
    revision: int
    program: str
    edition: str
    pathway: str
    submitted_on: date
    candidate: Candidate
    ethics: EthicsStatement
    documents: tuple[Document, ...]
    bundle_sha256: str = ""
    entry_route: str = ""
    registered_on: date | None = None
    due_on: date | None = None
    certified_on: date | None = None
    experience: tuple[ExperienceRow, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    projects: tuple[Project, ...] = ()
    activities: tuple[Activity, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    appeal_of: AppealOf | None = None
    response_to: tuple[ResponsePoint, ...] = ()
    unknown: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> CaseKey:
        """Return the id and revision, which name the case."""
        return CaseKey(self.submission_id, self.revision)

    def project(self, project_id: str) -> Project | None:
        """Return one project, or None where there is none of that id."""
        return next((project for project in self.projects if project.project_id == project_id), None)
