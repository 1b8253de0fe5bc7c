"""A case on the screen, from the declaration to the last criterion, without the mouse where wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTabBar, QWidget

from reviewer.errors import DiskFullError
from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.review.sheet_rows import HintRow
from reviewer.vocabulary import Cell
from tests.ui.case.builders import CaseBook, key
from tests.ui.case.finding import click, part
from tests.ui.case.runners import IdleRunner
from ui.models.before_texts import Destination
from ui.models.place import Place
from ui.settings import LayoutSettings
from ui.views.case.screen import CaseScreen
from ui.views.case.steps import CaseStep, StepPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from tests.ui.case.conftest import QuietWorkspace

FIRST = Cell("p1", 1)


def focused(screen: CaseScreen) -> QWidget:
    widget = screen.focusWidget()
    assert widget is not None
    return widget


def press(screen: CaseScreen, pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(screen), pressed, modifier)


def standings(screen: CaseScreen) -> list[str]:
    tabs = part(screen, QTabBar, "step-tabs")
    return [tabs.tabText(place) for place in range(tabs.count())]


def visible_words(screen: CaseScreen) -> str:
    labels = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels)


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
    assert titled.args == ["Candidate 1 · CPT 2013 initial · certification · due 2026-09-25 · revision 1"]


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


# Other steps ------------------------------------------------------------------------------


def test_reading_asks_for_no_level(qtbot: QtBot, screen: CaseScreen, book: CaseBook) -> None:
    screen.pages.go_to_step("read")
    press(screen, Qt.Key.Key_M)
    assert "draft" not in book.calls
    assert not screen.pages.workbench.rubric.isVisible()
    assert screen.pages.workbench.reading.tab == "project"
    assert screen.pages.workbench.aside.other == Cell("p2", 1)


def test_notes_while_reading_are_for_oneself_and_keep_the_doubt(
    qtbot: QtBot, screen: CaseScreen, book: CaseBook
) -> None:
    screen.session.choose_notes(FIRST, PrivateNotes(comes_back=True))
    screen.pages.go_to_step("read")
    press(screen, Qt.Key.Key_Return)
    QTest.keyClicks(focused(screen), "mine")
    screen.save_now()
    qtbot.waitUntil(lambda: FIRST in book.records[key(1)].private)
    qtbot.waitUntil(lambda: book.records[key(1)].private[FIRST] == PrivateNotes("mine", None, comes_back=True))


def test_ethics_is_answered_by_letters_beside_words_and_matrix(
    qtbot: QtBot, screen: CaseScreen, book: CaseBook
) -> None:
    screen.pages.go_to_step("ethics")
    assert screen.pages.workbench.reading.isVisible()
    assert screen.pages.workbench.matrix.table.isVisible()
    press(screen, Qt.Key.Key_K)
    with qtbot.waitSignal(screen.session.answered):
        press(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert book.records[key(1)].ethics["commitment"].answer == "no_concern"
    assert screen.pages.workbench.ethics.item == "1"
    qtbot.waitUntil(lambda: standings(screen)[3] == "Ethics 1/7")


def test_a_concern_needs_a_note_and_says_so_there(qtbot: QtBot, screen: CaseScreen, book: CaseBook) -> None:
    screen.pages.go_to_step("ethics")
    press(screen, Qt.Key.Key_C)
    with qtbot.waitSignal(screen.session.refused):
        screen.finish()
    assert part(screen, QLabel, "ethics-note-refusal").text() == "This answer needs a note that says why."
    QTest.keyClicks(part(screen, QPlainTextEdit, "ethics-note"), "No consent named")
    with qtbot.waitSignal(screen.session.answered):
        screen.finish()
    assert book.records[key(1)].ethics["commitment"].note == "No consent named"


def test_an_ethics_answer_can_be_taken_back_with_delete(qtbot: QtBot, screen: CaseScreen, book: CaseBook) -> None:
    screen.pages.go_to_step("ethics")
    press(screen, Qt.Key.Key_S)
    press(screen, Qt.Key.Key_Delete)
    screen.session.flush()
    qtbot.waitUntil(lambda: "commitment" in book.records[key(1)].ethics_drafts)
    qtbot.waitUntil(lambda: book.records[key(1)].ethics_drafts["commitment"].answer is None)


def test_a_correction_without_a_reason_says_why(qtbot: QtBot, screen: CaseScreen) -> None:
    with qtbot.waitSignal(screen.session.refused):
        screen.session.correct_eligibility("experience", "holds", "")
    assert part(screen, QLabel, "check-experience-note-refusal").text() == (
        "A ruling against a computed check needs its reason."
    )


def test_a_hint_leads_into_the_case(screen: CaseScreen) -> None:
    screen.pages.before.destination_wanted.emit(Destination("claim", Cell("p2", 6)))
    assert screen.pages.step == "judge"
    assert screen.pages.workbench.cell == Cell("p2", 6)
    assert screen.pages.workbench.reading.tab == "claim"
    screen.pages.before.destination_wanted.emit(Destination("documents"))
    assert screen.pages.workbench.reading.tab == "documents"


def test_the_attesters_mark_leads_to_the_attestations(judging: CaseScreen) -> None:
    click(judging, "rubric-attested")
    assert judging.pages.workbench.reading.tab == "attestations"


def test_actions_turn_to_steps_and_standards(qtbot: QtBot, judging: CaseScreen) -> None:
    act = judging.handlers()
    act["standard_after"]()
    act["standard_after"]()
    act["standard_before"]()
    assert judging.pages.workbench.cell == Cell("p1", 2)
    act["next_unjudged"]()
    assert judging.pages.workbench.cell == Cell("p1", 3)
    for step in ("before", "read", "judge", "ethics"):
        act[f"step_{step}"]()
        assert judging.pages.step == step
    assert judging.can("done")
    assert not judging.can("only_me")
    assert not judging.can("step_outcome")
    assert not judging.can("next_doubt")


class _LaterPage(StepPage):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: list[object] = []
        self.is_entered = False

    def show_sheet(self, sheet: Sheet) -> None:
        self.shown.append(sheet.key)

    def entered(self) -> None:
        self.is_entered = True

    def standing(self, sheet: Sheet) -> str:
        return f"({sheet.judged})"

    def forget(self) -> None:
        self.shown.clear()


def test_later_steps_have_their_place(qtbot: QtBot, workspace: QuietWorkspace, book: CaseBook) -> None:
    later = (CaseStep("outcome", "ui.action.step_outcome", _LaterPage),)
    made = CaseScreen(workspace, LayoutSettings(), None, later, runner=IdleRunner(book))  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.session.documents_listed):
        made.show_case(key(1))
    made.handlers()["step_outcome"]()
    page = part(made, _LaterPage, "")
    assert page.shown == [key(1)]
    assert page.is_entered
    page.cell_wanted.emit(Cell("p3", 3))
    assert (made.pages.step, made.pages.workbench.cell) == ("judge", Cell("p3", 3))
    made.session.choose_judgment(Cell("p3", 3), JudgmentText(level="met"))
    assert standings(made)[-2] == "Outcome and letter (0)"
    made.forget()
    assert page.shown == []


# Places and other cases -------------------------------------------------------------------


def test_the_place_in_a_case_is_kept_and_found_again(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    judging.pages.workbench.go_to(Cell("p2", 6))
    judging.pages.workbench.reading.show_tab("attestations")
    with qtbot.waitSignal(judging.session.documents_listed):
        judging.show_case(key(2))
    kept = Place.read(book.places[key(1)])
    assert (kept.step, kept.cell, kept.tab) == ("judge", Cell("p2", 6), "attestations")
    assert judging.pages.step == "before"
    with qtbot.waitSignal(judging.session.documents_listed):
        judging.show_case(key(1))
    assert judging.pages.step == "judge"
    assert judging.pages.workbench.cell == Cell("p2", 6)
    assert judging.pages.workbench.reading.tab == "attestations"


def test_switching_cases_never_shows_the_marks_of_another(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    press(judging, Qt.Key.Key_N)
    QTest.keyClicks(part(judging, QPlainTextEdit, "finding"), "only of case 1")
    with qtbot.waitSignal(judging.session.documents_listed):
        for number in (2, 1, 2, 1, 2):
            judging.show_case(key(number))
    judging.pages.go_to_step("judge")
    rubric = judging.pages.workbench.rubric
    assert judging.session.key == key(2)
    assert rubric.written() == JudgmentText()
    assert book.records[key(2)].drafts == {}
    assert book.records[key(1)].drafts[FIRST].text == JudgmentText("not_met", "only of case 1")


def test_showing_the_same_case_again_reads_it_again(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    book.calls.clear()
    judging.show_case(key(1))
    qtbot.waitUntil(lambda: book.calls == ["open"])
    assert judging.pages.step == "judge"


def test_documents_and_copies_go_through_the_session(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    documents = judging.pages.workbench.reading.documents
    with qtbot.waitSignal(judging.session.document_read):
        documents.document_wanted.emit("evidence/p1/notes.txt")
    assert "document evidence/p1/notes.txt" in book.calls


def test_the_splitter_is_remembered(qtbot: QtBot, judging: CaseScreen, book: CaseBook) -> None:
    splitter = judging.pages.workbench._splitter
    splitter.setSizes([700, 520])
    kept = splitter.sizes()
    judging.save_now()
    again = CaseScreen(judging.parent() or _quiet(judging), LayoutSettings(), runner=IdleRunner(book))  # type: ignore[arg-type]
    qtbot.addWidget(again)
    again.resize(judging.size())
    again.show()
    again.pages._stack.setCurrentWidget(again.pages.workbench)
    qtbot.waitUntil(lambda: abs(again.pages.workbench._splitter.sizes()[0] - kept[0]) < 5)


def _quiet(screen: CaseScreen) -> QuietWorkspace:
    from tests.ui.case.conftest import QuietWorkspace

    return QuietWorkspace(screen)


def test_every_part_that_takes_the_focus_has_a_name(judging: CaseScreen) -> None:
    nameless = []
    for step in ("before", "read", "judge", "ethics"):
        judging.pages.go_to_step(step)
        for widget in judging.findChildren(QWidget):
            is_reached = widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            words = widget.accessibleName() or getattr(widget, "text", str)()
            if is_reached and not words:
                nameless.append(f"{step}: {type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_a_case_with_hints_shows_them_at_the_first_step(qtbot: QtBot, screen: CaseScreen) -> None:
    assert isinstance(screen.session.sheet.hints[0], HintRow)  # type: ignore[union-attr]
    assert screen.session.sheet.hints[0].message in visible_words(screen)  # type: ignore[union-attr]
