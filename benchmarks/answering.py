"""How long the window lets the reviewer wait before it answers again."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from benchmarks.desks import new_desk
from benchmarks.measuring import Measurement
from benchmarks.samples import make_bundle
from benchmarks.starting import told_by
from reviewer.workflow import loading

if TYPE_CHECKING:
    from benchmarks.measuring import Setting

_RUNS = 5
_A_CASE = "import sys; from benchmarks.turns import go_through_a_case as go; go(sys.argv[1])"


def longest_turn(setting: Setting) -> Measurement:
    """The longest time in which the window's thread did not come back for events, through a case and back."""
    path = setting.folder / "one.reviewer"
    if not path.exists():
        with new_desk(path) as desk:
            loading.load_bundles(desk, [make_bundle(setting.folder / "one.zip")])
    turns: list[float] = []
    for number in range(_RUNS):
        copy = setting.folder / f"one-{number}.reviewer"
        copy.write_bytes(path.read_bytes())
        turns.append(told_by(_A_CASE, setting.folder, copy) * 1_000)
    return Measurement("longest-turn", "ms", None, median(turns), "<= 50", _RUNS)
