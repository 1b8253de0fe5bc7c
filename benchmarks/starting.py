"""From starting the program to a window that can be used."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.desks import PASSPHRASE, new_desk
from benchmarks.measuring import Measurement, in_turn
from benchmarks.samples import make_bundle
from reviewer.workflow import loading

if TYPE_CHECKING:
    from benchmarks.measuring import Setting

_CASES = 1_000
_RUNS = 11
_REPOSITORY = Path(__file__).resolve().parents[1]

_EMPTY_WINDOW = "from benchmarks.windows import show_empty_window as show; show()"
_EMPTY_WINDOW_AND_ROWS = "import sys; from benchmarks.windows import show_window_and_read as show; show(sys.argv[1])"
_UNLOCK = "import sys; from benchmarks.windows import open_to_unlock as show; show(sys.argv[1])"
_INBOX = "import sys; from benchmarks.windows import open_to_inbox as show; show(sys.argv[1])"


def time_to_start(setting: Setting) -> Measurement:
    """To the window that asks for the passphrase of 1,000 cases, against an empty window of PySide6."""
    workspace = _workspace(setting)
    floor = partial(_until_told, _EMPTY_WINDOW, setting.folder)
    ours = partial(_until_told, _UNLOCK, setting.folder, workspace)
    return Measurement("start", "s", *in_turn(floor, ours, _RUNS), "<= 1.5", _RUNS)


def time_to_inbox(setting: Setting) -> Measurement:
    """To the inbox with its 1,000 rows, the passphrase being given, against an empty window and bare SQLCipher."""
    workspace = _workspace(setting)
    floor = partial(_until_told, _EMPTY_WINDOW_AND_ROWS, setting.folder, workspace)
    ours = partial(_until_told, _INBOX, setting.folder, workspace)
    return Measurement("start-to-inbox", "s", *in_turn(floor, ours, _RUNS), "<= 1.5", _RUNS)


def _workspace(setting: Setting) -> Path:
    path = setting.folder / "thousand.reviewer"
    if not path.exists():
        bundles = setting.folder / "thousand"
        bundles.mkdir()
        for number in range(1, _CASES + 1):
            make_bundle(bundles / f"{number:04d}.zip", submission_id=f"CPT-2026-{number:04d}")
        with new_desk(path) as desk:
            loading.load_bundles(desk, [bundles])
    return path


def _until_told(program: str, folder: Path, *arguments: Path) -> float:
    """Start a program and return after how many seconds it said that its window was painted."""
    began = time.monotonic()
    return float(told_by(program, folder, *arguments)) - began


def told_by(program: str, folder: Path, *arguments: Path) -> str:
    """Start a program with a window, in a home of its own, and return what it writes."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    # Its settings are not the user's.
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
    environment = os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "REVIEWER_BENCHMARK": PASSPHRASE}
    # As where it is installed: all modules are compiled, of the floor's too, whatever the caller forbids to be written.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=_REPOSITORY, env=environment).stdout
