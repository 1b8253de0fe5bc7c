"""Telling the office of personal data that was covered, as a value that carries itself out in the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.submission.flow import Place
    from reviewer.vocabulary import CaseKey
    from reviewer.workflow.desk import Desk


@dataclass(frozen=True, slots=True)
class AlertOfPrivate:
    """What was found and where; `covered` are the words that must not travel, only compared with what was typed."""

    path: str
    place: Place
    words: str
    covered: str = field(default="", repr=False)

    @property
    def form(self) -> str:
        """The form in which it was begun."""
        return "private"

    def carry_out(self, desk: Desk, key: CaseKey) -> None:
        from reviewer.workflow import office

        office.alert_of_private(desk, key, self.path, self.place, self.words, self.covered)
