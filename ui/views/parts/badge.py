"""The mark of a rule that was not found in the certification body's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.text import text
from reviewer.vocabulary import RuleStatus
from ui.plain_text import PlainLabel, tooltip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from reviewer.program.model import Provenance


def provenance_words(provenance: Provenance | None) -> str:
    """Say of a list of rules that it was not found in the body's own words, and its source; empty where it was."""
    if provenance is None or provenance.is_verified:
        return ""
    return text("case.before.badge", status=text(f"case.status.{provenance.status}"), source=provenance.source)


def rule_badge(status: RuleStatus | None, source: str, name: str, parent: QWidget) -> PlainLabel | None:
    """Make the mark of an inferred or assumed rule; None where the rule was found or there is none."""
    if status not in {RuleStatus.INFERRED, RuleStatus.ASSUMED}:
        return None
    words = text(f"ui.outcome.badge.{status}")
    made = PlainLabel(words, name=name, role="badge", parent=parent)
    made.setWordWrap(False)
    key = "ui.outcome.badge.explained" if source else "ui.outcome.badge.unexplained"
    explained = text(key, source=source)
    made.setToolTip(tooltip(explained))
    made.setAccessibleName(f"{words}. {explained}")
    return made
