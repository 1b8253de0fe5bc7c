"""Where a case stands, derived from its record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.vocabulary import CaseState

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.judgment import Record


def state_of(program: ProgramDefinition, record: Record, *, is_complete: bool, is_practice: bool = False) -> CaseState:
    """Return the state; `is_complete` says that nothing is missing for the determination.

    A practice case never waits: its questions reach nobody.
    """
    if record.recused_kind is not None:
        return CaseState.RECUSED
    if record.sealed and not record.is_open:
        is_exported = record.sealed[-1].version in record.exported_versions
        return CaseState.EXPORTED if is_exported else CaseState.SIGNED
    if is_referred(program, record):
        return CaseState.REFERRED
    if record.is_waiting and not is_practice:
        return CaseState.WAITING
    if not record.declarations:
        return CaseState.RECEIVED
    return CaseState.COMPLETE if is_complete else CaseState.IN_REVIEW


def is_referred(program: ProgramDefinition, record: Record) -> bool:
    """True while an ethics answer stands that refers the case to the office."""
    referring = {choice.id for choice in program.ethics_choices if choice.effect == "refer"}
    return any(answer.answer in referring for answer in record.ethics.values())
