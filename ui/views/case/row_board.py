"""The rows of a case: the table, and the ruling on the current row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from ui.models.row_asks import NOTHING, RulingChoice, ask_of
from ui.models.row_lines import next_asking
from ui.models.rows_model import RowsModel
from ui.session.rulings import AllowActivity, RuleMilestone
from ui.views.case.row_ruling import RulingPane
from ui.views.case.row_strip import SumStrip
from ui.views.case.row_table import RowsTable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.review.sheet_rows import Sheet
    from ui.session.rulings import Ruling
    from ui.views.case.row_ruling import RowRuling


class RowsBoard(QObject):
    """Holds the sums, the table and the pane together; the workbench puts them in their places.

    Signals:
        ruled: a `Ruling` to be recorded.
        row_changed: the id of the current row, and the `EvidenceRef`s that it cites.
    """

    ruled = Signal(object)
    row_changed = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rows-board")
        self._sheet: Sheet | None = None
        self.model = RowsModel(self)
        self.sums = SumStrip(parent)
        self.table = RowsTable(self.model, parent)
        self.pane = RulingPane(parent)
        self.table.hide()
        self.table.row_wanted.connect(self.go_to)
        self.pane.done_wanted.connect(self._rule)
        self.pane.row_wanted_back.connect(self.table.setFocus)

    @property
    def row_id(self) -> str:
        """The current row; empty where there is none."""
        return self.pane.row_id or ""

    @property
    def has_rows(self) -> bool:
        """True when the case is one of rows rather than of cells."""
        return self.model.rowCount() > 0

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a case as it is now; the current row stays."""
        is_other = self._sheet is None or self._sheet.key != sheet.key
        if is_other:
            self.pane.clear()
        self._sheet = sheet
        if sheet.layout == "matrix":
            self.model.clear()
            self.sums.clear()
            self.table.hide()
            return
        self.model.show_sheet(sheet)
        self.sums.show_sheet(sheet)
        self.table.setVisible(self.has_rows)
        first = self.model.line_at(0)
        is_listed = self.model.place_of(self.row_id) >= 0
        self.go_to(self.row_id if is_listed else first.id if first else "")

    @Slot(str)
    def go_to(self, row_id: str) -> None:
        """Make a row the current one."""
        if self._sheet is None or self.model.place_of(row_id) < 0:
            return
        is_other = row_id != self.row_id
        self.pane.show_ask(ask_of(self._sheet, row_id))
        self.table.show_row(row_id)
        line = self.model.line_at(self.model.place_of(row_id))
        if is_other and line is not None:
            self.row_changed.emit(row_id, line.evidence)

    def step(self, steps: int) -> None:
        """Go to the row before (-1) or after (1)."""
        line = self.model.line_at(self.model.place_of(self.row_id) + steps)
        if line is not None:
            self.go_to(line.id)

    def go_to_asking(self) -> bool:
        """Go to the next row that was noticed and not ruled; False when there is none."""
        following = next_asking(self._sheet, self.row_id) if self._sheet else None
        if following is None:
            return False
        self.go_to(following)
        return True

    def clear(self) -> None:
        """Show nothing of any case."""
        self._sheet = None
        self.model.clear()
        self.sums.clear()
        self.pane.clear()
        self.table.hide()

    @Slot(object)
    def _rule(self, made: RowRuling) -> None:
        if self._sheet is not None and (ruling := ruling_of(self._sheet, made)) is not None:
            self.ruled.emit(ruling)


def ruling_of(sheet: Sheet, made: RowRuling) -> Ruling | None:
    """Return a ruling in the words of the workspace, None where the row is gone."""
    if made.choice in (RulingChoice.COUNTS, RulingChoice.COUNTS_NOT):
        keys = {str(row.key): row.key for row in sheet.milestones}
        key = keys.get(made.row_id)
        return RuleMilestone(key, made.choice is RulingChoice.COUNTS, made.because) if key else None
    return AllowActivity(made.row_id, NOTHING if made.amount is None else made.amount, made.because)


def row_of(ruling: Ruling) -> str:
    """Return the id of the row that a ruling is on, empty for other rulings."""
    if isinstance(ruling, AllowActivity):
        return ruling.activity_id
    return str(ruling.milestone) if isinstance(ruling, RuleMilestone) else ""
