"""Declaring, judging, answering: what a reviewer records, one function each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.changes import NOTHING, Changes
from reviewer.errors import CaseRecusedError, CaseSealedError, JudgmentRefusedError, NotDeclaredError
from reviewer.review import closing
from reviewer.text import text
from reviewer.vocabulary import CONFIRMED, NO_CONFLICT, CaseState, Holds
from reviewer.workflow import reading

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.judgment import Citation, JudgmentText, PrivateNotes
    from reviewer.vocabulary import CaseKey, Cell
    from reviewer.workflow.desk import Desk


def declare(desk: Desk, key: CaseKey, kind: str, note: str = "") -> tuple[CaseState, Changes]:
    """Record the conflict-of-interest declaration; a conflict recuses and seals the case.

    Raises:
        UsageError: the program knows no such kind of conflict.
        CaseSealedError: the case is sealed already.
        JudgmentRefusedError: the note names the candidate's e-mail address.
    """
    known_conflict(desk.program(key), kind)
    require_releasable(desk, key, str(key), note)
    with desk.workspace.transaction():
        desk.workspace.record_declaration(key, kind, note, "opening")
        if kind != NO_CONFLICT:
            desk.workspace.record_recusal(key, kind)
    return reading.open_case(desk, key).state, Changes.of_case(key)


def save_draft(desk: Desk, key: CaseKey, cell: Cell, written: JudgmentText) -> tuple[str, Changes]:
    """Keep what was typed for a cell, outside the journal; returns when it was saved (UTC)."""
    may_change(desk, key)
    return desk.workspace.save_draft(key, cell, written), Changes.of_case(key)


def discard_draft(desk: Desk, key: CaseKey, cell: Cell) -> tuple[None, Changes]:
    """Drop what was typed for a cell since it was closed."""
    may_change(desk, key)
    desk.workspace.clear_draft(key, cell)
    return None, Changes.of_case(key)


def save_private(desk: Desk, key: CaseKey, cell: Cell, notes: PrivateNotes) -> tuple[str, Changes]:
    """Keep the reviewer's own notes and doubts on a cell; they never leave the laptop."""
    may_change(desk, key)
    return desk.workspace.save_private(key, cell, notes), Changes.of_case(key)


def close_criterion(desk: Desk, key: CaseKey, cell: Cell, written: JudgmentText) -> tuple[None, Changes]:
    """Make what was written a judgment, in the journal; an earlier one is superseded.

    Raises:
        JudgmentRefusedError: the program asks for something that is not there; nothing was recorded. Details say the
            `reason`, and the `field` that could put it right.
    """
    may_change(desk, key)
    why_not = closing.why_not_closable(desk.program(key), desk.submission(key), cell, written)
    if why_not is not None:
        raise JudgmentRefusedError(str(cell), reason=why_not.reason, field=why_not.field)
    desk.workspace.record_judgment(key, cell, written)
    return None, Changes.of_case(key)


def save_ethics_draft(
    desk: Desk, key: CaseKey, item: str, answer: str | None, note: str, citations: tuple[Citation, ...] = ()
) -> tuple[str, Changes]:
    """Keep an answer that was begun, outside the journal; returns when it was saved (UTC)."""
    may_change(desk, key)
    return desk.workspace.save_ethics_draft(key, item, answer, note, citations), Changes.of_case(key)


def answer_ethics(
    desk: Desk, key: CaseKey, item: str, answer: str, note: str = "", citations: tuple[Citation, ...] = ()
) -> tuple[None, Changes]:
    """Answer one item of the ethics checklist.

    Raises:
        UsageError: the program knows no such item or answer.
        JudgmentRefusedError: the answer needs a note, or the candidate's e-mail address stands in it.
    """
    may_change(desk, key)
    program = desk.program(key)
    closing.one_of(item, (known.id for known in program.ethics_items))
    choices = {choice.id: choice for choice in program.ethics_choices}
    closing.one_of(answer, choices)
    if choices[answer].needs_note and not note.strip():
        raise JudgmentRefusedError(item, reason=text("review.closing.ethics_needs_note"))
    require_releasable(desk, key, item, note, citations=citations)
    desk.workspace.record_ethics(key, item, answer, note, citations)
    return None, Changes.of_case(key)


def correct_eligibility(desk: Desk, key: CaseKey, item: str, answer: str, note: str) -> tuple[None, Changes]:
    """Correct a computed eligibility check, with the reason.

    Raises:
        UsageError: the pathway has no such check, or the answer is not one of holds and fails.
        JudgmentRefusedError: no reason was given, or the candidate's e-mail address stands in it.
    """
    may_change(desk, key)
    rules = desk.program(key).pathway(desk.submission(key).pathway).rules
    closing.one_of(item, (rule.id for rule in rules if rule.step == "eligibility"))
    closing.one_of(answer, (Holds.HOLDS, Holds.FAILS))
    if not note.strip():
        raise JudgmentRefusedError(item, reason=text("review.closing.correction_needs_note"))
    require_releasable(desk, key, item, note)
    desk.workspace.record_eligibility(key, item, answer, note)
    return None, Changes.of_case(key)


def confirm_eligibility(desk: Desk, key: CaseKey, item: str) -> tuple[None, Changes]:
    """Record that a check is as computed, with what it was computed from; a later computation still counts.

    Raises:
        UsageError: the pathway has no such check.
        JudgmentRefusedError: nothing could be computed, so that there is nothing to confirm.
    """
    may_change(desk, key)
    rows = {row.id: row for row in reading.open_case(desk, key).eligibility}
    closing.one_of(item, rows)
    if rows[item].computed is Holds.CANNOT_TELL:
        raise JudgmentRefusedError(item, reason=text("review.closing.nothing_to_confirm"))
    desk.workspace.record_eligibility(key, item, CONFIRMED, rows[item].because)
    return None, Changes.of_case(key)


def save_place(desk: Desk, key: CaseKey, place: str) -> tuple[None, Changes]:
    """Remember where in a case the reviewer was; `place` is the window's own text."""
    desk.workspace.save_place(key, place)
    return None, NOTHING


def place(desk: Desk, key: CaseKey) -> str | None:
    """Return where in a case the reviewer was, or None."""
    return desk.workspace.place(key)


def known_conflict(program: ProgramDefinition, kind: str) -> None:
    """Refuse a kind of conflict that the program does not name.

    Raises:
        UsageError: names the known ones.
    """
    closing.one_of(kind, [NO_CONFLICT, *(known.id for known in program.conflict_kinds if known.id != NO_CONFLICT)])


def require_releasable(
    desk: Desk, key: CaseKey, subject: str, *words: str, citations: tuple[Citation, ...] = ()
) -> None:
    """Refuse words that would carry the candidate's e-mail address into the journal and into packages.

    Raises:
        JudgmentRefusedError: names `subject`, and says what to do.
    """
    why_not = closing.why_not_releasable(desk.submission(key), *words, citations=citations)
    if why_not is not None:
        raise JudgmentRefusedError(subject, reason=why_not)


def may_change(desk: Desk, key: CaseKey) -> None:
    """Refuse to change a case that is sealed, or not declared yet.

    Raises:
        CaseSealedError: it is signed or recused.
        NotDeclaredError: the declaration of interests comes first.
    """
    standing = desk.workspace.standing(key)
    if standing.is_recused:
        raise CaseRecusedError(str(key))
    if not standing.is_open:
        raise CaseSealedError(str(key))
    if not standing.is_declared:
        raise NotDeclaredError(desk.submission(key).candidate.name)
