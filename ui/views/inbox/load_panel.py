"""What becomes of bundles while they load and after: one panel in place, no stack of dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QTextEdit, QVBoxLayout, QWidget

from reviewer.text import counted, text
from reviewer.vocabulary import LoadStatus
from ui.failures import announce
from ui.plain_text import ElidedLabel, PlainLabel, one_line, visible
from ui.theme import Space, color
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from reviewer.submission.findings import Finding, LoadResult

_STEPS = 1000
_LINES_SHOWN = 9
_FEW_LINES = 2

_STATUS_COLORS = {
    LoadStatus.LOADED: "met",
    LoadStatus.ALREADY_LOADED: "nothing_shown",
    LoadStatus.REFUSED: "not_met",
}


class LoadPanel(QFrame):
    """Progress with a way to stop, then each bundle with its problems, warnings and notices and their places.

    Signals:
        cancelled: the reviewer wants loading to stop.
        closed: the reviewer has read it.
    """

    cancelled = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("load-panel")
        self.setProperty("role", "sheet")
        self._results: tuple[LoadResult, ...] = ()
        self._most_lines = _LINES_SHOWN
        self._title = PlainLabel(name="load-title", role="heading", parent=self)
        self._about = ElidedLabel(name="load-about", role="soft", parent=self)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("load-bar")
        self._bar.setAccessibleName(text("ui.inbox.loading"))
        self._bar.setTextVisible(False)
        self._report = QTextEdit(self)
        self._report.setObjectName("load-report")
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setAccessibleName(text("ui.inbox.report"))
        self._cancel = button(text("ui.inbox.stop"), name="load-cancel", parent=self)
        self._close = button(text("ui.message.close"), name="load-close", parent=self, role="flat")
        self._arrange()
        self._cancel.clicked.connect(self.cancelled)
        self._close.clicked.connect(self._put_away)
        self.hide()

    def begin(self) -> None:
        """Show that loading has begun."""
        self._results = ()
        self._title.say(text("ui.inbox.loading"))
        self._about.say("")
        self._bar.setRange(0, 0)
        self._set_running(is_running=True)
        self.show()

    @Slot(object, object, str)
    def show_progress(self, done: int, total: int, subject: str) -> None:
        """Show how far it is; bytes may be more than Qt's bar can count."""
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(round(_STEPS * done / total) if total else 0)
        self._about.say(subject)

    def show_results(self, results: tuple[LoadResult, ...]) -> None:
        """Show what became of each bundle."""
        self._results = results
        self._set_running(is_running=False)
        words = _summary(results)
        self._title.say(words)
        self._write()
        self.show()
        announce(self, words)

    def stop(self) -> None:
        """Loading ended without results: nothing to show."""
        if not self._results:
            self.hide()

    def forget(self) -> None:
        """Show nothing of any bundle."""
        self._results = ()
        self._report.clear()
        self._about.say("")
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._results:
            self._write()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.MEDIUM)
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.MEDIUM, Space.MEDIUM, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._about)
        column.addWidget(self._report)

    def _set_running(self, *, is_running: bool) -> None:
        for widget in (self._bar, self._about, self._cancel):
            widget.setVisible(is_running)
        self._report.setVisible(not is_running)
        self._close.setVisible(not is_running)

    def _write(self) -> None:
        self._report.clear()
        cursor = self._report.textCursor()
        # What was refused needs the reviewer; what was loaded does not.
        refused_first = sorted(self._results, key=lambda result: result.status != LoadStatus.REFUSED)
        for number, result in enumerate(refused_first):
            _write_result(cursor, result, is_first=number == 0)
        self._report.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def set_low(self, *, is_low: bool) -> None:
        """Show fewer lines at once, in a low window."""
        self._most_lines = _FEW_LINES if is_low else _LINES_SHOWN
        self._fit()

    def _fit(self) -> None:
        lines = max(2, min(self._most_lines, self._report.document().blockCount() + 1))
        self._report.setFixedHeight(self._report.fontMetrics().lineSpacing() * lines + Space.WIDE)

    @Slot()
    def _put_away(self) -> None:
        self.forget()
        self.closed.emit()


def _summary(results: tuple[LoadResult, ...]) -> str:
    if not results:
        return text("ui.inbox.no_bundles")
    parts = []
    for status in LoadStatus:
        count = sum(result.status == status for result in results)
        if count:
            parts.append(counted(f"ui.inbox.load.{status}", count))
    return text("ui.inbox.load.summary", parts=", ".join(parts))


def _write_result(cursor: QTextCursor, result: LoadResult, *, is_first: bool) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(0 if is_first else Space.SMALL)
    if is_first:
        cursor.setBlockFormat(block)
    else:
        cursor.insertBlock(block)
    strong, status = QTextCharFormat(), QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    strong.setForeground(color("ink"))
    status.setFontWeight(QFont.Weight.DemiBold)
    status.setForeground(color(_STATUS_COLORS[LoadStatus(result.status)]))
    cursor.insertText(text(f"ui.inbox.status.{result.status}"), status)
    cursor.insertText("  " + one_line(Path(result.path).name), strong)
    for kind in ("problem", "warning", "notice"):
        for finding in _findings(result, kind):
            _write_finding(cursor, kind, finding)


def _findings(result: LoadResult, kind: str) -> tuple[Finding, ...]:
    return {
        "problem": result.report.problems,
        "warning": result.report.warnings,
        "notice": result.report.notices,
    }[kind]


def _write_finding(cursor: QTextCursor, kind: str, finding: Finding) -> None:
    # Brings in what explains an outcome, which the inbox can do without until something was found.
    from ui.models.day_words import dates_spoken

    block = QTextBlockFormat()
    block.setLeftMargin(Space.LARGE)
    cursor.insertBlock(block)
    ink, soft = QTextCharFormat(), QTextCharFormat()
    ink.setForeground(color("ink"))
    soft.setForeground(color("soft_ink"))
    cursor.insertText(
        text(f"ui.inbox.finding.{kind}", message=visible(dates_spoken(finding.code, finding.message))), ink
    )
    if finding.where:
        cursor.insertText(f"  {_where(kind, finding.where)}", soft)


def _where(kind: str, where: str) -> str:
    """Say the place; where the office has to correct something, also as its tools name it."""
    from ui.models.day_words import place_words

    said = one_line(place_words(where))
    if kind == "problem" and said != one_line(where):
        return text("ui.inbox.finding.where_for_office", where=said, pointer=one_line(where))
    return text("ui.inbox.finding.where", where=said)
