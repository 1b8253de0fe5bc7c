"""What the contract says of every command: exit codes, clean output, no traceback."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from reviewer.bundle.limits import Limits
from reviewer.clock import SystemClock
from reviewer.command_line import main
from reviewer.workflow import loading, opening
from tests.command_line.driving import PASSPHRASE, CommandLine

if TYPE_CHECKING:
    from pathlib import Path


_KEY_GROUP = re.compile("[0-9A-HJKMNP-TV-Z]{5}")


def test_every_refused_sample_is_refused_for_the_named_reason(line: CommandLine, shared_data: Path) -> None:
    line.new()
    ran = line.run("load", shared_data / "bundles" / "refused", "--json")
    assert ran.exit_code == 1
    codes = {
        result["path"].rsplit("/", 1)[1]: {problem["code"] for problem in result["problems"]}
        for result in ran.json["loaded"]
    }
    assert len(codes) == 12
    assert codes["digest-mismatch.zip"] >= {"digest-mismatch"}
    assert codes["duplicate-json-keys.zip"] >= {"duplicate-key"}
    assert codes["symlink-member.zip"] >= {"symlink"}
    assert line.ask("list") == []


def test_every_sample_loads(line: CommandLine, shared_data: Path) -> None:
    line.new()
    loaded = line.load(*sorted((shared_data / "bundles").glob("*.zip")))
    assert [result["status"] for result in loaded] == ["loaded"] * 9
    pathways = {(row["program"], row["pathway"]) for row in line.ask("list")}
    assert pathways == {
        ("cpt", "initial"),
        ("cpt", "recertification"),
        ("cpt", "preparation"),
        ("cptm", "initial"),
        ("cptm", "recertification"),
    }


def test_loading_again_changes_nothing_and_a_dry_run_stores_nothing(line: CommandLine, shared_data: Path) -> None:
    line.new()
    bundle = shared_data / "bundles" / "CPT-2026-0101_r1.zip"
    assert [result["status"] for result in line.ask("load", bundle, "--dry-run")["loaded"]] == ["loaded"]
    assert line.ask("list") == []
    assert [result["status"] for result in line.load(bundle, bundle)] == ["loaded", "already_loaded"]


def test_a_bundle_that_is_not_there_is_one_problem(line: CommandLine) -> None:
    line.new()
    ran = line.run("load", line.folder / "none.zip", "--json")
    assert (ran.exit_code, ran.json["loaded"][0]["status"]) == (1, "refused")


@pytest.mark.parametrize("command", ["list", "check", "show CPT-1", "backup --out x.reviewer"])
def test_a_missing_workspace_ends_with_3_and_says_nothing_on_standard_output(line: CommandLine, command: str) -> None:
    ran = line.run(*command.split(), "--json")
    assert (ran.exit_code, ran.out) == (3, "")
    assert "reviews.reviewer" in ran.err


def test_a_wrong_passphrase_ends_with_3(line: CommandLine, tmp_path: Path) -> None:
    line.new()
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not it\n")
    ran = line.run("--passphrase-file", wrong, "list")
    assert (ran.exit_code, ran.out) == (3, "")


def test_options_may_stand_before_or_after_the_command(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    line.new()
    monkeypatch.delenv("REVIEWER_PASSPHRASE")
    secret = line.folder / "passphrase.txt"
    secret.write_text(f"{PASSPHRASE}\n")
    before = line.run("--json", "--passphrase-file", secret, "list")
    after = line.run("list", "--passphrase-file", secret, "--json")
    assert (before.out, before.exit_code) == (after.out, 0)


def test_without_a_passphrase_or_a_terminal_the_usage_is_named(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.new()
    monkeypatch.delenv("REVIEWER_PASSPHRASE")
    ran = line.run("list")
    assert ran.exit_code == 2
    assert "--passphrase-file" in ran.err


@pytest.mark.parametrize(
    "command", ["frobnicate", "sheet X --out y", "list --state nowhere", "export --out x --profile all", "load"]
)
def test_wrong_usage_ends_with_2(line: CommandLine, command: str) -> None:
    line.new()
    ran = line.run(*command.split(), "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize("reviewer_id", ["", "a b", "-x", "*", "a,b", "é", "x" * 65])
def test_an_id_that_would_act_in_allowed_signers_is_refused(line: CommandLine, reviewer_id: str) -> None:
    ran = line.run("new", line.workspace, "--reviewer-id", reviewer_id, "--reviewer-name", "Ada")
    assert (ran.exit_code, line.workspace.exists()) == (2, False)


def test_a_workspace_that_is_there_is_never_overwritten(line: CommandLine) -> None:
    line.new()
    before = line.workspace.read_bytes()
    ran = line.run("new", line.workspace, "--reviewer-id", "r-2", "--reviewer-name", "Other")
    assert (ran.exit_code, line.workspace.read_bytes()) == (1, before)


def test_help_and_version_need_nothing(line: CommandLine) -> None:
    assert line.run("--version").exit_code == 0
    assert "determine" in line.run("--help").out
    assert line.run("load", "--help").exit_code == 0


def test_programs_are_listed_and_a_bad_one_is_refused_with_its_problems(line: CommandLine) -> None:
    listed = line.ask("programs")
    assert {("cpt", "2012"), ("cpt", "2013")} <= {(row["program"], row["edition"]) for row in listed}
    assert all(row["unverified_rules"] > 0 for row in listed)
    bad = line.folder / "program.toml"
    bad.write_text("id = 3\n")
    ran = line.run("programs", bad, "--json")
    assert (ran.exit_code, len(ran.json["problems"]) > 1) == (1, True)


def test_a_lost_passphrase_is_recovered_with_the_sheet(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = line.folder / "recovery.pdf"
    line.ask("new", line.workspace, "--reviewer-id", "r-1", "--reviewer-name", "Ada", "--recovery-sheet", sheet)
    words = subprocess.run(["pdftotext", "-layout", str(sheet), "-"], capture_output=True, check=True, text=True).stdout
    key = " ".join(_key_groups(words))
    monkeypatch.setenv("REVIEWER_RECOVERY_KEY", key)
    monkeypatch.setenv("REVIEWER_NEW_PASSPHRASE", "another one")
    assert line.run("recover", line.workspace).exit_code == 0
    assert line.run("list").exit_code == 3
    monkeypatch.setenv("REVIEWER_PASSPHRASE", "another one")
    assert line.ask("list") == []
    assert line.run("recover", line.workspace).exit_code == 3


def _key_groups(words: str) -> list[str]:
    return [word for word in words.split() if _KEY_GROUP.fullmatch(word)]


def test_a_backup_opens_with_the_same_passphrase_and_restores(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0103_r1.zip")
    line.ask("backup", "--out", line.folder / "copy.reviewer")
    restored = line.folder / "restored.reviewer"
    line.ask("restore", line.folder / "copy.reviewer", "--out", restored)
    assert line.ask("--workspace", restored, "list")[0]["submission_id"] == "CPT-2026-0103"


def test_a_packed_folder_loads(line: CommandLine, shared_data: Path) -> None:
    line.new()
    with zipfile.ZipFile(shared_data / "bundles" / "CPT-2026-0103_r1.zip") as bundle:
        bundle.extractall(line.folder / "unpacked")
    (data,) = (line.folder / "unpacked").glob("*/data")
    packed = line.ask("pack", data, "--out", line.folder / "made.zip")
    assert [result["status"] for result in line.load(line.folder / "made.zip")] == ["loaded"]
    assert packed["sha256"] == hashlib.sha256((line.folder / "made.zip").read_bytes()).hexdigest()


def test_limits_are_settings(line: CommandLine, shared_data: Path) -> None:
    line.new()
    desk, _ = opening.open_desk(line.workspace, PASSPHRASE, clock=SystemClock())
    loading.set_bundle_limits(desk, Limits(files=3))
    opening.close_desk(desk)
    ran = line.run("load", shared_data / "bundles" / "CPT-2026-0101_r1.zip", "--json")
    assert {problem["code"] for problem in ran.json["loaded"][0]["problems"]} == {"too-large"}


def test_the_module_runs_without_qt() -> None:
    code = (
        "import sys, reviewer.command_line; print([m for m in sys.modules if m.startswith(('PySide6', 'sqlcipher3'))])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_no_arguments_on_the_command_line_alone_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) in {0, 2}
    assert "Usage" in "".join(capsys.readouterr())
