"""The steps of a case with how each stands, and the doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QWidget

from reviewer.text import counted, is_known, text
from ui.looks import set_look
from ui.plain_text import tooltip
from ui.theme import Space
from ui.views.parts.fields import button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent


class StepBar(QFrame):
    """`Before judging ✓   Read   Judge 18/29   Ethics 5/7 …   2 doubts`."""

    step_wanted = Signal(str)
    doubts_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("steps")
        self._ids: tuple[str, ...] = ()
        self._titles: Mapping[str, str] = {}
        self._standings: Mapping[str, str] = {}
        self._tabs = QTabBar(self)
        self._tabs.setObjectName("step-tabs")
        self._tabs.setAccessibleName(text("case.steps.name"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        # Names that cannot be had whole are shortened evenly; no step stands behind an arrow.
        self._tabs.setUsesScrollButtons(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._doubts = button("", name="doubts", parent=self, role="flat")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.HAIR, Space.MEDIUM, 0)
        row.addWidget(self._tabs, 1)
        row.addWidget(self._doubts)
        # Once the new letters are there, the tabs know how wide they are.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._name)
        self._tabs.currentChanged.connect(self._tell)
        self._doubts.clicked.connect(self.doubts_wanted)

    def offer(self, titles: Mapping[str, str]) -> None:
        """Offer steps, by id and name, in order."""
        if tuple(titles) == self._ids and titles == self._titles:
            return
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        self._ids, self._titles = tuple(titles), dict(titles)
        for title in titles.values():
            self._tabs.addTab(title)
        self._tabs.blockSignals(False)

    def show_step(self, step: str) -> None:
        """Show a step as the current one without asking for it."""
        if step in self._ids:
            self._tabs.blockSignals(True)
            self._tabs.setCurrentIndex(self._ids.index(step))
            self._tabs.blockSignals(False)
            self._name()

    def show_standings(self, standings: Mapping[str, str]) -> None:
        """Say after each step how it stands."""
        self._standings = dict(standings)
        self._name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and self._ids:
            self._later.start()

    @Slot()
    def _name(self) -> None:
        """Name the steps: whole, in short words, and at last with what is done only where one is."""
        short = {step: _short(step, title) for step, title in self._titles.items()}
        current = self._ids[self._tabs.currentIndex()] if self._ids else ""
        here = {current: self._standings.get(current, "")}
        for titles, standings, is_tight in (
            (self._titles, self._standings, False),
            (short, self._standings, False),
            (short, here, False),
            (short, here, True),
        ):
            self._name_by(titles, standings)
            self._tighten(is_tight=is_tight)
            if self._tabs.sizeHint().width() <= self._tabs.width():
                return

    def _name_by(self, titles: Mapping[str, str], standings: Mapping[str, str]) -> None:
        for place, step in enumerate(self._ids):
            standing = standings.get(step, "")
            whole = f"{self._titles[step]} {self._standings.get(step, '')}".strip()
            self._tabs.setTabText(place, f"{titles[step]} {standing}".strip())
            self._tabs.setTabToolTip(place, tooltip(whole))
            self._tabs.setAccessibleTabName(place, whole)

    def _tighten(self, *, is_tight: bool) -> None:
        if bool(self._tabs.property("tight")) != is_tight:
            set_look(self._tabs, "tight", is_tight)
            # What room is left over stands between the names, so that they do not read as one sentence.
            self._tabs.setExpanding(is_tight)
            # Qt's tabs ask for their padding again only when they are told so.
            QCoreApplication.sendEvent(self._tabs, QEvent(QEvent.Type.StyleChange))

    def show_doubts(self, count: int) -> None:
        """Say how many cells are to be looked at again."""
        self._doubts.setVisible(count > 0)
        self._doubts.setText(counted("case.steps.doubts", count))

    @property
    def steps(self) -> Sequence[str]:
        """The ids of the steps offered."""
        return self._ids

    @Slot(int)
    def _tell(self, place: int) -> None:
        self._name()
        if 0 <= place < len(self._ids):
            self.step_wanted.emit(self._ids[place])


def _short(step: str, title: str) -> str:
    key = f"case.steps.short.{step}"
    return text(key) if is_known(key) else title
