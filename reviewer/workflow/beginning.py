"""What a reviewer begins in a form: kept while it is typed, gone in the moment in which it is recorded."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from reviewer.changes import NOTHING, Changes
from reviewer.review.begun import NOTHING_BEGUN, Begun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


def keep(desk: Desk, key: CaseKey, form: str, begun: Begun) -> tuple[str | None, Changes]:
    """Keep what was typed into a form, outside the journal.

    Returns:
        when it was saved (UTC); None where nothing is left to keep.
    """
    if begun == NOTHING_BEGUN:
        desk.workspace.clear_begun(key, form)
        return None, NOTHING
    return desk.workspace.save_begun(key, form, begun), NOTHING


def begun(desk: Desk, key: CaseKey) -> Mapping[str, Begun]:
    """Return what was typed into the forms of a case and not recorded yet, by form."""
    return desk.workspace.begun(key)


@contextlib.contextmanager
def recorded(desk: Desk, key: CaseKey, form: str) -> Iterator[None]:
    """Record inside what a form has begun: it is recorded and no longer begun, or neither."""
    with desk.workspace.transaction():
        yield
        desk.workspace.clear_begun(key, form)
