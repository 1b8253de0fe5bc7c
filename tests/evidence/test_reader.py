"""Pages come from a process of its own, whatever a document does to it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfgen.canvas import Canvas

from reviewer.errors import DocumentUnreadableError
from reviewer.evidence import renderer
from reviewer.evidence.exchange import ExchangeError, receive, send
from reviewer.evidence.reader import DocumentReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def a_pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    for number in range(pages):
        canvas.rect(0, 692, 612, 100, fill=1)
        canvas.drawString(72, 400, f"page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def reader() -> Iterator[DocumentReader]:
    made = DocumentReader()
    yield made
    made.close()


def test_every_page_comes_as_pixels_at_the_scale_asked_for(reader: DocumentReader) -> None:
    pages = reader.pages(a_pdf(3), 2.0)
    assert [(page.width, page.height, page.pixels_per_point) for page in pages] == [(1224, 1584, 2.0)] * 3
    assert {len(page.pixels) for page in pages} == {1224 * 1584 * 4}


def test_a_page_is_white_where_nothing_is_drawn_and_black_where_it_is(reader: DocumentReader) -> None:
    (page,) = reader.pages(a_pdf(), 1.0)
    assert page.pixels[:3] == b"\0\0\0"
    assert page.pixels[-4:-1] == b"\xff\xff\xff"


def test_a_damaged_document_is_refused_by_name_and_the_next_one_works(reader: DocumentReader) -> None:
    with pytest.raises(DocumentUnreadableError) as refused:
        reader.pages(b"%PDF-1.7 and then nothing", 1.0, "plan.pdf")
    assert refused.value.subject == "plan.pdf"
    assert "damaged" in str(refused.value.details["reason"])
    assert len(reader.pages(a_pdf(2), 1.0)) == 2


def test_a_renderer_that_takes_too_long_is_stopped_and_the_next_document_works() -> None:
    reader = DocumentReader(seconds=0.0)
    with pytest.raises(DocumentUnreadableError) as refused:
        reader.pages(a_pdf(200), 3.0, "slow.pdf")
    assert "too long" in str(refused.value.details["reason"])
    reader._seconds = 30.0
    assert len(reader.pages(a_pdf(), 1.0)) == 1
    reader.close()


def test_a_renderer_that_was_closed_starts_again(reader: DocumentReader) -> None:
    reader.pages(a_pdf(), 1.0)
    reader.close()
    assert len(reader.pages(a_pdf(), 1.0)) == 1


def test_the_renderer_knows_no_secret_of_this_process(
    reader: DocumentReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REVIEWER_PASSPHRASE", "seven quiet words")
    reader.pages(a_pdf(), 1.0)
    (process,) = reader.process_ids()
    environment = f"/proc/{process}/environ"
    try:
        with open(environment, "rb") as file:  # noqa: PTH123 - not a path that pathlib could resolve everywhere
            assert b"seven quiet words" not in file.read()
    except FileNotFoundError:
        pytest.skip("needs /proc")


def test_the_renderer_can_open_no_file_any_more(reader: DocumentReader) -> None:
    reader.pages(a_pdf(), 1.0)
    (process,) = reader.process_ids()
    try:
        with open(f"/proc/{process}/limits", encoding="utf-8") as file:  # noqa: PTH123 - as above
            limits = file.read()
    except FileNotFoundError:
        pytest.skip("needs /proc")
    (files,) = (line for line in limits.splitlines() if line.startswith("Max open files"))
    assert files.split()[3:5] == ["0", "0"]


def asked(head: dict[str, object], document: bytes = b"") -> list[dict[str, object]]:
    questions, answers = io.BytesIO(), io.BytesIO()
    send(questions, head, document)
    questions.seek(0)
    renderer.serve(questions, answers)
    answers.seek(0)
    heads: list[dict[str, object]] = []
    while answers.tell() < len(answers.getvalue()):
        heads.append(receive(answers)[0])
    return heads


def test_the_renderer_answers_with_its_pages_and_an_end() -> None:
    heads = asked({"do": "pages", "scale": 1}, a_pdf(2))
    assert [head.get("page") for head in heads] == [0, 1, None]
    assert heads[-1]["end"] is True


def test_a_page_that_would_be_huge_is_drawn_smaller() -> None:
    head = asked({"do": "pages", "scale": 100}, a_pdf())[0]
    width, height = head["width"], head["height"]
    assert isinstance(width, int)
    assert isinstance(height, int)
    assert width * height <= renderer.MOST_PIXELS_A_PAGE * 1.01


def test_a_document_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renderer, "MOST_PAGES_AT_ONCE", 2)
    assert [head.get("fault") for head in asked({"do": "pages", "scale": 1}, a_pdf(3))] == ["too_large"]


@pytest.mark.parametrize(
    "head", [{"do": "sing"}, {"do": "pages", "scale": "big"}], ids=["unknown-question", "scale-is-no-number"]
)
def test_what_the_renderer_does_not_understand_it_says(head: dict[str, object]) -> None:
    assert [answer.get("fault") for answer in asked(head)] == ["unknown"]


def test_damage_is_a_fault_and_not_an_end_of_the_renderer() -> None:
    assert [answer.get("fault") for answer in asked({"do": "pages", "scale": 1}, b"no pdf")] == ["damaged"]


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"no json\n",
        b"[]\n",
        b'{"size": -1}\n',
        b'{"size": "3"}\n',
        b'{"size": 5}\nabc',
        json.dumps({"size": 0, "pad": "x" * 5000}).encode() + b"\n",
    ],
    ids=["nothing", "no-json", "a-list", "negative", "a-text", "cut-off", "too-long"],
)
def test_what_does_not_keep_to_the_exchange_is_refused(written: bytes) -> None:
    with pytest.raises(ExchangeError):
        receive(io.BytesIO(written))
