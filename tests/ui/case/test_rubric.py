"""The rubric shows one cell and tells, in field terms, what the reviewer does to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
)

from reviewer.program.model import Fix
from reviewer.review.judgment import Draft, JudgmentText, PrivateNotes
from reviewer.text import text
from reviewer.vocabulary import CaseState, Cell
from tests.ui.case.builders import SAVED_AT, judged, record, sheet
from tests.ui.case.finding import part
from ui.plain_text import PlainLabel
from ui.theme import LEVEL_HEIGHT
from ui.views.case.rubric_pane import RubricPane

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet

CAUSE = Cell("p2", 6)
FULL = JudgmentText(
    level="partly_met",
    finding="The causes come after the solution.",
    feedback="Tell how the causes were found.",
    remedy="Data on two causes.",
    same_as=Cell("p1", 3),
    prompts=("6a", "6c"),
)


@pytest.fixture
def rubric(qtbot: QtBot) -> RubricPane:
    made = RubricPane(None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(560, 900)
    # Another test may have left the mouse where a level stands here: it would be looked at from the start.
    QCursor.setPos(made.screen().geometry().bottomRight())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_cell(sheet(), CAUSE)
    return made


def drafted_sheet(written: JudgmentText = FULL, number: int = 1) -> Sheet:
    return sheet(number, kept=replace(record(), drafts={CAUSE: Draft(written, SAVED_AT)}))


def field(rubric: RubricPane, name: str) -> QPlainTextEdit:
    return part(rubric, QPlainTextEdit, name)


def press(qtbot: QtBot, rubric: RubricPane, name: str) -> None:
    QTest.mouseClick(part(rubric, QPushButton, name), Qt.MouseButton.LeftButton)


def test_showing_a_cell_tells_nobody_anything(qtbot: QtBot, rubric: RubricPane) -> None:
    signals = [rubric.typed, rubric.chosen, rubric.notes_typed, rubric.notes_chosen, rubric.done_wanted]
    told = []
    for signal in signals:
        signal.connect(lambda *values: told.append(values))
    rubric.show_cell(drafted_sheet(), CAUSE)
    rubric.show_cell(sheet(), Cell("p3", 9))
    rubric.show_cell(drafted_sheet(number=2), CAUSE)
    assert told == []


def test_a_cell_comes_back_from_the_fields_as_it_went_in(rubric: RubricPane) -> None:
    rubric.show_cell(drafted_sheet(), CAUSE)
    assert rubric.written() == FULL


def test_choosing_a_level_tells_the_cell_and_its_whole_text(qtbot: QtBot, rubric: RubricPane) -> None:
    with qtbot.waitSignal(rubric.chosen) as chosen:
        press(qtbot, rubric, "choice-not_met")
    assert chosen.args == [CAUSE, JudgmentText(level="not_met")]


def test_pressing_the_chosen_level_again_does_nothing(qtbot: QtBot, rubric: RubricPane) -> None:
    press(qtbot, rubric, "choice-met")
    with qtbot.assertNotEmitted(rubric.chosen):
        press(qtbot, rubric, "choice-met")
    assert rubric.levels.chosen == "met"
    assert part(rubric, QPushButton, "choice-met").isChecked()


def test_levels_are_large_and_say_letter_name_and_sentence(rubric: RubricPane) -> None:
    for level in sheet().levels:
        button = part(rubric, QPushButton, f"choice-{level.id}")
        assert button.height() >= LEVEL_HEIGHT
        assert button.accessibleName() == level.name
        assert button.accessibleDescription() == f"{level.sentence} ({level.key})"
    assert part(rubric, QPushButton, "choice-not_applicable").height() >= LEVEL_HEIGHT


def test_typing_tells_of_the_text_and_not_of_a_choice(qtbot: QtBot, rubric: RubricPane) -> None:
    with qtbot.waitSignal(rubric.typed) as typed, qtbot.assertNotEmitted(rubric.chosen):
        QTest.keyClicks(field(rubric, "finding"), "x")
    assert typed.args == [CAUSE, JudgmentText(finding="x")]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("finding", JudgmentText(finding="words")),
        ("feedback", JudgmentText(feedback="words")),
        ("remedy", JudgmentText(remedy="words")),
    ],
)
def test_the_three_texts_are_kept_apart(rubric: RubricPane, name: str, written: JudgmentText) -> None:
    QTest.keyClicks(field(rubric, name), "words")
    assert rubric.written() == written


def test_a_tick_is_a_choice(qtbot: QtBot, rubric: RubricPane) -> None:
    with qtbot.waitSignal(rubric.chosen) as chosen:
        part(rubric, QCheckBox, "prompt-6b").click()
    assert chosen.args == [CAUSE, JudgmentText(prompts=("6b",))]


def test_pressing_the_words_of_a_prompt_ticks_it(qtbot: QtBot, rubric: RubricPane) -> None:
    QTest.mouseClick(part(rubric, PlainLabel, "prompt-6a-words"), Qt.MouseButton.LeftButton)
    assert rubric.written().prompts == ("6a",)


def test_sureness_and_doubts_are_for_oneself(qtbot: QtBot, rubric: RubricPane) -> None:
    with qtbot.waitSignal(rubric.notes_chosen) as chosen:
        part(rubric, QAbstractButton, "sureness-2").click()
    assert chosen.args == [CAUSE, PrivateNotes(sureness=2)]
    part(rubric, QCheckBox, "comes-back").click()
    part(rubric, QAbstractButton, "sureness-2").click()
    with qtbot.waitSignal(rubric.notes_typed) as typed:
        rubric.focus_notes()
        QTest.keyClicks(field(rubric, "note"), "!")
    assert typed.args == [CAUSE, PrivateNotes("!", None, comes_back=True)]


def test_another_cell_whose_weakness_it_repeats_can_be_chosen(qtbot: QtBot, rubric: RubricPane) -> None:
    part(rubric, QPushButton, "rubric-open-more").click()
    box = part(rubric, QComboBox, "same-as")
    place = box.findText("3 Value · 1 Project 1 of case 1")
    with qtbot.waitSignal(rubric.chosen) as chosen:
        box.setCurrentIndex(place)
        box.activated.emit(place)
    assert chosen.args == [CAUSE, JudgmentText(same_as=Cell("p1", 3))]
    assert box.findText("6 Cause · 2 Project 2 of case 1") == -1


def test_what_is_opened_on_request_scrolls_into_sight(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.resize(420, 560)
    rubric.focus_notes()
    qtbot.waitUntil(lambda: not field(rubric, "note").visibleRegion().isEmpty())
    part(rubric, QPushButton, "rubric-open-more").click()
    part(rubric, QPushButton, "rubric-open-more").click()
    qtbot.waitUntil(lambda: not part(rubric, QComboBox, "same-as").visibleRegion().isEmpty())


def test_a_judgment_that_repeats_another_shows_which_one(rubric: RubricPane) -> None:
    drafted = drafted_sheet(JudgmentText(level="not_met", same_as=Cell("p1", 3)))
    rubric.show_cell(drafted, Cell("p1", 1))
    assert not part(rubric, QComboBox, "same-as").isVisible()
    rubric.show_cell(drafted, CAUSE)
    assert part(rubric, QComboBox, "same-as").isVisible()
    assert part(rubric, QComboBox, "same-as").currentText() == "3 Value · 1 Project 1 of case 1"


def test_what_it_would_take_is_asked_only_where_the_program_does(qtbot: QtBot, rubric: RubricPane) -> None:
    part(rubric, QPushButton, "rubric-open-more").click()
    box = part(rubric, QComboBox, "fix")
    rubric.show_cell(replace(sheet(), fixes=()), Cell("p1", 1))
    assert not box.isVisible()
    rubric.show_cell(replace(sheet(), fixes=(Fix("words", "A clearer text"),)), CAUSE)
    part(rubric, QPushButton, "rubric-open-more").setChecked(True)
    assert box.isVisible()
    with qtbot.waitSignal(rubric.chosen) as chosen:
        box.setCurrentIndex(1)
        box.activated.emit(1)
    assert chosen.args == [CAUSE, JudgmentText(fix="words")]


def test_done_asks_to_close_with_what_is_written(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.show_cell(drafted_sheet(), CAUSE)
    with qtbot.waitSignal(rubric.done_wanted) as wanted:
        rubric.done.click()
    assert wanted.args == [CAUSE, FULL]


def test_escape_leaves_a_text_for_the_levels(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.focus_words()
    qtbot.waitUntil(field(rubric, "finding").hasFocus)
    QTest.keyClick(field(rubric, "finding"), Qt.Key.Key_Escape)
    assert part(rubric, QPushButton, "choice-met").hasFocus()


def test_leaving_a_text_asks_to_save_it(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.focus_words()
    qtbot.waitUntil(field(rubric, "finding").hasFocus)
    with qtbot.waitSignal(rubric.settled):
        rubric.focus_criterion()


def test_a_missing_level_is_said_at_the_levels_and_gone_once_chosen(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.show_refusal("Choose a level first.", "level")
    assert rubric.levels.reason == "Choose a level first."
    press(qtbot, rubric, "choice-met")
    assert rubric.levels.reason == ""


def test_a_missing_reason_is_said_at_the_finding_and_gone_once_written(qtbot: QtBot, rubric: RubricPane) -> None:
    press(qtbot, rubric, "choice-not_met")
    rubric.show_refusal("A reason is needed.", "finding")
    assert rubric.texts.reason("finding") == "A reason is needed."
    qtbot.waitUntil(field(rubric, "finding").hasFocus)
    QTest.keyClicks(field(rubric, "finding"), "x")
    assert rubric.texts.reason("finding") == ""


def test_clearing_takes_only_the_level_back(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.show_cell(drafted_sheet(), CAUSE)
    with qtbot.waitSignal(rubric.chosen) as chosen:
        rubric.clear_level()
    assert chosen.args == [CAUSE, replace(FULL, level=None)]
    with qtbot.assertNotEmitted(rubric.chosen):
        rubric.clear_level()


def test_what_is_not_claimed_cannot_be_judged(rubric: RubricPane) -> None:
    rubric.show_cell(sheet(), Cell("p3", 9))
    assert not rubric.levels.isVisible()
    assert field(rubric, "finding").isReadOnly()
    assert part(rubric, PlainLabel, "rubric-unclaimed").isVisible()


def test_a_signed_case_can_be_read_and_not_changed(rubric: RubricPane) -> None:
    signed = replace(sheet(kept=replace(record(), judgments={CAUSE: judged("met")})), state=CaseState.SIGNED)
    rubric.show_cell(signed, CAUSE)
    assert not rubric.levels.isEnabled()
    assert not rubric.done.isEnabled()
    assert not part(rubric, QCheckBox, "comes-back").isEnabled()


def test_undo_never_brings_back_the_words_of_another_case(qtbot: QtBot, rubric: RubricPane) -> None:
    finding = field(rubric, "finding")
    QTest.keyClicks(finding, "secret")
    finding.selectAll()
    QTest.keyClick(finding, Qt.Key.Key_Delete)
    rubric.show_cell(sheet(2), CAUSE)
    finding.undo()
    assert finding.toPlainText() == ""


def test_the_caret_stays_while_the_same_cell_is_shown_again(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.show_cell(drafted_sheet(), CAUSE)
    finding = field(rubric, "finding")
    cursor = finding.textCursor()
    cursor.setPosition(4)
    finding.setTextCursor(cursor)
    rubric.show_cell(drafted_sheet(), CAUSE)
    assert finding.textCursor().position() == 4


def test_the_neighbors_are_named_and_lead_there(qtbot: QtBot, rubric: RubricPane) -> None:
    after = part(rubric, QToolButton, "rubric-after")
    assert after.text() == "7 Design \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    with qtbot.waitSignal(rubric.step_wanted) as wanted:
        after.click()
    assert wanted.args == [1]
    rubric.show_cell(sheet(), Cell("p1", 1))
    assert not part(rubric, QToolButton, "rubric-before").isVisible()


@pytest.mark.parametrize("height", [360, 480, 640, 1000])
def test_the_finding_is_five_lines_high_and_always_there(qtbot: QtBot, rubric: RubricPane, height: int) -> None:
    rubric.resize(560, height)
    finding = field(rubric, "finding")
    qtbot.waitUntil(lambda: finding.viewport().height() >= 5 * finding.fontMetrics().lineSpacing())
    corner = finding.mapTo(rubric, finding.rect().bottomRight())
    assert rubric.rect().contains(corner)
    assert finding.isVisible()


def test_in_a_low_pane_the_texts_stand_behind_tabs_that_say_which_is_filled(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.show_cell(drafted_sheet(replace(FULL, remedy="")), CAUSE)
    rubric.resize(560, 440)
    qtbot.waitUntil(lambda: not field(rubric, "feedback").isVisible())
    tabs = part(rubric, QTabBar, "texts-tabs")
    labels = [tabs.tabText(place) for place in range(3)]
    assert labels == ["For the file •", "The candidate reads •", "What would satisfy"]
    rubric.texts.focus("remedy")
    assert field(rubric, "remedy").isVisible()


def test_a_narrow_pane_cuts_nothing_off(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.resize(400, 700)
    qtbot.waitUntil(lambda: rubric.done.geometry().right() <= rubric.width())
    widest = max(button.geometry().right() for button in rubric.levels.findChildren(QPushButton))
    assert widest <= rubric.levels.width()


def test_tab_goes_through_the_texts_that_stand_behind_one_another(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.resize(560, 440)
    qtbot.waitUntil(lambda: not field(rubric, "feedback").isVisible())
    rubric.texts.focus("finding")
    for name in ("feedback", "remedy"):
        QTest.keyClick(rubric.focusWidget(), Qt.Key.Key_Tab)
        assert field(rubric, name).hasFocus()
    QTest.keyClick(rubric.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert field(rubric, "feedback").hasFocus()
    QTest.keyClick(rubric.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(rubric.focusWidget(), Qt.Key.Key_Tab)
    assert not rubric.texts.isAncestorOf(rubric.focusWidget())


@pytest.mark.parametrize("height", [600, 760, 1000])
def test_where_there_is_room_every_level_stands_whole_with_its_sentence(
    qtbot: QtBot, rubric: RubricPane, height: int
) -> None:
    rubric.resize(600, height)
    last = part(rubric, QPushButton, "choice-not_applicable")
    viewport = part(rubric, QScrollArea, "rubric-scroll").viewport()
    qtbot.waitUntil(lambda: viewport.rect().contains(last.mapTo(viewport, last.rect().bottomRight())))
    levels = [level for level in (*sheet().levels, sheet().not_applicable) if level is not None]
    sentences = [part(rubric, PlainLabel, f"choice-{level.id}-sentence") for level in levels]
    # The choices take their shape once the pane has its size.
    qtbot.waitUntil(lambda: all(sentence.isVisible() for sentence in sentences))
    assert len(sentences) == 5
    assert all(sentence.height() >= sentence.heightForWidth(sentence.width()) for sentence in sentences)
    assert rubric.levels.sentence == ""


def test_in_a_low_pane_the_sentence_of_the_level_looked_at_can_be_read_before_choosing(
    qtbot: QtBot, rubric: RubricPane
) -> None:
    rubric.resize(560, 440)
    met, partly = sheet().levels[:2]
    qtbot.waitUntil(lambda: rubric.levels.sentence == text("case.choose_hint"))
    part(rubric, QPushButton, f"choice-{partly.id}").setFocus()
    qtbot.waitUntil(lambda: rubric.levels.sentence == partly.sentence)
    # Only once the levels are where they stay.
    qtbot.waitUntil(lambda: not rubric._settle.is_waiting)
    looked_at = part(rubric, QPushButton, f"choice-{met.id}")

    def look() -> bool:
        # Wherever the mouse was left by another test, it has to come in anew.
        QTest.mouseMove(rubric.done)
        QTest.mouseMove(looked_at)
        return rubric.levels.sentence == met.sentence

    qtbot.waitUntil(look)
    assert rubric.levels.chosen is None


def test_larger_text_cuts_no_level_off(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.resize(560, 440)
    buttons = [part(rubric, QPushButton, f"choice-{level.id}") for level in sheet().levels]
    qtbot.waitUntil(lambda: buttons[0].y() == buttons[2].y())
    font = rubric.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    rubric.setFont(font)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
    assert all(button.geometry().right() <= rubric.levels.width() for button in buttons)


def test_in_a_very_low_pane_the_field_grows_while_one_writes(qtbot: QtBot, rubric: RubricPane) -> None:
    finding = field(rubric, "finding")
    rubric.resize(560, 360)
    rubric.texts.set_low(is_low=True)
    line = finding.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: finding.viewport().height() < 2 * line)
    finding.setFocus()
    qtbot.waitUntil(lambda: finding.viewport().height() >= 3 * line)


def test_what_is_cut_at_an_edge_fades(qtbot: QtBot, rubric: RubricPane) -> None:
    rubric.resize(560, 420)
    bar = part(rubric, QScrollArea, "rubric-scroll").verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for value, above, below in ((0, False, True), (bar.maximum(), True, False)):
        bar.setValue(value)
        assert part(rubric, QFrame, "rubric-scroll-above").isVisible() is above
        assert part(rubric, QFrame, "rubric-scroll-below").isVisible() is below
