"""What every test shares: an off-screen window system, a home of its own, the samples beside the repository."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import judged

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from PySide6.QtWidgets import QApplication

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared"
SHARED_ABSENT = "needs ../shared, which is absent"

# One language for every test, whatever its user speaks; Qt complains of a locale without UTF-8.
os.environ["LC_ALL"] = "C.UTF-8"
# Before anything imports Qt. REVIEWER_TEST_PLATFORM=xcb runs the same tests in real windows.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("REVIEWER_TEST_PLATFORM", "offscreen")

# A busy machine is no failure, and a failure in CI can be had again.
settings.register_profile("steady", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real-world samples beside the repository; without it the test is skipped, and counted."""
    if not (SHARED / "data").is_dir():
        pytest.skip(SHARED_ABSENT)
    return SHARED / "data"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Make a workspace with both samples, `declared` or `judged`, the first time it is asked for; copy it."""
    folder = tmp_path_factory.mktemp("samples")

    def make(how: str) -> Path:
        path = folder / f"{how}.reviewer"
        if not path.exists():
            judged.make_workspace(path, is_judged=how == "judged")
        return path

    return make


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip for want of ../shared into a failure where REVIEWER_REQUIRE_SHARED=1 says that it is there."""
    report = yield
    if report.skipped and os.environ.get("REVIEWER_REQUIRE_SHARED") == "1" and SHARED_ABSENT in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} {SHARED_ABSENT}, and REVIEWER_REQUIRE_SHARED=1"
    return report


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for one test, so that none ever reads or writes its user's files."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    # Qt wants its runtime folder private.
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    # platformdirs asks Windows itself unless these are set.
    for name in ("APPDATA", "LOCAL_APPDATA", "PERSONAL"):
        monkeypatch.setenv(f"WIN_PD_OVERRIDE_{name}", str(home / name.lower()))
    for name in ("REVIEWER_WORKSPACE", "REVIEWER_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    if "PySide6.QtCore" in sys.modules:
        _keep_qt_settings_in(home)
    return home


def _keep_qt_settings_in(home: Path) -> None:
    # Qt finds its settings folder once and remembers it, so the environment alone is not enough.
    from PySide6.QtCore import QSettings, QStandardPaths

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(home / "settings"))
    QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application, in the bundled font, so that a picture is the same on every machine."""
    from PySide6.QtGui import QFont, QFontDatabase

    families: list[str] = []
    for font_file in sorted((REPOSITORY / "resources" / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(font_file))
        families += QFontDatabase.applicationFontFamilies(number)
    if families:
        body = "Noto Sans" if "Noto Sans" in families else families[0]
        qapp.setFont(QFont(body, 11))
    return qapp
