"""Activities and milestones: one row at a time is ruled on by letters, and the sums follow at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from tests.ui.case.finding import click, part
from tests.ui.pathways.conftest import COURSE, HOURS, MIXED, RENEWAL
from ui.models.place import Place
from ui.models.row_asks import RulingChoice, ask_of
from ui.models.row_lines import lines_of, next_asking, quantity_words
from ui.models.row_sums import sum_lines
from ui.models.rows_model import RowsModel, RowsRole
from ui.plain_text import PlainLabel
from ui.theme import LEVEL_HEIGHT
from ui.views.case.choice_button import ChoiceButton

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import ActivityRow, Sheet
    from reviewer.vocabulary import CaseKey
    from ui.theme import Theme
    from ui.views.case.row_board import RowsBoard
    from ui.views.case.screen import CaseScreen
    from ui.views.reader.document_reader import DocumentReader

    Open = Callable[[CaseKey, str], CaseScreen]

DONE = (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def board_of(screen: CaseScreen) -> RowsBoard:
    return screen.pages.workbench.board


def activity(screen: CaseScreen, activity_id: str) -> ActivityRow:
    sheet = screen.session.sheet
    assert sheet is not None
    return next(row for row in sheet.activities if row.activity_id == activity_id)


def go_to(qtbot: QtBot, screen: CaseScreen, row_id: str) -> None:
    board_of(screen).go_to(row_id)
    board_of(screen).table.setFocus()
    qtbot.waitUntil(board_of(screen).table.hasFocus)


def finish(qtbot: QtBot, screen: CaseScreen) -> None:
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        screen.finish()


# Models ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", [RENEWAL, COURSE, HOURS], ids=str)
def test_the_model_of_rows_is_sound(qtmodeltester: ModelTester, sheets: Mapping[CaseKey, Sheet], key: CaseKey) -> None:
    model = RowsModel()
    model.show_sheet(sheets[key])
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == len(lines_of(sheets[key]))
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(model.index(0, 0).data())


def test_a_line_says_what_is_claimed_proposed_allowed_and_why(sheets: Mapping[CaseKey, Sheet]) -> None:
    model = RowsModel()
    model.show_sheet(sheets[RENEWAL])
    place = model.place_of("A-15")
    cells = [model.index(place, column).data() for column in range(model.columnCount())]
    assert cells == ["A-15 Simulation of service lines", "5 Mar 2026", "6", "4", "\N{EN DASH}", "more than its hours"]
    assert model.index(place, 0).data(RowsRole.SIGN) == "half"
    assert [column.title for column in model.columns] == [
        "Activity", "Date", "Claimed", "Proposed", "Allowed", "Because",
    ]  # fmt: skip


def test_one_of_a_unit_is_said_in_the_singular(sheets: Mapping[CaseKey, Sheet]) -> None:
    quantities = {row.activity_id: quantity_words(row) for row in sheets[RENEWAL].activities}
    assert (quantities["A-10"], quantities["B-06"], quantities["A-15"]) == ("1 hour", "1 item", "4 hours")


def test_the_same_rows_change_in_place(qtbot: QtBot, sheets: Mapping[CaseKey, Sheet]) -> None:
    model = RowsModel()
    model.show_sheet(sheets[RENEWAL])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show_sheet(sheets[RENEWAL])


def test_rows_that_ask_for_a_look_come_one_after_the_other(sheets: Mapping[CaseKey, Sheet]) -> None:
    sheet = sheets[RENEWAL]
    seen, here = [], ""
    for _ in range(8):
        here = next_asking(sheet, here) or ""
        seen.append(here)
    assert seen == ["A-12", "B-07", "A-09", "B-06", "A-10", "A-11", "A-15", "A-14"]
    assert next_asking(sheet, here) == "A-12"


def test_sums_stand_beside_what_is_needed(sheets: Mapping[CaseKey, Sheet]) -> None:
    total, ledgers, period, asking = sum_lines(sheets[RENEWAL])
    assert total.words == "36 of 40 points needed · claimed 52"
    assert total.sign == "cross"
    assert ledgers.words == (
        "Professional development: 23 of 34 claimed · Volunteer service and contributions: 13 of 18 claimed"
    )
    assert period.words == "Period 16 Nov 2023 to 16 Nov 2026, both days included · due by 15 Jun 2027"
    assert asking.words == "8 rows ask for a look"
    assert sum_lines(sheets[HOURS])[0].words == "23 of 24 hours needed · claimed 26"
    assert sum_lines(sheets[MIXED]) == ()


def test_milestones_come_to_the_checks_of_their_program(sheets: Mapping[CaseKey, Sheet]) -> None:
    words = [line.words for line in sum_lines(sheets[COURSE])]
    assert words[0].endswith("10 of 10 modules are passed.")
    assert "1410 of 1410 scheduled minutes" in words[1]
    assert words[-1] == "1 row asks for a look"


def test_a_choice_without_sense_is_not_offered(sheets: Mapping[CaseKey, Sheet]) -> None:
    def choices(row_id: str) -> list[RulingChoice]:
        ask = ask_of(sheets[RENEWAL], row_id)
        assert ask is not None
        return [each.choice for each in ask.choices]

    assert choices("A-15") == [
        RulingChoice.AS_CLAIMED, RulingChoice.AS_PROPOSED, RulingChoice.OTHER, RulingChoice.REFUSED,
    ]  # fmt: skip
    assert RulingChoice.AS_PROPOSED not in choices("A-01")
    assert ask_of(sheets[RENEWAL], "Z-99") is None


# The window -----------------------------------------------------------------------------------


def test_a_renewal_shows_its_activities_and_nothing_empty(open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    assert list(screen.pages.bar.steps) == ["before", "judge", "ethics", "outcome", "sign", "handover", "office"]
    assert screen.pages.bar._tabs.tabText(1) == "Activities 25/25"
    bench = screen.pages.workbench
    assert not bench.matrix.isVisible()
    assert board_of(screen).table.isVisible()
    tabs = bench.reading._tabs
    assert [tabs.tabText(place) for place in range(tabs.count()) if tabs.isTabVisible(place)] == [
        "Answers", "Documents 1 of 5", "Dates",
    ]  # fmt: skip
    assert not screen.can("step_read")


def test_coursework_shows_its_milestones_and_no_ethics(open_case: Open) -> None:
    screen = open_case(COURSE, "judge")
    assert list(screen.pages.bar.steps) == ["before", "judge", "outcome", "sign", "handover", "office"]
    assert screen.pages.bar._tabs.tabText(1) == "Milestones 16/16"


def test_letters_allow_what_is_claimed_and_the_total_follows(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    for row_id in ("A-09", "A-10", "A-11"):
        go_to(qtbot, screen, row_id)
        QTest.keyClick(board_of(screen).table, Qt.Key.Key_A)
        finish(qtbot, screen)
    assert board_of(screen).sums.lines[0].words == "40 of 40 points needed · claimed 52"
    assert board_of(screen).sums.lines[0].sign == "full"
    assert board_of(screen).row_id == "A-15"
    assert board_of(screen).table.hasFocus()
    assert screen.pages.bar._tabs.tabText(0) == "Before judging ✓"


def test_the_proposal_brings_its_own_reason(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    go_to(qtbot, screen, "A-15")
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_P)
    assert part(screen, QPlainTextEdit, "ruling-reason").toPlainText() == (
        "6 are claimed, but its time is worth 4 points."
    )
    finish(qtbot, screen)
    row = activity(screen, "A-15")
    assert (row.allowed, row.because) == (Decimal(4), "6 are claimed, but its time is worth 4 points.")


def test_another_number_is_typed_and_less_than_claimed_needs_a_reason(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    go_to(qtbot, screen, "A-01")
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_O)
    amount = part(screen, QLineEdit, "ruling-amount")
    qtbot.waitUntil(amount.hasFocus)
    QTest.keyClicks(amount, "many")
    screen.finish()
    assert part(screen, PlainLabel, "ruling-amount-refusal").text() == "Type a number, such as 1.5."
    amount.selectAll()
    QTest.keyClicks(amount, "2,5")
    with qtbot.waitSignal(screen.session.refused, timeout=10_000):
        screen.finish()
    assert part(screen, PlainLabel, "ruling-reason-refusal").text() == "Less than claimed needs a reason."
    QTest.keyClicks(part(screen, QPlainTextEdit, "ruling-reason"), "Two evenings only")
    finish(qtbot, screen)
    assert activity(screen, "A-01").allowed == Decimal("2.5")
    assert activity(screen, "A-01").because == "Two evenings only"


def test_a_refusal_without_a_word_of_the_rules_waits_for_the_reviewers(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    go_to(qtbot, screen, "A-02")
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_R)
    reason = part(screen, QPlainTextEdit, "ruling-reason")
    qtbot.waitUntil(reason.hasFocus)
    QTest.keyClicks(reason, "The badge is of another person")
    QTest.keyClick(reason, *DONE)
    finish(qtbot, screen)
    assert activity(screen, "A-02").allowed == 0
    assert ask_of(screen.session.sheet, "A-02").chosen is RulingChoice.REFUSED  # type: ignore[arg-type, union-attr]


def test_what_was_begun_for_a_row_waits_while_another_is_read(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    go_to(qtbot, screen, "A-15")
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_R)
    QTest.keyClicks(part(screen, QPlainTextEdit, "ruling-reason"), "Half a thought")
    go_to(qtbot, screen, "A-14")
    assert board_of(screen).pane.choices.chosen is None
    go_to(qtbot, screen, "A-15")
    assert board_of(screen).pane.choices.chosen == RulingChoice.REFUSED
    assert part(screen, QPlainTextEdit, "ruling-reason").toPlainText() == "Half a thought"
    board_of(screen).table.setFocus()
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_Delete)
    assert board_of(screen).pane.choices.chosen is None
    assert part(screen, QPlainTextEdit, "ruling-reason").toPlainText() == ""


def test_nothing_is_ruled_without_a_choice(open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    click(screen, "ruling-done")
    assert board_of(screen).pane.choices.reason == "Choose first how it counts."
    assert activity(screen, "A-12").allowed is None


def test_a_milestone_counts_or_not_with_a_reason(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(COURSE, "judge")
    go_to(qtbot, screen, "module-05@1")
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_N)
    with qtbot.waitSignal(screen.session.refused, timeout=10_000):
        screen.finish()
    QTest.keyClicks(part(screen, QPlainTextEdit, "ruling-reason"), "Taken by somebody else")
    finish(qtbot, screen)
    sheet = screen.session.sheet
    assert sheet is not None
    row = next(row for row in sheet.milestones if str(row.key) == "module-05@1")
    assert (row.ruled, row.because) == (False, "Taken by somebody else")
    assert board_of(screen).sums.lines[0].sign == "cross"
    go_to(qtbot, screen, "module-05@1")
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_C)
    finish(qtbot, screen)
    assert board_of(screen).sums.lines[0].sign == "full"


def test_the_documents_of_a_row_come_first(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    documents = screen.pages.workbench.reading.documents
    go_to(qtbot, screen, "B-02")
    qtbot.waitUntil(lambda: documents.model.index(0, 3).data() == "cited here")


def test_arrows_and_page_keys_walk_the_rows(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    qtbot.waitUntil(board_of(screen).table.hasFocus)
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_Down)
    assert board_of(screen).row_id == "B-07"
    QTest.keyClick(board_of(screen).table, Qt.Key.Key_PageDown)
    assert board_of(screen).row_id == "A-01"
    screen.handlers()["standard_before"]()
    assert board_of(screen).row_id == "B-07"
    screen.handlers()["next_unjudged"]()
    assert board_of(screen).row_id == "A-09"


def test_the_row_is_found_again(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    board_of(screen).go_to("A-16")
    with qtbot.waitSignal(screen.session.documents_listed, timeout=10_000):
        screen.show_case(COURSE)
    assert board_of(screen).row_id == "module-01@1"
    with qtbot.waitSignal(screen.session.documents_listed, timeout=10_000):
        screen.show_case(RENEWAL)
    assert board_of(screen).row_id == "A-16"
    assert Place.read(Place(row="A-16").written()).row == "A-16"


def test_a_matrix_comes_back_after_rows(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    with qtbot.waitSignal(screen.session.documents_listed, timeout=10_000):
        screen.show_case(MIXED)
    screen.pages.go_to_step("judge")
    assert screen.pages.workbench.matrix.isVisible()
    assert not board_of(screen).table.isVisible()
    assert not board_of(screen).sums.isVisible()
    assert screen.pages.workbench.rubric.isVisible()
    assert screen.pages.workbench.reading.tab == "claim"


def test_with_large_text_columns_give_way_and_choices_stay(qtbot: QtBot, theme: Theme, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    table = board_of(screen).table
    assert not table.isColumnHidden(5)
    theme.set_text_percent(200)
    theme.finish()
    try:
        screen.resize(1280, 640)
        qtbot.waitUntil(lambda: table.isColumnHidden(5))
        assert not table.isColumnHidden(4)
        qtbot.waitUntil(board_of(screen).pane.choices.isVisible)
        shown = [place for place in range(6) if not table.isColumnHidden(place)]
        qtbot.waitUntil(lambda: sum(map(table.columnWidth, shown)) <= table.viewport().width() + 1)
    finally:
        theme.set_text_percent(100)
        theme.finish()


def test_locking_leaves_nothing_of_the_rows(open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    screen.forget()
    assert board_of(screen).model.rowCount() == 0
    assert board_of(screen).sums.lines == ()
    assert part(screen, PlainLabel, "ruling-title").text() == ""


def test_in_a_very_low_pane_the_choices_scroll_and_none_is_crushed(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    pane = board_of(screen).pane
    choices = pane.findChildren(ChoiceButton)

    def is_in(area: QWidget) -> bool:
        return area.isAncestorOf(pane.choices) and pane.choices.isVisible()

    scrolled = part(screen, QScrollArea, "ruling-scroll")
    screen.resize(1024, 380)
    qtbot.waitUntil(lambda: is_in(scrolled))
    qtbot.waitUntil(lambda: all(each.height() >= LEVEL_HEIGHT for each in choices))
    screen.resize(1280, 900)
    qtbot.waitUntil(lambda: not is_in(scrolled) and is_in(pane))


# The documents of a row ------------------------------------------------------------------------


def reader_of(screen: CaseScreen) -> DocumentReader:
    return screen.pages.workbench.reading.documents.reader


def test_the_document_of_the_current_row_opens_by_itself_and_the_table_keeps_the_focus(
    qtbot: QtBot, open_case: Open
) -> None:
    screen = open_case(RENEWAL, "judge")
    go_to(qtbot, screen, "A-01")
    cited = activity(screen, "A-01").evidence[0]
    qtbot.waitUntil(lambda: reader_of(screen).isVisible() and reader_of(screen).path == cited.path, timeout=10_000)
    assert cited.page is None or cited.page >= 1
    assert board_of(screen).table.hasFocus()
    words = part(screen, PlainLabel, "row-document-0-words").text()
    assert words.startswith("Certificates of attendance, ledger A")


def test_a_row_that_cites_nothing_shows_no_document_of_another(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "judge")
    go_to(qtbot, screen, "A-01")
    qtbot.waitUntil(reader_of(screen).isVisible, timeout=10_000)
    go_to(qtbot, screen, "A-09")
    assert activity(screen, "A-09").evidence == ()
    qtbot.waitUntil(lambda: not reader_of(screen).isVisible())
    assert part(screen, PlainLabel, "row-documents-none").isVisible()
    assert board_of(screen).table.hasFocus()


def test_a_document_named_beside_the_row_is_a_press_away(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(COURSE, "judge")
    go_to(qtbot, screen, "module-02")
    screen.pages.workbench.reading.show_tab("dates")
    click(screen, "row-document-0")
    assert screen.pages.workbench.reading.tab == "documents"
    qtbot.waitUntil(lambda: reader_of(screen).path.endswith(".pdf"), timeout=10_000)
