"""Days, months and places of a submission as people say them; the record keeps ISO dates, ids and pointers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale

from reviewer.review.spoken import say_dates, say_projects
from reviewer.text import known_keys, text

if TYPE_CHECKING:
    from datetime import date

    from reviewer.review.sheet_rows import Sheet
    from reviewer.submission.model import Month

_DATED = frozenset({"early-attestation", "dates-reversed", "after-submission", "training-lapsed"})
"""Hints whose sentences hold dates of their own; in others a date may be part of a name."""
_PLACED = frozenset({"same-narrative"})
"""Findings whose sentences name another place of the submission, and hold no words of others."""
_POINTER = r"/projects/\d+(?:/claims/\d+)?(?:/\w+)?"


def day_words(day: date | None) -> str:
    """Say a day, such as `25 Sep 2026`, or that none is given."""
    return _spoken(day.year, day.month, day.day, "d MMM yyyy") if day else text("case.no_date")


def month_words(month: Month) -> str:
    """Say a month, such as `Sep 2026`."""
    return _spoken(month.year, month.month, 1, "MMM yyyy")


def due_words(due_on: date, today: date) -> str:
    """Say a due date as the inbox does: `12 Dec`, with the year where it is not this one."""
    return _spoken(due_on.year, due_on.month, due_on.day, "d MMM" if due_on.year == today.year else "d MMM yyyy")


def computed_spoken(message: str) -> str:
    """Return a sentence that the program computed, which holds no file names, with its dates as people say them."""
    return say_dates(message)


def dates_spoken(code: str, message: str) -> str:
    """Return a hint's or a finding's sentence with its dates and places as people say them.

    Args:
        code: the stable word of the hint or the finding.
        message: its sentence.
    """
    if code in _PLACED:
        return re.sub(_POINTER, lambda found: place_words(found[0]), message)
    return computed_spoken(message) if code in _DATED else message


def projects_spoken(sheet: Sheet, message: str) -> str:
    """Return a sentence of the program with `project 2` where it names the second project by its id."""
    return say_projects(sheet.submission, message)


def place_words(where: str) -> str:
    """Say a JSON pointer into a submission, such as `project 3, attestation 1, signed on`; a path stays as it is."""
    if not where.startswith("/"):
        return where
    said: list[str] = []
    for part in where[1:].split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        if name.isascii() and name.isdigit() and said:
            said[-1] = f"{said[-1]} {int(name) + 1}"
        else:
            key = f"ui.place.{name}"
            said.append(text(key) if key in known_keys() else name.replace("_", " "))
    return ", ".join(said)


def _spoken(year: int, month: int, day: int, pattern: str) -> str:
    return QLocale(QLocale.Language.English).toString(QDate(year, month, day), pattern)
