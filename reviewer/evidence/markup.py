"""HTML as plain blocks: the allow-list through which Word documents, mails and saved web pages reach the window.

Only text, its few styles and the targets of links come through. Nothing of the HTML itself does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from reviewer.submission.flow import Block, BlockKind, Place, Run, TableCell
from reviewer.submission.preview import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENDS_A_BLOCK = {
    *("p", "div", "ul", "ol", "li", "table", "tr", "section", "article", "header", "footer", "blockquote"),
    *("pre", "dl", "dt", "dd", "form", "main", "nav", "aside", "figure", "hr", "body", "address", "tbody", "thead"),
}
_NEVER_SHOWN = {"script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe", "canvas"}
_BOLD, _ITALIC, _STRUCK = {"strong", "b", "th"}, {"em", "i"}, {"s", "del", "strike"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_PICTURE = "picture:"
_NOTE_ID, _COMMENT_ID = re.compile(r"(?:footnote|endnote)-[^ ]+"), re.compile(r"comment-[^ ]+")


def blocks_of(html: str) -> Iterator[Block]:
    """Yield the blocks of an HTML text, which may be as broken as it likes, each under its heading."""
    yield from under_headings(_read(html, _Markup()))


def blocks_as_written(html: str) -> list[Block]:
    """Return the blocks of what a Word document was made into: spaces mean what they are, notes come at the end."""
    return _read(html, _WordMarkup())


def _read(html: str, reader: _Markup) -> list[Block]:
    reader.feed(html)
    reader.close()
    return reader.finished()


def under_headings(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give each block the heading that it stands under; a heading that comes again is told apart by a number."""
    seen: dict[str, int] = {}
    place: Place = None
    for block in blocks:
        title = " ".join(block.text.split())
        if block.kind is BlockKind.HEADING and title:
            seen[title] = seen.get(title, 0) + 1
            place = title if seen[title] == 1 else f"{title} ({seen[title]})"
        yield replace(block, place=place)


@dataclass(slots=True)
class _Table:
    rows: list[list[str]]


class _Markup(HTMLParser):
    """Collects blocks while the tags go by."""

    _keeps_spaces = False

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[Block] = []
        self._after_table: list[Block] = []
        self._runs: list[Run] = []
        self._heading = 0
        self._hidden: list[str] = []
        self._styles: list[str] = []
        self._target: list[str] = []
        self._lists: list[int | None] = []
        self._marker = ""
        self._tables: list[_Table] = []

    def finished(self) -> list[Block]:
        """Return the blocks, when all was fed."""
        self._end_block()
        while self._tables:
            self._end_table()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NEVER_SHOWN:
            self._hidden.append(tag)
        if self._hidden:
            return
        given = {name: value or "" for name, value in attrs}
        if tag in _HEADINGS or tag in _ENDS_A_BLOCK:
            self._end_block()
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in {*_BOLD, *_ITALIC, *_STRUCK}:
            self._styles.append(tag)
        else:
            self._begin(tag, given)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "ul" | "ol":
                self._lists.append(0 if tag == "ol" else None)
            case "li":
                self._marker = self._next_marker()
            case "a":
                # In a field of Word's, more may stand behind the address.
                self._target.append(given.get("href", "").partition('" ')[0])
            case "br":
                self._add("\n")
            case "img":
                self._picture(given)
            case "table":
                self._tables.append(_Table([]))
            case "tr" if self._tables:
                self._tables[-1].rows.append([])
            case "td" | "th" if self._tables:
                if not self._tables[-1].rows:
                    self._tables[-1].rows.append([])
                self._tables[-1].rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NEVER_SHOWN:
            if tag in self._hidden:
                self._hidden.remove(tag)
            return
        if self._hidden:
            return
        if tag in self._styles:
            self._styles.remove(tag)
        if tag == "a" and self._target:
            self._end_link(self._target.pop())
        if tag in _HEADINGS or tag in _ENDS_A_BLOCK or tag in {"td", "th"}:
            self._end_block()
        if tag in _HEADINGS:
            self._heading = 0
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag == "table" and self._tables:
            self._end_table()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._add(data if self._keeps_spaces else _SPACES.sub(" ", data))

    def _add(self, written: str) -> None:
        at_start = not self._runs or self._runs[-1].text.endswith(("\n", " "))
        if not self._keeps_spaces and at_start and written != "\n":
            written = written.lstrip(" ")
        if not written:
            return
        styles = set(self._styles)
        self._runs.append(
            Run(
                made_visible(written),
                is_bold=bool(styles & _BOLD),
                is_italic=bool(styles & _ITALIC),
                is_struck=bool(styles & _STRUCK),
                target=made_visible(next(filter(None, reversed(self._target)), "")),
            )
        )

    def _end_link(self, target: str) -> None:
        # Where a link leads must be readable: its words may say anything. A jump within the text says nothing.
        words = "".join(run.text for run in self._runs if run.target == target)
        if target and not target.startswith("#") and target not in words and self._runs:
            self._runs.append(Run(f" <{made_visible(target[:500])}>", target=made_visible(target)))

    def _next_marker(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "•"
        self._lists[-1] += 1
        return f"{self._lists[-1]}."

    def _picture(self, given: dict[str, str]) -> None:
        source = given.get("src", "")
        self._end_block()
        name = made_visible(given.get("alt", ""))
        if source.startswith(_PICTURE) and source[len(_PICTURE) :].isdigit():
            block = Block(BlockKind.PICTURE, (Run(name),), picture=int(source[len(_PICTURE) :]))
        else:
            block = Block(BlockKind.NOTE, (Run(name),), marker="picture_outside")
        (self._after_table if self._tables else self._blocks).append(block)

    def _end_block(self) -> None:
        runs, self._runs = self._runs, []
        text = "".join(run.text for run in runs)
        if not text.strip():
            return
        if self._tables:
            self._add_to_cell(text)
            return
        marker, self._marker = self._marker, ""
        if self._heading:
            self._blocks.append(Block(BlockKind.HEADING, tuple(runs), level=self._heading))
        elif marker:
            depth = max(0, len(self._lists) - 1)
            self._blocks.append(Block(BlockKind.ITEM, tuple(runs), level=depth, marker=marker))
        else:
            self._blocks.append(Block(BlockKind.PARAGRAPH, tuple(runs)))

    def _add_to_cell(self, text: str) -> None:
        rows = self._tables[-1].rows
        marker, self._marker = self._marker, ""
        text = f"{marker} {text}" if marker else text
        if not rows or not rows[-1]:
            rows.append([""]) if not rows else rows[-1].append("")
        before = rows[-1][-1]
        rows[-1][-1] = f"{before}\n{text.strip()}" if before else text.strip()

    def _end_table(self) -> None:
        self._end_block()
        rows = [row for row in self._tables.pop().rows if row]
        if self._tables:
            # A table in a cell is read as lines of that cell.
            for row in rows:
                self._add_to_cell("  ".join(row))
            return
        if rows:
            cells = tuple(tuple(TableCell(text) for text in row) for row in rows)
            self._blocks.append(Block(BlockKind.TABLE, rows=cells))
        self._blocks += self._after_table
        self._after_table = []


class _WordMarkup(_Markup):
    """What mammoth writes: its lists of notes and comments are announced, its arrows back to the text left out."""

    _keeps_spaces = True

    def __init__(self) -> None:
        super().__init__()
        self._announced: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("id") or ""
        if tag == "li" and _NOTE_ID.fullmatch(name):
            self._announce("footnotes")
        elif tag == "dt" and _COMMENT_ID.fullmatch(name):
            self._announce("comments")
        super().handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        is_arrow = data == "↑" and self._target and self._target[-1].startswith("#")
        if not is_arrow:
            super().handle_data(data)

    def _announce(self, code: str) -> None:
        if code not in self._announced:
            self._announced.add(code)
            self._end_block()
            self._blocks.append(Block(BlockKind.NOTE, marker=code))
