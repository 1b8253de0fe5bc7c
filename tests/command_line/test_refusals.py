"""Refusals that name everything, and take nothing with them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.bundle.opening import open_archive
from reviewer.errors import NotPermittedError
from reviewer.text import text
from tests.bundle.builders import bag, payload, words, zipped
from tests.command_line.driving import PASSPHRASE

if TYPE_CHECKING:
    from tests.command_line.driving import CommandLine


def _bundle(path: Path, **changes: object) -> Path:
    return zipped(bag(payload(words(**changes))), path)


def test_a_dry_run_counts_the_bundles_before_it(line: CommandLine) -> None:
    line.new()
    first, other = _bundle(line.folder / "a.zip"), _bundle(line.folder / "c.zip", submitted_on="2026-10-01")
    again = zipped(bag(payload(words())), line.folder / "b.zip", top="")
    dry, real = (line.run("load", first, again, other, *how, "--json") for how in (("--dry-run",), ()))
    for ran in (dry, real):
        assert (ran.exit_code, [one["status"] for one in ran.json["loaded"]]) == (
            1,
            ["loaded", "already_loaded", "refused"],
        )
        assert [problem["code"] for problem in ran.json["loaded"][2]["problems"]] == ["conflict"]


def test_a_failure_midway_still_tells_of_the_bundles_before_it(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.new()
    first, second = _bundle(line.folder / "a.zip"), _bundle(line.folder / "b.zip", submission_id="CPT-2")

    def refuse(path: Path, most_entries: int) -> object:
        if path == second:
            raise NotPermittedError(path.name)
        return open_archive(path, most_entries)

    monkeypatch.setattr("reviewer.bundle.intake.open_archive", refuse)
    ran = line.run("load", line.folder, "--json")
    assert (ran.exit_code, ran.out) == (4, "")
    assert f"{first}: " in ran.err
    assert "b.zip" in ran.err
    assert [row["submission_id"] for row in line.ask("list")] == ["CPT-1"]


def test_an_interruption_tells_of_the_bundles_that_are_in(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    line.new()
    first, second = _bundle(line.folder / "a.zip"), _bundle(line.folder / "b.zip", submission_id="CPT-2")

    def interrupt(path: Path, most_entries: int) -> object:
        if path == second:
            raise KeyboardInterrupt
        return open_archive(path, most_entries)

    monkeypatch.setattr("reviewer.bundle.intake.open_archive", interrupt)
    ran = line.run("load", line.folder)
    assert (ran.exit_code, ran.out) == (130, "")
    assert f"{first}: " in ran.err
    assert "b.zip" not in ran.err
    assert [row["submission_id"] for row in line.ask("list")] == ["CPT-1"]


@pytest.mark.parametrize(
    "words", [("load", ""), ("pack", "", "--out", "a.zip"), ("pack", ".", "--out", ""), ("verify", "")]
)
def test_no_words_for_a_path_are_not_the_folder_one_is_in(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    line.new()
    _bundle(line.folder / "a.zip")
    monkeypatch.chdir(line.folder)
    ran = line.run(*words)
    assert (ran.exit_code, ran.out) == (2, "")
    assert text("command.no_path") in ran.err
    assert line.ask("list") == []


def test_the_backup_of_the_day_is_made_once_there_is_a_case(line: CommandLine) -> None:
    backups = line.workspace.with_name(f"{line.workspace.name}.backups")
    line.new()
    line.load(_bundle(line.folder / "a.zip"))
    assert not backups.exists()
    line.ask("list")
    (copy,) = backups.iterdir()
    line.ask("declare", "CPT-1", "--conflict", "none")
    assert list(backups.iterdir()) == [copy]
    restored = line.folder / "restored.reviewer"
    line.ask("restore", copy, "--out", restored)
    assert [row["state"] for row in line.ask("list", "--workspace", restored)] == ["received"]


def test_a_backup_that_cannot_be_made_is_told_and_stops_nothing(line: CommandLine) -> None:
    line.new()
    line.load(_bundle(line.folder / "a.zip"))
    line.workspace.with_name(f"{line.workspace.name}.backups").write_bytes(b"in the way")
    ran = line.run("list", "--json")
    assert (ran.exit_code, len(ran.json)) == (0, 1)
    assert ran.err.startswith("Today's backup could not be made")


def test_signing_too_early_lists_everything_that_is_open(line: CommandLine) -> None:
    line.new()
    line.load(_bundle(line.folder / "a.zip"))
    line.ask("declare", "CPT-1", "--conflict", "none")
    ran = line.run("determine", "CPT-1", "--sign", "--conflict", "none", "--json")
    assert (ran.exit_code, ran.json["recommended"], ran.json["signed"]) == (1, None, False)
    missing, problems = ran.json["missing"], ran.json["problems"]
    assert len(problems) == len(missing) > 1
    assert {"p1:1", "commitment"} <= {problem["where"] for problem in problems}
    assert ".." not in ran.err
    letter = line.run("letter", "CPT-1", "--out", line.folder / "letter.pdf", "--json")
    assert (letter.exit_code, letter.json["problems"]) == (1, problems)


def test_a_conflict_after_reopening_leaves_nothing_signed(line: CommandLine) -> None:
    line.new()
    line.load(_bundle(line.folder / "a.zip", ethics={"agreed": False}))
    line.judge_all("CPT-1")
    assert line.ask("determine", "CPT-1", "--sign", "--conflict", "none")["signed"]
    line.ask("reopen", "CPT-1", "--because", "One word was wrong.")
    determined = line.ask("determine", "CPT-1", "--sign", "--conflict", "family")
    assert (determined["signed"], determined["outcome"]) == (False, None)
    assert line.ask("show", "CPT-1")["state"] == "recused"


@pytest.mark.parametrize("command", ["reopen {} --because x", "ethics {} --item 1 --answer no_concern"])
def test_a_recused_case_does_not_send_the_reviewer_to_reopen_it(line: CommandLine, command: str) -> None:
    line.new()
    line.load(_bundle(line.folder / "a.zip"))
    line.ask("declare", "CPT-1", "--conflict", "employer")
    ran = line.run(*command.format("CPT-1").split(), "--json")
    assert (ran.exit_code, ran.json["problems"][0]["code"]) == (1, "recused")


def test_a_recovery_sheet_is_never_written_over_another(line: CommandLine) -> None:
    sheet = line.folder / "sheet.pdf"
    sheet.write_bytes(b"the only key of another workspace")
    ran = line.run("new", line.workspace, "--reviewer-id", "r", "--reviewer-name", "N", "--recovery-sheet", sheet)
    assert (ran.exit_code, line.workspace.exists()) == (1, False)
    assert sheet.read_bytes() == b"the only key of another workspace"


def test_without_its_recovery_sheet_no_workspace_stays(line: CommandLine) -> None:
    sheet = line.folder / "absent" / "sheet.pdf"
    ran = line.run("new", line.workspace, "--reviewer-id", "r", "--reviewer-name", "N", "--recovery-sheet", sheet)
    assert (ran.exit_code, ran.out, list(line.folder.iterdir())) == (4, "", [])


def test_the_folder_one_is_in_has_a_name(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    line.new()
    (line.folder / "empty").mkdir()
    monkeypatch.chdir(line.folder / "empty")
    (refused,) = line.run("load", ".", "--json").json["loaded"]
    assert refused["problems"][0]["where"] == "empty"


def test_packing_the_folder_one_is_in_names_it(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = line.folder / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    ran = line.run("pack", ".", "--out", line.folder / "b.zip")
    assert (ran.exit_code, f"No bundle was made from {empty}." in ran.err) == (1, True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_an_output_that_is_full_is_the_environments_failure(locale: str) -> None:
    command = [sys.executable, "-m", "reviewer", "programs", "--json"]
    spoken = {**os.environ, "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    with Path("/dev/full").open("wb", buffering=0) as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True, env=spoken)
    assert (ran.returncode, "Traceback" in ran.stderr) == (4, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
@pytest.mark.parametrize(
    ("closed", "code"),
    [(">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0), ("--json >&-", 0), ("--json | true", 0), ("| head -c 1", 0)],
)
def test_closed_streams_and_readers_that_left_stop_nothing(closed: str, code: int) -> None:
    command = f"set -o pipefail; '{sys.executable}' -m reviewer programs {closed}"
    ran = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (code, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_messages_that_nobody_can_read_change_no_exit_code() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        ran = subprocess.run([sys.executable, "-m", "reviewer", "nowhere"], stderr=full, stdout=full, check=False)
    assert ran.returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
def test_a_passphrase_comes_from_standard_input_or_is_asked_for_plainly(line: CommandLine) -> None:
    line.new()
    for given, code in (("-m reviewer list --passphrase-file - <<< '{}'", 0), ("-m reviewer list <&-", 2)):
        command = f"unset REVIEWER_PASSPHRASE; '{sys.executable}' {given.format(PASSPHRASE)}"
        ran = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True)
        assert (ran.returncode, "foresee" in ran.stderr) == (code, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
def test_the_old_and_the_new_passphrase_come_line_by_line(line: CommandLine) -> None:
    line.new()
    files = "--passphrase-file - --new-passphrase-file -"
    command = f"printf '{PASSPHRASE}\\nanother one\\n' | '{sys.executable}' -m reviewer change-passphrase {files}"
    ran = subprocess.run(["bash", "-c", command], check=False, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert line.run("list").exit_code == 3


@pytest.mark.parametrize(("command", "named"), [("change-passphrase", "NEW_PASSPHRASE"), ("recover", "RECOVERY_KEY")])
def test_what_has_nobody_to_ask_names_what_else_would_do(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch, command: str, named: str
) -> None:
    line.new()
    monkeypatch.setattr(sys, "stdin", None)
    ran = line.run(command, *([line.workspace] if command == "recover" else []))
    assert (ran.exit_code, f"set REVIEWER_{named}." in ran.err) == (2, True)
