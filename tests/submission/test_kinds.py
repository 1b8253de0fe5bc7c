"""What a file is, told from its bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.submission.kinds import SAMPLE_BYTES, FileKind, agrees, content_of, encoding_of, kind_of

if TYPE_CHECKING:
    from pathlib import Path


def _kind_of_file(path: Path) -> FileKind:
    content = path.read_bytes()
    return kind_of(content[:SAMPLE_BYTES], path.name, content[-SAMPLE_BYTES:])


def test_every_sample_of_an_office_file_is_what_it_is_called(shared_data: Path) -> None:
    files = [path for path in sorted((shared_data / "office").iterdir()) if path.suffix != ".md"]
    assert len(files) == 22
    assert {path.name: _kind_of_file(path) for path in files if _kind_of_file(path) != path.suffix[1:]} == {}


def test_every_sample_of_a_picture_is_a_picture(shared_data: Path) -> None:
    files = [path for path in sorted((shared_data / "images").iterdir()) if path.suffix != ".md"]
    assert len(files) == 17
    assert {path.name: _kind_of_file(path) for path in files if _kind_of_file(path) is not FileKind.IMAGE} == {}


def test_every_sample_of_a_pdf_is_one_but_for_one_that_is_not(shared_data: Path) -> None:
    files = sorted((shared_data / "pdf").glob("*.pdf"))
    assert len(files) == 28
    assert {path.name: _kind_of_file(path) for path in files if _kind_of_file(path) is not FileKind.PDF} == {
        "bad1.pdf": FileKind.TEXT
    }


def test_samples_of_text_are_text(shared_data: Path) -> None:
    paths = [*(shared_data / "narratives").iterdir(), *(shared_data / "text").iterdir()]
    assert {_kind_of_file(path) for path in paths} == {FileKind.TEXT}


def test_the_documents_of_the_samples_agree_with_their_media_types(shared_data: Path) -> None:
    bundles = sorted((shared_data / "bundles").glob("*.zip"))
    assert bundles
    for path in bundles:
        with zipfile.ZipFile(path) as archive:
            for name in (name for name in archive.namelist() if "/data/evidence/" in name):
                kind = kind_of(archive.read(name)[:SAMPLE_BYTES], name)
                extension = name.rpartition(".")[2]
                expected = {"jpg": "image", "png": "image", "txt": "text"}.get(extension, extension)
                assert kind == expected or name.endswith("storyboard-photo.pdf")


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"", "", "text"),
        (b"hello", "", "text"),
        (b"\0\0\0\0", "x.txt", "other"),
        ("Zażółć".encode("utf-16"), "", "text"),
        ("plain letters".encode("utf-16-le"), "", "text"),
        ("plain letters".encode("utf-16-be"), "", "text"),
        ("Größe über alles".encode("cp1252"), "", "text"),
        (bytes(range(128, 256)), "", "other"),
        (b"a;b\n1;2\n3;4\n", "", "csv"),
        (b"a;b\n1;2\n3;4\n", "list.txt", "text"),
        (b"one, two\nthree\n", "", "text"),
        (b"x", "list.csv", "csv"),
        (b"\xef\xbb\xbfa,b", "list.CSV", "csv"),
        (b"<!DOCTYPE html><p>", "", "html"),
        (b"\n<HTML lang=en>", "page.txt", "html"),
        (b"<p>hello</p>", "page.html", "html"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>", "", "html"),
        (b"<note>1 < 2</note>", "", "text"),
        (b"From: a@b\r\nTo: c@d\r\nMessage-ID: <1>\r\n\r\nHello", "", "email"),
        (b"From: a@b\nDate: today\nSubject: x\n\nHello", "mail", "email"),
        (b"From: a@b\nDate: today\nSubject: x\n\nHello", "mail.txt", "text"),
        (b"Subject: x\n\nHello", "mail.eml", "email"),
        (b"Hello: you", "mail.eml", "text"),
        (b"# Title\n\n- item", "readme.md", "text"),
        (b"{\\rtf1 hello}", "x.doc", "rtf"),
        (b"junk before %PDF-1.4", "", "pdf"),
        (b"BM we begin", "", "text"),
        (b"\x89PNG\r\n\x1a\n", "", "image"),
        (b"GIF89a", "", "image"),
        (b"II*\0", "", "image"),
        (b"RIFF\0\0\0\0WEBP", "", "image"),
        (b"RIFF\0\0\0\0WAVE", "", "other"),
        (b"\0\0\0\x18ftypheic", "", "image"),
        (b"\0\0\0\x18ftypisom", "", "other"),
        (b"<svg xmlns='x'>", "", "image"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<svg>", "a.txt", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old.doc", "other"),
        (b"PK\x03\x04" + bytes(40), "x.docx", "other"),
        (b"\x7fELF\x02\x01\x01" + bytes(50), "x.txt", "other"),
    ],
)
def test_the_kind_is_told_by_the_bytes(content: bytes, name: str, kind: str) -> None:
    assert kind_of(content, name) == kind


def _office(*names: str, large_first: bool = False) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        if large_first:
            archive.writestr("media.bin", bytes(2 * SAMPLE_BYTES))
        for name in names:
            archive.writestr(name, b"x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["[Content_Types].xml", "word/document.xml"], "docx"),
        (["_rels/.rels", "xl/workbook.xml"], "xlsx"),
        (["[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"], "pptx"),
        (["word/document.xml"], "other"),
        (["[Content_Types].xml"], "other"),
        (["a.txt"], "other"),
    ],
)
@pytest.mark.parametrize("large_first", [True, False])
def test_an_office_file_is_told_by_the_names_of_its_parts(names: list[str], kind: str, large_first: bool) -> None:
    content = _office(*names, large_first=large_first)
    assert kind_of(content[:SAMPLE_BYTES], "x.docx", content[-SAMPLE_BYTES:]) == kind


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("application/vnd.oasis.opendocument.text", "odt"),
        ("application/vnd.oasis.opendocument.text-template", "odt"),
        ("application/vnd.oasis.opendocument.spreadsheet", "other"),
        ("nonsense", "other"),
    ],
)
def test_an_open_document_says_what_it_is(media_type: str, kind: str) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", b"x")
    found = content_of(target.getvalue())
    assert found.kind == kind
    if media_type.endswith("spreadsheet"):
        assert found.media_type == media_type


@pytest.mark.parametrize(
    ("content", "media_type", "fits"),
    [
        (b"%PDF-1", "Application/PDF; version=1", True),
        (b"%PDF-1", "application/x-pdf", True),
        (b"%PDF-1", "text/plain", False),
        (b"%PDF-1", "application/x-unheard-of", False),
        (b"text", "application/json", True),
        (b"text", "application/x-yaml", True),
        (b"text", "audio/ogg", False),
        (b"text", "application/rtf", False),
        (b"{\\rtf1}", "text/rtf", True),
        (b"{\\rtf1}", "text/plain", False),
        (b"GIF89a", "image/jpg", False),
        (b"\xff\xd8\xff", "image/jpg", True),
        (b"<svg>", "text/xml", True),
        (b"<svg>", "image/png", False),
        (b"\0", "", True),
        (b"\0", "application/pdf", False),
        (b"\0", "application/zip", True),
        (b"\0", "application/msword", False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword", True),
        (
            _office("[Content_Types].xml", "word/a"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
            True,
        ),
        (_office("[Content_Types].xml", "word/a"), "application/vnd.ms-word.document.macroEnabled.12", True),
        (_office("[Content_Types].xml", "word/a"), "application/vnd.ms-excel.sheet.macroEnabled.12", False),
        (
            _office("[Content_Types].xml", "xl/a"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            False,
        ),
    ],
)
def test_a_media_type_fits_the_content_or_not(content: bytes, media_type: str, fits: bool) -> None:
    assert agrees(content_of(content), media_type) == fits


@given(st.binary(max_size=400), st.text(max_size=10), st.text(max_size=20))
def test_any_bytes_are_of_some_kind(content: bytes, name: str, media_type: str) -> None:
    found = content_of(content, name)
    assert found.kind in FileKind
    assert agrees(found, found.media_type)
    assert agrees(found, media_type) in {True, False}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_any_text_is_text(written: str) -> None:
    kind = kind_of(written.encode())
    assert kind in {FileKind.TEXT, FileKind.CSV, FileKind.HTML, FileKind.EMAIL} or written.lstrip().startswith(
        ("<svg", "{\\rtf", "BM", "%PDF")
    )


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ("Прибыль выросла на треть за год, и это хорошо.", "cp1251"),
        ("Прибыль выросла на треть за год, и это хорошо.", "koi8-r"),
        ("ОТЧЁТ О РАБОТЕ ЗА ГОД. Прибыль выросла на треть за год", "cp1251"),  # noqa: RUF001 - Cyrillic
        ("Звіт про навчання персоналу компанії за рік", "cp1251"),
        ("業績が大きく改善した。次の四半期も期待できる。", "shift_jis"),
        ("業績が大きく改善した。", "euc_jp"),
        ("公司的培训项目取得了成功。", "gb18030"),
        ("公司的培訓項目取得了成功。", "big5"),
        ("교육 프로그램이 성공했습니다.", "euc_kr"),
        ("Η εκπαίδευση ήταν επιτυχής.", "cp1253"),  # noqa: RUF001 - Greek
        ("ההכשרה הצליחה מאוד", "cp1255"),
        ("نجح برنامج التدريب", "cp1256"),
        ("Größe und Übermaß: die Maßnahme wäre schön", "cp1252"),
        ("Été, où ça? Déjà vu, élève créée", "cp1252"),
        ("Příliš žluťoučký kůň úpěl ďábelské ódy", "cp1250"),
    ],
)
def test_the_encoding_of_a_text_is_guessed_from_its_letters(written: str, encoding: str) -> None:
    assert encoding_of(written.encode(encoding)) == encoding
    assert kind_of(written.encode(encoding), "a.txt") is FileKind.TEXT
