"""What a reviewer was trained on, and until when; a training that has lapsed is a hint, never a bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.review.sheet_rows import HintRow
from reviewer.text import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from reviewer.program.model import ProgramDefinition


@dataclass(frozen=True, slots=True, order=True)
class Training:
    """One edition of a program that the reviewer was trained on; `valid_until` None where it does not lapse."""

    program: str
    edition: str
    valid_until: date | None = None


def hints_on_training(profile: Sequence[Training], program: ProgramDefinition, today: date) -> tuple[HintRow, ...]:
    """Return a hint where the profile says that the training for a case's edition lapsed or was for another one.

    A profile that says nothing of the program says nothing here.
    """
    editions = [training for training in profile if training.program == program.id]
    own = [training for training in editions if training.edition == program.edition]
    if not editions or any(training.valid_until is None or training.valid_until >= today for training in own):
        return ()
    values: dict[str, object] = {"program": program.name, "edition": program.edition}
    if own:
        lapsed = max(training.valid_until for training in own if training.valid_until)
        return (HintRow("training-lapsed", "", text("review.hint.training_lapsed", until=lapsed, **values)),)
    known = ", ".join(sorted({training.edition for training in editions}))
    return (HintRow("training-other-edition", "", text("review.hint.training_other_edition", known=known, **values)),)
