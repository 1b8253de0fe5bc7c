"""Experience, the office, editions, drafts and the explanation, in the real case screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QRadioButton

from reviewer.review.moving import Move
from reviewer.review.reasons import Branch, BranchKind
from reviewer.review.sheet_rows import HintRow
from reviewer.vocabulary import Cell, Holds
from tests.ui.case.finding import click, part
from tests.ui.pathways.conftest import COURSE, DRAFT, KEYS, MIXED, RENEWAL
from ui.models.case_places import CasePlace, place_of_branch, place_of_missing, place_of_rule
from ui.models.office_words import is_referred
from ui.models.outcome import advised, needed
from ui.models.reasons_model import ReasonsModel, ReasonsRole
from ui.models.side_by_side import SideBySideModel
from ui.plain_text import PlainLabel
from ui.session.rulings import AlertOffice, AskOffice, PreviewMove, RuleExperience
from ui.views.case.check_card import CheckCard
from ui.views.outcome.page import OutcomePage
from ui.views.outcome.reasons_tree import ReasonsTree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey
    from ui.views.case.screen import CaseScreen

    Open = Callable[[CaseKey, str], CaseScreen]


def sheet_of(screen: CaseScreen) -> Sheet:
    assert screen.session.sheet is not None
    return screen.session.sheet


def write(screen: CaseScreen, name: str, words: str) -> None:
    QTest.keyClicks(part(screen, QPlainTextEdit, name), words)


# Experience -----------------------------------------------------------------------------------


def test_a_row_of_experience_is_left_out_with_a_reason_and_the_sum_follows(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(MIXED, "before")
    total = part(screen, PlainLabel, "before-experience")
    assert "Together 51.6 months" in total.text()
    click(screen, "experience-2-open")
    click(screen, "experience-2-save")
    assert part(screen, PlainLabel, "experience-2-note-refusal").text() == "Choose first whether it counts."
    part(screen, QRadioButton, "experience-2-counts-not").click()
    with qtbot.waitSignal(screen.session.refused, timeout=10_000):
        click(screen, "experience-2-save")
    assert part(screen, PlainLabel, "experience-2-note-refusal").text() == "Less than claimed needs a reason."
    write(screen, "experience-2-note", "Not in the field")
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        click(screen, "experience-2-save")
    row = sheet_of(screen).experience_rows[1]
    assert (row.counts, row.because) == (False, "Not in the field")
    assert "Together 51.6 months" not in total.text()
    assert part(screen, PlainLabel, "experience-2-state").text() == "does not count, as you ruled: Not in the field"
    assert not part(screen, QPushButton, "experience-2-save").isVisible()


def test_where_there_is_no_experience_nothing_of_it_is_shown(open_case: Open) -> None:
    screen = open_case(DRAFT, "before")
    before = screen.pages.before
    assert not part(screen, PlainLabel, "eligibility-title").isVisible()
    assert before.standing(sheet_of(screen)) == ""
    assert before.experience.isVisible() == bool(sheet_of(screen).experience_rows)


def test_a_computed_check_is_confirmed_with_one_press_and_follows_what_is_computed_later(
    qtbot: QtBot, open_case: Open
) -> None:
    screen = open_case(MIXED, "before")
    confirm = part(screen, QPushButton, "check-experience-confirm")
    with qtbot.waitSignal(screen.session.corrected, timeout=10_000):
        click(screen, "check-experience-confirm")
    ruled = part(screen, PlainLabel, "check-experience-ruled")
    assert (ruled.text(), confirm.isVisible()) == ("You confirmed this as it is computed.", False)
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        screen.session.rule(RuleExperience(1, counts=False, because="Not in the field"))
    check = next(check for check in sheet_of(screen).eligibility if check.id == "experience")
    assert check.answer is check.computed is Holds.FAILS
    assert ruled.text().startswith(
        "Computed anew since you confirmed it. You confirmed: 51.6 months of experience count; 36 are needed."
    )
    assert confirm.isVisible()


def test_what_could_not_be_computed_cannot_be_confirmed(open_case: Open) -> None:
    screen = open_case(RENEWAL, "before")
    card = part(screen, CheckCard, "check-declarations")
    row = next(row for row in sheet_of(screen).eligibility if row.id == "declarations")
    card.show_row(replace(row, computed=Holds.CANNOT_TELL, answer=Holds.CANNOT_TELL), is_finished=False)
    assert not part(screen, QPushButton, "check-declarations-confirm").isVisible()


def test_points_lead_from_their_check_to_the_rows(open_case: Open) -> None:
    screen = open_case(RENEWAL, "before")
    click(screen, "check-points-rows")
    assert (screen.pages.step, screen.pages.workbench.board.row_id) == ("judge", "A-12")


# The office -----------------------------------------------------------------------------------


def test_a_question_waits_for_its_answer_and_both_are_kept(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(MIXED, "office")
    assert not part(screen, QPushButton, "office-answered-act").isVisible()
    with qtbot.waitSignal(screen.session.refused, timeout=10_000):
        click(screen, "office-ask-act")
    assert part(screen, PlainLabel, "office-ask-refusal").text() == "Nothing is written yet."
    write(screen, "office-ask", "Is one attestation enough?")
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        click(screen, "office-ask-act")
    assert part(screen, QPlainTextEdit, "office-ask").toPlainText() == ""
    assert screen.pages.bar._tabs.tabText(7) == "Office 1 waiting"
    assert "No answer yet." in part(screen, PlainLabel, "office-questions").text()
    write(screen, "office-answered", "One is enough.")
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        click(screen, "office-answered-act")
    assert screen.pages.bar._tabs.tabText(7) == "Office"
    assert "One is enough." in part(screen, PlainLabel, "office-questions").text()


def test_an_alert_has_its_kind_and_its_words(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(MIXED, "office")
    write(screen, "office-alert", "Account numbers in a sample")
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000) as told:
        click(screen, "office-alert-act")
    assert told.args == [AlertOffice("personal_data", "Account numbers in a sample")]
    assert "Personal data: Account numbers in a sample" in part(screen, PlainLabel, "office-alerts").text()


def test_a_serious_answer_opens_the_note_that_only_the_office_reads(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(MIXED, "office")
    note = screen.pages.office._note_card
    assert not note.isVisible()
    with qtbot.waitSignal(screen.session.answered, timeout=10_000):
        screen.session.answer_ethics("6", "serious_concern", "Names of customers were shown.")
    assert is_referred(sheet_of(screen))
    screen.pages.go_to_step("ethics")
    assert part(screen, PlainLabel, "ethics-frozen").isVisible()
    click(screen, "ethics-to-note")
    assert screen.pages.step == "office"
    assert note.isVisible()
    write(screen, "office-note", "The client should be told.")
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        click(screen, "office-note-act")
    assert sheet_of(screen).confidential_note == "The client should be told."
    assert part(screen, QPlainTextEdit, "office-note").toPlainText() == "The client should be told."
    assert "The client should be told." not in repr(screen.session.ruled)


def test_ethics_shows_what_the_submission_says_of_an_item(open_case: Open) -> None:
    screen = open_case(MIXED, "ethics")
    noticed = part(screen, PlainLabel, "ethics-noticed")
    assert noticed.text() == "In the submission: Commitment to the code of ethics: agreed, signed 20 Aug 2026"
    screen.pages.workbench.ethics.show_item("3")
    # Nothing was noticed: nothing empty is shown.
    assert not noticed.isVisible()
    repeated = HintRow("same-narrative", "/projects/1", "The text for 3 Add Value in p2 is the same as in p1.")
    screen.pages.workbench.ethics.show_sheet(replace(sheet_of(screen), hints=(repeated,)))
    assert not noticed.isVisible()
    screen.pages.workbench.ethics.show_item("5")
    assert noticed.text().startswith("In the submission: The text for 3 Add Value in project 2")


def test_locking_leaves_nothing_of_the_office(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(MIXED, "office")
    screen.session.rule(AskOffice("Secret?"))
    qtbot.waitUntil(lambda: bool(sheet_of(screen).questions), timeout=10_000)
    write(screen, "office-alert", "half")
    screen.forget()
    assert part(screen, PlainLabel, "office-questions").text() == ""
    assert part(screen, QPlainTextEdit, "office-alert").toPlainText() == ""


# Editions -------------------------------------------------------------------------------------


def test_moving_shows_both_editions_asks_why_and_drops_nothing(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(MIXED, "before")
    card = screen.pages.before.edition
    qtbot.waitUntil(lambda: part(screen, QPushButton, "edition-open").isVisible(), timeout=10_000)
    with qtbot.waitSignal(screen.session.looked_up, timeout=10_000) as found:
        click(screen, "edition-open")
    assert isinstance(found.args[0], PreviewMove)
    assert card.model.rowCount() == 10
    assert card.model.index(5, 0).data() == "6 Determine Cause"
    assert card.model.index(5, 1).data() == "6 Determine the cause and the performance requirements"
    with qtbot.waitSignal(screen.session.refused, timeout=10_000):
        click(screen, "edition-act")
    assert "needs a reason" in part(screen, PlainLabel, "edition-because-refusal").text()
    write(screen, "edition-because", "Written for 2012")
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        click(screen, "edition-act")
    assert sheet_of(screen).edition == "2012"
    assert "Moved from 2013 to 2012" in part(screen, PlainLabel, "edition-words").text()
    assert "2012" in screen.message.words


def test_the_model_of_two_editions_is_sound(qtbot: QtBot, qtmodeltester: ModelTester, open_case: Open) -> None:
    screen = open_case(MIXED, "before")

    def is_preview(question: object, _found: object) -> bool:
        return isinstance(question, PreviewMove)

    with qtbot.waitSignal(screen.session.looked_up, timeout=10_000, check_params_cb=is_preview) as found:
        screen.session.look_up(PreviewMove("2007"))
    move = found.args[1]
    assert isinstance(move, Move)
    model = SideBySideModel()
    model.show_move(move)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "2013 (now)"
    model.show_move(None)
    assert model.rowCount() == 0


# Drafts ---------------------------------------------------------------------------------------


def test_a_draft_gets_feedback_and_no_verdict(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(DRAFT, "outcome")
    page = part(screen, OutcomePage, "outcome-page")
    assert part(screen, PlainLabel, "outcome-caption").text() == "Feedback, no verdict"
    assert "recommend" not in page.pane.sentence
    assert part(screen, PlainLabel, "outcome-advised-title").text() == "Gaps that the letter speaks of"
    screen.pages.go_to_step("sign")
    assert not part(screen, QPushButton, "sign").isHidden()
    assert part(screen, PlainLabel, "outcome-box-sentence").text().startswith("Feedback. ")
    screen.pages.go_to_step("judge")
    assert screen.pages.workbench.matrix.model.rowCount() == 1


# The explanation ------------------------------------------------------------------------------

QUOTE = Branch(BranchKind.QUOTE, "“So it was.” (article, page 1)", row="evidence/article.pdf")
ROW = Branch(BranchKind.ROW, "A-15 Simulation: 4 of 6", "Too much", row="A-15", children=(QUOTE,))
RULE = Branch(
    BranchKind.RULE, "Points", "36 of 40", "Not the body's own rule.", Holds.FAILS, rule="points", children=(ROW,)
)
GROUP = Branch(BranchKind.GROUP, "What stands in the way", holds=Holds.FAILS, children=(RULE,))
TREE = Branch(BranchKind.OUTCOME, "More information", children=(GROUP,))


def test_the_model_of_reasons_is_sound_and_speaks(qtmodeltester: ModelTester) -> None:
    model = ReasonsModel()
    model.show_branch(TREE)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    rule = model.index(0, 0, model.index(0, 0))
    assert rule.data(Qt.ItemDataRole.AccessibleTextRole) == ("Points. does not hold. 36 of 40. Not the body's own rule")
    assert rule.data(ReasonsRole.SIGN) == "cross"
    assert rule.parent().data() == "What stands in the way"


def test_the_tree_is_as_high_as_what_is_open_in_it(qtbot: QtBot) -> None:
    tree = ReasonsTree(None)  # type: ignore[arg-type] # a window of its own
    qtbot.addWidget(tree)
    tree.resize(400, 300)
    tree.show()
    tree.show_branch(TREE)
    rule = tree.reasons.index(0, 0, tree.reasons.index(0, 0))
    qtbot.waitUntil(lambda: tree.height() < 300)
    before = tree.height()
    tree.setCurrentIndex(rule)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: tree.height() > before)
    with qtbot.waitSignal(tree.followed) as followed:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    assert followed.args == [RULE]


def test_every_branch_leads_to_its_place(sheets: Mapping[CaseKey, Sheet]) -> None:
    renewal, mixed = sheets[RENEWAL], sheets[MIXED]
    cell = Cell("p1", 3)
    assert place_of_branch(renewal, ROW) == CasePlace("judge", row="A-15")
    # The first row that asks for a look.
    assert place_of_branch(renewal, RULE) == CasePlace("judge", row="A-12")
    affirmed = Branch(BranchKind.RULE, "r", rule="declarations")
    assert place_of_branch(renewal, affirmed) == CasePlace("before", item="declarations")
    second = Branch(BranchKind.ROW, "A firm", row="2")
    assert place_of_branch(mixed, second) == CasePlace("before", item="experience-2")
    item = Branch(BranchKind.MISSING, "Item 2 is open", row="2")
    assert place_of_branch(mixed, item) == CasePlace("ethics", item="2")
    assert place_of_branch(mixed, Branch(BranchKind.CELL, "3", cell=cell)) == CasePlace("judge", cell)
    assert place_of_branch(mixed, Branch(BranchKind.ROW, "p2", row="p2")) == CasePlace("read", Cell("p2", 1))
    quote = Branch(BranchKind.QUOTE, "q", row="evidence/p1/plan.pdf", cell=cell)
    assert place_of_branch(mixed, quote) == CasePlace("judge", cell, document="evidence/p1/plan.pdf")
    spoken = Branch(BranchKind.QUOTE, "q", row="narrative:p1:3", cell=cell)
    assert place_of_branch(mixed, spoken) == CasePlace("judge", cell)
    assert place_of_branch(mixed, Branch(BranchKind.RULE, "r", rule="ethics-1")) == CasePlace("ethics", item="1")
    assert place_of_branch(sheets[COURSE], Branch(BranchKind.ROW, "m", row="module-04@2")).row == "module-04@2"


@pytest.mark.parametrize("key", KEYS, ids=str)
def test_everything_open_and_every_reason_leads_to_what_it_is_about(
    sheets: Mapping[CaseKey, Sheet], key: CaseKey
) -> None:
    sheet = sheets[key]
    places = [place_of_missing(sheet, missing) for missing in sheet.determination.missing]
    places += [lead.place for lead in (*needed(sheet), *advised(sheet))]
    places += [place_of_rule(sheet, rule.rule) for rule in sheet.determination.rules]
    rows = {row.activity_id for row in sheet.activities} | {str(row.key) for row in sheet.milestones}
    known = {
        "before": {check.id for check in sheet.eligibility},
        "ethics": {row.id for row in sheet.ethics},
    }
    assert places
    for place in places:
        if place.step in ("judge", "read"):
            assert place.row in rows if place.cell is None else sheet.cell(place.cell)
        else:
            assert place.item in known[place.step]


def test_points_that_are_short_lead_to_the_rows_of_the_table(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "outcome")
    short = next(lead for lead in needed(sheet_of(screen)) if lead.place.row)
    assert short.place == CasePlace("judge", row="A-12")
    part(screen, OutcomePage, "outcome-page").place_wanted.emit(short.place)
    assert (screen.pages.step, screen.pages.workbench.board.row_id) == ("judge", "A-12")
    qtbot.waitUntil(screen.pages.workbench.board.table.hasFocus)


def test_a_check_is_brought_into_view_with_its_button(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(MIXED, "outcome")
    last = sheet_of(screen).eligibility[-1].id
    screen.pages.go_to_place(CasePlace("before", item=last))
    opener = part(screen, QPushButton, f"check-{last}-open")
    qtbot.waitUntil(opener.hasFocus)
    screen.pages.go_to_place(CasePlace("before", item="experience-2"))
    qtbot.waitUntil(part(screen, QPushButton, "experience-2-open").hasFocus)
    screen.pages.go_to_place(CasePlace("ethics", item="3"))
    assert screen.pages.workbench.ethics.item == "3"


def test_a_renewals_explanation_leads_to_its_activities(qtbot: QtBot, open_case: Open) -> None:
    screen = open_case(RENEWAL, "outcome")
    page = part(screen, OutcomePage, "outcome-page")
    page.branch_wanted.emit(ROW)
    assert screen.pages.step == "judge"
    assert screen.pages.workbench.board.row_id == "A-15"
