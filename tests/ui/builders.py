"""Rows of the inbox for tests."""

from __future__ import annotations

from reviewer.review.sheet_rows import InboxRow
from reviewer.vocabulary import CaseKey, CaseState


def inbox_row(
    number: int = 1,
    candidate: str = "Amara Okafor",
    state: CaseState = CaseState.IN_REVIEW,
    *,
    due_on: str | None = "2026-12-12",
    revision: int = 1,
    judged: int = 18,
    program: str = "cpt",
) -> InboxRow:
    """One case, 18 of 29 judged unless said otherwise."""
    key = CaseKey(f"CPT-2026-{number:04d}", revision)
    return InboxRow(key, program, program.upper(), "2013", "initial", candidate, state, due_on, judged, 29)
