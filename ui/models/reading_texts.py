"""The words of a submission in reading order: what stands in the reading pane, part by part.

Everything here is the candidate's or an attester's own text and stays plain text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.text import text
from reviewer.vocabulary import Attested, Cell, SourceKind
from ui.models.day_words import day_words, month_words
from ui.models.declarations import declaration_lines
from ui.models.matrix_model import project_label

if TYPE_CHECKING:
    from reviewer.program.model import Standard
    from reviewer.review.comparing import AttestationRow
    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.model import Attestation, EvidenceRef, Month, Project, ResponsePoint


class Part(StrEnum):
    """What a passage is, which decides how it is set."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    FACTS = "facts"
    WORDS = "words"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of the reading pane.

    `anchor` names the cell whose claim begins here, if one does; `source` is what a citation calls the words where
    they can be cited (`narrative:P:N`, `attestation:P:K`, `answer:N`).
    """

    part: Part
    words: str
    anchor: Cell | None = None
    source: str = ""


def claim_passages(sheet: Sheet, cell: Cell) -> tuple[Passage, ...]:
    """Return one claim: project, Standard, narrative and what it cites."""
    project = sheet.submission.project(cell.project_id)
    if project is None:
        return ()
    title = _standard_title(_standard(sheet, cell.standard))
    facts = Passage(Part.FACTS, project_label(sheet, project.project_id))
    return (Passage(Part.TITLE, title, cell), facts, *_claim_words(project, cell.standard))


def project_passages(sheet: Sheet, project_id: str) -> tuple[Passage, ...]:
    """Return a whole project as one text: facts, summary, then each claim in the order of the Standards."""
    project = sheet.submission.project(project_id)
    if project is None:
        return ()
    passages = [Passage(Part.TITLE, project_label(sheet, project_id)), Passage(Part.FACTS, _project_facts(project))]
    if project.summary:
        passages.append(Passage(Part.WORDS, project.summary))
    for standard in sheet.standards:
        cell = Cell(project_id, standard.number)
        passages.append(Passage(Part.SUBTITLE, _standard_title(standard), cell))
        passages.extend(_claim_words(project, standard.number))
    return tuple(passages)


def standard_passages(sheet: Sheet, number: int) -> tuple[Passage, ...]:
    """Return one Standard in all projects, one after another."""
    passages = [Passage(Part.TITLE, _standard_title(_standard(sheet, number)))]
    for project in sheet.submission.projects:
        label = project_label(sheet, project.project_id)
        passages.append(Passage(Part.SUBTITLE, label, Cell(project.project_id, number)))
        passages.extend(_claim_words(project, number))
    return tuple(passages)


def attestation_passages(sheet: Sheet, project_id: str) -> tuple[Passage, ...]:
    """Return the attestations of a project: who, since when, what is confirmed and what is not, the statement."""
    project = sheet.submission.project(project_id)
    if project is None:
        return ()
    passages = [Passage(Part.TITLE, project_label(sheet, project_id))]
    if not project.attestations:
        passages.append(Passage(Part.ABSENT, text("case.attestation.none")))
    rows = {row.key.number: row for row in sheet.attestations if row.key.project_id == project_id}
    for number, attestation in enumerate(project.attestations, start=1):
        source = f"{SourceKind.ATTESTATION}:{project_id}:{number}"
        passages.extend(_attestation(sheet, attestation, rows[number], source))
    return tuple(passages)


def answer_passages(sheet: Sheet) -> tuple[Passage, ...]:
    """Return what the candidate declares and, in a resubmission, the answers to the last letter."""
    passages = [
        Passage(Part.TITLE, text("case.answers.declarations")),
        Passage(Part.WORDS, "\n".join(declaration_lines(sheet))),
        Passage(Part.SUBTITLE, text("case.answers.title")),
    ]
    points = sheet.submission.response_to
    if not points:
        passages.append(Passage(Part.ABSENT, text("case.answers.none")))
    for number, point in enumerate(points, start=1):
        passages.append(Passage(Part.SUBTITLE, _point(sheet, number, point)))
        passages.append(Passage(Part.WORDS, point.response, source=f"{SourceKind.ANSWER}:{number}"))
    return tuple(passages)


def _point(sheet: Sheet, number: int, point: ResponsePoint) -> str:
    named = {standard.number: standard for standard in sheet.standards}
    about = [project_label(sheet, point.project_id)] if point.project_id else []
    if point.standard is not None:
        known = named.get(point.standard)
        about.append(_standard_title(known) if known else str(point.standard))
    return " · ".join([text("case.answers.answer", number=number), *about])


def _attestation(sheet: Sheet, attestation: Attestation, row: AttestationRow, source: str) -> list[Passage]:
    passages = [
        Passage(Part.SUBTITLE, attestation.attester_name),
        Passage(Part.FACTS, "\n".join(_attestation_facts(attestation))),
    ]
    if attestation.statement:
        passages.append(Passage(Part.WORDS, attestation.statement, source=source))
    else:
        passages.append(Passage(Part.ABSENT, text("case.attestation.no_statement")))
    passages.append(Passage(Part.WORDS, "\n".join(_marks(sheet, row))))
    return passages


def _attestation_facts(attestation: Attestation) -> list[str]:
    who = [text(f"case.relation.{attestation.relation}"), attestation.organization]
    signed = (
        text("case.attestation.signed", date=day_words(attestation.signed_on))
        if attestation.signed_on
        else text("case.attestation.unsigned")
    )
    facts = [" · ".join(part for part in who if part), signed]
    if attestation.known_from or attestation.known_to:
        facts.append(text("case.attestation.known", span=span_words(attestation.known_from, attestation.known_to)))
    cited = _cited(attestation.evidence)
    return [*facts, cited] if cited else facts


def _marks(sheet: Sheet, row: AttestationRow) -> list[str]:
    columns = {standard.number: f"{standard.number}\N{NO-BREAK SPACE}{standard.column}" for standard in sheet.standards}
    groups = {mark: [columns[number] for number, each in row.marks if each is mark] for mark in Attested}
    return [
        text(f"case.attestation.{mark}", standards=", ".join(standards))
        for mark, standards in groups.items()
        if standards
    ]


def _claim_words(project: Project, number: int) -> list[Passage]:
    claim = project.claim(number)
    if claim is None:
        return [Passage(Part.ABSENT, text("case.claim.none"))]
    source = f"{SourceKind.NARRATIVE}:{project.project_id}:{number}"
    passages = [Passage(Part.WORDS, claim.narrative, source=source)]
    cited = _cited(claim.evidence) or text("case.claim.cites_nothing")
    return [*passages, Passage(Part.FACTS, cited)]


def _cited(evidence: tuple[EvidenceRef, ...]) -> str:
    return "\n".join(_citation(reference) for reference in evidence)


def _citation(reference: EvidenceRef) -> str:
    name = reference.path.removeprefix("evidence/")
    place = text("case.claim.cited_page", name=name, page=reference.page) if reference.page else name
    words = text("case.claim.cited", place=place)
    return f"{words} · {reference.note}" if reference.note else words


def _project_facts(project: Project) -> str:
    client = project.client
    if client and project.client_kind:
        client = f"{client} ({text(f'case.client.{project.client_kind}')})"
    span = span_words(project.start, project.end) if project.start or project.end else ""
    lines = (" · ".join(part for part in (client, span) if part), project.role)
    return "\n".join(line for line in lines if line)


def span_words(start: Month | None, end: Month | None) -> str:
    """Write a span of months; an open end runs until now."""
    return text(
        "case.span",
        start=month_words(start) if start else text("case.span_unknown"),
        end=month_words(end) if end else text("case.span_now"),
    )


def _standard(sheet: Sheet, number: int) -> Standard:
    return next(standard for standard in sheet.standards if standard.number == number)


def _standard_title(standard: Standard) -> str:
    return f"{standard.number} {standard.name}"
