"""What is begun in the forms of a case and not recorded yet: told at once, and shown again when the case is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.review.begun import NOTHING_BEGUN, Begun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QButtonGroup, QComboBox

    from ui.views.case.words_field import LabeledWords


class BegunForms(QObject):
    """Holds what is begun in one case; forms ask here what to show, and tell here what is typed.

    Signals:
        changed: a form and its `Begun`, which is nothing where nothing is left of it.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("begun-forms")
        self._begun: dict[str, Begun] = {}

    def of(self, form: str) -> Begun:
        """Return what is begun in a form; nothing where nothing is."""
        return self._begun.get(form, NOTHING_BEGUN)

    def keep(self, form: str, begun: Begun) -> None:
        """Keep what the reviewer typed or chose."""
        if begun == self.of(form):
            return
        if begun == NOTHING_BEGUN:
            del self._begun[form]
        else:
            self._begun[form] = begun
        self.changed.emit(form, begun)

    def drop(self, form: str) -> None:
        """Keep nothing of a form any more: it was recorded, or taken back."""
        self.keep(form, NOTHING_BEGUN)

    @Slot(object)
    def take(self, found: Mapping[str, Begun]) -> None:
        """Take over what was kept of a case."""
        self._begun = dict(found)

    def clear(self) -> None:
        """Forget the case; what was kept of it stays kept."""
        self._begun = {}


class Choices(Protocol):
    """What can be chosen in a form beside its words."""

    @property
    def chosen(self) -> str:
        """What the reviewer chose; empty while it is what the form begins with."""
        ...

    def choose(self, chosen: str) -> None:
        """Show a choice; empty is what the form begins with."""
        ...

    def connect_to(self, told: Callable[[], None]) -> None:
        """Have a slot called whenever the choice changes."""
        ...


class BoxChoices(QObject):
    """The entries of a box, by their data; it begins with one of them."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box
        self.first = 0

    @property
    def chosen(self) -> str:
        """The entry chosen, empty for the one that it begins with."""
        return "" if self._box.currentIndex() == self.first else str(self._box.currentData() or "")

    def choose(self, chosen: str) -> None:
        """Turn to an entry; one that is not there any more is not chosen."""
        place = self._box.findData(chosen) if chosen else self.first
        self._box.setCurrentIndex(place if place >= 0 else self.first)

    def connect_to(self, told: Callable[[], None]) -> None:
        """Have a slot called whenever another entry is chosen."""
        self._box.currentIndexChanged.connect(told)


class RadioChoices(QObject):
    """A group of radio buttons, by their names after `prefix`; none is chosen at first."""

    def __init__(self, group: QButtonGroup, prefix: str) -> None:
        super().__init__(group)
        self._group = group
        self._prefix = prefix

    @property
    def chosen(self) -> str:
        """The button chosen, empty for none."""
        pressed = self._group.checkedButton()
        return pressed.objectName().removeprefix(self._prefix) if pressed is not None else ""

    def choose(self, chosen: str) -> None:
        """Press a button, or none."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(bool(chosen) and button.objectName() == f"{self._prefix}{chosen}")
        self._group.setExclusive(True)

    def connect_to(self, told: Callable[[], None]) -> None:
        """Have a slot called whenever another button is pressed."""
        self._group.buttonToggled.connect(told)


class BegunForm(QObject):
    """Ties a field, and the choice beside it, to what is kept of them."""

    def __init__(self, words: LabeledWords, choices: Choices | None = None) -> None:
        super().__init__(words)
        self._words = words
        self._choices = choices
        self._forms: BegunForms | None = None
        self._form = ""
        words.field.typed.connect(self._keep)
        if choices is not None:
            choices.connect_to(self._keep)

    def turn_to(self, forms: BegunForms, form: str, otherwise: str = "") -> bool:
        """Show what is begun of a form, or else the words that it begins with; False where nothing is begun."""
        begun = forms.of(form)
        self._show(begun.words or otherwise, begun.choice)
        self._forms, self._form = forms, form
        return begun != NOTHING_BEGUN

    def leave(self) -> None:
        """Show nothing of the case; what is begun stays kept."""
        self._show("", "")

    def done(self, otherwise: str = "") -> None:
        """It is recorded: nothing is begun any more."""
        forms, form = self._forms, self._form
        self._show(otherwise, "")
        self._forms, self._form = forms, form
        if forms is not None:
            forms.drop(form)

    def _show(self, words: str, choice: str) -> None:
        # What is shown by the program is not typed by the reviewer.
        self._forms = None
        self._words.show_reason("")
        self._words.field.fill(words)
        self._words.field.forget_undo()
        if self._choices is not None:
            self._choices.choose(choice)

    @Slot()
    def _keep(self) -> None:
        if self._forms is not None:
            choice = self._choices.chosen if self._choices is not None else ""
            self._forms.keep(self._form, Begun(self._words.field.words, choice))
