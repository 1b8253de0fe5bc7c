"""The dates of a case together: experience, projects, attestations, papers and the documents that have a date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.review import attesting
from reviewer.review.milestones import milestone_name
from reviewer.review.sheet_rows import HintWords
from reviewer.submission.model import Month
from reviewer.text import counted, text
from ui.models.before_texts import Destination
from ui.models.day_words import day_words
from ui.models.declarations import declaration_name
from ui.models.matrix_model import project_label
from ui.models.reading_texts import span_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.model import EvidenceRef, Project
    from reviewer.vocabulary import Cell


class Track(StrEnum):
    """What a bar or a point of the line belongs to."""

    EXPERIENCE = "experience"
    PROJECT = "project"
    ATTESTATION = "attestation"
    ROWS = "rows"
    PAPERS = "papers"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class DateBar:
    """A span of months, or one day's point where both are equal; months count from year 0.

    `words` says the dates as they are given, `leads` where more is to be seen.
    """

    track: Track
    label: str
    first: int
    last: int
    words: str
    is_point: bool = False
    leads: Destination | None = None

    @property
    def spoken(self) -> str:
        """The whole as a screen reader says it."""
        return f"{text(f'case.dates.{self.track}')}: {self.label}, {self.words}"


def date_bars(sheet: Sheet) -> tuple[DateBar, ...]:
    """Return all dates of a case, in the order of their tracks; an open end runs to the submission."""
    return (
        *_experience(sheet),
        *_projects(sheet),
        *_attestations(sheet),
        *_rows(sheet),
        *_papers(sheet),
        *_documents(sheet),
    )


def undated_words(sheet: Sheet) -> str:
    """Say how many documents give no date; empty where all do."""
    dated = {ref.path for ref, _ in _dated_references(sheet)}
    count = sum(document.path not in dated for document in sheet.submission.documents)
    return counted("case.dates.undated", count) if count else ""


def _experience(sheet: Sheet) -> Iterator[DateBar]:
    until = Month.of(sheet.submission.submitted_on)
    for row in sheet.submission.experience:
        last = max((row.end or until).index, row.start.index)
        yield DateBar(Track.EXPERIENCE, row.employer, row.start.index, last, span_words(row.start, row.end))


def _projects(sheet: Sheet) -> Iterator[DateBar]:
    until = Month.of(sheet.submission.submitted_on)
    for project in sheet.submission.projects:
        if project.start is None:
            continue
        last = max((project.end or until).index, project.start.index)
        words = span_words(project.start, project.end)
        leads = Destination("project", _first_cell(sheet, project))
        label = project_label(sheet, project.project_id)
        yield DateBar(Track.PROJECT, label, project.start.index, last, words, leads=leads)


def _attestations(sheet: Sheet) -> Iterator[DateBar]:
    for project in sheet.submission.projects:
        for attestation in project.attestations:
            if attestation.signed_on is not None:
                words = day_words(attestation.signed_on)
                if attesting.is_early(project, attestation):
                    words = text("case.dates.early", day=words)
                leads = Destination("attestations", _first_cell(sheet, project))
                yield _point(Track.ATTESTATION, attestation.attester_name, attestation.signed_on, words, leads)


def _rows(sheet: Sheet) -> Iterator[DateBar]:
    for activity in sheet.submission.activities:
        end = activity.end or activity.start
        first, last = Month.of(activity.start).index, Month.of(end).index
        is_day = activity.start == end
        words = day_words(activity.start)
        if not is_day:
            words = text("case.span", start=words, end=day_words(end))
        yield DateBar(Track.ROWS, activity.title, first, max(first, last), words, is_point=is_day)
    for milestone in sheet.submission.milestones:
        name = milestone_name(milestone.ref, milestone.attempt)
        yield _point(Track.ROWS, name, milestone.completed_on)


def _papers(sheet: Sheet) -> Iterator[DateBar]:
    submission = sheet.submission
    days: list[tuple[str, date | None]] = [(text("case.dates.registered"), submission.registered_on)]
    days += [(text("case.dates.ethics_signed"), submission.ethics.signed_on)]
    days += [(declaration_name(each.kind), each.signed_on) for each in submission.declarations]
    days += [(text("case.dates.submitted"), submission.submitted_on), (text("case.dates.due"), submission.due_on)]
    for label, day in days:
        if day is not None:
            yield _point(Track.PAPERS, label, day)


def _documents(sheet: Sheet) -> Iterator[DateBar]:
    titles = {document.path: document.title for document in sheet.submission.documents}
    found: dict[str, DateBar] = {}
    for ref, day in _dated_references(sheet):
        leads = Destination("documents", None, HintWords(ref.path, ref.page, 0, 0))
        label = titles.get(ref.path) or ref.path.rpartition("/")[2]
        found.setdefault(ref.path, _point(Track.DOCUMENT, label, day, leads=leads))
    yield from sorted(found.values(), key=lambda bar: bar.first)


def _dated_references(sheet: Sheet) -> Iterator[tuple[EvidenceRef, date]]:
    """Yield the documents that prove something of a day: what was signed, attended or passed."""
    submission = sheet.submission
    dated = [(submission.ethics.evidence, submission.ethics.signed_on)]
    dated += [
        (attestation.evidence, attestation.signed_on)
        for project in submission.projects
        for attestation in project.attestations
    ]
    dated += [(activity.evidence, activity.end or activity.start) for activity in submission.activities]
    dated += [(milestone.evidence, milestone.completed_on) for milestone in submission.milestones]
    for evidence, day in dated:
        if day is not None:
            yield from ((ref, day) for ref in evidence)


def _first_cell(sheet: Sheet, project: Project) -> Cell | None:
    return next((row.cell for row in sheet.cells if row.cell.project_id == project.project_id), None)


def _point(track: Track, label: str, day: date, words: str = "", leads: Destination | None = None) -> DateBar:
    index = Month.of(day).index
    return DateBar(track, label, index, index, words or day_words(day), is_point=True, leads=leads)
