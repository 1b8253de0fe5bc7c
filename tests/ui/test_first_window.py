"""The first window: in the desktop's colors at once, and without what would hold it up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

WHAT_STANDS_AT_THE_FIRST_PAINTING = """
import builtins, gc, os, sys
# What measures the coverage of tests has brought some of it in already.
standing = set(sys.modules)
from ui import app
make_window = app.make_window

def make_watched(application):
    window = make_window(application)
    from PySide6 import QtCore, QtWidgets

    class Watch(QtCore.QObject):
        def eventFilter(self, watched, event):
            if event.type() == QtCore.QEvent.Type.Paint and watched.hasFocus():
                told = ["Qt"] if "Qt" in vars(QtCore) else []
                late = {"dataclasses", "tomllib", "ui.dressing"} - standing
                told += [name for name in sorted(late) if name in sys.modules]
                told += ["rounds"] if gc.isenabled() else []
                told += ["switched imports"] if hasattr(builtins.__import__, "__code__") else []
                sys.stdout.write(" ".join(["painted", *told]))
                sys.stdout.flush()
                os._exit(0)
            return False

    field = window.findChild(QtWidgets.QLineEdit, "unlock-passphrase-line")
    field.installEventFilter(Watch(field))
    return window

app.make_window = make_watched
app.main(["open", sys.argv[1]])
"""

WHAT_IS_WORN = """
import sys
from PySide6.QtGui import QColor, QPalette
from ui.app import make_application
application = make_application()
from ui import theme
if sys.argv[1] == "dark":
    application.setPalette(QPalette(QColor("black")))
worn = theme.Theme(application, had_contrast=sys.argv[2] == "contrast")
first = theme.tokens().name
worn.follow_system()
sys.stdout.write(f"{first} {theme.tokens().name}")
"""


def told_by(program: str, home: Path, *arguments: str) -> list[str]:
    """Return the words that a program of its own writes, with settings of its own."""
    own = {name: str(home) for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    command = [sys.executable, "-c", program, *arguments]
    environment = os.environ | own | {"QT_QPA_PLATFORM": "offscreen", "REVIEWER_PASSPHRASE": ""}
    return subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=REPOSITORY, env=environment, timeout=60
    ).stdout.split()


def test_the_first_window_is_painted_without_what_may_come_later(tmp_path: Path) -> None:
    workspace = tmp_path / "any.reviewer"
    workspace.write_bytes(bytes(8192))
    assert told_by(WHAT_STANDS_AT_THE_FIRST_PAINTING, tmp_path, str(workspace)) == ["painted"]


@pytest.mark.parametrize(
    ("palette", "before", "first"),
    [("", "", "light"), ("dark", "", "dark"), ("", "contrast", "contrast"), ("dark", "contrast", "contrast")],
)
def test_the_first_window_wears_what_the_desktop_seems_to_wear_and_is_put_right(
    tmp_path: Path, palette: str, before: str, first: str
) -> None:
    # Off screen the desktop has no wishes: whatever was guessed, light is right in the end.
    assert told_by(WHAT_IS_WORN, tmp_path, palette, before) == [first, "light"]
