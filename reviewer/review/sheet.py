"""Lays out a case: program, submission and record become rows ready to show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.review import attesting, experience
from reviewer.review.activities import activity_rows, activity_sum
from reviewer.review.case import case_of
from reviewer.review.checklist import checklist_rows, checks
from reviewer.review.comparing import attestation_rows
from reviewer.review.conflict import whom_to_recognize
from reviewer.review.coverage import coverage_rows
from reviewer.review.deciding import determine_case, second_reader
from reviewer.review.hints import hints_in
from reviewer.review.how_far import how_far
from reviewer.review.judgment import PrivateNotes
from reviewer.review.milestones import milestone_rows
from reviewer.review.missing import missing_in
from reviewer.review.period import period_of
from reviewer.review.sheet_rows import CellRow, EthicsRow, InboxRow, PeriodRow, Sheet
from reviewer.review.state import state_of
from reviewer.vocabulary import NOT_CLAIMED, RuleStatus

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.case import Case
    from reviewer.review.judgment import Record
    from reviewer.submission.findings import Report
    from reviewer.submission.model import Submission
    from reviewer.vocabulary import Attested, Cell

__all__ = ["inbox_row", "lay_out", "whom_to_recognize"]

_NO_NOTES = PrivateNotes()


def lay_out(
    program: ProgramDefinition,
    submission: Submission,
    record: Record,
    *,
    findings: Report,
    revisions: tuple[int, ...],
    reviewer_id: str,
    is_practice: bool = False,
) -> Sheet:
    """Return everything about one case, ready to show; pure.

    Warnings in `findings` become hints, as does a training tie of `reviewer_id`; `revisions` are all there are.

    Raises:
        KeyError: the program does not have the submission's pathway.
    """
    case = case_of(program, submission, record)
    determination, progress = determine_case(case), how_far(case)
    laid_out = Sheet(
        key=submission.key,
        state=state_of(program, record, is_complete=determination.complete, is_practice=is_practice),
        submission=submission,
        program_name=program.name,
        edition=program.edition,
        scheme_kind=program.scheme_kind,
        standards=program.standards,
        levels=program.levels,
        not_applicable=program.not_applicable,
        prompts={standard.number: standard.prompts for standard in program.standards},
        cells=_cells(case),
        coverage=coverage_rows(case),
        eligibility=checklist_rows(checks(case)),
        ethics=_ethics(case),
        hints=hints_in(case, findings, reviewer_id),
        experience=experience.explain(experience.spans_of(case)),
        recognize=whom_to_recognize(submission),
        declarations=record.declarations,
        determination=determination,
        sealed=record.sealed[-1] if record.sealed and not record.is_open else None,
        judged=progress.judged,
        to_judge=progress.to_judge,
        revisions=tuple(sorted(revisions)),
        saved_at=record.last_saved_at,
        fixes=program.fixes,
        ethics_choices=program.ethics_choices,
        conflict_kinds=program.conflict_kinds,
        is_practice=is_practice,
    )
    return _beside_the_matrix(laid_out, case)


def _beside_the_matrix(sheet: Sheet, case: Case) -> Sheet:
    """Add what the pathway decides and has instead of a matrix, and what was said to the office."""
    record = case.record
    return replace(
        sheet,
        outcomes=case.pathway.outcomes,
        outcome_hidden_until_judged=case.pathway.outcome_hidden_until_judged,
        changes_hidden_until_signed=case.pathway.changes_hidden_until_signed,
        layout=case.pathway.layout,
        pathway_name=case.pathway.name,
        activities=activity_rows(case),
        activity_sum=activity_sum(case),
        milestones=milestone_rows(case),
        experience_rows=experience.experience_rows(case),
        period=_period(case),
        questions=record.questions,
        alerts=record.alerts,
        moves=record.moves,
        confidential_note=record.confidential_note,
        attestations=attestation_rows(case),
        has_code=bool(case.program.ethics_items),
        conflict_provenance=case.program.provenance.get("conflicts"),
        second_reader=second_reader(case, sheet.determination),
    )


def _period(case: Case) -> PeriodRow | None:
    period, cycle = period_of(case), case.pathway.cycle
    if period is None or cycle is None:
        return None
    order = tuple(RuleStatus)
    status = max((value.provenance.status for value in cycle.sourced.values()), key=order.index)
    return PeriodRow(period.first, period.last, period.due_on, status)


def inbox_row(
    program: ProgramDefinition, submission: Submission, record: Record, *, revisions: tuple[int, ...]
) -> InboxRow:
    """Return one case as the inbox shows it; pure.

    Raises:
        KeyError: the program does not have the submission's pathway.
    """
    case = case_of(program, submission, record)
    progress = how_far(case)
    is_complete = not case.open_cells and not missing_in(case, checks(case))
    latest = max(revisions, default=submission.revision)
    return InboxRow(
        key=submission.key,
        program=submission.program,
        program_name=program.name,
        edition=submission.edition,
        pathway=submission.pathway,
        candidate=submission.candidate.name,
        state=state_of(program, record, is_complete=is_complete),
        due_on=submission.due_on.isoformat() if submission.due_on else None,
        judged=progress.judged,
        to_judge=progress.to_judge,
        replaced_by=None if submission.revision == latest else latest,
        doubts=sum(notes.comes_back for cell, notes in record.private.items() if cell in case.levels),
    )


def _cells(case: Case) -> tuple[CellRow, ...]:
    projects = {project.project_id: project for project in case.submission.projects}
    return tuple(
        _cell(case, cell, level, attesting.attested(projects[cell.project_id], cell.standard))
        for cell, level in case.levels.items()
    )


def _cell(case: Case, cell: Cell, level: str | None, attested: Attested | None) -> CellRow:
    judgment = case.record.judgments.get(cell) if level not in {None, NOT_CLAIMED} else None
    draft = case.record.drafts.get(cell)
    return CellRow(
        cell=cell,
        is_claimed=level != NOT_CLAIMED,
        level=level,
        attested=attested,
        closed=judgment.text if judgment else None,
        draft=draft.text if draft else None,
        private=case.record.private.get(cell, _NO_NOTES),
        closed_at=judgment.judged_at if judgment else None,
        saved_at=draft.saved_at if draft else None,
    )


def _ethics(case: Case) -> tuple[EthicsRow, ...]:
    if not case.pathway.has_ethics:
        return ()
    record = case.record
    return tuple(
        EthicsRow(
            item.id,
            item.title,
            item.explanation,
            record.ethics.get(item.id),
            record.ethics_drafts.get(item.id),
            item.shows,
        )
        for item in case.program.ethics_items
    )
