"""What is begun in a form is saved while it is typed, there again after locking, and gone once it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QRadioButton

from reviewer.review.begun import NOTHING_BEGUN, Begun
from tests.ui.case.finding import click, part
from tests.ui.pathways.conftest import COURSE, MIXED, PASSPHRASE, RENEWAL
from ui.session.rulings import AskOffice
from ui.views.case.begun_forms import BegunForm, BegunForms, BoxChoices
from ui.views.case.words_field import LabeledWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.vocabulary import CaseKey
    from ui.session.workspace_session import WorkspaceSession
    from ui.views.case.screen import CaseScreen

    Open = Callable[[CaseKey, str], CaseScreen]
    LockAndOpen = Callable[[CaseScreen, "Form"], None]

WORDS = "Half a reason"


class Form(NamedTuple):
    """A form: where it is, how it is opened, its field, and what is chosen beside the words."""

    key: CaseKey
    step: str
    opener: str
    field: str
    radio: str = ""


FORMS = {
    "experience": Form(MIXED, "before", "experience-2-open", "experience-2-note", "experience-2-counts-not"),
    "check": Form(MIXED, "before", "check-experience-open", "check-experience-note", "check-experience-fails"),
    "edition": Form(MIXED, "before", "edition-open", "edition-because"),
    "question": Form(MIXED, "office", "", "office-ask"),
    "alert": Form(MIXED, "office", "", "office-alert"),
    "activity": Form(RENEWAL, "judge", "", "ruling-reason"),
    "milestone": Form(COURSE, "judge", "", "ruling-reason"),
}


def words_in(screen: CaseScreen, field: str) -> str:
    return part(screen, QPlainTextEdit, field).toPlainText()


def type_words(screen: CaseScreen, field: str, words: str = WORDS) -> None:
    QTest.keyClicks(part(screen, QPlainTextEdit, field), words)


@pytest.fixture
def lock_and_open(qtbot: QtBot, workspace: WorkspaceSession, tmp_path: Path) -> LockAndOpen:
    """Lock as the window does, unlock, and go back to the case and its step."""

    def lock_and_open(screen: CaseScreen, form: Form) -> None:
        screen.save_now()
        screen.forget()
        workspace.lock()
        qtbot.waitUntil(
            lambda: words_in(screen, form.field) == "" if screen.findChild(QPlainTextEdit, form.field) else True
        )
        with qtbot.waitSignal(workspace.opened, timeout=20_000):
            workspace.open(tmp_path / "mine.reviewer", PASSPHRASE)
        with qtbot.waitSignals([screen.session.documents_listed, screen.session.looked_up], timeout=10_000):
            screen.show_case(form.key)
        screen.pages.go_to_step(form.step)

    return lock_and_open


@pytest.mark.parametrize("name", FORMS)
def test_what_is_begun_is_there_again_after_locking(
    qtbot: QtBot, open_case: Open, lock_and_open: LockAndOpen, name: str
) -> None:
    form = FORMS[name]
    screen = open_case(form.key, form.step)
    if form.opener:
        qtbot.waitUntil(part(screen, QPushButton, form.opener).isVisible, timeout=10_000)
        click(screen, form.opener)
    if form.radio:
        part(screen, QRadioButton, form.radio).click()
    with qtbot.waitSignal(screen.session.saved, timeout=5_000):
        type_words(screen, form.field)
    lock_and_open(screen, form)
    assert words_in(screen, form.field) == WORDS
    assert part(screen, QPlainTextEdit, form.field).isVisible()
    assert not form.radio or part(screen, QRadioButton, form.radio).isChecked()


def test_locking_at_once_saves_what_was_typed_a_moment_ago(
    qtbot: QtBot, open_case: Open, lock_and_open: LockAndOpen
) -> None:
    form = FORMS["question"]
    screen = open_case(form.key, form.step)
    type_words(screen, form.field)
    lock_and_open(screen, form)
    assert words_in(screen, form.field) == WORDS


def test_an_answer_and_its_waiting_question_come_back_too(
    qtbot: QtBot, open_case: Open, lock_and_open: LockAndOpen
) -> None:
    form = Form(MIXED, "office", "", "office-answered")
    screen = open_case(form.key, form.step)
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        screen.session.rule(AskOffice("Is it enough?"))
    type_words(screen, form.field)
    lock_and_open(screen, form)
    assert words_in(screen, form.field) == WORDS


def test_a_note_for_the_office_alone_comes_back_over_the_one_that_was_kept(
    qtbot: QtBot, open_case: Open, lock_and_open: LockAndOpen
) -> None:
    form = Form(MIXED, "office", "", "office-note")
    screen = open_case(form.key, form.step)
    with qtbot.waitSignal(screen.session.answered, timeout=10_000):
        screen.session.answer_ethics("6", "serious_concern", "Names of customers were shown.")
    type_words(screen, form.field, "Call me.")
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        click(screen, "office-note-act")
    type_words(screen, form.field, " Soon")
    begun = words_in(screen, form.field)
    lock_and_open(screen, form)
    assert words_in(screen, form.field) == begun != "Call me."


def test_a_number_that_was_begun_comes_back_with_its_choice(
    qtbot: QtBot, open_case: Open, lock_and_open: LockAndOpen
) -> None:
    screen = open_case(RENEWAL, "judge")
    screen.pages.workbench.choose_by_key("O")
    amount = part(screen, QLineEdit, "ruling-amount")
    amount.clear()
    QTest.keyClicks(amount, "0.5")
    form = Form(RENEWAL, "judge", "", "ruling-reason")
    lock_and_open(screen, form)
    assert (amount.text(), amount.isVisible()) == ("0.5", True)


def test_what_is_recorded_is_no_longer_begun(qtbot: QtBot, open_case: Open, lock_and_open: LockAndOpen) -> None:
    form = FORMS["question"]
    screen = open_case(form.key, form.step)
    type_words(screen, form.field)
    with qtbot.waitSignal(screen.session.ruled, timeout=10_000):
        click(screen, "office-ask-act")
    lock_and_open(screen, form)
    assert words_in(screen, form.field) == ""
    assert screen.session.sheet is not None
    assert [question.text for question in screen.session.sheet.questions] == [WORDS]


# The parts ------------------------------------------------------------------------------------


def test_only_what_the_reviewer_types_is_told(qtbot: QtBot) -> None:
    words, box, forms = LabeledWords("a", "A", 2, None), QComboBox(), BegunForms()  # type: ignore[arg-type]
    for each in (words, box):
        qtbot.addWidget(each)
    box.addItem("First", "first")
    box.addItem("Second", "second")
    told: list[tuple[str, Begun]] = []
    forms.changed.connect(lambda form, begun: told.append((form, begun)))
    forms.take({"one": Begun("kept", "second")})
    form = BegunForm(words, BoxChoices(box))
    assert form.turn_to(forms, "one")
    assert (words.field.words, box.currentData(), told) == ("kept", "second", [])
    words.field.insertPlainText("!")
    box.setCurrentIndex(0)
    form.done("what is recorded")
    assert told == [("one", Begun("!kept", "second")), ("one", Begun("!kept")), ("one", NOTHING_BEGUN)]
    assert words.field.words == "what is recorded"
    assert not form.turn_to(forms, "two", "otherwise")
    form.leave()
    assert (words.field.words, len(told)) == ("", 3)
