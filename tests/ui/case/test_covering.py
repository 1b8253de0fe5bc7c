"""Covering personal data in documents, telling the office, and names that are to be kept confidential."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from reviewer.review.sheet_rows import HintWords
from reviewer.workflow.viewing import hits_in
from tests.ui.case.finding import click, part
from tests.ui.case.reading import NOTES, cited, open_notes
from ui.session.alerting import AlertOfPrivate
from ui.views.case.reading_text import ReadingText

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.case.builders import CaseBook
    from ui.views.case.screen import CaseScreen


def test_private_words_are_covered_and_told(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    open_notes(qtbot, desk)
    bench = desk.pages.workbench
    reader = bench.reading.documents.reader
    reader.flow.setTextCursor(reader.flow.document().find("Another"))
    reader.choice_made.emit("private_area")
    qtbot.waitUntil(lambda: bool(book.evidence.covers.get(NOTES)))
    qtbot.waitUntil(bench.reading.alert.isVisible)
    assert reader.flow.toPlainText() == "One thing.\n███████ thing."
    cursor = reader.flow.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    reader.flow.setTextCursor(cursor)
    QTest.keyClick(reader.flow, Qt.Key.Key_1)
    reader.flow.keys.drop()
    assert cited(desk, 1) == ()


def cover_another(qtbot: QtBot, screen: CaseScreen) -> None:
    open_notes(qtbot, screen)
    reading = screen.pages.workbench.reading
    reader = reading.documents.reader
    reader.flow.setTextCursor(reader.flow.document().find("Another"))
    reader.choice_made.emit("private_area")
    qtbot.waitUntil(reading.alert.isVisible)


def test_the_office_is_alerted_of_what_was_covered(qtbot: QtBot, desk: CaseScreen) -> None:
    cover_another(qtbot, desk)
    alert = desk.pages.workbench.reading.alert
    QTest.keyClicks(alert.field, "a name")
    with qtbot.waitSignal(desk.session.ruled) as ruled:
        QTest.keyClick(alert.field, Qt.Key.Key_Return)
    told = ruled.args[0]
    assert isinstance(told, AlertOfPrivate)
    assert (told.path, told.place, told.words, told.covered) == (NOTES, 2, "a name", "Another")
    assert alert.isHidden()
    assert "next package" in desk.pages.workbench.reading.filed_line.words


def test_covering_is_undone_by_keys(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    cover_another(qtbot, desk)
    reading = desk.pages.workbench.reading
    QTest.keyClick(desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not book.evidence.covers[NOTES])
    qtbot.waitUntil(lambda: "Another" in reading.documents.reader.flow.toPlainText())
    assert reading.alert.isHidden()


def test_what_is_covered_is_uncovered_by_the_menu_and_covered_again(
    qtbot: QtBot, desk: CaseScreen, book: CaseBook
) -> None:
    cover_another(qtbot, desk)
    reading = desk.pages.workbench.reading
    (action,) = reading.documents.reader.bar._covers.actions()
    action.trigger()
    qtbot.waitUntil(lambda: not book.evidence.covers[NOTES])
    click(desk, "filed-act")
    qtbot.waitUntil(lambda: len(book.evidence.covers[NOTES]) == 1)
    qtbot.waitUntil(lambda: "███" in reading.documents.reader.flow.toPlainText())


def test_names_to_be_kept_are_marked_in_a_document(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    book.evidence.names[NOTES] = tuple(hits_in(None, "One thing.\nAnother thing.", "Another"))
    open_notes(qtbot, desk)
    reader = desk.pages.workbench.reading.documents.reader
    qtbot.waitUntil(lambda: [each.cursor.selectedText() for each in reader.flow.extraSelections()] == ["Another"])


def test_a_hint_on_a_name_leads_to_its_words(qtbot: QtBot, desk: CaseScreen, book: CaseBook) -> None:
    book.evidence.contents[NOTES] = b"One thing.\nAnother thing."
    reading = desk.pages.workbench.reading
    with qtbot.waitSignal(reading.documents.reader.shown, timeout=20_000):
        desk.desk.show_words(HintWords(NOTES, None, 11, 18))
    desk.desk.show_words(HintWords("narrative:p1:1", None, 0, 5))
    words = part(reading, ReadingText, "words-claim")
    assert len(words.textCursor().selectedText()) == 5
