"""What `reviewer` opens, and what it says where no window can be opened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.errors import LibraryMissingError
from tests.conftest import REPOSITORY
from tests.ui.conftest import PASSPHRASE
from ui import app
from ui.shell.starting import Start

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.shell.main_window import MainWindow


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {
        name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DISPLAY", "WAYLAND"))
    }
    command = [sys.executable, "-m", "ui", *arguments]
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=REPOSITORY, env=variables | environment, timeout=60
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux starts without a display")
def test_without_a_display_one_line_says_so() -> None:
    run = _run()
    assert run.returncode == 4
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_told_before_any_window(tmp_path: Path) -> None:
    run = _run("open", str(tmp_path / "gone.reviewer"), QT_QPA_PLATFORM="offscreen")
    assert run.returncode == 3
    assert run.stdout == ""
    assert "gone.reviewer" in run.stderr


@pytest.mark.parametrize("arguments", [("open",), ("open", "a", "b"), ("--no-such-option",), ("no-such-command",)])
def test_wrong_words_are_refused(arguments: tuple[str, ...]) -> None:
    run = _run(*arguments, QT_QPA_PLATFORM="offscreen")
    assert run.returncode == 2
    assert run.stdout == ""


@pytest.mark.parametrize(
    "arguments", [("open", ""), ("open", " "), ("--workspace", ""), ("--workspace= ",), ("--workspace",)]
)
def test_naming_nothing_is_not_the_default_workspace(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    exit_code, printed = app.main(arguments), capsys.readouterr()
    assert (exit_code, printed.out, "FILE" in printed.err or "--workspace" in printed.err) == (2, "", True)


@pytest.mark.parametrize("named", ["", "  "])
def test_a_variable_that_names_nothing_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("REVIEWER_WORKSPACE", named)
    for arguments in ([], ["list"]):
        exit_code, printed = app.main(arguments), capsys.readouterr()
        assert (exit_code, printed.out, "REVIEWER_WORKSPACE" in printed.err) == (2, "", True)


def test_a_name_that_no_disk_takes_names_no_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code, printed = app.main(["open", "w" * 300]), capsys.readouterr()
    assert (exit_code, printed.out, len(printed.err.splitlines())) == (3, "", 1)


def test_help_and_version_need_no_window() -> None:
    assert _run("--version").returncode == 0
    assert "open" in _run("--help").stdout


@pytest.mark.parametrize("command", ["open", "demo"])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_the_commands_of_the_window_tell_what_they_take(
    capsys: pytest.CaptureFixture[str], command: str, option: str
) -> None:
    assert app.main([command, option]) == 0
    assert f"Usage: reviewer {command}" in capsys.readouterr().out


def test_a_passphrase_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    run = _run("--passphrase-file", str(tmp_path / "none"), QT_QPA_PLATFORM="offscreen")
    assert run.returncode == 2
    assert "none" in run.stderr


def test_a_missing_library_gets_one_line_with_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    with pytest.raises(LibraryMissingError) as failure:
        app.make_application()
    assert "libegl1" in str(failure.value.details["packages"])


@pytest.mark.parametrize(
    ("arguments", "is_window"),
    [
        ([], True),
        (["--workspace", "load"], True),
        (["--workspace=load"], True),
        (["open", "f"], True),
        (["--debug", "open", "f"], True),
        (["load", "f"], False),
        (["--help"], False),
        (["--workspace", "w", "list"], False),
        (["--workspace=w", "open", "--", "-f"], True),
        (["--json=f"], False),
        (["open", "--help"], False),
    ],
)
def test_only_open_and_nothing_lead_to_the_window(arguments: list[str], is_window: bool) -> None:
    assert app._is_for_window(app._spoken(arguments)) is is_window


def test_the_workspace_and_passphrase_come_from_options_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\r\nsecond line", encoding="utf-8")
    asked = app._asked(app._spoken(["--passphrase-file", str(passphrase), "open", str(passphrase)]))
    assert asked.workspace == passphrase
    assert app._passphrase(asked) == PASSPHRASE
    monkeypatch.setenv("REVIEWER_WORKSPACE", "elsewhere.reviewer")
    monkeypatch.setenv("REVIEWER_PASSPHRASE", "from outside")
    asked = app._asked(app._spoken([]))
    assert asked.workspace == Path("elsewhere.reviewer")
    assert app._passphrase(asked) == "from outside"


def test_the_first_start_offers_to_make_a_workspace_in_the_data_folder(qtbot: QtBot, window: MainWindow) -> None:
    Start(window, None, "").begin()
    qtbot.waitUntil(lambda: window.unlock_screen.page.objectName() == "unlock-create", timeout=20_000)


def test_a_later_start_offers_what_was_opened_last(qtbot: QtBot, window: MainWindow, workspace_path: Path) -> None:
    workspace_path.write_bytes(b"")
    window.settings.remember_workspace(workspace_path)
    Start(window, None, "").begin()
    assert window.unlock_screen.page.objectName() == "unlock-open"
    with qtbot.waitSignal(window.workspace.default_found, timeout=20_000):
        pass
    assert window.unlock_screen.page.objectName() == "unlock-open"


def test_a_workspace_whose_folder_cannot_be_looked_into_stops_no_start(qtbot: QtBot, window: MainWindow) -> None:
    window.settings.remember_workspace(Path("w" * 300))
    Start(window, None, "").begin()
    qtbot.waitUntil(lambda: window.unlock_screen.page.objectName() == "unlock-create", timeout=20_000)


def test_a_passphrase_from_outside_opens_at_once(qtbot: QtBot, open_window: MainWindow, workspace_path: Path) -> None:
    open_window.workspace.lock()
    with qtbot.waitSignal(open_window.workspace.opened, timeout=20_000):
        Start(open_window, workspace_path, PASSPHRASE).begin()


@pytest.mark.skipif(sys.platform == "win32", reason="a process sends itself a signal as Unix does")
def test_ctrl_c_ends_the_window_without_a_word() -> None:
    program = """
import os, signal
from ui import app
app.make_window = lambda application: os.kill(os.getpid(), signal.SIGINT)
app.main([])
"""
    run = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, cwd=REPOSITORY, timeout=60
    )
    assert (run.returncode, run.stdout, "Traceback" in run.stderr) == (-signal.SIGINT, "", False)


def test_ctrl_c_before_a_command_began_ends_it_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("reviewer.command_line.main", interrupt)
    assert app.main(["list"]) == app.INTERRUPTED


def test_the_whole_window_starts_and_closes() -> None:
    program = """
import sys
from PySide6.QtCore import QTimer
from ui import app
made = app.make_window
def make_and_close(application):
    window = made(application)
    QTimer.singleShot(400, window.close)
    return window
app.make_window = make_and_close
sys.exit(app.main([]))
"""
    variables = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, cwd=REPOSITORY, env=variables
    )
    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
