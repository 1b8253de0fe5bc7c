"""What handing over needs: which cases, which folder, one button, and the result in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from reviewer.text import counted, text
from reviewer.vocabulary import ProfileId
from ui.failures import MessageBar
from ui.models.export_rows import ExportModel
from ui.plain_text import ElidedLabel, PlainLabel
from ui.theme import Space
from ui.views.export.profile_choice import ProfileChoice
from ui.views.export.ready_table import ReadyTable
from ui.views.export.result_card import ResultCard
from ui.views.parts.fields import button, scrolled
from ui.views.parts.file_dialogs import choosing_dialog

if TYPE_CHECKING:
    from reviewer.changes import Changes
    from reviewer.errors import ReviewerError
    from reviewer.review.sheet_rows import InboxRow
    from reviewer.vocabulary import CaseKey
    from ui.session.export_session import ExportSession, HandedOver
    from ui.settings import LayoutSettings

_TABLE_ROWS = 7
_FULL = 1000


class ExportPanel(QWidget):
    """Chooses cases and a folder and writes the package; used by the screen and by the last step of a case.

    Signals:
        next_wanted: handed over; on to the next unfinished case.
    """

    next_wanted = Signal()

    def __init__(self, session: ExportSession, settings: LayoutSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export-panel")
        self._session = session
        self._settings = settings
        self._only: CaseKey | None = None
        self._folder = settings.export_folder or _documents()
        area, column = scrolled("export-scroll", self)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        self._profile = ProfileChoice(self)
        self._is_turned = False
        self._message = MessageBar(self, "export-message")
        self._empty = PlainLabel(text("ui.export.empty.office"), name="export-empty", parent=self)
        self._model = ExportModel(self)
        self._table = ReadyTable(self._model, self)
        self._practice = PlainLabel(name="export-practice", role="soft", parent=self)
        self._practice.hide()
        self._all = button(text("ui.export.all"), name="export-all", parent=self, role="link")
        self._none = button(text("ui.export.none"), name="export-none", parent=self, role="link")
        self._place = ElidedLabel(name="export-folder", parent=self)
        self._place.keep_both_ends()
        self._choose = button(text("ui.export.choose"), name="export-choose", parent=self)
        self._write = button("", name="export-write", parent=self, role="primary")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("export-progress")
        self._bar.setAccessibleName(text("ui.export.writing"))
        self._stop = button(text("ui.export.stop"), name="export-stop", parent=self)
        self._result = ResultCard(self)
        self._arrange(column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._connect()
        self._set_busy(is_busy=False)
        self._weigh()

    @property
    def session(self) -> ExportSession:
        """What writes the packages."""
        return self._session

    @property
    def model(self) -> ExportModel:
        """The cases with their ticks."""
        return self._model

    @property
    def table(self) -> ReadyTable:
        """The table of cases."""
        return self._table

    @property
    def result(self) -> ResultCard:
        """The package just written."""
        return self._result

    @property
    def message(self) -> MessageBar:
        """What went wrong."""
        return self._message

    @property
    def folder(self) -> Path:
        """Where the package will lie."""
        return self._folder

    def place_at(self, folder: Path) -> None:
        """Choose the folder, and remember it."""
        self._folder = folder
        self._settings.export_folder = folder
        self._weigh()

    def offer_only(self, key: CaseKey) -> None:
        """Tick one case, for the last step of a case."""
        self._only = key
        self._model.choose_only(key)

    def refresh(self) -> None:
        """Read again what can be handed over."""
        self._session.refresh(self._profile.profile)

    def focus_first(self) -> None:
        """Put the focus on the way on."""
        (self._write if self._write.isEnabled() else self._table).setFocus()

    def clear(self) -> None:
        """Show nothing of any case."""
        self._only = None
        self._profile.choose(ProfileId.OFFICE)
        self._model.show_rows(())
        self._tell_left_out(0)
        self._message.clear()
        self._result.clear()

    def _arrange(self, column: QVBoxLayout) -> None:
        ticks = QHBoxLayout()
        ticks.addWidget(self._all)
        ticks.addWidget(self._none)
        ticks.addStretch(1)
        self._folder_label = PlainLabel(text("ui.export.folder"), name="export-folder-label", role="field", parent=self)
        place = QHBoxLayout()
        place.setSpacing(Space.MEDIUM)
        place.addWidget(self._place, 1)
        place.addWidget(self._choose)
        act = QHBoxLayout()
        act.setSpacing(Space.MEDIUM)
        act.addWidget(self._write)
        act.addWidget(self._bar, 1)
        act.addWidget(self._stop)
        act.addStretch(1)
        for part in (self._profile, self._message, self._empty, self._table, self._practice):
            column.addWidget(part)
        column.addLayout(ticks)
        column.addWidget(self._folder_label)
        column.addLayout(place)
        column.addLayout(act)
        column.addWidget(self._result)
        column.addStretch(1)

    def _connect(self) -> None:
        session = self._session
        session.listed.connect(self._take_rows)
        session.left_out.connect(self._tell_left_out)
        session.progressed.connect(self._take_progress)
        session.handed_over.connect(self._take_result)
        session.ended.connect(self._end)
        session.failed.connect(self._tell_failure)
        session.changed.connect(self._take_changes)
        self._profile.chosen.connect(self._turn)
        self._model.ticked.connect(self._weigh)
        self._all.clicked.connect(self._model.choose_all)
        self._none.clicked.connect(self._model.choose_none)
        self._choose.clicked.connect(self.choose_folder)
        self._write.clicked.connect(self.write)
        self._stop.clicked.connect(session.cancel)
        self._result.next_wanted.connect(self.next_wanted)

    @Slot()
    def choose_folder(self) -> None:
        """Ask for the folder."""
        title, mode = text("ui.export.choose_title"), QFileDialog.FileMode.Directory
        dialog = choosing_dialog("export-dialog", title, self, mode=mode)
        dialog.setDirectory(str(self._folder))
        dialog.fileSelected.connect(self._take_folder)
        dialog.open()

    @Slot()
    def write(self) -> None:
        """Write the package of the cases ticked."""
        if self._session.is_writing or not self._model.chosen:
            return
        self._message.clear()
        self._result.clear()
        self._set_busy(is_busy=True)
        self._session.hand_over(self._model.chosen, self._folder, self._profile.profile)

    @Slot(str)
    def _take_folder(self, chosen: str) -> None:
        self.place_at(Path(chosen))

    @Slot(str)
    def _turn(self, _profile: str) -> None:
        """Offer what a package for somebody else can hold."""
        self._message.clear()
        self._result.clear()
        self._is_turned = True
        self.refresh()

    @Slot(str, object)
    def _take_rows(self, profile: str, rows: tuple[InboxRow, ...]) -> None:
        if profile != self._profile.profile:
            return
        if self._is_turned:
            # What was ticked for somebody else says nothing here.
            self._model.show_rows(())
        self._model.show_rows(rows)
        self._choose_at_first(len(rows))
        self._empty.say(text(f"ui.export.empty.{profile}"))
        self._table.fit(_TABLE_ROWS)
        is_empty = not rows
        self._empty.setVisible(is_empty)
        for part in (self._table, self._all, self._none, self._folder_label, self._place, self._choose, self._write):
            part.setVisible(not is_empty)

    @Slot(int)
    def _tell_left_out(self, count: int) -> None:
        self._practice.say(counted("ui.practice.left_out", count) if count else "")
        self._practice.setVisible(bool(count))

    def _choose_at_first(self, count: int) -> None:
        if self._only is not None:
            self._model.choose_only(self._only)
        elif self._is_turned and self._profile.profile is ProfileId.RESEARCH:
            self._model.choose_all()
        elif self._is_turned and self._profile.profile is ProfileId.APPLICANT and count > 1:
            # A candidate's copy is of one candidate, and whose is for the reviewer to say.
            self._model.choose_none()
        self._is_turned = False

    @Slot(object)
    def _take_changes(self, changes: Changes) -> None:
        if changes.inbox and self.isVisible():
            self.refresh()

    @Slot(object, object, str)
    def _take_progress(self, done: int, total: int, _subject: str) -> None:
        self._bar.setValue(_FULL * done // max(1, total))

    @Slot(object)
    def _take_result(self, handed: HandedOver) -> None:
        self._result.show_result(handed)

    @Slot()
    def _end(self) -> None:
        self._set_busy(is_busy=False)

    @Slot(object)
    def _tell_failure(self, error: ReviewerError) -> None:
        self._set_busy(is_busy=False)
        self._message.show_failure(error)

    @Slot()
    def _weigh(self) -> None:
        count = len(self._model.chosen)
        self._write.setText(counted("ui.export.write", count) if count else text("ui.export.write_none"))
        self._write.setEnabled(count > 0 and not self._session.is_writing)
        self._place.say(str(self._folder))

    def _set_busy(self, *, is_busy: bool) -> None:
        self._bar.setRange(0, _FULL)
        self._bar.setValue(0)
        self._bar.setVisible(is_busy)
        # What is hidden or disabled with the focus hands it to whatever comes next, far from here.
        had_focus = self._write.hasFocus() or self._stop.hasFocus()
        if is_busy:
            self._stop.show()
        self._write.setEnabled(not is_busy and bool(self._model.chosen))
        if had_focus:
            self._stop.setFocus() if is_busy else self.focus_first()
        self._stop.setVisible(is_busy)


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
