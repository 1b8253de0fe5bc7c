"""Text documents of LibreOffice and others (ODT), read from their XML with entities forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.evidence.flowing import finished, note, tables, unpacked_is_small
from reviewer.evidence.markup import under_headings
from reviewer.evidence.opened import FlowingDocument, RefusedError
from reviewer.evidence.package_parts import Package
from reviewer.submission.flow import Block, BlockKind, Run, TableCell
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _OFFICE = (f"{_URN}{name}:1.0}}" for name in ("text", "table", "drawing", "office"))
_STYLE, _FO = f"{_URN}style:1.0}}", f"{_URN}xsl-fo-compatible:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_NOTE, _COMMENT, _CHANGES = f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}tracked-changes"
_SKIPPED = {_CHANGES, _COMMENT, f"{_OFFICE}forms", f"{_TEXT}sequence-decls"}
_MARGINS = tuple(f"{_STYLE}{place}{which}" for place in ("header", "footer") for which in ("", "-left", "-first"))
_CREATOR, _DAY = "{http://purl.org/dc/elements/1.1/}creator", "{http://purl.org/dc/elements/1.1/}date"
_CHART = f"{_URN}chart:1.0}}"
_PICTURE_FOLDERS = ("Pictures/", "ObjectReplacements/")
_DEEPEST = 60
_MOST_REPEATED = 1_000


def open_text(content: bytes) -> FlowingDocument:
    """Read an ODT document.

    Raises:
        RefusedError: it is damaged, too large or encrypted.
    """
    unpacked_is_small(content)
    with Package(content) as package:
        root, styles = package.xml("content.xml"), package.xml("styles.xml")
        body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
        if root is None or body is None:
            raise RefusedError("damaged")
        reader = _Reader(package, _bold_and_italic(root))
        blocks = [*_announced_changes(body), *reader.blocks(body, 0), *_beside(body, styles, reader.notes)]
    return finished(under_headings(blocks), reader.pictures)


def _announced_changes(body: Element) -> Iterator[Block]:
    count = sum(1 for changes in body.iter(_CHANGES) for _ in changes)
    if count:
        yield note("changes", count)


def _beside(body: Element, styles: Element | None, notes: list[str]) -> Iterator[Block]:
    """Yield what stands beside the text: footnotes, comments, deleted words, headers and footers."""
    deleted = [
        _signed(_lines(region), region) for changes in body.iter(_CHANGES) for region in changes if _lines(region)
    ]
    margins = [] if styles is None else [_lines(margin) for name in _MARGINS for margin in styles.iter(name)]
    comments = [_signed(_lines(comment), comment) for comment in body.iter(_COMMENT)]
    for code, said in (("footnotes", notes), ("comments", comments), ("deleted", deleted), ("headers", margins)):
        spoken = [words for words in dict.fromkeys(said) if words.strip()]
        if spoken:
            yield note(code)
        for words in spoken:
            yield Block(BlockKind.PARAGRAPH, (Run(made_visible(words), is_struck=code == "deleted"),))


def _signed(words: str, element: Element) -> str:
    """Return words with who wrote them and when."""
    who = next((found.text or "" for found in element.iter(_CREATOR)), "")
    day = next((found.text or "" for found in element.iter(_DAY)), "").partition("T")[0]
    signed = ", ".join(filter(None, (who, day)))
    return f"{words} ({signed})" if words and signed else words


def _bold_and_italic(root: Element) -> dict[str, tuple[bool, bool]]:
    styles: dict[str, tuple[bool, bool]] = {}
    for style in root.iter(f"{_STYLE}style"):
        for look in style.iter(f"{_STYLE}text-properties"):
            name = style.get(f"{_STYLE}name", "")
            styles[name] = (look.get(f"{_FO}font-weight") == "bold", look.get(f"{_FO}font-style") == "italic")
    return styles


class _Reader:
    def __init__(self, package: Package, styles: dict[str, tuple[bool, bool]]) -> None:
        self._package = package
        self._styles = styles
        self.notes: list[str] = []
        self.pictures: list[bytes] = []

    def blocks(self, parent: Element, depth: int) -> Iterator[Block]:
        """Yield the blocks below an element, in order."""
        if depth > _DEEPEST:
            return
        for element in parent:
            if element.tag == f"{_TEXT}h":
                level = element.get(f"{_TEXT}outline-level", "1")
                yield from self._written(element, BlockKind.HEADING, min(int(level) if level.isdecimal() else 1, 6))
            elif element.tag == f"{_TEXT}p":
                yield from self._written(element, BlockKind.PARAGRAPH, 0)
            elif element.tag == f"{_TEXT}list":
                yield from self._list(element, 0)
            elif element.tag == f"{_TABLE}table":
                yield from tables(self._rows(element), None)
            elif element.tag not in _SKIPPED:
                yield from self.blocks(element, depth + 1)

    def _list(self, element: Element, depth: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            return
        for item in element:
            for part in item:
                if part.tag == f"{_TEXT}list":
                    yield from self._list(part, depth + 1)
                else:
                    yield from self._written(part, BlockKind.ITEM, depth, marker="•")

    def _written(self, element: Element, kind: BlockKind, level: int, marker: str = "") -> Iterator[Block]:
        runs = tuple(run for run in self._runs(element, (False, False), "", 0) if run.text)
        if "".join(run.text for run in runs).strip():
            yield Block(kind, runs, level=level, marker=marker)
        for inner in element.iter(f"{_DRAW}object"):
            yield from self._object(inner)
        for image in element.iter(f"{_DRAW}image"):
            yield self._picture(image)

    def _picture(self, image: Element) -> Block:
        name = image.get(_HREF, "").removeprefix("./")
        if not name.startswith(_PICTURE_FOLDERS):
            return note("picture_outside")
        found = self._package.content(name)
        if not found:
            return note("picture_unreadable")
        self.pictures.append(found)
        return Block(BlockKind.PICTURE, picture=len(self.pictures) - 1)

    def _runs(self, element: Element, look: tuple[bool, bool], target: str, depth: int) -> Iterator[Run]:
        if depth > _DEEPEST:
            return
        yield _run(element.text, look, target)
        for inner in element:
            if inner.tag == f"{_TEXT}s":
                count = inner.get(f"{_TEXT}c", "1")
                yield _run(" " * min(int(count) if count.isdecimal() else 1, _MOST_REPEATED), look, target)
            elif inner.tag == f"{_TEXT}tab":
                yield _run("\t", look, target)
            elif inner.tag == f"{_TEXT}line-break":
                yield _run("\n", look, target)
            elif inner.tag == f"{_TEXT}a":
                link = inner.get(_HREF, "")
                yield from self._runs(inner, look, link, depth + 1)
                if link and not link.startswith("#") and link not in "".join(inner.itertext()):
                    yield _run(f" <{link[:500]}>", look, link)
            elif inner.tag == _NOTE:
                yield _run(self._noted(inner), look, target)
            elif inner.tag not in _SKIPPED:
                style = self._styles.get(inner.get(f"{_TEXT}style-name", ""), (False, False))
                inner_look = (look[0] or style[0], look[1] or style[1])
                yield from self._runs(inner, inner_look, target, depth + 1)
            yield _run(inner.tail, look, target)

    def _object(self, element: Element) -> Iterator[Block]:
        """Yield a chart as its title and the table of its values, of other objects that they are there."""
        name = element.get(_HREF, "").removeprefix("./")
        root = self._package.xml(f"{name}/content.xml") if name else None
        chart = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}chart")
        if chart is None:
            yield Block(BlockKind.NOTE, (Run(made_visible(name)),), marker="embedded")
            return
        yield note("chart_other")
        for title in chart.iter(f"{_CHART}title"):
            yield Block(BlockKind.PARAGRAPH, (Run(made_visible(_lines(title)), is_bold=True),))
        for table in chart.iter(f"{_TABLE}table"):
            yield from tables(self._rows(table), None)

    def _noted(self, element: Element) -> str:
        """Keep a note for the end, and return its sign in the text."""
        sign = "".join("".join(part.itertext()) for part in element.iter(f"{_TEXT}note-citation")).strip()
        words = "\n".join(_lines(part) for part in element.iter(f"{_TEXT}note-body"))
        self.notes.append(f"[{sign}] {words}")
        return f"[{sign}]"

    def _rows(self, table: Element) -> Iterator[tuple[TableCell, ...]]:
        for row in table.iter(f"{_TABLE}table-row"):
            cells = [cell for cell in row if cell.tag == f"{_TABLE}table-cell"]
            yield tuple(TableCell(made_visible(_lines(cell))) for cell in cells)


def _lines(cell: Element) -> str:
    paragraphs = [element for element in cell.iter() if element.tag in (f"{_TEXT}p", f"{_TEXT}h")]
    return "\n".join("".join(paragraph.itertext()) for paragraph in paragraphs)


def _run(written: str | None, look: tuple[bool, bool], target: str) -> Run:
    return Run(made_visible(written or ""), is_bold=look[0], is_italic=look[1], target=made_visible(target))
