"""Plain text, tables in text (CSV), rich text (RTF), web pages and mails."""

from __future__ import annotations

import csv
import email
import email.policy
import io
from typing import TYPE_CHECKING

from striprtf.striprtf import rtf_to_text

from reviewer.evidence.flowing import MOST_COLUMNS, column_name, finished, note, tables
from reviewer.evidence.markup import blocks_of
from reviewer.evidence.opened import FlowingDocument, RefusedError
from reviewer.submission.flow import Block, BlockKind, Run, TableCell
from reviewer.submission.preview import LONGEST_PREVIEW_BYTES, TextPreview, made_visible, text_preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage

_SNIFFED_CHARACTERS = 16_384
_DELIMITERS = ",;\t|"
_SHOWN_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_LONGEST_FIELD = 1_000_000


def open_plain(content: bytes, encoding: str = "") -> FlowingDocument:
    """Read a plain text, line by line.

    Raises:
        RefusedError: it is no text.
    """
    preview = _preview(content, encoding)
    lines = preview.text.split("\n")
    blocks = [
        Block(BlockKind.PARAGRAPH, (Run(line),) if line else (), line=number) for number, line in enumerate(lines, 1)
    ]
    if preview.is_cut:
        blocks.append(note("cut"))
    return finished(blocks, encoding=preview.encoding)


def open_table(content: bytes, encoding: str = "") -> FlowingDocument:
    """Read a table in text, whatever separates its cells.

    Raises:
        RefusedError: it is no text.
    """
    preview = _preview(content, encoding)
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(preview.text[:_SNIFFED_CHARACTERS], _DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.reader(io.StringIO(preview.text, newline=""), dialect))
    except csv.Error:
        return open_plain(content, encoding)
    cells = (_cells(row, number) for number, row in enumerate(rows, 1))
    blocks = [*tables(cells, None), *([note("cut")] if preview.is_cut else [])]
    return finished(blocks, encoding=preview.encoding)


def open_rich(content: bytes) -> FlowingDocument:
    """Read the text of an RTF document."""
    read: Callable[..., str] = rtf_to_text
    written = read(content.decode("latin-1"), errors="replace")
    # A file may name half of a letter beyond the first plane.
    whole = written.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = (made_visible(line) for line in whole.replace("\r", "").split("\n"))
    return finished([Block(BlockKind.PARAGRAPH, (Run(line),)) for line in lines if line.strip()])


def open_page(content: bytes, encoding: str = "") -> FlowingDocument:
    """Read the text of a web page.

    Raises:
        RefusedError: it is no text.
    """
    preview = _preview(content, encoding)
    return finished(list(blocks_of(preview.text)), encoding=preview.encoding)


def open_mail(content: bytes) -> FlowingDocument:
    """Read a mail: who, when, about what, its text, and the names of what is attached."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    return finished(list(_mail(message)))


def _preview(content: bytes, encoding: str) -> TextPreview:
    is_cut = len(content) > LONGEST_PREVIEW_BYTES
    preview = text_preview(content[:LONGEST_PREVIEW_BYTES], is_cut=is_cut, encoding=encoding)
    if preview is None:
        raise RefusedError("unsupported")
    return preview


def _cells(row: list[str], number: int) -> tuple[TableCell, ...]:
    return tuple(
        TableCell(text, f"{column_name(column)}{number}") for column, text in enumerate(row[:MOST_COLUMNS], start=1)
    )


def _mail(message: EmailMessage) -> Iterator[Block]:
    for name in _SHOWN_HEADERS:
        written = _header(message, name)
        if written:
            yield Block(BlockKind.PARAGRAPH, (Run(f"{name}: ", is_bold=True), Run(made_visible(written))))
    yield from _body(message)
    for name, size in _attachments(message):
        yield Block(BlockKind.NOTE, (Run(made_visible(name)),), marker="attachment", level=size)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except (ValueError, TypeError, IndexError, AttributeError, LookupError):
        # The library stumbles over some broken headers; as they were written they can still be read.
        return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def _body(message: EmailMessage) -> Iterator[Block]:
    try:
        part = message.get_body(("plain", "html"))
        written = part.get_content() if part is not None else ""
        is_page = part is not None and part.get_content_type() == "text/html"
    except (ValueError, TypeError, LookupError, AttributeError):
        yield note("mail_body")
        return
    if not isinstance(written, str):
        yield note("mail_body")
    elif is_page:
        yield from blocks_of(written)
    else:
        lines = written.replace("\r\n", "\n").rstrip("\n").split("\n")
        yield from (Block(BlockKind.PARAGRAPH, (Run(made_visible(line)),) if line else ()) for line in lines)


def _attachments(message: EmailMessage) -> Iterator[tuple[str, int]]:
    try:
        for part in message.iter_attachments():
            payload = part.get_payload(decode=True)
            yield part.get_filename() or part.get_content_type(), len(payload) if isinstance(payload, bytes) else 0
    except (ValueError, TypeError, LookupError, AttributeError):
        return
