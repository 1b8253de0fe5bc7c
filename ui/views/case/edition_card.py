"""The edition that a case is judged under, and the explicit step to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from reviewer.review.begun import EDITION
from reviewer.text import text
from ui.models.case_words import clock_words, is_finished
from ui.models.outcome import cell_name
from ui.models.side_by_side import SideBySideModel, SideColumn
from ui.plain_text import PlainLabel, label_text, one_line
from ui.session.rulings import MoveEdition, PreviewMove
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm, BegunForms, BoxChoices
from ui.views.case.words_field import LabeledWords
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import button, field_label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from reviewer.review.moving import Move
    from reviewer.review.sheet_rows import Sheet

REASON_LINES = 2


class EditionCard(QFrame):
    """Says the edition; opened, it shows old and new Standards side by side and asks for the reason.

    Signals:
        looked_up: a `PreviewMove` to be read.
        moved: a `MoveEdition` to be recorded.
    """

    looked_up = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("edition-card")
        self.setProperty("role", "sheet")
        self._sheet: Sheet | None = None
        self._title = PlainLabel(text("case.edition.title"), name="edition-title", role="field", parent=self)
        self._words = PlainLabel(name="edition-words", parent=self)
        self._open = button(text("case.edition.move"), name="edition-open", parent=self)
        self._form = QWidget(self)
        self._editions = ChoiceBox(self._form)
        self.model = SideBySideModel(self)
        self._table = QTableView(self._form)
        self._opened = PlainLabel(name="edition-opened", role="caution", parent=self._form)
        self._because = LabeledWords("edition-because", text("case.edition.because"), REASON_LINES, self._form)
        self._act = button("", name="edition-act", parent=self._form)
        self._forms = BegunForms(self)
        self._choices = BoxChoices(self._editions)
        self._begun = BegunForm(self._because, self._choices)
        self._arrange()
        self._open.toggled.connect(self._form.setVisible)
        self._open.toggled.connect(self._preview)
        self._editions.currentIndexChanged.connect(self._preview)
        self._act.clicked.connect(self._move)

    def _arrange(self) -> None:
        self._open.setCheckable(True)
        self._open.hide()
        self._editions.setObjectName("edition-choice")
        self._table.setObjectName("edition-table")
        self._table.setAccessibleName(text("case.edition.table"))
        self._table.setModel(self.model)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.setWordWrap(True)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        columns = self._table.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for wide in (SideColumn.BEFORE, SideColumn.AFTER):
            columns.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(Space.SMALL)
        explain = PlainLabel(text("case.edition.explain"), name="edition-explain", role="soft", parent=self._form)
        form.addWidget(explain)
        form.addWidget(field_label(text("case.edition.edition"), self._editions, self._form))
        form.addWidget(self._editions, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._table, self._opened, self._because):
            form.addWidget(part)
        form.addWidget(self._act, 0, Qt.AlignmentFlag.AlignLeft)
        self._form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)

    def use_forms(self, forms: BegunForms) -> None:
        """Keep there what is typed before the case is moved."""
        self._forms = forms

    def show_sheet(self, sheet: Sheet) -> None:
        """Say which edition it is, and what it was before."""
        if self._sheet is not None and (self._sheet.key, self._sheet.edition) != (sheet.key, sheet.edition):
            if self._sheet.key == sheet.key:
                self._begun.done()
            self.clear()
        self._sheet = sheet
        words = [text("case.edition.judged_under", program=sheet.program_name, edition=sheet.edition)]
        words += [
            text(
                "case.edition.moved",
                before=move.from_edition,
                after=move.to_edition,
                when=clock_words(move.moved_at),
                because=move.because,
            )
            for move in sheet.moves
        ]
        self._words.say("\n".join(words))
        self._open.setEnabled(not is_finished(sheet))

    def show_editions(self, editions: tuple[str, ...]) -> None:
        """Offer the editions that the case can be moved to."""
        self._editions.blockSignals(True)
        self._editions.clear()
        for edition in editions:
            self._editions.addItem(one_line(edition), edition)
        self._choices.first = max(0, len(editions) - 1)
        self._editions.setCurrentIndex(self._choices.first)
        self._editions.blockSignals(False)
        self._open.setVisible(bool(editions))
        if editions and self._begun.turn_to(self._forms, EDITION):
            self._open.setChecked(True)

    def show_move(self, move: Move) -> None:
        """Show old and new Standards side by side."""
        if move.to_edition != self._editions.currentData() or self._sheet is None:
            return
        self.model.show_move(move, tuple(project.project_id for project in self._sheet.submission.projects))
        # Pathways without projects have no Standards to compare.
        self._table.setVisible(bool(move.standards))
        sheet = self._sheet
        cells = ", ".join(cell_name(sheet, cell) for cell in move.opened)
        self._opened.say(text("case.edition.opened", cells=cells) if cells else "")
        self._opened.setVisible(bool(cells))
        self._act.setText(label_text(text("case.edition.act", edition=move.to_edition)))
        QTimer.singleShot(0, self, self._fit_table)

    def show_refusal(self, words: str) -> None:
        """Say why the case was not moved."""
        self._because.show_reason(words)
        self._because.field.setFocus()

    def clear(self) -> None:
        """Put the form away."""
        self._sheet = None
        self._open.setChecked(False)
        self._open.hide()
        self.model.show_move(None)
        self._begun.leave()
        self._words.say("")

    @Slot()
    def _preview(self) -> None:
        edition = self._editions.currentData()
        if self._open.isChecked() and edition:
            self.looked_up.emit(PreviewMove(str(edition)))

    @Slot()
    def _move(self) -> None:
        edition = self._editions.currentData()
        if edition:
            self._because.show_reason("")
            self.moved.emit(MoveEdition(str(edition), self._because.field.words.strip()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._form.isVisible():
            # The columns are divided anew first; the rows wrap in them then.
            QTimer.singleShot(0, self, self._fit_table)

    @Slot()
    def _fit_table(self) -> None:
        self._table.resizeRowsToContents()
        rows = sum(self._table.rowHeight(place) for place in range(self.model.rowCount()))
        frame = 2 * self._table.frameWidth() + Space.HAIR
        self._table.setFixedHeight(self._table.horizontalHeader().sizeHint().height() + rows + frame)
