"""A measurement is told with the members of the contract, and held against its aim."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from benchmarks import __main__ as program
from benchmarks.measuring import Measurement, in_turn
from benchmarks.samples import make_bundle
from reviewer.bundle.intake import examine
from reviewer.workflow.loading import known_programs

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measuring import Setting

FAST = Measurement("fast", "s", 2.0, 3.0, "<= 2", 5)
LARGE = Measurement("large", "MB", None, 300.0, "<= 250", 3)


@pytest.mark.parametrize(
    ("floor", "ours", "aim", "is_met"),
    [
        (2.0, 4.0, "<= 2", True),
        (2.0, 4.1, "<= 2", False),
        (10.0, 8.0, ">= 0.8", True),
        (10.0, 7.9, ">= 0.8", False),
        (None, 250.0, "<= 250", True),
        (None, 251.0, "<= 250", False),
    ],
)
def test_a_measurement_is_held_against_its_aim(floor: float | None, ours: float, aim: str, is_met: bool) -> None:
    assert Measurement("m", "s", floor, ours, aim, 1).is_met is is_met


def test_floor_and_ours_are_taken_in_turn() -> None:
    taken: list[str] = []

    def take(name: str, value: float) -> float:
        taken.append(name)
        return value

    assert in_turn(lambda: take("floor", 1.0), lambda: take("ours", 2.0), 3) == (1.0, 2.0)
    assert taken == ["floor", "ours"] * 3


@pytest.fixture
def two_benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    def fast(_setting: Setting) -> Measurement:
        return FAST

    def large(_setting: Setting) -> Measurement:
        return LARGE

    monkeypatch.setitem(program.BENCHMARKS, "judgment", fast)
    monkeypatch.setitem(program.BENCHMARKS, "load-memory", large)


def test_json_has_the_members_of_the_contract(two_benchmarks: None) -> None:
    run = CliRunner().invoke(program.main, ["judgment", "load-memory", "--json"])
    assert run.exit_code == 0
    assert json.loads(run.output) == [
        {"name": "fast", "unit": "s", "floor": 2.0, "ours": 3.0, "ratio": 1.5, "aim": "<= 2", "runs": 5},
        {"name": "large", "unit": "MB", "floor": None, "ours": 300.0, "ratio": None, "aim": "<= 250", "runs": 3},
    ]


def test_the_table_has_one_row_a_measurement(two_benchmarks: None) -> None:
    lines = CliRunner().invoke(program.main, ["judgment", "load-memory"]).output.splitlines()
    assert [line.split()[0] for line in lines] == ["name", "fast", "large"]
    assert [line.split()[-1] for line in lines[1:]] == ["yes", "no"]


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    run = CliRunner().invoke(program.main, ["nothing"])
    assert run.exit_code == 2
    assert all(name in run.output for name in program.BENCHMARKS)


@pytest.mark.parametrize("evidence_bytes", [0, 100, 10_000_100])
def test_the_made_up_bundle_is_acceptable(tmp_path: Path, evidence_bytes: int) -> None:
    bundle = make_bundle(tmp_path / "bundle.zip", evidence_bytes=evidence_bytes)
    report = examine(bundle, known_programs=known_programs()).report
    assert (report.problems, report.warnings) == ((), ())
