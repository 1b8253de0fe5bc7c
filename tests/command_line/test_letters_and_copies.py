"""Which letters are written after signing, and packages for others than the office."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewer.letter import cover

if TYPE_CHECKING:
    from tests.command_line.driving import CommandLine

STRONG, MIXED = "CPT-2026-0101", "CPT-2026-0102"
PROGRAM = Path("resources/programs/cpt/2013")


def sign(line: CommandLine, submission: str) -> None:
    line.judge_all(submission)
    line.ask("determine", submission, "--sign", "--conflict", "none")


@pytest.fixture
def signed(line: CommandLine, shared_data: Path) -> CommandLine:
    """One signed case."""
    line.new()
    line.load(shared_data / "bundles" / f"{STRONG}_r1.zip")
    sign(line, STRONG)
    return line


def test_after_a_late_conflict_the_letter_signed_before_is_not_written(signed: CommandLine) -> None:
    signed.ask("reopen", STRONG, "--because", "A new document.")
    signed.ask("determine", STRONG, "--sign", "--conflict", "employer")
    for extra in ((), ("--language", "en")):
        ran = signed.run("letter", STRONG, "--out", signed.folder / "letter.pdf", *extra)
        assert (ran.exit_code, ran.out) == (1, "")
        assert "a conflict of interest closed the case" in ran.err
        assert "Hand the case over" in ran.err
    assert not (signed.folder / "letter.pdf").exists()


def test_a_signed_letter_is_not_written_in_a_language_that_nobody_signed(
    line: CommandLine, shared_data: Path, pytestconfig: pytest.Config
) -> None:
    line.new()
    folder = line.folder / "program"
    shutil.copytree(pytestconfig.rootpath / PROGRAM, folder)
    shutil.copy(folder / "letters" / "en.toml", folder / "letters" / "de.toml")
    line.ask("programs", folder / "program.toml", "--install")
    line.load(shared_data / "bundles" / f"{STRONG}_r1.zip")
    line.judge_all(STRONG)
    assert line.ask("letter", STRONG, "--out", line.folder / "draft.pdf", "--language", "de")["pages"] > 0
    line.ask("determine", STRONG, "--sign", "--conflict", "none")
    out = line.folder / "letter.pdf"
    ran = line.run("letter", STRONG, "--out", out, "--language", "de")
    assert (ran.exit_code, out.exists()) == (1, False)
    assert "it was signed in the language “en”" in ran.err
    ran = line.run("letter", STRONG, "--out", out, "--language", "tlh")
    assert (ran.exit_code, out.exists()) == (2, False)
    assert "de, en" in ran.err
    plain = line.ask("letter", STRONG, "--out", line.folder / "plain.pdf")
    assert line.ask("letter", STRONG, "--out", out, "--language", "en")["sha256"] == plain["sha256"]


def test_a_package_made_again_that_is_another_file_is_told(
    signed: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = signed.ask("export", "--out", signed.folder / "first")
    ran = signed.run("export", STRONG, "--out", signed.folder / "again", "--json")
    assert (ran.exit_code, ran.json["sha256"], ran.err) == (0, first["sha256"], "")
    # As a later version may draw the cover.
    monkeypatch.setattr(cover, "_ASKED_AT_MOST", -1)
    ran = signed.run("export", STRONG, "--out", signed.folder / "later", "--json")
    assert ran.exit_code == 0
    assert ran.json["sha256"] != first["sha256"]
    assert first["sha256"] in ran.err
    assert "say which of the two counts" in ran.err
    assert signed.ask("verify", ran.json["package"])["valid"]


@pytest.mark.parametrize("profile", ["applicant", "research"])
def test_a_copy_answers_as_the_contract_says(signed: CommandLine, profile: str) -> None:
    made = signed.ask("export", "--out", signed.folder, "--profile", profile)
    assert made.keys() == {"package", "submissions", "sha256"}
    assert made["submissions"] == [{"submission_id": STRONG, "revision": 1}]
    package = Path(made["package"])
    assert hashlib.sha256(package.read_bytes()).hexdigest() == made["sha256"]
    found = signed.ask("verify", package)
    assert found.keys() == {"valid", "vouched", "reviewer_id", "submissions", "problems"}
    assert (found["valid"], found["problems"]) == (True, [])
    assert (found["submissions"] == made["submissions"]) is (profile == "applicant")
    with zipfile.ZipFile(package) as archive:
        assert json.loads(archive.read(f"{package.stem}/data/decisions.json"))["profile"] == profile
    assert signed.ask("show", STRONG)["state"] == "signed"


@pytest.mark.parametrize(
    ("profile", "words"),
    [("office", "for the office"), ("applicant", "A candidate's copy"), ("research", "A copy for research")],
)
def test_verify_tells_people_whom_a_package_is_for(signed: CommandLine, profile: str, words: str) -> None:
    package = signed.ask("export", "--out", signed.folder, "--profile", profile)["package"]
    ran = signed.run("verify", package)
    assert ran.exit_code == 0
    assert words in ran.out


def test_an_unknown_profile_is_refused_with_the_known_ones(signed: CommandLine) -> None:
    ran = signed.run("export", "--out", signed.folder / "out", "--profile", "press", "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert "office, applicant, research" in ran.err


def test_a_candidates_copy_of_several_candidates_is_refused_and_says_what_to_do(
    signed: CommandLine, shared_data: Path
) -> None:
    signed.load(shared_data / "bundles" / f"{MIXED}_r1.zip")
    sign(signed, MIXED)
    ran = signed.run("export", "--out", signed.folder / "out", "--profile", "applicant")
    assert (ran.exit_code, (signed.folder / "out").exists()) == (1, False)
    assert f"Marisol Adeyemi-Brandt ({STRONG}, revision 1), Devraj Kolminski ({MIXED}, revision 1)" in ran.err
    assert "make a copy for each" in ran.err


def test_a_recused_case_goes_to_the_office_only(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / f"{STRONG}_r1.zip")
    line.ask("declare", STRONG, "--conflict", "employer")
    for profile, named in (("applicant", (STRONG,)), ("research", ())):
        ran = line.run("export", *named, "--out", line.folder / "out", "--profile", profile)
        assert (ran.exit_code, (line.folder / "out").exists()) == (1, False)
        assert "go to the office only" in ran.err
