"""Where a reviewer was in a case: step, cell, tab and how far down."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewer.vocabulary import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one case; `row` is an activity or milestone.

    `scrolls` maps a tab to the position of its scroll bar in pixels.
    """

    step: str = ""
    cell: Cell | None = None
    tab: str = ""
    scrolls: Mapping[str, int] = field(default_factory=dict)
    row: str = ""

    def written(self) -> str:
        """Return the place as JSON, to be kept with the case."""
        cell = [self.cell.project_id, self.cell.standard] if self.cell else None
        scrolls = dict(self.scrolls)
        return json.dumps({"step": self.step, "cell": cell, "tab": self.tab, "scrolls": scrolls, "row": self.row})

    @classmethod
    def read(cls, written: str | None) -> Place:
        """Read a place; what cannot be understood is the beginning, since a place is only a convenience."""
        try:
            members = json.loads(written or "{}")
        except ValueError:
            return cls()
        if not isinstance(members, dict):
            return cls()
        scrolls = members.get("scrolls")
        return cls(
            step=str(members.get("step") or ""),
            cell=_cell(members.get("cell")),
            tab=str(members.get("tab") or ""),
            scrolls={str(tab): value for tab, value in scrolls.items() if isinstance(value, int)}
            if isinstance(scrolls, dict)
            else {},
            row=str(members.get("row") or ""),
        )


def _cell(written: object) -> Cell | None:
    match written:
        case [str(project_id), int(standard)]:
            return Cell(project_id, standard)
    return None
