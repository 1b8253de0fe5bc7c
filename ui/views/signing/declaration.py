"""The declaration on conflicts of interest, renewed before signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from reviewer.review.begun import SIGNING_CONFLICT
from reviewer.review.conflict import explained
from reviewer.text import text
from reviewer.vocabulary import NO_CONFLICT
from ui.looks import drop
from ui.plain_text import PlainLabel, label_text
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm, RadioChoices
from ui.views.case.words_field import LabeledWords
from ui.views.parts.badge import provenance_words

if TYPE_CHECKING:
    from reviewer.program.model import ConflictKind, Provenance
    from ui.views.case.begun_forms import BegunForms

_NOTE_LINES = 2


class _Conflicts(RadioChoices):
    """That there is none is declared at the moment of signing; it is never kept for later."""

    @property
    def chosen(self) -> str:
        kind = super().chosen
        return "" if kind == NO_CONFLICT else kind


class RenewedDeclaration(QWidget):
    """Nothing is chosen at first: a declaration is made, not taken for granted.

    Signals:
        chosen: another kind was chosen.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("renewed")
        self._kinds: tuple[ConflictKind, ...] = ()
        self._group = QButtonGroup(self)
        self._radios: list[QRadioButton] = []
        self._part = QVBoxLayout()
        self._part.setSpacing(0)
        self._sealing = PlainLabel(text("ui.sign.late_conflict"), name="renewed-sealing", role="alarm", parent=self)
        self._badge = PlainLabel(name="renewed-badge", role="small", parent=self)
        self._explained = PlainLabel(name="renewed-explained", role="soft", parent=self)
        self._note = LabeledWords("renewed-note", text("ui.sign.conflict_note"), _NOTE_LINES, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(PlainLabel(text("ui.sign.declaration"), name="renewed-title", role="heading", parent=self))
        column.addLayout(self._part)
        column.addWidget(self._badge)
        column.addWidget(self._explained)
        column.addWidget(self._sealing)
        column.addWidget(self._note)
        self._begun = BegunForm(self._note, _Conflicts(self._group, "renewed-"))
        self._group.buttonToggled.connect(self._tell)
        self._explained.hide()
        self._sealing.hide()
        self._note.hide()

    @property
    def kind(self) -> str | None:
        """The kind declared: `none`, a kind of conflict, or None until one is chosen."""
        pressed = self._group.checkedButton()
        return str(pressed.property("kind")) if pressed is not None else None

    @property
    def note(self) -> str:
        """What was written about it."""
        return self._note.field.words if self.is_conflict else ""

    @property
    def is_conflict(self) -> bool:
        """True when a conflict is declared."""
        return self.kind not in {None, NO_CONFLICT}

    @property
    def radios(self) -> tuple[QRadioButton, ...]:
        """The choices, no conflict first."""
        return tuple(self._radios)

    def offer(self, kinds: tuple[ConflictKind, ...], provenance: Provenance | None) -> None:
        """Offer the kinds of a program, none of them chosen; `provenance` says how sure they are."""
        self._badge.say(provenance_words(provenance))
        self._badge.setVisible(bool(self._badge.text()))
        if kinds != self._kinds or not self._radios:
            self._kinds = kinds
            self._build(kinds)

    def clear(self) -> None:
        """Take the choice back; what was begun of it stays kept."""
        self._begun.leave()

    def use_forms(self, forms: BegunForms) -> None:
        """Show the conflict that was begun, if any."""
        self._begun.turn_to(forms, SIGNING_CONFLICT)

    def forget_begun(self) -> None:
        """The declaration was recorded."""
        self._begun.done()

    def _build(self, kinds: tuple[ConflictKind, ...]) -> None:
        for radio in self._radios:
            self._group.removeButton(radio)
        drop(self._radios)
        self._radios = [self._radio(NO_CONFLICT, text("ui.sign.no_conflict"), "")]
        for kind in kinds:
            if kind.id != NO_CONFLICT:
                words = text("ui.sign.conflict", kind=kind.name)
                self._radios.append(self._radio(kind.id, words, explained(kind)))
        for radio in self._radios:
            self._part.addWidget(radio, 0, Qt.AlignmentFlag.AlignLeft)

    def _radio(self, kind: str, words: str, explanation: str) -> QRadioButton:
        made = QRadioButton(label_text(words), self)
        made.setObjectName(f"renewed-{kind}")
        made.setProperty("kind", kind)
        made.setToolTip(explanation)
        made.setAccessibleDescription(explanation)
        self._group.addButton(made)
        return made

    @Slot()
    def _tell(self) -> None:
        self._explained.setText(next((explained(kind) for kind in self._kinds if kind.id == self.kind), ""))
        self._explained.setVisible(self.is_conflict)
        self._sealing.setVisible(self.is_conflict)
        self._note.setVisible(self.is_conflict)
        self.chosen.emit()
