"""Sentences of the program as people say them: days, months and projects; the record keeps ISO dates and ids."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reviewer.review.reasons import BranchKind
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.review.reasons import Branch
    from reviewer.submission.model import Submission

_ISO = re.compile(r"(?<![\w/.-])(\d{4})-(\d\d)(?:-(\d\d))?(?![\w/-]|\.\w)")


def say_dates(sentence: str) -> str:
    """Return a sentence that the program computed, which holds no file names, with `25 Sep 2026` for its dates."""
    return _ISO.sub(_said_date, sentence)


def _said_date(found: re.Match[str]) -> str:
    year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
    try:
        date(year, month, day)
    except ValueError:
        return found[0]
    name = text("review.month_names").split()[month - 1]
    return f"{day} {name} {year}" if found[3] else f"{name} {year}"


def say_projects(submission: Submission, sentence: str) -> str:
    """Return a sentence of the program with `project 2` where it names the second project by its id."""
    places = {project.project_id: place for place, project in enumerate(submission.projects, start=1)}
    # An id that is a mere number could be any number of the sentence.
    known = "|".join(re.escape(project_id) for project_id in places if not project_id.isdigit())
    if not known:
        return sentence

    def said(found: re.Match[str]) -> str:
        words = text("case.project_place", place=places[found[2]])
        if found[1] in {"in", "for", "of"}:
            return f"{found[1]} {words}"
        return words.capitalize() if found[1] == "Project" else words

    def listed(found: re.Match[str]) -> str:
        return ", ".join(text("case.project_place", place=places[each]) for each in found[0].split(", "))

    sentence = re.sub(rf"(?<=: )(?:{known})(?:, (?:{known}))*(?=\.?$|\. )", listed, sentence)
    return re.sub(rf"\b(in|for|of|[Pp]roject) ({known})(?![\w/-]|\.\w)", said, sentence)


def as_people_say(submission: Submission, branch: Branch) -> Branch:
    """Return a tree with dates and projects as people say them; quotes stay as they are."""
    children = tuple(as_people_say(submission, child) for child in branch.children)
    if branch.kind is BranchKind.QUOTE:
        return replace(branch, children=children)
    said = say_projects(submission, say_dates(branch.text))
    # What a reviewer wrote, below a cell, stays as it was written.
    is_computed = branch.kind is not BranchKind.CELL
    detail = say_projects(submission, say_dates(branch.detail)) if is_computed else branch.detail
    return replace(branch, text=said, detail=detail, children=children)
