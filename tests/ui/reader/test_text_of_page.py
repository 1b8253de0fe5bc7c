"""The text of a page, for a screen reader and for whoever likes it larger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest

from ui.models.page_selection import Selection, Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.views.reader.document_reader import DocumentReader


def test_the_text_of_a_page_has_an_interface_that_is_read_and_stays_in_step(
    qtbot: QtBot, four_pages: DocumentReader
) -> None:
    four_pages.canvas.select(Selection(Spot(1, 5), Spot(1, 12)))
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_F4)
    shown, written = four_pages.page_words.words, four_pages.canvas.texts[1].text
    qtbot.waitUntil(shown.hasFocus)
    read = QAccessible.queryAccessibleInterface(shown)
    assert read.text(QAccessible.Text.Name) == "Text of page 1"
    assert read.textInterface().text(0, 40) == written[:40]
    assert shown.textCursor().selectedText() == written[5:12]
    four_pages.turn_pages(1)
    qtbot.waitUntil(lambda: 2 in four_pages.canvas.texts and shown.accessibleName() == "Text of page 2")
    assert shown.toPlainText()[:20] == four_pages.canvas.texts[2].text[:20]


def test_words_selected_in_the_text_of_a_page_are_filed(qtbot: QtBot, four_pages: DocumentReader) -> None:
    QTest.keyClick(four_pages.canvas, Qt.Key.Key_F4)
    shown, written = four_pages.page_words.words, four_pages.canvas.texts[1].text
    cursor = shown.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(9, QTextCursor.MoveMode.KeepAnchor)
    shown.setTextCursor(cursor)
    assert four_pages.canvas.selection == Selection(Spot(1, 3), Spot(1, 9))
    with qtbot.waitSignal(four_pages.filing_wanted) as filed:
        QTest.keyClick(shown, Qt.Key.Key_4)
    (one,) = filed.args[1]
    assert (filed.args[0], one.quote) == (4, written[3:9])
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert four_pages.canvas.hasFocus()


def test_alt_up_leads_from_flowing_words_to_the_list(qtbot: QtBot, open_file: Callable[[str], DocumentReader]) -> None:
    reader = open_file("text/RSNAKE_XSS.txt")
    reader.flow.setFocus()
    qtbot.waitUntil(reader.flow.hasFocus)
    with qtbot.waitSignal(reader.list_wanted):
        QTest.keyClick(reader.flow, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
