"""How long the window lets the reviewer wait before it answers again."""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING

import click

from benchmarks.desks import new_desk
from benchmarks.evidence_samples import OTHER_KEY, PATH, long_pdf
from benchmarks.measuring import Measurement
from benchmarks.samples import make_bundle
from benchmarks.starting import told_by
from reviewer.workflow import loading

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.measuring import Setting

_RUNS = 5
_PAGES = 30
_A_CASE = "import sys; from benchmarks.turns import go_through_a_case as go; go(sys.argv[1])"


def longest_turn(setting: Setting) -> Measurement:
    """The longest time in which the window's thread did not come back for events, through two cases and back."""
    path = setting.folder / "two.reviewer"
    if not path.exists():
        make_workspace(path)
    runs: list[dict[str, list[float]]] = []
    for number in range(_RUNS):
        copy = setting.folder / f"two-{number}.reviewer"
        copy.write_bytes(path.read_bytes())
        runs.append(json.loads(told_by(_A_CASE, setting.folder, copy)))
    turns = [max(turn for turn, _ in run.values()) * 1_000 for run in runs]
    _tell_phases(runs)
    return Measurement("longest-turn", "ms", None, median(turns), "<= 50", _RUNS)


def make_workspace(path: Path) -> None:
    """Make a workspace of two cases; the first has a document."""
    first = make_bundle(path.with_name("first.zip"), documents={PATH: long_pdf(_PAGES)})
    other = make_bundle(path.with_name("other.zip"), submission_id=OTHER_KEY.submission_id)
    with new_desk(path) as desk:
        loading.load_bundles(desk, [first, other])


def _tell_phases(runs: list[dict[str, list[float]]]) -> None:
    # Beside the table, so that it stays one row a measurement.
    for phase in runs[0]:
        turn, work = (median(run[phase][part] for run in runs) * 1_000 for part in (0, 1))
        click.echo(f"{phase:12} {turn:5.0f} ms, of which at work {work:5.0f} ms", err=True)
