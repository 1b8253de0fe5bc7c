"""Documents made for the tests, of every kind that we can make."""

from __future__ import annotations

import io
import zipfile
import zlib

import openpyxl
import pptx
import pypdf
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def a_pdf(*pages: str, rotation: int = 0) -> bytes:
    """A PDF with one line of text on each page, at 72 points from the left and 400 from the bottom."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for words in pages or ("page one",):
        canvas.rect(0, 692, 612, 100, fill=1)
        canvas.drawString(72, 400, words)
        canvas.showPage()
    canvas.save()
    return _turned(out, rotation) if rotation else out.getvalue()


def _turned(pdf: io.BytesIO, rotation: int) -> bytes:
    writer = pypdf.PdfWriter(pdf)
    for page in writer.pages:
        page.rotate(rotation)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_pdf_with_bookmarks() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, title in enumerate(("Purpose", "Results")):
        canvas.bookmarkPage(title)
        canvas.addOutlineEntry(title, title, level=number)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), orientation: int = 0) -> bytes:
    """A picture, blue on its left half and white on its right."""
    image = Image.new("RGB", size, (255, 255, 255))
    image.paste((0, 0, 255), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    image.save(out, kind, **({"exif": exif} if orientation else {}))
    return out.getvalue()


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Cost"
    first.append(["Item", "Euro", "Share"])
    first.append(["Course", 1234.5, 0.25])
    first["B2"].number_format = "#,##0.00"
    first["C2"].number_format = "0%"
    first["D2"] = "=B2*C2"
    hidden = book.create_sheet("Notes")
    hidden["A1"] = "not for print"
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_presentation() -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Findings"
    slide.placeholders[1].text = "Fewer errors"
    slide.notes_slide.notes_text_frame.text = "say it slowly"
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Table"
    table = second.shapes.add_table(1, 2, 0, 0, 100, 100).table
    table.cell(0, 0).text, table.cell(0, 1).text = "before", "after"
    second.shapes.add_picture(io.BytesIO(a_picture()), 0, 0)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_word_file(*paragraphs: tuple[str, str]) -> bytes:
    """A Word document of paragraphs, each with its style (`Heading1`, or empty)."""
    body = "".join(
        f'<w:p><w:pPr>{f"<w:pStyle w:val={style!r}/>" if style else ""}</w:pPr><w:r><w:t xml:space="preserve">'
        f"{words}</w:t></w:r></w:p>"
        for style, words in paragraphs
    )
    return a_word_body(body)


def a_word_body(body: str) -> bytes:
    """A Word document with this XML in its body."""
    styles = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="r2" '
            f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
            "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def an_open_document(body: str, before: str = "") -> bytes:
    """An ODT with this XML in its text."""
    spaces = " ".join(
        f'xmlns:{short}="{_ODF}:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    content = (
        f'<?xml version="1.0"?>{before}<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<office:automatic-styles><style:style style:name="B"><style:text-properties fo:font-weight="bold"/>'
        f"</style:style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def a_slow_pdf(lines: int = 3_000_000) -> bytes:
    """A PDF of one page that takes a minute to draw."""
    drawing = zlib.compress(b"9 w 0 0 m 600 700 l S 600 0 m 0 700 l S\n" * lines, 9)
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    ) % (len(drawing), drawing)


def a_pdf_of_signs(drawn: str, letters: dict[str, str]) -> bytes:
    """A PDF of one line, drawn from left to right; each sign stands for the letters that are named for it."""
    lines = "".join(f"<{ord(sign):02x}> <{stood.encode('utf-16-be').hex()}>\n" for sign, stood in letters.items())
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 "
        f"begincodespacerange <00><ff> endcodespacerange {len(letters)} beginbfchar\n{lines}endbfchar endcmap end end"
    )
    drawing = f"BT /F 20 Tf 50 100 Td ({drawn}) Tj ET"
    return (
        "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(drawing)}>>stream\n{drawing}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>endobj\n"
        f"6 0 obj<</Length {len(table)}>>stream\n{table}\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    ).encode()
