"""How large a bundle may be: three numbers, saved at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from reviewer.text import text
from ui.session.limits_session import BundleLimits
from ui.theme import Space
from ui.views.parts.boxes import NumberBox
from ui.views.parts.fields import button
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

MOST_MEGABYTES = 100_000
MOST_FILES = 100_000
_STEPS = {"megabytes": 256, "file_megabytes": 64, "files": 500}


class LimitsSection(Section):
    """What a bundle may have at most.

    Signals:
        wanted: the `BundleLimits` to save, or None for the usual ones.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "settings-limits", text("ui.settings.limits"), parent, explanation=text("ui.settings.limits_mean")
        )
        self._numbers = {name: self._number(name, step) for name, step in _STEPS.items()}
        self._usual = button(text("ui.settings.limits_usual"), name="settings-limits-usual", parent=self)
        self.add_row(self._usual)
        self._usual.clicked.connect(self._go_back)

    def show_limits(self, limits: BundleLimits) -> None:
        """Show the limits as they are."""
        for name, number in self._numbers.items():
            number.blockSignals(True)
            number.setValue(int(getattr(limits, name)))
            number.blockSignals(False)

    def _number(self, name: str, step: int) -> NumberBox:
        made = NumberBox(self)
        made.setObjectName(f"settings-limit-{name}")
        made.setRange(1, MOST_FILES if name == "files" else MOST_MEGABYTES)
        made.setSingleStep(step)
        made.setGroupSeparatorShown(True)
        made.setSuffix(text(f"ui.settings.limit_unit.{name}"))
        # A number half typed is no number yet.
        made.setKeyboardTracking(False)
        made.lineEdit().setTextMargins(Space.SMALL, 0, 0, 0)
        made.valueChanged.connect(self._tell)
        self.add(text(f"ui.settings.limit.{name}"), made)
        return made

    @Slot()
    def _tell(self) -> None:
        self.wanted.emit(BundleLimits(**{name: number.value() for name, number in self._numbers.items()}))

    @Slot()
    def _go_back(self) -> None:
        self.wanted.emit(None)
