"""Opens a document as what its bytes show; runs only in the renderer's process.

Each role loads what it needs before the process is confined: `pages` the libraries of PDF and pictures, `words` those
of Office files and text. So a spreadsheet that hangs does not hold up the scrolling of a PDF.
"""

from __future__ import annotations

import codecs
import encodings
import io
import pkgutil
import zipfile
from encodings.aliases import aliases
from typing import TYPE_CHECKING

from reviewer.evidence.opened import FlowingDocument, PagedDocument, RefusedError
from reviewer.submission.kinds import SAMPLE_BYTES, FileKind, content_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewer.submission.kinds import Content

PAGES, WORDS = "pages", "words"
PAGE_KINDS = frozenset({FileKind.PDF, FileKind.IMAGE})

_PICTURES = frozenset(f"image/{name}" for name in ("png", "jpeg", "tiff", "gif", "webp", "bmp", "heic"))
_PAGES_ENCODINGS = ("ascii", "cp1252", "latin-1", "utf-16", "utf-16-be", "utf-16-le", "utf-32", "utf-8-sig")
_SAMPLE_MAIL = (
    b"From: =?utf-8?q?A_B?= <a@b.example>\r\nSubject: c\r\nDate: Fri, 21 Nov 2025 10:00:00 +0000\r\n"
    b"MIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n'
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>d</p>\r\n--x\r\nContent-Type: image/png; name=e.png\r\n"
    b"Content-Disposition: attachment; filename=e.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"
)
_WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BOOK_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SAMPLE_LETTER = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES_SPACE}"/>',
    "word/document.xml": f'<w:document xmlns:w="{_WORD_SPACE}"><w:body><w:p><w:r><w:t>a</w:t></w:r></w:p></w:body>'
    "</w:document>",
}
_SAMPLE_BOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_TYPES_SPACE}"><Override PartName="/xl/workbook.xml" '
    f'ContentType="{_BOOK_TYPE}.sheet.main+xml"/></Types>',
    "xl/workbook.xml": f'<workbook xmlns="{_BOOK_SPACE}" xmlns:r="{_OFFICE_LINKS}"><sheets><sheet name="a" '
    'sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_LINKS_SPACE}"><Relationship Id="r1" '
    f'Type="{_OFFICE_LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_BOOK_SPACE}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    "</sheetData></worksheet>",
}


def get_ready(role: str) -> None:
    """Load everything that a role needs, down to what libraries load late, while files can still be opened."""
    from reviewer.evidence import image_document

    image_document.get_ready()
    if role == PAGES:
        from reviewer.evidence import pdf_document  # noqa: F401 - loaded for later

        _load_encodings(_PAGES_ENCODINGS)
    else:
        _load_encodings({*aliases.values(), *(module.name for module in pkgutil.iter_modules(encodings.__path__))})
        _rehearse()


def open_pages(content: bytes, password: str) -> PagedDocument:
    """Open a PDF or a picture.

    Raises:
        RefusedError: it cannot be shown.
    """
    known = content_of(content[:SAMPLE_BYTES])
    if known.kind is FileKind.IMAGE:
        if known.media_type not in _PICTURES:
            raise RefusedError("unsupported")
        from reviewer.evidence.image_document import ImageDocument

        return ImageDocument(content)
    from reviewer.evidence.pdf_document import PdfDocument

    return PdfDocument(content, password)


def open_words(content: bytes, name: str, password: str, encoding: str) -> tuple[FileKind, FlowingDocument]:
    """Read an Office document or a text; returns also what it is once a password was taken off.

    Raises:
        RefusedError: it cannot be shown.
    """
    from reviewer.evidence import odf_password, protected

    if protected.is_protected(content):
        content = protected.unprotected(content, password)
    kind = content_of(content[:SAMPLE_BYTES], name, content[-SAMPLE_BYTES:]).kind
    if kind is FileKind.ODT and odf_password.is_protected(content):
        content = odf_password.unprotected(content, password)
    opener = _openers().get(kind)
    if opener is None:
        raise RefusedError("unsupported")
    return kind, opener(content, encoding)


def known_content(content: bytes, name: str) -> Content:
    """Tell what a document is from its first and last bytes."""
    return content_of(content[:SAMPLE_BYTES], name, content[-SAMPLE_BYTES:])


def _openers() -> dict[FileKind, Callable[[bytes, str], FlowingDocument]]:
    from reviewer.evidence import mail, open_document, plain, sheets, slides, word

    return {
        FileKind.DOCX: lambda content, _: word.open_word(content),
        FileKind.XLSX: lambda content, _: sheets.open_sheets(content),
        FileKind.PPTX: lambda content, _: slides.open_slides(content),
        FileKind.ODT: lambda content, _: open_document.open_text(content),
        FileKind.RTF: lambda content, _: plain.open_rich(content),
        FileKind.EMAIL: mail.open_mail,
        FileKind.CSV: plain.open_table,
        FileKind.TEXT: plain.open_plain,
        FileKind.HTML: plain.open_page,
    }


def _load_encodings(names: Iterable[str]) -> None:
    for name in names:
        try:
            codecs.lookup(name)
        except LookupError:
            # Some belong to one system only.
            continue


def _rehearse() -> None:
    """Read a small sample of each kind, so that nothing is left to load when the files are out of reach."""
    import defusedxml
    import pptx

    # Entities in XML are forbidden for every library that reads it through Python's own parsers.
    defusedxml.defuse_stdlib()
    from reviewer.evidence import mail, odf_password, open_document, plain, protected, sheets, slides, word

    deck, letter = io.BytesIO(), _zipped(_SAMPLE_LETTER)
    pptx.Presentation().save(deck)
    word.open_word(letter)
    sheets.open_sheets(_zipped(_SAMPLE_BOOK))
    slides.open_slides(deck.getvalue())
    mail.open_mail(_SAMPLE_MAIL)
    plain.open_rich(rb"{\rtf1\ansi a}")
    plain.open_table(b"a,b\n1,2\n")
    protected.get_ready()
    for rehearsed in (
        open_document.open_text,
        lambda content: odf_password.unprotected(content, "a"),
        lambda content: protected.unprotected(content, "a"),
    ):
        try:
            rehearsed(letter)
        except RefusedError:
            continue


def _zipped(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, written in members.items():
            archive.writestr(name, written)
    return out.getvalue()
