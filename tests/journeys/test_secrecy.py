"""Nothing that the program writes on the way can be read without the passphrase, but what the reviewer hands over."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QRadioButton

from reviewer.vocabulary import CaseState
from tests.journeys.conftest import case_shown
from tests.judged import MIXED, STRONG
from tests.ui.driving import find, press
from ui.failures import log_path, record
from ui.session.backup_session import DailyBackup
from ui.views.export.screen import ExportScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import CaseKey
    from tests.journeys.keyboard import Keyboard
    from ui.shell.main_window import MainWindow
    from ui.views.case.screen import CaseScreen

    OpenAt = Callable[[str, CaseKey, str], CaseScreen]

TYPED = "the candidate never says what the warehouse lost"
NOTE = "she reminds me of my aunt in Rotterdam"


def secrets_of(sheet: Sheet) -> set[str]:
    """Words of a candidate that may stand in no file."""
    submission, candidate = sheet.submission, sheet.submission.candidate
    project = submission.projects[0]
    found = {candidate.name, candidate.email or "", project.title, project.claims[0].narrative[:24]}
    found |= {document.title for document in submission.documents}
    found |= {attestation.attester_name for attestation in project.attestations}
    return {words for words in found | {TYPED, NOTE} if len(words) > 5}


def readable_in(folder: Path, secrets: set[str], leave_out: Path) -> list[str]:
    """Return which file holds which secret in any of the ways in which words are written."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_relative_to(leave_out)]
    assert len(files) >= 4, files
    return [
        f"{file.relative_to(folder)}: {secret}"
        for file in files
        for secret in sorted(secrets)
        if any(spelling in file.read_bytes() for spelling in spellings(secret))
    ]


def spellings(secret: str) -> Iterator[bytes]:
    yield secret.encode()
    yield secret.encode("utf-16-le")
    yield secret.encode().hex().encode()
    yield base64.b64encode(secret.encode()).rstrip(b"=")[:-1]


def unforeseen(words: str) -> None:
    raise ValueError(words)


def test_no_file_of_a_whole_case_can_be_read(
    qtbot: QtBot, window: MainWindow, open_at: OpenAt, keyboard: Keyboard, own_home: Path, workspace_path: Path
) -> None:
    backup = window.findChild(DailyBackup, "daily-backup")
    assert backup is not None
    with qtbot.waitSignal(backup.made, timeout=20_000):
        screen = open_at("judged", STRONG, "judge")
    assert screen.session.sheet is not None
    secrets = secrets_of(screen.session.sheet)
    case_shown(qtbot, window, MIXED, "judge")
    find(QPlainTextEdit, screen, "finding").insertPlainText(TYPED)
    screen.pages.workbench.rubric.focus_notes()
    keyboard.type(NOTE)
    screen.session.flush()
    for step in ("read", "ethics", "outcome"):
        screen.pages.go_to_step(step)
    case_shown(qtbot, window, STRONG, "sign")
    find(QRadioButton, screen, "renewed-none").click()
    press(screen, "sign")
    qtbot.waitUntil(
        lambda: screen.session.sheet is not None and screen.session.sheet.state is CaseState.SIGNED, timeout=20_000
    )
    handed_over = own_home / "handed-over"
    window.show_screen("export")
    export = window.screen_named("export")
    assert isinstance(export, ExportScreen)
    qtbot.waitUntil(lambda: bool(export.panel.model.chosen), timeout=10_000)
    export.panel.place_at(handed_over)
    press(export, "export-write")
    qtbot.waitUntil(lambda: export.panel.result.package is not None, timeout=20_000)
    try:
        unforeseen(TYPED)
    except ValueError as error:
        record(error)
    assert log_path().is_relative_to(own_home)

    assert workspace_path.with_name(f"{workspace_path.name}-wal").exists()
    assert readable_in(own_home, secrets, leave_out=handed_over) == []
    window.close()
    assert readable_in(own_home, secrets, leave_out=handed_over) == []
