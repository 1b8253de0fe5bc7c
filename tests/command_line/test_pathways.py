"""Renewals, coursework and drafts from the command line, on the sample bundles."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import CRAFT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line.driving import CommandLine

RENEWAL, DRAFT, COURSE, HOURS = "CPT-2026-0104", "CPT-2026-0105", "CPTM-2026-0201", "CPTM-2026-0202"


@pytest.fixture
def opened(line: CommandLine, shared_data: Path) -> CommandLine:
    """A workspace with the four samples that are no first application, declared."""
    line.new()
    line.load(*(shared_data / "bundles" / f"{name}_r1.zip" for name in (RENEWAL, DRAFT, COURSE, HOURS)))
    for name in (RENEWAL, DRAFT, COURSE, HOURS):
        line.ask("declare", name, "--conflict", "none")
    return line


def _no_concerns(line: CommandLine, submission: str) -> None:
    for item in line.ask("show", submission)["ethics"]:
        line.ask("ethics", submission, "--item", item["id"], "--answer", "no_concern")


def _rule(determined: Any, rule: str) -> Any:  # noqa: ANN401 - as the command prints it
    return next(each for each in determined["rules"] if each["rule"] == rule)


def _decisions(package: str) -> Any:  # noqa: ANN401 - whatever the package holds
    with zipfile.ZipFile(package) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("data/decisions.json"))
        return json.loads(archive.read(name))


def test_a_renewal_goes_from_its_claims_to_a_package(opened: CommandLine) -> None:
    sheet = opened.ask("show", RENEWAL)
    assert sheet["period"] == {"from": "2023-11-16", "to": "2026-11-16", "due_on": "2027-06-15"}
    assert (sheet["judged"], sheet["to_judge"], sheet["cells"]) == (25, 25, [])
    rows = {row["activity_id"]: row for row in sheet["activities"]}
    assert (rows["A-15"]["points_claimed"], rows["A-15"]["points_proposed"], rows["A-15"]["points_allowed"]) == (
        6,
        4,
        None,
    )
    assert rows["B-06"]["flags"] == ["claimed-twice"]
    _no_concerns(opened, RENEWAL)
    determined = opened.ask("determine", RENEWAL)
    assert (determined["recommended"], _rule(determined, "points")["because"][:9]) == ("more_information", "36 points")
    assert determined["margin"] == 2
    assert {"activity_id": "B-06", "from": 0, "to": 3} in [
        one for ones in determined["smallest_changes"] for one in ones
    ]
    for name, points in (("A-09", 1), ("A-10", 1), ("A-11", 2)):
        allowed = opened.ask("allow", RENEWAL, "--activity", name, "--points", points)
        assert allowed["activity"]["points_allowed"] == points
    assert _rule(opened.ask("determine", RENEWAL), "points")["because"].startswith("40 points")
    opened.ask("determine", RENEWAL, "--sign", "--conflict", "none")
    package = opened.ask("export", "--out", opened.folder / "out")["package"]
    assert opened.ask("verify", package)["valid"]
    (decided,) = _decisions(package)["determinations"]
    assert (decided["pathway"], decided["outcome"]) == ("recertification", "recertify")
    in_package = {row["activity_id"]: row for row in decided["activities"]}
    assert in_package["A-09"] == {
        "activity_id": "A-09",
        "points_claimed": 1,
        "points_proposed": 0,
        "points_allowed": 1,
        "because": "",
    }
    assert sum(row["points_allowed"] for row in decided["activities"]) == 40


def test_less_than_claimed_needs_a_reason_and_more_is_refused(opened: CommandLine) -> None:
    assert opened.run("allow", RENEWAL, "--activity", "A-01", "--points", "1.5").exit_code == 1
    assert opened.run("allow", RENEWAL, "--activity", "A-01", "--points", "9", "--because", "x").exit_code == 1
    reduced = opened.ask("allow", RENEWAL, "--activity", "A-01", "--points", "1.5", "--because", "Half a day.")
    assert (reduced["activity"]["points_allowed"], reduced["activity"]["because"]) == (1.5, "Half a day.")
    assert _rule(opened.ask("determine", RENEWAL), "points")["because"].startswith("33.5 points")


@pytest.mark.parametrize("points", ["٣", "1e1", "1_0", "NaN", "Infinity", "1,5", " 1", "."])
def test_a_number_that_is_not_plainly_written_is_wrong_usage(opened: CommandLine, points: str) -> None:
    ran = opened.run("allow", RENEWAL, "--activity", "A-01", "--points", points, "--because", "x", "--json")
    assert (ran.exit_code, ran.out, "a number of points or hours" in ran.err) == (2, "", True)


@pytest.mark.parametrize("standard", ["٣", "1_0", "-1", "three"])
def test_a_standard_is_a_plain_number(opened: CommandLine, standard: str) -> None:
    ran = opened.run("judge", RENEWAL, "--project", "p1", "--standard", standard, "--level", "met", "--json")
    assert (ran.exit_code, ran.out, "digits 0 to 9" in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--activity", "A-99", "--points", "1"),
        ("--activity", "A-01", "--points", "many"),
        ("--activity", "A-01"),
        ("--activity", "A-01", "--counts", "yes"),
        ("--experience", "7", "--counts", "yes"),
        ("--experience", "one", "--counts", "yes"),
        ("--experience", "1", "--counts", "perhaps"),
        ("--milestone", "exam", "--counts", "yes"),
        ("--activity", "A-01", "--experience", "1", "--points", "1"),
        (),
    ],
)
def test_wrong_words_are_refused(opened: CommandLine, arguments: tuple[str, ...]) -> None:
    ran = opened.run("allow", RENEWAL, *arguments, "--json")
    assert (ran.exit_code in {1, 2}, ran.err != "") == (True, True)
    if ran.exit_code == 2:
        assert ran.out == ""


def test_an_experience_row_can_be_ruled_out(opened: CommandLine) -> None:
    assert opened.run("allow", RENEWAL, "--experience", "1", "--counts", "no").exit_code == 1
    ruled = opened.ask("allow", RENEWAL, "--experience", "1", "--counts", "no", "--because", "Another field.")
    assert (ruled["row"]["row"], ruled["row"]["counts"]) == (1, False)
    checks = {item["id"]: item["computed"] for item in opened.ask("show", RENEWAL)["eligibility"]}
    assert checks["continued_work"] == "fails"


def test_coursework_is_determined_from_its_milestones(opened: CommandLine) -> None:
    sheet = opened.ask("show", COURSE)
    assert (sheet["judged"], sheet["to_judge"], sheet["activities"]) == (16, 16, [])
    assert [(one["ref"], one["attempt"]) for one in sheet["milestones"] if one["flags"]] == [("module-04", 1)]
    assert opened.ask("determine", COURSE)["recommended"] == "certify"
    refused = opened.ask("allow", COURSE, "--milestone", "module-04@2", "--counts", "no", "--because", "Not the same.")
    assert (refused["milestone"]["attempt"], refused["milestone"]["counts"]) == (2, False)
    assert opened.run("allow", COURSE, "--milestone", "module-04", "--counts", "yes").exit_code == 2
    determined = opened.ask("determine", COURSE)
    assert (determined["recommended"], determined["margin"]) == ("more_information", 1)
    assert determined["smallest_changes"] == [[{"item": "module-04@2", "from": "no", "to": "yes"}]]
    opened.ask("determine", COURSE, "--sign", "--conflict", "none")
    decided = _decisions(opened.ask("export", COURSE, "--out", opened.folder)["package"])["determinations"][0]
    assert {(one["ref"], one["attempt"]): one["counts"] for one in decided["milestones"]}["module-04", 2] is False


def test_hours_fall_one_short_until_one_is_allowed(opened: CommandLine) -> None:
    determined = opened.ask("determine", HOURS)
    assert (determined["recommended"], determined["margin"]) == ("more_information", 1)
    assert _rule(determined, "hours")["because"].startswith("23 hours of 24")
    assert opened.ask("show", HOURS)["period"] == {"from": "2024-09-12", "to": "2026-09-12", "due_on": None}
    opened.ask("allow", HOURS, "--activity", "H-01", "--points", "1")
    assert opened.ask("determine", HOURS)["recommended"] == "recertify"


def test_a_draft_gets_feedback_and_no_verdict(opened: CommandLine) -> None:
    sheet = opened.ask("show", DRAFT)
    assert (sheet["eligibility"], sheet["ethics"], sheet["coverage"], sheet["to_judge"]) == ([], [], [], 6)
    for cell in sheet["cells"]:
        if cell["level"] != "not_claimed":
            place = ("--project", cell["project_id"], "--standard", cell["standard"])
            opened.ask(
                "judge", DRAFT, *place, "--level", "not_met", "--finding", "File note.", "--feedback", "Say more."
            )
    determined = opened.ask("determine", DRAFT, "--sign", "--conflict", "none")
    assert (determined["recommended"], determined["outcome"], determined["margin"]) == ("feedback", "feedback", None)
    opened.ask("letter", DRAFT, "--out", opened.folder / "letter.pdf")
    words = subprocess.run(
        ["pdftotext", "-layout", str(opened.folder / "letter.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "Feedback on your draft" in words
    assert "Questions to think about." in words
    assert "File note" not in words


# The office -----------------------------------------------------------------------------------


def test_a_question_waits_for_its_answer_and_travels_without_a_determination(opened: CommandLine) -> None:
    assert opened.ask("ask", COURSE, "--text", "Which exam is it?") == {"state": "waiting"}
    assert [row["submission_id"] for row in opened.ask("list", "--state", "waiting")] == [COURSE]
    opened.ask("alert", RENEWAL, "--kind", "personal_data", "--note", "Account numbers are shown.")
    exported = opened.ask("export", "--out", opened.folder)
    content = _decisions(exported["package"])
    assert content["determinations"] == []
    assert [(one["submission_id"], one["text"]) for one in content["questions"]] == [(COURSE, "Which exam is it?")]
    assert [(one["kind"], one["note"]) for one in content["alerts"]] == [
        ("personal_data", "Account numbers are shown.")
    ]
    assert opened.ask("verify", exported["package"])["valid"]
    with zipfile.ZipFile(exported["package"]) as package:
        assert not [name for name in package.namelist() if "/journal/" in name]
    assert opened.run("export", "--out", opened.folder).exit_code == 1
    again = opened.ask("export", COURSE, RENEWAL, "--out", opened.folder)
    assert again["sha256"] == exported["sha256"]
    assert opened.ask("ask", COURSE, "--answered", "The second.") == {"state": "complete"}
    assert opened.ask("show", COURSE)["questions"][0]["answered"] == "The second."
    assert opened.run("ask", COURSE, "--answered", "Again.").exit_code == 1


def test_a_message_travels_once_and_the_same_determinations_make_the_same_package(opened: CommandLine) -> None:
    opened.ask("determine", COURSE, "--sign", "--conflict", "none")
    opened.ask("alert", COURSE, "--kind", "other", "--note", "Please look.")
    first = opened.ask("export", "--out", opened.folder / "first")
    assert opened.ask("export", "--out", opened.folder / "again")["sha256"] == first["sha256"]
    opened.ask("alert", COURSE, "--kind", "other", "--note", "One more.")
    second = opened.ask("export", "--out", opened.folder / "second")
    assert second["sha256"] != first["sha256"]
    assert [one["note"] for one in _decisions(second["package"])["alerts"]] == ["One more."]


def test_wrong_kinds_and_empty_words_are_refused(opened: CommandLine) -> None:
    assert opened.run("alert", COURSE, "--kind", "fire", "--note", "x").exit_code == 2
    assert opened.run("alert", COURSE, "--kind", "other", "--note", " ").exit_code == 1
    assert opened.run("ask", COURSE, "--text", " ").exit_code == 1
    assert opened.run("ask", COURSE).exit_code == 2


def test_a_serious_answer_is_a_confidential_note_and_never_in_the_letter(opened: CommandLine) -> None:
    _no_concerns(opened, RENEWAL)
    opened.ask("ethics", RENEWAL, "--item", "5", "--answer", "serious_concern", "--note", "The talk was not his own.")
    assert opened.ask("show", RENEWAL)["state"] == "referred"
    assert opened.run("determine", RENEWAL, "--sign", "--conflict", "none", "--outcome", "recertify").exit_code != 0
    signed = opened.ask("determine", RENEWAL, "--sign", "--conflict", "none")
    assert signed["outcome"] == "referred"
    content = _decisions(opened.ask("export", "--out", opened.folder)["package"])
    assert content["confidential_notes"] == [{"submission_id": RENEWAL, "text": "Integrity: The talk was not his own."}]
    opened.ask("letter", RENEWAL, "--out", opened.folder / "letter.pdf")
    words = subprocess.run(
        ["pdftotext", str(opened.folder / "letter.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    assert "not his own" not in words


# Editions and programs --------------------------------------------------------------------------


def test_a_case_moves_to_another_edition_and_keeps_its_judgments(opened: CommandLine) -> None:
    judge = ("judge", DRAFT, "--project", "p1", "--standard", "6", "--level", "not_met", "--finding", "Thin.")
    opened.ask(*judge)
    assert opened.run("move", DRAFT, "--edition", "1999", "--because", "x").exit_code == 2
    assert opened.run("move", DRAFT, "--edition", "2013", "--because", "x").exit_code == 2
    assert opened.run("move", DRAFT, "--edition", "2012", "--because", " ").exit_code == 1
    assert opened.ask("move", DRAFT, "--edition", "2012", "--because", "Written for it.") == {"edition": "2012"}
    sheet = opened.ask("show", DRAFT)
    assert sheet["edition"] == "2012"
    assert [cell["level"] for cell in sheet["cells"] if cell["standard"] == 6] == ["not_met"]
    assert "moved-edition" in [hint["code"] for hint in sheet["hints"]]
    assert [row["edition"] for row in opened.ask("list") if row["submission_id"] == DRAFT] == ["2012"]
    assert opened.ask("check")["healthy"]


def test_a_definition_from_the_office_is_installed_and_used_beside_those_that_ship(line: CommandLine) -> None:
    line.new()
    listed = {(row["program"], row["edition"]) for row in line.ask("programs")}
    assert listed == {("cpt", "2007"), ("cpt", "2012"), ("cpt", "2013"), ("cptm", "2024")}
    assert line.run("programs", "--install").exit_code == 2
    (installed,) = line.ask("programs", CRAFT, "--install")
    assert (installed["program"], installed["scheme_kind"]) == ("binders", "assessment_based_certificate")
    assert ("binders", "2031") in {(row["program"], row["edition"]) for row in line.ask("programs")}
    (loaded,) = line.load(_craft_bundle(line))
    assert loaded["status"] == "loaded", loaded
    line.ask("declare", "BIND-1", "--conflict", "none")
    for cell in line.ask("show", "BIND-1")["cells"]:
        place = ("--project", cell["project_id"], "--standard", cell["standard"])
        level = "loose" if cell["standard"] == 1 else "masterly"
        line.ask("judge", "BIND-1", *place, "--level", level, "--finding", "Seen.")
    line.ask("ethics", "BIND-1", "--item", "honesty", "--answer", "clean")
    assert line.ask("determine", "BIND-1")["recommended"] == "try_again"
    line.ask("judge", "BIND-1", "--project", "p1", "--standard", "1", "--level", "sound")
    assert line.ask("determine", "BIND-1", "--sign", "--conflict", "none")["outcome"] == "admit"
    assert line.ask("verify", line.ask("export", "--out", line.folder)["package"])["valid"]


def test_who_taught_the_candidate_is_told_so_when_declaring_no_conflict(line: CommandLine, shared_data: Path) -> None:
    line.ask("new", line.workspace, "--reviewer-id", "I-014", "--reviewer-name", "Ada Quill")
    line.load(shared_data / "bundles" / f"{DRAFT}_r1.zip", shared_data / "bundles" / f"{COURSE}_r1.zip")
    told = line.run("declare", DRAFT, "--conflict", "none")
    assert (told.exit_code, "You (I-014) are named among those who taught the candidate." in told.err) == (0, True)
    assert line.run("declare", COURSE, "--conflict", "none").err == ""


def test_people_are_told_which_rules_are_not_the_bodys_own(opened: CommandLine) -> None:
    told = opened.run("determine", COURSE).out.splitlines()
    assert told[-1] == "Assumed, not the body's own rules: Module assessments, Exam."


def test_a_conflict_at_signing_is_told_as_such(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / f"{COURSE}_r1.zip")
    line.ask("declare", COURSE, "--conflict", "none")
    told = line.run("determine", COURSE, "--sign", "--conflict", "collaborator")
    assert (told.exit_code, told.out) == (0, "Declared. The case is now: Recused.\n")
    assert line.ask("list")[0]["state"] == "recused"


def test_a_definition_that_is_not_right_is_not_installed(line: CommandLine) -> None:
    line.new()
    broken = line.folder / "broken.toml"
    broken.write_text(CRAFT.read_text(encoding="utf-8").replace("needed = 2", "needed = 0"), encoding="utf-8")
    assert line.run("programs", broken, "--install").exit_code == 1
    assert len(line.ask("programs")) == 4


def _craft_bundle(line: CommandLine) -> Path:
    folder = line.folder / "binder"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "evidence").mkdir(parents=True)
    claims = [{"standard": number, "narrative": f"I did {number}."} for number in (1, 2, 3, 4, 7)]
    members = {
        "format": "submission/1",
        "submission_id": "BIND-1",
        "revision": 1,
        "program": "binders",
        "edition": "2031",
        "pathway": "initial",
        "submitted_on": "2031-05-01",
        "candidate": {"candidate_id": "B-1", "name": "Bela Binder"},
        "ethics": {"agreed": True},
        "documents": [],
        "experience": [{"employer": "A bindery", "role": "Binder", "start": "2020-01", "end": "2025-01"}],
        "projects": [
            {"project_id": f"p{number}", "title": f"Book {number}", "claims": _told(claims, number)}
            for number in (1, 2)
        ],
    }
    (folder / "submission.json").write_text(json.dumps(members), encoding="utf-8")
    bundle = line.folder / "binder.zip"
    line.ask("pack", folder, "--out", bundle)
    return bundle


def _told(claims: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    return [{**claim, "narrative": f"{claim['narrative']} In book {number}."} for claim in claims]
