"""The other pages of a case: declaration, before judging, ethics, documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from reviewer.program.model import Provenance
from reviewer.review.judgment import EligibilityCorrection, EthicsAnswer, EthicsDraft
from reviewer.review.sheet_rows import HintRow
from reviewer.vocabulary import CaseState, Cell, RuleStatus
from tests.ui.case.builders import SAVED_AT, documents, record, sheet
from tests.ui.case.finding import click, part
from ui.models.before_texts import Destination
from ui.plain_text import PlainLabel
from ui.shell.layers import Layers
from ui.views.case.before_page import BeforePage
from ui.views.case.begun_forms import BegunForms
from ui.views.case.check_card import CheckCard
from ui.views.case.documents_view import DocumentsView
from ui.views.case.ethics_items import EthicsItems
from ui.views.case.ethics_pane import EthicsPane
from ui.views.case.opening_view import OpeningView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


# The declaration --------------------------------------------------------------------------


@pytest.fixture
def opening(qtbot: QtBot) -> OpeningView:
    made = OpeningView(None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    made.show_sheet(sheet(kept=record(is_declared=False)))
    return made


def test_only_the_names_to_recognize_are_shown(opening: OpeningView) -> None:
    words = words_in(opening)
    for name in ("Candidate 1", "Ostrow Lane", "Client 1", "Client 3", "Henrietta Obafemi-Strand", "I-007"):
        assert name in words
    for hidden in ("Project 1", "2026", "CPT", "Standard"):
        assert hidden not in words


def test_who_taught_the_candidate_is_told_so_before_declaring(opening: OpeningView) -> None:
    tie = part(opening, QLabel, "opening-tie")
    assert not tie.isVisible()
    told = HintRow(
        "training-tie", "/candidate/instructors", "You (I-007) are named among those who taught the candidate."
    )
    opening.show_sheet(replace(sheet(kept=record(is_declared=False)), hints=(told,)))
    assert tie.isVisible()
    assert tie.text() == told.message
    opening.clear()
    assert tie.text() == ""


def test_no_conflict_is_one_press(qtbot: QtBot, opening: OpeningView) -> None:
    with qtbot.waitSignal(opening.declared) as declared:
        click(opening, "declare-none")
    assert declared.args == ["none", ""]


def test_kinds_of_conflict_that_the_body_did_not_name_say_so(opening: OpeningView) -> None:
    click(opening, "declare-some")
    badge = part(opening, PlainLabel, "opening-badge")
    assert badge.isVisible()
    assert badge.text().startswith("Unverified rule (assumed): Our own list")
    found = Provenance(RuleStatus.FOUND, "The body's own page")
    opening.show_sheet(replace(sheet(kept=record(is_declared=False)), conflict_provenance=found))
    click(opening, "declare-some")
    assert not badge.isVisible()


def test_a_conflict_needs_its_kind_and_says_what_follows(qtbot: QtBot, opening: OpeningView) -> None:
    assert "cannot be undone" not in words_in(opening)
    click(opening, "declare-some")
    assert "cannot be undone" in words_in(opening)
    assert not part(opening, QPushButton, "declare-conflict").isEnabled()
    part(opening, QRadioButton, "conflict-employer").click()
    QTest.keyClicks(part(opening, QPlainTextEdit, "conflict-note"), "Same firm")
    with qtbot.waitSignal(opening.declared) as declared:
        click(opening, "declare-conflict")
    assert declared.args == ["employer", "Same firm"]


def test_the_next_case_begins_with_an_empty_declaration(qtbot: QtBot, opening: OpeningView) -> None:
    click(opening, "declare-some")
    part(opening, QRadioButton, "conflict-employer").click()
    QTest.keyClicks(part(opening, QPlainTextEdit, "conflict-note"), "Same firm")
    # As the pages do when a case is left.
    opening.use_forms(BegunForms(opening))
    opening.show_sheet(sheet(2, kept=record(is_declared=False)))
    assert "Candidate 2" in words_in(opening)
    assert "Candidate 1" not in words_in(opening)
    assert part(opening, QPlainTextEdit, "conflict-note").toPlainText() == ""
    assert not part(opening, QPushButton, "declare-some").isChecked()


# Before judging ---------------------------------------------------------------------------


@pytest.fixture
def before(qtbot: QtBot) -> BeforePage:
    made = BeforePage(None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show()
    made.show_sheet(sheet())
    return made


def test_a_check_says_its_answer_numbers_and_how_sure_the_rule_is(before: BeforePage) -> None:
    words = words_in(before)
    assert "25.2 months of experience count; 36 are needed." in words
    assert part(before, QLabel, "check-experience-answer").text() == "Fails"
    badge = part(before, QLabel, "check-experience-badge")
    assert badge.text().startswith("Unverified rule (assumed): ")
    assert "only the three years" in badge.text()
    assert "only the three years" in part(before, CheckCard, "check-experience").toolTip()


def test_a_check_is_corrected_with_a_reason(qtbot: QtBot, before: BeforePage) -> None:
    click(before, "check-experience-open")
    part(before, QRadioButton, "check-experience-holds").click()
    QTest.keyClicks(part(before, QPlainTextEdit, "check-experience-note"), "Papers seen")
    with qtbot.waitSignal(before.corrected) as corrected:
        click(before, "check-experience-save")
    assert corrected.args == ["experience", "holds", "Papers seen"]


def test_a_correction_without_an_answer_asks_for_one(qtbot: QtBot, before: BeforePage) -> None:
    click(before, "check-experience-open")
    with qtbot.assertNotEmitted(before.corrected):
        click(before, "check-experience-save")
    assert "Choose first whether it holds or fails." in words_in(before)


def test_a_refused_correction_says_why_at_the_reason(before: BeforePage) -> None:
    click(before, "check-experience-open")
    before.show_refusal("experience", "A reason is needed.")
    assert part(before, QLabel, "check-experience-note-refusal").text() == "A reason is needed."


def test_what_was_corrected_and_why_stands_beside_what_was_computed(before: BeforePage) -> None:
    kept = replace(record(), eligibility={"experience": EligibilityCorrection("holds", "Papers seen", SAVED_AT)})
    before.show_sheet(sheet(kept=kept))
    assert part(before, QLabel, "check-experience-answer").text() == "Holds"
    assert part(before, QLabel, "check-experience-ruled").text() == (
        "You corrected this. Computed: Fails. Your reason: Papers seen"
    )


def test_declarations_attestations_and_experience_are_listed(before: BeforePage) -> None:
    words = words_in(before)
    assert "Application agreement: agreed, signed 20 Aug 2026" in words
    assert "confirms 8 of 10 Standards" in words
    assert "Together 25.2 months" in words


def test_a_hint_leads_to_its_place(qtbot: QtBot, before: BeforePage) -> None:
    hints = (
        HintRow("repeated-text", "/projects/0/claims/2", "The same text", Cell("p1", 3)),
        HintRow("training-tie", "/candidate/instructors", "You taught the candidate"),
    )
    before.show_sheet(replace(sheet(), hints=hints))
    with qtbot.waitSignal(before.destination_wanted) as wanted:
        click(before, "hint-0-lead")
    assert wanted.args == [Destination("claim", Cell("p1", 3))]
    qtbot.waitUntil(lambda: "You taught the candidate" in words_in(before))
    assert not [lead for lead in before.findChildren(QPushButton, "hint-1-lead") if lead.isVisible()]


def test_a_signed_case_can_no_longer_be_corrected(before: BeforePage) -> None:
    before.show_sheet(replace(sheet(), state=CaseState.SIGNED))
    assert not part(before, QPushButton, "check-experience-open").isEnabled()


def test_nothing_of_a_case_stays_when_it_is_forgotten(before: BeforePage) -> None:
    before.forget()
    for words in ("25.2", "Henrietta", "2026"):
        assert words not in words_in(before)


# Ethics -----------------------------------------------------------------------------------


@pytest.fixture
def ethics(qtbot: QtBot) -> EthicsPane:
    made = EthicsPane(None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    made.show_sheet(sheet())
    return made


def test_the_checklist_begins_with_the_commitment(ethics: EthicsPane) -> None:
    assert ethics.item == "commitment"
    assert ethics.model.rowCount() == 7
    assert "Not answered yet" in words_in(ethics)


def test_an_answer_is_a_draft_until_done(qtbot: QtBot, ethics: EthicsPane) -> None:
    with qtbot.waitSignal(ethics.typed) as typed:
        assert ethics.answer_by_key("c")
    assert typed.args == ["commitment", "concern", ""]
    with qtbot.assertNotEmitted(ethics.typed):
        ethics.answer_by_key("C")
    with qtbot.waitSignal(ethics.done_wanted) as wanted:
        ethics.finish()
    assert wanted.args == ["commitment", "concern", ""]
    assert not ethics.answer_by_key("M")


def test_done_without_an_answer_asks_for_one(qtbot: QtBot, ethics: EthicsPane) -> None:
    with qtbot.assertNotEmitted(ethics.done_wanted):
        click(ethics, "ethics-done")
    assert "Choose an answer first." in words_in(ethics)


def test_a_note_is_told_with_the_answer(qtbot: QtBot, ethics: EthicsPane) -> None:
    click(ethics, "choice-concern")
    with qtbot.waitSignal(ethics.typed) as typed:
        QTest.keyClicks(part(ethics, QPlainTextEdit, "ethics-note"), "y")
    assert typed.args == ["commitment", "concern", "y"]


def test_a_refused_answer_says_why_at_the_note(qtbot: QtBot, ethics: EthicsPane) -> None:
    ethics.show_refusal("This answer needs a note.")
    assert part(ethics, QLabel, "ethics-note-refusal").text() == "This answer needs a note."
    QTest.keyClicks(part(ethics, QPlainTextEdit, "ethics-note"), "y")
    assert "This answer needs a note." not in words_in(ethics)


def test_arrow_keys_go_through_the_items_and_letters_do_not(qtbot: QtBot, ethics: EthicsPane) -> None:
    items = part(ethics, EthicsItems, "ethics-items")
    QTest.keyClick(items, Qt.Key.Key_Right)
    assert ethics.item == "1"
    QTest.keyClick(items, Qt.Key.Key_Down)
    QTest.keyClick(items, Qt.Key.Key_C)
    assert ethics.item == "2"
    QTest.keyClick(items, Qt.Key.Key_Up)
    assert ethics.item == "1"


def test_an_item_shows_its_draft_before_its_answer(ethics: EthicsPane) -> None:
    kept = replace(
        record(),
        ethics={"2": EthicsAnswer("no_concern", "", (), SAVED_AT)},
        ethics_drafts={"2": EthicsDraft("concern", "Method not named", SAVED_AT)},
    )
    ethics.show_sheet(sheet(kept=kept))
    ethics.show_item("2")
    assert ethics.answers.chosen == "concern"
    assert part(ethics, QPlainTextEdit, "ethics-note").toPlainText() == "Method not named"
    assert "changed since" in words_in(ethics)


def test_an_answer_can_be_taken_back_while_it_is_a_draft(qtbot: QtBot, ethics: EthicsPane) -> None:
    ethics.answer_by_key("S")
    with qtbot.waitSignal(ethics.typed) as typed:
        ethics.clear_answer()
    assert typed.args == ["commitment", None, ""]


def test_a_signed_case_takes_no_answers(ethics: EthicsPane) -> None:
    ethics.show_sheet(replace(sheet(), state=CaseState.SIGNED))
    assert not ethics.answer_by_key("C")
    assert not part(ethics, QPushButton, "ethics-done").isEnabled()


# Documents --------------------------------------------------------------------------------


@pytest.fixture
def listed(qtbot: QtBot) -> DocumentsView:
    made = DocumentsView(None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.show_documents(documents(), ("p1",))
    return made


def test_the_count_of_documents_follows_the_claim(qtbot: QtBot, listed: DocumentsView) -> None:
    with qtbot.waitSignal(listed.count_changed) as counted:
        listed.show_cell(Cell("p1", 1))
    assert counted.args == [1, 3]


def test_one_enter_too_many_declares_nothing_and_space_does(qtbot: QtBot, opening: OpeningView) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(Layers(opening, window))
    window.show()
    opening.focus_choice()
    pressed = part(opening, QPushButton, "declare-none")
    qtbot.waitUntil(pressed.hasFocus)
    with qtbot.assertNotEmitted(opening.declared):
        QTest.keyClick(pressed, Qt.Key.Key_Return)
    with qtbot.waitSignal(opening.declared):
        QTest.keyClick(pressed, Qt.Key.Key_Space)
    opening.setParent(None)
