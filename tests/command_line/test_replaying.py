"""A determination follows again from what the package holds: program, submission and record, nothing else."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from reviewer.program import catalog
from reviewer.review.deciding import determine
from reviewer.review.explanation import explanation
from reviewer.review.judgment import (
    CountsRuling,
    EligibilityCorrection,
    EthicsAnswer,
    Judgment,
    JudgmentText,
    MilestoneKey,
    PointsRuling,
    Record,
)
from reviewer.vocabulary import Cell
from tests.builders import sample

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line.driving import CommandLine

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("CPT-2026-0102", [("eligibility", "--item", "entry_window", "--answer", "fails", "--note", "Too late.")]),
        ("CPT-2026-0103", [("allow", "--experience", "1", "--counts", "no", "--because", "Another field.")]),
        ("CPT-2026-0104", [("allow", "--activity", "A-14", "--points", "1.5", "--because", "The last hours.")]),
        ("CPTM-2026-0201", [("allow", "--milestone", "module-04@2", "--counts", "no", "--because", "Not the same.")]),
        ("CPTM-2026-0201", [("allow", "--milestone", "module-04@1", "--counts", "yes")]),
        ("CPTM-2026-0202", []),
    ],
)
def test_the_package_alone_leads_to_the_same_determination(
    line: CommandLine, shared_data: Path, name: str, steps: list[tuple[str, ...]]
) -> None:
    line.new()
    line.load(shared_data / "bundles" / f"{name}_r1.zip")
    line.judge_all(name, {("p1", 3): "partly_met", ("p2", 6): "not_met"})
    for command, *arguments in steps:
        line.ask(command, name, *arguments)
    line.ask("determine", name, "--sign", "--conflict", "none")
    with zipfile.ZipFile(line.ask("export", "--out", line.folder)["package"]) as package:
        (member,) = (each for each in package.namelist() if each.endswith("data/decisions.json"))
        (decided,) = json.loads(package.read(member), parse_float=Decimal)["determinations"]
    program = catalog.find(decided["program"], decided["edition"])
    assert program.sha256 == decided["program_sha256"]
    again = determine(program, sample(shared_data, f"{name}_r1"), _record(decided))
    assert again.recommended == decided["recommended"]
    told = json.loads(json.dumps(explanation(again.rules, again.smallest_changes, again.margin), default=_number))
    assert told["margin"] == decided["margin"]
    assert told["smallest_changes"] == decided["smallest_changes"]
    assert told["rules"] == decided["rules"]


def _number(value: object) -> float:
    assert isinstance(value, Decimal)
    return float(value)


def _record(decided: Json) -> Record:
    at = decided["signed_at"]
    return Record(
        judgments={
            _cell(one): Judgment(
                JudgmentText(one["level"], same_as=_cell(one["same_as"]) if one["same_as"] else None), at
            )
            for one in decided["judgments"]
            if one["judged_at"]
        },
        ethics={one["id"]: EthicsAnswer(one["answer"], one["note"], (), at) for one in decided["ethics"]},
        eligibility={
            one["id"]: EligibilityCorrection(one["answer"], one["note"], at)
            for one in decided["eligibility"]
            if one["source"] == "reviewer"
        },
        activities={
            one["activity_id"]: PointsRuling(Decimal(one["points_allowed"]), one["because"], at)
            for one in decided["activities"]
        },
        experience={one["row"]: CountsRuling(one["counts"], one["because"], at) for one in decided["experience"]},
        milestones={
            MilestoneKey(one["ref"], one["attempt"]): CountsRuling(one["counts"], one["because"], at)
            for one in decided["milestones"]
        },
    )


def _cell(written: Json) -> Cell:
    return Cell(written["project_id"], written["standard"])
