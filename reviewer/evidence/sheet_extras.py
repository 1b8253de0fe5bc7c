"""What a workbook's sheet holds beside its cells: what is hidden or merged, comments, pictures and charts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.utils.cell import range_boundaries

from reviewer.evidence.charts import chart_blocks
from reviewer.evidence.flowing import column_name, note
from reviewer.evidence.package_parts import local_name
from reviewer.submission.flow import Block, BlockKind, Run
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from reviewer.evidence.package_parts import Package

_BOOK = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_LINK_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
# The cells of a sheet may be many megabytes; these few marks are found without reading them as XML.
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*\bref=[\"']([A-Z0-9:]{1,40})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_NUMBER = {name: re.compile(rb"\b%b=[\"'](\d{1,7})[\"']" % name) for name in (b"r", b"min", b"max")}
_MOST_NAMED = 20
_TO = "\N{EN DASH}"
_MOST_COMMENTS = 2_000
_MOST_PICTURES = 200
_MOST_CELLS_OF_A_SERIES = 2_000
_LAST_COLUMN = 16_384


def parts_of_sheets(package: Package) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    books = package.related("", "officeDocument")
    root = package.xml(books[0]) if books else None
    if root is None:
        return {}
    parts = {relation.id: relation.part for relation in package.relations(books[0])}
    sheets = [element for element in root.iter() if local_name(element) == "sheet"]
    ids = {sheet.get("name", ""): sheet.get(_LINK_ID) or sheet.get(_STRICT_LINK_ID) or "" for sheet in sheets}
    return {name: parts[link] for name, link in ids.items() if parts.get(link)}


def said_before(package: Package, part: str, place: str) -> Iterator[Block]:
    """Yield what has to be known before a sheet is read: hidden rows and columns, which are shown, and merged cells."""
    content = package.content(part)
    rows = [_numbered(found[1], b"r") for found in _ROW.finditer(content) if _HIDDEN.search(found[1])]
    columns = [
        (_numbered(found[1], b"min"), min(_numbered(found[1], b"max"), _LAST_COLUMN))
        for found in _COLUMN.finditer(content)
        if _HIDDEN.search(found[1])
    ]
    if rows:
        yield _said("hidden_rows", _stretches(rows), place)
    if columns:
        ends = [(column_name(first), column_name(last)) for first, last in columns if 0 < first <= last]
        yield _said(
            "hidden_columns", [first if first == last else f"{first}{_TO}{last}" for first, last in ends], place
        )
    merged = [found[1].decode("ascii") for found in _MERGED.finditer(content)]
    if merged:
        yield _said("merged", merged, place)


def said_after(
    package: Package, part: str, place: str, cells: Mapping[str, str], pictures: list[bytes]
) -> Iterator[Block]:
    """Yield the comments, pictures and charts of a sheet.

    Args:
        package: the workbook's parts.
        part: the sheet's.
        place: the sheet's name.
        cells: what every cell shows, by `Sheet!B2`.
        pictures: takes the pictures' bytes.
    """
    yield from _comments(package, part, place)
    for drawing in package.related(part, "drawing"):
        for relation in package.relations(drawing):
            if relation.kind == "image":
                yield _picture(package, relation.part, place, pictures)
            elif relation.kind == "chart":
                yield from _chart(package, relation.part, place, cells)
            elif relation.kind == "chartEx":
                yield note("charts", 1, place)


def _numbered(attributes: bytes, name: bytes) -> int:
    found = _NUMBER[name].search(attributes)
    return int(found[1]) if found else 0


def _said(code: str, names: list[str], place: str) -> Block:
    listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return Block(BlockKind.NOTE, (Run(listed),), place=place, marker=code)


def _stretches(numbers: list[int]) -> list[str]:
    """Return numbers as stretches, as a person would write them."""
    stretches: list[list[int]] = []
    for number in sorted(set(numbers)):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    return [str(first) if first == last else f"{first}{_TO}{last}" for first, last in stretches]


def _comments(package: Package, part: str, place: str) -> Iterator[Block]:
    found: list[tuple[str, str]] = []
    for comments in package.related(part, "comments", "threadedComment"):
        root = package.xml(comments)
        if root is not None:
            found += [
                (element.get("ref", ""), _words(element))
                for element in root.iter()
                if local_name(element) in ("comment", "threadedComment")
            ]
    # A thread's first comment stands in both lists.
    spoken = [(cell, words) for cell, words in dict.fromkeys(found) if words][:_MOST_COMMENTS]
    if spoken:
        yield note("comments", place=place)
    for cell, words in spoken:
        runs = (Run(f"{made_visible(cell)}: ", is_bold=True), Run(made_visible(words)))
        yield Block(BlockKind.PARAGRAPH, runs, place=place)


def _words(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter() if local_name(part) in ("t", "text")).strip()


def _picture(package: Package, part: str, place: str, pictures: list[bytes]) -> Block:
    content = package.content(part) if part and len(pictures) < _MOST_PICTURES else b""
    if not content:
        return note("picture_outside" if not part else "picture_unreadable", place=place)
    pictures.append(content)
    return Block(BlockKind.PICTURE, place=place, picture=len(pictures) - 1)


def _chart(package: Package, part: str, place: str, cells: Mapping[str, str]) -> Iterator[Block]:
    root = package.xml(part)
    if root is None:
        yield note("charts", 1, place)
        return

    def look_up(formula: str) -> list[str]:
        return _cells_of(formula, cells)

    yield from chart_blocks(root, place, look_up)


def _cells_of(formula: str, cells: Mapping[str, str]) -> list[str]:
    """Return what the cells of a range such as `'A sheet'!$B$2:$B$9` show."""
    sheet, bang, reference = formula.rpartition("!")
    name = made_visible(sheet.strip("'").replace("''", "'"))
    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return []
    if not bang or None in (left, top, right, bottom):
        return []
    if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS_OF_A_SERIES:
        return []
    return [
        cells.get(f"{name}!{column_name(column)}{row}", "")
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    ]
