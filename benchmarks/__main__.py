"""`python -m benchmarks [NAME…] [--json]`: measures and prints one row each."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks.answering import longest_turn
from benchmarks.determining import time_to_determine
from benchmarks.evidence import (
    longest_block,
    memory_to_page_through,
    time_to_first_page,
    time_to_index,
    time_to_next_page,
    time_to_search,
)
from benchmarks.judging import time_to_judge
from benchmarks.letters import letters_per_second
from benchmarks.loading import memory_growth, memory_to_load, time_to_load
from benchmarks.measuring import Setting
from benchmarks.starting import time_to_inbox, time_to_start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measuring import Measurement

BENCHMARKS: dict[str, Callable[[Setting], Measurement]] = {
    "load": time_to_load,
    "load-memory": memory_to_load,
    "load-memory-growth": memory_growth,
    "judgment": time_to_judge,
    "determination": time_to_determine,
    "start": time_to_start,
    "start-to-inbox": time_to_inbox,
    "letters": letters_per_second,
    "evidence-first-page": time_to_first_page,
    "evidence-next-page": time_to_next_page,
    "evidence-index": time_to_index,
    "evidence-search": time_to_search,
    "evidence-block": longest_block,
    "evidence-memory": memory_to_page_through,
    "longest-turn": longest_turn,
}
GROUPS = {"evidence": tuple(name for name in BENCHMARKS if name.startswith("evidence-"))}
_COLUMNS = ("name", "unit", "floor", "ours", "ratio", "aim", "runs", "reached")


@click.command()
@click.argument("names", nargs=-1, type=click.Choice((*BENCHMARKS, *GROUPS)))
@click.option("--json", "as_json", is_flag=True, help="Print an array instead of a table.")
@click.option("--megabytes", default=200, show_default=True, type=click.IntRange(10, 210), help="Size of the bundle.")
def main(names: tuple[str, ...], megabytes: int, *, as_json: bool) -> None:
    """Measure what is promised, each against a floor measured in the same run."""
    single = dict.fromkeys(one for name in names for one in GROUPS.get(name, (name,)))
    measurements = _measured(tuple(single) or tuple(BENCHMARKS), megabytes)
    if as_json:
        click.echo(json.dumps([measurement.as_json() for measurement in measurements], indent=2))
    else:
        click.echo(_line(_COLUMNS))
        for measurement in measurements:
            click.echo(_line(_cells(measurement)))


def _measured(names: tuple[str, ...], megabytes: int) -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory(prefix="reviewer-benchmarks-") as folder:
        for name in names:
            yield BENCHMARKS[name](Setting(Path(folder), megabytes))


def _cells(measurement: Measurement) -> tuple[str, ...]:
    numbers = (measurement.floor, measurement.ours, measurement.ratio)
    floor, ours, ratio = ("-" if number is None else f"{number:.3g}" for number in numbers)
    reached = "yes" if measurement.is_met else "no"
    return (measurement.name, measurement.unit, floor, ours, ratio, measurement.aim, str(measurement.runs), reached)


def _line(cells: tuple[str, ...]) -> str:
    name, *others = cells
    return f"{name:<20}" + "".join(f"{cell:>10}" for cell in others)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
