"""Locking keeps what was typed and the place, and leaves nothing of a case behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from reviewer.vocabulary import Cell
from tests.journeys.conftest import PASSPHRASE
from tests.journeys.looking import CopiesInMemory, words_anywhere
from tests.judged import MIXED, STRONG
from tests.ui.driving import find
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

HALF = "Half a thought about the"


def words_of_the_case(sheet: Sheet) -> dict[str, str]:
    """Pieces of a case that nobody may read once it is locked."""
    submission = sheet.submission
    words = {"candidate": submission.candidate.name, "typed": HALF}
    for number, row in enumerate(submission.experience):
        words[f"employer {number}"] = row.employer
    for number, document in enumerate(submission.documents):
        words[f"document {number}"] = document.title
    for project in submission.projects:
        words[f"title of {project.project_id}"] = project.title
        for claim in project.claims:
            words[f"claim {project.project_id}:{claim.standard}"] = claim.narrative[:40]
        for number, attestation in enumerate(project.attestations):
            words[f"attester {project.project_id} {number}"] = attestation.attester_name
    return {what: written for what, written in words.items() if written.strip()}


def left_of(secrets: dict[str, str], window: MainWindow) -> list[str]:
    words = words_anywhere(window)
    return [what for what, secret in secrets.items() if secret in words]


def test_locking_while_typing_keeps_the_words_and_the_place_and_forgets_the_rest(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, open_at: OpenAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Off screen nobody owns the clipboard.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: True)
    copies = CopiesInMemory()
    screen = open_at("declared", STRONG, "judge")
    cell = Cell("p2", 7)
    screen.pages.workbench.go_to(cell)
    assert screen.session.sheet is not None
    secrets = words_of_the_case(screen.session.sheet)
    for step in ("before", "read", "ethics", "judge"):
        screen.pages.go_to_step(step)
    keyboard.press("N")
    keyboard.press("Return")
    keyboard.type(HALF)
    keyboard.press("Ctrl+A")
    keyboard.press("Ctrl+C")
    assert QGuiApplication.clipboard().text() == HALF
    keyboard.press("Ctrl+L")

    assert window.screen_shown is window.unlock_screen
    qtbot.waitUntil(lambda: left_of(secrets, window) == [])
    assert QGuiApplication.clipboard().text() == ""
    qtbot.waitUntil(lambda: copies.of(STRONG) == [], timeout=10_000)

    keyboard.type(PASSPHRASE)
    with qtbot.waitSignal(screen.session.opened, timeout=20_000):
        keyboard.press("Return")
    qtbot.waitUntil(lambda: screen.pages.is_open)
    assert (screen.pages.step, screen.pages.workbench.cell) == ("judge", cell)
    assert find(QPlainTextEdit, screen, "finding").toPlainText() == HALF
    assert screen.pages.workbench.rubric.levels.chosen == "not_met"


@pytest.mark.parametrize("step", ["before", "read", "judge", "ethics", "outcome", "sign", "handover"])
def test_no_step_keeps_anything_of_a_locked_case(qtbot: QtBot, window: MainWindow, open_at: OpenAt, step: str) -> None:
    copies = CopiesInMemory()
    screen = open_at("judged", MIXED, step)
    assert screen.session.sheet is not None
    secrets = words_of_the_case(screen.session.sheet)
    qtbot.waitUntil(lambda: not window.workspace.runner.is_busy, timeout=20_000)
    assert left_of(secrets, window) != []
    window.fall_asleep()
    qtbot.waitUntil(lambda: left_of(secrets, window) == [])
    qtbot.waitUntil(lambda: copies.of(MIXED) == [], timeout=10_000)


def test_the_names_to_recognize_are_forgotten_too(
    qtbot: QtBot, window: MainWindow, workspace_path: Path, samples: tuple[Path, Path]
) -> None:
    with qtbot.waitSignal(window.workspace.opened, timeout=20_000):
        window.workspace.create(workspace_path, PASSPHRASE, "R-042", "Maria Santos")
    window.unlock_screen.ready.emit()
    inbox = window.screen_named("inbox")
    assert isinstance(inbox, InboxScreen)
    with qtbot.waitSignal(inbox.session.loaded, timeout=20_000):
        window.load(samples[:1])
    window.show_screen("case", STRONG)
    case = window.screen_named("case")
    assert isinstance(case, CaseScreen)
    qtbot.waitUntil(lambda: case.session.sheet is not None)
    assert case.session.sheet is not None
    secrets = words_of_the_case(case.session.sheet)
    assert "candidate" in left_of(secrets, window)
    window.fall_asleep()
    qtbot.waitUntil(lambda: left_of(secrets, window) == [])
