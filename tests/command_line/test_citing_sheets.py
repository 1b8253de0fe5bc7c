"""A quote in a workbook is placed in its cell, and still stands there when the package is made."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.command_line.driving import CommandLine

CASE = "CPT-2026-0102"
BOOK = "evidence/p1/results.xlsx"


def test_a_quote_in_one_cell_names_sheet_and_cell(line: CommandLine, shared_data: Path) -> None:
    line.new()
    line.load(shared_data / "bundles" / f"{CASE}_r1.zip")
    line.judge_all(CASE)
    judge = ("judge", CASE, "--project", "p1", "--standard", "1", "--level", "met")
    cited = line.ask(*judge, "--cite", f"{BOOK}=Passed to", "--cite", f"{BOOK}#Second letters=Team 2")["cell"]
    places = [(each["place"], each["start"], each["end"]) for each in cited["citations"]]
    assert places[0] == ("Quarter!A4", 0, len("Passed to"))
    assert places[1][0] == "Second letters"
    line.ask("determine", CASE, "--sign", "--conflict", "none")
    package = Path(line.ask("export", "--out", line.folder)["package"])
    with zipfile.ZipFile(package) as archive:
        (told,) = json.loads(archive.read(f"{package.stem}/data/decisions.json"))["determinations"]
    judgment = next(each for each in told["judgments"] if (each["project_id"], each["standard"]) == ("p1", 1))
    assert judgment["citations"][0]["place"] == "Quarter!A4"
    assert line.ask("check")["healthy"]
