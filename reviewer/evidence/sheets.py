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
    """Read a workbook; formulas show the values that were stored with them, and themselves where there are none.

    Raises:
        RefusedError: it is damaged or too large.
    """
    unpacked_is_small(content)
    with warnings.catch_warnings():
        # What openpyxl does not support in a file, it warns of.
        warnings.simplefilter("ignore")
        workbook, formulas = (
            openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=with_values, keep_links=False)
            for with_values in (True, False)
        )
        try:
            names = workbook.sheetnames
            if not names:
                raise RefusedError("damaged")
            document = finished(_sheets(workbook, formulas, _charts(content)), parts=len(names))
        finally:
            workbook.close()
            formulas.close()
    return document


def _sheets(workbook: Any, formulas: Any, charts: int) -> Iterator[Block]:  # noqa: ANN401 - openpyxl ships no types
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
        without_values: list[str] = []
        yield from tables(_rows(sheet, formulas[name], place, without_values), place)
        if without_values:
            yield note("formulas", len(without_values), place)


def _rows(
    sheet: Any,  # noqa: ANN401 - as above
    formulas: Any,  # noqa: ANN401 - as above
    place: str,
    without_values: list[str],
) -> Iterator[tuple[TableCell, ...]]:
    """Yield the rows of a sheet; the cells whose formula has no stored value are added to `without_values`."""
    for both in (sheet, formulas):
        if hasattr(both, "reset_dimensions"):
            # What a sheet says of its own size may be wrong.
            both.reset_dimensions()
    values, written = sheet.iter_rows(max_col=MOST_COLUMNS), formulas.iter_rows(max_col=MOST_COLUMNS)
    for number, (row, formula_row) in enumerate(zip(values, written, strict=False), start=1):
        cells: list[TableCell] = []
        for column, (cell, formula) in enumerate(zip(row, formula_row, strict=False), start=1):
            name = f"{place}!{column_name(column)}{number}"
            if cell.value is None and _is_formula(formula.value):
                # A value that nobody stored is not the same as an empty cell.
                cells.append(TableCell(made_visible(str(formula.value)), name))
                without_values.append(name)
            else:
                cells.append(_cell(cell, name))
        while cells and not cells[-1].text:
            cells.pop()
        yield tuple(cells)


def _cell(cell: Any, name: str) -> TableCell:  # noqa: ANN401 - as above
    value = cell.value
    words = made_visible(shown(value, getattr(cell, "number_format", None) or "General"))
    return TableCell(words, name, is_number=isinstance(value, int | float) and not isinstance(value, bool))


def _is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _charts(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(1 for name in archive.namelist() if name.startswith("xl/charts/chart") and name.endswith(".xml"))
