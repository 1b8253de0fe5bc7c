"""Formative feedback on a draft: for each Standard what shows, what is missing, and questions to think about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.letter.values import Item, Part
from reviewer.letter.weaknesses import found_in, has_words
from reviewer.vocabulary import NOT_CLAIMED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.letter.case import LetterCase
    from reviewer.program.model import Standard
    from reviewer.vocabulary import Cell


def on_standards(case: LetterCase) -> tuple[Item, ...]:
    """Return an item for each claimed cell, then one for each Standard that no project describes yet."""
    claimed = [cell for cell, level in case.levels.items() if level not in {None, NOT_CLAIMED}]
    described = {cell.standard for cell, level in case.levels.items() if level != NOT_CLAIMED}
    later = [standard for standard in case.program.standards if standard.number not in described]
    return (*(_on_cell(case, cell) for cell in claimed), *(_on_standard(case, standard) for standard in later))


def _on_cell(case: LetterCase, cell: Cell) -> Item:
    words = case.words
    title = words.say("words.item_title", standard=case.standard(cell.standard), project=case.project(cell.project_id))
    return Item(None, title, tuple(_parts(case, cell)), place=str(cell))


def _parts(case: LetterCase, cell: Cell) -> Iterator[Part]:
    words, judged = case.words, case.judged(cell)
    feedback = judged.feedback.strip() if judged else ""
    remedy = judged.remedy.strip() if judged else ""
    if case.shows(cell):
        yield Part(words.say("label.strength"), feedback or words.say("feedback.shown"))
    else:
        yield Part(words.say("label.gap"), found_in(case, cell) if has_words(case, cell) or judged else "")
    if remedy:
        yield Part(words.say("label.suggestion"), remedy)
    standard = case.program.standard(cell.standard)
    ticked = judged.prompts if judged else ()
    questions = _questions(case, standard, tuple(ticked))
    if questions:
        yield Part(words.say("label.questions"), questions)


def _on_standard(case: LetterCase, standard: Standard) -> Item:
    words = case.words
    parts = [Part(words.say("label.gap"), words.say("feedback.not_described"))]
    questions = _questions(case, standard, ())
    if questions:
        parts.append(Part(words.say("label.questions"), questions))
    return Item(None, case.standard(standard.number), tuple(parts), place=f"standard {standard.number}")


def _questions(case: LetterCase, standard: Standard, ticked: tuple[str, ...]) -> str:
    """Return the questions of the prompts that were not ticked, in the letter's words where it has them."""
    asked = [prompt for prompt in standard.prompts if prompt.id not in ticked]
    return " ".join(
        case.words.say(f"question.{prompt.id}")
        if case.words.has(f"question.{prompt.id}")
        else case.words.say("feedback.question", prompt=prompt.text)
        for prompt in asked
    )


def common_mistakes(case: LetterCase) -> tuple[str, ...]:
    """Return what often goes wrong: in general, then for each Standard that the draft describes."""
    described = sorted({cell.standard for cell, level in case.levels.items() if level != NOT_CLAIMED})
    own = [f"mistake.{number}" for number in described]
    general = case.words.names("mistake.general")
    return (*general, *(case.words.say(key) for key in own if case.words.has(key)))
