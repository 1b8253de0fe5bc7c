"""The case screen on a real workspace: what is typed survives the program's death, what is done is in the journal."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from reviewer.clock import SystemClock
from reviewer.review.judgment import JudgmentText
from reviewer.vocabulary import CaseKey, Cell
from reviewer.workflow import loading, opening, reading
from tests.ui.case.finding import click, part
from ui.jobs import Runner
from ui.session.inbox_session import InboxSession
from ui.session.workspace_session import WorkspaceSession
from ui.settings import LayoutSettings
from ui.views.case.screen import CaseScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet

KEY = CaseKey("CPT-2026-0102", 1)
PASSPHRASE = "a long enough passphrase"
CAUSE = Cell("p2", 6)


@pytest.fixture
def file(tmp_path: Path, shared_data: Path) -> Path:
    """A workspace with one case in it."""
    path = tmp_path / "mine.reviewer"
    desk, _ = opening.create(path, PASSPHRASE, "R-12", "Ruth Reviewer", clock=SystemClock())
    loading.load_bundles(desk, [shared_data / "bundles" / "CPT-2026-0102_r1.zip"])
    opening.close_desk(desk)
    return path


@pytest.fixture
def workspace(qtbot: QtBot, file: Path) -> Iterator[WorkspaceSession]:
    """The workspace, open."""
    made = WorkspaceSession(Runner())
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.open(file, PASSPHRASE)
    yield made
    made.shut_down()


@pytest.fixture
def screen(qtbot: QtBot, workspace: WorkspaceSession) -> CaseScreen:
    """The case, declared and open at the judging step."""
    made = CaseScreen(workspace, LayoutSettings())
    qtbot.addWidget(made)
    made.resize(1280, 752)
    made.show()
    with qtbot.waitSignal(made.session.opened):
        made.show_case(KEY)
    with qtbot.waitSignal(made.session.documents_listed):
        click(made, "declare-none")
    made.pages.go_to_step("judge")
    made.pages.workbench.go_to(CAUSE)
    return made


def sheet_in(path: Path) -> Sheet:
    desk, _ = opening.open_desk(path, PASSPHRASE, clock=SystemClock())
    try:
        return reading.open_case(desk, KEY)
    finally:
        opening.close_desk(desk)


def test_a_case_in_short_says_projects_as_people_do(
    qtbot: QtBot, workspace: WorkspaceSession, screen: CaseScreen
) -> None:
    inbox = InboxSession(workspace)
    with qtbot.waitSignal(inbox.summed_up, timeout=20_000) as told:
        inbox.sum_up(KEY)
    words = "\n".join(told.args[0].missing)
    assert "6 Determine Cause in project 2" in words
    assert " in p2" not in words


def taken_away(file: Path, folder: Path) -> Path:
    """The workspace as a power cut would leave it: its files as they are now, nothing closed."""
    folder.mkdir()
    for each in file.parent.glob(f"{file.name}*"):
        if each.suffix != ".lock":
            shutil.copy(each, folder / each.name)
    return folder / file.name


def test_a_draft_survives_the_death_of_the_program(
    qtbot: QtBot, screen: CaseScreen, file: Path, tmp_path: Path
) -> None:
    QTest.keyClick(screen.pages.workbench.matrix.table, Qt.Key.Key_N)
    with qtbot.waitSignal(screen.session.saved):
        QTest.keyClicks(part(screen, QPlainTextEdit, "finding"), "The solution came first.")
        screen.session.flush()
    qtbot.waitUntil(lambda: not screen.session.unsaved)
    row = sheet_in(taken_away(file, tmp_path / "after")).cell(CAUSE)
    assert row.draft == JudgmentText("not_met", "The solution came first.")
    assert row.closed is None


def test_a_done_criterion_is_in_the_journal_and_its_draft_is_gone(
    qtbot: QtBot, screen: CaseScreen, file: Path, tmp_path: Path
) -> None:
    QTest.keyClick(screen.pages.workbench.matrix.table, Qt.Key.Key_M)
    with qtbot.waitSignal(screen.session.closed):
        screen.finish()
    row = sheet_in(taken_away(file, tmp_path / "after")).cell(CAUSE)
    assert row.closed == JudgmentText("met")
    assert row.draft is None


def test_documents_of_the_claim_come_first_and_text_is_shown(qtbot: QtBot, screen: CaseScreen) -> None:
    documents = screen.pages.workbench.reading.documents
    assert documents.model.index(0, 3).data() == "cited here"
    assert documents.model.rowCount() == 11


def test_after_locking_one_writes_on_where_one_was(
    qtbot: QtBot, workspace: WorkspaceSession, screen: CaseScreen, file: Path
) -> None:
    written = part(screen, QPlainTextEdit, "finding")
    written.setFocus()
    QTest.keyClicks(written, "Half a thought")
    written.moveCursor(QTextCursor.MoveOperation.PreviousWord)
    screen.save_now()
    with qtbot.waitSignal(workspace.locked):
        workspace.lock()
    screen.forget()
    with qtbot.waitSignal(workspace.opened, timeout=20_000):
        workspace.open(file, PASSPHRASE)
    with qtbot.waitSignal(screen.session.opened):
        screen.show_case(KEY)

    QTest.keyClicks(screen.window().focusWidget(), "new ")

    assert written.toPlainText() == "Half a new thought"


def test_locking_clears_the_screen_and_keeps_what_was_typed(
    qtbot: QtBot, workspace: WorkspaceSession, screen: CaseScreen, file: Path
) -> None:
    QTest.keyClicks(part(screen, QPlainTextEdit, "finding"), "Half a thought")
    screen.save_now()
    with qtbot.waitSignal(workspace.locked):
        workspace.lock()
    screen.forget()
    assert part(screen, QPlainTextEdit, "finding").toPlainText() == ""
    assert screen.session.sheet is None
    workspace.shut_down()
    row = sheet_in(file).cell(CAUSE)
    assert row.draft == JudgmentText(finding="Half a thought")
