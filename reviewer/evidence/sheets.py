"""Excel workbooks, read by openpyxl: every sheet a table, cells as their number formats show them."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl

from reviewer.evidence.cell_format import shown
from reviewer.evidence.flowing import MOST_COLUMNS, column_name, finished, note, tables, unpacked_is_small
from reviewer.evidence.opened import FlowingDocument, RefusedError
from reviewer.submission.flow import Block, BlockKind, Run, TableCell
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_SHEETS = 200


def open_sheets(content: bytes) -> FlowingDocument:
    """Read a workbook; formulas show the values that were stored with them.

    Raises:
        RefusedError: it is damaged or too large.
    """
    unpacked_is_small(content)
    with warnings.catch_warnings():
        # What openpyxl does not support in a file, it warns of.
        warnings.simplefilter("ignore")
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            names = workbook.sheetnames
            if not names:
                raise RefusedError("damaged")
            document = finished(_sheets(workbook, _charts(content)), parts=len(names))
        finally:
            workbook.close()
    return document


def _sheets(workbook: Any, charts: int) -> Iterator[Block]:  # noqa: ANN401 - openpyxl ships no types
    names = workbook.sheetnames
    yield note("sheets", len(names))
    if charts:
        yield note("charts", charts)
    for name in names[:_MOST_SHEETS]:
        sheet, place = workbook[name], made_visible(name)
        yield Block(BlockKind.HEADING, (Run(place),), place=place, level=1)
        if getattr(sheet, "sheet_state", "visible") != "visible":
            yield note("hidden_sheet", place=place)
        if not hasattr(sheet, "iter_rows"):
            yield note("chart_sheet", place=place)
            continue
        yield from tables(_rows(sheet, place), place)


def _rows(sheet: Any, place: str) -> Iterator[tuple[TableCell, ...]]:  # noqa: ANN401 - as above
    if hasattr(sheet, "reset_dimensions"):
        # What a sheet says of its own size may be wrong.
        sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        cells = tuple(
            TableCell(
                made_visible(shown(cell.value, getattr(cell, "number_format", None) or "General")),
                f"{place}!{column_name(column)}{number}",
                is_number=isinstance(cell.value, int | float) and not isinstance(cell.value, bool),
            )
            for column, cell in enumerate(row, start=1)
        )
        while cells and not cells[-1].text:
            cells = cells[:-1]
        yield cells


def _charts(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(1 for name in archive.namelist() if name.startswith("xl/charts/chart") and name.endswith(".xml"))
