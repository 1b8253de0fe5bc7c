"""One measurement, and how it is taken."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """What every benchmark is given: a folder of its own, and the size of the large bundle in MB (10^6 bytes)."""

    folder: Path
    megabytes: int


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row of the table: medians of `runs` runs in `unit`.

    `aim` is `<= N` or `>= N`, about the ratio of ours to the floor, or about ours where there is no floor.
    """

    name: str
    unit: str
    floor: float | None
    ours: float
    aim: str
    runs: int

    @property
    def ratio(self) -> float | None:
        """Ours as a multiple of the floor."""
        return None if self.floor is None else self.ours / self.floor

    @property
    def is_met(self) -> bool:
        """True when the aim is reached."""
        relation, bound = self.aim.split()
        value = self.ours if self.ratio is None else self.ratio
        return value <= float(bound) if relation == "<=" else value >= float(bound)

    def as_json(self) -> dict[str, object]:
        """Return the members that the contract names."""
        return {
            "name": self.name,
            "unit": self.unit,
            "floor": self.floor,
            "ours": self.ours,
            "ratio": self.ratio,
            "aim": self.aim,
            "runs": self.runs,
        }


def in_turn(floor: Callable[[], float], ours: Callable[[], float], runs: int) -> tuple[float, float]:
    """Take floor and ours in turn, so that what else the machine does meets both; return their medians."""
    floors: list[float] = []
    times: list[float] = []
    for _ in range(runs):
        floors.append(floor())
        times.append(ours())
    return median(floors), median(times)


def seconds(work: Callable[[], object]) -> float:
    """Return how long one piece of work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
