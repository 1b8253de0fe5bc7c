"""The inbox: which cases there are and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import UnknownCaseError
from reviewer.review import comparing
from reviewer.review.sheet_rows import InboxRow
from reviewer.vocabulary import CaseKey, CaseState
from reviewer.workflow.folding import plain

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition
    from reviewer.workflow.desk import Desk
    from reviewer.workspace.values import InboxFacts


def list_cases(desk: Desk, *, state: str | None = None, search: str = "") -> tuple[InboxRow, ...]:
    """Return the cases, those due first at the top.

    Args:
        desk: the open workspace.
        state: only cases in this state.
        search: only cases whose id, candidate or program holds all these words, whatever their accents and case.

    Raises:
        UsageError: there is no such state.
    """
    if state is not None:
        from reviewer.review import closing

        closing.one_of(state, CaseState)
    all_facts = desk.workspace.inbox_facts()
    latest = {facts.key.submission_id: facts.key.revision for facts in sorted(all_facts, key=lambda facts: facts.key)}
    rows = (_row(desk, facts, latest[facts.key.submission_id]) for facts in all_facts)
    words = plain(search).split()
    found = [row for row in rows if (state is None or row.state == state) and _has(row, words)]
    return tuple(sorted(found, key=lambda row: (row.due_on is None, row.due_on or "", row.key)))


def resolve(desk: Desk, written: str) -> CaseKey:
    """Find the case that `ID` (its highest revision) or `ID@REVISION` names.

    Raises:
        UnknownCaseError: there is no such case.
    """
    submission_id, at, revision = written.rpartition("@")
    if not at:
        revisions = desk.workspace.revisions(written)
        if not revisions:
            raise UnknownCaseError(written)
        return CaseKey(written, max(revisions))
    if not (revision.isascii() and revision.isdigit()) or int(revision) not in desk.workspace.revisions(submission_id):
        raise UnknownCaseError(written)
    return CaseKey(submission_id, int(revision))


def _row(desk: Desk, facts: InboxFacts, latest: int) -> InboxRow:
    return InboxRow(
        key=facts.key,
        program=facts.program,
        program_name=desk.program_of(facts).name,
        edition=facts.edition,
        pathway=facts.pathway,
        candidate=facts.candidate,
        state=_state(desk, facts),
        due_on=facts.due_on,
        judged=facts.judged,
        to_judge=facts.to_judge,
        replaced_by=None if facts.key.revision == latest else latest,
        doubts=facts.doubts,
        is_practice=facts.is_practice,
    )


def _state(desk: Desk, facts: InboxFacts) -> CaseState:
    """Derive the state as `reviewer.review.state` does, without reading the submission again."""
    if facts.recused_kind is not None:
        return CaseState.RECUSED
    if facts.sealed_version is not None and not facts.is_open:
        return _released(facts)
    program = desk.program_of(facts)
    referring = {choice.id for choice in program.ethics_choices if choice.effect == "refer"}
    if any(answer in referring for _, answer in facts.ethics):
        return CaseState.REFERRED
    if facts.is_waiting and not facts.is_practice:
        return CaseState.WAITING
    if not facts.is_declared:
        return CaseState.RECEIVED
    if program.pathway(facts.pathway).has_rows_aside:
        # Imported late: reading a case brings in all that judges it, which listing other cases need not wait for.
        from reviewer.workflow import reading

        # What is ruled on such a row settles a check that was open when the case came; only reading it tells.
        return reading.open_case(desk, facts.key).state
    return CaseState.COMPLETE if _is_complete(program, facts) else CaseState.IN_REVIEW


def _released(facts: InboxFacts) -> CaseState:
    if facts.is_acknowledged:
        return CaseState.ACKNOWLEDGED
    return CaseState.EXPORTED if facts.is_exported else CaseState.SIGNED


def _is_complete(program: ProgramDefinition, facts: InboxFacts) -> bool:
    has_ethics = program.pathway(facts.pathway).has_ethics
    items = {item.id for item in program.ethics_items} if has_ethics else set()
    return (
        facts.judged >= facts.to_judge
        and not facts.doubts
        and items <= {item for item, _ in facts.ethics}
        and _to_rule_on(program, facts) <= {item for item, _ in facts.eligibility}
    )


def _to_rule_on(program: ProgramDefinition, facts: InboxFacts) -> set[str]:
    differing = comparing.checks_of(program.pathway(facts.pathway)) if facts.attestations_differ else ()
    return {*facts.eligibility_open, *differing}


def _has(row: InboxRow, words: list[str]) -> bool:
    where = plain(f"{row.key} {row.candidate} {row.program} {row.program_name} {row.edition} {row.pathway} {row.state}")
    return all(word in where for word in words)
