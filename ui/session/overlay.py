"""A sheet with what was typed since it was read: pure replacements of single rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.review.judgment import Citation, EthicsDraft, JudgmentText
from ui.session.keeping import CellDraft, CellNotes, EthicsNote, FormBegun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewer.review.sheet_rows import CellRow, EthicsRow, Sheet
    from reviewer.vocabulary import Cell
    from ui.session.keeping import Kept

NOTHING_WRITTEN = JudgmentText()
Cited = tuple[Citation, ...]


def row_to_change(sheet: Sheet | None, cell: Cell) -> CellRow | None:
    """Return the row of a cell that can be judged now; None where there is none."""
    rows = sheet.cells if sheet is not None and sheet.sealed is None else ()
    return next((row for row in rows if row.cell == cell and row.is_claimed), None)


def item_to_change(sheet: Sheet | None, item: str) -> EthicsRow | None:
    """Return the row of an ethics item that can be answered now; None where there is none."""
    rows = sheet.ethics if sheet is not None and sheet.sealed is None else ()
    return next((row for row in rows if row.id == item), None)


def worth_keeping(row: CellRow, written: JudgmentText) -> JudgmentText | None:
    """Return a draft, or None where it says no more than what is closed or than nothing."""
    return None if written == (row.closed or NOTHING_WRITTEN) else written


def with_added(cited: Cited, citations: Cited) -> Cited:
    """Cite more; what is cited already is not cited twice."""
    return tuple(dict.fromkeys((*cited, *citations)))


def with_taken_away(cited: Cited, citations: Cited) -> Cited:
    """Cite less."""
    gone = frozenset(citations)
    return tuple(each for each in cited if each not in gone)


def with_kept(sheet: Sheet, values: Iterable[Kept], saved_at: str | None = None) -> Sheet:
    """Return the sheet as it is once the values are saved; those of other cases are left out.

    Args:
        sheet: the sheet as it was read.
        values: what was typed or chosen since.
        saved_at: when they were saved (UTC), None while they are not.
    """
    for value in values:
        # What forms have begun is no part of a sheet.
        if value.key == sheet.key and not isinstance(value, FormBegun):
            sheet = _with(sheet, value, saved_at)
    return sheet


def _with(sheet: Sheet, value: CellDraft | CellNotes | EthicsNote, saved_at: str | None) -> Sheet:
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
    return replace(row, draft=EthicsDraft(value.answer, value.note, saved_at or before, value.citations))
