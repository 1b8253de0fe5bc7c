"""The letter: a draft until it is signed, then the sealed pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer import files
from reviewer.changes import Changes
from reviewer.errors import LetterError
from reviewer.letter import content, pdf, pictures, template
from reviewer.letter.values import Letterhead, LetterPdf, Paper
from reviewer.review import closing, deciding
from reviewer.text import text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from reviewer.letter.values import LetterContent, LetterProblem
    from reviewer.review.determination import Determination
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import CaseFile, Desk

_LANGUAGE = "en"
_LETTERHEAD = ("office_name", "address", "logo", "signature", "paper")


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter's pages, and what to look at before it is signed."""

    pdf: LetterPdf
    problems: tuple[LetterProblem, ...]
    is_draft: bool


@dataclass(frozen=True, slots=True)
class SavedLetter:
    """A letter in a file; `sha256` is the digest of its bytes."""

    path: Path
    sha256: str
    pages: int


def letter(desk: Desk, key: CaseKey, *, language: str | None = None, outcome: str | None = None) -> WrittenLetter:
    """Return the letter of a case: the sealed one, or a draft for the outcome that would be signed.

    Args:
        desk: the open workspace.
        key: the case.
        language: a language that the program has letters in; None for the one that the letter is in anyway.
        outcome: draft for this outcome instead of the recommended one.

    Raises:
        ReviewIncompleteError: something is still to be judged.
        LetterError: a conflict of interest closed the case, or the letter was signed in another language.
        UsageError: there is no letter in that language.
    """
    case = desk.case_file(key)
    if case.record.recused_kind is not None:
        raise LetterError(str(key), reason=text("letter.reason.withdrawn"))
    sealed = case.record.sealed[-1] if case.record.sealed and not case.record.is_open else None
    if sealed is not None:
        _require_signed_language(case, language)
        data = desk.workspace.letter(key, sealed.version)
        return WrittenLetter(
            LetterPdf(data, pdf.count_pages(data), hashlib.sha256(data).hexdigest()), (), is_draft=False
        )
    determination = deciding.determine(case.program, case.submission, case.record)
    chosen = outcome or closing.recommended_in(determination)
    written = compose(desk, key, case, determination, chosen, is_draft=True, language=language)
    return WrittenLetter(pdf.letter_pdf(written), written.problems, is_draft=True)


def _require_signed_language(case: CaseFile, language: str | None) -> None:
    if language is None or language == _LANGUAGE:
        return
    closing.one_of(language, template.known_languages(case.program.letters))
    raise LetterError(str(case.submission.key), reason=text("letter.reason.other_language", signed=_LANGUAGE))


def compose(  # noqa: PLR0913 - a letter is written from exactly these
    desk: Desk,
    key: CaseKey,
    case: CaseFile,
    determination: Determination,
    outcome: str,
    *,
    is_draft: bool,
    language: str | None = None,
    dated_on: date | None = None,
) -> LetterContent:
    """Write what the letter says for an outcome; dated today unless a day is given."""
    return content.write_letter(
        case.program,
        case.submission,
        case.record,
        determination,
        outcome,
        profile=letterhead(desk),
        dated_on=dated_on or desk.clock.now().astimezone().date(),
        is_draft=is_draft,
        journal_head=desk.workspace.journal_head(key),
        language=language or _LANGUAGE,
        is_practice=case.is_practice,
    )


def save_letter(desk: Desk, key: CaseKey, out: Path, *, language: str | None = None) -> SavedLetter:
    """Write the letter to a file.

    Raises:
        ReviewIncompleteError: something is still to be judged.
        LetterError: a conflict of interest closed the case, or the letter was signed in another language.
        EnvironmentFailedError: the disk is full, or the place cannot be written.
    """
    written = letter(desk, key, language=language)
    return SavedLetter(files.write_whole(out, [written.pdf.data]), written.pdf.sha256, written.pdf.pages)


def letterhead(desk: Desk) -> Letterhead:
    """Return the reviewer's own part of a letter, as the settings have it."""
    stored = {name: desk.workspace.get_setting(f"letterhead.{name}") for name in _LETTERHEAD}
    address = (stored["address"] or b"").decode()
    return Letterhead(
        reviewer_name=desk.workspace.reviewer.name,
        reviewer_id=desk.workspace.reviewer.reviewer_id,
        office_name=(stored["office_name"] or b"").decode(),
        address=tuple(line for line in address.split("\n") if line.strip()),
        logo=stored["logo"],
        signature=stored["signature"],
        paper=Paper((stored["paper"] or Paper.LETTER.encode()).decode()),
    )


def set_letterhead(desk: Desk, chosen: Letterhead) -> tuple[None, Changes]:
    """Keep the reviewer's part of letters; pictures are tried first.

    Raises:
        LetterError: a picture cannot be used; nothing was changed.
    """
    for name, picture in (("logo", chosen.logo), ("signature", chosen.signature)):
        if picture is not None:
            pictures.check_picture(picture, text(f"settings.{name}"))
    values = {
        "office_name": chosen.office_name.encode(),
        "address": "\n".join(chosen.address).encode(),
        "logo": chosen.logo,
        "signature": chosen.signature,
        "paper": chosen.paper.encode(),
    }
    with desk.workspace.transaction():
        for name, value in values.items():
            desk.workspace.set_setting(f"letterhead.{name}", value)
    return None, Changes(profile=True)
