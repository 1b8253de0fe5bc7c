"""Sentences that lead somewhere: to a cell or to a step of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel, label_text, tooltip
from ui.theme import Space
from ui.views.parts.fields import beside_button, button

if TYPE_CHECKING:
    from ui.models.outcome import Lead

MADE_AT_ONCE = 8
"""Rows made in one turn of the event loop; more than are seen at first may follow."""


def badge(lead: Lead, name: str, parent: QWidget) -> PlainLabel:
    """Make the mark of a rule that was not found in the body's own words; the tool tip says where it is from."""
    words = text(f"ui.outcome.badge.{lead.status}")
    made = PlainLabel(words, name=name, role="badge", parent=parent)
    made.setWordWrap(False)
    explained = text("ui.outcome.badge.explained", source=lead.source)
    made.setToolTip(tooltip(explained))
    made.setAccessibleName(f"{words}. {explained}")
    return made


class LeadRow(QWidget):
    """One sentence, its number and badge where it has them, and a button that leads to what it speaks of."""

    followed = Signal(object)

    def __init__(self, lead: Lead, name: str, parent: QWidget, *, number: int | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.lead = lead
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, Space.HAIR, 0)
        row.setSpacing(Space.SMALL)
        if number is not None:
            counted = PlainLabel(f"{number}.", name=f"{name}-number", role="field", parent=self)
            counted.setWordWrap(False)
            row.addLayout(beside_button(counted))
        words = PlainLabel(lead.words, name=f"{name}-words", parent=self)
        row.addLayout(beside_button(words), 1)
        self._go = self._button(name)
        aside = QVBoxLayout()
        aside.setSpacing(0)
        aside.addWidget(self._go, 0, Qt.AlignmentFlag.AlignRight)
        if lead.is_unverified:
            aside.addWidget(badge(lead, f"{name}-badge", self), 0, Qt.AlignmentFlag.AlignRight)
        aside.addStretch(1)
        row.addLayout(aside)

    @property
    def go(self) -> QPushButton:
        """The button that leads there."""
        return self._go

    def _button(self, name: str) -> QPushButton:
        place = self.lead.place
        if place.cell is not None:
            words = text("ui.outcome.go_cell", standard=place.cell.standard)
        else:
            words = text("ui.outcome.go.rows" if place.row else f"ui.outcome.go.{place.step}")
        made = button(label_text(words), name=f"{name}-go", parent=self, role="link")
        made.setAccessibleName(f"{words} {self.lead.words}")
        made.clicked.connect(self._follow)
        return made

    @Slot()
    def _follow(self) -> None:
        self.followed.emit(self.lead)


class LeadList(QWidget):
    """Sentences below a heading; the whole is hidden while there are none.

    Signals:
        followed: a `Lead` whose button was pressed.
    """

    followed = Signal(object)

    def __init__(
        self, name: str, title: str, parent: QWidget, *, explanation: str = "", is_numbered: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._is_numbered = is_numbered
        self._leads: tuple[Lead, ...] | None = None
        self._rows: list[LeadRow] = []
        self._rest = QTimer(self)
        self._rest.timeout.connect(self._make_more)
        self._title = PlainLabel(title, name=f"{name}-title", role="heading", parent=self)
        self._explanation = PlainLabel(explanation, name=f"{name}-explanation", role="soft", parent=self)
        self._explanation.setVisible(bool(explanation))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.HAIR)
        self._column.addWidget(self._title)
        self._column.addWidget(self._explanation)
        self.hide()

    @property
    def rows(self) -> tuple[LeadRow, ...]:
        """The rows shown; those still to be made are made now."""
        while self._rest.isActive():
            self._make_more()
        return tuple(self._rows)

    def focus_first(self) -> bool:
        """Put the focus on the first button; False where there is none."""
        if not self._rows or self.isHidden():
            return False
        self._rows[0].go.setFocus()
        return True

    def say_title(self, title: str) -> None:
        """Show another heading."""
        self._title.say(title)

    def say_explanation(self, words: str) -> None:
        """Show another explanation below the heading."""
        self._explanation.say(words)

    def show_leads(self, leads: tuple[Lead, ...]) -> None:
        """Show other sentences."""
        self.setVisible(bool(leads))
        if leads == self._leads:
            return
        self._leads = leads
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        self._rest.start(0)
        self._make_more()

    @Slot()
    def _make_more(self) -> None:
        leads, made = self._leads or (), len(self._rows)
        for place, lead in enumerate(leads[made : made + MADE_AT_ONCE], made):
            number = place + 1 if self._is_numbered else None
            row = LeadRow(lead, f"{self.objectName()}-{place + 1}", self, number=number)
            row.followed.connect(self.followed)
            self._column.addWidget(row)
            self._rows.append(row)
        if len(self._rows) == len(leads):
            self._rest.stop()
