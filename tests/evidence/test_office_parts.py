"""What an Office file holds beside its text is shown, or said; nothing is silently left out."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import openpyxl
import pptx
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from openpyxl.chart import BarChart, PieChart, Reference, ScatterChart, Series
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from reviewer.submission.flow import BlockKind, FlowDocument
from reviewer.submission.kinds import FileKind
from reviewer.submission.pages import DocumentStatus
from tests.evidence.samples import a_picture, a_word_body, a_word_file, an_open_document, zipped
from tests.evidence.test_documents import flow_of, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reviewer.evidence.reader import DocumentReader


def notes_of(flow: FlowDocument) -> list[str]:
    return [block.runs[0].text for block in flow.blocks if block.kind is BlockKind.NOTE]


def tables_of(flow: FlowDocument) -> list[str]:
    return [block.text for block in flow.blocks if block.kind is BlockKind.TABLE]


# Workbooks --------------------------------------------------------------------------------------


def a_full_workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Cost & time"
    for row in (("Month", "Errors", "Cost"), ("Jan", 12, 3.5), ("Feb", 9, 2.25), ("Mar", 4, 1)):
        sheet.append(row)
    for number in (2, 3, 4):
        sheet.cell(number, 3).number_format = '"€ "0.00'
    months, errors = (
        Reference(sheet, min_col=1, min_row=2, max_row=4),
        Reference(sheet, min_col=2, min_row=1, max_row=4),
    )
    columns = BarChart()
    columns.title, columns.y_axis.title, columns.x_axis.title = "Errors per month", "count", "Month"
    columns.add_data(Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=4), titles_from_data=True)
    columns.set_categories(months)
    sheet.add_chart(columns, "E2")
    points = ScatterChart()
    points.series.append(
        Series(
            Reference(sheet, min_col=3, min_row=2, max_row=4),
            Reference(sheet, min_col=2, min_row=2, max_row=4),
            title="cost by errors",
        )
    )
    sheet.add_chart(points, "E22")
    sheet["A6"] = "total"
    sheet.merge_cells("A6:C6")
    for number in (2, 3, 8):
        sheet.row_dimensions[number].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["B2"].comment = Comment("count again", "Ann")
    sheet.add_image(SheetImage(io.BytesIO(a_picture())), "A9")
    drawn = book.create_chartsheet("Drawn")
    pie = PieChart()
    pie.add_data(errors, titles_from_data=True)
    pie.set_categories(months)
    drawn.add_chart(pie)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_charts_of_a_workbook_are_tables_of_their_values(reader: DocumentReader) -> None:
    flow = flow_of(reader, a_full_workbook(), "cost.xlsx")
    assert tables_of(flow)[1:] == [
        "Month\tErrors\tCost\nJan\t12\t€ 3.50\nFeb\t9\t€ 2.25\nMar\t4\t€ 1.00",
        "\tcost by errors\n12\t€ 3.50\n9\t€ 2.25\n4\t€ 1.00",
        "\tErrors\nJan\t12\nFeb\t9\nMar\t4",
    ]
    told = notes_of(flow)
    assert [sentence for sentence in told if "chart" in sentence] == [
        "A column chart, shown as the table of its values",
        "A chart of points, shown as the table of its values",
        "This sheet holds only a chart and no cells.",
        "A pie chart, shown as the table of its values",
    ]
    assert "Errors per month" in flow.text
    assert flow.places() == ("Cost & time", "Drawn")


def test_what_is_hidden_merged_or_said_beside_the_cells_is_told(reader: DocumentReader) -> None:
    flow = flow_of(reader, a_full_workbook(), "cost.xlsx")
    told = notes_of(flow)
    assert "Rows that are hidden in the file and shown here: 2\N{EN DASH}3, 8" in told
    assert "Columns that are hidden in the file and shown here: C" in told
    assert any(sentence.endswith("A6:C6") for sentence in told)
    assert "B2: count again" in flow.text
    assert [block.picture for block in flow.blocks if block.kind is BlockKind.PICTURE] == [0]
    assert flow.text_of("Cost & time!C2") == "€ 3.50"


def test_rows_that_are_only_colored_are_no_text(reader: DocumentReader) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "all there is"
    book.active["A900"].number_format = "0.00"
    out = io.BytesIO()
    book.save(out)
    assert tables_of(flow_of(reader, out.getvalue(), "a.xlsx")) == ["all there is"]


def test_a_row_far_below_is_told_and_not_waited_for(reader: DocumentReader) -> None:
    with zipfile.ZipFile(io.BytesIO(a_full_workbook())) as whole:
        members: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, bytes)
    members["xl/worksheets/sheet1.xml"] = sheet.replace(b'r="6"', b'r="99999999"')
    flow = flow_of(reader, zipped(members), "a.xlsx")
    assert "The table goes on after row 5000; the rest is not shown here." in notes_of(flow)


# Word -------------------------------------------------------------------------------------------


def test_deleted_words_stand_at_the_end_with_who_deleted_them(reader: DocumentReader) -> None:
    body = (
        '<w:p><w:r><w:t>Costs </w:t></w:r><w:ins w:author="Ann"><w:r><w:t>fell</w:t></w:r></w:ins>'
        '<w:del w:author="Bo" w:date="2025-03-01T10:00:00Z"><w:r><w:delText>rose</w:delText></w:r></w:del></w:p>'
    )
    flow = flow_of(reader, a_word_body(body), "a.docx")
    assert flow.text == "Costs fell\nrose (Bo, 2025-03-01)"
    assert [run.text for block in flow.blocks for run in block.runs if run.is_struck] == ["rose"]
    assert notes_of(flow)[0].startswith("This document has tracked changes: 2.")


def test_tracked_changes_of_a_real_file_are_said(reader: DocumentReader, shared_data: Path) -> None:
    flow = flow_of(reader, (shared_data / "office" / "delins.docx").read_bytes(), "delins.docx")
    assert [sentence[:33] for sentence in notes_of(flow)] == [
        "This document has tracked changes",
        "Deleted in tracked changes",
    ]
    assert "Tika Waylan, a major character" in flow.text


def test_headers_and_footers_are_read(reader: DocumentReader, shared_data: Path) -> None:
    flow = flow_of(reader, (shared_data / "office" / "HeaderFooterUnicode.docx").read_bytes(), "a.docx")
    assert "This is a simple header, with a € euro symbol in it." in flow.text
    assert "The footer, with Molière, has Unicode in it." in flow.text


def test_footnotes_and_comments_are_announced(reader: DocumentReader, shared_data: Path) -> None:
    notes = flow_of(reader, (shared_data / "office" / "footnotes.docx").read_bytes(), "a.docx")
    assert notes_of(notes) == ["Footnotes"]
    assert "A tachyon walks into a bar." in notes.text
    spoken = flow_of(reader, (shared_data / "office" / "comments-rich-para.docx").read_bytes(), "a.docx")
    assert notes_of(spoken)[0] == "Comments"
    assert "Text with character style." in spoken.text
    assert "↑" not in spoken.text + notes.text


def test_fields_turned_words_and_formulas_are_words(reader: DocumentReader) -> None:
    body = (
        '<w:p><w:fldSimple w:instr="REF x"><w:r><w:t>see 4 </w:t></w:r></w:fldSimple><w:dir w:val="rtl"><w:r>'
        "<w:t>שלום </w:t></w:r></w:dir>"
        '<m:oMathPara xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:oMath><m:f><m:num><m:r><m:t>a</m:t>'
        "</m:r></m:num><m:den><m:sSup><m:e><m:r><m:t>b</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
        "</m:den></m:f></m:oMath></m:oMathPara></w:p>"
    )
    assert flow_of(reader, a_word_body(body), "a.docx").text == "see 4 שלום (a)/(b^(2))"


def test_a_text_box_without_an_older_form_is_read(reader: DocumentReader) -> None:
    body = (
        '<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft'
        '.com/office/word/2010/wordprocessingShape"><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p>'
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )
    assert flow_of(reader, a_word_body(body), "a.docx").text.split("\n") == ["Before ", "in the box"]


def test_macros_and_embedded_files_are_said(reader: DocumentReader) -> None:
    with zipfile.ZipFile(io.BytesIO(a_word_file(("", "words")))) as plain:
        members: dict[str, str | bytes] = {name: plain.read(name) for name in plain.namelist()}
    members |= {"word/vbaProject.bin": b"x", "word/embeddings/Plan.xlsx": b"y"}
    assert notes_of(flow_of(reader, zipped(members), "a.docx")) == [
        "This file holds macros, which are small programs. They are not run.",
        "A file within this file is not opened here: Plan.xlsx",
    ]


# Slides -----------------------------------------------------------------------------------------


def test_the_chart_of_a_slide_is_a_table_of_its_values(reader: DocumentReader) -> None:
    deck = pptx.Presentation()
    data: Any = CategoryChartData(number_format="0.0%")  # type: ignore[no-untyped-call]
    data.categories = ["East", "West"]
    data.add_series("Before", (0.192, 0.214))
    data.add_series("After", (0.1, None))
    chart = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_chart(XL_CHART_TYPE.LINE, 0, 0, 90, 90, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Share of errors"
    out = io.BytesIO()
    deck.save(out)
    flow = flow_of(reader, out.getvalue(), "talk.pptx")
    assert flow.text_of(1) == "Share of errors\n\tBefore\tAfter\nEast\t19.2%\t10.0%\nWest\t21.4%\t"
    assert notes_of(flow) == ["Slide 1", "A line chart, shown as the table of its values"]


def test_a_link_on_a_slide_shows_where_it_leads(reader: DocumentReader) -> None:
    deck = pptx.Presentation()
    frame = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_textbox(0, 0, 90, 90).text_frame
    run = frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "our site", "https://a.example/b"
    out = io.BytesIO()
    deck.save(out)
    assert flow_of(reader, out.getvalue(), "talk.pptx").text == "our site <https://a.example/b>"


# OpenDocument -----------------------------------------------------------------------------------

BODY = (
    "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Bo</dc:creator>"
    "<dc:date>2025-03-01T10:00:00</dc:date></office:change-info><text:p>rose</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes><text:p>Costs fell<text:note><text:note-citation>1"
    "</text:note-citation><text:note-body><text:p>See the table.</text:p></text:note-body></text:note>"
    "<office:annotation><dc:creator>Ann</dc:creator><dc:date>2025-04-02T09:00:00</dc:date><text:p>By how much?"
    "</text:p></office:annotation>.</text:p>"
)


def test_notes_comments_and_changes_of_an_open_document_are_read(reader: DocumentReader) -> None:
    flow = flow_of(reader, an_open_document(BODY), "plan.odt")
    assert flow.text == ("Costs fell[1].\n[1] See the table.\nBy how much? (Ann, 2025-04-02)\nrose (Bo, 2025-03-01)")
    assert notes_of(flow)[1:] == ["Footnotes", "Comments", "Deleted in tracked changes"]


def test_a_chart_of_an_open_document_is_the_table_of_its_values(reader: DocumentReader) -> None:
    row = "<table:table-row>" + "<table:table-cell><text:p>{}</text:p></table:table-cell>" * 2 + "</table:table-row>"
    rows = "".join(row.format(*cells) for cells in (("", "Errors"), ("Jan", "12"), ("Feb", "9")))
    with zipfile.ZipFile(io.BytesIO(an_open_document(""))) as made:
        shell = made.read("content.xml").decode()
    urn = "urn:oasis:names:tc:opendocument:xmlns:chart:1.0"
    inner = (
        f'<office:chart xmlns:chart="{urn}"><chart:chart><chart:title><text:p>Per month</text:p></chart:title>'
        f"<table:table>{rows}</table:table></chart:chart></office:chart>"
    )
    frame = (
        '<text:p>See: <draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/'
        'Object 1"/></draw:frame></text:p><text:p><draw:frame><draw:object xlink:href="./Formula 2"/></draw:frame>'
        "</text:p>"
    )
    with zipfile.ZipFile(io.BytesIO(an_open_document(frame))) as made:
        members: dict[str, str | bytes] = {name: made.read(name) for name in made.namelist()}
    members["Object 1/content.xml"] = shell.replace("<office:text></office:text>", inner)
    members["ObjectReplacements/Object 1"] = a_picture()
    flow = flow_of(reader, zipped(members), "plan.odt")
    assert flow.text == "See: \nPer month\n\tErrors\nJan\t12\nFeb\t9"
    assert [block.kind for block in flow.blocks].count(BlockKind.PICTURE) == 1
    assert notes_of(flow) == [
        "A chart, shown as the table of its values",
        "A file within this file is not opened here: Formula 2",
    ]


def packed(plain: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(plain) + packer.flush()


def in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" xmlns:l="urn:org:documentfoundation:names'
    ':experimental:office:xmlns:loext:1.0"><m:file-entry m:full-path="{path}"><m:encryption-data><m:algorithm '
    'm:algorithm-name="{cipher}" m:initialisation-vector="{start}"/><m:start-key-generation '
    'm:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256" m:key-size="32"/>'
    '<m:key-derivation {derivation} m:salt="{salt}" m:key-size="32"/></m:encryption-data></m:file-entry></m:manifest>'
)


def locked_by_parts(document: bytes, password: str, said_rounds: int = 1000) -> bytes:
    """An OpenDocument file as LibreOffice locked it until 24.2."""
    salt, start = os.urandom(16), os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha1", hashlib.sha256(password.encode()).digest(), salt, 1000, 32)
    with zipfile.ZipFile(io.BytesIO(document)) as plain:
        content = packed(plain.read("content.xml"))
    room = 16 - len(content) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    manifest = MANIFEST.format(
        path="content.xml",
        cipher="http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        start=in_base64(start),
        derivation=f'm:key-derivation-name="PBKDF2" m:iteration-count="{said_rounds}"',
        salt=in_base64(salt),
    )
    locked = encryptor.update(content + bytes(room - 1) + bytes([room])) + encryptor.finalize()
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": locked,
            "META-INF/manifest.xml": manifest,
        }
    )


def locked_whole(document: bytes, password: str, memory: int = 1024, cipher: str = "aes256-gcm") -> bytes:
    """An OpenDocument file as LibreOffice locks it since 24.8."""
    salt, start = os.urandom(16), os.urandom(12)
    key = Argon2id(salt=salt, length=32, iterations=3, lanes=4, memory_cost=1024).derive(
        hashlib.sha256(password.encode()).digest()
    )
    manifest = MANIFEST.format(
        path="encrypted-package",
        cipher=f"http://www.w3.org/2009/xmlenc11#{cipher}",
        start=in_base64(start),
        derivation='m:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" '
        f'l:argon2-iterations="3" l:argon2-memory="{memory}" l:argon2-lanes="4"',
        salt=in_base64(salt),
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "encrypted-package": start + AESGCM(key).encrypt(start, packed(document), None),
            "META-INF/manifest.xml": manifest,
        }
    )


@pytest.mark.parametrize("lock", [locked_by_parts, locked_whole])
def test_an_open_document_opens_with_its_password(reader: DocumentReader, lock: Callable[[bytes, str], bytes]) -> None:
    content = lock(an_open_document("<text:p>the plan</text:p>"), "sieben Wörter")
    face = opened(reader, content, "plan.odt")
    assert (face.kind, face.status) == (FileKind.ODT, DocumentStatus.PASSWORD)
    wrong = opened(reader, content, "plan.odt", password="guess")
    assert (wrong.status, "not the right one" in wrong.message) == (DocumentStatus.PASSWORD, True)
    assert opened(reader, content, "plan.odt", password="sieben Wörter").is_shown
    assert reader.flow("id").text == "the plan"


@pytest.mark.parametrize(
    "content",
    [
        locked_by_parts(an_open_document(""), "a", said_rounds=0),
        locked_whole(an_open_document(""), "a", memory=999_999_999),
        locked_whole(an_open_document(""), "a", cipher="blowfish"),
    ],
    ids=["no-rounds", "too-much-memory", "unknown-cipher"],
)
def test_a_lock_that_is_not_known_says_so(reader: DocumentReader, content: bytes) -> None:
    face = opened(reader, content, "plan.odt", password="a")
    assert face.status is DocumentStatus.UNSUPPORTED
    assert "encrypted in a way" in face.message
