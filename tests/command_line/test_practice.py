"""Practice cases on the command line: told apart, judged like others, refused where something would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviewer.clock import SystemClock
from reviewer.text import text
from reviewer.workflow import opening, practicing
from tests.command_line.driving import PASSPHRASE
from tests.letter.reading import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line.driving import CommandLine

PRACTICE = "practice+CPT-2026-0101"
INBOX_MEMBERS = {
    *("submission_id", "revision", "program", "edition", "pathway"),
    *("candidate", "state", "due_on", "judged", "to_judge"),
}


@pytest.fixture
def practiced(line: CommandLine) -> CommandLine:
    """A workspace with practice cases and nothing else."""
    line.new()
    desk, _ = opening.open_desk(line.workspace, PASSPHRASE, clock=SystemClock())
    practicing.load_practice(desk)
    opening.close_desk(desk)
    return line


def test_list_and_show_tell_practice_cases_apart(practiced: CommandLine) -> None:
    rows = practiced.ask("list", "--search", "practice")
    assert [row["submission_id"] for row in rows] == [PRACTICE, "practice+CPT-2026-0102"]
    assert [(set(row), row["due_on"]) for row in rows] == [(INBOX_MEMBERS, None)] * 2
    assert "Marisol Adeyemi-Brandt (practice)" in practiced.run("list").out
    assert practiced.ask("show", PRACTICE)["due_on"] is None
    assert text("command.show.practice") in practiced.run("show", f"{PRACTICE}@1").out
    assert practiced.run("show", "CPT-2026-0101").exit_code == 2


def test_everything_is_done_but_export_refuses_it_by_name(practiced: CommandLine, tmp_path: Path) -> None:
    practiced.judge_all(PRACTICE)
    assert practiced.ask("ask", PRACTICE, "--text", "Which pages?")["state"] == "complete"
    assert practiced.ask("determine", PRACTICE, "--sign", "--conflict", "none")["signed"]
    letter = tmp_path / "letter.pdf"
    assert practiced.ask("letter", PRACTICE, "--out", letter)["pages"]
    assert text("letter.practice") in words_of(letter.read_bytes())
    for named in ((PRACTICE,), ()):
        for profile in ("office", "applicant", "research"):
            refused = practiced.run("export", *named, "--profile", profile, "--out", tmp_path / "out", "--json")
            assert refused.exit_code == 1
            if named or profile == "office":
                assert f"{PRACTICE}@1 is a practice case" in refused.err
                assert "Leave it out" in refused.err
    assert not (tmp_path / "out").exists()
    assert practiced.ask("check")["healthy"]


def test_a_real_case_beside_it_is_exported_alone(practiced: CommandLine, tmp_path: Path, shared_data: Path) -> None:
    (loaded,) = practiced.load(shared_data / "bundles" / "CPT-2026-0101_r1.zip")
    assert (loaded["status"], loaded["problems"]) == ("loaded", [])
    for case in (PRACTICE, "CPT-2026-0101"):
        practiced.judge_all(case)
        practiced.ask("determine", case, "--sign", "--conflict", "none")
    practiced.ask("alert", PRACTICE, "--kind", "other", "--note", "Look at this.")
    both = practiced.run("export", PRACTICE, "CPT-2026-0101", "--out", tmp_path / "out")
    assert (both.exit_code, (tmp_path / "out").exists()) == (1, False)
    made = practiced.ask("export", "--out", tmp_path / "out")
    assert made["submissions"] == [{"submission_id": "CPT-2026-0101", "revision": 1}]
    assert practiced.ask("list", "--state", "exported")[0]["submission_id"] == "CPT-2026-0101"
    assert [row["submission_id"] for row in practiced.ask("list", "--state", "signed")] == [PRACTICE]
