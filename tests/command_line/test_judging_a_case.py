"""The whole job from the command line, on the sample bundles."""

from __future__ import annotations

import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.command_line.driving import REVIEWER_ID

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line.driving import CommandLine


def test_a_strong_case_goes_from_bundle_to_verified_package(line: CommandLine, shared_data: Path) -> None:
    key = line.new()["public_key"]
    (loaded,) = line.load(shared_data / "bundles" / "CPT-2026-0101_r1.zip")
    assert (loaded["status"], loaded["problems"]) == ("loaded", [])
    line.judge_all("CPT-2026-0101")
    determined = line.ask("determine", "CPT-2026-0101")
    assert (determined["recommended"], determined["signed"], determined["missing"]) == ("certify", False, [])
    assert line.ask("determine", "CPT-2026-0101", "--sign", "--conflict", "none")["outcome"] == "certify"
    letter = line.ask("letter", "CPT-2026-0101", "--out", line.folder / "letter.pdf")
    assert "Marisol Adeyemi-Brandt" in _text_of(line.folder / "letter.pdf")
    exported = line.ask("export", "--out", line.folder / "out")
    assert exported["submissions"] == [{"submission_id": "CPT-2026-0101", "revision": 1}]
    with zipfile.ZipFile(exported["package"]) as package:
        (sealed,) = (package.read(name) for name in package.namelist() if name.endswith("-0101-r1.pdf"))
    assert sealed == (line.folder / "letter.pdf").read_bytes()
    assert letter["pages"] >= 1
    trusted = line.folder / "reviewer.pub"
    trusted.write_text(f"{key}\n")
    verified = line.ask("verify", exported["package"], "--public-key", trusted)
    assert (verified["valid"], verified["vouched"], verified["reviewer_id"]) == (True, True, REVIEWER_ID)
    assert line.ask("list")[0]["state"] == "exported"
    assert line.ask("check")["healthy"]


def test_weak_cells_ask_for_more_information_and_are_named_in_the_letter(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0102_r1.zip")
    line.judge_all("CPT-2026-0102", {("p1", 3): "not_met", ("p2", 6): "not_met", ("p2", 10): "partly_met"})
    determined = line.ask("determine", "CPT-2026-0102")
    assert determined["recommended"] == "more_information"
    assert determined["margin"] is not None
    assert all(change["project_id"] for changes in determined["smallest_changes"] for change in changes)
    line.ask("determine", "CPT-2026-0102", "--sign", "--conflict", "none")
    line.ask("letter", "CPT-2026-0102", "--out", line.folder / "letter.pdf")
    words = _text_of(line.folder / "letter.pdf")
    assert "Send the numbers before and after." in words
    assert "File note" not in words
    assert "@" not in words.replace("CPT-2026-0102@1", "")


def test_exporting_the_same_set_again_gives_the_same_bytes(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0101_r1.zip")
    line.judge_all("CPT-2026-0101")
    line.ask("determine", "CPT-2026-0101", "--sign", "--conflict", "none")
    first = line.ask("export", "--out", line.folder / "first")
    again = line.ask("export", "CPT-2026-0101@1", "--out", line.folder / "again")
    assert first["sha256"] == again["sha256"]
    assert line.ask("reopen", "CPT-2026-0101", "--because", "A number was misread.") == {"state": "complete"}
    assert line.run("export", "--out", line.folder / "none").exit_code == 1
    line.ask("determine", "CPT-2026-0101", "--sign", "--conflict", "none")
    second = line.ask("export", "--out", line.folder / "second")
    assert second["package"].endswith("-0002.zip")
    assert line.ask("verify", second["package"])["valid"]


def test_a_conflict_recuses_and_travels_in_the_next_package(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0103_r1.zip")
    assert line.ask("declare", "CPT-2026-0103", "--conflict", "employer") == {"state": "recused"}
    judged = line.run("judge", "CPT-2026-0103", "--project", "p1", "--standard", "1", "--level", "met")
    assert judged.exit_code == 1
    exported = line.ask("export", "--out", line.folder)
    assert exported["submissions"] == [{"submission_id": "CPT-2026-0103", "revision": 1}]
    assert line.ask("verify", exported["package"])["valid"]
    assert line.ask("export", "--out", line.folder)["sha256"] == exported["sha256"]


def test_what_is_planted_in_the_samples_shows_itself(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(
        *(shared_data / "bundles" / f"CPT-2026-{name}.zip" for name in ("0102_r1", "0102_r2", "0103_r1", "0106_r1"))
    )
    mixed = line.ask("show", "CPT-2026-0102@1")
    experience = next(item for item in mixed["eligibility"] if item["id"] == "experience")
    assert experience["computed"] == "holds"
    assert "51.6" in experience["note"]
    attested = {(cell["project_id"], cell["standard"]): cell["attested"] for cell in mixed["cells"]}
    assert (attested["p1", 3], attested["p3", 1], attested["p3", 10]) == (
        "cannot_confirm",
        "confirmed_early",
        "left_open",
    )
    assert [cell["level"] for cell in mixed["cells"] if (cell["project_id"], cell["standard"]) == ("p3", 9)] == [
        "not_claimed"
    ]
    assert line.ask("show", "CPT-2026-0102")["revisions"] == [1, 2]
    assert line.ask("show", "CPT-2026-0102")["revision"] == 2
    weak = line.ask("show", "CPT-2026-0103")
    computed = {item["id"]: item for item in weak["eligibility"]}
    assert "22" in computed["experience"]["note"]
    failing = {name for name, item in computed.items() if item["computed"] == "fails"}
    assert failing == {"experience", "projects", "attestations", "ethics_commitment", "declarations"}
    hints = {hint["code"] for hint in weak["hints"]}
    assert {"media-type", "attestation-unsigned", "attestation-relation"} <= hints


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--project", "p9", "--standard", "1", "--level", "met"), "p1"),
        (("--project", "p1", "--standard", "11", "--level", "met"), "10"),
        (("--project", "p1", "--standard", "1", "--level", "great"), "partly_met"),
    ],
)
def test_a_wrong_word_is_refused_with_the_right_ones(
    line: CommandLine, shared_data: Path, arguments: tuple[str, ...], word: str
) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0101_r1.zip")
    line.ask("declare", "CPT-2026-0101", "--conflict", "none")
    ran = line.run("judge", "CPT-2026-0101", *arguments, "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert word in ran.err


def test_a_quote_must_stand_in_the_words(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / "CPT-2026-0102_r1.zip")
    line.ask("declare", "CPT-2026-0102", "--conflict", "none")
    judge = ("judge", "CPT-2026-0102", "--project", "p1", "--standard", "3", "--level", "not_met", "--finding", "Thin.")
    cited = line.ask(*judge, "--cite", "narrative:p1:3=complaints were reduced", "--looked-in", "attestation:p1:1=cost")
    passage, looked = cited["cell"]["citations"]
    assert (passage["kind"], passage["source"], passage["end"] - passage["start"]) == ("passage", "narrative", 23)
    assert (looked["kind"], looked["start"]) == ("looked_in", None)
    assert line.run(*judge, "--cite", "narrative:p1:3=never written").exit_code == 1
    assert line.run(*judge, "--cite", "evidence/none.pdf=x").exit_code == 1


def _text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, text=True).stdout
