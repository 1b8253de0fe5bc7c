"""The steps of a case: what each is called, and what its page owes the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reviewer.review.sheet_rows import Sheet
    from ui.views.case.begun_forms import BegunForms


class StepPage(QWidget):
    """The page of one step.

    Signals:
        cell_wanted: the `Cell` that the reviewer wants to see.
        place_wanted: the `CasePlace` that the reviewer wants to be led to.
        step_wanted: the id of another step.
        branch_wanted: a `Branch` of the explanation, to be led to its place.
        next_case_wanted: done with this case.
        actions_changed: `handlers` would now answer otherwise.
    """

    cell_wanted = Signal(object)
    place_wanted = Signal(object)
    step_wanted = Signal(str)
    branch_wanted = Signal(object)
    next_case_wanted = Signal()
    actions_changed = Signal()

    def use_forms(self, forms: BegunForms) -> None:
        """Keep there what is typed into this page's forms before it is recorded."""
        del forms

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what this page does right now for which action of the window."""
        return {}

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another case, or the same one as it is now."""

    def entered(self) -> None:
        """The step was turned to: read what it needs, put the focus where work begins."""

    def standing(self, sheet: Sheet) -> str:
        """Return the short text after the step's name, such as `18/29`; empty for none."""
        del sheet
        return ""

    def forget(self) -> None:
        """Show nothing of any case any more."""


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step: `id` is before, read, judge, ethics, outcome, sign or handover; `title_key` names it."""

    id: str
    title_key: str
    build: Callable[[QWidget], StepPage]
