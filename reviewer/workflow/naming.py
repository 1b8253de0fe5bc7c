"""What a reviewer is called: which names and ids can be used, and correcting one that was mistyped."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from reviewer.changes import NOTHING, Changes
from reviewer.errors import BadReviewerIdError, BadReviewerNameError, ReviewError
from reviewer.export import names
from reviewer.text import text

if TYPE_CHECKING:
    from reviewer.workflow.desk import Desk

LONGEST_NAME: Final = 120
"""Most characters of a reviewer's name."""

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS: Final = "\u200c\u200d"
"""Persian and Indian names are written with these."""


def checked_name(written: str) -> str:
    """Return a reviewer's name without spaces around it.

    Raises:
        BadReviewerNameError: it is empty, too long, or holds signs that nobody sees.
    """
    name = written.strip()
    why_not = ""
    if not name:
        why_not = text("settings.name.empty")
    elif any(unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS for sign in name):
        why_not = text("settings.name.unseen")
    elif len(name) > LONGEST_NAME:
        why_not = text("settings.name.long", most=LONGEST_NAME)
    if why_not:
        raise BadReviewerNameError(reason=why_not)
    return name


def checked_id(written: str) -> str:
    """Return a reviewer's id.

    Raises:
        BadReviewerIdError: it has signs that an id cannot have, is empty or too long.
    """
    if not names.is_reviewer_id(written):
        raise BadReviewerIdError(written)
    return written


def may_correct_id(desk: Desk) -> bool:
    """Tell whether the id can still be another: nothing is signed or handed over under it."""
    return not desk.workspace.is_id_in_use()


def correct(desk: Desk, name: str, reviewer_id: str) -> tuple[None, Changes]:
    """Correct a mistyped name or id; what is sealed, and packages made before, keep what they were signed with.

    Raises:
        UsageError: the name or the id cannot be used; nothing was changed.
        ReviewError: something is signed or handed over under the id, so that it stays; nothing was changed.
    """
    now = desk.workspace.reviewer
    # What was good enough when the workspace was made is not held against a correction of the other.
    new_name = now.name if name.strip() == now.name else checked_name(name)
    new_id = reviewer_id.strip()
    if (new_name, new_id) == (now.name, now.reviewer_id):
        return None, NOTHING
    if new_id != now.reviewer_id:
        checked_id(new_id)
        if not may_correct_id(desk):
            raise ReviewError(now.reviewer_id, reason=text("settings.id_in_use", id=now.reviewer_id))
    desk.workspace.correct_reviewer(new_name, new_id)
    # Hints compare the id with those who taught the candidate.
    return None, Changes(cases=frozenset(desk.workspace.cases()), inbox=True, profile=True)
