"""What the matrix asks of a candidate, and what it suggests: items of the letter, each weakness told once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.letter.values import Item, Part
from reviewer.review.coverage import tallies
from reviewer.vocabulary import NOT_CLAIMED, Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewer.letter.case import LetterCase
    from reviewer.review.judgment import Citation

_NOTHING_TO_READ = "nothing_shown"


@dataclass(frozen=True, slots=True)
class Weakness:
    """One weakness where it begins; `repeats` are the other cells that it shows up in."""

    cell: Cell
    repeats: tuple[Cell, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the cell where it begins, then those that repeat it."""
        return (self.cell, *self.repeats)


def weaknesses(case: LetterCase) -> tuple[Weakness, ...]:
    """Return the weaknesses of the matrix in reading order, each where it begins."""
    weak = [cell for cell in case.levels if case.is_weak(cell)]
    begins = {cell: _beginning(case, cell, set(weak)) for cell in weak}
    return tuple(
        Weakness(cell, tuple(other for other in weak if other != cell and begins[other] == cell))
        for cell in weak
        if begins[cell] == cell
    )


def needed(case: LetterCase, found: Iterable[Weakness]) -> tuple[Weakness, ...]:
    """Return the weaknesses that stand in the way of a better outcome."""
    asked = [need for need in case.determination.needs if need.is_needed]
    rules = {need.rule for need in asked}
    # Where judged cells cannot make a Standard good, describing it where it was left out can.
    unclaimed = (
        cell
        for result in case.determination.rules
        if result.rule in rules
        for cell in result.cells
        if case.levels[cell] == NOT_CLAIMED
    )
    wanted = {*(need.cell for need in asked), *unclaimed}
    return tuple(weakness for weakness in found if not wanted.isdisjoint(weakness.cells))


def worth_telling(case: LetterCase, found: Iterable[Weakness]) -> tuple[Weakness, ...]:
    """Return those of some weaknesses that something useful can be said of."""
    advised = {need.cell for need in case.determination.needs if need.cell}
    return tuple(weakness for weakness in found if _is_told(case, weakness.cell, advised))


def _is_told(case: LetterCase, cell: Cell, advised: set[Cell]) -> bool:
    if has_words(case, cell):
        return True
    # A Standard that was not claimed, and need not be, is not worth a suggestion.
    return cell in advised and case.levels[cell] != NOT_CLAIMED


def has_words(case: LetterCase, cell: Cell) -> bool:
    """Tell whether the reviewer wrote anything for the candidate."""
    judged = case.judged(cell)
    return judged is not None and bool(judged.feedback.strip() or judged.remedy.strip())


def _beginning(case: LetterCase, cell: Cell, listed: set[Cell]) -> Cell:
    seen = [cell]
    while True:
        judged = case.judged(seen[-1])
        following = judged.same_as if judged else None
        if following is None or following not in listed:
            return seen[-1]
        if following in seen:
            # Two cells that point at each other: the first in reading order tells it.
            return min(seen[seen.index(following) :])
        seen.append(following)


def items(case: LetterCase, found: Iterable[Weakness]) -> tuple[Item, ...]:
    """Return one item for each weakness; cells of one project that all say nothing share one."""
    listed = tuple(found)
    groups: dict[tuple[str, str], list[Cell]] = {}
    for weakness in listed:
        if _can_share(case, weakness):
            groups.setdefault((weakness.cell.project_id, case.levels.get(weakness.cell) or ""), []).append(
                weakness.cell
            )
    shared = {cells[0]: cells for cells in groups.values() if len(cells) > 1}
    inside = {cell for cells in shared.values() for cell in cells[1:]}
    return tuple(
        _shared_item(case, shared[weakness.cell]) if weakness.cell in shared else _item(case, weakness)
        for weakness in listed
        if weakness.cell not in inside
    )


def _can_share(case: LetterCase, weakness: Weakness) -> bool:
    judged = case.judged(weakness.cell)
    silent = not has_words(case, weakness.cell) and not (judged and (judged.citations or judged.same_as))
    return silent and not weakness.repeats and case.levels.get(weakness.cell) in {NOT_CLAIMED, _NOTHING_TO_READ}


def _shared_item(case: LetterCase, cells: list[Cell]) -> Item:
    level = case.levels.get(cells[0]) or ""
    parts = (
        Part(case.words.say("label.found"), case.words.say(f"group.{level}")),
        Part(case.words.say("label.looked"), _sentence(case.words.say("words.descriptions"))),
        Part(case.words.say("label.satisfy"), case.words.say("group.satisfy")),
    )
    standards = case.standards(cell.standard for cell in cells)
    title = case.words.say("words.item_title", standard=standards, project=case.project(cells[0].project_id))
    return Item(None, title, parts, place=str(cells[0]))


def _item(case: LetterCase, weakness: Weakness) -> Item:
    cell = weakness.cell
    words = case.words
    parts = [
        Part(words.say("label.found"), found_in(case, cell)),
        Part(words.say("label.looked"), _sentence(words.joined(_looked(case, cell)))),
        Part(words.say("label.satisfy"), _satisfies(case, cell)),
    ]
    if weakness.repeats:
        parts.append(Part(words.say("label.also"), words.say("cell.several", standards=_others(case, weakness))))
    return Item(None, _title(case, cell), tuple(parts), place=str(cell))


def _title(case: LetterCase, cell: Cell) -> str:
    standard, project = case.standard(cell.standard), case.project(cell.project_id)
    return case.words.say("words.item_title", standard=standard, project=project)


def _others(case: LetterCase, weakness: Weakness) -> str:
    return case.words.joined(_named(case, other, beside=weakness.cell) for other in weakness.repeats)


def suggestion(case: LetterCase, weakness: Weakness) -> Item:
    """Return one weakness as a suggestion: what was found, what would make it better, what else it concerns."""
    cell, words = weakness.cell, case.words
    parts = []
    if not case.shows(cell) or _text(case, cell, "feedback"):
        parts.append(Part(words.say("label.found"), found_in(case, cell)))
    if _text(case, cell, "remedy") or not has_words(case, cell):
        parts.append(Part(words.say("label.suggestion"), _satisfies(case, cell)))
    if weakness.repeats:
        also = words.say("cell.several_suggested", standards=_others(case, weakness))
        parts.append(Part(words.say("label.also"), also))
    return Item(None, _title(case, cell), tuple(parts), place=str(cell))


def found_in(case: LetterCase, cell: Cell) -> str:
    """Return what the candidate reads of a cell: the reviewer's words, or the letter's own for its level."""
    written = _text(case, cell, "feedback")
    if written:
        return written
    level = case.levels.get(cell)
    return case.words.first(f"cell.{level}", "cell.other")


def _satisfies(case: LetterCase, cell: Cell) -> str:
    written = _text(case, cell, "remedy")
    if written:
        return written
    judged = case.judged(cell)
    ticked = judged.prompts if judged else ()
    prompts = [prompt.text for prompt in case.program.standard(cell.standard).prompts if prompt.id not in ticked]
    if not prompts:
        return case.words.say("cell.satisfy")
    return case.words.say("cell.satisfy_prompts", prompts=" ".join(prompts))


def _text(case: LetterCase, cell: Cell, member: str) -> str:
    """Return the cell's own words, or those of the cell whose weakness it repeats."""
    seen: set[Cell] = set()
    at: Cell | None = cell
    while at and at not in seen:
        seen.add(at)
        judged = case.judged(at)
        if judged is None:
            return ""
        written = {"feedback": judged.feedback, "remedy": judged.remedy}[member].strip()
        if written:
            return written
        at = judged.same_as
    return ""


def _looked(case: LetterCase, cell: Cell) -> tuple[str, ...]:
    judged = case.judged(cell)
    cited: tuple[Citation, ...] = judged.citations if judged else ()
    project = case.submission.project(cell.project_id)
    own = (case.words.say("words.narrative_here"),) if project and project.claim(cell.standard) else ()
    places = tuple(dict.fromkeys((*own, *case.places(cited, at=cell))))
    return places or (case.words.say("words.descriptions"),)


def _named(case: LetterCase, cell: Cell, *, beside: Cell) -> str:
    standard = case.words.say("words.standard_short", number=cell.standard)
    if cell.project_id == beside.project_id:
        return standard
    return case.words.say("words.standard_in", standard=standard, project=case.project(cell.project_id))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def choices(case: LetterCase, found: Iterable[Weakness]) -> Iterator[str]:
    """Yield a sentence for the Standards of which fewer projects are needed than are named, by how many are."""
    named = [cell.standard for weakness in found for cell in weakness.cells]
    wanted: dict[int, list[int]] = {}
    for tally in tallies(case.reviewed):
        wanting = -tally.spare
        if 0 < wanting < named.count(tally.standard.number):
            wanted.setdefault(wanting, []).append(tally.standard.number)
    for wanting, numbers in wanted.items():
        key = "one_of" if wanting == 1 else "some_of"
        each = "each_" if len(numbers) > 1 else ""
        yield case.words.say(f"needed.{each}{key}", standard=case.standards(numbers), count=wanting)
