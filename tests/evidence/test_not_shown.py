"""What cannot be shown says so in a sentence; what is locked opens with its password."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from reviewer.evidence.reader import Asking
from reviewer.submission.kinds import FileKind
from reviewer.submission.pages import DocumentStatus, Layout, PageFault, Tile
from tests.evidence.samples import a_pdf, a_workbook, zipped
from tests.evidence.test_documents import opened

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.evidence.reader import DocumentReader


@pytest.mark.parametrize(
    ("name", "password"),
    [("libreoffice-writer-password.pdf", "openpassword"), ("enc-XI-R6,V5,U=view,O=master.pdf", "view")],
)
def test_a_protected_pdf_opens_with_its_password(
    reader: DocumentReader, shared_data: Path, name: str, password: str
) -> None:
    content = (shared_data / "pdf" / name).read_bytes()
    assert opened(reader, content, name).status is DocumentStatus.PASSWORD
    wrong = opened(reader, content, name, password="guess")
    assert (wrong.status, "not the right one" in wrong.message) == (DocumentStatus.PASSWORD, True)
    assert opened(reader, content, name, password=password).is_shown


def test_a_protected_office_file_asks_for_its_password(reader: DocumentReader, shared_data: Path) -> None:
    content = (shared_data / "office" / "protected_agile.docx").read_bytes()
    face = opened(reader, content, "protected_agile.docx")
    assert (face.status, face.kind) == (DocumentStatus.PASSWORD, FileKind.DOCX)
    assert opened(reader, content, "protected_agile.docx", password="no").status is DocumentStatus.PASSWORD


def test_an_office_file_opens_with_its_password(reader: DocumentReader) -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(a_workbook())).encrypt("seven words", locked)
    face = opened(reader, locked.getvalue(), "cost.xlsx", password="seven words")
    assert (face.kind, face.is_shown) == (FileKind.XLSX, True)
    assert reader.flow("id").text_of("Cost!A2") == "Course"


@pytest.mark.parametrize("name", ["SVG_XSS1.svg", "ssrf_svg_css_import.svg", "testSVG.svg"])
def test_a_drawing_that_may_run_scripts_is_not_shown(reader: DocumentReader, shared_data: Path, name: str) -> None:
    face = opened(reader, (shared_data / "images" / name).read_bytes(), name)
    assert (face.status, face.layout) == (DocumentStatus.UNSUPPORTED, Layout.NONE)


@pytest.mark.parametrize("name", ["decompression_bomb.gif", "reallybig.bmp"])
def test_a_picture_that_would_be_huge_is_refused(reader: DocumentReader, shared_data: Path, name: str) -> None:
    face = opened(reader, (shared_data / "images" / name).read_bytes(), name)
    assert face.status is DocumentStatus.DAMAGED
    assert "too large" in face.message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Office program"),
        (b"\0\0\0\x18ftypmp42" + bytes(50), "a film"),
        (b"\0\0\0\x18ftypM4A " + bytes(50), "a sound recording"),
        (b"ID3\x03" + bytes(50), "a sound recording"),
        (b"RIFF\x24\0\0\0WAVEfmt " + bytes(20), "a sound recording"),
        (b"\x1aE\xdf\xa3" + bytes(50), "a film"),
        (zipped({"a.txt": "b"}), "an archive"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG drawing"),
    ],
)
def test_a_file_that_is_not_shown_is_called_what_it_is(reader: DocumentReader, content: bytes, what: str) -> None:
    face = opened(reader, content, "named.pdf")
    assert face.status is DocumentStatus.UNSUPPORTED
    assert what in face.message
    assert "not encrypted" in face.message


@pytest.mark.parametrize("written", [b"ID3 tags are read by the player.", b"OggS is a mark.", b"FLV: see below"])
def test_a_text_that_begins_like_a_recording_is_a_text(reader: DocumentReader, written: bytes) -> None:
    assert opened(reader, written, "a.txt").is_shown


def test_an_unknown_file_is_not_shown(reader: DocumentReader) -> None:
    assert opened(reader, b"\x00\x01\x02\x03" * 50, "a.bin").status is DocumentStatus.UNSUPPORTED


def test_an_empty_file_is_a_plain_message(reader: DocumentReader) -> None:
    assert opened(reader, b"", "a.pdf").message == "The file is empty; ask the office for it again."


def test_a_page_that_is_not_there_is_a_sentence(reader: DocumentReader) -> None:
    opened(reader, a_pdf())
    assert isinstance(reader.image("id", Asking(2, 1.0)), PageFault)
    assert isinstance(reader.image("id", Asking(1, 900.0, Tile(0, 0, 9000, 9000))), PageFault)
    assert isinstance(reader.image("other", Asking(1, 1.0)), PageFault)
    assert reader.text("id", 7).text == ""
