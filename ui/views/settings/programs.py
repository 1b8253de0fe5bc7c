"""The programs in use: their unverified rules, a file from the office, rule sheets, and the reviewer's training."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from reviewer.text import text
from ui.failures import MessageKind
from ui.models.programs_model import ProgramColumn, ProgramsModel
from ui.plain_text import PlainLabel, one_line
from ui.theme import TARGET, Space
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import button
from ui.views.parts.file_dialogs import choosing_dialog, save_dialog
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from ui.models.programs_model import ProgramRow


class ProgramsSection(Section):
    """One edition is the current one; its rule sheet and training stand below the table.

    Signals:
        install_asked: the path of a definition file.
        sheet_asked: program, edition, pathway, and where to.
        training_given: program, edition, until when (or None), and whether trained at all.
    """

    install_asked = Signal(object)
    sheet_asked = Signal(str, str, str, object)
    training_given = Signal(str, str, object, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "settings-programs",
            text("ui.settings.programs.title"),
            parent,
            explanation=text("ui.settings.programs.means"),
        )
        self.model = ProgramsModel(self)
        self._row: ProgramRow | None = None
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.timeout.connect(self._fit_rows)
        self._table = QTableView(self)
        self._install = button(text("ui.settings.programs.install"), name="settings-install", parent=self)
        self._pathway = ChoiceBox(self)
        self._sheet = button(text("ui.settings.programs.sheet"), name="settings-rule-sheet", parent=self)
        self._title = PlainLabel(name="settings-training-title", role="field", parent=self)
        self._trained = QCheckBox(text("ui.settings.programs.is_trained"), self)
        self._until = QLineEdit(self)
        self._keep = button(text("ui.settings.programs.keep"), name="settings-training-keep", parent=self)
        self._arrange()
        self._install.clicked.connect(self._ask_file)
        self._sheet.clicked.connect(self._ask_sheet)
        self._keep.clicked.connect(self._tell_training)
        self._trained.toggled.connect(self._until.setEnabled)
        self._table.selectionModel().currentRowChanged.connect(self._show_current)

    def _arrange(self) -> None:
        self._table.setObjectName("settings-programs-table")
        self._table.setAccessibleName(text("ui.settings.programs.table"))
        self._table.setModel(self.model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setShowGrid(False)
        self._table.setTabKeyNavigation(False)
        self._table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.verticalHeader().hide()
        columns = self._table.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns.setSectionResizeMode(ProgramColumn.SCHEME, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.sectionResized.connect(self._fit_soon)
        self._pathway.setObjectName("settings-pathway")
        self._trained.setObjectName("settings-trained")
        self._until.setObjectName("settings-trained-until")
        self._until.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        self.add_wide(self._table)
        self.add_row(self._install)
        self.add(text("ui.settings.programs.pathway"), self._pathway)
        self.add_row(self._sheet)
        self.add_wide(self._title)
        self.add_wide(self._trained)
        self.add(text("ui.settings.programs.until"), self._until)
        self.add_row(self._keep)
        means = text("ui.settings.programs.lapsed_means")
        self.add_wide(PlainLabel(means, name="settings-training-means", role="soft", parent=self))

    def show_rows(self, rows: tuple[ProgramRow, ...]) -> None:
        """Show the programs; the current one stays."""
        here = (self._row.program, self._row.edition) if self._row else None
        self.model.show_rows(rows)
        places = [place for place, row in enumerate(rows) if (row.program, row.edition) == here]
        self._fit_rows()
        if rows:
            self._table.setCurrentIndex(self.model.index(places[0] if places else 0, 0))
            self._show(rows[places[0] if places else 0])
        else:
            self._show(None)

    @Slot(int, int, int)
    def _fit_soon(self, _column: int, _before: int, _now: int) -> None:
        # Once all columns have their width.
        self._fitting.start(0)

    @Slot()
    def _fit_rows(self) -> None:
        """Let every row stand whole: what has no room beside the others goes on in a second line."""
        height = self._table.horizontalHeader().sizeHint().height() + 2 * self._table.frameWidth()
        for place in range(self.model.rowCount()):
            needed = max(self._table.sizeHintForRow(place), self.fontMetrics().height() + Space.MEDIUM, TARGET)
            self._table.setRowHeight(place, needed)
            height += needed
        sideways = self._table.horizontalScrollBar()
        self._table.setFixedHeight(height + (sideways.sizeHint().height() if sideways.maximum() else 0))

    def show_installed(self, name: str, edition: str) -> None:
        """Say what was installed."""
        self.message.show_message(
            text("ui.settings.programs.installed", program=name, edition=edition), MessageKind.DONE
        )

    def show_sheet_saved(self, path: Path) -> None:
        """Say where a rule sheet lies."""
        self.message.show_message(text("ui.settings.programs.sheet_saved", path=path), MessageKind.DONE)

    @Slot(QModelIndex, QModelIndex)
    def _show_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._show(self.model.row_at(current.row()))

    def _show(self, row: ProgramRow | None) -> None:
        self._row = row
        for part in (self._sheet, self._keep, self._trained, self._pathway):
            part.setEnabled(row is not None)
        self._pathway.clear()
        self._until.setText("")
        self._trained.setChecked(False)
        self._until.setEnabled(False)
        self._title.say("")
        if row is None:
            return
        self._title.say(text("ui.settings.programs.training", program=row.name, edition=row.edition))
        for pathway, name in row.pathways:
            self._pathway.addItem(one_line(name), pathway)
        self._trained.setChecked(row.is_trained)
        self._until.setText(row.trained_until.isoformat() if row.trained_until else "")

    @Slot()
    def _ask_file(self) -> None:
        title, names = text("ui.settings.programs.install_title"), text("ui.settings.programs.filter")
        dialog = choosing_dialog("settings-install-dialog", title, self, names=names)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    @Slot(str)
    def take_file(self, chosen: str) -> None:
        """Ask for a definition file to be installed."""
        self.message.clear()
        self.install_asked.emit(Path(chosen))

    @Slot()
    def _ask_sheet(self) -> None:
        if self._row is None:
            return
        dialog = save_dialog(
            "settings-rule-sheet-dialog",
            text("ui.settings.programs.sheet_title"),
            self,
            suffix="pdf",
            names=text("ui.settings.programs.sheet_filter"),
            suggested=f"{self._row.program}-{self._row.edition}-{self._pathway.currentData()}.pdf",
        )
        dialog.fileSelected.connect(self.take_sheet_place)
        dialog.open()

    @Slot(str)
    def take_sheet_place(self, chosen: str) -> None:
        """Ask for the rule sheet of the current edition to be saved there."""
        if self._row is not None:
            pathway = str(self._pathway.currentData())
            self.sheet_asked.emit(self._row.program, self._row.edition, pathway, Path(chosen))

    @Slot()
    def _tell_training(self) -> None:
        if self._row is None:
            return
        typed = self._until.text().strip() if self._trained.isChecked() else ""
        try:
            until = date.fromisoformat(typed) if typed else None
        except ValueError:
            self.message.show_message(text("ui.settings.programs.not_a_day"), MessageKind.CAUTION)
            self._until.setFocus()
            return
        self.message.clear()
        self.training_given.emit(self._row.program, self._row.edition, until, self._trained.isChecked())
