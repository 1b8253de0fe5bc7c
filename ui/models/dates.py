"""The dates of a case on one line: experience, projects, attestations, signatures and submission."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.submission.model import Month
from reviewer.text import text
from ui.models.day_words import day_words
from ui.models.matrix_model import project_label
from ui.models.reading_texts import span_words

if TYPE_CHECKING:
    from datetime import date

    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.model import Project


class Track(StrEnum):
    """What a bar or a point of the line belongs to."""

    EXPERIENCE = "experience"
    PROJECT = "project"
    ATTESTATION = "attestation"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class DateBar:
    """A span of months, or one day's point where both are equal; months count from year 0.

    `words` says the dates as they are given.
    """

    track: Track
    label: str
    first: int
    last: int
    words: str

    @property
    def is_point(self) -> bool:
        """True for one day."""
        return self.track in (Track.ATTESTATION, Track.PAPERS)


def date_bars(sheet: Sheet) -> tuple[DateBar, ...]:
    """Return all dates of a case, in the order of their tracks; an open end runs to the submission."""
    submission = sheet.submission
    until = Month.of(submission.submitted_on)
    bars = [
        DateBar(
            Track.EXPERIENCE, row.employer, row.start.index, (row.end or until).index, span_words(row.start, row.end)
        )
        for row in submission.experience
    ]
    bars += [_project_bar(sheet, project, until) for project in submission.projects if project.start is not None]
    bars += [
        _point(Track.ATTESTATION, attestation.attester_name, attestation.signed_on)
        for project in submission.projects
        for attestation in project.attestations
        if attestation.signed_on is not None
    ]
    return (*bars, *_papers(sheet))


def _project_bar(sheet: Sheet, project: Project, until: Month) -> DateBar:
    first = project.start or until
    last = project.end or until
    label = project_label(sheet, project.project_id)
    return DateBar(Track.PROJECT, label, first.index, last.index, span_words(project.start, project.end))


def _papers(sheet: Sheet) -> list[DateBar]:
    submission = sheet.submission
    days = [(text("case.dates.registered"), submission.registered_on)]
    days += [(text("case.dates.ethics_signed"), submission.ethics.signed_on)]
    days += [(text("case.dates.submitted"), submission.submitted_on), (text("case.dates.due"), submission.due_on)]
    return [_point(Track.PAPERS, label, day) for label, day in days if day]


def _point(track: Track, label: str, day: date) -> DateBar:
    index = Month.of(day).index
    return DateBar(track, label, index, index, day_words(day))
