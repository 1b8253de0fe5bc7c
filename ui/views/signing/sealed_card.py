"""What stands on the screen once outcome and letter are sealed: version, time, digest, and the ways on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reviewer.review.begun import REOPENING
from reviewer.text import text
from reviewer.vocabulary import CaseState
from ui.models import outcome as told
from ui.models.case_words import moment_words
from ui.plain_text import PlainLabel, grouped
from ui.theme import Space
from ui.views.case.begun_forms import BegunForm
from ui.views.case.words_field import LabeledWords
from ui.views.parts.fields import button, line

if TYPE_CHECKING:
    from reviewer.review.judgment import Sealed
    from reviewer.review.sheet_rows import Sheet
    from ui.views.case.begun_forms import BegunForms

_REASON_LINES = 2


class SealedCard(QFrame):
    """The sealed determination.

    Signals:
        hand_over_wanted: on to handing over.
        reopen_asked: the reason to open it again.
    """

    hand_over_wanted = Signal()
    reopen_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sealed")
        self.setProperty("role", "sheet")
        self._digest = ""
        self._title = PlainLabel(name="sealed-title", role="title", parent=self)
        self._words = PlainLabel(name="sealed-words", parent=self)
        self._grid = QGridLayout()
        self._values = {
            name: PlainLabel(name=f"sealed-{name}", parent=self) for name in ("version", "at", "letter", "because")
        }
        self._copy = button(text("ui.sign.copy"), name="sealed-copy", parent=self, role="flat")
        self._hand_over = button(text("ui.sign.hand_over"), name="sealed-hand-over", parent=self, role="primary")
        self._line = line("sealed-line", self)
        self._reopen_title = PlainLabel(
            text("ui.sign.reopen_title"), name="sealed-reopen-title", role="heading", parent=self
        )
        self._reason = LabeledWords("reopen-because", text("ui.sign.reopen_because"), _REASON_LINES, self)
        self._begun = BegunForm(self._reason)
        self._reopen = button("", name="sealed-reopen", parent=self)
        self._arrange()
        self._copy.clicked.connect(self._copy_digest)
        self._hand_over.clicked.connect(self.hand_over_wanted)
        self._reopen.clicked.connect(self._ask_reopen)

    @property
    def reason(self) -> LabeledWords:
        """The reason to open it again."""
        return self._reason

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what was sealed, or that the reviewer is recused."""
        sealed = sheet.sealed
        if sealed is None:
            self._title.say(text("ui.sign.recused_title"))
            self._words.say(text("ui.sign.recused"))
        else:
            outcome = told.outcome_of(sheet, sealed.outcome)
            self._title.say(text("ui.sign.sealed_title", outcome=outcome.name if outcome else sealed.outcome))
            exported = sheet.state in {CaseState.EXPORTED, CaseState.ACKNOWLEDGED}
            kept = "ui.practice.sealed" if sheet.is_practice else "ui.sign.not_handed_over"
            self._words.say(text("ui.sign.handed_over" if exported else kept))
            self._say_values(sealed)
        self._show_rows(has_seal=sealed is not None, has_reason=bool(sealed and sealed.because))

    def use_forms(self, forms: BegunForms) -> None:
        """Show the reason that was begun, if any."""
        self._begun.turn_to(forms, REOPENING)

    def clear(self) -> None:
        """Show nothing of the reason typed."""
        self._begun.leave()

    def forget_begun(self) -> None:
        """The reason was recorded."""
        self._begun.done()

    def focus_first(self) -> None:
        """Put the focus on the way on."""
        self._hand_over.setFocus()

    def _say_values(self, sealed: Sealed) -> None:
        self._digest = sealed.letter_sha256
        self._values["version"].say(str(sealed.version))
        self._values["at"].say(moment_words(sealed.signed_at))
        self._values["letter"].say(grouped(sealed.letter_sha256))
        self._values["letter"].setAccessibleName(sealed.letter_sha256)
        self._values["because"].say(sealed.because)
        self._reopen.setText(text("ui.sign.reopen", version=sealed.version + 1))

    def _show_rows(self, *, has_seal: bool, has_reason: bool) -> None:
        for name, value in self._values.items():
            is_shown = has_seal and (has_reason or name != "because")
            value.setVisible(is_shown)
            label = self.findChild(PlainLabel, f"sealed-{name}-label")
            if label is not None:
                label.setVisible(is_shown)
        for part in (self._copy, self._line, self._reopen_title, self._reason, self._reopen):
            part.setVisible(has_seal)

    def _arrange(self) -> None:
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.SMALL)
        self._grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for number, (name, value) in enumerate(self._values.items()):
            label = PlainLabel(text(f"ui.sign.{name}"), name=f"sealed-{name}-label", role="field", parent=self)
            if name == "because":
                # Its name is a sentence, which beside the others would leave the values no room.
                self._grid.addWidget(label, number, 0, 1, 3)
                self._grid.addWidget(value, number + 1, 0, 1, 3)
            else:
                label.setWordWrap(False)
                self._grid.addWidget(label, number, 0, top)
                self._grid.addWidget(value, number, 1, top)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(self._copy, 2, 2, top)
        on = QHBoxLayout()
        on.addWidget(self._hand_over)
        on.addStretch(1)
        again = QHBoxLayout()
        again.addWidget(self._reopen)
        again.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.LARGE)
        column.setSpacing(Space.MEDIUM)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(on)
        column.addLayout(self._grid)
        column.addWidget(self._line)
        column.addWidget(self._reopen_title)
        column.addWidget(self._reason)
        column.addLayout(again)

    @Slot()
    def _copy_digest(self) -> None:
        QGuiApplication.clipboard().setText(self._digest)

    @Slot()
    def _ask_reopen(self) -> None:
        because = self._reason.field.words.strip()
        self._reason.show_reason("" if because else text("ui.sign.reopen_needs_reason"))
        if because:
            self.reopen_asked.emit(because)
        else:
            self._reason.field.setFocus()
