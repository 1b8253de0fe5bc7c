"""The other steps of a case, its places, and the way to another case and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton, QWidget

from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.review.sheet_rows import HintRow
from reviewer.vocabulary import Cell, Holds
from tests.ui.case.builders import CaseBook, key
from tests.ui.case.finding import click, focused, part, press, standings, visible_words
from tests.ui.case.runners import IdleRunner
from ui.models.before_texts import Destination
from ui.models.place import Place
from ui.plain_text import PlainLabel
from ui.settings import LayoutSettings
from ui.views.case.check_card import CheckCard
from ui.views.case.screen import CaseScreen
from ui.views.case.steps import CaseStep, StepPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from tests.ui.case.conftest import QuietWorkspace

FIRST = Cell("p1", 1)


def shown_sheet(screen: CaseScreen) -> Sheet:
    assert screen.session.sheet is not None
    return screen.session.sheet


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


def test_a_correction_without_a_reason_lets_it_be_written_and_goes_on_once_saved(
    qtbot: QtBot, screen: CaseScreen
) -> None:
    screen.pages.go_to_step("before")
    cards = [part(screen, CheckCard, f"check-{row.id}") for row in shown_sheet(screen).eligibility]
    first = cards[0]
    first.form.opener.click()
    click(screen, f"{first.objectName()}-save")
    assert focused(screen) in first.form.findChildren(QRadioButton)
    part(screen, QRadioButton, f"{first.objectName()}-fails").setChecked(True)
    part(screen, QPushButton, f"{first.objectName()}-save").setFocus()
    with qtbot.waitSignal(screen.session.refused):
        click(screen, f"{first.objectName()}-save")
    reason = part(screen, QPlainTextEdit, f"{first.objectName()}-note")
    qtbot.waitUntil(reason.hasFocus)
    QTest.keyClicks(reason, "One letter is missing.")
    with qtbot.waitSignal(screen.session.corrected):
        click(screen, f"{first.objectName()}-save")
    assert not first.form.isVisible()
    waiting = [each.asks for each in cards[1:] if each.asks is not None]
    assert focused(screen) is (waiting[0] if waiting else part(screen, QPushButton, "before-on"))


def test_after_the_last_check_the_focus_is_at_the_way_on(qtbot: QtBot, screen: CaseScreen) -> None:
    screen.pages.go_to_step("before")
    for row in shown_sheet(screen).eligibility:
        card = part(screen, CheckCard, f"check-{row.id}")
        if card.asks is not None and row.computed is not Holds.CANNOT_TELL:
            card.asks.setFocus()
            with qtbot.waitSignal(screen.session.corrected):
                click(screen, f"check-{row.id}-confirm")
    last = part(screen, CheckCard, f"check-{shown_sheet(screen).eligibility[-1].id}")
    assert not last.isAncestorOf(focused(screen))


def test_hints_stand_equally_far_apart(qtbot: QtBot, screen: CaseScreen) -> None:
    screen.pages.go_to_step("before")
    long = "It goes on for very much longer than one line of this page can hold. " * 4
    hints = tuple(HintRow("a", "", message) for message in (long, "Short.", long, "Short."))
    screen.pages.before.show_sheet(replace(shown_sheet(screen), hints=hints))
    labels = [part(screen, PlainLabel, f"hint-{place}") for place in range(len(hints))]
    assert all(label.text() for label in labels)

    def gaps() -> set[int]:
        tops = [label.mapTo(screen, QPoint(0, 0)).y() for label in labels]
        return {after - before - label.height() for before, after, label in zip(tops, tops[1:], labels, strict=False)}

    qtbot.waitUntil(lambda: labels[0].height() > labels[1].height() and len(gaps()) == 1)


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
    turned_to: list[Cell] = []
    judging.pages.workbench.cell_changed.connect(turned_to.append)
    with qtbot.waitSignal(judging.session.documents_listed):
        judging.show_case(key(1))
    assert turned_to == [], "no other cell is shown first"
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
    said = screen.session.sheet.hints[0].message.replace("for p1", "for project 1")  # type: ignore[union-attr]
    assert said in visible_words(screen)
