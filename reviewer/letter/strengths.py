"""What came through well, and what is shown already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.letter.requests import holding_checks
from reviewer.review.activities import activity_rows
from reviewer.vocabulary import NOT_APPLICABLE, Cell

if TYPE_CHECKING:
    from reviewer.letter.case import LetterCase

_AT_MOST = 3
_PLACES_AT_MOST = 2


def strengths(case: LetterCase) -> tuple[str, ...]:
    """Return one to three sentences about what is good, each about this candidate's own work."""
    praised = praised_cells(case)
    if praised:
        return tuple(_quoted(case, cell, "strengths.quoted") for cell in praised)
    shown = [cell for cell in case.levels if case.shows(cell)]
    if shown:
        # With no words of the reviewer's, the cell that rests on the most says the most; of equals the first.
        return (_described(case, max(shown, key=lambda cell: _support(case, cell))),)
    titles = [case.project(project.project_id) for project in case.submission.projects]
    if titles:
        return (case.say("strengths.read", projects=case.words.joined(titles)),)
    return _counted_in_full(case) or _completed(case)


def _counted_in_full(case: LetterCase) -> tuple[str, ...]:
    """Name the activity that counts most of those that count as claimed; the others are not named below."""
    full = [row for row in activity_rows(case.reviewed) if row.claimed and row.counted and row.counted >= row.claimed]
    if not full:
        return ()
    most = max(full, key=lambda row: row.counted or 0)
    key = "strengths.activities" if len(full) > 1 else "strengths.activity"
    return (case.say(key, title=case.words.say("words.title_quoted", title=most.title), id=most.activity_id),)


def _completed(case: LetterCase) -> tuple[str, ...]:
    """Name the parts of a course that are done."""
    if not case.submission.milestones:
        return ()
    named = [f"strengths.item.{check}" for check in holding_checks(case)]
    done = [case.words.say(key) for key in named if case.words.has(key)]
    return (case.say("strengths.completed", items=case.words.joined(done)),) if done else ()


def praised_cells(case: LetterCase) -> tuple[Cell, ...]:
    """Return the shown cells that the reviewer wrote of, at most three, from different projects first."""
    written = _remarked(case)
    first_of_each = {cell.project_id: cell for cell in reversed(written)}
    ordered = sorted(written, key=lambda cell: (first_of_each[cell.project_id] != cell, written.index(cell)))
    chosen = set(ordered[:_AT_MOST])
    return tuple(cell for cell in written if cell in chosen)


def remarks(case: LetterCase) -> tuple[str, ...]:
    """Return what else the reviewer wrote of cells that need no change."""
    praised = set(praised_cells(case))
    return tuple(_quoted(case, cell, "remarks.remark") for cell in _remarked(case) if cell not in praised) + tuple(
        _quoted(case, cell, "remarks.remark") for cell in case.levels if _is_remark_aside(case, cell)
    )


def _remarked(case: LetterCase) -> list[Cell]:
    return [cell for cell in case.levels if case.shows(cell) and _feedback(case, cell) and not _remedy(case, cell)]


def _is_remark_aside(case: LetterCase, cell: Cell) -> bool:
    return case.levels[cell] == NOT_APPLICABLE and bool(_feedback(case, cell))


def could_be_better(case: LetterCase) -> tuple[Cell, ...]:
    """Return the shown cells for which the reviewer wrote what would make them better."""
    return tuple(cell for cell in case.levels if case.shows(cell) and _remedy(case, cell))


def _quoted(case: LetterCase, cell: Cell, key: str) -> str:
    project, standard = case.project(cell.project_id), case.standard(cell.standard)
    return case.say(key, project=project, standard=standard, feedback=_feedback(case, cell))


def _support(case: LetterCase, cell: Cell) -> tuple[int, int]:
    return len(_places(case, cell)), len(_documents(case, cell))


def _described(case: LetterCase, cell: Cell) -> str:
    values = {"project": case.project(cell.project_id), "standard": case.standard(cell.standard)}
    for key, where in (("shown_in", _places(case, cell)), ("shown_with", _documents(case, cell))):
        if where:
            return case.say(f"strengths.{key}", **values, where=case.words.joined(where[:_PLACES_AT_MOST]))
    return case.say("strengths.shown", **values)


def _places(case: LetterCase, cell: Cell) -> tuple[str, ...]:
    judged = case.judged(cell)
    return case.places(judged.citations, at=cell) if judged else ()


def _documents(case: LetterCase, cell: Cell) -> tuple[str, ...]:
    """Return the titles of the documents that the candidate cites for a cell, quoted, each once."""
    project = case.submission.project(cell.project_id)
    claim = project.claim(cell.standard) if project else None
    titles = {document.path: document.title for document in case.submission.documents}
    cited = (titles.get(reference.path) for reference in (claim.evidence if claim else ()))
    return tuple(dict.fromkeys(case.words.say("words.document", title=title) for title in cited if title))


def _feedback(case: LetterCase, cell: Cell) -> str:
    judged = case.judged(cell)
    return judged.feedback.strip() if judged else ""


def _remedy(case: LetterCase, cell: Cell) -> str:
    judged = case.judged(cell)
    return judged.remedy.strip() if judged else ""


def kept(case: LetterCase) -> tuple[str, ...]:
    """Return what is shown already: the Standards of each project, then the checks that hold."""
    shown: list[str] = []
    for project in case.submission.projects:
        numbers = [cell.standard for cell in case.levels if cell.project_id == project.project_id and case.shows(cell)]
        if numbers:
            title = case.project(project.project_id)
            shown.append(case.say("kept.project", project=title, standards=case.standards(numbers)))
    named = [f"kept.item.{check}" for check in holding_checks(case)]
    told = [case.words.say(key) for key in named if case.words.has(key)]
    if told:
        shown.append(case.say("kept.eligibility", items=case.words.joined(told)))
    return tuple(shown)
