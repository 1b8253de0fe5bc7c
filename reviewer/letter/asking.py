"""What a letter asks for, numbered, and what it only suggests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.letter import requests, weaknesses
from reviewer.letter.strengths import could_be_better

if TYPE_CHECKING:
    from reviewer.letter.case import LetterCase
    from reviewer.letter.values import Item
    from reviewer.letter.weaknesses import Weakness


@dataclass(frozen=True, slots=True)
class Asked:
    """The numbered requests, sentences on which of them are alternatives, and the suggestions."""

    requests: tuple[Item, ...]
    choices: tuple[str, ...]
    suggestions: tuple[Item, ...]


def asked_in(case: LetterCase, *, asks: bool) -> Asked:
    """Tell apart what is needed and what is advised.

    Args:
        case: the case that the letter is about.
        asks: whether a letter of this outcome asks for anything; otherwise every weakness is a suggestion.
    """
    if asks and requests.nothing_was_claimed(case):
        return Asked(_numbered(requests.failed_checks(case)), (), ())
    found = weaknesses.weaknesses(case)
    needed = _needed(case, found) if asks else ()
    items = (*_apart_from_matrix(case), *weaknesses.items(case, needed)) if asks else ()
    rest = tuple(weakness for weakness in found if weakness not in needed)
    return Asked(_numbered(items), tuple(weaknesses.choices(case, needed)), _suggestions(case, rest))


def _needed(case: LetterCase, found: tuple[Weakness, ...]) -> tuple[Weakness, ...]:
    needed = weaknesses.needed(case, found)
    if needed or _apart_from_matrix(case):
        return needed
    # The rules ask for nothing, but the reviewer decided otherwise: what was written for the candidate is meant.
    return tuple(weakness for weakness in found if weaknesses.has_words(case, weakness.cell))


def _apart_from_matrix(case: LetterCase) -> tuple[Item, ...]:
    return (
        *requests.failed_checks(case),
        *requests.ethics_questions(case),
    )


def _suggestions(case: LetterCase, found: tuple[Weakness, ...]) -> tuple[Item, ...]:
    told = weaknesses.worth_telling(case, found)
    better = tuple(weaknesses.Weakness(cell) for cell in could_be_better(case))
    return tuple(weaknesses.suggestion(case, weakness) for weakness in (*told, *better))


def _numbered(items: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(replace(item, number=number) for number, item in enumerate(items, start=1))
