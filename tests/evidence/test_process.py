"""What comes from the renderer is checked, however it came to be."""

from __future__ import annotations

import io
import json
import struct

import pytest

from reviewer.evidence import answers, flow_json
from reviewer.evidence.exchange import ExchangeError, receive
from reviewer.submission.flow import Block, BlockKind, FlowDocument, Run, TableCell, numbered
from reviewer.submission.kinds import FileKind
from reviewer.submission.pages import DocumentStatus, PageFault


def test_a_flowing_document_arrives_as_it_was_sent() -> None:
    blocks = (
        Block(BlockKind.HEADING, (Run("Aim"),), place="Aim", level=2),
        Block(BlockKind.ITEM, (Run("one", is_bold=True, target="https://a.example"),), "Aim", marker="1.", level=1),
        Block(BlockKind.TABLE, rows=((TableCell("7", "Sheet!A1", is_number=True), TableCell("b")),), place=3),
        Block(BlockKind.PICTURE, (Run("name"),), picture=2, width=4, height=5),
        Block(BlockKind.PARAGRAPH, (Run("line", is_italic=True, is_struck=True),), line=9),
    )
    flow = FlowDocument(tuple(numbered(blocks)))
    assert flow_json.read(flow_json.written(flow)) == flow


def test_half_a_letter_does_not_arrive() -> None:
    flow = FlowDocument((Block(BlockKind.PARAGRAPH, (Run("a\ud800b"),)),))
    assert flow_json.read(flow_json.written(flow)).text == "a\ufffdb"


def test_notes_arrive_as_sentences() -> None:
    notes = [
        Block(BlockKind.NOTE, marker="sheets", level=1),
        Block(BlockKind.NOTE, marker="charts", level=4),
        Block(BlockKind.NOTE, (Run("a.pdf"),), marker="attachment", level=12),
    ]
    told = [block.runs[0].text for block in flow_json.read(flow_json.written(FlowDocument(tuple(notes)))).blocks]
    assert told == [
        "The workbook has one sheet.",
        "4 charts in this file are not shown.",
        "Attached and not opened: a.pdf (12 bytes)",
    ]


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"{}x",
        b"[1]",
        b'[["paragraph"]]',
        json.dumps([["song", [], None, [0, 0, 0, 0, 0], "", [], None, None]]).encode(),
        json.dumps([["paragraph", [["x", 0, 5]], None, [0, 0, 0, 0, 0], "", [], None, None]]).encode(),
        json.dumps([["paragraph", [], {}, [0, 0, 0, 0, 0], "", [], None, None]]).encode(),
        json.dumps([["paragraph", [], None, [0, 0, 0, 0, -1], "", [], None, None]]).encode(),
        json.dumps([["paragraph", [], None, 5, "", [], None, None]]).encode(),
        json.dumps([["note", [], None, [0, 0, 0, 0, 0], "unheard", [], None, None]]).encode(),
        json.dumps([["picture", [], None, [0, 0, 0, 10**12, 1], "", [], 0, None]]).encode(),
        b"[" * 100_000,
    ],
)
def test_blocks_of_another_shape_are_refused(sent: bytes) -> None:
    with pytest.raises(ExchangeError):
        flow_json.read(sent)


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (b"[[1, 2]]", None),
        (b"[]", 0),
        (b"[[1, 2], [3, 4]]", 1),
        (b"[[1, 2]]", 10**9),
        (b"[[0, 2]]", 1),
        (b"[[1, 1e9]]", 1),
        (b"[[NaN, 1]]", 1),
        (b"nothing", 1),
        (b"[" * 100_000, 1),
    ],
)
def test_sizes_of_another_shape_are_refused(content: bytes, count: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        answers.page_sizes(content, count)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"width": 2, "height": "2"},
        {"width": 3, "height": 2},
        {"width": 2, "height": 2, "points": 0},
        {"width": 2, "height": 2, "points": float("nan")},
        {"width": -2, "height": -2},
    ],
)
def test_pixels_of_another_shape_are_refused(answer: dict[str, object]) -> None:
    with pytest.raises(ExchangeError):
        answers.strict_image({"points": 5.0} | answer, b"\0" * 16)


def test_pixels_that_do_not_fit_are_a_sentence() -> None:
    assert isinstance(answers.image({"width": 9, "height": 9}, b"", 5.0), PageFault)


@pytest.mark.parametrize(
    "sent",
    [
        *('["title"]', '[["title", 1, "3"]]', "[[5, 1, 3]]", '[["title", null, 3]]', '[["title", 1, 3, 4]]'),
        *('[["title", 1, 0]]', '[["title", 1, 6]]', '[["title", -1, 3]]', "7", "[" * 100_000),
    ],
)
def test_contents_of_another_shape_are_refused(sent: str) -> None:
    with pytest.raises(ExchangeError):
        answers.outline(sent.encode(), 5)


@pytest.mark.parametrize(
    ("answer", "content"),
    [
        ({"bytes": 1}, b"a" + struct.pack("<4f", 0, 0, float("nan"), 1)),
        ({"bytes": 1}, b"a" + struct.pack("<4f", 0, float("inf"), 1, 1)),
        ({"bytes": 1}, b"a"),
        ({"bytes": -1}, b"a"),
        ({"bytes": "1"}, b"a"),
        ({}, b""),
    ],
)
def test_words_in_places_that_are_none_are_refused(answer: dict[str, object], content: bytes) -> None:
    assert answers.page_text(answer, content).text == ""


def test_an_answer_as_deep_as_its_line_is_refused() -> None:
    with pytest.raises(ExchangeError):
        receive(io.BytesIO(b"[" * 4000 + b"\n"))


def test_every_fault_has_its_status_and_its_sentence() -> None:
    statuses = {code: answers.refused(FileKind.PDF, code).status for code in answers._KNOWN_FAULTS}
    assert statuses["password"] is statuses["wrong_password"] is DocumentStatus.PASSWORD
    assert statuses["unsupported"] is statuses["encrypted"] is DocumentStatus.UNSUPPORTED
    assert answers.refused(FileKind.PDF, "never heard of").status is DocumentStatus.DAMAGED
    assert len({answers.sentence(code) for code in statuses}) == len(statuses)
