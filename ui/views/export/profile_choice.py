"""Whom a package is for, and in one sentence what it leaves out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from reviewer.text import text
from reviewer.vocabulary import ProfileId
from ui.plain_text import PlainLabel, label_text
from ui.theme import Space


class ProfileChoice(QWidget):
    """The office, the candidate or research; the office at first.

    Signals:
        chosen: another profile, by its id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export-profile")
        self._group = QButtonGroup(self)
        self._explanation = PlainLabel(name="export-explanation", role="soft", parent=self)
        self._label = PlainLabel(text("ui.export.whom_it_is_for"), name="export-whom-label", role="field", parent=self)
        row = QHBoxLayout()
        row.setSpacing(Space.WIDE)
        for profile in ProfileId:
            row.addWidget(self._radio(profile))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self._explanation)
        self.choose(ProfileId.OFFICE)
        self._group.buttonToggled.connect(self._tell)

    @property
    def profile(self) -> ProfileId:
        """Whom the package will be for."""
        pressed = self._group.checkedButton()
        return ProfileId(str(pressed.property("profile"))) if pressed is not None else ProfileId.OFFICE

    def choose(self, profile: ProfileId) -> None:
        """Choose whom the package will be for."""
        for radio in self._group.buttons():
            if radio.property("profile") == profile.value:
                radio.setChecked(True)
        self._explain()

    def _radio(self, profile: ProfileId) -> QRadioButton:
        words = text(f"ui.export.for.{profile}")
        made = QRadioButton(label_text(words), self)
        made.setObjectName(f"export-for-{profile}")
        made.setProperty("profile", profile.value)
        made.setAccessibleName(words)
        made.setAccessibleDescription(text(f"ui.export.explanation.{profile}"))
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(made)
        return made

    def _explain(self) -> None:
        self._explanation.say(text(f"ui.export.explanation.{self.profile}"))

    @Slot(object, bool)
    def _tell(self, _radio: QRadioButton, is_on: bool) -> None:
        if is_on:
            self._explain()
            self.chosen.emit(self.profile.value)
