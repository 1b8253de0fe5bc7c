"""Words of the field as closed sets, and the keys that name things."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RuleStatus(StrEnum):
    """How sure we are that a rule is the certification body's own."""

    FOUND = "found"
    INFERRED = "inferred"
    ASSUMED = "assumed"


class Holds(StrEnum):
    """What a rule says of a submission."""

    HOLDS = "holds"
    FAILS = "fails"
    CANNOT_TELL = "cannot_tell"


class ProfileId(StrEnum):
    """Whom a package is for: the office, the candidate, or research on reviewing."""

    OFFICE = "office"
    APPLICANT = "applicant"
    RESEARCH = "research"


class CaseState(StrEnum):
    """Where a case stands in the inbox."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"
    WAITING = "waiting"
    COMPLETE = "complete"
    SIGNED = "signed"
    EXPORTED = "exported"
    ACKNOWLEDGED = "acknowledged"
    RECUSED = "recused"
    REFERRED = "referred"


class Attested(StrEnum):
    """What the attesters of a project say of one Standard; no attestation at all is None."""

    CONFIRMED = "confirmed"
    CONFIRMED_EARLY = "confirmed_early"
    NOT_OBSERVED = "not_observed"
    CANNOT_CONFIRM = "cannot_confirm"
    LEFT_OPEN = "left_open"


class LoadStatus(StrEnum):
    """What became of one bundle."""

    LOADED = "loaded"
    ALREADY_LOADED = "already_loaded"
    REFUSED = "refused"


class MissingKind(StrEnum):
    """What still stands between a case and its determination."""

    CELL = "cell"
    ETHICS = "ethics"
    ELIGIBILITY = "eligibility"
    ACTIVITY = "activity"
    MILESTONE = "milestone"
    DOUBT = "doubt"


class CitationKind(StrEnum):
    """What a citation points out."""

    PASSAGE = "passage"
    REGION = "region"
    LOOKED_IN = "looked_in"


class SourceKind(StrEnum):
    """What kind of words a citation points into."""

    DOCUMENT = "document"
    NARRATIVE = "narrative"
    ATTESTATION = "attestation"
    ANSWER = "answer"


NOT_CLAIMED = "not_claimed"
"""Level set by the program where the candidate made no claim."""

NOT_APPLICABLE = "not_applicable"
"""Level that a reviewer gives, with a reason, where a Standard does not apply to a project."""

NO_CONFLICT = "none"
CONFIRMED = "confirmed"
"""The reviewer's word on an eligibility check that is as computed; what is computed later still counts."""
"""Conflict kind that lets a reviewer go on."""

REFERRED = "referred"
"""The only outcome while a serious ethics answer stands."""


@dataclass(frozen=True, slots=True, order=True)
class CaseKey:
    """One revision of one submission; written `ID@REVISION`."""

    submission_id: str
    revision: int

    def __str__(self) -> str:
        return f"{self.submission_id}@{self.revision}"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One Standard in one project: a place in the matrix."""

    project_id: str
    standard: int

    def __str__(self) -> str:
        return f"{self.project_id}:{self.standard}"
