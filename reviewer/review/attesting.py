"""What attesters say of a project, Standard by Standard, and which attestations count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.submission.model import Month
from reviewer.text import known_keys, text
from reviewer.vocabulary import Attested

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reviewer.submission.model import Attestation, Project


_BEST_FIRST = (
    Attested.CONFIRMED,
    Attested.CONFIRMED_EARLY,
    Attested.NOT_OBSERVED,
    Attested.CANNOT_CONFIRM,
    Attested.LEFT_OPEN,
)


def attested(project: Project, standard: int) -> Attested | None:
    """Return the best that any attester of the project says of a Standard; None without an attester.

    An attestation without a signature says here what it says; that it is not signed shows in the check
    of attestations and as a hint.
    """
    marks = {mark(project, attestation, standard) for attestation in project.attestations}
    return next((best for best in _BEST_FIRST if best in marks), None)


def mark(project: Project, attestation: Attestation, standard: int) -> Attested:
    """Return what one attester says of a Standard."""
    if standard in attestation.confirms:
        return Attested.CONFIRMED_EARLY if is_early(project, attestation) else Attested.CONFIRMED
    if standard in attestation.not_observed:
        return Attested.NOT_OBSERVED
    if standard in attestation.cannot_confirm:
        return Attested.CANNOT_CONFIRM
    return Attested.LEFT_OPEN


def is_early(project: Project, attestation: Attestation) -> bool:
    """True when it was signed before the month in which the project ended; a month not given is no end."""
    if attestation.signed_on is None or project.end is None:
        return False
    return Month.of(attestation.signed_on) < project.end


def counts(attestation: Attestation, relations: Collection[str]) -> bool:
    """True when it is signed and by someone of one of these relations."""
    return attestation.signed_on is not None and attestation.relation in relations


def is_attested(project: Project, relations: Collection[str]) -> bool:
    """True when the project has at least one attestation that counts."""
    return any(counts(attestation, relations) for attestation in project.attestations)


def named(relations: Iterable[str]) -> str:
    """Name relations for people: `a client or a supervisor`."""
    words = known_keys()
    keys = {relation: f"review.relation.{relation}" for relation in relations}
    *first, last = [text(key) if key in words else relation for relation, key in keys.items()]
    return text("review.or").join([", ".join(first), last]) if first else last


def not_confirmed(project: Project, attestation: Attestation) -> tuple[int, ...]:
    """Return the claimed Standards that an attester cannot confirm, in order."""
    return tuple(sorted({claim.standard for claim in project.claims} & set(attestation.cannot_confirm)))


def left_open(project: Project, attestation: Attestation) -> tuple[int, ...]:
    """Return the claimed Standards that an attester says nothing of, in order."""
    spoken_of = {*attestation.confirms, *attestation.cannot_confirm, *attestation.not_observed}
    return tuple(sorted({claim.standard for claim in project.claims} - spoken_of))
