"""The program that `benchmarks.answering` starts: goes through cases and times every turn of the event loop."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QListView, QPushButton

from benchmarks.evidence_samples import KEY, OTHER_KEY, PATH
from ui.demo.driver import Driver, Looks, Until
from ui.theme import ThemeChoice

if TYPE_CHECKING:
    from reviewer.vocabulary import CaseKey
    from ui.demo.driver import Script
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

_BEAT_MS = 2
_LOOKS_TO_TYPE = 400
"""Two seconds: as long as somebody needs who types a passphrase quickly; screens are made ready meanwhile."""
_CELLS = 10
_SOUGHT = "counted"
_LONG = 40
"""Looks until what was only restyled, or is fetched beside, has come as well."""


class Heart(QObject):
    """Beats as often as the event loop lets it, and keeps the longest turn of each phase."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.phases: dict[str, tuple[float, float]] = {}
        """Seconds of the longest turn of each phase: by the clock, and what the thread itself was at work for."""
        self._phase = ""
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT_MS)

    def begin(self, phase: str) -> None:
        """Count the turns from here as those of a phase."""
        self._phase = phase
        self.phases.setdefault(phase, (0.0, 0.0))

    @Slot()
    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        if self._phase:
            longest, busiest = self.phases[self._phase]
            turn, work = now[0] - self._last[0] - _BEAT_MS / 1_000, now[1] - self._last[1]
            self.phases[self._phase] = max(longest, turn), max(busiest, work)
        self._last = now


class _Run(QObject):
    """One reviewer's way, timed from the inbox on; writes the longest turns of its phases as JSON and ends."""

    def __init__(self, window: MainWindow, workspace: Path) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._heart = Heart(self)
        self._driver = Driver(self._script(), self)
        self._driver.finished.connect(self._tell)
        self._driver.failed.connect(self._fail)
        self._driver.begin()

    def _script(self) -> Script:
        window = self._window
        yield Looks(_LOOKS_TO_TYPE)
        window.workspace.open(self._workspace, os.environ["REVIEWER_BENCHMARK"])
        yield Until("open", lambda: window.screen_shown.objectName() == "inbox")
        yield Until("list", lambda: not window.workspace.runner.is_busy)
        yield from self._open(KEY, "first case", "declaration")
        yield from self._judge()
        yield from self._read()
        yield from self._open(OTHER_KEY, "other case", "declaration")
        yield Looks(_LONG)
        yield from self._open(KEY, "other case")
        yield Looks(_LONG)
        yield from self._look_around()

    def _open(self, key: CaseKey, phase: str, declaration: str = "") -> Script:
        self._heart.begin(phase)
        self._window.show_screen("case", key)
        yield Until("shown", lambda: self._window.screen_shown.objectName() == "case")
        case = self._case
        yield Until("case", lambda: case.session.sheet is not None and case.session.sheet.key == key)
        if declaration:
            declare = case.findChild(QPushButton, "declare-none")
            assert declare is not None  # noqa: S101 - the window has it, or this is out of date
            self._heart.begin(declaration)
            declare.click()
            yield Until("declared", lambda: case.pages.is_open)

    def _judge(self) -> Script:
        case = self._case
        for step in ("before", "read", "judge"):
            self._heart.begin(step)
            case.pages.go_to_step(step)
            yield Looks(10)
        self._heart.begin("judging")
        for count in range(1, _CELLS + 1):
            case.pages.workbench.rubric.levels.choose_by_key("M")
            case.pages.workbench.rubric.texts.field("finding").insertPlainText("They counted before and after. ")
            yield Looks(5)
            case.finish()
            yield Until("closed", lambda count=count: self._judged >= count)  # type: ignore[misc] # mypy types no default of a lambda
        for step in ("ethics", "outcome", "sign", "handover"):
            self._heart.begin(step)
            case.pages.go_to_step(step)
            yield Looks(10)

    def _read(self) -> Script:
        case = self._case
        documents = case.pages.workbench.reading.documents
        self._heart.begin("document")
        case.pages.go_to_step("read")
        case.pages.workbench.reading.show_tab("documents")
        documents.open(PATH)
        yield Until("page", lambda: documents.is_reading and documents.reader.canvas.is_sharp)
        yield Looks(_LONG)
        self._heart.begin("search")
        case.desk.start_case_search()
        documents.search.field.setText(_SOUGHT)
        hits = documents.search.findChild(QListView, "case-search-hits")
        assert hits is not None  # noqa: S101 - the same
        yield Until("hits", lambda: hits.isVisible() and hits.model().rowCount() > 0)
        yield Looks(10)

    def _look_around(self) -> Script:
        window = self._window
        for percent in (110, 100):
            self._heart.begin("text size")
            window.theme.set_text_percent(percent)
            yield Looks(_LONG)
        for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
            self._heart.begin("theme")
            window.theme.choose(choice)
            yield Looks(_LONG)
        for screen in ("settings", "export", "inbox"):
            self._heart.begin(screen)
            window.show_screen(screen)
            yield Until(screen, lambda screen=screen: window.screen_shown.objectName() == screen)  # type: ignore[misc] # the same
            yield Looks(10)

    @property
    def _case(self) -> CaseScreen:
        from ui.views.case.screen import CaseScreen

        screen = self._window.screen_named("case")
        assert isinstance(screen, CaseScreen)  # noqa: S101 - the table of screens says so
        return screen

    @property
    def _judged(self) -> int:
        sheet = self._case.session.sheet
        return sheet.judged if sheet is not None else 0

    @Slot()
    def _tell(self) -> None:
        json.dump(self._heart.phases, sys.stdout)
        sys.stdout.flush()
        os._exit(0)

    @Slot(object)
    def _fail(self, error: Exception) -> None:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        sys.stderr.flush()
        os._exit(1)


def go_through_a_case(workspace: str) -> None:
    """Open the window on a workspace with two cases, judge, read and look around, and tell the longest turns."""
    from ui.app import make_application, make_window
    from ui.shell.starting import Start

    application = make_application()
    window = make_window(application)
    start = Start(window, Path(workspace), "")
    window.show()
    start.begin()
    _Run(window, Path(workspace))
    application.exec()
