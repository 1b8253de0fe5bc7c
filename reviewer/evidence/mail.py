"""Mails: who, when, about what, the text, mails that are attached, and the names of everything else that is."""

from __future__ import annotations

import email
import email.policy
from typing import TYPE_CHECKING

from reviewer.evidence.flowing import finished, note
from reviewer.evidence.markup import blocks_of
from reviewer.submission.flow import Block, BlockKind, Run
from reviewer.submission.kinds import SAMPLE_BYTES, encoding_of
from reviewer.submission.preview import ENCODINGS, made_visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage, MIMEPart

    from reviewer.evidence.opened import FlowingDocument

_SHOWN_HEADERS = ("From", "Reply-To", "To", "Cc", "Date", "Subject")
_DEEPEST = 4
_MOST_ATTACHMENTS = 500
# What the library raises over broken mails, and over character sets that it would look for in a file.
_BROKEN = (ValueError, TypeError, IndexError, LookupError, AttributeError, OSError)


def open_mail(content: bytes, encoding: str = "") -> FlowingDocument:
    """Read a mail; `encoding` is for its text, where the mail itself does not say it or says it wrongly."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    reader = _Reader(encoding if encoding in ENCODINGS else "")
    blocks = list(reader.mail(message, 0))
    return finished(blocks, encoding=reader.encoding)


class _Reader:
    """Reads one mail and those attached to it; `encoding` is what the text had to be read in without being told."""

    def __init__(self, chosen: str) -> None:
        self._chosen = chosen
        self.encoding = chosen

    def mail(self, message: EmailMessage, depth: int) -> Iterator[Block]:
        """Yield a mail's blocks."""
        for name in _SHOWN_HEADERS:
            written = _header(message, name)
            if written:
                yield Block(BlockKind.PARAGRAPH, (Run(f"{name}: ", is_bold=True), Run(made_visible(written))))
        yield from self._body(message)
        for part in _attachments(message):
            inner = _inner(part)
            if inner is not None and depth < _DEEPEST:
                yield _named("attached_mail", _header(inner, "Subject"))
                yield from self.mail(inner, depth + 1)
            else:
                payload = part.get_payload(decode=True)
                size = len(payload) if isinstance(payload, bytes) else len(bytes(part)) if inner is not None else 0
                yield _named("attachment", _file_name(part), size)

    def _body(self, message: EmailMessage) -> Iterator[Block]:
        try:
            part = message.get_body(("plain", "html"))
            written = "" if part is None else self._written(part)
            is_page = part is not None and part.get_content_type() == "text/html"
        except _BROKEN:
            yield note("mail_body")
            return
        if is_page:
            yield from blocks_of(written)
            return
        lines = written.replace("\r\n", "\n").rstrip("\n").split("\n")
        yield from (Block(BlockKind.PARAGRAPH, (Run(made_visible(line)),) if line else ()) for line in lines)

    def _written(self, part: MIMEPart) -> str:
        """Return the text of a part in the encoding that it names, or where that is wrong in one that fits."""
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            raise TypeError
        named = part.get_content_charset()
        if named and not self._chosen:
            try:
                return payload.decode(named)
            except (LookupError, ValueError, OSError):
                # An encoding that is not known, or not that of the text.
                pass
        guess = self._chosen or encoding_of(payload[:SAMPLE_BYTES]) or "cp1252"
        if not payload.isascii():
            self.encoding = guess.removesuffix("-sig")
        return payload.decode(guess, "replace")


def _header(message: EmailMessage, name: str) -> str:
    """Return a header; one with bytes that no mail may have, or that the library stumbles over, as it was written."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if any("\udc80" <= letter <= "\udcff" for letter in raw):
        content = raw.encode("utf-8", "surrogateescape")
        return content.decode(encoding_of(content[:SAMPLE_BYTES]) or "cp1252", "replace")
    try:
        return str(message[name] or "")
    except _BROKEN:
        return raw


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    try:
        return list(message.iter_attachments())[:_MOST_ATTACHMENTS]
    except _BROKEN:
        return []


def _inner(part: EmailMessage) -> EmailMessage | None:
    """Return the mail that an attachment is, None where it is something else."""
    payload = part.get_payload() if part.get_content_type() == "message/rfc822" else None
    return payload[0] if isinstance(payload, list) and payload else None  # type: ignore[return-value]


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or part.get_content_type()
    except _BROKEN:
        return part.get_content_type()


def _named(code: str, name: str, size: int = 0) -> Block:
    return Block(BlockKind.NOTE, (Run(made_visible(name)),), marker=code, level=size)
