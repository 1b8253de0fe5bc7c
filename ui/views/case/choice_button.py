"""A large button for one level or answer: its letter, its sign, its name, and the sentence that tells it apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.plain_text import PlainLabel, tooltip
from ui.theme import LEVEL_HEIGHT, Space
from ui.views.parts.signs import SignMark

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGN_SIDE = 18
SMALL_SIGN_SIDE = 14
_LOOKS = frozenset({QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut})


class ChoiceButton(QPushButton):
    """One choice; compact, it leaves its sentence to the picker and the tool tip.

    Signals:
        looked_at: the pointer or the focus came or went.

    Args:
        choice_id: what it stands for.
        key: the letter that presses it.
        name: its word.
        sentence: what separates it from its neighbors.
        sign: the shape of a level, or empty.
        parent: the widget it stands in.
    """

    looked_at = Signal()

    def __init__(self, choice_id: str, key: str, name: str, sentence: str, sign: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.choice_id = choice_id
        self.key = key
        self.sentence = sentence
        self._has_name = True
        self.setObjectName(f"choice-{choice_id}")
        self.setProperty("role", "choice")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{sentence} ({key})")
        self.setToolTip(tooltip(sentence))
        self._sentence = PlainLabel(sentence, name=f"choice-{choice_id}-sentence", role="small", parent=self)
        self._arrange(name, sign)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def _arrange(self, name: str, sign: str) -> None:
        self._sign: SignMark | None = None
        self._cap = cap = QLabel(self.key, self)
        cap.setObjectName(f"{self.objectName()}-key")
        cap.setProperty("role", "keycap")
        self._letter = PlainLabel(self.key, name=f"{self.objectName()}-letter", role="field", parent=self)
        self._letter.setWordWrap(False)
        self._letter.hide()
        self._word = word = PlainLabel(name, name=f"{self.objectName()}-name", parent=self)
        word.setWordWrap(False)
        self._upper = upper = QHBoxLayout()
        upper.setSpacing(Space.HAIR + 2)
        upper.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        upper.addWidget(self._letter, 0, Qt.AlignmentFlag.AlignVCenter)
        if sign:
            self._sign = SignMark(sign, name=f"{self.objectName()}-sign", parent=self, side=SIGN_SIDE)
            upper.addWidget(self._sign)
        upper.addWidget(word)
        upper.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.SMALL, Space.HAIR, Space.SMALL, Space.HAIR)
        column.setSpacing(2)
        column.addLayout(upper)
        column.addWidget(self._sentence)
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_parts(self, *, has_name: bool, has_sentence: bool) -> None:
        """Show its word and its sentence, or leave them to the picker and the tool tip."""
        self._has_name = has_name
        self._word.setVisible(has_name)
        side = Space.SMALL if has_name else Space.HAIR
        self._column.setContentsMargins(side, Space.HAIR, side, Space.HAIR)
        # Alone, the letter needs no frame to be taken for a key.
        self._cap.setVisible(has_name)
        self._letter.setVisible(not has_name)
        self._upper.setSpacing(Space.HAIR + 2 if has_name else 2)
        if self._sign is not None:
            self._sign.set_side(SIGN_SIDE if has_name else SMALL_SIGN_SIDE)
        self._sentence.setVisible(has_sentence)
        self.setToolTip(tooltip(self.sentence if has_name else f"{self.accessibleName()}\n{self.sentence}"))
        self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        is_answered = super().event(event)
        if event.type() in _LOOKS:
            self.looked_at.emit()
        return is_answered

    def sizeHint(self) -> QSize:
        layout = self.layout()
        hint = layout.sizeHint() if layout is not None else super().sizeHint()
        width = hint.width() if self._has_name else self._width_of_letter()
        return QSize(width, max(LEVEL_HEIGHT, hint.height()))

    def _width_of_letter(self) -> int:
        # Computed, as labels tell what they need in another font only after they are dressed for it.
        bold = QFont(self.font())
        bold.setBold(True)
        letter = QFontMetrics(bold).horizontalAdvance(self.key)
        sign = self._sign.sizeHint().width() + self._upper.spacing() if self._sign is not None else 0
        return letter + sign + 2 * (Space.HAIR + 2)

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        hint = layout.minimumSize() if layout is not None else super().minimumSizeHint()
        return QSize(hint.width(), max(LEVEL_HEIGHT, hint.height()))

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        height = layout.heightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        return max(LEVEL_HEIGHT, height)


def check_only(buttons: Iterable[ChoiceButton], choice_id: str | None) -> None:
    """Show one choice as made, or none."""
    for button in buttons:
        button.setChecked(button.choice_id == choice_id)
