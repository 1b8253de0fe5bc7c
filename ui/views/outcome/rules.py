"""All rules with what they say; those that hold are folded away until they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.text import counted, text
from reviewer.vocabulary import Holds
from ui.plain_text import PlainLabel
from ui.theme import Space
from ui.views.outcome.leads import badge, lowered
from ui.views.parts.fields import button
from ui.views.parts.signs import SignMark

if TYPE_CHECKING:
    from ui.models.outcome import RuleLine

SIGN_LOWERED = 9
_SIGNS = {Holds.HOLDS: "full", Holds.FAILS: "cross", Holds.CANNOT_TELL: "empty"}


class RuleRow(QWidget):
    """One rule: its sign and word, its title, why, and a button that leads there."""

    followed = Signal(object)

    def __init__(self, rule: RuleLine, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._rule = rule
        sign = SignMark(_SIGNS[rule.holds], name=f"{name}-sign", parent=self)
        word = text(f"holds.{rule.holds}")
        title = PlainLabel(rule.title, name=f"{name}-title", role="field", parent=self)
        why = PlainLabel(f"{word[:1].upper()}{word[1:]}. {rule.lead.words}", name=f"{name}-why", parent=self)
        go = button(text("ui.outcome.go.show"), name=f"{name}-go", parent=self, role="link")
        go.setAccessibleName(f"{text('ui.outcome.go.show')} {rule.title}")
        go.clicked.connect(self._follow)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(lowered(title))
        words.addWidget(why)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.HAIR, Space.HAIR, Space.HAIR)
        row.setSpacing(Space.SMALL)
        aside_left = QVBoxLayout()
        aside_left.addSpacing(SIGN_LOWERED)
        aside_left.addWidget(sign)
        aside_left.addStretch(1)
        row.addLayout(aside_left)
        row.addLayout(words, 1)
        aside = QVBoxLayout()
        aside.setSpacing(0)
        aside.addWidget(go, 0, Qt.AlignmentFlag.AlignRight)
        if rule.lead.is_unverified:
            aside.addWidget(badge(rule.lead, f"{name}-badge", self), 0, Qt.AlignmentFlag.AlignRight)
        aside.addStretch(1)
        row.addLayout(aside)

    @Slot()
    def _follow(self) -> None:
        self.followed.emit(self._rule.lead)


class RulesBlock(QWidget):
    """The rules below each other: failing ones at once, holding ones behind a button.

    Signals:
        followed: the `Lead` of a rule.
    """

    followed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rules")
        self._shown: tuple[RuleLine, ...] = ()
        self._title = PlainLabel(text("ui.outcome.rules"), name="rules-title", role="heading", parent=self)
        self._fold = button("", name="rules-fold", parent=self, role="link")
        self._fold.setCheckable(True)
        self._open = QWidget(self)
        self._open.setObjectName("rules-open")
        self._folded = QWidget(self)
        self._folded.setObjectName("rules-folded")
        for part in (self._open, self._folded):
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Space.HAIR)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.HAIR)
        whole.addWidget(self._title)
        whole.addWidget(self._open)
        row = QHBoxLayout()
        row.addWidget(self._fold)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addWidget(self._folded)
        self._folded.hide()
        self._fold.toggled.connect(self._unfold)

    def show_rules(self, rules: tuple[RuleLine, ...]) -> None:
        """Show other rules."""
        self.setVisible(bool(rules))
        if rules == self._shown:
            return
        self._shown = rules
        holding = [rule for rule in rules if rule.holds is Holds.HOLDS]
        self._fill(self._open, [rule for rule in rules if rule.holds is not Holds.HOLDS])
        self._fill(self._folded, holding)
        self._fold.setVisible(bool(holding))
        self._name_fold()

    def focus_fold(self) -> None:
        """Put the focus on what unfolds the rest."""
        self._fold.setFocus()

    def _fill(self, part: QWidget, rules: list[RuleLine]) -> None:
        column = part.layout()
        if column is None:
            return
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, rule in enumerate(rules):
            row = RuleRow(rule, f"{part.objectName()}-{number + 1}", part)
            row.followed.connect(self.followed)
            column.addWidget(row)

    @Slot(bool)
    def _unfold(self, is_open: bool) -> None:
        self._folded.setVisible(is_open)
        self._name_fold()

    def _name_fold(self) -> None:
        holding = sum(rule.holds is Holds.HOLDS for rule in self._shown)
        key = "ui.outcome.fold" if self._fold.isChecked() else "ui.outcome.unfold"
        self._fold.setText(counted(key, holding))
