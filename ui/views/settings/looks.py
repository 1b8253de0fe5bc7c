"""How the window looks, when it locks, and which keys it takes: kept outside the workspace, changed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.settings import MOST_LOCK_MINUTES
from ui.theme import LEAST_PERCENT, MOST_PERCENT, Space, ThemeChoice
from ui.views.parts.boxes import ChoiceBox, NumberBox
from ui.views.settings.section import Section

if TYPE_CHECKING:
    from ui.settings import LayoutSettings
    from ui.theme import Theme

_PERCENT_STEP = 10


class LooksSection(Section):
    """Colors, size of text, lock time, single keys.

    Signals:
        kept: something was saved.
    """

    kept = Signal()

    def __init__(self, settings: LayoutSettings, theme: Theme, parent: QWidget) -> None:
        super().__init__("settings-looks", text("ui.settings.looks"), parent)
        self._settings = settings
        self._theme = theme
        self._colors = ChoiceBox(self)
        self._colors.setObjectName("settings-colors")
        for choice in ThemeChoice:
            self._colors.addItem(text(f"ui.settings.theme.{choice}"), choice)
        self._percent = NumberBox(self)
        self._percent.setObjectName("settings-percent")
        self._percent.setRange(LEAST_PERCENT, MOST_PERCENT)
        self._percent.setSingleStep(_PERCENT_STEP)
        self._percent.setSuffix(text("ui.settings.percent"))
        self._minutes = NumberBox(self)
        self._minutes.setObjectName("settings-minutes")
        self._minutes.setRange(0, MOST_LOCK_MINUTES)
        self._minutes.setSuffix(text("ui.settings.minutes"))
        self._minutes.setSpecialValueText(text("ui.settings.never"))
        self._keys = QCheckBox(text("ui.settings.typed_keys"), self)
        self._keys.setObjectName("settings-keys")
        for number in (self._percent, self._minutes):
            # A number half typed is no number yet.
            number.setKeyboardTracking(False)
            number.lineEdit().setTextMargins(Space.SMALL, 0, 0, 0)
        self.add(text("ui.settings.colors"), self._colors)
        self.add(text("ui.settings.text_size"), self._percent)
        self.add(text("ui.settings.lock_after"), self._minutes)
        self.add_wide(self._keys)
        hint = PlainLabel(text("ui.settings.typed_keys_means"), name="settings-keys-hint", role="soft", parent=self)
        self.add_wide(hint)
        self.show_values()
        self._colors.currentIndexChanged.connect(self._choose_colors)
        self._percent.valueChanged.connect(self._set_percent)
        self._minutes.valueChanged.connect(self._set_minutes)
        self._keys.toggled.connect(self._set_keys)
        theme.changed.connect(self.show_values)

    @Slot()
    def show_values(self) -> None:
        """Show what is set, also when it was changed elsewhere."""
        for part in (self._colors, self._percent, self._minutes, self._keys):
            part.blockSignals(True)
        self._colors.setCurrentIndex(self._colors.findData(self._theme.choice))
        self._percent.setValue(self._theme.text_percent)
        self._minutes.setValue(self._settings.lock_minutes)
        self._keys.setChecked(self._settings.has_typed_keys)
        for part in (self._colors, self._percent, self._minutes, self._keys):
            part.blockSignals(False)

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        self._colors.setFocus()

    @Slot()
    def _choose_colors(self) -> None:
        choice = ThemeChoice(self._colors.currentData())
        self._settings.theme = str(choice)
        self._theme.choose(choice)
        self.kept.emit()

    @Slot(int)
    def _set_percent(self, percent: int) -> None:
        self._settings.text_percent = percent
        self._theme.set_text_percent(percent)
        self.kept.emit()

    @Slot(int)
    def _set_minutes(self, minutes: int) -> None:
        self._settings.lock_minutes = minutes
        self.kept.emit()

    @Slot(bool)
    def _set_keys(self, is_on: bool) -> None:
        self._settings.has_typed_keys = is_on
        self.kept.emit()
