"""Cases in every shape that a letter can be about."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reviewer.letter.content import write_letter
from reviewer.letter.values import Letterhead
from reviewer.program.catalog import find
from reviewer.review.case import case_of
from reviewer.review.deciding import determine
from reviewer.review.judgment import Citation, EthicsAnswer, Judgment, JudgmentText, Record
from reviewer.submission.model import (
    Attestation,
    Candidate,
    Claim,
    Declaration,
    Document,
    EthicsStatement,
    ExperienceRow,
    Month,
    Project,
    Submission,
)
from reviewer.submission.reading import submission_from_bytes
from reviewer.vocabulary import CitationKind, SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reviewer.letter.values import LetterContent
    from reviewer.program.model import ProgramDefinition
    from reviewer.vocabulary import Cell

AT = "2026-11-20T10:00:00.000Z"
SIGNED_ON = date(2026, 11, 21)
HEAD = "5f3a9c0d1e2b4a6788776655443322110f0e0d0c0b0a09080706050403020100"
PROFILE = Letterhead(
    reviewer_name="Ottoline Marchetti-Oyelaran",
    reviewer_id="R-0042",
    office_name="ISPI Certification Office",
    address=("c/o Harrowgate Business Center, Suite 310", "Ashcombe Bay, NX 40200"),
)


def sample(shared_data: Path, name: str) -> Submission:
    """Read one of the real bundles, without checking it."""
    with zipfile.ZipFile(shared_data / "bundles" / f"{name}.zip") as bundle:
        member = next(each for each in bundle.namelist() if each.endswith("data/submission.json"))
        return submission_from_bytes(bundle.read(member), bundle_sha256="0" * 64)


def program_of(submission: Submission) -> ProgramDefinition:
    """Return the program's edition that a submission names."""
    return find(submission.program, submission.edition)


def judged(submission: Submission, texts: Mapping[Cell, JudgmentText] | None = None) -> Record:
    """Judge every claimed cell as met, but for the texts given; no concern about ethics."""
    program = program_of(submission)
    case = case_of(program, submission, Record())
    told = dict(texts or {})
    judgments = {cell: Judgment(told.get(cell, JudgmentText(level="met")), AT) for cell in case.open_cells}
    ethics = {item.id: EthicsAnswer("no_concern", "", (), AT) for item in program.ethics_items}
    return Record(judgments=judgments, ethics=ethics)


def with_ethics(record: Record, item: str, answer: str, note: str, *citations: Citation) -> Record:
    """Answer one item of the ethics checklist otherwise."""
    return replace(record, ethics={**record.ethics, item: EthicsAnswer(answer, note, citations, AT)})


def letter(
    submission: Submission,
    record: Record,
    outcome: str | None = None,
    *,
    program: ProgramDefinition | None = None,
    profile: Letterhead = PROFILE,
    is_draft: bool = False,
    language: str = "en",
) -> LetterContent:
    """Write the letter of a record, with the recommended outcome where none is given."""
    definition = program or program_of(submission)
    determination = determine(definition, submission, record)
    return write_letter(
        definition,
        submission,
        record,
        determination,
        outcome or determination.recommended or "",
        profile=profile,
        dated_on=SIGNED_ON,
        is_draft=is_draft,
        journal_head=HEAD,
        language=language,
    )


def cited(path: str, place: str | int | None = None, quote: str = "quoted words") -> Citation:
    """Cite a place in a document, a narrative or an attestation."""
    first = path.partition(":")[0]
    source = SourceKind(first) if first in {"narrative", "attestation"} else SourceKind.DOCUMENT
    return Citation(CitationKind.PASSAGE, source, path, "0" * 64, quote, place)


def project(
    number: int, *, standards: range = range(1, 11), attestations: tuple[Attestation, ...] | None = None
) -> Project:
    """Make a project that claims some Standards, attested by a client unless told otherwise."""
    given = (Attestation(f"Client {number}", "client", signed_on=date(2026, 1, 5), confirms=tuple(standards)),)
    return Project(
        f"p{number}",
        f"Project {number}",
        tuple(Claim(standard, f"What was done for Standard {standard}.") for standard in standards),
        end=Month(2025, 6),
        attestations=given if attestations is None else attestations,
    )


def submission(*projects: Project, **changes: object) -> Submission:
    """Make an initial application that fulfills everything apart from what the projects lack."""
    made = Submission(
        submission_id="CPT-1",
        revision=1,
        program="cpt",
        edition="2013",
        pathway="initial",
        submitted_on=date(2026, 9, 1),
        candidate=Candidate("C-1", "Ana Quill", postal_address=("1 Short Street", "Ashcombe Bay")),
        ethics=EthicsStatement(agreed=True, signed_name="Ana Quill", signed_on=date(2026, 8, 1)),
        documents=tuple(
            Document(f"evidence/{each.project_id}/report.pdf", f"Report of {each.title}", project_id=each.project_id)
            for each in projects
        ),
        experience=(ExperienceRow("Quill & Co", "Consultant", Month(2015, 1), None, share=1),),  # type: ignore[arg-type]
        declarations=(
            Declaration("declaration_and_release", agreed=True),
            Declaration("application_agreement", agreed=True),
        ),
        projects=projects,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def text_of(content: LetterContent) -> str:
    """Return all words of a letter."""
    return "\n".join(written for _place, written in content.texts())
