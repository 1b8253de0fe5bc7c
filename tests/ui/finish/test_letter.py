"""The letter is saved as it is, and printed page by page after saying what printing leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from tests.judged import MIXED
from tests.ui.driving import find, press
from ui.views.letter import printing
from ui.views.outcome.page import OutcomePage
from ui.views.parts.sealed_text import SealedText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.session.letter_session import DrawnLetter
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen
    from ui.views.letter.pane import LetterPane

    Go = Callable[[MainWindow, CaseKey, str], CaseScreen]


@pytest.fixture
def pane(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> LetterPane:
    """The letter of the mixed case, drawn."""
    found = find(OutcomePage, at_step(judged_window, MIXED, "outcome"), "outcome-page").pages
    qtbot.waitUntil(lambda: found.sheets.is_sharp, timeout=20_000)
    return found


def choose(pane: LetterPane, what: str) -> None:
    action = pane.findChild(QAction, f"outcome-letter-{what}")
    assert action is not None
    action.trigger()


def test_the_letter_is_saved_as_pdf(qtbot: QtBot, pane: LetterPane, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    pane.save_to(str(out))
    qtbot.waitUntil(lambda: "letter.pdf" in pane.message.words, timeout=10_000)
    assert len(PdfReader(out).pages) == len(pane.sheets.pages)
    assert "not encrypted" in pane.message.words


def test_a_place_that_cannot_be_written_is_told_where_the_letter_is(
    qtbot: QtBot, pane: LetterPane, tmp_path: Path
) -> None:
    pane.save_to(str(tmp_path / "no-such-folder" / "letter.pdf"))
    qtbot.waitUntil(lambda: "no-such-folder" in pane.message.words, timeout=10_000)


def test_saving_asks_for_a_file_of_the_cases_name(pane: LetterPane) -> None:
    choose(pane, "save")
    dialog = find(QFileDialog, pane, "outcome-letter-dialog")
    assert dialog.selectedFiles()[0].endswith("CPT-2026-0102_r1.pdf")
    dialog.reject()


@pytest.mark.parametrize(("way", "kind"), [("print", QPrintDialog), ("preview", QPrintPreviewDialog)])
def test_before_printing_it_is_said_that_a_copy_may_stay(
    qtbot: QtBot, pane: LetterPane, way: str, kind: type[QDialog]
) -> None:
    choose(pane, way)
    assert "may keep a copy" in pane.message.words
    if way == "print":
        press(pane, "outcome-letter-message-act")
    qtbot.waitUntil(lambda: pane.findChild(kind) is not None, timeout=20_000)
    dialog = pane.findChild(kind)
    assert dialog is not None
    dialog.reject()


def test_every_page_goes_to_the_printer_in_its_own_size(
    qtbot: QtBot, pane: LetterPane, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[DrawnLetter] = []
    monkeypatch.setattr(printing.LetterPrinter, "_dialog", lambda *_given: None)
    choose(pane, "print")
    with qtbot.waitSignal(pane.session.drawn_for_print, timeout=20_000) as told:
        press(pane, "outcome-letter-message-act")
    drawn.append(told.args[0])
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.set_up(printer, drawn[0].pages, pane.session)
    pane.printer.paint(printer)
    printed = PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == len(pane.sheets.pages)
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [612, 792]
    assert "Kolminski" not in printer.docName()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_does_not_begin_is_told(pane: LetterPane, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no-such-folder" / "printed.pdf"))
    pane.printer.paint(printer)
    assert "did not take the letter" in pane.message.words


def test_without_a_print_system_the_pdf_is_offered(
    qtbot: QtBot, pane: LetterPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_given: object) -> None:
        raise ImportError

    monkeypatch.setattr(printing.LetterPrinter, "_dialog", none)
    choose(pane, "print")
    press(pane, "outcome-letter-message-act")
    qtbot.waitUntil(lambda: "no print system" in pane.message.words, timeout=20_000)


def test_closing_the_note_prints_nothing(qtbot: QtBot, pane: LetterPane) -> None:
    choose(pane, "print")
    press(pane, "outcome-letter-message-close")
    assert pane.message.words == ""
    assert pane.findChild(QPrintDialog) is None


def test_pages_that_cannot_be_drawn_are_told(qtbot: QtBot, pane: LetterPane, monkeypatch: pytest.MonkeyPatch) -> None:
    from reviewer.errors import DocumentUnreadableError
    from reviewer.workflow.pages import PagePainter

    def hung(*_given: object) -> None:
        raise DocumentUnreadableError("CPT-2026-0102@1.pdf", reason="drawing it took too long")

    monkeypatch.setattr(PagePainter, "letter_pages", hung)
    press(pane, "outcome-letter-larger")
    qtbot.waitUntil(lambda: "took too long" in pane.message.words, timeout=10_000)


def test_every_widget_of_the_letter_has_a_name(pane: LetterPane) -> None:
    unnamed = [
        child for child in pane.findChildren(QObject) if not child.objectName() and type(child).__module__[:3] == "ui."
    ]
    assert unnamed == []


def test_keys_of_the_window_save_preview_and_print_the_letter_where_it_is_shown(
    qtbot: QtBot, judged_window: MainWindow, pane: LetterPane
) -> None:
    actions = judged_window.actions_of_window
    for name in ("save_letter", "preview_letter", "print_letter"):
        assert actions.action(name).isEnabled()
    actions.action("print_letter").trigger()
    assert pane.message.isVisible()
    assert find(QPushButton, pane, "outcome-letter-message-act").hasFocus()
    actions.action("save_letter").trigger()
    dialog = find(QFileDialog, pane, "outcome-letter-dialog")
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    case = judged_window.screen_shown
    assert hasattr(case, "pages")
    case.pages.go_to_step("judge")
    assert not actions.action("preview_letter").isEnabled()


def test_where_no_letter_is_shown_the_same_keys_say_what_is_saved_and_where_it_is_printed(
    judged_window: MainWindow,
) -> None:
    judged_window.show_screen("inbox")
    for name, words in (("save_letter", "saved as you type"), ("print_letter", "Outcome and letter")):
        judged_window.actions_of_window.action(name).trigger()
        assert words in judged_window.message.words


def test_the_letter_can_be_read_as_text_that_a_screen_reader_reads(pane: LetterPane) -> None:
    words = find(SealedText, pane, "outcome-letter-words")
    press(pane, "outcome-letter-as_text")
    assert words.isVisible()
    read = QAccessible.queryAccessibleInterface(words).textInterface()
    assert "Kolminski" in read.text(0, read.characterCount())
    press(pane, "outcome-letter-as_text")
    assert pane.sheets.isVisible()
