"""The default rules of the domain page written down once more, slowly and on their own, to test against."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

from reviewer.vocabulary import NOT_APPLICABLE, Cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewer.program.model import ProgramDefinition

Levels = dict[Cell, str]
Answers = dict[str, str]
Changes = frozenset[tuple[object, str, str]]

ORDER = ["certify", "more_information", "not_certified", "not_scorable", "referred"]


def is_covered(program: ProgramDefinition, projects: Sequence[str], levels: Mapping[Cell, str]) -> bool:
    """True when every Standard is shown in as many projects as needed, by any choice of as many as are asked for."""
    (asked_for,) = (
        rule.parameters["projects_needed"] for rule in program.pathways["initial"].rules if rule.id == "projects"
    )
    for standard in program.standards:
        given = [levels.get(Cell(project, standard.number), "not_claimed") for project in projects]
        chosen = min(len(given), max(int(str(asked_for)), standard.needed))
        if not any(_is_shown(program, standard.needed, choice) for choice in combinations(given, chosen)):
            return False
    return True


def _is_shown(program: ProgramDefinition, asked: int, given: Sequence[str]) -> bool:
    needed = min(asked, sum(level != NOT_APPLICABLE for level in given))
    return sum(level == program.levels[0].id for level in given) >= needed


def outcome_of(
    program: ProgramDefinition,
    projects: Sequence[str],
    levels: Mapping[Cell, str],
    ethics: Mapping[str, str],
    checks: Mapping[str, str],
    fails_to: Mapping[str, str],
) -> str:
    """The worst outcome that applies."""
    worst = [ORDER[0]]
    worst += [fails_to[item] for item, answer in checks.items() if answer == "fails"]
    if not levels:
        worst.append("not_scorable")
    if not is_covered(program, projects, levels):
        worst.append("more_information")
    if "concern" in ethics.values():
        worst.append("more_information")
    if "serious_concern" in ethics.values():
        worst.append("referred")
    return max(worst, key=ORDER.index)


def smallest(
    program: ProgramDefinition,
    projects: Sequence[str],
    levels: Levels,
    ethics: Answers,
    checks: Mapping[str, str],
    fails_to: Mapping[str, str],
    overruled: Sequence[str] = (),
) -> set[Changes]:
    """Every smallest set of changes, found by trying them all, each with the nearest level that works."""

    def decide(changed: Mapping[object, str]) -> int:
        outcome = outcome_of(
            program,
            projects,
            {cell: changed.get(cell, level) for cell, level in levels.items()},
            {item: changed.get(item, answer) for item, answer in ethics.items()},
            {item: changed.get(item, answer) for item, answer in checks.items()},
            fails_to,
        )
        return ORDER.index(outcome)

    now = decide({})
    choices = _choices(program, levels, ethics, checks, overruled)
    before: dict[object, str] = {thing: level for table in (levels, ethics, checks) for thing, level in table.items()}
    for size in (1, 2, 3):
        found: set[Changes] = set()
        for things in combinations(choices, size):
            ways = [dict(zip(things, ways, strict=True)) for ways in product(*(choices[thing] for thing in things))]
            working = [way for way in ways if (decide(way) < now if now else decide(way) > 0)]
            if working:
                # The choices of each thing stand in the order of their distance.
                nearest = min(working, key=lambda way: [choices[thing].index(to) for thing, to in way.items()])
                found.add(frozenset((thing, before[thing], to) for thing, to in nearest.items()))
        if found:
            return found
    return set()


def _choices(
    program: ProgramDefinition,
    levels: Levels,
    ethics: Answers,
    checks: Mapping[str, str],
    overruled: Sequence[str],
) -> dict[object, list[str]]:
    order = [level.id for level in program.levels]
    answers = [choice.id for choice in program.ethics_choices]
    choices: dict[object, list[str]] = {}
    for cell, level in levels.items():
        place = order.index(level) if level in order else 0
        others = [other for other in order if other != level]
        choices[cell] = sorted(others, key=lambda other: (abs(order.index(other) - place), order.index(other)))
    for item, answer in ethics.items():
        if answer != "no_concern":
            place = answers.index(answer)
            others = [other for other in answers if other != answer]
            choices[item] = sorted(others, key=lambda other: abs(answers.index(other) - place))
    for item in overruled:
        choices[item] = ["holds" if checks[item] == "fails" else "fails"]
    return choices
