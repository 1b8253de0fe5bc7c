"""What the outcome step says of a case: pure values from its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from reviewer.review.determination import LevelChange
from reviewer.review.milestones import milestone_name
from reviewer.review.numbers import written
from reviewer.review.reasons import MOST_TOLD, more_changes
from reviewer.text import counted, text
from reviewer.vocabulary import CaseState, Holds, RuleStatus
from ui.models.case_places import ETHICS, JUDGE, CasePlace, experience_item, place_of_missing, place_of_rule
from ui.models.day_words import computed_spoken, projects_spoken

if TYPE_CHECKING:
    from reviewer.program.model import Outcome
    from reviewer.review.determination import ItemChange, Missing, Need
    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell

_LOW_SURENESS = 1


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence that leads to a place in the case.

    `status` is given where the sentence rests on a rule, with the rule's `source`.
    """

    words: str
    place: CasePlace
    status: RuleStatus | None = None
    source: str = ""

    @property
    def is_unverified(self) -> bool:
        """True when it rests on a rule that was not found in the body's own words."""
        return self.status in {RuleStatus.INFERRED, RuleStatus.ASSUMED}


def is_recused(sheet: Sheet) -> bool:
    """True when the reviewer gave the case back because of a conflict."""
    return sheet.state is CaseState.RECUSED


def is_sealed(sheet: Sheet) -> bool:
    """True while outcome and letter are sealed."""
    return sheet.sealed is not None


def is_without_verdict(sheet: Sheet) -> bool:
    """True where a pathway knows but one outcome, so that nothing is recommended: feedback on a draft."""
    return len(sheet.outcomes) == 1


def outcome_of(sheet: Sheet, outcome_id: str) -> Outcome | None:
    """Return an outcome of the case's pathway, None where the program has none of that id."""
    return next((outcome for outcome in sheet.outcomes if outcome.id == outcome_id), None)


def shown_outcome(sheet: Sheet) -> Outcome | None:
    """Return the outcome to show: the sealed one, else the recommended one, None while something is missing."""
    outcome_id = sheet.sealed.outcome if sheet.sealed else sheet.determination.recommended
    return outcome_of(sheet, outcome_id) if outcome_id else None


def missing_leads(sheet: Sheet) -> tuple[Lead, ...]:
    """Return what is still open, each leading to where it is."""
    return tuple(_missing(sheet, missing) for missing in sheet.determination.missing)


def needed(sheet: Sheet) -> tuple[Lead, ...]:
    """Return what stands in the way of a better outcome, worst first."""
    return tuple(_need(sheet, need) for need in sheet.determination.needs if need.is_needed)


def advised(sheet: Sheet) -> tuple[Lead, ...]:
    """Return weaknesses that do not decide the outcome, worst first."""
    return tuple(_need(sheet, need) for need in sheet.determination.needs if not need.is_needed)


def nothing_to_spare(sheet: Sheet) -> tuple[str, ...]:
    """Return the Standards that are shown just often enough, as `5 Need (2 of 2)`."""
    names = {standard.number: standard.column for standard in sheet.standards}
    return tuple(
        text(
            "ui.outcome.spare",
            number=row.standard,
            name=names.get(row.standard, ""),
            shown=row.shown,
            needed=row.needed,
        )
        for row in sheet.coverage
        if row.spare == 0 and row.needed > 0
    )


def unsure(sheet: Sheet) -> tuple[Lead, ...]:
    """Return what does not keep a case from being signed and is worth a last look: low sureness, unclosed drafts."""
    leads: list[Lead] = []
    for row in sheet.cells:
        name = cell_name(sheet, row.cell)
        if row.draft is not None and row.closed is not None:
            leads.append(Lead(text("ui.sign.unclosed", cell=name), CasePlace(JUDGE, row.cell)))
        if row.private.sureness == _LOW_SURENESS:
            leads.append(Lead(text("ui.sign.not_sure", cell=name), CasePlace(JUDGE, row.cell)))
    leads += [
        Lead(text("ui.sign.unclosed", cell=row.title), CasePlace(ETHICS, item=row.id))
        for row in sheet.ethics
        if row.draft is not None and row.answer is not None
    ]
    return tuple(leads)


def changes_told(sheet: Sheet) -> tuple[str, ...]:
    """Return the smallest sets of changes as sentences; none before signing where the program hides them."""
    if sheet.changes_hidden_until_signed and not is_sealed(sheet):
        return ()
    sets = sheet.determination.smallest_changes[:MOST_TOLD]
    told = (", ".join(_change(sheet, change) for change in each) for each in sets)
    return (*told, *filter(None, (more_changes(sheet.determination),)))


def changes_title(sheet: Sheet) -> str:
    """Say what the smallest changes would do, and how many it takes: the margin."""
    return counted(f"review.reasons.changes_{'lose' if _is_best(sheet) else 'win'}", sheet.determination.margin or 0)


def no_changes(sheet: Sheet) -> str:
    """Say that no few changes would alter the outcome, as the explanation page does; empty where some would."""
    determination = sheet.determination
    is_hidden = sheet.changes_hidden_until_signed and not is_sealed(sheet)
    if is_hidden or is_without_verdict(sheet) or not determination.complete or determination.smallest_changes:
        return ""
    return text(f"review.reasons.no_changes_{'lose' if _is_best(sheet) else 'win'}")


def _is_best(sheet: Sheet) -> bool:
    return bool(sheet.outcomes) and sheet.determination.recommended == sheet.outcomes[0].id


def cell_name(sheet: Sheet, cell: Cell) -> str:
    """Name a cell for people, such as `6 Determine Cause in project 2`."""
    names = {standard.number: standard.name for standard in sheet.standards}
    words = text("review.cell", number=cell.standard, name=names.get(cell.standard, ""), project=cell.project_id)
    return projects_spoken(sheet, words)


def _missing(sheet: Sheet, missing: Missing) -> Lead:
    words = projects_spoken(sheet, computed_spoken(missing.message))
    return Lead(words, place_of_missing(sheet, missing))


def _need(sheet: Sheet, need: Need) -> Lead:
    words = projects_spoken(sheet, computed_spoken(need.message))
    rules = sheet.determination.rules
    rule = next((rule for rule in rules if (rule.rule == need.rule if need.rule else need.cell in rule.cells)), None)
    place = CasePlace(JUDGE, need.cell) if need.cell else place_of_rule(sheet, need.rule or "")
    if rule is None:
        return Lead(words, place)
    return Lead(words, place, rule.status, rule.source)


def _change(sheet: Sheet, change: LevelChange | ItemChange) -> str:
    if isinstance(change, LevelChange):
        names = {level.id: level.name for level in sheet.levels}
        return text(
            "ui.outcome.change_level",
            cell=cell_name(sheet, change.cell),
            before=names.get(change.from_level, change.from_level),
            after=names.get(change.to_level, change.to_level),
        )
    titles = {row.id: row.title for row in sheet.eligibility}
    titles |= {row.id: text("review.rule.ethics_answered.title", title=row.title) for row in sheet.ethics}
    answers = {choice.id: choice.name for choice in sheet.ethics_choices}
    answers |= {str(holds): text(f"holds.{holds}") for holds in Holds}
    if change.member == "activity_id":
        titles = {row.activity_id: f"{row.activity_id} {row.title}" for row in sheet.activities}
    titles |= {str(row.key): milestone_name(row.ref, row.attempt) for row in sheet.milestones}
    titles |= {
        experience_item(row.number): text("review.experience_row", number=row.number, employer=row.employer)
        for row in sheet.experience_rows
    }
    answers |= {"yes": text("review.reasons.counts"), "no": text("review.reasons.counts_not")}
    before, after = (written(answer) if isinstance(answer, Decimal) else answer for answer in _both(change))
    is_number = isinstance(change.to_answer, Decimal)
    return text(
        "ui.outcome.change_number" if is_number else "ui.outcome.change_item",
        title=titles.get(change.id, change.id),
        before=answers.get(before, before),
        after=answers.get(after, after),
    )


def _both(change: ItemChange) -> tuple[str | Decimal, str | Decimal]:
    return change.from_answer, change.to_answer
