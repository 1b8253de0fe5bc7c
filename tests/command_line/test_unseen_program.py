"""A program in another language and shape than any that ships, from its file alone to a verified package."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests import organ
from tests.letter.reading import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line.driving import CommandLine


@pytest.fixture
def opened(line: CommandLine) -> CommandLine:
    """A workspace with the program installed and an application and a renewal declared."""
    line.new()
    line.ask("programs", organ.DEFINITION, "--install")
    for submission, members in (("ORG-1", organ.APPLICATION), ("ORG-2", organ.RENEWAL)):
        line.load(_packed(line, submission, members))
        line.ask("declare", submission, "--conflict", "none")
    return line


def _packed(line: CommandLine, submission: str, members: dict[str, Any]) -> Path:
    folder = organ.written(line.folder / submission, members)
    line.ask("pack", folder, "--out", folder.with_suffix(".zip"))
    return folder.with_suffix(".zip")


def _judge(line: CommandLine, weak: int | None = None) -> None:
    for project in ("w1", "w2"):
        for standard in (2, 5, 8):
            level = "mangelhaft" if (project, standard) == ("w1", weak) else "gut"
            place = ("--project", project, "--standard", standard, "--level", level)
            line.ask("judge", "ORG-1", *place, "--finding", "Gesehen.")


def _letter(line: CommandLine, submission: str) -> str:
    line.ask("letter", submission, "--out", line.folder / f"{submission}.pdf")
    return words_of((line.folder / f"{submission}.pdf").read_bytes())


def test_coursework_stands_beside_the_matrix(opened: CommandLine) -> None:
    sheet = opened.ask("show", "ORG-1")
    assert (sheet["judged"], sheet["to_judge"], sheet["ethics"], sheet["activities"]) == (0, 6, [], [])
    assert [row["counts"] for row in sheet["milestones"]] == [True, False, None]
    assert {row["id"]: row["computed"] for row in sheet["eligibility"]} == {
        "lehrzeit": "holds",
        "kurse": "cannot_tell",
        "neue": "holds",
        "zeugen": "fails",
        "eid": "holds",
    }
    _judge(opened)
    (missing,) = opened.ask("determine", "ORG-1")["missing"]
    assert (missing["kind"], missing["id"]) == ("eligibility", "kurse")
    assert opened.ask("list", "--search", "ORG-1")[0]["state"] == "in_review"
    opened.ask("allow", "ORG-1", "--milestone", "kurs-2@2", "--counts", "yes")
    assert opened.ask("determine", "ORG-1")["complete"]
    assert opened.ask("list", "--search", "ORG-1")[0]["state"] == "complete"
    opened.ask("eligibility", "ORG-1", "--item", "zeugen", "--answer", "holds", "--note", "Telefonisch bestätigt.")
    assert opened.ask("determine", "ORG-1")["recommended"] == "aufnehmen"


def test_a_check_without_rows_on_its_layout_is_ruled_on_itself(opened: CommandLine) -> None:
    _judge(opened)
    opened.ask("eligibility", "ORG-1", "--item", "kurse", "--answer", "fails", "--note", "Kein Nachweis.")
    determined = opened.ask("determine", "ORG-1")
    assert (determined["complete"], determined["recommended"]) == (True, "nachreichen")


def test_levels_ask_for_what_the_file_says(opened: CommandLine) -> None:
    place = ("judge", "ORG-1", "--project", "w1", "--standard", "2", "--level")
    assert opened.run(*place, "gut").exit_code == 1
    assert opened.run(*place, "brauchbar").exit_code == 1
    assert opened.run(*place, "met").exit_code == 2
    opened.ask(*place, "brauchbar", "--cite", "evidence/nachweis.txt=Die Lade trägt.")
    assert opened.run("declare", "ORG-1", "--conflict", "family").exit_code == 2


def test_the_letter_asks_in_the_words_of_each_function(opened: CommandLine) -> None:
    _judge(opened, weak=8)
    opened.ask("allow", "ORG-1", "--milestone", "kurs-2@2", "--counts", "no", "--because", "Ohne Note.")
    letter = _letter(opened, "ORG-1")
    assert "a supervisor" not in letter
    assert "comes from a client, a peer or somebody else." in letter
    assert "We did not find that these assessments were passed: kurs-2." in letter
    assert "Standard 8, Windlade bauen" in letter
    assert "Please answer by" in letter
    assert "21 days" not in letter
    assert "days" not in letter
    renewal = "Your activities come to fewer points than the renewal asks for."
    opened.ask("allow", "ORG-2", "--activity", "a5", "--points", "0", "--because", "Segeln zählt nicht.")
    letter = _letter(opened, "ORG-2")
    assert f"{renewal} As this review counts them, they come to 11.5 points; 12.5 are asked for." in letter
    assert "“Kurs 5” (a5): 0 of 2; it is of a kind that the program does not name." in letter
    assert "Segeln zählt nicht" not in letter


def test_three_ledgers_and_the_days_of_the_file_decide_a_renewal(opened: CommandLine) -> None:
    sheet = opened.ask("show", "ORG-2")
    assert sheet["period"] == {"from": "2021-04-01", "to": "2026-03-31", "due_on": "2026-12-31"}
    assert [row["points_proposed"] for row in sheet["activities"]] == [4, 3, 4.5, 0, None]
    opened.ask("allow", "ORG-2", "--activity", "a5", "--points", "1", "--because", "Zur Hälfte.")
    determined = opened.ask("determine", "ORG-2")
    assert determined["recommended"] == "verlaengern"
    assert {"activity_id": "a1", "from": 4, "to": 0} in [change for (change,) in determined["smallest_changes"]]
    assert {rule["rule"]: rule["status"] for rule in determined["rules"]}["punkte"] == "assumed"


def test_what_was_signed_leaves_in_a_package_that_verifies(opened: CommandLine) -> None:
    _judge(opened)
    opened.ask("eligibility", "ORG-1", "--item", "kurse", "--answer", "holds", "--note", "Schein gesehen.")
    opened.ask("allow", "ORG-2", "--activity", "a5", "--points", "0", "--because", "Segeln zählt nicht.")
    for submission in ("ORG-1", "ORG-2"):
        assert opened.ask("determine", submission, "--sign", "--conflict", "none")["signed"]
    package = opened.ask("export", "--out", opened.folder)["package"]
    assert opened.ask("verify", package)["valid"]
    with zipfile.ZipFile(package) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("data/decisions.json"))
        determinations = json.loads(archive.read(name))["determinations"]
    assert [(each["program"], each["outcome"]) for each in determinations] == [
        ("orgel", "nachreichen"),
        ("orgel", "nachreichen"),
    ]
