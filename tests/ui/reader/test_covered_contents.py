"""A document's own contents say nothing of what is covered on its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.submission.covering import BLOT
from reviewer.workspace.passages import PrivatePart

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.views.reader.document_reader import DocumentReader

    Opener = Callable[[str], DocumentReader]


def test_the_title_of_a_covered_page_is_blotted_out_and_comes_back(qtbot: QtBot, open_file: Opener) -> None:
    reader = open_file("pdf/pdflatex-outline.pdf")
    # They come once the first page is drawn.
    qtbot.waitUntil(lambda: reader.document is not None and bool(reader.document.face.outline), timeout=20_000)
    before = reader.marks.free_outline()
    page = before[-1].page
    assert page is not None
    reader.marks.show_private((PrivatePart(1, page, None, None, None),))
    after = reader.marks.free_outline()
    assert set(after[-1].title) == {BLOT}
    assert [entry for entry in after if entry.page != page] == [entry for entry in before if entry.page != page]
    reader.marks.show_private(())
    assert reader.marks.free_outline() == before


def test_only_a_title_that_repeats_covered_words_is_blotted_out(qtbot: QtBot, open_file: Opener) -> None:
    reader = open_file("pdf/pdflatex-outline.pdf")
    qtbot.waitUntil(lambda: reader.document is not None and bool(reader.document.face.outline), timeout=20_000)
    entry = reader.marks.free_outline()[0]
    page = entry.page
    assert page is not None
    reader.canvas.go_to(page)
    qtbot.waitUntil(lambda: page in reader.canvas.texts, timeout=20_000)
    words = reader.canvas.texts[page].text
    start = words.index(entry.title.split()[0])
    rect = (0.0, 0.0, 1.0, 1.0)
    reader.marks.show_private((PrivatePart(1, page, rect, start, start + len(entry.title)),))
    assert reader.marks.free_outline()[0].title != entry.title
    start = next(at for at, letter in enumerate(words) if letter.isspace())
    reader.marks.show_private((PrivatePart(1, page, rect, start, start + 1),))
    assert reader.marks.free_outline()[0].title == entry.title
