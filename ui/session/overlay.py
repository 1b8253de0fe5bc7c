"""A sheet with what was typed since it was read: pure replacements of single rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.review.judgment import EthicsDraft, JudgmentText
from ui.session.keeping import CellDraft, CellNotes, EthicsNote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.review.judgment import Citation
    from reviewer.review.sheet_rows import CellRow, EthicsRow, Sheet
    from ui.session.keeping import Kept

NOTHING_WRITTEN = JudgmentText()


def worth_keeping(row: CellRow, written: JudgmentText) -> JudgmentText | None:
    """Return a draft, or None where it says no more than what is closed or than nothing."""
    return None if written == (row.closed or NOTHING_WRITTEN) else written


def with_citations(written: JudgmentText, citations: Iterable[Citation]) -> JudgmentText:
    """Return a judgment that cites more; what it cites already is not cited twice."""
    added = tuple(each for each in citations if each not in written.citations)
    return replace(written, citations=(*written.citations, *added))


def without_citations(written: JudgmentText, citations: Iterable[Citation]) -> JudgmentText:
    """Return a judgment that cites less."""
    gone = frozenset(citations)
    return replace(written, citations=tuple(each for each in written.citations if each not in gone))


def with_kept(sheet: Sheet, values: Iterable[Kept], saved_at: str | None = None) -> Sheet:
    """Return the sheet as it is once the values are saved; those of other cases are left out.

    Args:
        sheet: the sheet as it was read.
        values: what was typed or chosen since.
        saved_at: when they were saved (UTC), None while they are not.
    """
    for value in values:
        if value.key == sheet.key:
            sheet = _with(sheet, value, saved_at)
    return sheet


def _with(sheet: Sheet, value: Kept, saved_at: str | None) -> Sheet:
    if isinstance(value, EthicsNote):
        rows = tuple(_ethics_row(row, value, saved_at) if row.id == value.item else row for row in sheet.ethics)
        return replace(sheet, ethics=rows, saved_at=saved_at or sheet.saved_at)
    cells = tuple(_cell_row(row, value, saved_at) if row.cell == value.cell else row for row in sheet.cells)
    return replace(sheet, cells=cells, saved_at=saved_at or sheet.saved_at)


def _cell_row(row: CellRow, value: CellDraft | CellNotes, saved_at: str | None) -> CellRow:
    if isinstance(value, CellNotes):
        return replace(row, private=value.notes, saved_at=saved_at or row.saved_at)
    return replace(row, draft=value.written, saved_at=saved_at if value.written else None)


def _ethics_row(row: EthicsRow, value: EthicsNote, saved_at: str | None) -> EthicsRow:
    before = row.draft.saved_at if row.draft else ""
    return replace(row, draft=EthicsDraft(value.answer, value.note, saved_at or before))
