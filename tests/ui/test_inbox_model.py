"""The inbox filters and orders its rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from reviewer.vocabulary import CaseKey, CaseState
from tests.ui.builders import inbox_row
from ui.models.inbox import InboxColumn, InboxModel, InboxRole, due_label, folded, is_overdue

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

TODAY = date(2026, 11, 21)
ROWS = (
    inbox_row(1, "Amara Okafor", CaseState.IN_REVIEW, due_on="2026-12-12"),
    inbox_row(2, "Łukasz Wójcik", CaseState.SIGNED, due_on="2026-11-01"),
    inbox_row(3, "Nguyễn Thị Hồng", CaseState.RECEIVED, due_on=None, judged=0),
    inbox_row(4, "Zoë Straße", CaseState.RECEIVED, due_on="2026-11-20", revision=2, program="cptm"),
)


@pytest.fixture
def model() -> InboxModel:
    made = InboxModel()
    made.show_rows(ROWS, TODAY)
    return made


def _ids(model: InboxModel) -> list[int]:
    rows = [model.row_at(number) for number in range(model.rowCount())]
    return [int(row.key.submission_id[-4:]) for row in rows if row is not None]


def test_the_model_is_as_qt_wants_it(model: InboxModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.search("Amara")
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 1


def test_what_is_due_first_stands_first_and_without_date_last(model: InboxModel) -> None:
    assert _ids(model) == [2, 4, 1, 3]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lukasz wojcik", [2]),
        ("nguyen", [3]),
        ("STRASSE", [4]),
        ("0001", [1]),
        ("in review", [1]),
        ("cptm", [4]),
        ("amara nguyen", []),
        ("", [2, 4, 1, 3]),
    ],
)
def test_a_search_finds_names_however_they_are_typed(model: InboxModel, words: str, found: list[int]) -> None:
    model.search(words)
    assert _ids(model) == found


def test_filters_keep_one_state_or_one_program(model: InboxModel) -> None:
    model.keep_state(str(CaseState.RECEIVED))
    assert _ids(model) == [4, 3]
    model.keep_program("CPT 2013 initial")
    assert _ids(model) == [3]
    model.keep_state(None)
    model.keep_program(None)
    assert len(_ids(model)) == model.count_of_all


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (InboxColumn.CANDIDATE, [1, 2, 3, 4]),
        (InboxColumn.STATE, [4, 3, 1, 2]),
        (InboxColumn.JUDGED, [3, 2, 4, 1]),
        (InboxColumn.PROGRAM, [2, 1, 3, 4]),
    ],
)
def test_any_column_can_order(model: InboxModel, column: InboxColumn, order: list[int]) -> None:
    model.sort(column)
    assert _ids(model) == order
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert _ids(model) == list(reversed(order))


def test_each_column_says_what_it_shows(model: InboxModel) -> None:
    shown = [model.index(1, column).data() for column in InboxColumn]
    assert shown == ["Zoë Straße · revision 2", "CPTM 2013 initial", "Received", "18/29", "20 Nov · overdue"]
    spoken = model.index(1, InboxColumn.JUDGED).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "18 of 29 judged"


def test_only_what_is_still_the_reviewers_can_be_overdue(model: InboxModel) -> None:
    overdue = {number: model.index(number, 0).data(InboxRole.IS_OVERDUE) for number in range(4)}
    assert overdue == {0: False, 1: True, 2: False, 3: False}


def test_a_due_date_of_another_year_says_so() -> None:
    assert due_label("2027-01-03", TODAY) == "3 Jan 2027"


def test_the_next_unfinished_case_comes_in_the_order_shown_and_starts_over(model: InboxModel) -> None:
    after_first = model.next_unfinished(CaseKey("CPT-2026-0004", 2))
    assert after_first is not None
    assert after_first.candidate == "Amara Okafor"
    after_last = model.next_unfinished(CaseKey("CPT-2026-0003", 1))
    assert after_last is not None
    assert after_last.candidate == "Zoë Straße"
    model.keep_state(str(CaseState.SIGNED))
    assert model.next_unfinished(None) is None


def test_folding_takes_letters_that_unicode_leaves_whole() -> None:
    assert folded("ŁØĐßÆ") == "lodssae"


def test_names_from_a_bundle_are_never_read_as_html() -> None:
    model = InboxModel()
    model.show_rows((inbox_row(candidate="<img src=x>\u202e"),), TODAY)
    assert model.index(0, 0).data() == "<img src=x>\ufffd"
    assert "<img" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_an_older_revision_is_replaced_and_never_overdue() -> None:
    older = replace(inbox_row(2, state=CaseState.RECEIVED, due_on="2026-09-25"), replaced_by=2)
    model = InboxModel()
    model.show_rows((older,), date(2026, 11, 22))
    assert model.index(0, InboxColumn.STATE).data() == "Replaced by revision 2"
    assert model.index(0, InboxColumn.DUE).data() == "25 Sep"
    assert not is_overdue(older, date(2026, 11, 22))
    sealed = replace(older, state=CaseState.SIGNED)
    model.show_rows((sealed,), date(2026, 11, 22))
    assert model.index(0, InboxColumn.STATE).data() == "Signed"


def test_an_installed_program_has_the_name_that_its_file_says(model: InboxModel) -> None:
    binder = replace(inbox_row(5, program="binders"), program_name="Master Binder", edition="2031")
    model.show_rows((*ROWS, binder), TODAY)
    for words in ("master binder", "binders"):
        model.search(words)
        assert model.index(0, InboxColumn.PROGRAM).data() == "Master Binder 2031 initial"
        assert model.rowCount() == 1
    assert "Master Binder 2031 initial" in model.programs
