"""Renewals and coursework for tests, each with sensible defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.program import catalog
from reviewer.review.case import case_of
from reviewer.review.judgment import CountsRuling, MilestoneKey, PointsRuling, Record
from reviewer.submission.model import Activity, EvidenceRef, ExperienceRow, Milestone, Month
from tests.builders import MOMENT, a_complete_record, a_submission, cpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewer.program.model import ProgramDefinition
    from reviewer.review.case import Case
    from reviewer.submission.model import Submission

CERTIFIED_ON = date(2023, 11, 16)
SHOWN = (EvidenceRef("evidence/proof.pdf"),)


def cptm() -> ProgramDefinition:
    """The shipped CPTM."""
    return catalog.find("cptm", "2024")


def an_activity(  # one argument for each thing that tests vary
    activity_id: str = "A-01",
    claimed: str | None = "2",
    *,
    ledger: str = "A",
    kind: str = "course",
    start: date = date(2024, 5, 1),
    end: date | None = None,
    quantity: str = "2",
    unit: str = "hours",
    title: str = "",
    shown: bool = True,
) -> Activity:
    """An activity inside the period with evidence, claimed for what its hours are worth."""
    return Activity(
        activity_id=activity_id,
        kind=kind,
        title=title or f"Activity {activity_id}",
        start=start,
        end=end,
        quantity=Decimal(quantity),
        unit=unit,
        ledger=ledger,
        points_claimed=None if claimed is None else Decimal(claimed),
        evidence=SHOWN if shown else (),
    )


def a_renewal(
    activities: Iterable[Activity] = (),
    *,
    program: str = "cpt",
    edition: str = "2013",
    certified_on: date | None = CERTIFIED_ON,
    submitted_on: date = date(2026, 11, 19),
) -> Submission:
    """A recertification in time, by somebody who went on working."""
    working = (ExperienceRow("An employer", "A role", Month(2020, 4), None, Decimal(1)),)
    made = a_submission(
        [], program=program, edition=edition, experience=working, declarations=["recertification_declaration"]
    )
    return replace(
        made,
        pathway="recertification",
        certified_on=certified_on,
        submitted_on=submitted_on,
        activities=tuple(activities),
    )


def the_renewal(submission: Submission, **rulings: str) -> Case:
    """The case of a CPT renewal in which nothing else is wrong; rulings by activity id with `_` for `-`."""
    return case_of(cpt(), submission, allowing(submission, {name.replace("_", "-"): n for name, n in rulings.items()}))


def allowing(submission: Submission, points: Mapping[str, str]) -> Record:
    """A complete record with these rulings."""
    record = a_complete_record(cpt(), submission)
    return replace(
        record,
        activities={name: PointsRuling(Decimal(allowed), "A reason.", MOMENT) for name, allowed in points.items()},
    )


MODULES = tuple(f"module-{number:02d}" for number in range(1, 11))


def a_module(ref: str, score: str | None = "80", attempt: int | None = 1) -> Milestone:
    """An assessment of a module."""
    return Milestone("module_assessment", ref, date(2026, 7, 1), None if score is None else Decimal(score), attempt)


def a_session(
    number: int, attended: int | None = 390, scheduled: int | None = 390, on: date | None = None
) -> Milestone:
    """A session of the practicum."""
    return Milestone(
        "practicum_session",
        f"practicum-{number}",
        on or date(2026, 9, 20 + number),
        attended_minutes=attended,
        scheduled_minutes=scheduled,
    )


def an_exam(score: str | None = "78", attempt: int | None = 1, on: date = date(2026, 9, 28)) -> Milestone:
    """An exam after the practicum."""
    return Milestone("exam", "exam", on, None if score is None else Decimal(score), attempt)


def coursework(*milestones: Milestone) -> Submission:
    """A first submission for CPTM with these milestones."""
    made = a_submission([], program="cptm", edition="2024", experience=[])
    return replace(made, milestones=milestones, submitted_on=date(2026, 10, 1))


def all_done() -> list[Milestone]:
    """Everything that CPTM asks for."""
    return [*map(a_module, MODULES), a_session(1), a_session(2), an_exam()]


def counting(counts: bool, *keys: str) -> Record:
    """A record that rules these milestones in or out, named `REF` or `REF@ATTEMPT`."""
    rulings = {_key(key): CountsRuling(counts, "A reason.", MOMENT) for key in keys}
    return Record(milestones=rulings)


def _key(written: str) -> MilestoneKey:
    ref, at, attempt = written.partition("@")
    return MilestoneKey(ref, int(attempt) if at else None)
