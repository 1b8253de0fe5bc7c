"""The parts of the demonstration: arguments, samples, the driver, and one run inside this process."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QTimer

from reviewer.errors import DemoStoppedError, DemoUsageError, PassphraseFileError, WorkspaceInUseError
from reviewer.vocabulary import Cell
from ui import app
from ui.demo import driver, running
from ui.demo.asked import has_display, read_arguments
from ui.demo.driver import Driver, Looks, Until
from ui.demo.results import told
from ui.demo.samples import read_samples
from ui.demo.script import Left

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ui.demo.driver import Script
    from ui.shell.main_window import MainWindow


def test_global_options_stand_before_or_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = read_arguments(["--json", "--workspace", "w", "demo", "--out=x", "--headless"])
    after = read_arguments(["demo", "--headless", "--out", "x", "--json"])
    assert (before.folder, before.is_json, before.is_headless) == (tmp_path / "x", True, True)
    assert (after.folder, after.is_json, after.is_headless) == (tmp_path / "x", True, True)
    assert read_arguments(["demo"]).folder == tmp_path / "demo-output"


def test_the_passphrase_is_given_or_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = read_arguments(["demo"])
    assert made.is_new_passphrase
    assert len(made.passphrase) > 20
    assert made.passphrase != read_arguments(["demo"]).passphrase
    monkeypatch.setenv("REVIEWER_PASSPHRASE", "from outside")
    assert read_arguments(["demo"]).passphrase == "from outside"
    (tmp_path / "file").write_text("from a file\nand more", encoding="utf-8")
    given = read_arguments(["demo", "--passphrase-file", str(tmp_path / "file")])
    assert (given.passphrase, given.is_new_passphrase) == ("from a file", False)
    assert "from a file" not in repr(given)
    with pytest.raises(PassphraseFileError):
        read_arguments(["demo", "--passphrase-file", str(tmp_path / "none")])


@pytest.mark.parametrize("arguments", [["demo", "--loud"], ["demo", "--out"], ["demo", "demo"]])
def test_unknown_words_are_named(arguments: list[str]) -> None:
    with pytest.raises(DemoUsageError) as refused:
        read_arguments(arguments)
    assert refused.value.subject == arguments[-1]


@pytest.mark.parametrize(
    ("environment", "is_there"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, True),
        ({"DISPLAY": ":1"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({}, not sys.platform.startswith("linux")),
    ],
    ids=["offscreen", "xcb", "x11", "wayland", "nothing"],
)
def test_a_display_is_noticed(environment: dict[str, str], *, is_there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_display() is is_there


def test_the_samples_are_there_with_judgments_of_their_own() -> None:
    samples = read_samples()
    assert [case.bundle.is_file() for case in samples.cases] == [True, True]
    mixed = samples.cases[1]
    assert mixed.judgment(Cell("p1", 3)).level == "not_met"
    assert mixed.judgment(Cell("p1", 1)).level == mixed.otherwise == "met"


def of(*waits: Until | Looks) -> Script:
    yield from waits


def test_the_driver_waits_for_each_step(qtbot: QtBot) -> None:
    seen: list[str] = []

    def third_look() -> bool:
        seen.append("look")
        return len(seen) == 3

    owner = QObject()
    made = Driver(of(Looks(2), Until("first", third_look)), owner)
    with qtbot.waitSignal(made.finished, timeout=5_000):
        made.begin()
    assert len(seen) == 3


def test_a_step_that_never_comes_is_named(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "LONGEST_SECONDS", 0.0)
    owner = QObject()
    made = Driver(of(Until("the end", lambda: False)), owner)
    with qtbot.waitSignal(made.failed, timeout=5_000) as failed:
        made.begin()
    assert isinstance(failed.args[0], DemoStoppedError)
    assert failed.args[0].subject == "the end"


@pytest.fixture
def wiring(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[running.Wiring]:
    """The program's own wiring around the application of the tests."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    yield running.Wiring(lambda: qapp, app.make_window)
    # Closing the last window ended the application that all tests share; running it once more makes it usable again.
    QTimer.singleShot(0, qapp.quit)
    qapp.exec()


def test_closing_the_window_before_the_end_is_told(
    tmp_path: Path, wiring: running.Wiring, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed_at_once(window: MainWindow, *_given: object) -> Script:
        window.close()
        yield Until("never", lambda: False)

    monkeypatch.setattr("ui.demo.script.Demonstration.script", lambda self: closed_at_once(self._window))
    assert running.main(["demo", "--headless", "--json", "--out", str(tmp_path)], wiring) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "closed before" in told.err


def test_what_stops_it_is_told_with_its_exit_code(
    tmp_path: Path, wiring: running.Wiring, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_self: object) -> Script:
        yield Looks(1)
        raise WorkspaceInUseError("demo.reviewer", process=7, computer="here")

    monkeypatch.setattr("ui.demo.script.Demonstration.script", stopped)
    assert running.main(["demo", "--headless", "--debug", "--out", str(tmp_path)], wiring) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "in use" in told.err
    assert "Traceback" in told.err


def test_people_get_one_line_for_each_thing(tmp_path: Path) -> None:
    asked = read_arguments(["demo", "--out", str(tmp_path)])
    left = Left(letters=[tmp_path / "a.pdf"], package=tmp_path / "p.zip")
    lines = told(asked, left, [tmp_path / "1.png", tmp_path / "2.png"]).splitlines()
    assert [line.split()[0] for line in lines] == ["Workspace", "Letter", "Package", "Pictures"]
