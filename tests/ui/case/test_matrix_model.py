"""The matrix tells every state of a cell apart, in shape and in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from reviewer.review.judgment import PrivateNotes
from reviewer.vocabulary import Cell
from tests.ui.case.builders import drafted, judged, record, sheet
from ui.models.matrix_model import CellFace, Look, MatrixModel, MatrixRole, coverage_words, spare_words_short

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from reviewer.review.judgment import Record

FIRST = Cell("p1", 1)
NOT_CLAIMED = Cell("p3", 9)


def model_of(kept: Record) -> MatrixModel:
    model = MatrixModel()
    model.show_sheet(sheet(kept=kept))
    return model


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = model_of(record())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.show_sheet(sheet(2, projects=7))
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    assert model.rowCount() == 8


def test_there_is_a_row_for_each_project_and_one_that_counts() -> None:
    model = model_of(record())
    assert (model.rowCount(), model.columnCount()) == (4, 10)
    assert model.cell_at(model.index(1, 5)) == Cell("p2", 6)
    assert model.cell_at(model.index(3, 5)) is None
    assert model.index_of(Cell("p9", 1)) == QModelIndex()


@pytest.mark.parametrize(
    ("kept", "cell", "face"),
    [
        pytest.param(record(), FIRST, CellFace(Look.NOT_JUDGED, "", "Not judged", False, False), id="not-judged"),
        pytest.param(
            record(), NOT_CLAIMED, CellFace(Look.NOT_CLAIMED, "", "not claimed", False, False), id="not-claimed"
        ),
        pytest.param(
            replace(record(), judgments={FIRST: judged("nothing_shown", "Nothing there.")}),
            FIRST,
            CellFace(Look.LEVEL, "ring", "Nothing shown", False, False),
            id="nothing-shown",
        ),
        pytest.param(
            replace(record(), judgments={FIRST: judged("not_applicable", "Nothing was built.")}),
            FIRST,
            CellFace(Look.NOT_APPLICABLE, "dash", "Not applicable", False, False),
            id="not-applicable",
        ),
        pytest.param(
            replace(record(), drafts={FIRST: drafted("met")}),
            FIRST,
            CellFace(Look.LEVEL, "full", "Met", True, False),
            id="draft",
        ),
        pytest.param(
            replace(record(), drafts={FIRST: drafted(None, "begun")}),
            FIRST,
            CellFace(Look.NOT_JUDGED, "", "Begun, no level yet", True, False),
            id="begun",
        ),
        pytest.param(
            replace(record(), judgments={FIRST: judged("met")}, drafts={FIRST: drafted("not_met", "Not so.")}),
            FIRST,
            CellFace(Look.LEVEL, "cross", "Not met", True, False),
            id="changed-since",
        ),
        pytest.param(
            replace(record(), private={FIRST: PrivateNotes(comes_back=True)}),
            FIRST,
            CellFace(Look.NOT_JUDGED, "", "Not judged", False, True),
            id="doubt",
        ),
    ],
)
def test_each_state_has_a_face_of_its_own(kept: Record, cell: Cell, face: CellFace) -> None:
    model = model_of(kept)
    assert model.face(cell) == face
    assert model.index_of(cell).data(MatrixRole.FACE) == face


def test_a_cell_is_spoken_with_project_standard_and_state() -> None:
    kept = replace(
        record(), drafts={Cell("p2", 6): drafted("met")}, private={Cell("p2", 6): PrivateNotes(comes_back=True)}
    )
    model = model_of(kept)
    spoken = model.index_of(Cell("p2", 6)).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2 Project 2 of case 1, 6 Determine Cause: Met, draft, not closed, to come back to"


def test_columns_say_number_and_short_word_and_rows_the_project() -> None:
    model = model_of(record())
    assert model.headerData(5, Qt.Orientation.Horizontal) == "6 Cause"
    assert model.headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) == "6 Determine Cause"
    assert model.headerData(1, Qt.Orientation.Vertical) == "2 Project 2 of case 1"
    assert model.headerData(3, Qt.Orientation.Vertical) == "shown of needed"


def test_below_stands_shown_needed_and_to_spare() -> None:
    kept = replace(record(), judgments={Cell(f"p{project}", 5): judged("met") for project in (1, 2, 3)})
    model = model_of(kept)
    counted = model.index(3, 4)
    assert counted.data() == "3 of 2"
    assert counted.data(Qt.ItemDataRole.AccessibleTextRole) == "shown in 3 of 2 needed; 1 to spare"
    assert model.index(3, 0).data(Qt.ItemDataRole.ToolTipRole) == "shown in 0 of 3 needed; 3 more to show"
    assert counted.flags() == Qt.ItemFlag.NoItemFlags


def test_nothing_to_spare_is_said() -> None:
    row = replace(sheet().coverage[0], shown=3, needed=3, spare=0)
    assert coverage_words(row) == "shown in 3 of 3 needed; none to spare"
    assert spare_words_short(row) == "0 to spare"


def test_only_the_cell_that_changed_is_told_of(qtbot: QtBot) -> None:
    model = model_of(record())
    with qtbot.waitSignal(model.dataChanged) as told:
        model.show_sheet(sheet(kept=replace(record(), drafts={Cell("p2", 6): drafted("met")})))
    assert told.args is not None
    assert model.cell_at(told.args[0]) == model.cell_at(told.args[1]) == Cell("p2", 6)


def test_another_case_resets_the_model(qtbot: QtBot) -> None:
    model = model_of(replace(record(), judgments={FIRST: judged("met")}))
    with qtbot.waitSignal(model.modelReset):
        model.show_sheet(sheet(2))
    assert model.face(FIRST).look is Look.NOT_JUDGED


def test_a_cleared_model_is_empty() -> None:
    model = model_of(record())
    model.clear()
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    assert model.headerData(0, Qt.Orientation.Horizontal) is None
