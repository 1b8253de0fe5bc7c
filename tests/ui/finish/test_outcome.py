"""The outcome is hidden until everything is judged; then it stands there with its reasons and the letter's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from reviewer.review.judgment import PrivateNotes
from reviewer.vocabulary import Cell
from tests.judged import MIXED, STRONG
from ui.models.case_places import CasePlace
from ui.models.outcome import Lead
from ui.plain_text import PlainLabel
from ui.views.outcome.leads import MADE_AT_ONCE, LeadList, LeadRow
from ui.views.outcome.page import OutcomePage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

    Go = Callable[[MainWindow, CaseKey, str], CaseScreen]


def page_of(screen: CaseScreen) -> OutcomePage:
    page = screen.findChild(OutcomePage)
    assert page is not None
    return page


def leads(screen: CaseScreen, name: str) -> LeadList:
    found = screen.findChild(LeadList, name)
    assert found is not None
    return found


def test_until_everything_is_judged_only_what_is_missing_shows(declared_window: MainWindow, at_step: Go) -> None:
    screen = at_step(declared_window, MIXED, "outcome")
    assert page_of(screen).pane.sentence == "Not everything is judged yet."
    assert len(leads(screen, "outcome-missing").rows) == 29 + 7
    for name in ("outcome-needed", "outcome-advised"):
        assert leads(screen, name).isHidden()
    assert page_of(screen).pane.explanation.isHidden()
    assert page_of(screen).pages.sheets.pages == ()


def test_long_lists_are_made_a_few_rows_at_a_time(qtbot: QtBot) -> None:
    listed = LeadList("listed", "What is missing", None)  # type: ignore[arg-type]
    qtbot.addWidget(listed)
    listed.show_leads(tuple(Lead(f"No. {place}", CasePlace("judge")) for place in range(3 * MADE_AT_ONCE + 1)))
    assert len(listed.findChildren(LeadRow)) == MADE_AT_ONCE
    qtbot.waitUntil(lambda: len(listed.findChildren(LeadRow)) == 3 * MADE_AT_ONCE + 1)
    assert [row.lead.words for row in listed.rows] == [f"No. {place}" for place in range(3 * MADE_AT_ONCE + 1)]


def test_other_sentences_take_the_place_of_those_still_to_be_made(qtbot: QtBot) -> None:
    listed = LeadList("listed", "What is missing", None)  # type: ignore[arg-type]
    qtbot.addWidget(listed)
    listed.show_leads(tuple(Lead(f"No. {place}", CasePlace("judge")) for place in range(3 * MADE_AT_ONCE)))
    listed.show_leads((Lead("The last", CasePlace("ethics")),))
    assert [row.lead.words for row in listed.rows] == ["The last"]
    listed.show_leads(())
    assert listed.rows == ()


def test_what_is_missing_leads_to_its_cell(qtbot: QtBot, declared_window: MainWindow, at_step: Go) -> None:
    screen = at_step(declared_window, MIXED, "outcome")
    row = next(row for row in leads(screen, "outcome-missing").rows if row.lead.place.cell == Cell("p2", 6))
    QTest.mouseClick(row.go, Qt.MouseButton.LeftButton)
    assert screen.pages.step == "judge"
    assert screen.pages.workbench.cell == Cell("p2", 6)


def test_a_missing_ethics_answer_leads_to_ethics(qtbot: QtBot, declared_window: MainWindow, at_step: Go) -> None:
    screen = at_step(declared_window, MIXED, "outcome")
    row = next(row for row in leads(screen, "outcome-missing").rows if row.lead.place.step == "ethics")
    QTest.keyClick(row.go, Qt.Key.Key_Space)
    assert screen.pages.step == "ethics"


def test_a_doubt_hides_the_outcome_again(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "outcome")
    page = page_of(screen)
    qtbot.waitUntil(lambda: bool(page.pages.sheets.pages), timeout=10_000)
    with qtbot.waitSignal(screen.session.saved, timeout=10_000):
        screen.session.choose_notes(Cell("p3", 1), PrivateNotes(comes_back=True))
    screen.session.reload()
    qtbot.waitUntil(lambda: not leads(screen, "outcome-missing").isHidden(), timeout=10_000)
    (row,) = leads(screen, "outcome-missing").rows
    assert row.lead.place.cell == Cell("p3", 1)
    assert page.pages.sheets.pages == ()


def test_the_outcome_is_a_sentence_with_needed_and_advised_apart(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "outcome")
    assert "ask the candidate for more" in page_of(screen).pane.sentence
    needed, advised = leads(screen, "outcome-needed"), leads(screen, "outcome-advised")
    assert [row.lead.place.cell for row in needed.rows] == [Cell("p1", 3)]
    assert [row.lead.place.cell for row in advised.rows] == [Cell("p2", 10), Cell("p2", 6)]
    assert leads(screen, "outcome-missing").isHidden()
    assert screen.findChild(PlainLabel, "outcome-needed-1-badge").text() == "assumed"  # type: ignore[union-attr] # there


def test_standards_with_nothing_to_spare_are_named(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "outcome")
    spare = screen.findChild(PlainLabel, "outcome-spare")
    assert spare is not None
    assert "6 Cause (2 of 2)" in spare.text()
    assert "3 Value" not in spare.text()


def test_what_would_change_it_stays_hidden_until_signed(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "outcome")
    changes = screen.findChild(PlainLabel, "outcome-changes")
    assert changes is not None
    assert changes.isHidden()


def test_the_tree_leads_from_rules_to_their_places(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "outcome")
    tree = page_of(screen).pane.explanation.tree
    qtbot.waitUntil(tree.isVisible, timeout=10_000)
    groups = [tree.model().index(row, 0) for row in range(tree.model().rowCount())]
    assert [group.data() for group in groups] == ["What stands in the way", "What holds"]
    assert [tree.isExpanded(group) for group in groups] == [True, False]
    failing = tree.model().index(0, 0, groups[0])
    tree.setCurrentIndex(failing)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert "Add Value in project 1: Not met" in tree.currentIndex().data()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert screen.pages.step == "judge"
    assert screen.pages.workbench.cell == Cell("p1", 3)


def test_the_explanation_is_saved_as_a_page(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go, tmp_path: Path
) -> None:
    block = page_of(at_step(judged_window, MIXED, "outcome")).pane.explanation
    qtbot.waitUntil(block.isVisible, timeout=10_000)
    action = block.findChild(QAction, "explanation-save")
    assert action is not None
    action.trigger()
    qtbot.waitUntil(lambda: block.findChild(QFileDialog, "explanation-dialog") is not None, timeout=10_000)
    out = tmp_path / "why.pdf"
    block.findChild(QFileDialog, "explanation-dialog").reject()  # type: ignore[union-attr] # it is there
    block.save_to(str(out))
    qtbot.waitUntil(out.exists, timeout=10_000)
    assert out.read_bytes().startswith(b"%PDF")
    assert block.isVisible()


def test_beside_it_stand_the_letters_real_pages(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    page = page_of(at_step(judged_window, MIXED, "outcome"))
    qtbot.waitUntil(lambda: page.pages.sheets.is_sharp, timeout=20_000)
    names = [sheet.accessibleName() for sheet in page.pages.sheets.pages]
    assert names[0] == f"Page 1 of {len(names)} of the letter"
    image = page.pages.sheets.pages[0].grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(20, image.width(), 5) for y in range(20, image.height(), 5)}
    assert len(colors) > 5


def test_larger_pages_are_drawn_anew_and_sharp(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    page = page_of(at_step(judged_window, MIXED, "outcome"))
    sheets = page.pages.sheets
    qtbot.waitUntil(lambda: sheets.is_sharp, timeout=20_000)
    before = sheets.pages[0].pixel_width
    larger = judged_window.findChild(QPushButton, "outcome-letter-larger")
    assert larger is not None
    QTest.mouseClick(larger, Qt.MouseButton.LeftButton)
    assert not sheets.is_sharp
    qtbot.waitUntil(lambda: sheets.is_sharp, timeout=20_000)
    assert sheets.pages[0].pixel_width > before


def test_one_case_never_shows_another_cases_letter(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    page = page_of(at_step(judged_window, MIXED, "outcome"))
    screen = at_step(judged_window, STRONG, "outcome")
    qtbot.waitUntil(lambda: page.pages.sheets.is_sharp, timeout=20_000)
    assert "certify" in page.pane.sentence
    assert page.pages.letter_key == screen.session.key == STRONG


def test_the_way_on_leads_to_signing(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, STRONG, "outcome")
    on = screen.findChild(QPushButton, "outcome-sign")
    assert on is not None
    QTest.mouseClick(on, Qt.MouseButton.LeftButton)
    assert screen.pages.step == "sign"


def test_locking_takes_outcome_and_letter_away(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    page = page_of(at_step(judged_window, STRONG, "outcome"))
    qtbot.waitUntil(lambda: bool(page.pages.sheets.pages), timeout=20_000)
    judged_window.actions_of_window.action("lock").trigger()
    assert page.pages.sheets.pages == ()
    assert page.pages.letter_key is None
