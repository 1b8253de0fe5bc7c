"""The inbox screen: search and filters, the table, one case in short, and loading bundles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from reviewer.progress import Cancelled
from reviewer.text import text
from reviewer.vocabulary import CaseKey
from ui.failures import MessageBar
from ui.models.inbox import InboxColumn, InboxModel
from ui.plain_text import PlainLabel
from ui.session.inbox_session import InboxSession
from ui.theme import Space
from ui.views.inbox.in_short import InShortPane
from ui.views.inbox.load_panel import LoadPanel
from ui.views.inbox.practice import InboxPractice
from ui.views.inbox.table import InboxTable
from ui.views.inbox.tools import EmptyInbox, InboxTools, NothingFound
from ui.views.parts.fields import button
from ui.views.parts.file_dialogs import choosing_dialog
from ui.views.parts.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from reviewer.errors import ReviewerError
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.submission.findings import LoadResult
    from ui.session.workspace_session import WorkspaceSession
    from ui.settings import LayoutSettings

_MILLISECONDS_BEFORE_SUMMING_UP = 150

LEAST_HEIGHT = 320
COLUMNS_FOR_IN_SHORT = 100
LINES_FOR_REPORT = 24
"""With fewer letters in a line, or fewer lines, than these, the table needs the room."""


class InboxScreen(Screen):
    """All cases of the workspace."""

    def __init__(self, workspace: WorkspaceSession, settings: LayoutSettings, parent: QWidget | None = None) -> None:
        super().__init__("inbox", parent)
        self._settings = settings
        self._clock = workspace.clock
        self._session = InboxSession(workspace, self)
        self._model = InboxModel(self)
        self._current: CaseKey | None = None
        self._goes_on = False
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_MILLISECONDS_BEFORE_SUMMING_UP)
        self._tools = InboxTools(self)
        self._message = MessageBar(self, "inbox-message")
        self._panel = LoadPanel(self)
        self._empty = EmptyInbox(self)
        self._table = InboxTable(self._model, self)
        self._nothing_found = NothingFound(self)
        self._count = PlainLabel(name="inbox-count", role="small", parent=self)
        self._open_below = button(text("ui.inbox.open"), name="inbox-open-below", parent=self, role="primary")
        self._next_below = button(text("ui.inbox.next"), name="inbox-next-below", parent=self)
        self._in_short = InShortPane(self)
        self._practice = InboxPractice(self._session, self._model, self._message, self._panel, self)
        self._arrange()
        self._connect()

    @property
    def session(self) -> InboxSession:
        """What this screen asks of the workspace."""
        return self._session

    @property
    def model(self) -> InboxModel:
        """The rows shown."""
        return self._model

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return {
            "load": self.choose_bundles,
            "load_folder": self.choose_folder,
            "find": self._tools.take_focus,
            "open_case": self.open_current,
            "next_unfinished": self.open_next,
            "export": self._hand_over,
            "refresh": self._session.refresh,
            **self._practice.handlers,
        }

    def can(self, action_id: str) -> bool:
        if action_id == "open_case":
            return self._current is not None
        if action_id == "next_unfinished":
            return self._model.next_unfinished(self._current) is not None
        if action_id in {"load", "load_folder", "practice"}:
            return not self._session.is_loading
        if action_id in self._practice.handlers:
            return self._practice.can(action_id, self._current)
        return super().can(action_id)

    def enter(self) -> None:
        self.titled.emit(text("ui.inbox.title"))
        self._session.refresh()
        self._take_focus()

    def forget(self) -> None:
        self._wait.stop()
        self._current = None
        self._goes_on = False
        self._tools.clear()
        self._model.show_rows((), self._today())
        self._panel.forget()
        self._practice.forget()
        self._message.clear()

    def load(self, paths: tuple[Path, ...]) -> None:
        """Load bundles; what became of them is shown here."""
        if self._session.is_loading:
            self._message.show_message(text("ui.inbox.still_loading"))
            return
        self._message.clear()
        self._panel.begin()
        self._session.load(paths)
        self.actions_changed.emit()

    def stand_at(self, key: CaseKey) -> None:
        """Select a case, such as the one just left; rows still on their way will find it selected."""
        self._current = key
        self._table.select(key)

    @Slot()
    def choose_bundles(self) -> None:
        """Ask for bundles in archives."""
        self._choose(QFileDialog.FileMode.ExistingFiles)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder that is a bundle or holds bundles."""
        self._choose(QFileDialog.FileMode.Directory)

    @Slot()
    def open_current(self) -> None:
        """Open the selected case."""
        if self._current is not None:
            self.went_to.emit("case", self._current)

    @Slot()
    def open_next(self) -> None:
        """Open the next unfinished case, in the order shown."""
        # Coming here from another screen, the rows may still be on their way.
        self._goes_on = not self._model.count_of_all
        row = self._model.next_unfinished(self._current)
        if row is not None:
            self._table.select(row.key)
            self.went_to.emit("case", row.key)
        elif not self._goes_on:
            self._message.show_message(text("ui.inbox.none_unfinished"))

    def _arrange(self) -> None:
        left = QWidget(self)
        left.setObjectName("inbox-left")
        column = QVBoxLayout(left)
        column.setContentsMargins(Space.HAIR, Space.HAIR, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._table, 1)
        column.addWidget(self._nothing_found, 1)
        column.addLayout(self._foot())
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setObjectName("inbox-splitter")
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._in_short)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([880, 300])
        self._settings.restore_splitter("inbox", self._splitter)
        self._body = QStackedWidget(self)
        self._body.setObjectName("inbox-body")
        self._body.addWidget(self._empty)
        self._body.addWidget(self._splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.LARGE, Space.SMALL, Space.LARGE, Space.MEDIUM)
        outer.setSpacing(Space.SMALL)
        outer.addWidget(self._tools)
        outer.addWidget(self._message)
        outer.addWidget(self._practice.question)
        outer.addWidget(self._panel)
        outer.addWidget(self._body, 1)

    def _foot(self) -> QHBoxLayout:
        """Return the line below the table: the count, and the ways on where the case in short has no room."""
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self._count, 1)
        for press, act in ((self._open_below, self.open_current), (self._next_below, self.open_next)):
            row.addWidget(press)
            press.clicked.connect(act)
            press.hide()
        return row

    def minimumSizeHint(self) -> QSize:
        # The report and the table scroll, so that the window may be low.
        return QSize(super().minimumSizeHint().width(), LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """With large letters in a small window, the table has the room and the rest gives way."""
        metrics = self.fontMetrics()
        is_small = self.width() < metrics.averageCharWidth() * COLUMNS_FOR_IN_SHORT
        self._in_short.setHidden(is_small)
        for press in (self._open_below, self._next_below):
            press.setVisible(is_small)
        self._panel.set_low(is_low=self.height() < metrics.lineSpacing() * LINES_FOR_REPORT)

    def _connect(self) -> None:
        self._tools.searched.connect(self._model.search)
        self._tools.state_kept.connect(self._model.keep_state)
        self._tools.program_kept.connect(self._model.keep_program)
        self._tools.ordered.connect(self._order)
        self._tools.left.connect(self._leave_search)
        self._tools.export_asked.connect(self._hand_over)
        self._tools.load_asked.connect(self.choose_bundles)
        self._empty.load_asked.connect(self.choose_bundles)
        self._empty.folder_asked.connect(self.choose_folder)
        self._nothing_found.all_asked.connect(self._show_all)
        self._practice.connect_to(self._empty, self._in_short)
        self._practice.left.connect(self._take_focus)
        self._practice.began.connect(self.actions_changed)
        self._practice.stood_at.connect(self.stand_at)
        self._table.row_chosen.connect(self._show_in_short)
        self._table.open_asked.connect(self.open_current)
        self._model.modelReset.connect(self._after_reset)
        self._in_short.open_asked.connect(self.open_current)
        self._in_short.next_asked.connect(self.open_next)
        self._panel.cancelled.connect(self._session.cancel_load)
        self._panel.closed.connect(self._take_focus)
        self._splitter.splitterMoved.connect(self._remember_splitter)
        self._wait.timeout.connect(self._sum_up)
        self._session.listed.connect(self._take_rows)
        self._session.summed_up.connect(self._in_short.show_summary)
        self._session.load_progressed.connect(self._panel.show_progress)
        self._session.loaded.connect(self._take_loaded)
        self._session.load_ended.connect(self._after_load)
        self._session.failed.connect(self._tell_failure)

    @Slot(int)
    def _order(self, column: int) -> None:
        self._model.sort(InboxColumn(column))

    @Slot()
    def _take_focus(self) -> None:
        found = self._table if self._model.rowCount() else self._nothing_found
        (found if self._model.count_of_all else self._empty).setFocus()

    @Slot()
    def _leave_search(self) -> None:
        # The Enter that leaves the search must not press a button as well.
        if self._model.rowCount():
            self._table.setFocus()

    @Slot()
    def _show_all(self) -> None:
        self._tools.clear()
        self._take_focus()

    @Slot()
    def _after_reset(self) -> None:
        # A case keeps its place in the reviewer's mind by its id, wherever its row went.
        number = self._model.number_of(self._current)
        if number is None and self._model.rowCount():
            number = 0
        if number is None:
            self._current = None
            self._in_short.show_row(None, None)
        else:
            self._table.selectRow(number)
        is_nothing_found = bool(self._model.count_of_all) and not self._model.rowCount()
        self._table.setHidden(is_nothing_found)
        self._nothing_found.show_when(is_nothing_found=is_nothing_found)
        self._tell_count()
        self._allow_going_on()

    @Slot(object)
    def _show_in_short(self, row: InboxRow) -> None:
        self._current = row.key
        self._practice.turn_to(row)
        self._in_short.show_row(row, self._today())
        self._wait.start()
        self._allow_going_on()

    def _allow_going_on(self) -> None:
        is_possible = self._model.next_unfinished(self._current) is not None
        self._in_short.set_can_go_on(is_possible=is_possible)
        self._next_below.setEnabled(is_possible)
        self._open_below.setEnabled(self._current is not None)
        self.actions_changed.emit()

    @Slot()
    def _sum_up(self) -> None:
        if self._current is not None:
            self._session.sum_up(self._current)

    @Slot(object)
    def _take_rows(self, rows: tuple[InboxRow, ...]) -> None:
        had_cases = bool(self._model.count_of_all)
        self._model.show_rows(rows, self._today())
        self._body.setCurrentIndex(1 if rows else 0)
        self._table.fit_columns()
        self._tools.offer_programs(self._model.programs)
        if bool(rows) != had_cases and self.isVisible():
            self._take_focus()
        if self._goes_on and rows:
            self.open_next()

    @Slot(object)
    def _take_loaded(self, results: tuple[LoadResult, ...]) -> None:
        self._panel.show_results(results)
        if len(results) == 1 and results[0].submission_id is not None and results[0].revision is not None:
            self._current = CaseKey(results[0].submission_id, results[0].revision)

    @Slot()
    def _after_load(self) -> None:
        self._panel.stop()
        self._session.refresh()
        self.actions_changed.emit()

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        if isinstance(error, Cancelled):
            self._message.show_message(text("ui.inbox.stopped"))
        else:
            self._message.show_failure(error)

    @Slot()
    def _hand_over(self) -> None:
        self.went_to.emit("export", None)

    @Slot(int, int)
    def _remember_splitter(self, _position: int, _index: int) -> None:
        self._settings.save_splitter("inbox", self._splitter)

    def _tell_count(self) -> None:
        shown, everything = self._model.rowCount(), self._model.count_of_all
        if shown == everything:
            self._count.say(self._practice.counted(shown))
        else:
            self._count.say(text("ui.inbox.cases_of", shown=shown, all=everything))

    def _choose(self, mode: QFileDialog.FileMode) -> None:
        names = text("ui.inbox.filter") if mode == QFileDialog.FileMode.ExistingFiles else ""
        dialog = choosing_dialog("inbox-dialog", text("ui.inbox.load_bundle"), self, names=names, mode=mode)
        dialog.filesSelected.connect(self._load_chosen)
        dialog.open()

    @Slot(list)
    def _load_chosen(self, chosen: list[str]) -> None:
        self.load(tuple(Path(path) for path in chosen))

    def _today(self) -> date:
        return self._clock.now().astimezone().date()
