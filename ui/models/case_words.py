"""Short sentences about a cell and a case: when saved, when closed, what an attester says."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewer.review.addresses import has_address
from reviewer.review.closing import why_not_releasable
from reviewer.text import text
from reviewer.vocabulary import CaseState
from ui.models.day_words import day_words, due_words

if TYPE_CHECKING:
    from reviewer.program.model import Level
    from reviewer.review.judgment import JudgmentText
    from reviewer.review.sheet_rows import CellRow, EthicsRow, Sheet
    from reviewer.vocabulary import Cell

FINISHED = frozenset({CaseState.SIGNED, CaseState.EXPORTED, CaseState.ACKNOWLEDGED, CaseState.RECUSED})
"""States in which nothing can be judged any more."""


def is_finished(sheet: Sheet) -> bool:
    """True when a case is sealed: signed, sent or recused."""
    return sheet.state in FINISHED


def offered_levels(sheet: Sheet) -> tuple[Level, ...]:
    """Return what a reviewer can choose: the program's levels, and that a Standard does not apply."""
    return (*sheet.levels, sheet.not_applicable) if sheet.not_applicable else sheet.levels


def clock_words(utc_text: str | None) -> str:
    """Write a moment as the clock on the wall shows it: `14:03`, with the day where it was not today."""
    if not utc_text:
        return ""
    moment = datetime.fromisoformat(utc_text).astimezone()
    is_today = moment.date() == datetime.now(UTC).astimezone().date()
    return f"{moment:%H:%M}" if is_today else f"{day_words(moment.date())} {moment:%H:%M}"


def moment_words(utc_text: str) -> str:
    """Write a moment with its day, such as `21 Nov 2026, 14:03`."""
    moment = datetime.fromisoformat(utc_text).astimezone()
    return text("case.moment", day=day_words(moment.date()), time=f"{moment:%H:%M}")


def standing_words(row: CellRow) -> str:
    """Say whether a cell is open, a draft, closed, or closed and changed since."""
    if not row.is_claimed:
        return text("case.standing.not_claimed")
    closed, saved = clock_words(row.closed_at), clock_words(row.saved_at)
    if row.draft is None:
        return text("case.standing.closed", time=closed) if row.closed else text("case.standing.open")
    draft = text("case.standing.draft_saved", time=saved) if saved else text("case.standing.draft_saving")
    return text("case.standing.changed_since", time=closed, draft=draft) if row.closed else draft


def ethics_standing_words(row: EthicsRow) -> str:
    """Say the same of an item of the ethics checklist."""
    answered = clock_words(row.answer.answered_at) if row.answer else ""
    if row.draft is None:
        return text("case.standing.answered", time=answered) if row.answer else text("case.standing.unanswered")
    saved = clock_words(row.draft.saved_at)
    draft = text("case.standing.draft_saved", time=saved) if saved else text("case.standing.draft_saving")
    return text("case.standing.answer_changed_since", time=answered, draft=draft) if row.answer else draft


def attested_words(sheet: Sheet, row: CellRow) -> str:
    """Say what the attesters of the project say of this Standard."""
    if row.attested is None or not attester_names(sheet, row):
        return text("case.attested.none")
    said = text("case.attested.by", state=text(f"case.attested.{row.attested}"))
    ours = [each for each in sheet.attestations if each.key.project_id == row.cell.project_id]
    if any(each.check is not None and not each.check.agrees for each in ours):
        return f"{said} · {text('case.compare.signed_differs')}"
    return f"{said} · {text('case.compare.signed_page')}" if any(each.signed_pages for each in ours) else said


def attester_names(sheet: Sheet, row: CellRow) -> str:
    """Return the names of those who attest the project."""
    project = sheet.submission.project(row.cell.project_id)
    return "; ".join(attestation.attester_name for attestation in project.attestations) if project else ""


def next_unjudged(sheet: Sheet, after: Cell, besides: frozenset[Cell] = frozenset()) -> Cell | None:
    """Return the next cell that needs a judgment, by project, beginning again at the top; None when all are closed.

    `besides` are cells whose judgment is just being written.
    """
    order = [row.cell for row in sheet.cells]
    start = order.index(after) + 1 if after in order else 0
    waiting = {row.cell for row in sheet.cells if not row.is_judged} - besides
    return next((cell for cell in order[start:] + order[:start] if cell in waiting), None)


def is_surely_closable(sheet: Sheet, cell: Cell, written: JudgmentText) -> bool:
    """Tell whether nothing that the window knows speaks against closing a criterion."""
    known = (*sheet.levels, sheet.not_applicable)
    level = next((each for each in known if each is not None and each.id == written.level), None)
    if level is None or written.same_as == cell:
        return False
    if level.needs_reason and not (written.finding.strip() or written.feedback.strip()):
        return False
    if level.needs_citation and not written.citations:
        return False
    read = (written.feedback, written.remedy)
    if any(has_address(words) for words in read):
        return False
    return why_not_releasable(sheet.submission, written.finding, *read, citations=written.citations) is None


def doubts(sheet: Sheet) -> tuple[Cell, ...]:
    """Return the cells marked to come back to."""
    return tuple(row.cell for row in sheet.cells if row.private.comes_back)


def title_words(sheet: Sheet) -> str:
    """Name a case: candidate, program, due date, kind of scheme, revision; the last words give way first."""
    submission = sheet.submission
    pathway = text(f"ui.pathway.{submission.pathway}")
    parts = [submission.candidate.name, f"{sheet.program_name} {sheet.edition} {pathway}"]
    if submission.due_on:
        today = datetime.now(UTC).astimezone().date()
        parts.append(text("case.header.due", date=due_words(submission.due_on, today)))
    parts.append(text(f"case.scheme.{sheet.scheme_kind}"))
    return " · ".join([*parts, text("case.header.revision", revision=submission.revision)])
