"""What still stands between a case and its determination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.program.functions import ON_MILESTONES
from reviewer.review import comparing
from reviewer.review.activities import activity_rows
from reviewer.review.determination import Missing
from reviewer.review.milestones import milestone_name, milestone_rows
from reviewer.text import text
from reviewer.vocabulary import Holds, MissingKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.review.case import Case
    from reviewer.review.checklist import Check
    from reviewer.vocabulary import Cell


def missing_in(case: Case, found: tuple[Check, ...]) -> tuple[Missing, ...]:
    """Return everything that is open: checks, cells, activities, milestones, ethics answers, then doubts."""
    return (
        *_checks(case, found),
        *_compared(case, found),
        *_cells(case),
        *_activities(case),
        *_milestones(case),
        *_ethics(case),
        *_doubts(case),
    )


def waiting_checks(case: Case, found: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return the checks that wait for a ruling of their own; not those that wait for one of their rows."""
    functions = {rule.id: rule.function for rule in case.pathway.rules}
    return tuple(
        check
        for check in found
        if check.in_force.holds is Holds.CANNOT_TELL
        and _layout_of_rows(functions.get(check.computed.rule, "")) != case.pathway.layout
    )


def _layout_of_rows(function: str) -> str:
    """Return the layout that lists the rows of a rule; on another one the check is ruled on itself."""
    if function == "points_reached":
        return "activities"
    return "milestones" if function in ON_MILESTONES else ""


def _checks(case: Case, found: tuple[Check, ...]) -> Iterator[Missing]:
    for check in waiting_checks(case, found):
        message = text("review.missing.eligibility", title=check.computed.title, because=check.in_force.because)
        yield Missing(MissingKind.ELIGIBILITY, message, id=check.computed.rule)


def _compared(case: Case, found: tuple[Check, ...]) -> Iterator[Missing]:
    titles = {check.computed.rule: check.computed.title for check in found}
    waiting = {check.computed.rule for check in waiting_checks(case, found)}
    for rule, key in comparing.unsettled(case):
        attestation = comparing.attestation_of(case.submission, key)
        if rule in titles.keys() - waiting and attestation is not None:
            whose = {"attester": attestation.attester_name, "project": key.project_id}
            message = text("review.missing.attestation", title=titles[rule], **whose)
            yield Missing(MissingKind.ELIGIBILITY, message, id=rule)


def _activities(case: Case) -> Iterator[Missing]:
    if case.pathway.layout != "activities":
        return
    for row in activity_rows(case):
        if not row.is_judged:
            because = " ".join(row.notes)
            message = text("review.missing.activity", activity=row.activity_id, title=row.title, because=because)
            yield Missing(MissingKind.ACTIVITY, message, id=row.activity_id)


def _milestones(case: Case) -> Iterator[Missing]:
    if case.pathway.layout != "milestones":
        return
    for row in milestone_rows(case):
        if not row.is_judged:
            message = text(
                "review.missing.milestone", milestone=milestone_name(row.ref, row.attempt), because=" ".join(row.notes)
            )
            yield Missing(MissingKind.MILESTONE, message, id=str(row.key))


def _cells(case: Case) -> Iterator[Missing]:
    for cell in case.open_cells:
        yield _of_cell(case, cell, MissingKind.CELL)


def _of_cell(case: Case, cell: Cell, kind: MissingKind) -> Missing:
    message = text(f"review.missing.{kind}", cell=cell_name(case, cell))
    return Missing(kind, message, project_id=cell.project_id, standard=cell.standard)


def cell_name(case: Case, cell: Cell) -> str:
    """Name a cell for people: `6 Determine Cause in p2`."""
    standard = case.program.standard(cell.standard)
    return text("review.cell", number=standard.number, name=standard.name, project=cell.project_id)


def _ethics(case: Case) -> Iterator[Missing]:
    if not case.pathway.has_ethics:
        return
    known = {choice.id for choice in case.program.ethics_choices}
    for item in case.program.ethics_items:
        given = case.record.ethics.get(item.id)
        if given is None or given.answer not in known:
            yield Missing(MissingKind.ETHICS, text("review.missing.ethics", title=item.title), id=item.id)


def _doubts(case: Case) -> Iterator[Missing]:
    for cell in case.levels:
        notes = case.record.private.get(cell)
        if notes and notes.comes_back:
            yield _of_cell(case, cell, MissingKind.DOUBT)
