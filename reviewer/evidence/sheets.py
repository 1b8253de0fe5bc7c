"""Excel workbooks, read by openpyxl: every sheet a table, cells as their number formats show them."""

from __future__ import annotations

import io
import itertools
import re
import warnings
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from reviewer.evidence.cell_format import shown
from reviewer.evidence.flowing import MOST_COLUMNS, MOST_ROWS, column_name, finished, note, tables, unpacked_is_small
from reviewer.evidence.opened import FlowingDocument, RefusedError
from reviewer.evidence.package_parts import Package
from reviewer.evidence.sheet_extras import parts_of_sheets, said_after, said_before
from reviewer.submission.flow import Block, BlockKind, Run, TableCell
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_SHEETS = 200
_FORMULA = re.compile(rb"[<:]f[\s>/]")


def _without_a_size(sheet: Any) -> None:  # noqa: ANN401 - openpyxl ships no types
    """Look for no size: a sheet that does not say its own would be read to its end for that, in one piece."""
    del sheet


# There is no switch for it.
ReadOnlyWorksheet._get_size = _without_a_size  # noqa: SLF001 - as above


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
            pictures: list[bytes] = []
            with Package(content) as package:
                blocks = list(_sheets(workbook, formulas, package, pictures))
            document = finished(blocks, pictures, parts=len(names))
        finally:
            workbook.close()
            formulas.close()
    return document


def _sheets(
    workbook: Any,  # noqa: ANN401 - openpyxl ships no types
    formulas: Any,  # noqa: ANN401 - as above
    package: Package,
    pictures: list[bytes],
) -> Iterator[Block]:
    names, parts = workbook.sheetnames, parts_of_sheets(package)
    yield note("sheets", len(names))
    if any(name.endswith("vbaProject.bin") for name in package.names):
        yield note("macros")
    later: list[tuple[str, str]] = []
    blocks: dict[str, list[Block]] = {}
    for name in names[:_MOST_SHEETS]:
        place, part = made_visible(name), parts.get(name, "")
        # Read for its formulas a sheet takes as long once more.
        may_calculate = not (content := package.content(part)) or _FORMULA.search(content)
        blocks[name] = list(_sheet(workbook[name], formulas[name] if may_calculate else None, place))
        blocks[name][1:1] = said_before(package, part, place)
        later.append((name, part))
    # A chart may be about the cells of a later sheet.
    cells = _shown_cells(blocks)
    for name, part in later:
        yield from blocks[name]
        yield from said_after(package, part, made_visible(name), cells, pictures)


def _sheet(sheet: Any, formulas: Any, place: str) -> Iterator[Block]:  # noqa: ANN401 - as above
    yield Block(BlockKind.HEADING, (Run(place),), place=place, level=1)
    if getattr(sheet, "sheet_state", "visible") != "visible":
        yield note("hidden_sheet", place=place)
    if not hasattr(sheet, "iter_rows"):
        yield note("chart_sheet", place=place)
        return
    without_values: list[str] = []
    yield from tables(_without_empty_end(_rows(sheet, formulas, place, without_values)), place)
    if without_values:
        yield note("formulas", len(without_values), place)


def _without_empty_end(rows: Iterable[tuple[TableCell, ...]]) -> Iterator[tuple[TableCell, ...]]:
    """Leave out the rows below the last that says anything: they only have a look."""
    empty = 0
    for row in rows:
        if not row and empty <= MOST_ROWS:
            empty += 1
            continue
        yield from itertools.repeat((), empty)
        empty = 0
        yield row


def _shown_cells(blocks: dict[str, list[Block]]) -> dict[str, str]:
    every = (cell for sheet in blocks.values() for block in sheet for row in block.rows for cell in row)
    return {cell.place: cell.text for cell in every if cell.place is not None}


def _rows(
    sheet: Any,  # noqa: ANN401 - as above
    formulas: Any,  # noqa: ANN401 - as above
    place: str,
    without_values: list[str],
) -> Iterator[tuple[TableCell, ...]]:
    """Yield the rows of a sheet; the cells whose formula has no stored value are added to `without_values`."""
    for both in (sheet, formulas):
        if both is not None and hasattr(both, "reset_dimensions"):
            # What a sheet says of its own size may be wrong.
            both.reset_dimensions()
    # Asked for so many columns, it would fill up every row to them.
    formula_rows = itertools.repeat(itertools.repeat(None)) if formulas is None else formulas.iter_rows()
    for number, (row, formula_row) in enumerate(zip(sheet.iter_rows(), formula_rows, strict=False), start=1):
        cells: list[TableCell] = []
        for column, (cell, formula) in enumerate(zip(row[:MOST_COLUMNS], formula_row, strict=False), start=1):
            name = f"{place}!{column_name(column)}{number}"
            if cell.value is None and formula is not None and _is_formula(formula.value):
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
