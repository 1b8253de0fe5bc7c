"""Words that others wrote, shown as nothing but words.

Qt takes any text that looks like HTML for HTML; names, titles and file names come from a bundle.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

# Overrides and isolates can make `gpj.exe` read as `exe.jpg`; the marks LRM, RLM and ALM only order neutral signs.
_TURNING = r"\u202a-\u202e\u2066-\u2069"
_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Unicode's Cc but for the tab and the line feed."""
_HIDDEN = rf"[{_TURNING}{_CONTROLS}\ud800-\udfff]"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(untrusted_text: str) -> str:
    """Replace control characters, unpaired surrogates and signs that turn the reading direction by a visible mark."""
    # Most words have nothing to hide; the expression is compiled when the first ones do.
    if untrusted_text.isprintable():
        return untrusted_text
    unified = untrusted_text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(_HIDDEN, _REPLACEMENT, unified)


def one_line(untrusted_text: str) -> str:
    """Make text visible and put it on one line, for tables and headers."""
    return " ".join(visible(untrusted_text).split())


def tooltip(untrusted_text: str) -> str:
    """Make text safe for a tool tip, which would otherwise read HTML; an empty text stays empty."""
    if not untrusted_text:
        return ""
    import html

    return f"<qt>{html.escape(visible(untrusted_text)).replace(chr(10), '<br>')}</qt>"


def label_text(untrusted_text: str) -> str:
    """Make text safe for a button, tab or menu, which would take `&` for a key."""
    return one_line(untrusted_text).replace("&", "&&")


def grouped(digest: str, size: int = 8) -> str:
    """Write a digest or key in groups, so that eyes can compare it and a line can break."""
    return " ".join(digest[start : start + size] for start in range(0, len(digest), size))


def give_headroom(label: QLabel, words: str) -> None:
    """Let the accents of capitals stand whole: they reach over the line, and a label cuts what is outside of it."""
    over = 0
    if not words.isascii():
        from unicodedata import normalize

        capitals = {sign for sign in normalize("NFC", words) if sign.isupper() and not sign.isascii()}
        if capitals:
            metrics = label.fontMetrics()
            over = max(0, -metrics.tightBoundingRect("".join(sorted(capitals))).top() - metrics.ascent())
    margins = label.contentsMargins()
    if margins.top() != over:
        label.setContentsMargins(margins.left(), over, margins.right(), margins.bottom())


LONGEST_WORD = 40
"""So many letters a word may have and still be shown whole in any case."""


class PlainLabel(QLabel):
    """A label that shows its text as it is, wraps, and can be read out.

    Args:
        text: what it says.
        name: the object name.
        role: how it looks: soft, small, field, heading, title, huge, keycap, or empty.
        parent: the widget it stands in.
    """

    def __init__(self, text: str = "", *, name: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("textFormat", "PlainText")
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self.setText(visible(text))
        give_headroom(self, self.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            give_headroom(self, self.text())

    def minimumSizeHint(self) -> QSize:
        # One endless word in a name must not push everything else out of the window.
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * LONGEST_WORD), hint.height())


class ElidedLabel(QLabel):
    """A label of one line that gives way in a narrow window; the whole text is in its tool tip."""

    def __init__(self, text: str = "", *, name: str, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("textFormat", "PlainText")
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._keeps_both_ends = False
        self._whole = ""
        self.say(text)

    @property
    def whole(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def keep_both_ends(self) -> None:
        """Give way in the middle: of a path, where it begins and what the file is called stay to be seen."""
        self._keeps_both_ends = True
        self._fit()

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = one_line(text)
        self.setAccessibleName(self._whole)
        self.setToolTip(tooltip(self._whole))
        give_headroom(self, self._whole)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        margins = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self._whole) + margins.left() + margins.right() + 2
        return QSize(width, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            give_headroom(self, self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setText(self._elided(max(self.contentsRect().width(), 8)))

    def _elided(self, width: int) -> str:
        if not self._whole:
            return ""
        # Imported late: PySide makes all of its hundred enumerations at its first use.
        from PySide6.QtCore import Qt

        mode = Qt.TextElideMode.ElideMiddle if self._keeps_both_ends else Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self._whole, mode, width)
