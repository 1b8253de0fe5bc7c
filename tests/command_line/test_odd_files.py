"""Names and files that no office sends, and that a command must survive."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bundle.builders import bag, payload, words, zipped

if TYPE_CHECKING:
    from tests.command_line.driving import CommandLine

TOO_LONG = "w" * 300

no_pipes = pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name are Unix's own")


@no_pipes
@pytest.mark.parametrize("command", ["verify {}", "programs {}", "load {}", "inspect {}", "pack {} --out b.zip"])
def test_a_pipe_that_nobody_fills_is_refused_and_never_waited_for(line: CommandLine, command: str) -> None:
    line.new()
    pipe = line.folder / "pipe"
    os.mkfifo(pipe)
    ran = line.run(*command.format(pipe).split(), "--json")
    assert ran.exit_code == (0 if command.startswith("inspect") else 1)
    assert ran.json


@no_pipes
def test_a_passphrase_is_read_from_no_device_without_end(line: CommandLine) -> None:
    line.new()
    ran = line.run("list", "--passphrase-file", "/dev/zero")
    assert (ran.exit_code, ran.out) == (3, "")


def test_a_name_that_no_disk_takes_is_a_file_that_is_not_there(line: CommandLine) -> None:
    line.new()
    good = zipped(bag(payload(words())), line.folder / "a.zip")
    ran = line.run("load", TOO_LONG, good, "--json")
    refused, loaded = ran.json["loaded"]
    assert (ran.exit_code, loaded["status"]) == (1, "loaded")
    assert [problem["code"] for problem in refused["problems"]] == ["missing-file"]
    for command, code in (
        ("list --workspace {}", 3),
        ("restore {} --out r", 3),
        ("programs {}", 1),
        ("pack {} --out b", 1),
    ):
        assert line.run(*command.format(TOO_LONG).split(), "--json").exit_code == code


@pytest.mark.parametrize("name", ["none.toml", "folder"])
def test_a_definition_that_is_no_file_is_refused(line: CommandLine, name: str) -> None:
    (line.folder / "folder").mkdir()
    ran = line.run("programs", line.folder / name, "--json")
    assert (ran.exit_code, len(ran.json["problems"])) == (1, 1)
    assert name in ran.err


@pytest.mark.parametrize("is_open", [False, True])
def test_nothing_is_ever_written_over_a_workspace(line: CommandLine, shared_data: Path, *, is_open: bool) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0103_r1.zip")
    line.judge_all("CPT-2026-0103")
    with zipfile.ZipFile(shared_data / "bundles" / "CPT-2026-0103_r1.zip") as bundle:
        bundle.extractall(line.folder / "unpacked")
    (data,) = (line.folder / "unpacked").glob("*/data")
    other = line.folder / "other.reviewer"
    line.ask("backup", "--out", other)
    target = line.workspace if is_open else other
    before = target.read_bytes()
    sheet = ("new", line.folder / "fresh.reviewer", "--reviewer-id", "r", "--reviewer-name", "N", "--recovery-sheet")
    for command in (("pack", data, "--out"), ("letter", "CPT-2026-0103", "--out"), ("backup", "--out"), sheet):
        ran = line.run(*command, target, "--json")
        assert (ran.exit_code, len(ran.json["problems"])) == (1, 1)
        assert target.read_bytes() == before
    assert line.ask("check", "--workspace", target)["healthy"]


def test_a_sheet_cannot_take_the_place_of_its_own_workspace(line: CommandLine) -> None:
    ran = line.run(
        *("new", line.workspace, "--reviewer-id", "r", "--reviewer-name", "N", "--recovery-sheet", line.workspace)
    )
    assert (ran.exit_code, list(line.folder.iterdir())) == (1, [])


def test_a_letter_takes_the_place_of_the_one_before(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0103_r1.zip")
    line.judge_all("CPT-2026-0103")
    letters = [line.ask("letter", "CPT-2026-0103", "--out", line.folder / "letter.pdf") for _ in range(2)]
    assert letters[0] == letters[1]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take only names that are text")
def test_a_name_that_is_no_text_is_told_in_letters_that_any_reader_of_json_takes(line: CommandLine) -> None:
    line.new()
    odd = Path(os.fsdecode(os.fsencode(line.folder) + b"/\xff.zip"))
    for command in (["load", odd], ["backup", "--out", odd], ["load", odd]):
        ran = line.run(*command, "--json")
        ran.out.encode()
        told = ran.json["loaded"][0]["path"] if command[0] == "load" else ran.json["path"]
        assert told == f"{line.folder}/\\xff.zip"
    assert "\\xff.no" in line.run("list", "--workspace", odd.with_suffix(".no")).err


def test_a_word_with_control_signs_does_not_reach_the_terminal(line: CommandLine) -> None:
    line.new()
    for command in (["list", "--state"], ["show"], ["list", "--workspace"], ["export", "--out", "o", "--profile"]):
        ran = line.run(*command, "\x1b[31mred")
        assert (ran.out, "\x1b" in ran.err, "\\x1b[31mred" in ran.err) == ("", False, True)
    assert "\\x1b" in line.run("backup", "--out", line.folder / "\x1b.reviewer").out


@pytest.mark.skipif(sys.platform == "win32", reason="a locale of Unix")
@pytest.mark.parametrize("spoken", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}])
def test_names_come_out_whole_in_any_locale(line: CommandLine, spoken: dict[str, str]) -> None:
    line.new()
    zipped(bag(payload(words())), line.folder / "Ánh.zip")
    command = [sys.executable, "-m", "reviewer", "load", f"{line.folder}/Ánh.zip", "--json"]
    ran = subprocess.run(command, capture_output=True, check=False, env=os.environ | spoken)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["loaded"][0]["path"].endswith("Ánh.zip")
