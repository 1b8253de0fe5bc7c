"""The frame holds: tests stay away from their user's files, and a missing sample folder never goes unseen."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QSettings, QStandardPaths, qWarning
from PySide6.QtGui import QFontInfo, QGuiApplication

from tests.conftest import REPOSITORY, SHARED_ABSENT


def test_a_test_has_a_home_of_its_own(own_home: Path) -> None:
    assert Path.home() == own_home
    assert platformdirs.user_data_path("reviewer").is_relative_to(own_home)


def test_settings_of_the_window_stay_in_that_home(own_home: Path) -> None:
    settings = QSettings("reviewer", "frame")
    assert Path(settings.fileName()).is_relative_to(own_home)
    assert "qttest" in QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)


def test_the_workspace_of_the_user_is_never_the_tests() -> None:
    assert "REVIEWER_WORKSPACE" not in os.environ
    assert "REVIEWER_PASSPHRASE" not in os.environ


@pytest.mark.usefixtures("qapp")
def test_the_window_system_is_off_screen_unless_asked() -> None:
    assert QGuiApplication.platformName() == os.environ.get("REVIEWER_TEST_PLATFORM", "offscreen")


@pytest.mark.usefixtures("qapp")
def test_windows_are_set_in_the_bundled_font() -> None:
    assert QFontInfo(QGuiApplication.font()).family() == "Noto Sans"


def _run_pytest(folder: Path, test: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_one.py").write_text(test, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-ra"]
    command += ["-c", str(REPOSITORY / "pyproject.toml"), "--rootdir", str(folder), str(folder / "test_one.py")]
    variables = {name: value for name, value in os.environ.items() if not name.startswith("REVIEWER_")}
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=REPOSITORY, env=variables | environment
    )


SKIPPING = f"""
import pytest

def test_reads_a_sample() -> None:
    pytest.skip({SHARED_ABSENT!r})
"""


def test_an_absent_sample_folder_skips_and_says_so(tmp_path: Path) -> None:
    run = _run_pytest(tmp_path, SKIPPING)
    assert run.returncode == 0
    assert f": {SHARED_ABSENT}" in run.stdout
    assert "1 skipped" in run.stdout


def test_an_absent_sample_folder_fails_where_it_is_required(tmp_path: Path) -> None:
    run = _run_pytest(tmp_path, SKIPPING, REVIEWER_REQUIRE_SHARED="1")
    assert run.returncode == 1
    assert "1 failed" in run.stdout


WARNING = """
from PySide6.QtCore import qWarning

def test_makes_qt_complain(qapp: object) -> None:
    qWarning("this is not how to use me")
"""


def test_a_warning_of_qt_fails_the_test(tmp_path: Path) -> None:
    run = _run_pytest(tmp_path, WARNING)
    assert run.returncode == 1
    assert "1 failed" in run.stdout


def test_only_the_off_screen_platform_may_complain() -> None:
    qWarning("This plugin does not support propagateSizeHints()")
    configured = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]
    assert len(configured["qt_log_ignore"]) == 1
