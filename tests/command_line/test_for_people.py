"""What commands say to people: sentences and tables, never JSON, a code or a traceback."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from reviewer.command_line import main, progress_bar
from reviewer.text import text
from reviewer.workflow import inbox
from tests.command_line.driving import PASSPHRASE, REVIEWER_ID

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line.driving import CommandLine, Ran

STRONG, WEAK = "CPT-2026-0101", "CPT-2026-0103"


def said(ran: Ran, *words: str, exit_code: int = 0) -> str:
    """Require an exit code and words on standard output, and that no JSON is among them."""
    assert ran.exit_code == exit_code, ran.err
    assert [word for word in words if word not in ran.out] == []
    assert '{"' not in ran.out
    return ran.out


@pytest.fixture
def loaded(line: CommandLine, shared_data: Path) -> CommandLine:
    """A workspace with a strong and a weak case."""
    line.new()
    line.load(*(shared_data / "bundles" / f"{name}_r1.zip" for name in (STRONG, WEAK)))
    return line


def test_making_a_workspace_says_what_to_keep(line: CommandLine) -> None:
    ran = line.run("new", line.workspace, "--reviewer-id", REVIEWER_ID, "--reviewer-name", "Ada Quill")
    said(ran, str(line.workspace), "recovery sheet", "ssh-ed25519 ")
    assert line.workspace.is_file()


def test_loading_tells_of_every_bundle_with_its_findings(line: CommandLine, shared_data: Path) -> None:
    line.new()
    bundle = shared_data / "bundles" / f"{WEAK}_r1.zip"
    would = said(line.run("load", bundle, "--dry-run"), bundle.name, "/documents/1/media_type")
    did = said(line.run("load", bundle), bundle.name, "/documents/1/media_type")
    assert would.splitlines()[0] != did.splitlines()[0]
    refused = line.run("load", shared_data / "bundles" / "refused" / "fetch-txt.zip")
    said(refused, "fetch-txt.zip", "fetch.txt", exit_code=1)


def test_the_list_is_a_table_and_an_empty_one_says_what_to_do(line: CommandLine, shared_data: Path) -> None:
    line.new()
    said(line.run("list"), "load")
    line.load(shared_data / "bundles" / f"{WEAK}_r1.zip")
    said(line.run("list"), f"{WEAK}@1", "Lorna Pettigrew-Vandal", "2026-10-14")
    assert WEAK not in said(line.run("list", "--state", "signed"))
    assert WEAK in said(line.run("list", "--search", "pettigrew"))


def test_a_case_is_shown_with_its_matrix_checks_and_hints(loaded: CommandLine) -> None:
    shown = said(loaded.run("show", WEAK), "Lorna Pettigrew-Vandal", "p1", "p2")
    assert "/projects/1/claims/2/narrative" in shown


def test_a_case_is_judged_in_sentences(loaded: CommandLine) -> None:
    said(loaded.run("declare", STRONG, "--conflict", "none"), "review")
    cell = ("--project", "p1", "--standard", 1)
    said(loaded.run("judge", STRONG, *cell, "--level", "met"), "p1:1", "met")
    same = ("--level", "partly_met", "--finding", "As there.", "--same-as", "p1:1")
    said(loaded.run("judge", STRONG, "--project", "p2", "--standard", 1, *same), "p2:1")
    odd = loaded.run("judge", STRONG, *cell, "--level", "met", "--same-as", "first")
    assert (odd.exit_code, odd.out) == (2, "")
    said(loaded.run("ethics", STRONG, "--item", "1", "--answer", "no_concern"), "no_concern")
    ruled = ("--item", "experience", "--answer", "holds", "--note", "I have seen the papers.")
    said(loaded.run("eligibility", STRONG, *ruled), "holds")
    unfinished = said(loaded.run("determine", STRONG), "p3")
    assert "certify" not in unfinished.splitlines()[0]


def test_a_passage_is_cited_and_one_that_does_not_stand_there_is_refused(loaded: CommandLine) -> None:
    loaded.ask("declare", STRONG, "--conflict", "none")
    words = ("judge", STRONG, "--project", "p1", "--standard", 1, "--level", "met")
    claim = loaded.ask("show", STRONG)["projects"][0]
    assert claim["project_id"] == "p1"
    document = next(iter(loaded.ask(*words, "--looked-in", "narrative:p1:1=the whole claim")["cell"]["citations"]))
    assert (document["kind"], document["source"], document["path"]) == ("looked_in", "narrative", "narrative:p1:1")
    for cited in ("narrative:p1:1=not a word of it", "nowhere.pdf=x", "narrative:p9:1=x", "attestation:p1:99=x"):
        refused = loaded.run(*words, "--cite", cited)
        assert (refused.exit_code, refused.out) == (1, ""), cited


def test_the_end_of_a_case_is_told_in_sentences(loaded: CommandLine) -> None:
    loaded.judge_all(STRONG)
    said(loaded.run("determine", STRONG), "certify")
    said(loaded.run("determine", STRONG, "--sign", "--conflict", "none"), "certify")
    said(loaded.run("letter", STRONG, "--out", loaded.folder / "letter.pdf"), "letter.pdf")
    said(loaded.run("export", "--out", loaded.folder / "out"), "-0001.zip")
    (package,) = (loaded.folder / "out").iterdir()
    said(loaded.run("verify", package), package.name, f"{STRONG}@1")
    broken = loaded.folder / "broken.zip"
    broken.write_bytes(package.read_bytes()[:-100])
    both = loaded.run("verify", package, broken, "--json")
    assert (both.exit_code, [one["valid"] for one in both.json]) == (1, [True, False])
    said(loaded.run("verify", broken), "broken.zip", exit_code=1)
    said(loaded.run("reopen", STRONG, "--because", "A number was misread."), text("state.complete"))


@pytest.mark.parametrize(
    "words",
    [
        ("determine", STRONG, "--sign"),
        ("determine", STRONG, "--because", "x"),
        ("judge", STRONG, "--project", "p1", "--standard", "one", "--level", "met"),
        ("list", "--state", "lost"),
        ("show", "CPT-0", "--passphrase-file", "/nowhere/at/all"),
        ("change-passphrase", "--new-passphrase-file", "/nowhere/at/all"),
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_wrong_words_end_with_2_and_say_how_it_is_meant(loaded: CommandLine, words: tuple[str, ...]) -> None:
    ran = loaded.run(*words)
    assert (ran.exit_code, ran.out) == (2, "")
    assert ran.err.strip()


def test_a_command_or_option_that_is_none_is_answered_with_those_that_are(line: CommandLine) -> None:
    ran = line.run("recieve", "X", "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert "“recieve”" in ran.err
    for known in ("change-passphrase", "demo", "open", "verify"):
        assert f"{known}, " in ran.err or f"{known}." in ran.err
    ran = line.run("list", "--sate", "signed")
    assert (ran.exit_code, "--state, --search" in ran.err) == (2, True)


def test_the_documents_that_can_be_cited_are_listed_whole(loaded: CommandLine) -> None:
    listed = loaded.ask("show", STRONG)["documents"]
    shown = loaded.run("show", STRONG).out
    assert len(listed) > 10
    assert all(document["path"] in shown for document in listed)
    assert {"path", "title", "kind", "size_bytes", "sha256", "project_id"} == set(listed[0])


def test_reasons_are_told_to_their_end(loaded: CommandLine) -> None:
    because = "Of these years nothing counts, because no employer would say so when the office asked them all twice."
    loaded.ask("declare", STRONG, "--conflict", "none")
    loaded.ask("eligibility", STRONG, "--item", "experience", "--answer", "fails", "--note", because)
    assert because in loaded.run("show", STRONG).out


def test_an_outcome_that_is_none_is_named_before_anything_else(loaded: CommandLine) -> None:
    loaded.ask("declare", STRONG, "--conflict", "none")
    ran = loaded.run("determine", STRONG, "--sign", "--conflict", "none", "--outcome", "brilliant", "--json")
    assert (ran.exit_code, ran.out) == (2, "")
    assert "certify, more_information" in ran.err


@pytest.mark.parametrize("named", ["CPT-0", f"{STRONG}@9", f"{STRONG}@first", "@1"])
def test_a_case_that_is_not_there_is_named(loaded: CommandLine, named: str) -> None:
    ran = loaded.run("show", named, "--json")
    assert (ran.exit_code, ran.out, named in ran.err) == (2, "", True)


def test_looking_after_the_workspace_is_told_in_sentences(loaded: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    said(loaded.run("check"), "2 journal entries")
    said(loaded.run("backup", "--out", loaded.folder / "copy.reviewer"), "copy.reviewer")
    restored = loaded.folder / "restored.reviewer"
    said(loaded.run("restore", loaded.folder / "copy.reviewer", "--out", restored), "restored.reviewer")
    said(loaded.run("programs"), "cpt", "2013")
    new = loaded.folder / "new.txt"
    new.write_text("another passphrase\n")
    said(loaded.run("change-passphrase", "--new-passphrase-file", new), "recovery sheets and backups")
    assert loaded.run("list").exit_code == 3
    monkeypatch.setenv("REVIEWER_PASSPHRASE", "another passphrase")
    monkeypatch.setenv("REVIEWER_NEW_PASSPHRASE", PASSPHRASE)
    assert loaded.ask("change-passphrase") == {}
    sheet = loaded.run("recover", loaded.workspace, "--key-file", new)
    assert (sheet.exit_code, sheet.out) == (3, "")


def test_packing_says_where_the_bundle_is(line: CommandLine, shared_data: Path) -> None:
    ran = line.run("pack", line.folder, "--out", line.folder / "made.zip")
    assert (ran.exit_code, ran.out) == (1, "")
    assert "submission.json" in ran.err
    ran = line.run("pack", line.folder, "--out", line.folder / "made.zip", "--json")
    assert (ran.exit_code, bool(ran.json["problems"])) == (1, True)


def test_what_nobody_foresaw_is_one_sentence_and_with_debug_a_traceback(
    loaded: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_given: object, **_options: object) -> None:
        message = "words of a candidate"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(inbox, "list_cases", break_down)
    ran = loaded.run("list")
    assert (ran.exit_code, ran.out) == (1, "")
    assert "ZeroDivisionError" in ran.err
    assert "words of a candidate" not in ran.err
    assert "Traceback" in loaded.run("list", "--debug").err


def test_calling_it_off_at_the_keyboard_ends_with_130(loaded: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_given: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(inbox, "list_cases", interrupt)
    ran = loaded.run("list")
    assert (ran.exit_code, ran.out) == (130, "")
    assert "Called off" in ran.err


class Terminal(io.StringIO):
    """A terminal to type at and to look at."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_asked_for_the_passphrase(loaded: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REVIEWER_PASSPHRASE")
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: PASSPHRASE)
    assert STRONG in said(loaded.run("list"))


def test_progress_is_drawn_on_a_terminal_once_it_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, moment = Terminal(), [0.0]
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("reviewer.command_line.progress_bar.time.monotonic", lambda: moment[0])
    with progress_bar.bar("Loading") as progress:
        progress.step(1, 4)
        assert screen.getvalue() == ""
        moment[0] = 2.0
        for done in (2, 2, 3):
            progress.step(done, 4)
        progress.step(0, 0)
    assert screen.getvalue().count("50 %") == 1
    assert "75 %" in screen.getvalue()
    assert screen.getvalue().endswith("\r")


def test_names_of_other_scripts_are_printed_on_any_console(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "determine" in capsys.readouterr().out
