"""The samples that ship with the program, and what the demonstration judges of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.resource_files import resource, resource_text
from reviewer.vocabulary import CaseKey, Cell
from ui.theme import ThemeChoice


@dataclass(frozen=True, slots=True)
class SampleJudgment:
    """What is typed for one cell; `prompts` are the ids to tick."""

    cell: Cell
    level: str
    finding: str
    feedback: str = ""
    remedy: str = ""
    fix: str = ""
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleCase:
    """One sample with its judgments; cells that are not named get `otherwise` with `finding`.

    `colors` and `pictured` (the cell of the picture of the step Judge) are for the pictures.
    """

    key: CaseKey
    bundle: Path
    judgments: tuple[SampleJudgment, ...]
    otherwise: str
    finding: str
    ethics: str
    colors: ThemeChoice
    pictured: Cell

    def judgment(self, cell: Cell) -> SampleJudgment:
        """Return what is typed for a cell."""
        named = (judgment for judgment in self.judgments if judgment.cell == cell)
        return next(named, SampleJudgment(cell, self.otherwise, self.finding))


@dataclass(frozen=True, slots=True)
class Samples:
    """The reviewer who does not exist, and the cases."""

    reviewer_id: str
    reviewer_name: str
    cases: tuple[SampleCase, ...]


def read_samples() -> Samples:
    """Read the samples.

    Raises:
        FileNotFoundError: the program was built without them.
    """
    read = tomllib.loads(resource_text("samples", "demo.toml"))
    cases = tuple(_case(each) for each in read["cases"])
    return Samples(read["reviewer"]["id"], read["reviewer"]["name"], cases)


def _case(read: dict[str, Any]) -> SampleCase:
    return SampleCase(
        key=CaseKey(read["submission_id"], read["revision"]),
        bundle=Path(str(resource("samples", read["bundle"]))),
        judgments=tuple(_judgment(each) for each in read["judgments"]),
        otherwise=read["otherwise"],
        finding=read["finding"],
        ethics=read["ethics"],
        colors=ThemeChoice(read["colors"]),
        pictured=Cell(read["pictured"]["project_id"], read["pictured"]["standard"]),
    )


def _judgment(read: dict[str, Any]) -> SampleJudgment:
    return SampleJudgment(
        cell=Cell(read["project_id"], read["standard"]),
        level=read["level"],
        finding=read["finding"],
        feedback=read.get("feedback", ""),
        remedy=read.get("remedy", ""),
        fix=read.get("fix", ""),
        prompts=tuple(read.get("prompts", ())),
    )
