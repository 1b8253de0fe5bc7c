"""The demonstration does the whole job in the real window and leaves letters, package and pictures."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from reviewer.clock import SystemClock
from reviewer.errors import WrongPassphraseError
from reviewer.vocabulary import CaseState
from reviewer.workflow import inbox, opening, releasing
from tests.conftest import REPOSITORY
from ui.demo.pictures import SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSPHRASE = "seven quiet words for nobody"


@dataclass(frozen=True)
class Ran:
    """One run of the program."""

    code: int
    out: str
    told: str
    folder: Path


def run(folder: Path, *arguments: str, **environment: str) -> Ran:
    """Run `reviewer demo` as its users do, in a process of its own, without a display."""
    hidden = ("QT_", "DISPLAY", "WAYLAND", "REVIEWER_")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
    done = subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=variables | {"PYTHONPATH": str(REPOSITORY)} | environment,
        timeout=110,
    )
    return Ran(done.returncode, done.stdout, done.stderr, folder)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One demonstration, off screen, for all tests of this file, in a folder that holds an earlier one."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "home").mkdir()
    (folder / "shown").mkdir()
    earlier, _ = opening.create(
        folder / "shown" / "demo.reviewer", "an earlier one", "r-demo", "Ada Quill", clock=SystemClock()
    )
    opening.close_desk(earlier)
    for name in ("decisions-r-demo-0001.zip", "CPT-2026-0101_r1.pdf", "notes.txt"):
        (folder / "shown" / name).write_text("from before")
    environment = {"REVIEWER_PASSPHRASE": PASSPHRASE, "HOME": str(folder / "home"), "REVIEWER_WORKSPACE": "/nowhere"}
    (folder / "temporary").mkdir()
    environment["TMPDIR"] = str(folder / "temporary")
    return run(folder, "--json", "demo", "--headless", "--out", "shown", **environment)


@pytest.fixture(scope="module")
def left(ran: Ran) -> dict[str, list[str] | str]:
    """What the program says that it left behind."""
    assert ran.code == 0, ran.told
    found: dict[str, list[str] | str] = json.loads(ran.out)
    return found


def files(left: dict[str, list[str] | str], member: str) -> list[Path]:
    value = left[member]
    return [Path(each) for each in ([value] if isinstance(value, str) else value)]


def test_it_names_all_that_it_left_by_absolute_paths(ran: Ran, left: dict[str, list[str] | str]) -> None:
    assert list(left) == ["workspace", "letters", "package", "screenshots"]
    for member in left:
        for file in files(left, member):
            assert file.is_absolute()
            assert file.is_relative_to((ran.folder / "shown").resolve())
            assert file.is_file()


def test_there_is_a_letter_for_each_case(left: dict[str, list[str] | str]) -> None:
    first, second = (PdfReader(letter) for letter in files(left, "letters"))
    assert "recommended for certification" in first.pages[0].extract_text()
    assert "more information is needed" in second.pages[0].extract_text()
    assert "DRAFT" not in first.pages[0].extract_text()


def test_the_package_is_sound_and_holds_both_cases(left: dict[str, list[str] | str]) -> None:
    (package,) = files(left, "package")
    found = releasing.verify(package).found
    assert found.valid, found.problems
    assert [submission.submission_id for submission in found.submissions] == ["CPT-2026-0101", "CPT-2026-0102"]


def test_every_screen_is_there_in_light_and_dark(left: dict[str, list[str] | str]) -> None:
    pictures = files(left, "screenshots")
    taken = {picture.stem.split("-", 1)[1] for picture in pictures}
    assert taken == {f"{screen}-{colors}" for screen in SCREENS for colors in ("light", "dark")}
    sizes = {(image.width(), image.height()) for image in map(QImage, map(str, pictures))}
    assert sizes == {(1440, 900)}


def test_dark_pictures_are_darker_than_light_ones(left: dict[str, list[str] | str]) -> None:
    brightness: dict[str, list[int]] = {"light": [], "dark": []}
    for picture in files(left, "screenshots"):
        corner = QImage(str(picture)).pixelColor(3, 3)
        brightness[picture.stem.rsplit("-", 1)[1]].append(corner.lightness())
    assert max(brightness["dark"]) < 100
    assert min(brightness["light"]) > 200


def test_the_workspace_opens_with_the_passphrase_and_holds_sealed_cases(left: dict[str, list[str] | str]) -> None:
    (path,) = files(left, "workspace")
    with pytest.raises(WrongPassphraseError):
        opening.open_desk(path, "another one", clock=SystemClock())
    desk, _ = opening.open_desk(path, PASSPHRASE, clock=SystemClock())
    assert {row.state for row in inbox.list_cases(desk)} == {CaseState.EXPORTED}
    opening.close_desk(desk)


def test_it_prints_results_alone_and_no_passphrase_that_was_given(ran: Ran) -> None:
    json.loads(ran.out)
    assert PASSPHRASE not in ran.told
    assert "Traceback" not in ran.told


def test_it_leaves_the_users_own_settings_alone(ran: Ran) -> None:
    assert list((ran.folder / "home").rglob("*.ini")) == []


def test_it_leaves_nothing_in_the_folder_for_temporary_files(ran: Ran) -> None:
    assert list((ran.folder / "temporary").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")
def test_letters_and_workspace_are_readable_by_their_owner_only(left: dict[str, list[str] | str]) -> None:
    for file in (*files(left, "letters"), *files(left, "workspace")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_it_begins_anew_and_touches_nothing_else(ran: Ran, left: dict[str, list[str] | str]) -> None:
    assert (ran.folder / "shown" / "notes.txt").read_text() == "from before"
    assert files(left, "package")[0].name == "decisions-r-demo-0001.zip"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A folder whose demonstration is still open in another window."""
    desk, _ = opening.create(tmp_path / "demo.reviewer", PASSPHRASE, "r-demo", "Ada Quill", clock=SystemClock())
    yield tmp_path
    opening.close_desk(desk)


def test_a_demonstration_that_is_still_open_is_not_taken_away(held: Path) -> None:
    refused = run(held, "demo", "--headless", "--out", str(held))
    assert refused.code == 3
    assert refused.out == ""
    assert "in use" in refused.told
    assert (held / "demo.reviewer").exists()


def test_a_file_that_is_no_workspace_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / "demo.reviewer").write_text("mine")
    refused = run(tmp_path, "demo", "--headless", "--out", ".")
    assert refused.code == 3
    assert (tmp_path / "demo.reviewer").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    refused = run(tmp_path, "demo", "--headless", "--out", "file/out")
    assert refused.code == 4
    assert refused.out == ""


@pytest.mark.parametrize("arguments", [("demo", "--loud"), ("demo", "--out"), ("demo", "twice", "demo")])
def test_words_that_it_does_not_know_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    refused = run(tmp_path, *arguments)
    assert refused.code == 2
    assert refused.out == ""
    assert "reviewer demo [--headless]" in refused.told


def test_its_help_needs_no_window(tmp_path: Path) -> None:
    told = run(tmp_path, "demo", "--help")
    assert told.code == 0
    assert told.out.startswith("Usage: reviewer demo")
    assert list(tmp_path.iterdir()) == []
