"""What a claim cites, as chips that lead to the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.text import text
from ui.models.citations import Target
from ui.views.parts.chip_row import ChipItem, ChipRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from reviewer.review.sheet_rows import Sheet
    from reviewer.vocabulary import Cell


class ClaimCites(ChipRow):
    """A chip for each document that the claim of a cell cites; it stands for a path and a `Target`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("claim-cites", text("case.reading.cited"), parent)

    def show_cell(self, sheet: Sheet | None, cell: Cell | None, titles: Mapping[str, str]) -> None:
        """Show what the claim of a cell cites; nothing without one."""
        project = sheet.submission.project(cell.project_id) if sheet is not None and cell is not None else None
        claim = project.claim(cell.standard) if project is not None and cell is not None else None
        self.show_items(
            tuple(
                ChipItem(_reference(each.path, each.page, titles), (each.path, Target(each.page)), tip=each.note)
                for each in (claim.evidence if claim else ())
            )
        )


def _reference(path: str, page: int | None, titles: Mapping[str, str]) -> str:
    name = titles.get(path) or path.rpartition("/")[2]
    return text("ui.citation.page", name=name, page=page) if page else name
