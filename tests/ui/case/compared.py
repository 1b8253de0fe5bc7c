"""A record after the reviewer compared a signed attestation, refused as the real rules refuse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.errors import JudgmentRefusedError
from reviewer.review import comparing
from reviewer.review.judgment import AttestationCheck

if TYPE_CHECKING:
    from reviewer.review.judgment import Record
    from ui.session.rulings import CompareAttestation

COMPARED_AT = "2026-11-21T14:03:00.000Z"


def with_compared(kept: Record, ruling: CompareAttestation) -> Record:
    """Return the record with what was said of an attestation, or without it where it was taken back."""
    why_not = comparing.why_not_comparable(ruling.because, agrees=ruling.agrees)
    if why_not is not None:
        raise JudgmentRefusedError(str(ruling.attestation), reason=why_not)
    checks = {each: check for each, check in kept.attestations.items() if each != ruling.attestation}
    if ruling.agrees is not None:
        checks[ruling.attestation] = AttestationCheck(ruling.agrees, ruling.because, COMPARED_AT)
    return replace(kept, attestations=checks)
