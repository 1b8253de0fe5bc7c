"""Signed attestations beside what was typed of them: whether they agree is for the reviewer to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review import attesting
from reviewer.review.judgment import AttestationKey
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.program.model import Pathway, ProgramDefinition
    from reviewer.review.case import Case
    from reviewer.review.judgment import AttestationCheck, Record
    from reviewer.submission.model import Attestation, EvidenceRef, Submission
    from reviewer.vocabulary import Attested

_STEP = "eligibility"
_FUNCTION = "attested_projects"


@dataclass(frozen=True, slots=True)
class AttestationRow:
    """One attestation: `marks` say for each Standard what the attester says of it, `signed_pages` lead to the paper.

    `check` is the reviewer's word on whether the paper says what was typed, None while none was given.
    """

    key: AttestationKey
    attester: str
    marks: tuple[tuple[int, Attested], ...]
    signed_pages: tuple[EvidenceRef, ...]
    check: AttestationCheck | None


def attestation_rows(case: Case) -> tuple[AttestationRow, ...]:
    """Return every attestation with its marks, its signed pages and what the reviewer said of them."""
    return tuple(
        AttestationRow(
            key=key,
            attester=attestation.attester_name,
            marks=tuple(
                (standard.number, attesting.mark(project, attestation, standard.number))
                for standard in case.program.standards
            ),
            signed_pages=attestation.evidence,
            check=case.record.attestations.get(key),
        )
        for project in case.submission.projects
        for number, attestation in enumerate(project.attestations, start=1)
        for key in (AttestationKey(project.project_id, number),)
    )


def attestation_of(submission: Submission, key: AttestationKey) -> Attestation | None:
    """Return the attestation of a key, None where there is none."""
    project = submission.project(key.project_id)
    found = project.attestations if project else ()
    return found[key.number - 1] if 1 <= key.number <= len(found) else None


def why_not_comparable(because: str, *, agrees: bool | None) -> str | None:
    """Say what keeps the word on an attestation from being recorded, None when nothing does."""
    return text("review.closing.differing_needs_because") if agrees is False and not because.strip() else None


def unsettled(case: Case) -> tuple[tuple[str, AttestationKey], ...]:
    """Return the checks of attestations that were not ruled on though an attestation differs, each with the first."""
    differing = [key for key, check in sorted(case.record.attestations.items()) if not check.agrees]
    if not differing:
        return ()
    return tuple((rule, differing[0]) for rule in checks_of(case.pathway) if rule not in case.record.eligibility)


def checks_of(pathway: Pathway) -> tuple[str, ...]:
    """Return the eligibility checks of a pathway that count attestations."""
    return tuple(rule.id for rule in pathway.rules if rule.step == _STEP and rule.function == _FUNCTION)


def told_to_office(program: ProgramDefinition, submission: Submission, record: Record, check_id: str) -> str:
    """Return what an eligibility answer adds on signed attestations, empty where it counts none or none was compared.

    For the office; a letter has its own words.
    """
    if check_id not in checks_of(program.pathway(submission.pathway)):
        return ""
    said = []
    for key, check in sorted(record.attestations.items()):
        attestation = attestation_of(submission, key)
        if attestation is not None:
            words = "agrees" if check.agrees else "differs"
            names = {"attester": attestation.attester_name, "project": key.project_id}
            said.append(text(f"review.comparing.{words}", **names, because=check.because))
    return " ".join(said)
