"""What was typed into a form of a case and is not recorded yet: the reviewer's own, never in the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

QUESTION: Final = "question"
ANSWER: Final = "answer"
ALERT: Final = "alert"
CONFIDENTIAL_NOTE: Final = "confidential_note"
EDITION: Final = "edition"
OUTCOME: Final = "outcome"
REOPENING: Final = "reopening"
OPENING_CONFLICT: Final = "conflict_at_opening"
SIGNING_CONFLICT: Final = "conflict_at_signing"


@dataclass(frozen=True, slots=True)
class Begun:
    """The words of a form, and what was chosen beside them; what a form does not ask stays empty.

    `choice` is the window's own name of a choice, `amount` a number as it was typed.
    """

    words: str = field(default="", repr=False)
    choice: str = ""
    amount: str = ""


NOTHING_BEGUN: Final = Begun()


def on_row(row_id: str) -> str:
    """Return the form of the ruling on an activity or a milestone."""
    return f"row:{row_id}"


def on_experience(number: int) -> str:
    """Return the form of the ruling on a row of experience; rows count from 1."""
    return f"experience:{number}"


def on_attestation(place: object) -> str:
    """Return the form that compares a signed attestation with what was typed of it."""
    return f"attestation:{place}"


def on_check(check_id: str) -> str:
    """Return the form of the correction of an eligibility check."""
    return f"check:{check_id}"
