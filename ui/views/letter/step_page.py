"""A step that has the letter beside what it asks; how the room is divided is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models import outcome as told
from ui.views.case.steps import StepPage
from ui.views.letter.pane import LetterPane
from ui.views.parts.fitting_splitter import FittingSplitter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reviewer.review.sheet_rows import Sheet
    from ui.models.outcome import Lead
    from ui.session.letter_session import LetterSession
    from ui.settings import LayoutSettings

FIRST_SIZES = (540, 640)
_STRETCHES = (4, 5)


class LetterStepPage(StepPage):
    """What the step asks left, the letter's pages right.

    Args:
        name: of the step; the splitter is remembered by it.
        letter: has the letter.
        settings: remember the splitter.
        parent: where it stands.
    """

    def __init__(self, name: str, letter: LetterSession, settings: LayoutSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-page")
        self._name = name
        self._letter = letter
        self._settings = settings
        self._splitter = FittingSplitter(f"{name}-splitter", self)
        self._pages = LetterPane(letter, name, self._splitter)
        self._pages.actions_changed.connect(self.actions_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    @property
    def splitter(self) -> FittingSplitter:
        """What both parts are made in, as Qt restyles all that is in a widget that moves."""
        return self._splitter

    @property
    def pages(self) -> LetterPane:
        """The letter's pages."""
        return self._pages

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        return self._pages.handlers()

    def put_left(self, left: QWidget) -> None:
        """Put what the step asks beside the letter."""
        for place, (part, stretch) in enumerate(zip((left, self._pages), _STRETCHES, strict=True)):
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(place, stretch)
        if not self._settings.restore_splitter(self._name, self._splitter):
            self._splitter.setSizes(FIRST_SIZES)
        self._splitter.splitterMoved.connect(self._remember)

    @Slot(object)
    def follow(self, lead: Lead) -> None:
        """Go where a sentence leads."""
        self.place_wanted.emit(lead.place)

    def ask_letter(self, sheet: Sheet | None, other: str | None = None) -> None:
        """Have the letter of a case written, or one for another outcome; none while it comes to nothing."""
        if sheet is None or told.is_recused(sheet) or told.shown_outcome(sheet) is None:
            self._letter.forget()
        else:
            self._letter.ask(sheet.key, other)

    @Slot()
    def _remember(self) -> None:
        # Below each other is what a small window asks for, and nothing to be remembered.
        if self._splitter.orientation() == Qt.Orientation.Horizontal:
            self._settings.save_splitter(self._name, self._splitter)
