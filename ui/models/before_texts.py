"""What is looked at before judging, as lines: declarations, attestations, experience, and where hints lead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.review.numbers import written
from reviewer.text import text
from ui.models.day_words import computed_spoken, dates_spoken, day_words, projects_spoken
from ui.models.matrix_model import project_label

if TYPE_CHECKING:
    from reviewer.review.judgment import AttestationCheck
    from reviewer.review.sheet_rows import ExperienceRowShown, HintRow, HintWords, Sheet
    from reviewer.submission.model import Attestation
    from reviewer.vocabulary import Cell

_PROJECT = re.compile(r"/projects/(\d+)(/attestations|/end|/start|/summary)?")
_NAMES_DOCUMENTS = frozenset({"media-type", "missing-page"})
"""Hints whose sentences name a document by its path."""
_PROJECT_TABS = {"/attestations": "attestations", "/end": "dates", "/start": "dates", "/summary": "project"}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a hint leads: a tab of the reading pane and, for it, a cell; an empty tab stays on the page.

    `words` are what to show there.
    """

    tab: str
    cell: Cell | None = None
    words: HintWords | None = None


def destination_of(sheet: Sheet, hint: HintRow) -> Destination | None:
    """Return where a hint leads; None where there is nothing more to see than the hint itself."""
    if hint.cell is not None:
        return Destination("claim", hint.cell, hint.words)
    if hint.place.startswith(("/documents", "data/evidence", "evidence")):
        return Destination("documents", None, hint.words)
    if hint.place.startswith(("/experience", "/submitted_on", "/registered_on")):
        return Destination("dates")
    found = _PROJECT.match(hint.place)
    if found is None or int(found[1]) >= len(sheet.submission.projects):
        return None
    project = sheet.submission.projects[int(found[1])]
    first = next((row.cell for row in sheet.cells if row.cell.project_id == project.project_id), None)
    return Destination(_PROJECT_TABS.get(found[2] or "", "project"), first)


def hint_words(sheet: Sheet, hint: HintRow) -> str:
    """Return the sentence of a hint, with projects, dates and documents as people name them."""
    said = projects_spoken(sheet, dates_spoken(hint.code, hint.message))
    if hint.code not in _NAMES_DOCUMENTS:
        return said
    titles = {document.path: document.title for document in sheet.submission.documents if document.title}
    path = next((path for path in sorted(titles, key=len, reverse=True) if path in said), "")
    return said.replace(path, text("review.quoted", words=titles[path]), 1) if path else said


def attestation_lines(sheet: Sheet) -> tuple[str, ...]:
    """Say of each attestation who, when, and how many Standards it confirms, project by project."""
    lines: list[str] = []
    for project in sheet.submission.projects:
        label = project_label(sheet, project.project_id)
        if not project.attestations:
            lines.append(f"{label}: {text('case.attestation.none')}")
        checks = [row.check for row in sheet.attestations if row.key.project_id == project.project_id]
        lines += [
            f"{label}: {_attestation_line(sheet, attestation)} · {_compared(check)}"
            for attestation, check in zip(project.attestations, checks, strict=True)
        ]
    return tuple(lines)


def _compared(check: AttestationCheck | None) -> str:
    if check is None:
        return text("case.before.not_compared")
    return text("case.before.agrees" if check.agrees else "case.before.differs")


def _attestation_line(sheet: Sheet, attestation: Attestation) -> str:
    signed = (
        text("case.attestation.signed", date=day_words(attestation.signed_on))
        if attestation.signed_on
        else text("case.attestation.unsigned")
    )
    confirmed = text("case.before.confirms", confirmed=len(set(attestation.confirms)), in_all=len(sheet.standards))
    who = f"{attestation.attester_name} ({text(f'case.relation.{attestation.relation}')})"
    return f"{who} · {signed} · {confirmed}"


def experience_row_words(row: ExperienceRowShown) -> str:
    """Say of a row of experience who, as what, when, and how much of full time, as the candidate gives it."""
    months = text("case.before.row_months", months=row.months)
    share = Decimal(row.share)
    part_time = text("case.before.share", share=written(share * 100)) if share != 1 else ""
    span = computed_spoken(text("case.span", start=row.start, end=row.end or text("case.span_now")))
    return " · ".join(part for part in (span, row.employer, row.role, part_time, months) if part)


def experience_sum_lines(sheet: Sheet) -> tuple[str, ...]:
    """Say how the months of experience were counted, and how many they are."""
    total = text("case.before.experience_sum", months=sheet.experience.months)
    if not sheet.experience.rows:
        return (total,)
    return (text("case.before.experience_counted"), *map(computed_spoken, sheet.experience.rows), total)
