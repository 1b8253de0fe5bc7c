"""The tools above a document: what there is no room for is in the menu, and nothing is blown up or cut in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from reviewer.review.judgment import Citation
from reviewer.text import text
from reviewer.vocabulary import CitationKind, SourceKind
from tests.ui.case.finding import part
from ui.models import citations
from ui.models.page_layout import Fit
from ui.views.parts.chip_row import ChipItem, ChipRow
from ui.views.parts.eliding_box import ElidingBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.views.reader.document_reader import DocumentReader

    Opener = Callable[[str], DocumentReader]

LONG = "Baseline and cause analysis report, with the sheets of every observation"


def test_a_file_of_several_pictures_says_how_many(open_file: Opener) -> None:
    counted = part(open_file("images/g4-multi.tiff"), QLabel, "reader-bar-count")
    assert counted.text() == "of 3 pictures"
    assert "frames" in counted.toolTip()


def choose(reader: DocumentReader, choice: str) -> None:
    """Choose from the menu of the tools."""
    action = reader.bar.findChild(QAction, f"reader-bar-{choice}")
    assert action is not None
    assert action.isVisible()
    action.trigger()


@pytest.mark.parametrize("fit", [Fit.WIDTH, Fit.PAGE])
def test_a_tiny_picture_is_not_blown_up_to_fit(open_file: Opener, fit: Fit) -> None:
    canvas = open_file("images/basn6a16.png").canvas
    canvas.set_fit(fit)
    assert canvas.zoom == pytest.approx(2.0)
    canvas.set_zoom(6.0)
    assert canvas.zoom == pytest.approx(6.0)


def test_what_a_narrow_reader_has_no_buttons_for_is_in_its_menu(four_pages: DocumentReader) -> None:
    bar = four_pages.bar
    tools = {"find", "zoom_in", "zoom_out", "fit_width", "fit_page", "turn", "areas"}
    assert not tools & set(bar.offers())
    four_pages.resize(230, 500)
    assert tools <= set(bar.offers())
    shown = [tool for tool in bar.findChildren(QToolButton) if tool.isVisible()]
    assert all(tool.width() >= tool.minimumWidth() for tool in shown)
    choose(four_pages, "fit_page")
    assert four_pages.canvas.place.fit is Fit.PAGE
    zoom = four_pages.canvas.zoom
    choose(four_pages, "zoom_in")
    assert four_pages.canvas.zoom > zoom


def test_under_a_box_the_tools_repeat_no_title(four_pages: DocumentReader) -> None:
    four_pages.bar.stand_under_box()
    assert not four_pages.bar.title.isVisible()
    assert not four_pages.bar.list.isVisible()
    four_pages.resize(300, 500)
    assert part(four_pages, QToolButton, "reader-bar-find").isVisible()


def test_plus_and_minus_on_the_page_change_its_size(four_pages: DocumentReader) -> None:
    zoom = four_pages.canvas.zoom
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_Plus)
    assert four_pages.canvas.zoom == pytest.approx(zoom * 1.2)
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_Minus)
    assert four_pages.canvas.zoom == pytest.approx(zoom)


def test_a_search_begins_with_room_for_what_it_finds(four_pages: DocumentReader) -> None:
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    letters = four_pages.panel.width() / four_pages.fontMetrics().averageCharWidth()
    assert letters > 30
    assert four_pages.panel.field.hasFocus()


def test_a_box_says_where_it_leaves_out_words(qtbot: QtBot) -> None:
    box = ElidingBox("box", None)  # type: ignore[arg-type]
    qtbot.addWidget(box)
    box.addItems([LONG])
    box.resize(200, 32)
    assert box.words_shown.endswith("…")
    assert box.words_shown[:-1] == LONG[: len(box.words_shown) - 1]
    assert LONG in box.toolTip()
    box.resize(1_200, 32)
    assert box.words_shown == LONG


def test_a_narrow_chip_still_says_the_page(qtbot: QtBot) -> None:
    cited = Citation(
        CitationKind.PASSAGE, SourceKind.DOCUMENT, "evidence/a.pdf", "00", f"twelve {LONG}", place=3, start=0, end=9
    )
    chips = ChipRow("chips", "Citations", None)  # type: ignore[arg-type]
    qtbot.addWidget(chips)
    chips.resize(420, 200)
    words = citations.label(cited, {"evidence/a.pdf": LONG})
    chips.show_items((ChipItem(words, 1, begins_with_place=True),))
    shown = part(chips, QWidget, "chips-1-press").property("text")
    assert "p. 3" in shown
    assert "twelve" in shown


def test_beside_a_wide_table_words_keep_the_width_of_the_pane(qtbot: QtBot, open_file: Opener) -> None:
    flow = open_file("office/test.xlsx").flow
    flow.window().resize(260, 500)
    qtbot.waitUntil(lambda: flow.horizontalScrollBar().maximum() > 0)
    document = flow.document()
    heading = document.find("Sheet1").block()
    assert document.documentLayout().blockBoundingRect(heading).width() <= flow.viewport().width()


def test_a_slim_reader_shows_whole_words_on_its_buttons(qtbot: QtBot, four_pages: DocumentReader) -> None:
    four_pages.panel.show()
    four_pages.resize(260, 500)

    def shown_whole() -> None:
        shown = [tool for tool in four_pages.bar.findChildren(QToolButton) if tool.isVisible()]
        widths = [(tool.objectName(), tool.width(), tool.sizeHint().width()) for tool in shown]
        assert len(shown) >= 3
        assert [each for each in widths if each[1] < min(each[2], 120)] == []

    qtbot.waitUntil(shown_whole)
    shown = [tool for tool in four_pages.bar.findChildren(QToolButton) if tool.isVisible()]
    assert shown[0].text() == text("ui.reader.back_sign")
    assert shown[0].accessibleName().startswith("Back to the list")
    assert not four_pages.panel.isVisible()
