"""A conflict of interest ends a case at once: nothing of it is shown, before signing or at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QRadioButton

from reviewer.vocabulary import CaseState
from tests.journeys.conftest import PASSPHRASE
from tests.journeys.looking import words_anywhere, words_seen
from tests.judged import STRONG
from tests.ui.driving import find, press
from ui.views.case.screen import CaseScreen
from ui.views.inbox.screen import InboxScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey
    from tests.journeys.keyboard import Keyboard
    from ui.shell.main_window import MainWindow

    OpenAt = Callable[[str, CaseKey, str], CaseScreen]


def content_of(sheet: Sheet) -> list[str]:
    """What is in a case beside the names to recognize."""
    submission = sheet.submission
    narratives = [claim.narrative[:40] for project in submission.projects for claim in project.claims]
    titles = [document.title for document in submission.documents]
    return [words for words in (*narratives, *titles, submission.candidate.email or "") if words.strip()]


def loaded(qtbot: QtBot, window: MainWindow, workspace: Path, bundle: Path) -> CaseScreen:
    """A new workspace with one case, opened and not declared."""
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.create(workspace, PASSPHRASE, "R-042", "Maria Santos")
    window.unlock_screen.ready.emit()
    inbox = window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    with qtbot.waitSignal(inbox.session.loaded, timeout=20_000):
        window.load((bundle,))
    window.show_screen("case", STRONG)
    screen = window.screen_named("case")
    assert isinstance(screen, CaseScreen)
    qtbot.waitUntil(lambda: find(QPushButton, screen, "declare-none").isVisible())
    return screen


def test_a_conflict_at_opening_seals_the_case_and_shows_nothing_of_it(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, workspace_path: Path, samples: tuple[Path, Path]
) -> None:
    screen = loaded(qtbot, window, workspace_path, samples[0])
    assert screen.session.sheet is not None
    content = content_of(screen.session.sheet)
    seen = words_seen(screen)
    assert all(row.name in seen for row in screen.session.sheet.recognize)
    assert [words for words in content if words in words_anywhere(window)] == []

    for name in ("declare-some", "conflict-family"):
        keyboard.tab_to(name)
        keyboard.press("Space")
    keyboard.tab_to("declare-conflict")
    keyboard.press("Space")
    qtbot.waitUntil(lambda: screen.session.sheet is not None and screen.session.sheet.state is CaseState.RECUSED)
    assert not screen.pages.is_open
    assert [words for words in content if words in words_anywhere(window)] == []
    for step in ("step_judge", "step_read", "done"):
        assert not screen.can(step)
    keyboard.press("Ctrl+3")
    assert not screen.pages.is_open


def test_a_late_conflict_at_signing_recuses_and_seals(qtbot: QtBot, window: MainWindow, open_at: OpenAt) -> None:
    screen = open_at("judged", STRONG, "sign")
    assert screen.session.sheet is not None
    content = content_of(screen.session.sheet)
    find(QRadioButton, screen, "renewed-family").click()
    press(screen, "sign")
    # Nothing takes it back, so it is asked for twice.
    assert screen.session.sheet.state is CaseState.COMPLETE
    press(screen, "sign-really")
    qtbot.waitUntil(lambda: screen.session.sheet is not None and screen.session.sheet.state is CaseState.RECUSED)
    qtbot.waitUntil(lambda: [words for words in content if words in words_anywhere(window)] == [])
    window.show_screen("inbox")
    inbox = window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    qtbot.waitUntil(lambda: states(inbox)[STRONG] is CaseState.RECUSED)


def states(inbox: InboxScreen) -> dict[CaseKey, CaseState]:
    found = (inbox.model.row_at(number) for number in range(inbox.model.rowCount()))
    return {row.key: row.state for row in found if row is not None}
