"""Signing renews the declaration and seals outcome and letter together; reopening makes a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton, QRadioButton, QTableView

from reviewer.review.determination import ItemChange, LevelChange
from reviewer.review.judgment import PrivateNotes
from reviewer.vocabulary import CaseState, Cell
from tests.judged import MIXED, PASSPHRASE, STRONG
from tests.ui.driving import find, press, words_of
from ui.models.outcome import changes_told, no_changes
from ui.plain_text import PlainLabel
from ui.views.case.screen import CaseScreen
from ui.views.export.screen import HandOverPage
from ui.views.inbox.screen import InboxScreen
from ui.views.outcome.leads import LeadList
from ui.views.outcome.page import OutcomePane
from ui.views.outcome.reasons_tree import ReasonsTree
from ui.views.signing.form import SigningForm
from ui.views.signing.page import SignPage

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey
    from ui.shell.main_window import MainWindow

    Go = Callable[[MainWindow, CaseKey, str], CaseScreen]


def sheet_of(screen: CaseScreen) -> Sheet:
    assert screen.session.sheet is not None
    return screen.session.sheet


def sign(qtbot: QtBot, screen: CaseScreen) -> None:
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    qtbot.waitUntil(lambda: sheet_of(screen).sealed is not None, timeout=20_000)


def test_nothing_can_be_signed_before_the_declaration_is_renewed(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    assert not find(QPushButton, screen, "sign").isEnabled()
    assert words_of(screen, "sign-hint") == "Choose your declaration to sign."
    find(QRadioButton, screen, "renewed-none").click()
    assert find(QPushButton, screen, "sign").isEnabled()


def test_the_button_keeps_its_place_when_the_declaration_is_chosen(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    sign_button, form = find(QPushButton, screen, "sign"), find(SigningForm, screen, "signing-form")
    settle(form)
    before = sign_button.geometry()
    find(QRadioButton, screen, "renewed-none").click()
    settle(form)
    assert sign_button.geometry() == before
    assert words_of(screen, "sign-hint") == "The button below seals the case."


def settle(form: SigningForm) -> None:
    """Lay out now what the event loop would lay out next."""
    layout = form.layout()
    assert layout is not None
    layout.activate()


def test_what_is_missing_is_said_once_more_instead(declared_window: MainWindow, at_step: Go) -> None:
    screen = at_step(declared_window, STRONG, "sign")
    assert len(find(LeadList, screen, "sign-missing").rows) == 30 + 7
    assert not find(QPushButton, screen, "sign").isVisible()
    assert find(QPushButton, screen, "sign-missing-1-go").hasFocus()


def test_signing_seals_outcome_and_letter_together(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    qtbot.waitUntil(lambda: "not opened" in screen.message.words, timeout=20_000)
    sign(qtbot, screen)
    sealed = sheet_of(screen).sealed
    assert sealed is not None
    assert not screen.message.isVisible(), "what was to be thought of before signing"
    assert (sealed.outcome, sealed.version) == ("certify", 1)
    page = find(SignPage, screen, "sign-page")
    qtbot.waitUntil(lambda: page.pages.shows_sealed, timeout=20_000)
    assert words_of(screen, "sealed-title") == "Sealed: Certify"
    assert words_of(screen, "sealed-letter").replace(" ", "") == sealed.letter_sha256
    assert page.message.words == "Outcome and letter are sealed."
    assert not page.form.isVisible()
    assert find(QPushButton, screen, "sealed-hand-over").hasFocus()
    press(screen, "sealed-copy")
    assert QGuiApplication.clipboard().text() == sealed.letter_sha256


def test_the_sealed_case_goes_on_to_handing_over(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    sign(qtbot, screen)
    press(screen, "sealed-hand-over")
    assert screen.pages.step == "handover"
    page = find(HandOverPage, screen, "hand-over-page")
    qtbot.waitUntil(lambda: page.panel.model.chosen == (STRONG,), timeout=10_000)


def test_reopening_needs_a_reason_and_makes_a_new_version(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    sign(qtbot, screen)
    page = find(SignPage, screen, "sign-page")
    press(screen, "sealed-reopen")
    assert page.sealed.reason.reason == "Opening it again needs a reason. Write it here."
    page.sealed.reason.field.insertPlainText("A document came late.")
    press(screen, "sealed-reopen")
    qtbot.waitUntil(lambda: sheet_of(screen).sealed is None, timeout=10_000)
    assert page.form.isVisible()
    qtbot.waitUntil(lambda: isinstance(screen.focusWidget(), QRadioButton))
    assert page.form.isAncestorOf(screen.focusWidget())
    assert find(QRadioButton, screen, "renewed-none").isChecked() is False
    sign(qtbot, screen)
    sealed = sheet_of(screen).sealed
    assert sealed is not None
    assert (sealed.version, sealed.supersedes) == (2, 1)


def test_another_outcome_needs_a_reason_and_changes_the_draft(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    page = find(SignPage, screen, "sign-page")
    qtbot.waitUntil(lambda: page.pages.sheets.is_sharp, timeout=20_000)
    before = page.pages.letter_digest
    box = find(QComboBox, screen, "outcome-box")
    assert words_of(screen, "outcome-box-sentence").endswith("The recommendation is to certify.")
    box.setCurrentIndex(box.findData("more_information"))
    assert words_of(screen, "outcome-box-sentence").startswith("The program recommends “Certify”. ")
    qtbot.waitUntil(lambda: page.pages.letter_digest not in {before, ""}, timeout=10_000)
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    assert "needs a reason" in page.form.outcome.reason.reason
    assert page.form.outcome.reason.field.hasFocus()
    page.form.outcome.reason.field.insertPlainText("Two documents contradict each other.")
    press(screen, "sign")
    qtbot.waitUntil(lambda: sheet_of(screen).sealed is not None, timeout=20_000)
    sealed = sheet_of(screen).sealed
    assert sealed is not None
    assert (sealed.recommended, sealed.outcome) == ("certify", "more_information")
    assert words_of(screen, "sealed-because") == "Two documents contradict each other."
    name, reason, at = (find(QLabel, screen, f"sealed-{each}") for each in ("because-label", "because", "at"))
    assert name.geometry().bottom() < reason.geometry().top()
    assert name.height() >= name.heightForWidth(name.width())
    assert reason.width() > at.width()


def test_going_back_to_the_recommended_outcome_asks_for_no_reason(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "sign")
    form = find(SignPage, screen, "sign-page").form
    box = form.outcome.box
    assert box.currentData() == "more_information"
    assert box.findData("referred") == -1
    box.setCurrentIndex(box.findData("certify"))
    assert form.outcome.reason.isVisible()
    box.setCurrentIndex(box.findData("more_information"))
    assert not form.outcome.reason.isVisible()
    assert form.outcome.because == ""


def test_a_late_conflict_is_asked_twice_and_recuses(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "sign")
    qtbot.waitUntil(lambda: "not opened" in screen.message.words, timeout=10_000)
    find(QRadioButton, screen, "renewed-family").click()
    assert find(QPushButton, screen, "sign").text() == "Recuse myself and seal the case…"
    assert "Nothing takes that back" in words_of(screen, "renewed-sealing")
    assert words_of(screen, "renewed-explained").startswith("The candidate, a client or an attester is a relative")
    press(screen, "sign")
    assert sheet_of(screen).state is CaseState.COMPLETE
    press(screen, "sign-really")
    qtbot.waitUntil(lambda: sheet_of(screen).state is CaseState.RECUSED, timeout=10_000)
    qtbot.waitUntil(lambda: not screen.message.words, timeout=10_000)
    assert sheet_of(screen).sealed is None


def test_another_choice_takes_the_second_question_away(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "sign")
    find(QRadioButton, screen, "renewed-family").click()
    press(screen, "sign")
    find(QRadioButton, screen, "renewed-none").click()
    assert not find(QPushButton, screen, "sign-really").isVisible()
    assert find(QPushButton, screen, "sign").text() == "Sign and seal outcome and letter"


def test_cells_one_was_not_sure_of_are_named_and_do_not_block(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    screen.session.choose_notes(Cell("p2", 7), PrivateNotes(sureness=1))
    unsure = find(LeadList, screen, "sign-unsure")
    qtbot.waitUntil(lambda: bool(unsure.rows), timeout=10_000)
    assert unsure.rows[0].lead.place.cell == Cell("p2", 7)
    sign(qtbot, screen)


def test_letting_the_workspace_go_while_signing_says_so(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.errors import DiskFullError
    from reviewer.workflow import deciding

    def full(*_given: object, **_options: object) -> None:
        raise DiskFullError("judged.reviewer")

    monkeypatch.setattr(deciding, "sign", full)
    screen = at_step(judged_window, STRONG, "sign")
    page = find(SignPage, screen, "sign-page")
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    qtbot.waitUntil(lambda: "no room left" in page.message.words, timeout=10_000)
    assert find(QPushButton, screen, "sign").isEnabled()
    assert sheet_of(screen).sealed is None


def test_another_case_begins_without_the_choices_of_the_one_before(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    find(QRadioButton, screen, "renewed-none").click()
    at_step(judged_window, MIXED, "sign")
    assert find(SignPage, screen, "sign-page").form.declaration.kind is None


def test_once_signed_it_is_told_what_would_change_it(qtbot: QtBot, judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "sign")
    sign(qtbot, screen)
    screen.pages.go_to_step("outcome")
    assert words_of(screen, "outcome-changes") == "3 Add Value in project 1: “Met” instead of “Not met”"
    assert words_of(screen, "outcome-caption") == "Sealed as version 1: More information"
    assert not find(QPushButton, screen, "outcome-sign").isVisible()
    qtbot.waitUntil(find(ReasonsTree, screen, "reasons").hasFocus, timeout=10_000)


def test_where_no_few_changes_would_alter_the_outcome_this_is_said(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "outcome")
    far = replace(sheet_of(screen).determination, smallest_changes=(), margin=None)
    sheet = replace(sheet_of(screen), determination=far)
    pane = find(OutcomePane, screen, "outcome")
    pane.show_sheet(sheet)
    assert find(PlainLabel, screen, "outcome-changes").isHidden()
    pane.show_sheet(replace(sheet, changes_hidden_until_signed=False))
    assert words_of(screen, "outcome-changes") == "No set of up to three changes would lead to a better outcome."
    assert find(PlainLabel, screen, "outcome-changes-title").isHidden()
    best = replace(far, recommended=sheet.outcomes[0].id)
    assert no_changes(replace(sheet, determination=best, changes_hidden_until_signed=False)) == (
        "No set of up to three changes would lose this outcome."
    )


def test_changes_of_answers_are_told_by_their_names(judged_window: MainWindow, at_step: Go) -> None:
    sheet = sheet_of(at_step(judged_window, MIXED, "outcome"))
    changes = (
        (ItemChange("item", "experience", "fails", "holds"),),
        (ItemChange("item", "1", "concern", "no_concern"), LevelChange(Cell("p1", 3), "not_met", "met")),
    )
    told_sheet = replace(
        sheet,
        changes_hidden_until_signed=False,
        determination=replace(sheet.determination, smallest_changes=changes),
    )
    assert changes_told(told_sheet) == (
        "Experience in the field: “holds” instead of “does not hold”",
        "Ethics: Add Value: “No concern” instead of “A concern”, 3 Add Value in project 1: “Met” instead of “Not met”",
    )


# What is begun ---------------------------------------------------------------------------------


def lock_and_open(qtbot: QtBot, window: MainWindow, at_step: Go, key: CaseKey, step: str) -> CaseScreen:
    """Lock the window, unlock it, and go back to a step."""
    screen = window.screen_named("case")
    assert isinstance(screen, CaseScreen)
    assert window.workspace.current is not None
    path = window.workspace.current.path
    window.fall_asleep()
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.open(path, PASSPHRASE)
    window.unlock_screen.ready.emit()
    return at_step(window, key, step)


def test_another_outcome_and_its_reason_are_there_again_after_locking(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    box = find(QComboBox, screen, "outcome-box")
    box.setCurrentIndex(box.findData("more_information"))
    with qtbot.waitSignal(screen.session.saved, timeout=5_000):
        find(QPlainTextEdit, screen, "outcome-because").insertPlainText("Two documents contradict")
    lock_and_open(qtbot, judged_window, at_step, STRONG, "sign")
    assert box.currentData() == "more_information"
    assert find(QPlainTextEdit, screen, "outcome-because").toPlainText() == "Two documents contradict"
    # What is declared is declared at the moment of signing.
    assert not find(QRadioButton, screen, "renewed-none").isChecked()


def test_a_late_conflict_that_was_begun_is_there_again_after_locking(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    find(QRadioButton, screen, "renewed-family").click()
    with qtbot.waitSignal(screen.session.saved, timeout=5_000):
        find(QPlainTextEdit, screen, "renewed-note").insertPlainText("A cousin of")
    lock_and_open(qtbot, judged_window, at_step, STRONG, "sign")
    assert find(QRadioButton, screen, "renewed-family").isChecked()
    assert find(QPlainTextEdit, screen, "renewed-note").toPlainText() == "A cousin of"


def test_a_reason_to_reopen_is_there_again_after_locking_and_gone_once_it_is_reopened(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, STRONG, "sign")
    sign(qtbot, screen)
    reason = find(QPlainTextEdit, screen, "reopen-because")
    with qtbot.waitSignal(screen.session.saved, timeout=5_000):
        reason.insertPlainText("A document came")
    lock_and_open(qtbot, judged_window, at_step, STRONG, "sign")
    assert reason.toPlainText() == "A document came"
    press(screen, "sealed-reopen")
    qtbot.waitUntil(lambda: sheet_of(screen).sealed is None, timeout=10_000)
    assert reason.toPlainText() == ""
    lock_and_open(qtbot, judged_window, at_step, STRONG, "sign")
    assert reason.toPlainText() == ""


def test_ctrl_enter_says_what_is_missing_and_seals_nothing(judged_window: MainWindow, at_step: Go) -> None:
    screen = at_step(judged_window, MIXED, "sign")
    done = judged_window.actions_of_window.action("done")
    assert done.isEnabled()
    done.trigger()
    none = find(QRadioButton, screen, "renewed-none")
    assert none.hasFocus()
    assert words_of(screen, "sign-hint") == "Choose your declaration to sign."
    none.click()
    done.trigger()
    assert find(QPushButton, screen, "sign").hasFocus()
    assert words_of(screen, "sign-hint") == "Everything is filled in. Press Enter or the space bar to seal."
    done.trigger()
    assert sheet_of(screen).sealed is None
    box = find(QComboBox, screen, "outcome-box")
    box.setCurrentIndex(box.findData("certify"))
    done.trigger()
    assert find(QPlainTextEdit, screen, "outcome-because").hasFocus()
    assert "needs a reason" in find(SignPage, screen, "sign-page").form.outcome.reason.reason


def test_a_case_that_opens_at_this_step_tells_of_documents_that_were_not_opened(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, MIXED, "sign")
    qtbot.waitUntil(lambda: "were not opened" in screen.message.words, timeout=10_000)
    judged_window.show_screen("case", STRONG)
    qtbot.waitUntil(lambda: screen.session.key == STRONG and screen.pages.is_open, timeout=10_000)
    assert screen.message.words == ""
    judged_window.show_screen("case", MIXED)
    qtbot.waitUntil(lambda: screen.session.key == MIXED and screen.pages.step == "sign", timeout=10_000)
    qtbot.waitUntil(lambda: "were not opened" in screen.message.words, timeout=10_000)


def test_after_reopening_documents_that_were_not_opened_are_told_of_again(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    screen = at_step(judged_window, MIXED, "sign")
    sign(qtbot, screen)
    qtbot.waitUntil(lambda: screen.message.words == "", timeout=10_000)
    find(QPlainTextEdit, screen, "reopen-because").setPlainText("A page was overlooked.")
    press(screen, "sealed-reopen")
    qtbot.waitUntil(lambda: sheet_of(screen).sealed is None, timeout=20_000)
    qtbot.waitUntil(lambda: "were not opened" in screen.message.words, timeout=10_000)


def test_after_unlocking_the_way_back_leads_to_the_case_that_was_open(
    qtbot: QtBot, judged_window: MainWindow, at_step: Go
) -> None:
    inbox = judged_window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 2, timeout=10_000)
    last = inbox.model.row_at(1)
    assert last is not None
    at_step(judged_window, last.key, "sign")
    lock_and_open(qtbot, judged_window, at_step, last.key, "sign")
    judged_window.actions_of_window.action("inbox").trigger()
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 2, timeout=10_000)
    assert find(QTableView, inbox, "inbox-table").currentIndex().row() == 1
