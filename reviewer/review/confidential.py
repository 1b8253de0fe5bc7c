"""What the office alone reads: the note of a serious answer, and the reviewer's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.program.model import ProgramDefinition
    from reviewer.review.judgment import Record


def confidential_note(program: ProgramDefinition, record: Record) -> str:
    """Return the confidential note of a case, empty where there is none; never a part of a letter.

    It holds the reviewer's note for the office, then the note of every answer that refers the case to it.
    """
    referring = {choice.id for choice in program.ethics_choices if choice.effect == "refer"}
    answers = [
        text("review.confidential", title=item.title, note=given.note.strip())
        for item in program.ethics_items
        if (given := record.ethics.get(item.id)) and given.answer in referring
    ]
    return "\n\n".join(part for part in (record.confidential_note.strip(), *answers) if part)
