"""A case on the screen, from the declaration to the last criterion, without the mouse where wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTabBar

from reviewer.errors import DiskFullError, JudgmentRefusedError
from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.vocabulary import Cell
from tests.ui.case.builders import CaseBook, key
from tests.ui.case.finding import click, focused, part, press, standings, visible_words
from tests.ui.case.runners import IdleRunner
from ui.settings import LayoutSettings
from ui.views.case.screen import CaseScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.case.conftest import QuietWorkspace

FIRST = Cell("p1", 1)


# Opening ----------------------------------------------------------------------------------


def undeclared(qtbot: QtBot, workspace: QuietWorkspace) -> tuple[CaseScreen, CaseBook]:
    book = CaseBook.of(1, is_declared=False)
    made = CaseScreen(workspace, LayoutSettings(), runner=IdleRunner(book))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1280, 752)
    made.show()
    with qtbot.waitSignal(made.titled, check_params_cb=lambda title: title == "Candidate 1"):
        made.show_case(key(1))
    return made, book


def test_before_the_declaration_only_names_are_shown(qtbot: QtBot, workspace: QuietWorkspace) -> None:
    screen, _ = undeclared(qtbot, workspace)
    words = visible_words(screen)
    assert "Henrietta Obafemi-Strand" in words
    for hidden in ("Project 1", "Standard", "CPT"):
        assert hidden not in words
    assert not part(screen, QTabBar, "step-tabs").isVisible()
    assert not any(screen.can(action) for action in screen.handlers())


def test_without_a_conflict_the_case_opens_before_judging(qtbot: QtBot, workspace: QuietWorkspace) -> None:
    screen, book = undeclared(qtbot, workspace)
    with qtbot.waitSignal(screen.session.documents_listed):
        press(screen, Qt.Key.Key_Space)
    assert screen.pages.step == "before"
    assert book.records[key(1)].declarations[0].kind == "none"


def test_a_conflict_closes_the_case(qtbot: QtBot, workspace: QuietWorkspace) -> None:
    screen, _ = undeclared(qtbot, workspace)
    screen.session.declare("family", "")
    qtbot.waitUntil(lambda: "This case is closed to you" in visible_words(screen))
    assert not screen.pages.is_open
    assert "Henrietta" not in visible_words(screen)


def test_the_steps_say_how_they_stand(screen: CaseScreen) -> None:
    assert standings(screen) == ["Before judging 2 ✕", "Read", "Judge 0/29", "Ethics 0/7", "Office"]


def test_the_header_is_told_the_case(qtbot: QtBot, screen: CaseScreen) -> None:
    with qtbot.waitSignal(screen.titled) as titled:
        screen.enter()
    assert titled.args == ["Candidate 1 · CPT 2013 initial · due 25 Sep · certification · revision 1"]


def test_the_time_of_the_last_save_is_not_shown_on_another_case(qtbot: QtBot, screen: CaseScreen) -> None:
    with qtbot.waitSignal(screen.saved) as saved:
        screen.show_case(key(2))
    assert saved.args == [""]


# Judging ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letter", "level"),
    [
        (Qt.Key.Key_M, "met"),
        (Qt.Key.Key_P, "partly_met"),
        (Qt.Key.Key_N, "not_met"),
        (Qt.Key.Key_O, "nothing_shown"),
        (Qt.Key.Key_X, "not_applicable"),
    ],
)
def test_a_letter_sets_the_level_and_is_saved_as_a_draft(
    qtbot: QtBot, judging: CaseScreen, book: CaseBook, letter: Qt.Key, level: str
) -> None:
    with qtbot.waitSignal(judging.saved):
        press(judging, letter)
    assert book.records[key(1)].drafts[FIRST].text == JudgmentText(level=level)
    assert book.records[key(1)].judgments == {}


def test_the_same_letter_again_does_nothing(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    with qtbot.waitSignal(judging.saved):
        press(judging, Qt.Key.Key_M)
    book.calls.clear()
    press(judging, Qt.Key.Key_M)
    judging.session.flush()
    assert book.calls == []


@pytest.mark.parametrize("clearing", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_takes_the_level_back(qtbot: QtBot, judging: CaseScreen, book: CaseBook, clearing: Qt.Key) -> None:
    with qtbot.waitSignal(judging.saved):
        press(judging, Qt.Key.Key_M)
    press(judging, clearing)
    qtbot.waitUntil(lambda: book.records[key(1)].drafts == {})
    assert judging.pages.workbench.rubric.levels.chosen is None


def test_a_criterion_takes_a_letter_enter_words_and_done(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    press(judging, Qt.Key.Key_N)
    press(judging, Qt.Key.Key_Return)
    assert focused(judging).objectName() == "finding"
    QTest.keyClicks(focused(judging), "No measure, no method.")
    with qtbot.waitSignal(judging.session.closed):
        press(judging, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert book.records[key(1)].judgments[FIRST].text == JudgmentText("not_met", "No measure, no method.")
    assert judging.pages.workbench.cell == Cell("p1", 2)
    # The next letter sets the next level: no click, no key between.
    press(judging, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: Cell("p1", 2) in book.records[key(1)].drafts)
    assert standings(judging)[2] == "Judge 1/29"


def test_a_whole_project_is_judged_with_two_keys_a_criterion(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    for _ in range(10):
        press(judging, Qt.Key.Key_M)
        with qtbot.waitSignal(judging.session.closed):
            press(judging, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert set(book.records[key(1)].judgments) == {Cell("p1", standard) for standard in range(1, 11)}
    assert judging.pages.workbench.cell == Cell("p2", 1)


def test_quick_keys_never_reach_the_criterion_that_is_being_closed(
    qtbot: QtBot, judging: CaseScreen, book: CaseBook
) -> None:
    session, bench = judging.session, judging.pages.workbench
    press(judging, Qt.Key.Key_N)
    press(judging, Qt.Key.Key_Return)
    QTest.keyClicks(focused(judging), "No measure, no method.")
    with qtbot.assertNotEmitted(session.closed):
        for number in range(2, 11):
            press(judging, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            assert bench.cell == Cell("p1", number)
            press(judging, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(book.records[key(1)].judgments) == 9)
    qtbot.waitUntil(lambda: set(book.records[key(1)].drafts) == {Cell("p1", 10)})
    levels = [book.records[key(1)].judgments[Cell("p1", number)].text.level for number in range(1, 10)]
    assert levels == ["not_met", *["met"] * 8]


def test_a_criterion_that_could_not_be_closed_is_led_back_to(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    with qtbot.waitSignal(judging.saved):
        press(judging, Qt.Key.Key_M)
    book.fails = JudgmentRefusedError("p1:1", reason="Something asks for words.", field="finding")
    with qtbot.waitSignal(judging.session.refused):
        press(judging, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert judging.pages.workbench.cell == FIRST
    assert judging.pages.workbench.rubric.texts.reason("finding") == "Something asks for words."


def test_letters_in_a_text_are_letters(qtbot: QtBot, judging: CaseScreen) -> None:
    press(judging, Qt.Key.Key_Return)
    QTest.keyClicks(focused(judging), "mpnox")
    assert judging.pages.workbench.rubric.levels.chosen is None
    assert part(judging, QPlainTextEdit, "finding").toPlainText() == "mpnox"
    press(judging, Qt.Key.Key_Escape)
    press(judging, Qt.Key.Key_P)
    assert judging.pages.workbench.rubric.levels.chosen == "partly_met"


def test_letters_work_with_the_focus_on_the_words(qtbot: QtBot, judging: CaseScreen) -> None:
    judging.pages.workbench.reading.focus_words()
    press(judging, Qt.Key.Key_M)
    assert judging.pages.workbench.rubric.levels.chosen == "met"


@pytest.mark.parametrize(
    ("pressed", "modifier", "cell"),
    [
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, Cell("p1", 2)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier, Cell("p1", 2)),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, FIRST),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier, FIRST),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, Cell("p2", 1)),
    ],
    ids=str,
)
def test_keys_go_from_cell_to_cell(
    judging: CaseScreen, pressed: Qt.Key, modifier: Qt.KeyboardModifier, cell: Cell
) -> None:
    press(judging, pressed, modifier)
    assert judging.pages.workbench.cell == cell


def test_looking_at_every_cell_records_nothing(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    before = dict(book.records)
    for step in ("before", "read", "judge", "ethics"):
        judging.pages.go_to_step(step)
        for cell in [row.cell for row in judging.session.sheet.cells]:  # type: ignore[union-attr]
            judging.pages.workbench.go_to(cell)
    judging.save_now()
    qtbot.waitUntil(lambda: key(1) in book.places)
    assert book.records == before


def test_a_refused_criterion_stays_and_says_why_at_the_field(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    press(judging, Qt.Key.Key_N)
    with qtbot.waitSignal(judging.session.refused):
        press(judging, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reason = judging.pages.workbench.rubric.texts.reason("finding")
    assert reason == "“Not met” needs a reason, for the file or for the candidate; one line is enough."
    assert judging.pages.workbench.cell == FIRST
    assert book.records[key(1)].judgments == {}


def test_an_address_that_the_candidate_would_read_is_told_at_its_field(
    qtbot: QtBot, judging: CaseScreen, book: CaseBook
) -> None:
    texts = judging.pages.workbench.rubric.texts
    press(judging, Qt.Key.Key_M)
    texts.focus("remedy")
    texts.field("remedy").insertPlainText("Write to office@body.example.")
    with qtbot.waitSignal(judging.session.refused):
        press(judging, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts.reason("remedy").startswith("An e-mail address stands in what would satisfy")
    assert book.records[key(1)].judgments == {}


def test_done_without_a_level_says_so_at_the_levels(qtbot: QtBot, judging: CaseScreen) -> None:
    with qtbot.waitSignal(judging.session.refused):
        judging.finish()
    assert judging.pages.workbench.rubric.levels.reason == "Choose a level first."


def test_what_is_typed_is_saved_when_the_cell_is_left(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    QTest.keyClicks(part(judging, QPlainTextEdit, "finding"), "words")
    assert "draft" not in book.calls
    judging.pages.workbench.go_to(Cell("p2", 2))
    qtbot.waitUntil(lambda: "draft" in book.calls)
    assert book.records[key(1)].drafts[FIRST].text.finding == "words"


def test_what_is_typed_is_saved_on_locking(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    QTest.keyClicks(part(judging, QPlainTextEdit, "finding"), "words")
    judging.save_now()
    judging.forget()
    qtbot.waitUntil(lambda: FIRST in book.records[key(1)].drafts)
    assert part(judging, QPlainTextEdit, "finding").toPlainText() == ""
    assert "Project 1" not in visible_words(judging)


def test_a_draft_says_that_it_is_not_in_the_journal_and_a_closed_one_that_it_is(
    qtbot: QtBot, judging: CaseScreen
) -> None:
    with qtbot.waitSignal(judging.saved):
        press(judging, Qt.Key.Key_M)
    standing = part(judging, QLabel, "rubric-standing")
    qtbot.waitUntil(lambda: "not yet in the journal" in standing.toolTip())
    with qtbot.waitSignal(judging.session.closed):
        judging.finish()
    judging.pages.workbench.go_to(FIRST)
    assert "in the journal" in standing.toolTip()
    assert standing.toolTip().startswith("<qt>Closed")


def test_a_failed_save_is_said_and_can_be_tried_again(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    book.fails = DiskFullError("case.reviewer")
    with qtbot.waitSignal(judging.session.save_failed):
        press(judging, Qt.Key.Key_M)
    assert "There is no room left on the disk" in judging.message.words
    book.fails = None
    with qtbot.waitSignal(judging.saved):
        click(judging, "case-message-act")
    assert judging.message.words == ""


def test_doubts_are_counted_and_can_be_gone_through(qtbot: QtBot, judging: CaseScreen) -> None:
    assert not part(judging, QPushButton, "doubts").isVisible()
    for cell in (Cell("p1", 3), Cell("p2", 6)):
        judging.session.choose_notes(cell, PrivateNotes(comes_back=True))
    assert part(judging, QPushButton, "doubts").text() == "2 doubts"
    click(judging, "doubts")
    assert judging.pages.workbench.cell == Cell("p1", 3)
    judging.handlers()["next_doubt"]()
    assert judging.pages.workbench.cell == Cell("p2", 6)
    judging.handlers()["next_doubt"]()
    assert judging.pages.workbench.cell == Cell("p1", 3)


def test_single_letters_can_be_switched_off(judging: CaseScreen, book: CaseBook) -> None:
    settings = LayoutSettings()
    settings.has_typed_keys = False
    try:
        press(judging, Qt.Key.Key_M)
        press(judging, Qt.Key.Key_Delete)
        assert "draft" not in book.calls
        press(judging, Qt.Key.Key_Return)
        assert focused(judging).objectName() == "finding"
    finally:
        settings.has_typed_keys = True


def test_undo_goes_back_to_the_level_before_and_never_to_that_of_another_cell(
    qtbot: QtBot, judging: CaseScreen, book: CaseBook
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    for letter in (Qt.Key.Key_M, Qt.Key.Key_N):
        with qtbot.waitSignal(judging.saved):
            press(judging, letter)
    press(judging, Qt.Key.Key_Z, control)
    qtbot.waitUntil(lambda: book.records[key(1)].drafts[FIRST].text == JudgmentText(level="met"))
    press(judging, Qt.Key.Key_PageDown)
    press(judging, Qt.Key.Key_Z, control)
    assert judging.pages.workbench.rubric.levels.chosen is None
    press(judging, Qt.Key.Key_PageUp)
    assert judging.pages.workbench.rubric.levels.chosen == "met"
