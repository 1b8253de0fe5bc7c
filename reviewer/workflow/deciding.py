"""Determining, signing and reopening."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.changes import Changes
from reviewer.clock import utc_text
from reviewer.errors import CaseRecusedError, JudgmentRefusedError, NotSealedError
from reviewer.export.canonical import canonical_json
from reviewer.letter import pdf
from reviewer.review import closing, deciding
from reviewer.review.case import case_of
from reviewer.review.explanation import explanation
from reviewer.review.judgment import Sealed
from reviewer.review.reasons import explain
from reviewer.text import text
from reviewer.vocabulary import NO_CONFLICT, CaseState
from reviewer.workflow import cited, judging, reading, writing

if TYPE_CHECKING:
    from reviewer.review.determination import Determination
    from reviewer.review.reasons import Branch
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: what the record leads to, and the outcome signed, if any."""

    determination: Determination
    outcome: str | None
    signed: bool


def determine_case(desk: Desk, key: CaseKey) -> Standing:
    """Return the recommended outcome with its reasons, and what was signed."""
    case = desk.case_file(key)
    determination = deciding.determine(case.program, case.submission, case.record)
    record = case.record
    # After a late conflict an earlier version stays in the journal, but nothing is signed any more.
    signed = bool(record.sealed) and not record.is_open and record.recused_kind is None
    return Standing(determination, record.sealed[-1].outcome if signed else None, signed)


def reasons_for(desk: Desk, key: CaseKey) -> Branch:
    """Return the determination as a tree from the outcome down to the quotes.

    The smallest changes are in it once the program lets them be shown.
    """
    case_file = desk.case_file(key)
    case = case_of(case_file.program, case_file.submission, case_file.record)
    signed = bool(case.record.sealed) and not case.record.is_open
    with_changes = signed or not case.pathway.changes_hidden_until_signed
    return explain(case, deciding.determine_case(case), with_changes=with_changes)


def sign(
    desk: Desk, key: CaseKey, *, conflict: str, conflict_note: str = "", outcome: str | None = None, because: str = ""
) -> tuple[Sealed | None, Changes]:
    """Renew the declaration, then seal outcome and letter together; a conflict recuses instead.

    Args:
        desk: the open workspace.
        key: the case.
        conflict: the declaration at signing, `none` or a kind of conflict.
        conflict_note: a note on it.
        outcome: the outcome to sign; None for the recommended one.
        because: the reason for another outcome than the recommended one.

    Returns:
        what was sealed; None where a late conflict recused and sealed the case.

    Raises:
        ReviewIncompleteError: something is still open.
        CitationsBrokenError: a citation does not match the stored documents.
        JudgmentRefusedError: why another outcome cannot be signed, or that an e-mail address stands in a reason.
        UsageError: the pathway has no such outcome, or the program no such kind of conflict.
    """
    judging.may_change(desk, key)
    _require_words(desk, key, conflict, outcome)
    judging.require_releasable(desk, key, str(key), conflict_note, because)
    if conflict != NO_CONFLICT:
        _recuse(desk, key, conflict, conflict_note)
        return None, Changes.of_case(key)
    case = desk.case_file(key)
    determination = deciding.determine(case.program, case.submission, case.record)
    recommended = closing.recommended_in(determination)
    chosen = outcome or recommended
    if why_not := closing.why_not_signable(case.program, case.submission, determination, chosen, because):
        raise JudgmentRefusedError(str(key), reason=why_not)
    cited.require_sound(desk, key)
    letter = pdf.letter_pdf(writing.compose(desk, key, case, determination, chosen, is_draft=False))
    sealed = _sealed(desk, key, len(case.record.sealed) + 1, (recommended, chosen, because.strip()), letter.sha256)
    with desk.workspace.transaction():
        desk.workspace.record_declaration(key, NO_CONFLICT, conflict_note, "signing")
        desk.workspace.record_sealing(key, sealed, _explained(determination), letter.data)
    return sealed, Changes.of_case(key)


def _require_words(desk: Desk, key: CaseKey, conflict: str, outcome: str | None) -> None:
    program = desk.program(key)
    judging.known_conflict(program, conflict)
    if outcome is not None:
        closing.known_outcome(program, desk.submission(key), outcome)


def _sealed(desk: Desk, key: CaseKey, version: int, decided: tuple[str, str, str], letter_sha256: str) -> Sealed:
    recommended, outcome, because = decided
    return Sealed(
        determination_id=_determination_id(desk, key),
        version=version,
        supersedes=version - 1 or None,
        recommended=recommended,
        outcome=outcome,
        because=because,
        signed_at=utc_text(desk.clock.now()),
        letter_sha256=letter_sha256,
    )


def reopen(desk: Desk, key: CaseKey, because: str) -> tuple[CaseState, Changes]:
    """Open a sealed determination again; signing it makes the next version.

    Raises:
        NotSealedError: there is nothing to reopen.
        CaseRecusedError: a conflict of interest closed the case for good.
        JudgmentRefusedError: no reason was given, or the candidate's e-mail address stands in it.
    """
    record = desk.workspace.record(key)
    if record.recused_kind is not None:
        raise CaseRecusedError(str(key))
    if not record.sealed or record.is_open:
        raise NotSealedError(str(key))
    if not because.strip():
        raise JudgmentRefusedError(str(key), reason=text("review.closing.reopen_needs_reason"))
    judging.require_releasable(desk, key, str(key), because)
    desk.workspace.record_reopening(key, because.strip())
    return reading.open_case(desk, key).state, Changes.of_case(key)


def _recuse(desk: Desk, key: CaseKey, conflict: str, note: str) -> None:
    with desk.workspace.transaction():
        desk.workspace.record_declaration(key, conflict, note, "signing")
        desk.workspace.record_recusal(key, conflict)


def _determination_id(desk: Desk, key: CaseKey) -> str:
    # The same in every version and on every laptop that the file is restored to.
    named = f"{desk.workspace.reviewer.reviewer_id}/{key}".encode()
    return f"D-{hashlib.sha256(named).hexdigest()[:16]}"


def _explained(determination: Determination) -> bytes:
    return canonical_json(explanation(determination.rules, determination.smallest_changes, determination.margin))
