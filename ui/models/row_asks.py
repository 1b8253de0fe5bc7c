"""What is asked of one activity or milestone: its facts, what was noticed, and what can be ruled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.review.milestones import milestone_name
from reviewer.review.numbers import written
from reviewer.text import text
from ui.models.case_words import is_finished
from ui.models.day_words import computed_spoken, day_words
from ui.models.row_lines import quantity_words, span_of

if TYPE_CHECKING:
    from reviewer.review.sheet_rows import ActivityRow, MilestoneRow, Sheet
    from reviewer.submission.model import EvidenceRef

NOTHING = Decimal(0)


class RulingChoice(StrEnum):
    """How a row can be ruled: activities by points or hours, milestones by yes or no."""

    AS_CLAIMED = "as_claimed"
    AS_PROPOSED = "as_proposed"
    OTHER = "other"
    REFUSED = "refused"
    COUNTS = "counts"
    COUNTS_NOT = "counts_not"


@dataclass(frozen=True, slots=True)
class RowChoice:
    """One way to rule: its letter and words; `amount` None where the reviewer types it, or where none is asked.

    `suggested` is a reason that the program can offer.
    """

    choice: RulingChoice
    key: str
    name: str
    sentence: str
    sign: str
    amount: Decimal | None = None
    suggested: str = ""


@dataclass(frozen=True, slots=True)
class RowDocument:
    """A document that a row cites, at the page that it names, with the words that say so."""

    words: str
    path: str
    page: int | None


@dataclass(frozen=True, slots=True)
class RowAsk:
    """One row as the ruling pane shows it; `chosen` and what follows is the ruling in force."""

    id: str
    title: str
    facts: tuple[str, ...]
    notes: tuple[str, ...]
    choices: tuple[RowChoice, ...]
    chosen: RulingChoice | None
    amount: str
    because: str
    standing: str
    is_finished: bool
    documents: tuple[RowDocument, ...] = ()
    unit: str = ""


def ask_of(sheet: Sheet, row_id: str) -> RowAsk | None:
    """Return what is asked of a row, None where the case has none of that id."""
    for activity in sheet.activities:
        if activity.activity_id == row_id:
            return _ask_of_activity(sheet, activity)
    for milestone in sheet.milestones:
        if str(milestone.key) == row_id:
            return _ask_of_milestone(sheet, milestone)
    return None


# Activities -----------------------------------------------------------------------------------


def _ask_of_activity(sheet: Sheet, row: ActivityRow) -> RowAsk:
    facts = (
        " · ".join(part for part in (row.kind.replace("_", " "), row.provider, row.ledger_name) if part),
        text("ui.rows.fact_when", when=span_of(row), quantity=quantity_words(row)),
        _claim_words(row),
    )
    unit = sheet.activity_sum.unit if sheet.activity_sum else row.unit
    return RowAsk(
        id=row.activity_id,
        title=f"{row.activity_id}  {row.title}",
        facts=facts,
        notes=tuple(map(computed_spoken, row.notes)),
        choices=_activity_choices(row),
        chosen=_chosen_for(row),
        amount="" if row.allowed is None else written(row.allowed),
        because=row.because,
        standing=_activity_standing(row),
        is_finished=is_finished(sheet),
        documents=_documents(sheet, row.evidence),
        unit=text(f"review.unit.{unit}"),
    )


def _documents(sheet: Sheet, evidence: tuple[EvidenceRef, ...]) -> tuple[RowDocument, ...]:
    titles = {document.path: document.title for document in sheet.submission.documents}
    found = []
    for each in evidence:
        title = titles.get(each.path) or each.path.removeprefix("evidence/")
        paged = title if each.page is None else text("ui.rows.document_page", title=title, page=each.page)
        words = text("ui.rows.document_note", document=paged, note=each.note) if each.note else paged
        found.append(RowDocument(words, each.path, each.page))
    return tuple(found)


def _claim_words(row: ActivityRow) -> str:
    claimed = text("ui.rows.nothing_claimed") if row.claimed is None else written(row.claimed)
    proposed = text("ui.rows.no_proposal") if row.proposed is None else written(row.proposed)
    return text("ui.rows.fact_claim", claimed=claimed, proposed=proposed)


def _activity_choices(row: ActivityRow) -> tuple[RowChoice, ...]:
    noticed = " ".join(map(computed_spoken, row.notes))
    choices = []
    if row.claimed is not None:
        choices.append(_choice(RulingChoice.AS_CLAIMED, "full", row.claimed))
    if row.proposed is not None and row.proposed not in (row.claimed, NOTHING):
        choices.append(_choice(RulingChoice.AS_PROPOSED, "half", row.proposed, noticed))
    choices.append(_choice(RulingChoice.OTHER, "ring", None))
    suggested = noticed if row.proposed in (None, NOTHING) else ""
    choices.append(_choice(RulingChoice.REFUSED, "cross", NOTHING, suggested))
    return tuple(choices)


def _choice(choice: RulingChoice, sign: str, amount: Decimal | None, suggested: str = "") -> RowChoice:
    number = "" if amount is None else written(amount)
    return RowChoice(
        choice=choice,
        key=text(f"ui.rows.choice.{choice}.key"),
        name=text(f"ui.rows.choice.{choice}.name", number=number),
        sentence=text(f"ui.rows.choice.{choice}.sentence", number=number),
        sign=sign,
        amount=amount,
        suggested=suggested,
    )


def _chosen_for(row: ActivityRow) -> RulingChoice | None:
    if row.allowed is None:
        return None
    if row.allowed == row.claimed:
        return RulingChoice.AS_CLAIMED
    if row.allowed == NOTHING:
        return RulingChoice.REFUSED
    return RulingChoice.AS_PROPOSED if row.allowed == row.proposed else RulingChoice.OTHER


def _activity_standing(row: ActivityRow) -> str:
    if row.allowed is not None:
        return text("ui.rows.standing.ruled", number=written(row.allowed))
    if row.proposed is None:
        return text("ui.rows.standing.open")
    return text("ui.rows.standing.proposal", number=written(row.proposed))


# Milestones -----------------------------------------------------------------------------------


def _ask_of_milestone(sheet: Sheet, row: MilestoneRow) -> RowAsk:
    chosen = None
    if row.ruled is not None:
        chosen = RulingChoice.COUNTS if row.ruled else RulingChoice.COUNTS_NOT
    refusal = " ".join(map(computed_spoken, row.notes)) if row.proposed is not True else ""
    return RowAsk(
        id=str(row.key),
        title=milestone_name(row.ref, row.attempt),
        facts=_milestone_facts(row),
        notes=tuple(map(computed_spoken, row.notes)),
        choices=(_choice(RulingChoice.COUNTS, "full", None), _choice(RulingChoice.COUNTS_NOT, "cross", None, refusal)),
        chosen=chosen,
        amount="",
        because=row.because,
        standing=_milestone_standing(row),
        is_finished=is_finished(sheet),
        documents=_documents(sheet, row.evidence),
    )


def _milestone_facts(row: MilestoneRow) -> tuple[str, ...]:
    facts = [text("ui.rows.fact_completed", date=day_words(row.completed_on))]
    if row.attempt is not None:
        facts.append(text("ui.rows.fact_attempt", attempt=row.attempt))
    if row.score is not None:
        facts.append(text("ui.rows.fact_score", score=written(row.score)))
    if row.attended_minutes is not None and row.scheduled_minutes is not None:
        facts.append(text("ui.rows.fact_minutes", attended=row.attended_minutes, scheduled=row.scheduled_minutes))
    return tuple(facts)


def _milestone_standing(row: MilestoneRow) -> str:
    if row.ruled is not None:
        return text("ui.rows.standing.ruled_counts" if row.ruled else "ui.rows.standing.ruled_not")
    if row.proposed is None:
        return text("ui.rows.standing.open")
    return text("ui.rows.standing.rules_count" if row.proposed else "ui.rows.standing.rules_not")
