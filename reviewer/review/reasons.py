"""A determination as a tree that anybody can follow: outcome, rules, what each rests on, down to the quotes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.review import experience
from reviewer.review.activities import activity_rows
from reviewer.review.checklist import MILESTONE_RULES
from reviewer.review.deciding import second_reader
from reviewer.review.determination import LevelChange
from reviewer.review.milestones import key_of, milestone_name, milestone_rows
from reviewer.review.missing import cell_name
from reviewer.review.numbers import written
from reviewer.review.turnable import MOST_ACTIVITIES, MOST_RULINGS
from reviewer.text import counted, text
from reviewer.vocabulary import NOT_CLAIMED, CitationKind, Holds, RuleStatus, SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.program.model import RuleSpec
    from reviewer.review.case import Case
    from reviewer.review.determination import Determination, ItemChange, RuleResult
    from reviewer.review.judgment import Citation
    from reviewer.vocabulary import Cell


MOST_TOLD = 25
"""So many sets of changes are told one by one; a page with thousands of them would explain nothing."""


class BranchKind(StrEnum):
    """What a branch of the tree is about."""

    OUTCOME = "outcome"
    MISSING = "missing"
    GROUP = "group"
    RULE = "rule"
    CELL = "cell"
    ROW = "row"
    QUOTE = "quote"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Branch:
    """One statement and what it rests on.

    `detail` says more of it, `badge` that the rule is not the body's own; `holds` is None where there is
    nothing to hold; `cell`, `rule` and `row` say what to show when it is followed.
    """

    kind: BranchKind
    text: str
    detail: str = ""
    badge: str = ""
    holds: Holds | None = None
    cell: Cell | None = None
    rule: str = ""
    row: str = ""
    children: tuple[Branch, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[tuple[int, Branch]]:
        """Give every branch with its depth, each before what it rests on."""
        yield depth, self
        for child in self.children:
            yield from child.lines(depth + 1)


def explain(case: Case, determination: Determination, *, with_changes: bool) -> Branch:
    """Return the whole tree; pure.

    Args:
        case: program, submission and record.
        determination: what they lead to.
        with_changes: whether the smallest changes may be shown, which is the program's to say.
    """
    groups = [group for group in (_missing(determination), *_groups(case, determination)) if group.children]
    if with_changes and determination.complete and len(case.pathway.outcomes) > 1:
        groups.append(_changes(case, determination))
    if determination.recommended is None:
        said, detail = text("review.reasons.incomplete"), ""
    else:
        outcome = case.pathway.outcome(determination.recommended)
        said, detail = outcome.name, outcome.sentence
    return Branch(BranchKind.OUTCOME, said, detail, children=tuple(groups))


def _missing(determination: Determination) -> Branch:
    found = tuple(
        Branch(BranchKind.MISSING, one.message, cell=one.cell, row=one.id or "") for one in determination.missing
    )
    return Branch(BranchKind.GROUP, text("review.reasons.missing"), children=found)


def _groups(case: Case, determination: Determination) -> Iterator[Branch]:
    """Rules that fail first, then those that cannot be told, then those that hold."""
    for holds in (Holds.FAILS, Holds.CANNOT_TELL, Holds.HOLDS):
        rules = tuple(_rule(case, result) for result in determination.rules if result.holds is holds)
        yield Branch(BranchKind.GROUP, text(f"review.reasons.{holds}"), holds=holds, children=rules)


def _rule(case: Case, result: RuleResult) -> Branch:
    return Branch(
        BranchKind.RULE,
        result.title,
        result.because,
        badge=""
        if result.status is RuleStatus.FOUND
        else text(f"review.reasons.{result.status}", source=result.source),
        holds=result.holds,
        rule=result.rule,
        children=tuple(_below(case, result)),
    )


def _below(case: Case, result: RuleResult) -> Iterator[Branch]:
    if result.cells:
        yield from (_cell(case, cell) for cell in result.cells)
        return
    rule = next((rule for rule in case.pathway.rules if rule.id == result.rule), None)
    if rule is not None:
        yield from _rows(case, rule)
        return
    yield from _ethics(case, result)


# Cells and quotes -----------------------------------------------------------------------------


def _cell(case: Case, cell: Cell) -> Branch:
    level = case.levels.get(cell)
    judgment = case.record.judgments.get(cell) if level not in {None, NOT_CLAIMED} else None
    said = judgment.text if judgment else None
    return Branch(
        BranchKind.CELL,
        text("review.reasons.cell", cell=cell_name(case, cell), level=_level(case, level)),
        (said.finding.strip() or said.feedback.strip()) if said else "",
        cell=cell,
        children=tuple(_quote(case, citation) for citation in said.citations) if said else (),
    )


def _level(case: Case, level: str | None) -> str:
    if level is None:
        return text("review.reasons.not_judged")
    return text("level.not_claimed") if level == NOT_CLAIMED else case.program.level(level).name


def _quote(case: Case, citation: Citation) -> Branch:
    key = "looked_in" if citation.kind is CitationKind.LOOKED_IN else "quote"
    said = text(f"review.reasons.{key}", quote=citation.quote, place=_place(case, citation))
    return Branch(BranchKind.QUOTE, said, row=citation.path)


def _place(case: Case, citation: Citation) -> str:
    if citation.source is not SourceKind.DOCUMENT:
        return _place_of_words(case, citation)
    titles = {document.path: document.title for document in case.submission.documents}
    title = titles.get(citation.path, citation.path)
    if citation.place is None:
        return title
    key = "place_page" if isinstance(citation.place, int) else "place_in"
    return text(f"review.reasons.{key}", title=title, place=citation.place)


def _place_of_words(case: Case, citation: Citation) -> str:
    """Say whose words are quoted and on what: `narrative:P:N`, `attestation:P:N` or `answer:N`."""
    _, *parts = citation.path.split(":")
    titles = {project.project_id: project.title for project in case.submission.projects}
    project = titles.get(parts[0], "") if parts else ""
    return text(f"review.reasons.place_{citation.source}", project=f"“{project}”", standard=parts[-1] if parts else "")


def _ethics(case: Case, result: RuleResult) -> Iterator[Branch]:
    for item in case.program.ethics_items:
        given = case.record.ethics.get(item.id)
        if given and result.item == item.id:
            yield from (_quote(case, citation) for citation in given.citations)


# Rows -----------------------------------------------------------------------------------------


def _rows(case: Case, rule: RuleSpec) -> Iterator[Branch]:
    if rule.function == "points_reached":
        yield from _activities(case)
    elif rule.function in MILESTONE_RULES:
        yield from _milestones(case, MILESTONE_RULES[rule.function])
    elif rule.function in {"months_of_experience", "work_continued"}:
        yield from _experience(case)
    elif rule.function == "has_claims":
        yield from _claims(case)


def _activities(case: Case) -> Iterator[Branch]:
    for row in activity_rows(case):
        counts = text("review.reasons.open") if row.counted is None else written(row.counted)
        claimed = "?" if row.claimed is None else written(row.claimed)
        said = text("review.reasons.activity", id=row.activity_id, title=row.title, counts=counts, claimed=claimed)
        yield Branch(BranchKind.ROW, said, row.because or " ".join(row.notes), row=row.activity_id)


def _milestones(case: Case, kind: str) -> Iterator[Branch]:
    for row in milestone_rows(case):
        if row.kind == kind:
            answer = {True: "counts", False: "counts_not", None: "open"}[row.counts]
            name = milestone_name(row.ref, row.attempt)
            said = text("review.reasons.milestone", name=name, day=row.completed_on, counts=_word(answer))
            yield Branch(BranchKind.ROW, said, row.because or " ".join(row.notes), row=str(row.key))


def _word(name: str) -> str:
    return text(f"review.reasons.{name}")


def _experience(case: Case) -> Iterator[Branch]:
    yield from (Branch(BranchKind.ROW, line) for line in experience.explain(experience.spans_of(case)).rows)
    for row in experience.experience_rows(case):
        if not row.counts:
            said = text("review.reasons.left_out", number=row.number, employer=row.employer)
            yield Branch(BranchKind.ROW, said, row.because, row=str(row.number))


def _claims(case: Case) -> Iterator[Branch]:
    for project in case.submission.projects:
        numbers = ", ".join(str(claim.standard) for claim in project.claims)
        said = counted("review.reasons.claims", len(project.claims), project=project.title, numbers=numbers)
        yield Branch(BranchKind.ROW, said, row=project.project_id)


# The smallest changes -------------------------------------------------------------------------


def _changes(case: Case, determination: Determination) -> Branch:
    is_best = determination.recommended == case.pathway.outcomes[0].id
    heading = counted(f"review.reasons.changes_{'lose' if is_best else 'win'}", determination.margin or 0)
    if not determination.smallest_changes:
        heading = text(f"review.reasons.no_changes_{'lose' if is_best else 'win'}")
    sets = tuple(
        Branch(BranchKind.CHANGE, text("review.reasons.and").join(_change(case, change) for change in changes))
        for changes in determination.smallest_changes[:MOST_TOLD]
    )
    remarks = filter(
        None, (more_changes(determination), _left_out(case, determination), second_reader(case, determination))
    )
    return Branch(
        BranchKind.GROUP, heading, children=(*sets, *(Branch(BranchKind.CHANGE, remark) for remark in remarks))
    )


def more_changes(determination: Determination) -> str:
    """Say how many sets of changes there are beyond those that are told, empty where all of them are."""
    more = len(determination.smallest_changes) - MOST_TOLD
    return counted("review.reasons.more_changes", more) if more > 0 else ""


def _left_out(case: Case, determination: Determination) -> str:
    """Say that of very many rows not all were tried together, empty where all were."""
    rulings = len(case.record.experience) + len(case.record.milestones)
    is_many = len(case.submission.activities) > MOST_ACTIVITIES or rulings > MOST_RULINGS
    if not is_many or determination.margin == 1:
        return ""
    return text("review.reasons.changes_left_out", activities=MOST_ACTIVITIES, rulings=MOST_RULINGS)


def _change(case: Case, change: LevelChange | ItemChange) -> str:
    if isinstance(change, LevelChange):
        before, after = (_level(case, level) for level in (change.from_level, change.to_level))
        return text("review.reasons.change", what=cell_name(case, change.cell), before=before, after=after)
    before, after = (_answer(case, answer) for answer in (change.from_answer, change.to_answer))
    return text("review.reasons.change", what=_named(case, change), before=before, after=after)


def _answer(case: Case, answer: object) -> str:
    names = {choice.id: choice.name for choice in case.program.ethics_choices}
    names |= {holds.value: text(f"holds.{holds}") for holds in Holds}
    names |= {"yes": _word("counts"), "no": _word("counts_not")}
    return names.get(str(answer), str(answer))


def _named(case: Case, change: ItemChange) -> str:
    if change.member == "activity_id":
        return _titles((each.activity_id, each.title) for each in case.submission.activities).get(change.id, change.id)
    titles = _titles(
        (item.id, text("review.rule.ethics_answered.title", title=item.title)) for item in case.program.ethics_items
    )
    titles |= _titles((rule.id, rule.title) for rule in case.pathway.rules)
    titles |= _titles((str(key_of(row)), milestone_name(row.ref, row.attempt)) for row in case.submission.milestones)
    titles |= _titles(
        (f"experience-{number}", text("review.experience_row", number=number, employer=row.employer))
        for number, row in enumerate(case.submission.experience, start=1)
    )
    return titles.get(change.id, change.id)


def _titles(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(pairs)
