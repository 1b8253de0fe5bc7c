"""Every kind of document becomes pages or blocks; what cannot be shown says so in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.evidence.reader import Asking, Opening
from reviewer.submission.flow import BlockKind, FlowDocument
from reviewer.submission.kinds import FileKind
from reviewer.submission.pages import DocumentFace, DocumentStatus, Layout, PageImage, Tile
from tests.evidence.samples import (
    a_pdf,
    a_pdf_with_bookmarks,
    a_picture,
    a_presentation,
    a_word_file,
    a_workbook,
    an_open_document,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.evidence.reader import DocumentReader


def opened(
    reader: DocumentReader, content: bytes, name: str = "file", password: str = "", encoding: str = ""
) -> DocumentFace:
    return reader.open(Opening("id", name, content, password, encoding))


def flow_of(reader: DocumentReader, content: bytes, name: str = "file") -> FlowDocument:
    face = opened(reader, content, name)
    assert (face.status, face.layout) == (DocumentStatus.SHOWN, Layout.FLOW), face.message
    return reader.flow("id")


def drawn(
    reader: DocumentReader, page: int = 1, scale: float = 1.0, tile: Tile | None = None, turns: int = 0
) -> PageImage:
    image = reader.image("id", Asking(page, scale, tile, turns))
    assert isinstance(image, PageImage)
    return image


def pixel(image: PageImage, x: int, y: int) -> tuple[int, int, int]:
    at = (y * image.width + x) * 4
    blue, green, red = image.pixels[at : at + 3]
    return red, green, blue


BLACK, WHITE = (0, 0, 0), (255, 255, 255)


# Pages ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pdf/pdflatex-4-pages.pdf", "images/Landscape_6.jpg", "images/basn6a16.png"])
def test_every_pixel_covers_what_is_below_it(reader: DocumentReader, shared_data: Path, name: str) -> None:
    opened(reader, (shared_data / name).read_bytes())
    assert set(drawn(reader, scale=0.3).pixels[3::4]) == {255}


def test_a_document_without_words_says_so(reader: DocumentReader, shared_data: Path) -> None:
    reader.open(Opening("id", "empty.docx", (shared_data / "office/empty.docx").read_bytes()))
    assert [block.marker for block in reader.flow("id").blocks if block.kind is BlockKind.NOTE] == ["no_text"]
    assert "no text" in reader.flow("id").blocks[-1].runs[0].text


def test_a_pdf_opens_with_the_size_of_each_page(reader: DocumentReader) -> None:
    face = opened(reader, a_pdf("one", "two"))
    assert (face.kind, face.layout, face.parts) == (FileKind.PDF, Layout.PAGES, 2)
    assert [(round(size.width), round(size.height)) for size in face.pages] == [(612, 792)] * 2


def test_the_text_of_a_page_has_the_place_of_each_character(reader: DocumentReader) -> None:
    opened(reader, a_pdf("Grüße 𝄞"[:5] + " here"))
    page = reader.text("id", 1)
    assert page.text == "Grüße here"
    left, top, right, bottom = page.bounds(0, 5) or (0, 0, 0, 0)
    assert left == pytest.approx(72, abs=2)
    assert top < 792 - 400 < bottom
    assert right < 120


def test_the_text_of_a_turned_page_lies_where_the_page_shows_it(reader: DocumentReader) -> None:
    face = opened(reader, a_pdf("turned", rotation=90))
    assert (round(face.pages[0].width), round(face.pages[0].height)) == (792, 612)
    left, top, right, bottom = reader.text("id", 1).bounds(0, 6) or (0, 0, 0, 0)
    # A line that ran to the right now runs down.
    assert bottom - top > right - left
    assert top == pytest.approx(72, abs=2)
    assert left < 400 < right


def test_text_alone_is_the_same_as_text_with_places(reader: DocumentReader, shared_data: Path) -> None:
    for name in ("pdflatex-4-pages.pdf", "habibi.pdf", "jo.pdf", "survey.pdf", "hebrew_mirrored.pdf"):
        face = opened(reader, (shared_data / "pdf" / name).read_bytes(), name)
        for page in range(1, len(face.pages) + 1):
            assert reader.plain("id", page) == reader.text("id", page).text != ""


def test_a_part_of_a_page_is_the_same_as_that_part_of_the_whole(reader: DocumentReader) -> None:
    opened(reader, a_pdf("tile"))
    whole, part = drawn(reader, scale=2.0), drawn(reader, scale=2.0, tile=Tile(100, 150, 64, 80))
    assert (part.width, part.height, part.pixels_per_point) == (64, 80, 2.0)
    rows = [whole.pixels[((150 + y) * whole.width + 100) * 4 :][: 64 * 4] for y in range(80)]
    assert part.pixels == b"".join(rows)


def test_a_part_at_four_hundred_percent_is_sharp(reader: DocumentReader) -> None:
    opened(reader, a_pdf("edge"))
    # The black bar at the top ends at 100 points: between two rows of pixels at this scale.
    part = drawn(reader, scale=16.0, tile=Tile(800, 1590, 10, 20))
    assert [pixel(part, 5, y) for y in (0, 19)] == [BLACK, WHITE]


def test_a_quarter_turn_shows_the_page_on_its_side(reader: DocumentReader) -> None:
    opened(reader, a_pdf("side"))
    image = drawn(reader, turns=1)
    assert (image.width, image.height) == (792, 612)
    assert (pixel(image, 780, 300), pixel(image, 10, 300)) == (BLACK, WHITE)


def test_a_part_that_is_not_wanted_any_more_is_not_drawn(reader: DocumentReader) -> None:
    opened(reader, a_pdf())
    assert reader.image("id", Asking(1, 1.0), lambda: False) is None


def test_bookmarks_lead_to_their_pages(reader: DocumentReader) -> None:
    opened(reader, a_pdf_with_bookmarks())
    assert [(entry.title, entry.depth, entry.page) for entry in reader.outline("id")] == [
        ("Purpose", 0, 1),
        ("Results", 1, 2),
    ]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP"])
def test_a_picture_is_a_page(reader: DocumentReader, kind: str) -> None:
    face = opened(reader, a_picture(kind), f"scan.{kind.lower()}")
    assert (face.kind, len(face.pages)) == (FileKind.IMAGE, 1)
    scale = 40 / face.pages[0].width
    image = drawn(reader, scale=scale)
    assert (image.width, image.height) == (40, 20)
    assert pixel(image, 38, 10) == WHITE
    red, _, blue = pixel(image, 2, 10)
    assert blue - red > 160


def test_a_picture_of_a_telephone_is_a_page(reader: DocumentReader) -> None:
    import pillow_heif
    from PIL import Image

    pillow_heif.register_heif_opener()
    import io

    out = io.BytesIO()
    Image.new("RGB", (64, 32), (0, 0, 255)).save(out, "HEIF")
    assert len(opened(reader, out.getvalue(), "photo.heic").pages) == 1
    assert pixel(drawn(reader), 3, 3)[2] > 200


def test_a_picture_stands_upright_as_its_camera_says(reader: DocumentReader) -> None:
    face = opened(reader, a_picture("JPEG", (80, 40), orientation=6), "photo.jpg")
    assert face.pages[0].width < face.pages[0].height
    image = drawn(reader, scale=96 / 72)
    # The left half came to lie at the top.
    assert pixel(image, 20, 5)[2] > pixel(image, 20, 5)[0] + 150
    assert min(pixel(image, 20, 75)) > 200


def test_every_page_of_a_fax_is_shown(reader: DocumentReader, shared_data: Path) -> None:
    face = opened(reader, (shared_data / "images" / "g4-multi.tiff").read_bytes(), "g4-multi.tiff")
    images = [drawn(reader, page, 0.5) for page in range(1, len(face.pages) + 1)]
    assert len({image.pixels for image in images}) == len(images) == 3


def test_a_transparent_picture_lies_on_white(reader: DocumentReader, shared_data: Path) -> None:
    opened(reader, (shared_data / "images" / "basn6a16.png").read_bytes(), "a.png")
    image = drawn(reader)
    assert any(min(pixel(image, x, 0)) > 250 for x in range(image.width))


# Blocks -----------------------------------------------------------------------------------------


def test_a_word_document_becomes_headings_and_paragraphs_with_their_places(reader: DocumentReader) -> None:
    content = a_word_file(
        ("", "Before."), ("Heading1", "Results"), ("", "Errors fell."), ("Heading1", "Results"), ("", "Again.")
    )
    flow = flow_of(reader, content, "report.docx")
    assert [(block.kind, block.text, block.place) for block in flow.blocks] == [
        (BlockKind.PARAGRAPH, "Before.", None),
        (BlockKind.HEADING, "Results", "Results"),
        (BlockKind.PARAGRAPH, "Errors fell.", "Results"),
        (BlockKind.HEADING, "Results", "Results (2)"),
        (BlockKind.PARAGRAPH, "Again.", "Results (2)"),
    ]
    assert flow.text_of("Results") == "Results\nErrors fell."
    assert flow.text == "Before.\nResults\nErrors fell.\nResults\nAgain."


def test_every_block_begins_where_it_says(reader: DocumentReader, shared_data: Path) -> None:
    for name in ("arabic_align.docx", "delins.docx", "test.xlsx", "test.pptx", "testRTFJapanese.rtf"):
        flow = flow_of(reader, (shared_data / "office" / name).read_bytes(), name)
        assert flow.blocks
        for block in flow.blocks:
            if block.kind not in (BlockKind.NOTE, BlockKind.PICTURE):
                assert flow.text[block.whole_start :].startswith(block.text)
                assert (flow.text_of(block.place) or "")[block.start :].startswith(block.text)


def test_pictures_in_a_word_document_are_shown(reader: DocumentReader, shared_data: Path) -> None:
    flow = flow_of(reader, (shared_data / "office" / "having-images.docx").read_bytes(), "a.docx")
    numbers = [block.picture for block in flow.blocks if block.kind is BlockKind.PICTURE]
    assert len(numbers) == 5
    image = reader.picture("id", numbers[0] or 0, 100)
    assert isinstance(image, PageImage)
    assert image.width <= 100


def test_a_picture_from_outside_is_named_and_not_loaded(reader: DocumentReader, shared_data: Path) -> None:
    flow = flow_of(reader, (shared_data / "office" / "external-picture.docx").read_bytes(), "a.docx")
    (note,) = (block for block in flow.blocks if block.kind is BlockKind.NOTE)
    assert "outside" in note.runs[0].text


def test_tables_of_a_word_document_are_tables(reader: DocumentReader, shared_data: Path) -> None:
    flow = flow_of(reader, (shared_data / "office" / "arabic_align.docx").read_bytes(), "a.docx")
    table = flow.blocks[0]
    assert table.kind is BlockKind.TABLE
    assert [cell.text for cell in table.rows[0]] == ["ONEالمدينة", "TWOالبريد"]  # noqa: RUF001 - Arabic


def test_a_workbook_shows_all_sheets_with_values_as_they_are_formatted(reader: DocumentReader) -> None:
    face = opened(reader, a_workbook(), "cost.xlsx")
    flow = reader.flow("id")
    assert (face.kind, face.parts) == (FileKind.XLSX, 2)
    assert flow.text_of("Cost!B2") == "1,234.50"
    assert flow.text_of("Cost!A2:C2") == "Course\t1,234.50\t25%"
    notes = [block.runs[0].text for block in flow.blocks if block.kind is BlockKind.NOTE]
    assert notes == [
        "The workbook has 2 sheets.",
        "A formula of this sheet has no stored value; the formula itself is shown.",
        "This sheet is hidden in the file.",
    ]
    assert flow.text_of("Cost!D2") == "=B2*C2"
    assert flow.places() == ("Cost", "Notes")


def test_a_presentation_shows_text_tables_pictures_and_notes_by_slide(reader: DocumentReader) -> None:
    face = opened(reader, a_presentation(), "talk.pptx")
    flow = reader.flow("id")
    assert (face.kind, face.parts, flow.places()) == (FileKind.PPTX, 2, (1, 2))
    assert flow.text_of(1) == "Findings\nFewer errors\nsay it slowly"
    assert flow.text_of(2) == "Table\nbefore\tafter"
    assert [block.picture for block in flow.blocks if block.kind is BlockKind.PICTURE] == [0]


def test_an_open_document_is_read(reader: DocumentReader) -> None:
    body = (
        '<text:h text:outline-level="2">Need</text:h><text:p>Two<text:s text:c="3"/>gaps<text:tab/><text:span '
        'text:style-name="B">bold</text:span> <text:a xlink:href="https://a.example">see</text:a></text:p>'
        "<text:list><text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>inner</text:p>"
        "</text:list-item></text:list></text:list-item></text:list><table:table><table:table-row><table:table-cell>"
        "<text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
        '</table:table-row></table:table><text:p><draw:frame><draw:image xlink:href="http://b.example/c.png"/>'
        "</draw:frame></text:p>"
    )
    flow = flow_of(reader, an_open_document(body), "plan.odt")
    assert flow.text == "Need\nTwo   gaps\tbold see <https://a.example>\nfirst\ninner\na\tb"
    assert [block.level for block in flow.blocks if block.kind is BlockKind.ITEM] == [0, 1]
    assert [run.text for block in flow.blocks for run in block.runs if run.is_bold] == ["bold"]
    assert flow.blocks[-1].kind is BlockKind.NOTE


def test_entities_in_an_open_document_are_refused(reader: DocumentReader) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    face = opened(reader, an_open_document("<text:p>&b;</text:p>", bomb), "plan.odt")
    assert face.status is DocumentStatus.DAMAGED


def test_an_encrypted_open_document_says_so(reader: DocumentReader) -> None:
    content = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<m:encryption-data/>",
            "content.xml": b"\x01\x02",
        }
    )
    face = opened(reader, content, "plan.odt")
    assert face.status is DocumentStatus.UNSUPPORTED
    assert "encrypted" in face.message


def test_rich_text_of_japan_is_read(reader: DocumentReader, shared_data: Path) -> None:
    flow = flow_of(reader, (shared_data / "office" / "testRTFJapanese.rtf").read_bytes(), "a.rtf")
    assert flow.text.startswith("ゾルゲと尾崎")


def test_a_text_has_a_place_for_each_line(reader: DocumentReader) -> None:
    flow = flow_of(reader, b"first\r\nsecond\n\nfourth", "notes.txt")
    assert flow.text == "first\nsecond\n\nfourth"
    assert (flow.text_of(2), flow.text_of(4), flow.text_of(9)) == ("second", "fourth", None)


def test_a_text_can_be_read_in_another_encoding(reader: DocumentReader) -> None:
    written = "Прибыль выросла на треть. Report of the year, in two languages.".encode("cp1251")
    assert opened(reader, written, "a.txt").encoding == "cp1251"
    assert reader.flow("id").text.startswith("Прибыль выросла")
    assert opened(reader, written, "a.txt", encoding="cp1252").encoding == "cp1252"
    assert reader.flow("id").text.startswith("Ïðèáûëü")


def test_a_web_page_is_text_and_its_links_show_their_targets(reader: DocumentReader) -> None:
    page = (
        b"<!doctype html><title>x</title><script>alert(1)</script><h2>Aim</h2><p>Read <a href='http://evil.example'>our"
        b" site</a>.<img src='http://track.example/a.gif'><ul><li>one<li>two</ul>"
    )
    flow = flow_of(reader, page, "page.html")
    assert flow.text == "Aim\nRead our site <http://evil.example>.\none\ntwo"
    assert [block.marker for block in flow.blocks if block.kind is BlockKind.NOTE] == ["picture_outside"]


def test_letters_that_change_what_is_read_are_made_visible(reader: DocumentReader) -> None:
    flow = flow_of(reader, "pay \u202e001 now".encode(), "a.txt")
    assert flow.text == "pay ⟦RLO⟧001 now"
