"""What is typed is saved at once or shortly after, and is known to be unsaved until its own save is confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from reviewer.review.judgment import JudgmentText, PrivateNotes
from reviewer.vocabulary import Cell
from tests.ui.case.builders import SAVED_AT, CaseBook, judged, key, record, sheet
from ui.session.keeping import TYPING_MS, CellDraft, CellNotes, EthicsNote, Keeper
from ui.session.overlay import with_kept, worth_keeping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

CELL = Cell("p1", 1)


def draft(words: str, cell: Cell = CELL) -> CellDraft:
    return CellDraft(key(), cell, JudgmentText(finding=words))


@pytest.fixture
def keeper(qapp: object) -> Iterator[Keeper]:
    owner = QObject()
    yield Keeper(owner)
    owner.deleteLater()


def test_typing_is_saved_within_a_second() -> None:
    assert TYPING_MS < 1000


def test_typing_is_saved_once_with_the_last_words(qtbot: QtBot, keeper: Keeper) -> None:
    keeper.typed(draft("a"))
    last = draft("ab")
    with qtbot.waitSignal(keeper.due) as due:
        keeper.typed(last)
    assert due.args == [last]


def test_going_on_typing_does_not_put_the_save_off(qtbot: QtBot, keeper: Keeper) -> None:
    # Were the timer begun anew by each letter, this would never end.
    with qtbot.waitSignal(keeper.due, timeout=20 * TYPING_MS):
        timer = keeper.startTimer(20)
        keeper.timerEvent = lambda _event: keeper.typed(draft("x"))  # type: ignore[method-assign]
    keeper.killTimer(timer)


def test_a_choice_is_saved_at_once_and_takes_along_what_waits(keeper: Keeper) -> None:
    due: list[object] = []
    keeper.due.connect(due.append)
    typed, chosen = draft("words", Cell("p1", 2)), draft("chosen")
    keeper.typed(typed)
    keeper.chosen(chosen)
    assert due == [typed, chosen]
    keeper.flush()
    assert len(due) == 2


def test_a_value_is_unconfirmed_until_that_very_value_is_saved(keeper: Keeper) -> None:
    first, second = draft("first"), draft("second")
    keeper.chosen(first)
    keeper.typed(second)
    keeper.confirm(first)
    assert list(keeper.unconfirmed) == [second]
    keeper.confirm(second)
    assert list(keeper.unconfirmed) == []


def test_a_failed_save_waits_for_the_next_try_unless_there_is_something_newer(keeper: Keeper) -> None:
    due: list[object] = []
    first, second = draft("first"), draft("second")
    keeper.chosen(first)
    keeper.due.connect(due.append)
    keeper.put_back(first)
    keeper.flush()
    assert due == [first]
    keeper.typed(second)
    keeper.put_back(first)
    keeper.flush()
    assert due == [first, second]


def test_what_something_final_replaced_is_forgotten(keeper: Keeper) -> None:
    value = draft("words")
    keeper.typed(value)
    keeper.forget(value.slot)
    assert keeper.unconfirmed == ()


def test_each_value_saves_itself() -> None:
    book = CaseBook.of(1)
    values = (
        draft("words"),
        CellNotes(key(), CELL, PrivateNotes("mine")),
        EthicsNote(key(), "1", "concern", "why"),
        CellDraft(key(), CELL, None),
    )
    assert [value.save(book) for value in values] == [SAVED_AT, SAVED_AT, SAVED_AT, None]  # type: ignore[arg-type]
    assert book.records[key()].drafts == {}
    assert book.records[key()].private == {CELL: PrivateNotes("mine")}
    assert book.records[key()].ethics_drafts["1"].note == "why"


# A sheet with what was typed --------------------------------------------------------------


def test_a_draft_shows_on_the_sheet_of_its_own_case_only() -> None:
    assert with_kept(sheet(1), (draft("words"),)).cell(CELL).draft == JudgmentText(finding="words")
    assert with_kept(sheet(2), (draft("words"),)) == sheet(2)


def test_a_saved_draft_carries_its_time() -> None:
    shown = with_kept(sheet(), (draft("words"),), SAVED_AT)
    assert (shown.cell(CELL).saved_at, shown.saved_at) == (SAVED_AT, SAVED_AT)
    assert with_kept(shown, (draft("more"),)).cell(CELL).saved_at is None


def test_notes_and_ethics_drafts_show_too() -> None:
    values = (CellNotes(key(), CELL, PrivateNotes("mine")), EthicsNote(key(), "1", "concern", "why"))
    shown = with_kept(sheet(), values)
    assert shown.cell(CELL).private == PrivateNotes("mine")
    assert [row.draft.note for row in shown.ethics if row.draft] == ["why"]


def test_a_draft_that_says_no_more_than_what_is_closed_is_not_kept() -> None:
    closed = sheet(kept=replace(record(), judgments={CELL: judged("met")})).cell(CELL)
    assert worth_keeping(closed, JudgmentText(level="met")) is None
    assert worth_keeping(closed, JudgmentText(level="not_met")) == JudgmentText(level="not_met")
    assert worth_keeping(sheet().cell(CELL), JudgmentText()) is None
