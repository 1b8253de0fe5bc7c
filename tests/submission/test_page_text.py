"""The words of a page with their places, and documents that flow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.submission.flow import Block, BlockKind, FlowDocument, Run, TableCell, numbered
from reviewer.submission.kinds import FileKind
from reviewer.submission.page_text import PageText, packed
from reviewer.submission.pages import DocumentFace, DocumentStatus, PageImage

EMPTY = (0.0, 0.0, 0.0, 0.0)


def a_page(*lines: str) -> PageText:
    """Ten points a character, twelve from line to line; ends of lines are nowhere on the page."""
    boxes = []
    for row, line in enumerate(lines):
        boxes += [(10.0 * column, 12.0 * row, 10.0 * column + 10, 12.0 * row + 10) for column in range(len(line))]
        boxes.append(EMPTY)
    return PageText("\n".join(lines), packed(iter(boxes[:-1])))


def test_a_range_over_two_lines_has_a_rectangle_on_each() -> None:
    page = a_page("first line", "second")
    assert page.rects(6, 13) == ((60.0, 0.0, 100.0, 10.0), (0.0, 12.0, 20.0, 22.0))
    assert page.bounds(6, 13) == (0.0, 0.0, 100.0, 22.0)
    assert page.bounds(10, 11) is None


def test_a_point_means_the_character_under_it_or_the_nearest_on_its_line() -> None:
    page = a_page("first line", "second")
    assert page.index_at(14, 5) == 1
    assert page.index_at(500, 15) == 16
    assert PageText().index_at(1, 1) is None
    assert (page.caret_at(12, 5), page.caret_at(18, 5)) == (1, 2)
    assert PageText().caret_at(1, 1) is None


def test_words_and_lines_are_found_around_a_character() -> None:
    page = a_page("first line,", "second")
    assert page.word_at(7) == (6, 10)
    assert page.word_at(10) == (10, 11)
    assert (page.line_at(2), page.line_at(13)) == ((0, 11), (12, 18))


def test_characters_in_a_rectangle_are_those_whose_middle_lies_in_it() -> None:
    page = a_page("first line", "second")
    assert [page.text[index] for index in page.inside((14, -1, 36, 11))] == ["i", "r", "s"]
    assert [page.text[index] for index in page.inside((0, 11, 31, 23))] == ["s", "e", "c"]


@given(st.lists(st.text("ab c", min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_rectangles_cover_exactly_what_is_on_the_page(lines: list[str], data: st.DataObject) -> None:
    page = a_page(*lines)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in page.rects(start, end))
    assert area == 100 * len(page.text[start:end].replace("\n", ""))


def paragraph(words: str, place: str | int | None = None) -> Block:
    return Block(BlockKind.PARAGRAPH, (Run(words),) if words else (), place=place)


@given(st.lists(st.tuples(st.sampled_from([None, "a", "b", 3]), st.text("xy\n", max_size=6)), max_size=12))
def test_every_block_begins_where_it_says(blocks: list[tuple[str | int | None, str]]) -> None:
    flow = FlowDocument(tuple(numbered(paragraph(words, place) for place, words in blocks)))
    for block in flow.blocks:
        assert flow.text[block.whole_start :].startswith(block.text)
        assert (flow.text_of(block.place) or "")[block.start :].startswith(block.text)


def test_cells_are_places_of_their_own() -> None:
    rows = tuple(
        tuple(TableCell(f"{column}{row}", f"Sheet 1!{column}{row}") for column in ("A", "B", "AA")) for row in (1, 2)
    )
    flow = FlowDocument(tuple(numbered([Block(BlockKind.TABLE, place="Sheet 1", rows=rows)])))
    assert flow.text_of("Sheet 1!B2") == "B2"
    assert flow.text_of("Sheet 1!A1:B2") == "A1\tB1\nA2\tB2"
    assert flow.text_of("Sheet 1!AA1") == "AA1"
    assert flow.text_of("Other!A1") is None
    assert flow.text_of("no cell") is None
    assert flow.text_of("Sheet 1") == "A1\tB1\tAA1\nA2\tB2\tAA2"


def test_a_face_and_an_image_tell_what_a_view_needs() -> None:
    assert DocumentFace(FileKind.PDF, DocumentStatus.SHOWN).is_shown
    assert not DocumentFace(FileKind.PDF, DocumentStatus.DAMAGED).is_shown
    assert PageImage(200, 10, b"", 100.0).pixels_per_point == 2.0
