"""The program is killed while the reviewer types: what was typed is there again, as a draft with its time."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from itertools import cycle, islice
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from reviewer.command_line import main
from tests.conftest import REPOSITORY
from tests.journeys.conftest import PASSPHRASE, case_shown
from tests.journeys.typist import WORDS
from tests.judged import STRONG
from tests.ui.driving import find, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow

SAVES = 3


def type_until_killed(workspace: Path, step: str, field: str) -> tuple[int, int]:
    """Let another process type into a field; kill it in the middle.

    Returns:
        how many letters there were at the first of `SAVES` saves, and how many in the end.
    """
    command = [sys.executable, "-m", "tests.journeys.typist", str(workspace), PASSPHRASE, step, field]
    saved: list[int] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            word, _, count = line.partition(" ")
            if word == "saved" and int(count):
                saved.append(int(count))
            # In the middle of the letters that follow a save.
            elif len(saved) >= SAVES and int(count) > saved[-1] + 5:
                break
        typist.kill()
        typed = [int(line.split()[1]) for line in typist.stdout if line.startswith("typed") and line.endswith("\n")]
    assert typist.returncode == -signal.SIGKILL
    return saved[0], max([*typed, saved[-1]])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_program_loses_at_most_the_last_moment(
    qtbot: QtBot,
    window: MainWindow,
    sample_file: Callable[[str], Path],
    workspace_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copyfile(sample_file("declared"), workspace_path)
    certain, typed = type_until_killed(workspace_path, "judge", "finding")

    monkeypatch.setenv("REVIEWER_PASSPHRASE", PASSPHRASE)
    capsys.readouterr()
    assert main(["check", "--workspace", str(workspace_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["healthy"]

    with qtbot.waitSignal(window.unlock_screen.ready, timeout=20_000):
        window.workspace.open(workspace_path, PASSPHRASE)
    screen = case_shown(qtbot, window, STRONG, "judge")
    there = find(QPlainTextEdit, screen, "finding").toPlainText()
    assert there == "".join(islice(cycle(WORDS), len(there)))
    assert certain <= len(there) <= typed + 1
    assert words_of(window, "saved-at").startswith("Saved ")
    assert screen.session.sheet is not None
    row = screen.session.sheet.cells[0]
    assert (row.closed, row.draft is not None) == (None, True)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_question_that_was_being_typed_is_in_its_field_again_and_was_never_asked(
    qtbot: QtBot, window: MainWindow, sample_file: Callable[[str], Path], workspace_path: Path
) -> None:
    shutil.copyfile(sample_file("declared"), workspace_path)
    certain, typed = type_until_killed(workspace_path, "office", "office-ask")

    with qtbot.waitSignal(window.unlock_screen.ready, timeout=20_000):
        window.workspace.open(workspace_path, PASSPHRASE)
    screen = case_shown(qtbot, window, STRONG, "office")
    there = find(QPlainTextEdit, screen, "office-ask").toPlainText()
    assert there == "".join(islice(cycle(WORDS), len(there)))
    assert certain <= len(there) <= typed + 1
    assert words_of(window, "saved-at").startswith("Saved ")
    assert screen.session.sheet is not None
    assert screen.session.sheet.questions == ()
