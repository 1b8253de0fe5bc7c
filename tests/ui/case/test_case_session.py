"""A case shows its own marks and no other's, whatever comes late, and loses nothing that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.changes import Changes
from reviewer.errors import DiskFullError, JudgmentRefusedError
from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.vocabulary import CaseState, Cell
from tests.ui.case.builders import SAVED_AT, CaseBook, key
from tests.ui.case.runners import HeldRunner
from ui.session.case_session import CaseSession

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CELL = Cell("p1", 1)
MET = JudgmentText(level="met")


@pytest.fixture
def runner(qapp: object, book: CaseBook) -> HeldRunner:
    return HeldRunner(book)  # type: ignore[arg-type]


@pytest.fixture
def session(runner: HeldRunner) -> CaseSession:
    """A session with case 1 open."""
    made = CaseSession(runner, runner)
    made.open(key(1))
    runner.let_all_go()
    return made


def shown(session: CaseSession) -> JudgmentText | None:
    assert session.sheet is not None
    return session.sheet.cell(CELL).shown


def test_opening_shows_place_then_case(qtbot: QtBot, runner: HeldRunner, book: CaseBook) -> None:
    book.places[key(1)] = "there"
    made = CaseSession(runner, runner)
    made.open(key(1))
    with qtbot.waitSignals([made.place_found, made.opened], order="strict"):
        runner.let_all_go()
    assert made.sheet is not None
    assert made.sheet.key == key(1)


def test_looking_writes_nothing(session: CaseSession, runner: HeldRunner, book: CaseBook) -> None:
    session.list_documents()
    session.reload()
    session.leave()
    runner.let_all_go()
    assert set(book.calls) <= {"open", "document evidence/p1/notes.txt"}


def test_a_choice_shows_at_once_and_is_saved_at_once(qtbot: QtBot, session: CaseSession, runner: HeldRunner) -> None:
    with qtbot.waitSignal(session.sheet_changed):
        session.choose_judgment(CELL, MET)
    assert shown(session) == MET
    assert session.sheet is not None
    assert session.sheet.cell(CELL).saved_at is None
    with qtbot.waitSignal(session.saved) as saved:
        runner.let_go()
    assert saved.args == [SAVED_AT]
    assert session.sheet.cell(CELL).saved_at == SAVED_AT


def test_typing_is_saved_soon(qtbot: QtBot, session: CaseSession, runner: HeldRunner, book: CaseBook) -> None:
    session.type_judgment(CELL, JudgmentText(finding="w"))
    session.type_judgment(CELL, JudgmentText(finding="words"))
    assert runner.held == []
    qtbot.waitUntil(lambda: len(runner.held) == 1)
    runner.let_all_go()
    assert book.records[key(1)].drafts[CELL].text.finding == "words"


def test_a_save_that_comes_back_does_not_take_newer_words_away(session: CaseSession, runner: HeldRunner) -> None:
    session.choose_judgment(CELL, MET)
    newer = JudgmentText(level="met", finding="newer")
    session.type_judgment(CELL, newer)
    runner.let_go()
    assert shown(session) == newer


def test_a_sheet_read_before_the_save_does_not_take_typed_words_away(session: CaseSession, runner: HeldRunner) -> None:
    session.reload()
    session.type_judgment(CELL, JudgmentText(finding="typed"))
    runner.let_go()
    assert shown(session) == JudgmentText(finding="typed")


# Another case -----------------------------------------------------------------------------


def test_late_results_of_another_case_are_dropped(qtbot: QtBot, runner: HeldRunner) -> None:
    session = CaseSession(runner, runner)
    opened: list[object] = []
    session.opened.connect(lambda sheet: opened.append(sheet.key))
    session.open(key(1))
    session.open(key(2))
    # The results of case 2 come first, those of case 1 last.
    for place in reversed(range(6)):
        runner.let_go(place)
    assert opened == [key(2)]
    assert session.sheet is not None
    assert session.sheet.key == key(2)


def test_marks_typed_in_one_case_never_show_on_another(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner, book: CaseBook
) -> None:
    session.choose_judgment(CELL, MET)
    session.type_notes(CELL, PrivateNotes("mine"))
    saving = runner.held.pop()
    session.open(key(2))
    runner.let_all_go()
    with qtbot.assertNotEmitted(session.sheet_changed), qtbot.assertNotEmitted(session.saved):
        saving.carry_out()
    assert shown(session) is None
    assert session.sheet is not None
    assert session.sheet.cell(CELL).private == PrivateNotes()
    assert book.records[key(1)].drafts[CELL].text == MET
    assert book.records[key(1)].private[CELL] == PrivateNotes("mine")
    assert (book.records[key(2)].drafts, book.records[key(2)].private) == ({}, {})


def test_while_a_case_is_being_opened_nothing_can_be_marked_in_it(
    session: CaseSession, runner: HeldRunner, book: CaseBook
) -> None:
    session.open(key(2))
    session.choose_judgment(CELL, MET)
    session.choose_notes(CELL, PrivateNotes("lost?"))
    session.type_ethics("1", "concern", "why")
    session.answer_ethics("1", "no_concern", "")
    session.declare("family", "")
    runner.let_all_go()
    assert book.records[key(2)] == CaseBook.of(2).records[key(2)]
    assert shown(session) is None


def test_going_back_finds_what_was_typed(session: CaseSession, runner: HeldRunner) -> None:
    session.type_judgment(CELL, JudgmentText(finding="typed"))
    session.open(key(2))
    session.open(key(1))
    runner.let_all_go()
    assert shown(session) == JudgmentText(finding="typed")


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 4, 3, 2, 1, 0), (2, 0, 4, 1, 5, 3)], ids=str)
def test_switching_quickly_ends_at_the_last_case_in_any_order(
    runner: HeldRunner, book: CaseBook, order: tuple[int, ...]
) -> None:
    book.records[key(1)] = CaseBook.of(1).records[key(1)]
    book.save_draft(key(1), CELL, MET)
    session = CaseSession(runner, runner)
    for number in (1, 2, 1):
        session.open(key(number))
    jobs, runner.held = runner.held, []
    for place in order:
        jobs[place].carry_out()
    assert session.sheet is not None
    assert session.sheet.key == key(1)
    assert shown(session) == MET


# Closing, refusing, failing ---------------------------------------------------------------


def test_closing_saves_the_draft_first_and_then_enters_the_journal(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner, book: CaseBook
) -> None:
    session.type_judgment(CELL, MET)
    book.calls.clear()
    with qtbot.waitSignal(session.closed) as closed:
        session.close_criterion(CELL, MET)
        runner.let_all_go()
    assert closed.args == [CELL]
    assert book.calls == ["draft", "close", "discard", "open"]
    assert session.sheet is not None
    assert session.sheet.cell(CELL).closed == MET
    assert session.sheet.cell(CELL).draft is None
    assert session.sheet.judged == 1


def test_a_refused_closing_says_why_and_keeps_the_draft(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner, book: CaseBook
) -> None:
    weak = JudgmentText(level="not_met")
    session.choose_judgment(CELL, weak)
    with qtbot.waitSignal(session.refused) as refused, qtbot.assertNotEmitted(session.closed):
        session.close_criterion(CELL, weak)
        runner.let_all_go()
    assert refused.args is not None
    intention, subject, error = refused.args
    assert (intention, subject) == ("close", CELL)
    assert isinstance(error, JudgmentRefusedError)
    assert shown(session) == weak
    assert book.records[key(1)].drafts[CELL].text == weak


def test_going_back_to_what_is_closed_drops_the_draft(session: CaseSession, runner: HeldRunner, book: CaseBook) -> None:
    session.close_criterion(CELL, MET)
    session.choose_judgment(CELL, JudgmentText(level="not_met"))
    runner.let_all_go()
    session.choose_judgment(CELL, MET)
    runner.let_all_go()
    assert book.records[key(1)].drafts == {}
    assert session.sheet is not None
    assert session.sheet.cell(CELL).draft is None


def test_a_failed_save_is_told_and_tried_again(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner, book: CaseBook
) -> None:
    book.fails = DiskFullError("workspace")
    session.choose_judgment(CELL, MET)
    with qtbot.waitSignal(session.save_failed):
        runner.let_go()
    assert shown(session) == MET
    book.fails = None
    with qtbot.waitSignal(session.saved):
        session.flush()
        runner.let_all_go()
    assert book.records[key(1)].drafts[CELL].text == MET


def test_a_draft_that_could_not_be_saved_never_covers_the_judgment_that_it_became(
    session: CaseSession, runner: HeldRunner, book: CaseBook
) -> None:
    book.fails = DiskFullError("workspace")
    session.choose_judgment(CELL, MET)
    runner.let_go()
    session.close_criterion(CELL, MET)
    runner.let_go()
    book.fails = None
    runner.let_all_go()
    assert session.sheet is not None
    assert session.sheet.cell(CELL).closed == MET
    assert session.sheet.cell(CELL).draft is None
    assert not session.unsaved


def test_a_locked_session_keeps_nothing_in_memory(session: CaseSession, runner: HeldRunner, book: CaseBook) -> None:
    session.type_judgment(CELL, JudgmentText(finding="typed"))
    session.forget()
    assert not session.unsaved
    # What was asked before is still carried out; nobody hears of it.
    runner.let_all_go()
    assert book.records[key(1)].drafts[CELL].text.finding == "typed"
    session.open(key(1))
    runner.let_all_go()
    session.close_criterion(CELL, MET)
    runner.let_all_go()
    assert session.sheet is not None
    assert session.sheet.cell(CELL).draft is None


def test_something_unforeseen_is_told(qtbot: QtBot, session: CaseSession, runner: HeldRunner, book: CaseBook) -> None:
    book.fails = ZeroDivisionError()
    session.choose_judgment(CELL, MET)
    with qtbot.waitSignal(session.failed):
        runner.let_go()
    assert shown(session) == MET


def test_an_ethics_answer_replaces_its_draft(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner, book: CaseBook
) -> None:
    session.type_ethics("1", "no_concern", "")
    with qtbot.waitSignal(session.answered) as answered:
        session.answer_ethics("1", "no_concern", "")
        runner.let_all_go()
    assert answered.args == ["1"]
    assert session.sheet is not None
    row = next(row for row in session.sheet.ethics if row.id == "1")
    assert row.draft is None
    assert row.answer is not None
    assert book.records[key(1)].ethics_drafts == {}


def test_a_concern_without_a_note_is_refused_and_stays_a_draft(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner
) -> None:
    with qtbot.waitSignal(session.refused) as refused:
        session.answer_ethics("1", "concern", "")
        runner.let_all_go()
    assert refused.args is not None
    assert refused.args[:2] == ["ethics", "1"]
    assert session.sheet is not None
    assert next(row.draft.answer for row in session.sheet.ethics if row.draft) == "concern"


def test_a_conflict_recuses(session: CaseSession, runner: HeldRunner) -> None:
    session.declare("family", "A cousin")
    runner.let_all_go()
    assert session.sheet is not None
    assert session.sheet.state is CaseState.RECUSED


def test_a_correction_is_told(qtbot: QtBot, session: CaseSession, runner: HeldRunner) -> None:
    with qtbot.waitSignal(session.corrected) as corrected:
        session.correct_eligibility("experience", "holds", "Papers seen")
        runner.let_all_go()
    assert corrected.args == ["experience"]


def test_documents_and_copies_come_back_with_their_paths(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner, tmp_path: Path
) -> None:
    with qtbot.waitSignals([session.documents_listed, session.copy_saved]):
        session.list_documents()
        session.save_copy("evidence/p1/notes.txt", tmp_path / "notes.txt")
        runner.let_all_go()
    assert (tmp_path / "notes.txt").exists()


# The rest of the window -------------------------------------------------------------------


def test_the_inbox_hears_of_typing_only_when_the_case_is_left(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner
) -> None:
    with qtbot.assertNotEmitted(session.changed):
        session.choose_judgment(CELL, MET)
        runner.let_all_go()
    with qtbot.waitSignal(session.changed) as changed:
        session.leave()
    assert changed.args == [Changes(cases=frozenset({key(1)}), inbox=True)]


def test_the_inbox_hears_at_once_of_what_enters_the_journal(
    qtbot: QtBot, session: CaseSession, runner: HeldRunner
) -> None:
    with qtbot.waitSignal(session.changed):
        session.close_criterion(CELL, MET)
        runner.let_all_go()


def test_a_case_changed_elsewhere_is_read_again_and_others_are_not(session: CaseSession, runner: HeldRunner) -> None:
    session.hear(Changes.of_case(key(2)))
    assert runner.held == []
    session.hear(Changes.of_case(key(1)))
    assert len(runner.held) == 1


def test_without_a_workspace_nothing_is_asked(session: CaseSession, runner: HeldRunner) -> None:
    session.leave()
    session.keep_place("there")
    session.list_documents()
    session.reload()
    assert runner.held == []
