"""What a reviewer should look at before signing a letter, and what never reaches its pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewer.letter import scripts
from reviewer.letter.requests import items_in_question
from reviewer.letter.values import LetterProblem, ProblemKind
from reviewer.letter.words import code_point, missing_characters
from reviewer.review import addresses
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewer.letter.case import LetterCase
    from reviewer.letter.template import Template
    from reviewer.letter.values import LetterContent

_BLANK = re.compile(r"\{[^{}\n]{0,60}\}|\[(?:\.{2,}|…|_+)\]|_{3,}")


def without_addresses(words: Template) -> Callable[[str, str], str]:
    """Return what takes e-mail addresses out of a text, as `LetterContent.mapped` wants it."""
    masked = words.say("words.masked")

    def masking(_place: str, written: str) -> str:
        return addresses.without_addresses(written, masked)

    return masking


def problems_in(case: LetterCase, content: LetterContent) -> tuple[LetterProblem, ...]:
    """Return what to look at before signing, in the letter's order, each once.

    Args:
        case: the case that the letter is about.
        content: the letter as it was written, before addresses were taken out.
    """
    masking = without_addresses(case.words)
    texts = content.texts()
    found = [
        *_nothing_asked(case, content),
        *_nothing_cited(case, content),
        *(problem for place, written in texts for problem in _on_page(place, written, masking)),
        *_confidential(case, texts),
        *_in_own_words(case),
    ]
    return tuple(dict.fromkeys(found))


def _nothing_asked(case: LetterCase, content: LetterContent) -> Iterator[LetterProblem]:
    if "needed" in case.parts and not content.requests:
        yield _problem(ProblemKind.NOTHING_ASKED, "", "")


def _nothing_cited(case: LetterCase, content: LetterContent) -> Iterator[LetterProblem]:
    asked = {request.place for request in content.requests}
    for item in items_in_question(case):
        place = f"ethics {item.id}"
        if place in asked and not case.record.ethics[item.id].citations:
            yield _problem(ProblemKind.NOTHING_CITED, place, item.title)


def _on_page(place: str, written: str, masking: Callable[[str, str], str]) -> Iterator[LetterProblem]:
    shown = masking(place, written)
    if shown != written:
        yield _problem(ProblemKind.EMAIL, place, "")
    missing = missing_characters(shown)
    if missing:
        spelled = ", ".join(f"{character} ({code_point(character)})" for character in missing)
        yield _problem(ProblemKind.CHARACTERS, place, spelled)
    if scripts.longest_run(shown) > scripts.LONGEST_RUN:
        yield _problem(ProblemKind.LONG_LINE, place, "")


def _confidential(case: LetterCase, texts: tuple[tuple[str, str], ...]) -> Iterator[LetterProblem]:
    names = {name for project in case.submission.projects for name in project.confidential_names if name.strip()}
    for place, written in texts if names else ():
        folded = written.casefold()
        for name in sorted(names):
            if name.casefold() in folded:
                yield _problem(ProblemKind.CONFIDENTIAL_NAME, place, name)


def _in_own_words(case: LetterCase) -> Iterator[LetterProblem]:
    level_names = _level_names(case)
    for cell in case.levels:
        judged = case.judged(cell)
        for written in (judged.feedback, judged.remedy) if judged else ():
            yield from (_problem(ProblemKind.BLANK, str(cell), blank) for blank in _BLANK.findall(written))
            folded = written.casefold()
            named = [name for name in level_names if name.casefold() in folded]
            yield from (_problem(ProblemKind.LEVEL_NAME, str(cell), name) for name in named)


def _level_names(case: LetterCase) -> tuple[str, ...]:
    # A name of one word, such as Met, stands in many a good sentence.
    names = (name for level in case.program.levels for name in (level.name, level.id))
    return tuple(name for name in names if " " in name or "_" in name)


def _problem(kind: ProblemKind, place: str, word: str) -> LetterProblem:
    where = place or text("letter.problem.somewhere")
    return LetterProblem(kind, place, text(f"letter.problem.{kind}", place=where, word=word))
