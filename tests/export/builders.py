"""Small packages, and journals to go with them."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import rfc8785

from reviewer.export.content import (
    ActivityRuling,
    Alert,
    AlertKind,
    AnswerSource,
    ChecklistAnswer,
    ConfidentialNote,
    ExperienceRuling,
    MilestoneRuling,
    PackageContent,
    PackagedDetermination,
    PackagedJudgment,
    Question,
    Recusal,
)
from reviewer.export.package import build_package
from reviewer.export.writing import write_package
from reviewer.review.determination import ItemChange, LevelChange, RuleResult
from reviewer.review.judgment import Citation, ConflictDeclaration, JudgmentText
from reviewer.vocabulary import CaseKey, Cell, CitationKind, Holds, RuleStatus, SourceKind

if TYPE_CHECKING:
    from pathlib import Path

SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))
KEY = CaseKey("S-0101", 1)
COVER = b"%PDF-1.4 cover"
LETTER = b"%PDF-1.4 letter"


def journal(*events: str) -> tuple[bytes, ...]:
    """A journal with one line for each event, as the contract describes it."""
    lines: list[bytes] = []
    prev = "0" * 64
    for number, event in enumerate(events, start=1):
        body = {"cell": {"project_id": "p1", "standard": number}}
        entry: dict[str, Any] = {"n": number, "at": "2026-11-21T20:05:00.123Z", "event": event, "body": body}
        entry["prev"] = prev
        prev = entry["hash"] = hashlib.sha256(rfc8785.dumps(entry)).hexdigest()
        lines.append(rfc8785.dumps(entry))
    return tuple(lines)


def citation(**changes: Any) -> Citation:  # noqa: ANN401 - whatever the field takes
    """A passage of a document."""
    values: dict[str, Any] = {
        "kind": CitationKind.PASSAGE,
        "source": SourceKind.DOCUMENT,
        "path": "evidence/p1/plan.pdf",
        "sha256": "a" * 64,
        "quote": "we piloted it twice",
        "place": 3,
        "start": 10,
        "end": 29,
        "rect": (72.0, 90.5, 300.25, 102.0),
    }
    return Citation(**(values | changes))


def judgment(standard: int = 1, **changes: Any) -> PackagedJudgment:  # noqa: ANN401 - whatever the field takes
    """A closed criterion of project p1."""
    values: dict[str, Any] = {
        "level": "partly_met",
        "finding": "The pilot is named but not described.",
        "feedback": "Please describe the pilot.",
        "remedy": "One page on how the pilot was done.",
        "prompts": ("pilot",),
        "citations": (citation(),),
    }
    return PackagedJudgment(Cell("p1", standard), JudgmentText(**(values | changes)), "2026-11-21T20:05:00.123Z")


def determination(key: CaseKey = KEY, **changes: Any) -> PackagedDetermination:  # noqa: ANN401 - whatever the field takes
    """A sealed determination with one of everything."""
    values: dict[str, Any] = {
        "key": key,
        "bundle_sha256": "b" * 64,
        "program": "cpt",
        "edition": "2013",
        "program_sha256": "c" * 64,
        "pathway": "initial",
        "candidate_id": "C-9",
        "determination_id": f"D-{key.submission_id}",
        "version": 1,
        "recommended": "certify",
        "outcome": "certify",
        "signed_at": "2026-11-21T20:10:00.000Z",
        "declarations": (ConflictDeclaration("none", "", "opening", "2026-11-21T19:00:00.000Z"),),
        "eligibility": (ChecklistAnswer("experience", "holds", "51.6 months", AnswerSource.COMPUTED),),
        "ethics": (ChecklistAnswer("1", "no_concern", "", AnswerSource.REVIEWER, (citation(),)),),
        "judgments": (judgment(1), judgment(2, same_as=Cell("p1", 1), fix="describe")),
        "activities": (ActivityRuling("a1", Decimal("2.5"), Decimal("2.0"), Decimal(2), "one half day"),),
        "milestones": (MilestoneRuling("M1", 2, counts=True),),
        "experience": (ExperienceRuling(1, counts=False, because="an internship"),),
        "rules": (
            RuleResult("every-standard-met", "All met", Holds.FAILS, "one open", RuleStatus.ASSUMED, "?", "certify"),
        ),
        "smallest_changes": (
            (LevelChange(Cell("p1", 1), "partly_met", "met"), ItemChange("item", "experience", "fails", "holds")),
        ),
        "margin": 2,
    }
    return PackagedDetermination(**(values | changes))


def content(**changes: Any) -> PackageContent:  # noqa: ANN401 - whatever the field takes
    """A package with one case and one message of each kind."""
    values: dict[str, Any] = {
        "reviewer_id": "rev-07",
        "reviewer_name": "Ødegård, Nguyễn",
        "sequence": 1,
        "made_at": "2026-11-21T20:15:00.000Z",
        "cover_pdf": COVER,
        "determinations": (determination(),),
        "letters": {KEY: LETTER},
        "journals": {KEY: journal("declaration", "judgment", "sealing")},
        "alerts": (Alert("S-0101", "2026-11-21T20:00:00.000Z", AlertKind.PERSONAL_DATA, "A client's phone number."),),
        "questions": (Question("S-0102", "2026-11-21T20:00:00.000Z", "Which edition?"),),
        "recusals": (Recusal(CaseKey("S-0103", 2), "employer", "2026-11-21T20:00:00.000Z"),),
        "confidential_notes": (ConfidentialNote("S-0101", "Please call me."),),
        "generator_version": "0.1.0",
    }
    return PackageContent(**(values | changes))


def small_content() -> PackageContent:
    """The smallest package that still has a determination, a letter and a journal."""
    small = determination(
        eligibility=(),
        ethics=(),
        judgments=(judgment(citations=()),),
        activities=(),
        milestones=(),
        experience=(),
        rules=(),
        smallest_changes=(),
    )
    return content(
        determinations=(small,),
        journals={KEY: journal("sealing")},
        alerts=(),
        questions=(),
        recusals=(),
        confidential_notes=(),
    )


def written(folder: Path, package: PackageContent, seed: bytes = SEED) -> Path:
    """Build a package and write it into a folder."""
    return write_package(build_package(package, seed), folder).path
