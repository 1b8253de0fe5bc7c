"""Right-to-left and East Asian text is searched and copied; covers are pressed where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.views.reader.document_reader import DocumentReader

    Opener = Callable[[str], DocumentReader]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pdf/habibi.pdf", "حبيبي"),
        ("pdf/hebrew_mirrored.pdf", "בנימין"),
        ("office/testRTFJapanese.rtf", "ゾルゲ"),
        ("office/arabic_align.docx", "تجربة"),
    ],
)
def test_words_of_other_scripts_are_found(qtbot: QtBot, open_file: Opener, name: str, words: str) -> None:
    reader = open_file(name)
    reader.start_search()
    reader.panel.field.setText(words)
    qtbot.waitUntil(lambda: bool(reader.marks._hits), timeout=20_000)


def test_words_from_right_to_left_are_selected_and_copied(qtbot: QtBot, open_file: Opener) -> None:
    reader = open_file("pdf/habibi.pdf")
    qtbot.waitUntil(lambda: 1 in reader.canvas.texts, timeout=20_000)
    QTest.keyClick(reader.canvas, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "حَبيبي" in QGuiApplication.clipboard().text()


class Cover:
    """What the workspace remembers of a covered area without words."""

    part_id, place, rect, start, end = 7, 1, (100.0, 300.0, 300.0, 400.0), None, None


def test_a_cover_is_pressed_where_it_lies_and_listed_to_be_uncovered(qtbot: QtBot, four_pages: DocumentReader) -> None:
    four_pages.marks.show_private((Cover(),))
    canvas = four_pages.canvas
    x0, y0, x1, y1 = canvas.layout_of_pages.to_view(1, Cover.rect)
    at = QPoint(round((x0 + x1) / 2), round((y0 + y1) / 2) - canvas.verticalScrollBar().value())
    with qtbot.waitSignal(four_pages.cover_chosen) as chosen:
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert chosen.args == [7]
    (offered,) = four_pages.bar._covers.actions()
    assert offered.text() == "p. 1  an area"
    with qtbot.waitSignal(four_pages.uncover_wanted) as wanted:
        offered.trigger()
    assert wanted.args == [7]
