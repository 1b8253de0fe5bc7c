"""A field for a passphrase: shown or hidden, with a warning when Caps Lock seems to be on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.text import text
from ui.plain_text import PlainLabel
from ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

SHORTEST = 10
"""Fewest characters of a new passphrase."""

LONG = 20
"""From here on a passphrase of several words is good."""


class PassphraseField(QWidget):
    """One passphrase.

    Signals:
        edited: its text changed.
        entered: Enter was pressed in it.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, words: str, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._line = QLineEdit(self)
        self._line.setObjectName(f"{name}-line")
        self._line.setAccessibleName(words)
        self._line.setEchoMode(QLineEdit.EchoMode.Password)
        # By name, without `Qt`; see `ui.views.parts.fields`.
        hints = "ImhHiddenText|ImhNoPredictiveText|ImhSensitiveData|ImhNoAutoUppercase"
        self._line.setProperty("inputMethodHints", hints)
        self._show = QPushButton(text("ui.unlock.show"), self)
        self._show.setObjectName(f"{name}-show")
        self._show.setCheckable(True)
        self._show.setAccessibleName(text("ui.unlock.show_passphrase", field=words))
        self._caps = PlainLabel(text("ui.unlock.caps_lock"), name=f"{name}-caps", role="caution", parent=self)
        self._caps.hide()
        self._label = PlainLabel(words, name=f"{name}-label", role="field", parent=self)
        self._label.setBuddy(self._line)
        self.setAccessibleName(words)
        self.setFocusProxy(self._line)
        # Qt gives a place in the order of Tab only to what takes the focus itself.
        self.setProperty("focusPolicy", "StrongFocus")
        self._arrange()
        self._connect()

    @property
    def label(self) -> QLabel:
        """The label above the field."""
        return self._label

    @property
    def passphrase(self) -> str:
        """What is typed now."""
        return self._line.text()

    @property
    def warns_of_caps_lock(self) -> bool:
        """True while the warning is shown."""
        return not self._caps.isHidden()

    def clear(self) -> None:
        """Forget what was typed, and hide the next."""
        self._line.clear()
        self._show.setChecked(False)
        self._caps.hide()

    def select_all(self) -> None:
        """Put the focus here, ready to be typed over."""
        self._line.setFocus()
        self._line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._watch_caps_lock(event)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._line.setFocus(event.reason())

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(Space.SMALL)
        row.addWidget(self._line, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.HAIR)
        column.addWidget(self._label)
        column.addLayout(row)
        column.addWidget(self._caps)

    def _connect(self) -> None:
        self._line.installEventFilter(self)
        self._line.textChanged.connect(self._tell_edited)
        self._line.returnPressed.connect(self.entered)
        self._show.toggled.connect(self._show_or_hide)

    def _watch_caps_lock(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        # Qt does not tell the state of Caps Lock; a capital without Shift, or a small letter with it, does.
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.hide()
        typed = event.text()
        if len(typed) == 1 and typed.isalpha() and typed.lower() != typed.upper():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.setVisible(typed.isupper() != has_shift)

    @Slot(str)
    def _tell_edited(self, _text: str) -> None:
        self.edited.emit()

    @Slot(bool)
    def _show_or_hide(self, is_shown: bool) -> None:
        self._line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._show.setText(text("ui.unlock.hide") if is_shown else text("ui.unlock.show"))


def strength_hint(passphrase: str) -> str:
    """Say in words how hard a passphrase is to guess; a hint, since only a too short one is refused."""
    if not passphrase:
        return text("ui.unlock.strength.empty", shortest=SHORTEST)
    if len(passphrase) < SHORTEST:
        return text("ui.unlock.strength.short", shortest=SHORTEST)
    is_varied = len(set(passphrase)) >= len(passphrase) / 3 and len(set(passphrase)) >= SHORTEST / 2
    if not is_varied:
        return text("ui.unlock.strength.repeated")
    return text("ui.unlock.strength.good") if len(passphrase) >= LONG else text("ui.unlock.strength.fair")


def what_is_wrong(passphrase: str, repeated: str) -> str:
    """Say why a new passphrase cannot be taken; empty when it can."""
    if len(passphrase) < SHORTEST:
        return text("ui.unlock.strength.short", shortest=SHORTEST)
    if not repeated:
        return text("ui.unlock.no_repetition")
    return "" if passphrase == repeated else text("ui.unlock.not_the_same")
