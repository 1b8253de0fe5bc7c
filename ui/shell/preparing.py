"""Makes ready, in small steps while nothing else happens, what the reviewer will turn to later."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from reviewer.text import known_keys, read_ahead
from ui.garbage import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ui.shell.screens import ScreenMaker
    from ui.views.parts.screen import Screen

STEP_SECONDS = 0.008
"""A turn ends after so long, or after one step that is longer."""

BUSY_MS = 15
"""Between two looks whether the workers are done: two threads at Python's work slow each other down."""

BUSY_LOOKS = 200
"""So often it looks before it goes on beside work that does not end, such as reading all documents for searching."""

POLISHED_AT_ONCE = 16
"""Widgets between two looks at the clock."""

SETTLED_AT_ONCE = 6
"""Modules between two rounds over what they brought in."""

SCREENS = ("inbox", "case", "export", "settings")

MODULES = (
    "ui.views.inbox.screen",
    "reviewer.review.judgment",
    "reviewer.review.sheet_rows",
    "ui.session.asking",
    "ui.session.viewing_session",
    "reviewer.submission.model",
    "reviewer.program.model",
    "reviewer.review.missing",
    "reviewer.review.reasons",
    "ui.models.outcome",
    "ui.models.before_texts",
    "ui.session.rulings",
    "ui.views.case.edition_card",
    "ui.models.dates",
    "ui.views.case.before_page",
    "ui.models.citations",
    "ui.views.case.reading_text",
    "ui.views.reader.flow_text",
    "reviewer.submission.encodings",
    "reviewer.submission.kinds",
    "ui.models.page_selection",
    "ui.views.reader.page_canvas",
    "ui.views.reader.reader_bar",
    "ui.views.reader.reader_frame",
    "ui.views.reader.document_reader",
    "ui.views.case.reading_pane",
    "ui.views.case.rubric_pane",
    "ui.models.row_asks",
    "ui.views.case.row_board",
    "ui.views.case.workbench",
    "ui.views.case.case_pages",
    "ui.session.keeping",
    "ui.session.case_session",
    "ui.session.evidence_session",
    "ui.session.indexing",
    "ui.views.case.evidence_desk",
    "ui.views.case.screen",
    "ui.views.export.panel",
    "ui.views.letter.pane",
    "ui.views.signing.page",
    "ui.session.letter_session",
    "ui.session.export_session",
    "ui.views.later_steps",
    "ui.session.settings_session",
    "ui.session.programs_session",
    "ui.views.settings.screen",
)
"""What the screens are made from, in an order in which each import brings in little; one left out only comes later."""


class Preparation(QObject):
    """Makes the screens, whole and in their style, before they are asked for.

    Args:
        maker: makes the screens.
        screens: those that are there.
        is_busy: whether anything runs beside the window now.
        rest: steps that are taken when all screens stand ready.
        parent: the window.

    Signals:
        hurried: the name of a screen that was asked for and is made now.
    """

    hurried = Signal(str)

    def __init__(
        self,
        maker: ScreenMaker,
        screens: dict[str, Screen],
        is_busy: Callable[[], bool],
        rest: Callable[[], Iterator[None]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preparation")
        self._maker = maker
        self._screens = screens
        self._is_busy = is_busy
        self._rest = rest
        self._busy_looks = 0
        self._is_hurried = False
        self._steps: Iterator[None] = iter(())
        self._is_begun = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_going_on(self) -> bool:
        """True from the beginning until everything is ready."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Begin once; the steps are taken while the event loop has nothing else to do."""
        if self._is_begun:
            return
        self._is_begun = True
        self._steps = self._all_steps()
        self._timer.start(0)

    def hurry(self, name: str) -> bool:
        """Make a screen before all others; False where nothing is being prepared or it is made already."""
        if not self.is_going_on or name in self._screens:
            return False
        self._is_hurried = True
        self._steps = _one_after_the_other(self._hurry(name), self._steps)
        return True

    @Slot()
    def _go_on(self) -> None:
        if self._waits():
            return
        until = time.perf_counter() + STEP_SECONDS
        while time.perf_counter() < until:
            if next(self._steps, self) is self:
                self._timer.stop()
                return

    def _waits(self) -> bool:
        """Tell whether the step is left for later, as a worker is at work and nobody waits for a screen."""
        is_busy = self._is_busy() and not self._is_hurried
        self._busy_looks = self._busy_looks + 1 if is_busy else 0
        waits = is_busy and self._busy_looks < BUSY_LOOKS
        wanted = BUSY_MS if waits else 0
        if self._timer.interval() != wanted:
            self._timer.setInterval(wanted)
        return waits

    def _all_steps(self) -> Iterator[None]:
        yield from _imports()
        # A little each time, as one round over all of it would be a long turn.
        for name in SCREENS:
            yield from self._make(name)
            settle()
            yield
        for screen in tuple(self._screens.values()):
            yield from screen.extras()
            settle()
            yield
        for screen in tuple(self._screens.values()):
            yield from _polish(screen)
        settle()
        yield
        yield from self._rest()
        settle()

    def _make(self, name: str) -> Iterator[None]:
        if name not in self._screens:
            yield from _imports()
            yield from self._maker.steps(name)

    def _hurry(self, name: str) -> Iterator[None]:
        yield from self._make(name)
        self._is_hurried = False
        self.hurried.emit(name)


def _one_after_the_other(first: Iterator[None], second: Iterator[None]) -> Iterator[None]:
    yield from first
    yield from second


def _imports() -> Iterator[None]:
    for count, module in enumerate(MODULES):
        import_module(module)
        yield
        if count % SETTLED_AT_ONCE == 0:
            settle()
            yield
    yield from read_ahead()
    known_keys()


def _polish(screen: QWidget) -> Iterator[None]:
    for count, widget in enumerate(screen.findChildren(QWidget)):
        if shiboken6.isValid(widget):
            widget.ensurePolished()
        if count % POLISHED_AT_ONCE == 0:
            yield
