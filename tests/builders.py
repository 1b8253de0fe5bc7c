"""Input for tests: submissions, programs and records, each with sensible defaults."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.program import catalog
from reviewer.review.judgment import (
    ConflictDeclaration,
    EligibilityCorrection,
    EthicsAnswer,
    Judgment,
    JudgmentText,
    Record,
    Sealed,
)
from reviewer.submission.model import (
    Attestation,
    Candidate,
    Claim,
    Declaration,
    EthicsStatement,
    ExperienceRow,
    Month,
    Project,
    Submission,
)
from reviewer.submission.reading import submission_from_bytes
from reviewer.vocabulary import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.program.model import ProgramDefinition

CRAFT = Path(__file__).parent / "program" / "craft.toml"
LAST_MONTH = Month(2025, 12)
MOMENT = "2026-11-21T20:05:00.123Z"


# Programs -----------------------------------------------------------------------------------


def cpt(edition: str = "2013") -> ProgramDefinition:
    """The shipped CPT."""
    return catalog.find("cpt", edition)


def craft_program() -> ProgramDefinition:
    """A program for a fictional craft certificate, which no code knows of."""
    return catalog.read_definition(CRAFT.read_bytes())


def small_program(needed: Iterable[int], levels: int = 4) -> ProgramDefinition:
    """A program with one Standard for each number of projects in `needed`, one ethics item and two checks.

    Of `levels` levels, named `l0` and so on, only the best shows a Standard.
    """
    standards = "".join(
        f'[[standards]]\nnumber = {number}\nname = "Standard {number}"\ncolumn = "S{number}"\nkind = "process"\n'
        f'[[coverage]]\nstandards = [{number}]\nneeded = {count}\nstatus = "assumed"\nsource = "a test"\n'
        for number, count in enumerate(needed, start=1)
    )
    scale = "".join(
        f'[[levels]]\nid = "l{rank}"\nname = "Level {rank}"\nkey = "{chr(ord("A") + rank)}"\nsign = "full"\n'
        f'shows = {"true" if rank == 0 else "false"}\nneeds_reason = false\nsentence = "A sentence."\n'
        for rank in range(levels)
    )
    return catalog.read_definition((_SMALL_TOP + standards + scale + _SMALL_END).encode())


_SMALL_TOP = """
format = "program/1"
[program]
id = "small"
edition = "1"
name = "Small"
full_name = "A small program"
body = "A body"
scheme_kind = "certification"
[letter]
dated_by = "office"
signed_by = "office"
body_name = "A body"
program_name = "A program"
"""

_SMALL_END = """
[not_applicable]
name = "Not applicable"
key = "X"
sentence = "A sentence."
[ethics]
items = [{ id = "1", title = "One", explanation = "A sentence." }]
choices = [
  { id = "no_concern", name = "None", key = "K", effect = "none" },
  { id = "concern", name = "Some", key = "C", effect = "more" },
  { id = "serious_concern", name = "Serious", key = "S", effect = "refer" },
]
[[conflicts]]
id = "none"
name = "None"
explanation = "A sentence."
[pathways.initial]
name = "Initial"
layout = "matrix"
has_ethics = true
outcomes = [
  { id = "certify", name = "Yes", sentence = "Yes." },
  { id = "more_information", name = "More", sentence = "More." },
  { id = "not_certified", name = "No", sentence = "No." },
  { id = "not_scorable", name = "Nothing", sentence = "Nothing." },
  { id = "referred", name = "Referred", sentence = "Referred." },
]
[[pathways.initial.rules]]
id = "scorable"
step = "scorable"
function = "has_claims"
title = "Scorable"
when_fails = "not_scorable"
status = "assumed"
source = "a test"
[[pathways.initial.rules]]
id = "projects"
step = "eligibility"
function = "number_of_projects"
title = "Projects"
when_fails = "not_certified"
status = "found"
source = "a test"
parameters = { projects_needed = 2 }
[[pathways.initial.rules]]
id = "declarations"
step = "eligibility"
function = "declarations_agreed"
title = "Declarations"
when_fails = "more_information"
status = "inferred"
source = "a test"
parameters = { kinds = ["application_agreement"] }
[[pathways.initial.rules]]
id = "coverage"
step = "coverage"
function = "standards_shown"
title = "Coverage"
when_fails = "more_information"
status = "assumed"
source = "a test"
[[pathways.initial.rules]]
id = "ethics"
step = "ethics"
function = "ethics_answered"
title = "Ethics"
when_fails = "more_information"
status = "assumed"
source = "a test"
parameters = { more = "more_information", refer = "referred" }
"""


# Submissions --------------------------------------------------------------------------------


def sample(shared_data: Path, name: str) -> Submission:
    """One of the sample bundles' submissions, by the name of its ZIP without the ending."""
    with zipfile.ZipFile(shared_data / "bundles" / f"{name}.zip") as bundle:
        member = next(member for member in bundle.namelist() if member.endswith("data/submission.json"))
        return submission_from_bytes(bundle.read(member), bundle_sha256="0" * 64)


def an_attestation(  # one argument for each thing that tests vary
    confirms: Iterable[int] = range(1, 11),
    *,
    relation: str = "client",
    signed_on: date | None = date(2026, 1, 15),
    cannot_confirm: Iterable[int] = (),
    not_observed: Iterable[int] = (),
) -> Attestation:
    """An attestation by a client, signed after the end of `a_project`."""
    return Attestation(
        attester_name="Ada Attester",
        relation=relation,
        confirms=tuple(confirms),
        cannot_confirm=tuple(cannot_confirm),
        not_observed=tuple(not_observed),
        signed_on=signed_on,
    )


def a_project(
    project_id: str = "p1",
    standards: Iterable[int] = range(1, 11),
    *,
    attestations: Iterable[Attestation] | None = None,
    end: Month | None = LAST_MONTH,
) -> Project:
    """A project with a claim for each Standard, each text its own, and one signed attestation."""
    claims = tuple(Claim(number, f"Our work on {number} in {project_id}.") for number in standards)
    return Project(
        project_id=project_id,
        title=f"Project {project_id}",
        claims=claims,
        client="A client",
        start=Month(2025, 1),
        end=end,
        attestations=(an_attestation(),) if attestations is None else tuple(attestations),
    )


def a_submission(
    projects: Iterable[Project] | int = 3,
    *,
    program: str = "cpt",
    edition: str = "2013",
    experience: Iterable[ExperienceRow] | None = None,
    ethics: EthicsStatement | None = None,
    declarations: Iterable[str] = ("declaration_and_release", "application_agreement"),
) -> Submission:
    """A first submission that fulfills every condition of entry, unless told otherwise."""
    if isinstance(projects, int):
        projects = [a_project(f"p{number}") for number in range(1, projects + 1)]
    five_years = (ExperienceRow("An employer", "A role", Month(2021, 10), None, Decimal(1)),)
    return Submission(
        submission_id="CPT-2026-9001",
        revision=1,
        program=program,
        edition=edition,
        pathway="initial",
        submitted_on=date(2026, 9, 15),
        candidate=Candidate("C-1", "Carla Candidate"),
        ethics=ethics or EthicsStatement(agreed=True, signed_name="Carla Candidate", signed_on=date(2026, 9, 1)),
        documents=(),
        bundle_sha256="0" * 64,
        experience=five_years if experience is None else tuple(experience),
        declarations=tuple(Declaration(kind, agreed=True) for kind in declarations),
        projects=tuple(projects),
    )


# Records ------------------------------------------------------------------------------------


def a_judgment(level: str, *, finding: str = "A reason.", same_as: Cell | None = None) -> Judgment:
    """A closed judgment."""
    return Judgment(JudgmentText(level=level, finding=finding, same_as=same_as), MOMENT)


def an_answer(answer: str = "no_concern", note: str = "") -> EthicsAnswer:
    """An answer to an ethics item."""
    return EthicsAnswer(answer, note, (), MOMENT)


def a_ruling(answer: str, note: str = "I have seen it.") -> EligibilityCorrection:
    """A ruling on an eligibility check."""
    return EligibilityCorrection(answer, note, MOMENT)


def a_declaration(kind: str = "none", occasion: str = "opening") -> ConflictDeclaration:
    """A conflict-of-interest declaration."""
    return ConflictDeclaration(kind, "", occasion, MOMENT)


def a_seal(version: int = 1, outcome: str = "certify") -> Sealed:
    """A signed determination."""
    return Sealed("D-1", version, version - 1 or None, outcome, outcome, "", MOMENT, "0" * 64)


def claimed_cells(program: ProgramDefinition, submission: Submission) -> list[Cell]:
    """The cells that a reviewer judges, project by project."""
    numbers = {standard.number for standard in program.standards}
    return [
        Cell(project.project_id, claim.standard)
        for project in submission.projects
        for claim in project.claims
        if claim.standard in numbers
    ]


def a_complete_record(
    program: ProgramDefinition,
    submission: Submission,
    levels: Mapping[Cell, str] | None = None,
    *,
    ethics: Mapping[str, EthicsAnswer] | None = None,
    eligibility: Mapping[str, EligibilityCorrection] | None = None,
) -> Record:
    """Everything judged: the best level and no concern wherever nothing else is given."""
    best = program.levels[0].id
    no_concern = next((choice.id for choice in program.ethics_choices if choice.effect == "none"), "")
    given = dict.fromkeys(claimed_cells(program, submission), best) | dict(levels or {})
    return Record(
        declarations=(a_declaration(),),
        judgments={cell: a_judgment(level) for cell, level in given.items()},
        ethics={item.id: an_answer(no_concern) for item in program.ethics_items} | dict(ethics or {}),
        eligibility=dict(eligibility or {}),
    )
