"""Words to read stay plain text, in a calm column, however long and however hostile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from reviewer.vocabulary import Cell
from tests.ui.case.builders import sheet
from ui.models.reading_texts import (
    Part,
    Passage,
    attestation_passages,
    claim_passages,
    project_passages,
    standard_passages,
)
from ui.views.case.reading_text import ReadingText

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def reading(qtbot: QtBot) -> ReadingText:
    made = ReadingText("words", None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def shown(reading: ReadingText, words: str) -> str:
    reading.show_passages((Passage(Part.WORDS, words),))
    return reading.toPlainText()


# What is shown ----------------------------------------------------------------------------


def test_a_claim_stands_with_its_standard_project_words_and_citations() -> None:
    parts = [passage.words for passage in claim_passages(sheet(), Cell("p1", 6))]
    assert parts[:2] == ["6 Determine Cause", "1 Project 1 of case 1"]
    assert parts[2].startswith("Case 1 project p1 Standard 6")
    assert parts[3] == "Cites p1/study.pdf, page 3"


def test_a_standard_that_is_not_claimed_says_so() -> None:
    absent = claim_passages(sheet(), Cell("p3", 9))[-1]
    assert absent == Passage(Part.ABSENT, "The candidate makes no claim for this Standard in this project.")


def test_a_whole_project_is_one_text_in_the_order_of_the_standards() -> None:
    passages = project_passages(sheet(), "p3")
    assert [passage.anchor.standard for passage in passages if passage.anchor] == list(range(1, 11))
    assert passages[1].words == "Client 3 (external client) · Apr 2023 to May 2024\nConsultant"


def test_one_standard_is_shown_in_all_projects() -> None:
    passages = standard_passages(sheet(), 6)
    assert [passage.anchor for passage in passages if passage.anchor] == [Cell(f"p{n}", 6) for n in (1, 2, 3)]


def test_an_attestation_says_who_when_and_what_is_confirmed_and_what_not() -> None:
    words = "\n".join(passage.words for passage in attestation_passages(sheet(), "p1"))
    for line in (
        "Henrietta Obafemi-Strand",
        "client · Larchmere Home Credit",
        "signed 11 Jun 2024",
        "Knew the work Jun 2021 to today",
        "The account is right.",
        "Confirms: 1\N{NO-BREAK SPACE}Outcomes, 2\N{NO-BREAK SPACE}Systems, 4\N{NO-BREAK SPACE}Partners",
        "Cannot confirm: 3\N{NO-BREAK SPACE}Value",
        "Leaves open: 10\N{NO-BREAK SPACE}Results",
    ):
        assert line in words


def test_what_does_not_exist_has_no_words() -> None:
    assert claim_passages(sheet(), Cell("p9", 1)) == project_passages(sheet(), "p9") == ()
    assert attestation_passages(sheet(), "p9") == ()


# How it is shown --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>bold</b>",
        "<img src='file:///etc/hostname'>",
        "<script>a()</script>",
        "&lt;x&gt; &amp;",
        "<!DOCTYPE html><p>x",
    ],
)
def test_html_is_shown_as_it_is_written(reading: ReadingText, hostile: str) -> None:
    assert shown(reading, hostile) == hostile


def test_every_injection_sample_is_shown_as_it_is_written(reading: ReadingText, shared_data: Path) -> None:
    samples = [path.read_text(encoding="utf-8", errors="replace") for path in (shared_data / "text").glob("*.txt")]
    lines = [line.strip().replace("\r", "") for sample in samples for line in sample.split("\n")]
    written = [line for line in lines if line and line.isprintable()]
    assert written
    assert [words for words in written if shown(reading, words) != words] == []


def test_signs_that_turn_or_hide_words_are_visible(reading: ReadingText) -> None:
    assert shown(reading, "invoice\u202egpj.exe") == "invoice\N{REPLACEMENT CHARACTER}gpj.exe"
    assert shown(reading, "a\x07b") == "a\N{REPLACEMENT CHARACTER}b"
    assert shown(reading, "مرحبا שלום") == "مرحبا שלום"


def test_nothing_is_ever_loaded(reading: ReadingText) -> None:
    document = reading.document()
    assert document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/hostname")) is None


def test_words_are_copied_as_plain_text(reading: ReadingText) -> None:
    shown(reading, "one <b>two</b>")
    reading.selectAll()
    copied = reading.createMimeDataFromSelection()
    assert copied.formats() == ["text/plain"]
    assert copied.text() == "one <b>two</b>"


def test_words_can_be_read_and_not_written(reading: ReadingText, qtbot: QtBot) -> None:
    shown(reading, "untouched")
    QTest.keyClicks(reading, "x")
    assert reading.toPlainText() == "untouched"


def test_a_line_has_at_most_78_letters(reading: ReadingText) -> None:
    sentence = "The manager asked for a course, and we looked first at the reasons why people left their work. "
    reading.resize(1600, 800)
    shown(reading, sentence * 60)
    layout = reading.document().begin().layout()
    assert layout.lineCount() > 10
    assert max(layout.lineAt(line).textLength() for line in range(layout.lineCount())) <= 78 + 1


def test_a_line_is_one_and_a_half_letters_high(reading: ReadingText) -> None:
    shown(reading, "words " * 200)
    line = reading.document().begin().layout().lineAt(0)
    assert line.height() >= reading.document().begin().charFormat().font().pointSizeF() * 1.3


def test_paragraphs_stay_apart_and_line_ends_stay(reading: ReadingText) -> None:
    assert shown(reading, "one\ntwo\n\nthree") == "one\ntwo\nthree"
    assert reading.document().blockCount() == 2


def test_a_very_long_text_comes_in_slices_and_whole(reading: ReadingText, qtbot: QtBot) -> None:
    words = "word " * 40_000
    reading.show_passages((Passage(Part.TITLE, "6 Cause"), Passage(Part.WORDS, words)))
    assert not reading.is_whole
    assert reading.toPlainText().startswith("6 Cause\nword")
    qtbot.waitUntil(lambda: reading.is_whole)
    assert reading.toPlainText().split("\n", 1)[1].replace("\n", " ").split() == words.split()


def test_a_text_without_any_space_is_cut_only_on_the_screen(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_passages((Passage(Part.WORDS, "x" * 200_000),))
    qtbot.waitUntil(lambda: reading.is_whole)
    assert reading.toPlainText().replace("\n", "") == "x" * 200_000


def test_other_words_take_the_place_of_those_still_coming(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_passages((Passage(Part.WORDS, "old " * 50_000),))
    reading.show_passages((Passage(Part.WORDS, "new"),))
    qtbot.waitUntil(lambda: reading.is_whole)
    assert reading.toPlainText() == "new"


def test_the_place_is_kept_until_the_words_are_there(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_passages((Passage(Part.WORDS, "word " * 40_000),))
    reading.scroll_to(30_000)
    qtbot.waitUntil(lambda: reading.verticalScrollBar().value() == 30_000)


def test_a_claim_in_a_long_project_is_brought_up(reading: ReadingText, qtbot: QtBot) -> None:
    reading.show_passages(project_passages(sheet(words=2_000), "p1"))
    reading.scroll_to_cell(Cell("p1", 9))
    qtbot.waitUntil(lambda: reading.is_whole)
    top = reading.cursorForPosition(reading.viewport().rect().topLeft()).block()
    following = {top.text(), top.next().text()}
    assert "9 Implement Solutions" in following


def test_a_change_of_looks_keeps_words_and_place(reading: ReadingText, qtbot: QtBot) -> None:
    shown(reading, "word " * 2_000)
    reading.scroll_to(100)
    reading.changeEvent(QEvent(QEvent.Type.FontChange))
    assert reading.verticalScrollBar().value() == 100
    assert reading.toPlainText().startswith("word word")


def test_tab_leaves_the_words(reading: ReadingText) -> None:
    assert reading.tabChangesFocus()
    assert reading.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_words_set_in_a_field_that_is_still_low_begin_at_the_top(qtbot: QtBot) -> None:
    made = ReadingText("words", None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(400, 20)
    made.show()
    made.show_passages((Passage(Part.TITLE, "6 Determine Cause " * 12), Passage(Part.WORDS, "Words. " * 400)))
    assert made.verticalScrollBar().value() == 0
    made.resize(420, 24)
    made.resize(400, 300)
    qtbot.waitExposed(made)
    assert made.verticalScrollBar().value() == 0
