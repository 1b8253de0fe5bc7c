"""The reader of documents, on the real renderer: pages, words, selecting, searching, citing, covering."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from reviewer.vocabulary import Cell, CitationKind
from tests.ui.case.finding import part
from tests.ui.reader.conftest import KEY, row_of
from ui.models.citations import Filed, Target
from ui.models.document_view import PagePlace
from ui.models.page_layout import Fit
from ui.models.page_selection import Region, Selection, Spot
from ui.models.tiles import HIGH, WIDE
from ui.views.parts.marks import MarkKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.reader.conftest import Folder
    from ui.views.reader.document_reader import DocumentReader

    Opener = Callable[[str], DocumentReader]

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def drag(reader: DocumentReader, start: tuple[float, float], end: tuple[float, float], page: int = 1) -> None:
    """Drag the mouse between two places of a page, in points."""
    port = reader.canvas.viewport()
    places = []
    for x, y in (start, end):
        left, top, _, _ = reader.canvas.layout_of_pages.to_view(page, (x, y, x, y))
        bars = reader.canvas.horizontalScrollBar().value(), reader.canvas.verticalScrollBar().value()
        places.append(QPoint(round(left) - bars[0], round(top) - bars[1]))
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(port, places[1])
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=places[1])


# Pages ------------------------------------------------------------------------------------


def test_a_page_is_drawn_sharp_and_fits_the_width(qtbot: QtBot, four_pages: DocumentReader) -> None:
    canvas = four_pages.canvas
    box = canvas.layout_of_pages.box(1)
    assert canvas.page_count == 4
    assert abs(box.width + 24 - canvas.viewport().width()) < 1.5

    def dark_points() -> int:
        image = canvas.grab().toImage()
        return sum(image.pixelColor(x, y).lightness() < 120 for y in range(100, 300, 3) for x in range(100, 500))

    qtbot.waitUntil(lambda: dark_points() > 100, timeout=20_000)


def test_the_page_number_leads_to_the_page(four_pages: DocumentReader) -> None:
    field = part(four_pages, QLineEdit, "reader-bar-page")
    field.setText("3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert four_pages.canvas.page == 3
    assert field.text() == "3"


def test_escape_puts_the_page_number_back(four_pages: DocumentReader) -> None:
    field = part(four_pages, QLineEdit, "reader-bar-page")
    field.setText("4")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "1"


def test_keys_scroll(four_pages: DocumentReader) -> None:
    canvas = four_pages.canvas
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    after_page = canvas.verticalScrollBar().value()
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert 0 < canvas.verticalScrollBar().value() < after_page
    QTest.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.page == 4


def test_zooming_keeps_what_is_under_the_cursor(four_pages: DocumentReader) -> None:
    canvas, at = four_pages.canvas, QPointF(300.0, 250.0)
    before = canvas.at(at)
    turned = QWheelEvent(
        at, QPointF(canvas.viewport().mapToGlobal(at.toPoint())), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    zoom = canvas.zoom
    QGuiApplication.sendEvent(canvas.viewport(), turned)
    after = canvas.at(at)
    assert canvas.zoom == pytest.approx(zoom * 1.44)
    assert before is not None
    assert after is not None
    assert before[0] == after[0]
    assert before[1:] == pytest.approx(after[1:], abs=2.0)


def test_four_times_as_large_only_parts_of_a_page_are_drawn(qtbot: QtBot, four_pages: DocumentReader) -> None:
    canvas = four_pages.canvas
    canvas.set_zoom(4.0)
    qtbot.waitUntil(lambda: any(tile.scale > 5 for tile in canvas.store._tiles), timeout=20_000)
    assert all(image.width() <= WIDE and image.height() <= HIGH for image in canvas.store._tiles.values())
    assert part(four_pages, QLabel, "reader-bar-percent").text() == "400 %"


def test_turning_lays_pages_on_their_side(four_pages: DocumentReader) -> None:
    before = four_pages.canvas.layout_of_pages.box(1)
    four_pages.canvas.turn()
    after = four_pages.canvas.layout_of_pages.box(1)
    assert before.height > before.width
    assert after.width > after.height


def test_the_whole_page_fits(four_pages: DocumentReader) -> None:
    four_pages.canvas.set_fit(Fit.PAGE)
    assert four_pages.canvas.layout_of_pages.box(1).height <= four_pages.canvas.viewport().height()


def test_the_place_is_told_and_found_again(
    qtbot: QtBot, four_pages: DocumentReader, open_file: Opener, shared_data: Path
) -> None:
    with qtbot.waitSignal(four_pages.view_changed) as told:
        four_pages.canvas.set_zoom(1.5)
        four_pages.canvas.go_to(3, 100.0)
    path, view = told.args
    assert PagePlace.read(view).page == 3
    open_file("pdf/pdflatex-outline.pdf")
    open_file("pdf/pdflatex-4-pages.pdf")
    four_pages.remember_view(path, view)
    assert four_pages.canvas.page == 3
    assert four_pages.canvas.zoom == pytest.approx(1.5)


def test_contents_lead_to_their_page(qtbot: QtBot, open_file: Opener) -> None:
    reader = open_file("pdf/pdflatex-outline.pdf")
    # They come once the first page is drawn.
    qtbot.waitUntil(lambda: reader.document is not None and bool(reader.document.face.outline), timeout=20_000)
    assert reader.document is not None
    entry = reader.document.face.outline[-1]
    reader.panel.entry_wanted.emit(entry)
    assert entry.page is not None
    assert abs(reader.canvas.page - entry.page) <= 1


def test_the_strip_shows_pages_in_small_and_leads_to_them(qtbot: QtBot, four_pages: DocumentReader) -> None:
    four_pages.bar.panel.click()
    qtbot.waitUntil(lambda: four_pages.canvas.store.preview(4, 0) is not None, timeout=20_000)
    four_pages.panel.page_wanted.emit(4)
    assert four_pages.canvas.page == 4
    assert four_pages.panel.strip.currentIndex().row() == 3


# Selecting and citing ---------------------------------------------------------------------


def test_the_mouse_selects_words_and_copies_them(four_pages: DocumentReader) -> None:
    written = four_pages.canvas.texts[1]
    start = written.text.index("Hello")
    left, top, _, bottom = written.box(start)
    _, _, right, _ = written.box(start + 4)
    middle = (top + bottom) / 2
    drag(four_pages, (left, middle), (right, middle))
    selection = four_pages.canvas.selection
    assert isinstance(selection, Selection)
    assert selection.words(four_pages.canvas.texts) == "Hello"
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "Hello"


def test_shift_and_arrows_select_over_lines(four_pages: DocumentReader) -> None:
    for _ in range(2):
        QTest.keyClick(four_pages.canvas, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_Right, SHIFT | CONTROL)
    selection = four_pages.canvas.selection
    assert isinstance(selection, Selection)
    assert selection.words(four_pages.canvas.texts).count("\n") >= 2


def test_a_digit_files_what_is_selected(qtbot: QtBot, four_pages: DocumentReader) -> None:
    four_pages.canvas.select(Selection(Spot(1, 0), Spot(1, 30)))
    with qtbot.waitSignal(four_pages.filing_wanted) as wanted:
        QTest.keyClick(four_pages.canvas, Qt.Key.Key_4)
    standard, (cited,) = wanted.args
    written = four_pages.canvas.texts[1]
    assert (standard, cited.place, cited.start, cited.end) == (4, 1, 0, 30)
    assert cited.quote == written.text[:30]
    assert cited.rect == pytest.approx(written.bounds(0, 30), abs=0.01)
    assert four_pages.document is not None
    assert cited.sha256 == four_pages.document.id
    assert four_pages.canvas.selection is None


def test_two_digits_make_ten_and_one_alone_waits(qtbot: QtBot, four_pages: DocumentReader) -> None:
    for keys, expected in (("10", 10), ("1", 1)):
        four_pages.canvas.select(Selection(Spot(1, 0), Spot(1, 30)))
        with qtbot.waitSignal(four_pages.filing_wanted) as wanted:
            QTest.keyClicks(four_pages.canvas, keys)
        assert wanted.args[0] == expected


def test_digits_mean_nothing_without_a_selection(qtbot: QtBot, four_pages: DocumentReader) -> None:
    with qtbot.assertNotEmitted(four_pages.filing_wanted):
        QTest.keyClick(four_pages.canvas, Qt.Key.Key_4)


def test_words_over_two_pages_become_two_citations(qtbot: QtBot, four_pages: DocumentReader) -> None:
    canvas = four_pages.canvas
    canvas.go_to(2)
    qtbot.waitUntil(lambda: 2 in canvas.texts, timeout=20_000)
    last = len(canvas.texts[1].text)
    canvas.select(Selection(Spot(1, last - 20), Spot(2, 20)))
    assert [(cited.place, cited.end) for cited in four_pages.selected()] == [(1, last), (2, 20)]


def test_on_a_scan_a_drag_draws_an_area(qtbot: QtBot, open_file: Opener) -> None:
    reader = open_file("images/Portrait_3.jpg")
    qtbot.waitUntil(lambda: 1 in reader.canvas.texts, timeout=20_000)
    drag(reader, (40, 40), (140, 90))
    region = reader.canvas.selection
    assert isinstance(region, Region)
    assert region.rect == pytest.approx((40, 40, 140, 90), abs=2)
    (cited,) = reader.selected()
    assert (cited.kind, cited.place, cited.quote) == (CitationKind.REGION, 1, "")


def test_an_area_is_moved_and_sized_by_keys(four_pages: DocumentReader) -> None:
    four_pages.bar.areas.click()
    region = four_pages.canvas.selection
    assert isinstance(region, Region)
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_Right)
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_Down, SHIFT)
    moved = four_pages.canvas.selection
    assert isinstance(moved, Region)
    assert moved.rect[0] == region.rect[0] + 8
    assert moved.rect[3] == region.rect[3] + 8


def test_a_mark_leads_to_its_citation(qtbot: QtBot, four_pages: DocumentReader) -> None:
    four_pages.canvas.select(Selection(Spot(1, 0), Spot(1, 5)))
    (cited,) = four_pages.selected()
    four_pages.canvas.select(None)
    filed = Filed(Cell("p1", 4), 0, cited)
    four_pages.marks.show_filed((filed,), Cell("p1", 4))
    (mark,) = four_pages.canvas.marks_on(1)
    assert mark.kind is MarkKind.CITED
    left, top, right, bottom = mark.rects[0]
    middle = ((left + right) / 2, (top + bottom) / 2)
    with qtbot.waitSignal(four_pages.mark_chosen) as chosen:
        drag(four_pages, middle, middle)
    assert chosen.args == [filed]


def test_a_citation_opens_at_its_page(qtbot: QtBot, reader: DocumentReader, shared_data: Path) -> None:
    with qtbot.waitSignal(reader.shown, timeout=20_000):
        reader.open(KEY, row_of(shared_data / "pdf/pdflatex-4-pages.pdf"), Target(3))
    assert reader.canvas.page == 3


# Covering ---------------------------------------------------------------------------------


class Cover:
    """What the workspace remembers of a covered part."""

    def __init__(self, start: int, end: int, rect: tuple[float, float, float, float] | None) -> None:
        self.part_id, self.place, self.rect, self.start, self.end = 1, 1, rect, start, end


def test_what_is_private_cannot_be_cited_copied_or_read(four_pages: DocumentReader) -> None:
    four_pages.canvas.select(Selection(Spot(1, 5), Spot(1, 40)))
    (part,) = four_pages.marks.parts_to_cover(is_whole_page=False)
    start, end = part.span or (0, 0)
    # What the rectangle hides is out of the words too, so that nothing hidden can still be found.
    assert (part.place, start <= 5, end >= 40) == (1, True, True)
    four_pages.marks.show_private((Cover(start, end, part.rect),))
    assert four_pages.selected() == ()
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_C, CONTROL)
    assert set(QGuiApplication.clipboard().text()) == {"█"}
    four_pages._choose("text_of_page")
    shown = four_pages.page_words.words.toPlainText()
    assert set(shown[start:end]) <= {"█", "\n"}
    assert shown[end:].startswith(four_pages.canvas.texts[1].text[end : end + 20])
    (mark,) = four_pages.canvas.marks_on(1)
    assert mark.kind is MarkKind.PRIVATE


# Searching --------------------------------------------------------------------------------


def test_words_are_found_as_they_are_typed(qtbot: QtBot, four_pages: DocumentReader) -> None:
    four_pages.start_search()
    QTest.keyClicks(four_pages.panel.field, "huardest")
    qtbot.waitUntil(lambda: bool(four_pages.marks._hits), timeout=20_000)
    four_pages.panel.next_hit()
    assert any(mark.kind is MarkKind.CURRENT_HIT for mark in four_pages.canvas.marks_on(1))
    QTest.keyClick(four_pages.panel.field, Qt.Key.Key_Escape)
    assert four_pages.panel.isHidden()
    assert four_pages.panel.field.text() == ""


# Documents that flow, and others ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("office/test.xlsx", "Gamma"),
        ("office/test.pptx", "Presentation Title Text"),
        ("text/RSNAKE_XSS.txt", "<SCRIPT>alert('XSS');</SCRIPT>"),
        ("office/testRTFJapanese.rtf", "ゾルゲ"),
    ],
)
def test_flowing_documents_show_their_words(qtbot: QtBot, open_file: Opener, name: str, words: str) -> None:
    reader = open_file(name)
    qtbot.waitUntil(lambda: reader.flow.is_whole, timeout=20_000)
    assert words in reader.flow.toPlainText()


def test_words_of_a_text_are_cited_by_their_place(qtbot: QtBot, open_file: Opener) -> None:
    reader = open_file("text/RSNAKE_XSS.txt")
    qtbot.waitUntil(lambda: reader.flow.is_whole, timeout=20_000)
    cursor = reader.flow.document().find("ha.ckers.org")
    reader.flow.setTextCursor(cursor)
    with qtbot.waitSignal(reader.filing_wanted) as wanted:
        QTest.keyClick(reader.flow, Qt.Key.Key_7)
    standard, (cited,) = wanted.args
    assert standard == 7
    assert cited.quote == "ha.ckers.org"
    assert reader.document is not None
    assert reader.document.flow is not None
    whole = reader.document.flow.text_of(cited.place)
    assert whole is not None
    assert whole[cited.start : cited.end] == "ha.ckers.org"


def test_a_cell_of_a_table_is_cited_by_its_name(qtbot: QtBot, open_file: Opener) -> None:
    reader = open_file("office/test.xlsx")
    qtbot.waitUntil(lambda: reader.flow.is_whole, timeout=20_000)
    reader.flow.setTextCursor(reader.flow.document().find("Gamma"))
    (cited,) = reader.selected()
    assert (cited.place, cited.quote) == ("Sheet1!C1", "Gamma")


def test_the_encoding_of_a_text_can_be_changed(qtbot: QtBot, reader: DocumentReader, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes("Größe und Łódź and so on".encode("cp1250"))
    with qtbot.waitSignal(reader.shown, timeout=20_000):
        reader.open(KEY, row_of(path))
    with qtbot.waitSignal(reader.shown, timeout=20_000):
        reader.bar.encoding_wanted.emit("cp1250")
    qtbot.waitUntil(lambda: "Łódź" in reader.flow.toPlainText())


def test_a_password_is_asked_for_and_remembered(
    qtbot: QtBot, reader: DocumentReader, shared_data: Path, folder: Folder
) -> None:
    path = shared_data / "pdf/libreoffice-writer-password.pdf"
    with qtbot.waitSignal(reader.shown, timeout=20_000):
        reader.open(KEY, row_of(path))
    with qtbot.waitSignal(reader.shown, timeout=20_000):
        QTest.keyClicks(reader.password.field, "wrong")
        QTest.keyClick(reader.password.field, Qt.Key.Key_Return)
    assert "not the right one" in part(reader, QLabel, "reader-password-why").text()
    with qtbot.waitSignal(reader.shown, timeout=20_000):
        QTest.keyClicks(reader.password.field, "openpassword")
        QTest.keyClick(reader.password.field, Qt.Key.Key_Return)
    assert reader.canvas.page_count == 1
    qtbot.waitUntil(lambda: folder.passwords.get(str(path)) == "openpassword")


@pytest.mark.parametrize("name", ["images/testSVG.svg", "pdf/corrupted.pdf", "images/broken.png"])
def test_what_cannot_be_shown_says_what_it_is(open_file: Opener, name: str) -> None:
    reader = open_file(name)
    assert reader.canvas.page_count == 0
    words = "\n".join(label.text() for label in reader.plain.findChildren(QLabel) if label.isVisible())
    assert "SHA-256" in words
    assert "not encrypted" in words


def test_nothing_of_a_document_is_left_when_the_case_is_left(four_pages: DocumentReader) -> None:
    four_pages.canvas.select(Selection(Spot(1, 0), Spot(1, 5)))
    four_pages.clear()
    assert four_pages.canvas.texts == {}
    assert four_pages.canvas.store.size_bytes == 0
    assert four_pages.bar.title.whole == ""
    assert four_pages.page_words.words.toPlainText() == ""
