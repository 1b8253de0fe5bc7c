"""Which outcome is signed: the recommended one, or another with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from reviewer.review.begun import OUTCOME
from reviewer.text import text
from reviewer.vocabulary import REFERRED
from ui.plain_text import PlainLabel, one_line
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm, BoxChoices
from ui.views.case.words_field import LabeledWords
from ui.views.parts.boxes import ChoiceBox
from ui.views.parts.fields import field_label

if TYPE_CHECKING:
    from reviewer.program.model import Outcome
    from ui.views.case.begun_forms import BegunForms

_REASON_LINES = 3


class OutcomeChoice(QWidget):
    """Begins with the recommended outcome.

    Signals:
        chosen: an outcome's id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("outcome-choice")
        self._recommended = ""
        self._outcomes: tuple[Outcome, ...] = ()
        self._box = ChoiceBox(self)
        self._box.setObjectName("outcome-box")
        self._sentence = PlainLabel(name="outcome-box-sentence", role="soft", parent=self)
        self._reason = LabeledWords("outcome-because", text("ui.sign.because"), _REASON_LINES, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        self._label = field_label(text("ui.sign.outcome"), self._box, self)
        column.addWidget(self._label)
        column.addWidget(self._box)
        column.addWidget(self._sentence)
        column.addWidget(self._reason)
        self._forms: BegunForms | None = None
        self._choices = BoxChoices(self._box)
        self._begun = BegunForm(self._reason, self._choices)
        self._box.currentIndexChanged.connect(self._tell)
        self._reason.hide()

    @property
    def box(self) -> QComboBox:
        """The outcomes to choose from."""
        return self._box

    @property
    def reason(self) -> LabeledWords:
        """The reason for another outcome."""
        return self._reason

    @property
    def outcome(self) -> str:
        """The outcome chosen."""
        return str(self._box.currentData() or self._recommended)

    @property
    def is_other(self) -> bool:
        """True when it is not the recommended one."""
        return self.outcome != self._recommended

    @property
    def because(self) -> str:
        """The reason given for another outcome."""
        return self._reason.field.words.strip() if self.is_other else ""

    def offer(self, outcomes: tuple[Outcome, ...], recommended: str) -> None:
        """Offer what can be signed, best first; while a case is to be referred, nothing else."""
        signable = tuple(each for each in outcomes if (each.id == REFERRED) == (recommended == REFERRED))
        if (signable, recommended) == (self._outcomes, self._recommended):
            return
        self._outcomes, self._recommended = signable, recommended
        self._box.blockSignals(True)
        self._box.clear()
        for each in signable:
            key = "ui.sign.recommended" if each.id == recommended else "ui.sign.other"
            self._box.addItem(one_line(text(key, outcome=each.name)), each.id)
        self._choices.first = max(0, self._box.findData(recommended))
        self._box.setCurrentIndex(self._choices.first)
        self._box.blockSignals(False)
        # With one outcome there is nothing to choose, and nothing that was recommended.
        self._label.setVisible(len(signable) > 1)
        self._box.setVisible(len(signable) > 1)
        if self._forms is not None:
            self._begun.turn_to(self._forms, OUTCOME)
        self._say()

    def clear(self) -> None:
        """Go back to the recommended outcome; what was begun stays kept."""
        self._forms = None
        self._begun.leave()

    def use_forms(self, forms: BegunForms) -> None:
        """Show the outcome that was begun instead of the recommended one, if any."""
        self._forms = forms
        self._begun.turn_to(forms, OUTCOME)

    def forget_begun(self) -> None:
        """The outcome was signed."""
        self._begun.done()

    @Slot()
    def _tell(self) -> None:
        self._say()
        self.chosen.emit(self.outcome)

    def _say(self) -> None:
        self._sentence.say(self._meaning())
        self._reason.setVisible(self.is_other)
        self._reason.show_reason("")

    def _meaning(self) -> str:
        chosen = self._named(self.outcome)
        recommended = self._named(self._recommended)
        if chosen is None:
            return ""
        if len(self._outcomes) == 1:
            return text("ui.sign.only", outcome=chosen.name, sentence=chosen.sentence)
        if recommended is None or chosen is recommended:
            return chosen.sentence
        # Its own sentence tells why a program would recommend it, which is not so here.
        return text("ui.sign.not_recommended", outcome=chosen.name, recommended=recommended.name)

    def _named(self, outcome: str | None) -> Outcome | None:
        return next((each for each in self._outcomes if each.id == outcome), None)
