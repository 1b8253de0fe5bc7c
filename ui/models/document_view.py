"""How a document is looked at, written as JSON and read back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ui.models.page_layout import Fit


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where in a document a reader is: page, points from its top, and how it is shown."""

    page: int = 1
    top: float = 0.0
    fit: Fit = Fit.WIDTH
    zoom: float = 1.0
    turns: int = 0

    def written(self) -> str:
        """Return it as JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, written: str) -> PagePlace:
        """Read it; what cannot be understood is the beginning, since a place is only a convenience."""
        known = _members(written)
        try:
            page, turns = int(str(known["page"])), int(str(known["turns"])) % 4
            return cls(page, float(str(known["top"])), Fit(str(known["fit"])), float(str(known["zoom"])), turns)
        except (KeyError, ValueError):
            return cls()


@dataclass(frozen=True, slots=True)
class FlowPlace:
    """How far a flowing document was scrolled, in pixels, and how large its words are."""

    scroll: int = 0
    zoom: float = 1.0

    def written(self) -> str:
        """Return it as JSON."""
        return json.dumps({"scroll": self.scroll, "zoom": round(self.zoom, 3)})

    @classmethod
    def read(cls, written: str) -> FlowPlace:
        """Read it; what cannot be understood is the beginning."""
        known = _members(written)
        scroll, zoom = known.get("scroll"), known.get("zoom")
        return cls(
            scroll if isinstance(scroll, int) else 0,
            float(zoom) if isinstance(zoom, int | float) else 1.0,
        )


def _members(written: str) -> dict[str, object]:
    try:
        members = json.loads(written or "{}")
    except ValueError:
        return {}
    return members if isinstance(members, dict) else {}
