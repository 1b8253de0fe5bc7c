"""Digits that file what is selected under a Standard: two of them within a moment are one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

SECOND_DIGIT_MS = 600


class FilingKeys(QObject):
    """Turns digits into the number of a Standard.

    A digit that no other can follow counts at once; one that could begin a longer number waits a moment.

    Signals:
        filed: the number of a Standard.
        waiting: the digits so far, empty when nothing waits any more.
    """

    filed = Signal(int)
    waiting = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("filing-keys")
        self._numbers: frozenset[int] = frozenset()
        self._digits = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SECOND_DIGIT_MS)
        self._timer.timeout.connect(self._settle)

    @property
    def digits(self) -> str:
        """The digits that wait."""
        return self._digits

    def know(self, numbers: frozenset[int]) -> None:
        """Take the numbers of the Standards."""
        self._numbers = numbers
        self.drop()

    def answer(self, event: QKeyEvent) -> bool:
        """Act on a key; False where it means nothing here."""
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        letter = event.text()
        if event.modifiers() not in plain or not (letter.isascii() and letter.isdigit()):
            return False
        if not event.isAutoRepeat():
            self._press(letter)
        return True

    def drop(self) -> None:
        """Forget the digits so far."""
        self._timer.stop()
        if self._digits:
            self._digits = ""
            self.waiting.emit("")

    def _press(self, digit: str) -> None:
        digits = self._digits + digit
        if not self._begins(digits):
            # Not a number together: what waited counts, the new digit begins anew.
            self._settle()
            digits = digit
        if not self._begins(digits):
            return
        self._digits = digits
        if self._goes_on(digits):
            self._timer.start()
            self.waiting.emit(digits)
        else:
            self._settle()

    def _begins(self, digits: str) -> bool:
        return any(str(number).startswith(digits) for number in self._numbers)

    def _goes_on(self, digits: str) -> bool:
        return any(str(number).startswith(digits) and str(number) != digits for number in self._numbers)

    @Slot()
    def _settle(self) -> None:
        self._timer.stop()
        digits, self._digits = self._digits, ""
        if digits:
            self.waiting.emit("")
            if int(digits) in self._numbers:
                self.filed.emit(int(digits))
