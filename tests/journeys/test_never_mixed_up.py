"""However fast a reviewer goes from case to case, no case ever shows the marks of another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QPlainTextEdit

from reviewer.vocabulary import CaseKey, Cell
from tests.journeys.conftest import PASSPHRASE, case_shown
from tests.judged import MIXED, STRONG
from tests.ui.driving import find
from ui.plain_text import ElidedLabel
from ui.views.case.screen import CaseScreen
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import InboxRow
    from tests.journeys.keyboard import Keyboard
    from ui.shell.main_window import MainWindow

    OpenAt = Callable[[str, CaseKey, str], CaseScreen]

HERE = Cell("p1", 1)
MARKS = {
    STRONG: ("met", "Written of the first candidate."),
    MIXED: ("not_met", "Written of the second candidate."),
}


class Onlooker(QObject):
    """Looks at the screen in every turn of the event loop, and notes whatever stands in the wrong case."""

    def __init__(self, screen: CaseScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._finding = find(QPlainTextEdit, screen, "finding")
        self.looks = 0
        self.wrong: list[str] = []
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(0)
        screen.session.sheet_changed.connect(self.look)
        screen.session.opened.connect(self.look)

    def has_looked(self, times: int) -> bool:
        """Tell whether it has looked more often than so many times."""
        return self.looks > times

    @Slot()
    def look(self) -> None:
        """Compare what is shown with the case that it should be of."""
        self.looks += 1
        sheet, key = self._screen.session.sheet, self._screen.session.key
        if sheet is not None and sheet.key != key:
            self.wrong.append(f"the sheet of {sheet.key} under {key}")
        here = MARKS[key][1] if key is not None and sheet is not None else ""
        if not here.startswith(self._finding.toPlainText()):
            self.wrong.append(f"{self._finding.toPlainText()!r} in {key}")


def shows(screen: CaseScreen, key: CaseKey) -> bool:
    return screen.session.sheet is not None and screen.session.sheet.key == key


def mark(qtbot: QtBot, window: MainWindow, keyboard: Keyboard, key: CaseKey) -> CaseScreen:
    """Set a level and type a finding in the first cell of a case."""
    screen = case_shown(qtbot, window, key, "judge")
    screen.pages.workbench.go_to(HERE)
    level, words = MARKS[key]
    qtbot.waitUntil(screen.pages.workbench.matrix.table.hasFocus)
    keyboard.press("M" if level == "met" else "N")
    keyboard.press("Return")
    keyboard.type(words)
    return screen


def test_switching_fast_never_shows_one_case_in_another(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, open_at: OpenAt
) -> None:
    screen = open_at("declared", STRONG, "judge")
    onlooker = Onlooker(screen)
    mark(qtbot, window, keyboard, STRONG)
    # Without waiting for anything to be saved.
    mark(qtbot, window, keyboard, MIXED)
    for turn in range(40):
        key = (STRONG, MIXED)[turn % 2]
        window.show_screen("case", key)
        if turn % 5 == 0:
            looks = onlooker.looks
            qtbot.waitUntil(partial(onlooker.has_looked, looks + turn))
        if turn % 7 == 0:
            qtbot.waitUntil(partial(shows, screen, key))
    for key, (level, words) in MARKS.items():
        case_shown(qtbot, window, key, "judge")
        assert find(QPlainTextEdit, screen, "finding").toPlainText() == words
        assert screen.pages.workbench.rubric.levels.chosen == level
    assert onlooker.wrong == []


def test_a_resubmission_stands_beside_the_first_and_takes_nothing_over(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, workspace_path: Path, shared_data: Path
) -> None:
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.create(workspace_path, PASSPHRASE, "R-042", "Maria Santos")
    window.unlock_screen.ready.emit()
    inbox = window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    window.load(tuple(shared_data / "bundles" / f"CPT-2026-0102_r{revision}.zip" for revision in (1, 2)))
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 2, timeout=20_000)
    first, second = CaseKey("CPT-2026-0102", 1), CaseKey("CPT-2026-0102", 2)
    screen = window.screen_named("case")
    assert isinstance(screen, CaseScreen)
    for key in (first, second):
        window.show_screen("case", key)
        qtbot.waitUntil(partial(shows, screen, key))
        screen.session.declare("none", "")
        qtbot.waitUntil(lambda: screen.pages.is_open)
        assert screen.session.sheet is not None
        assert screen.session.sheet.revisions == (1, 2)
        assert f"revision {key.revision}" in find(ElidedLabel, window, "screen-title").whole
    mark(qtbot, window, keyboard, first)
    with qtbot.waitSignal(screen.session.closed):
        keyboard.press("Ctrl+Return")
    case_shown(qtbot, window, second, "judge")
    sheet = screen.session.sheet
    assert sheet is not None
    assert (sheet.key, sheet.judged, sheet.cells[0].shown) == (second, 0, None)
    window.show_screen("inbox")
    qtbot.waitUntil(lambda: sorted(row.judged for row in rows(inbox)) == [0, 1])
    assert {row.key: row.is_latest for row in rows(inbox)} == {first: False, second: True}


def rows(inbox: InboxScreen) -> list[InboxRow]:
    found = (inbox.model.row_at(number) for number in range(inbox.model.rowCount()))
    return [row for row in found if row is not None]
