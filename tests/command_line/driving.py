"""Runs commands in this process, as a terminal would start them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.command_line import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PASSPHRASE = "correct horse battery staple"
REVIEWER_ID = "r-017"


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command did."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command prints
        return json.loads(self.out)


class CommandLine:
    """One workspace and the commands on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.workspace = folder / "reviews.reviewer"
        self._capsys = capsys
        monkeypatch.setenv("REVIEWER_WORKSPACE", str(self.workspace))
        monkeypatch.setenv("REVIEWER_PASSPHRASE", PASSPHRASE)

    def run(self, *arguments: object) -> Ran:
        self._capsys.readouterr()
        exit_code = main([str(argument) for argument in arguments])
        printed = self._capsys.readouterr()
        return Ran(exit_code, printed.out, printed.err)

    def ask(self, *arguments: object) -> Any:  # noqa: ANN401 - as `Ran.json`
        """Run a command that must succeed, and return its JSON."""
        ran = self.run(*arguments, "--json")
        assert ran.exit_code == 0, ran.err
        return ran.json

    def new(self) -> Any:  # noqa: ANN401 - as `Ran.json`
        return self.ask("new", self.workspace, "--reviewer-id", REVIEWER_ID, "--reviewer-name", "Ada Quill")

    def load(self, *bundles: Path) -> Any:  # noqa: ANN401 - as `Ran.json`
        return self.ask("load", *bundles)["loaded"]

    def judge_all(self, submission: str, levels: dict[tuple[str, int], str] | None = None) -> None:
        """Declare, judge every claimed cell, and answer the ethics checklist."""
        self.ask("declare", submission, "--conflict", "none")
        sheet = self.ask("show", submission)
        for cell in sheet["cells"]:
            if cell["level"] == "not_claimed":
                continue
            place = (cell["project_id"], cell["standard"])
            level = (levels or {}).get(place, "met")
            self.ask(
                *("judge", submission, "--project", place[0], "--standard", place[1], "--level", level),
                *("--finding", f"File note {place[0]}-{place[1]}.", "--feedback", f"You show it in {place[0]}."),
                *("--remedy", "Send the numbers before and after."),
            )
        for item in sheet["ethics"]:
            self.ask("ethics", submission, "--item", item["id"], "--answer", "no_concern")
