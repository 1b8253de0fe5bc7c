"""What a candidate declares, each on one line: whether it is agreed, and when it was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.text import text
from ui.models.day_words import day_words

if TYPE_CHECKING:
    from datetime import date

    from reviewer.review.sheet_rows import Sheet


def declaration_lines(sheet: Sheet) -> tuple[str, ...]:
    """Say of each declaration and of the commitment to the code whether it is agreed and signed."""
    ethics = sheet.submission.ethics
    lines = [commitment_line(sheet)] if sheet.has_code or ethics.agreed else []
    lines += [
        _signed_line(declaration_name(row.kind), agreed=row.agreed, signed_on=row.signed_on)
        for row in sheet.submission.declarations
    ]
    return tuple(lines)


def commitment_line(sheet: Sheet) -> str:
    """Say whether the candidate agreed to the code and signed."""
    ethics = sheet.submission.ethics
    return _signed_line(text("case.before.commitment"), agreed=ethics.agreed, signed_on=ethics.signed_on)


def declaration_name(kind: str) -> str:
    """Name a declaration by its kind."""
    return kind.replace("_", " ").capitalize()


def _signed_line(name: str, *, agreed: bool, signed_on: date | None) -> str:
    agreement = text("case.before.agreed" if agreed else "case.before.not_agreed")
    date = text("case.before.signed", date=day_words(signed_on)) if signed_on else text("case.before.no_date")
    return f"{name}: {agreement}, {date}"
