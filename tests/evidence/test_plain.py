"""Texts, tables in text and mails are read whatever separates, encodes or breaks them."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from reviewer.submission.flow import BlockKind
from reviewer.submission.kinds import FileKind
from tests.evidence.test_documents import flow_of, opened

if TYPE_CHECKING:
    from reviewer.evidence.reader import DocumentReader


@pytest.mark.parametrize("separator", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_table_in_text_has_cells_whatever_separates_them(reader: DocumentReader, separator: str) -> None:
    rows = [["name", "hours"], ["Ana", "12"], ["Bo", "7"]]
    flow = flow_of(reader, "\n".join(separator.join(row) for row in rows).encode(), "hours.csv")
    assert flow.text_of("B2") == "12"
    assert flow.text == "name\thours\nAna\t12\nBo\t7"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("1,5;2,5\n3,5;4,5\n5,5;6,5\n", "1,5\t2,5\n3,5\t4,5\n5,5\t6,5"),
        ("a|b\n1|2\n3|4\n", "a\tb\n1\t2\n3\t4"),
        ("sep=;\na;b\n1;2\n", "a\tb\n1\t2"),
        ("one\ntwo\nthree\n", "one\ntwo\nthree"),
        ('name, note\n"Ana, B.", "so ""far"""\n', 'name\tnote\nAna, B.\tso "far"'),
    ],
    ids=["decimal-commas", "bars", "named", "one-column", "quoted"],
)
def test_what_separates_the_cells_of_a_table_is_found(reader: DocumentReader, written: str, text: str) -> None:
    assert flow_of(reader, written.encode(), "a.csv").text == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_table_is_read_in_its_encoding(reader: DocumentReader, encoding: str) -> None:
    assert flow_of(reader, "name;größe\nÄ;1\n".encode(encoding), "a.csv").text_of("B1") == "größe"


@pytest.mark.parametrize("encoding", ["koi8-r", "shift_jis"])
def test_a_text_from_elsewhere_is_no_unknown_file(reader: DocumentReader, encoding: str) -> None:
    written = {"koi8-r": "Прибыль выросла на треть.", "shift_jis": "業績が大きく改善した。"}[encoding]
    face = opened(reader, written.encode(encoding), "report.txt")
    assert (face.kind, face.encoding) == (FileKind.TEXT, encoding)
    assert reader.flow("id").text == written


def test_pictures_in_rich_text_are_said(reader: DocumentReader) -> None:
    flow = flow_of(reader, rb"{\rtf1\ansi words{\pict\pngblip 8950}{\pict\pngblip 8950}}", "a.rtf")
    assert flow.blocks[-1].runs[0].text.startswith("2 pictures in this file are not shown.")


# Mails ------------------------------------------------------------------------------------------


def test_a_mail_shows_who_wrote_what_and_what_was_attached(reader: DocumentReader) -> None:
    mail = (
        b"From: =?utf-8?q?Ren=C3=A9e?= <r@a.example>\r\nTo: b@c.example\r\nSubject: Pilot\r\n"
        b"Date: Fri, 21 Nov 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIt went well.\r\n--x\r\n"
        b"Content-Type: application/pdf\r\n"
        b"Content-Disposition: attachment; filename=plan.pdf\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--x--\r\n"
    )
    flow = flow_of(reader, mail, "pilot.eml")
    assert flow.text.splitlines()[0] == "From: Renée <r@a.example>"
    assert "It went well." in flow.text
    assert "plan.pdf" in flow.blocks[-1].runs[0].text


def test_an_attached_mail_is_read_with_what_is_attached_to_it(reader: DocumentReader) -> None:
    inner = EmailMessage()
    inner["Subject"], inner["From"] = "Figures", "bo@b.example"
    inner.set_content("Twelve errors.")
    inner.add_attachment(b"1234", maintype="application", subtype="pdf", filename="plän.pdf")
    outer = EmailMessage()
    outer["Subject"], outer["From"] = "Fwd", "ann@a.example"
    outer.set_content("See below.")
    outer.add_attachment(inner)
    flow = flow_of(reader, outer.as_bytes(), "fwd.eml")
    assert flow.text.split("\n") == [
        *("From: ann@a.example", "Subject: Fwd", "See below."),
        *("From: bo@b.example", "Subject: Figures", "Twelve errors."),
    ]
    assert [block.runs[0].text for block in flow.blocks if block.kind is BlockKind.NOTE] == [
        "An attached mail: Figures",
        "Attached and not opened: plän.pdf (4 bytes)",
    ]


@pytest.mark.parametrize(
    ("head", "body", "encoding"),
    [
        (b"Content-Type: text/plain; charset=x-never-heard-of\r\n", "Größe", "cp1252"),
        (b"", "Größe", "utf-8"),
        (b"Content-Type: text/plain; charset=utf-8\r\n", "Größe", "cp1252"),
        (b"", "Прибыль выросла", "koi8-r"),
    ],
    ids=["unknown", "none", "wrong", "none-and-foreign"],
)
def test_the_text_of_a_mail_is_read_without_being_told_how(
    reader: DocumentReader, head: bytes, body: str, encoding: str
) -> None:
    raw = b"From: a@a.example\r\nSubject: " + body.encode(encoding) + b"\r\nDate: 1 Jan 2025\r\n" + head
    content = raw + b"\r\n" + body.encode(encoding) + b"\r\n"
    assert opened(reader, content, "a.eml").encoding == encoding
    assert reader.flow("id").text.split("\n")[2:] == [f"Subject: {body}", body]


def test_the_encoding_of_a_mail_can_be_changed(reader: DocumentReader) -> None:
    content = b"From: a@a.example\r\nSubject: s\r\nDate: 1 Jan 2025\r\n\r\n\xcf\xf0\xe8\r\n"
    assert opened(reader, content, "a.eml", encoding="cp1251").encoding == "cp1251"
    assert reader.flow("id").text.endswith("При")


def test_the_page_in_a_mail_is_text_and_its_pictures_stay_outside(reader: DocumentReader) -> None:
    content = (
        b"From: a@a.example\r\nSubject: s\r\nDate: 1 Jan 2025\r\nContent-Type: text/html; charset=iso-8859-1\r\n\r\n"
        b"<p>caf\xe9 <a href='http://b.example'>here</a><script>x()</script><img src='http://b.example/i.gif'></p>"
    )
    flow = flow_of(reader, content, "a.eml")
    assert flow.text.endswith("café here <http://b.example>")
    assert [block.marker for block in flow.blocks if block.kind is BlockKind.NOTE] == ["picture_outside"]
